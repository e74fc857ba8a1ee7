//! Conditions, parts and heads are the same with a cache between as without.

use std::time::Duration;

use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestResponse};
use tokio::time::{sleep, timeout};

use super::front::{Front, kept, without_the_front};
use super::setups::Setup;
use super::shown;
use crate::http_edges::{dressed, only};

const STYLE: &str = "/api/docs.css";

async fn with(who: &Actor, method: &str, path: &str, name: &str, value: &str) -> TestResponse {
    without_the_front(who.send(method, path, &[(name, value)], None).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_price_shows_at_once_through_every_cache_that_listens() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Garden Tea", 10_000, 10).await;
    let product = format!("/api/products/{}", tea.product_id);
    let mut price = 10_000;

    for setup in Setup::LISTENING {
        let front = Front::new(*setup, &app).await;
        let (anybody, seller) = (front.of(&app.anybody()), front.of(&vendor));
        for _ in 0..3 {
            for path in [product.as_str(), "/api/products?q=tea"] {
                assert!(!kept(&anybody.get(path).await.is(200)), "{setup:?} gives {path} without asking");
            }
            price += 100;
            // The condition of a write travels through a cache, too.
            let path = format!("/api/offers/{}", tea.offer_id);
            let tag = seller.get(&path).await.is(200).etag();
            seller.put(&format!("{path}/price"), &tag, &json!({ "price_minor": price })).await.is(200);

            let (one, list) = (anybody.get(&product).await.is(200), anybody.get("/api/products?q=tea").await.is(200));
            assert_eq!(one.int_at("/offers/0/price/amount_minor"), price, "{setup:?}");
            assert_eq!(list.int_at("/items/0/from_price/amount_minor"), price, "{setup:?}");
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cache_that_asks_each_time_is_told_that_nothing_changed() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Garden Tea", 10_000, 10).await;
    let front = Front::new(Setup::VarnishAsking, &app).await;
    let anybody = front.of(&app.anybody());
    let product = format!("/api/products/{}", tea.product_id);

    for path in [product.as_str(), "/api/products", "/api/categories", "/api/vendors"] {
        let ours = app.anybody().get(path).await.is(200);
        for asked in 0..3 {
            let answer = anybody.get(path).await.is(200);
            assert_eq!(only(&answer, "x-not-modified") == "true", asked > 0, "{path}, time {asked}");
            assert_eq!((answer.text.as_str(), answer.etag()), (ours.text.as_str(), ours.etag()), "{path}");
            dressed(&without_the_front(answer));
        }
    }
    vendor.sells("Another Tea", 10_000, 1).await;
    let changed = anybody.get("/api/products").await.is(200);
    assert_eq!((only(&changed, "x-not-modified"), changed.items().len()), ("false", 2));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_kept_and_did_not_change_is_given_on_as_it_was() {
    let shop = "https://app.aqad.com";
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", shop)]).await;
    let front = Front::new(Setup::NginxBrief, &app).await;
    let anybody = front.of(&app.anybody());

    for path in [STYLE, "/api/openapi.json", "/api/vendors"] {
        let first = anybody.send("GET", path, &[("origin", shop)], None).await.is(200);
        let again = async {
            loop {
                let answer = anybody.send("GET", path, &[("origin", shop)], None).await.is(200);
                match only(&answer, "x-cache") {
                    "REVALIDATED" => return answer,
                    // SLEEP: between two looks: the cache has it for a second.
                    "HIT" => sleep(Duration::from_millis(50)).await,
                    other => panic!("{path}: {other}"),
                }
            }
        };
        let again = timeout(Duration::from_secs(20), again).await.expect("it grows old");
        assert_eq!(only(&again, "access-control-allow-origin"), shop, "{path}");
        assert_eq!(shown(&without_the_front(again)), shown(&without_the_front(first)), "{path}");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_parts_and_conditions_agree_with_what_is_kept() {
    let app = TestApp::new(Engine::Sqlite).await;
    let ours = app.anybody().get(STYLE).await.is(200);
    let (whole, tag) = (ours.text.clone(), ours.etag());

    for setup in Setup::HONEST {
        // Whatever comes first must not be taken for the whole.
        for first in [("HEAD", "accept", "*/*"), ("GET", "range", "bytes=0-9"), ("GET", "if-none-match", &tag)] {
            let front = Front::new(*setup, &app).await;
            let anybody = front.of(&app.anybody());
            with(&anybody, first.0, STYLE, first.1, first.2).await;
            for _ in 0..2 {
                let full = without_the_front(anybody.get(STYLE).await.is(200));
                assert_eq!((&full.text, full.etag()), (&whole, tag.clone()), "{setup:?} after {first:?}");
                dressed(&full);
            }
            let head = with(&anybody, "HEAD", STYLE, "accept", "*/*").await.is(200);
            assert_eq!((head.text.as_str(), head.etag()), ("", tag.clone()), "{setup:?}");
            assert_eq!(only(&head, "content-length"), whole.len().to_string(), "{setup:?}");
            dressed(&head);

            // We give no parts and do not say that we do: nginx then gives none, Varnish makes them itself.
            let part = with(&anybody, "GET", STYLE, "range", "bytes=0-9").await;
            let (status, text) = if setup.is_nginx() { (200, &whole[..]) } else { (206, &whole[..10]) };
            assert_eq!((part.status.as_u16(), part.text.as_str(), part.etag()), (status, text, tag.clone()));
            dressed(&part);

            for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
                let same = with(&anybody, "GET", STYLE, "if-none-match", &known).await;
                // Varnish 7.1 knows neither a list nor an asterisk and sends it all.
                let knows = setup.is_nginx() || known.trim_start_matches("W/") == tag;
                assert_eq!(same.status, if knows { 304 } else { 200 }, "{setup:?}: {known}");
                assert_eq!((same.etag(), only(&same, "cache-control")), (tag.clone(), "public, max-age=300"));
                dressed(&same);
            }
            with(&anybody, "GET", STYLE, "if-none-match", "\"other\"").await.is(200);
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn heads_parts_and_conditions_make_no_cache_keep_what_is_somebodys() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (mine, other) = (app.retailer("corner").await, app.retailer("rival").await);
    let tag = mine.get("/api/company").await.is(200).etag();

    for setup in Setup::LISTENING {
        let front = Front::new(*setup, &app).await;
        for (name, value) in [("range", "bytes=0-9"), ("if-none-match", &tag), ("if-none-match", "*"), ("x-a", "b")] {
            for method in ["HEAD", "GET"] {
                for who in [&mine, &mine, &other] {
                    let answer = front.of(who).send(method, "/api/company", &[(name, value)], None).await;
                    assert!(!kept(&answer), "{setup:?} {method} {name}: {value}");
                    assert_eq!(only(&answer, "cache-control"), "no-store", "{setup:?} {method} {name}: {value}");
                    // We look at neither where nobody may keep anything; Varnish does so itself.
                    assert!([200, 206, 304, 416].contains(&answer.status.as_u16()), "{setup:?}: {}", answer.status);
                    if answer.status == 200 && method == "GET" {
                        assert_eq!(answer.text_at("/id"), who.company_id, "{setup:?}");
                    }
                }
            }
        }
        front.of(&app.anybody()).send("GET", "/api/company", &[("if-none-match", &tag)], None).await.is(401);
    }
    app.finish().await;
}
