//! Who may keep which answer and for how long, and the documents that anybody may read.

use std::collections::BTreeSet;

use bytes::Bytes;
use edge::layers::cache::apply;
use edge::response::Response;
use edge::{CachePolicy, Endpoint, Json, Method, MountedEndpoint, Problem, Route};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use market::Ctx;
use market::authority::{Access, Anyone, SignedIn};
use market::may::Role;
use serde_json::json;
use testkit::{Engine, TestApp};

use crate::http_edges::{dressed, only};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_public_catalogue_may_be_kept() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, retailer) = (app.vendor("acme").await, app.retailer("corner").await);
    let (partner, admin) = (app.partner("wheels").await, app.staff(Role::SuperAdmin).await);
    let public = [
        "/api/products",
        "/api/categories",
        "/api/brands",
        "/api/popular-products",
        "/api/vendors",
        "/.well-known/jwks.json",
        "/api/openapi.json",
        "/api/docs",
        "/api/docs.css",
    ];
    let mut read = 0;

    for mounted in api::router().all().filter(|m| m.route.method == Method::Get && !m.route.path.contains('{')) {
        for who in [&vendor, &retailer, &partner, &admin, &app.anybody()] {
            let answer = who.get(mounted.route.path).await;
            let kept = only(&answer, "cache-control");
            if public.contains(&mounted.route.path) {
                assert!(kept == "public, no-cache" || kept == "public, max-age=300", "{} {kept}", mounted.route.path);
            } else {
                assert_eq!(kept, "no-store", "{}", mounted.route.path);
                read += i32::from(answer.status == 200 && !mounted.is_public());
            }
        }
    }
    assert!(read > 15, "only {read} private answers were seen");
    app.finish().await;
}

/// A route that declares what it must not.
struct Careless<By, const METHOD: u8>(By);

impl<By: Access, const METHOD: u8> Endpoint for Careless<By, METHOD> {
    const ROUTE: Route = if METHOD == 0 {
        Route::get("careless.route", "/careless", "Says that anybody may keep it.").cache(CachePolicy::Public(300))
    } else {
        Route::post("careless.route", "/careless", "Says that anybody may keep it.", &[])
            .cache(CachePolicy::Public(300))
    };
    type Auth = By;
    type In = ();
    type Out = Json<u8>;
    type Error = Problem;
    async fn handle(_: &Ctx, _: By, (): ()) -> Result<Json<u8>, Problem> {
        Ok(Json::new(1))
    }
}

#[test]
fn a_route_that_looks_at_the_caller_or_writes_cannot_be_public_whatever_it_declares() {
    assert_eq!(MountedEndpoint::of::<Careless<Anyone, 0>>().cache(), CachePolicy::Public(300));
    assert_eq!(MountedEndpoint::of::<Careless<Anyone, 1>>().cache(), CachePolicy::Never);
    assert_eq!(MountedEndpoint::of::<Careless<SignedIn, 0>>().cache(), CachePolicy::Never);
    for mounted in api::router().all() {
        assert_eq!(mounted.cache(), mounted.route.cache, "{} declares what it does not get", mounted.route.id);
    }
}

#[test]
fn an_answer_with_a_cookie_or_that_is_no_success_cannot_be_public() {
    let policy = |status: StatusCode, cookie: bool, asked: &'static str| {
        let mut sent = Response::new(status, "application/json", Bytes::from_static(b"{}"));
        if cookie {
            sent.headers.insert(header::SET_COOKIE, HeaderValue::from_static("a=b"));
        }
        let mut request = HeaderMap::new();
        request.insert(header::IF_NONE_MATCH, HeaderValue::from_static(asked));
        apply(CachePolicy::Public(300), &request, &mut sent);
        (sent.status.as_u16(), sent.headers[header::CACHE_CONTROL].to_str().expect("text").to_owned())
    };

    assert_eq!(policy(StatusCode::OK, false, ""), (200, "public, max-age=300".to_owned()));
    assert_eq!(policy(StatusCode::OK, false, "*"), (304, "public, max-age=300".to_owned()));
    assert_eq!(policy(StatusCode::OK, true, "*"), (200, "no-store".to_owned()));
    for status in [201, 204, 301, 400, 404, 429, 500] {
        let status = StatusCode::from_u16(status).expect("a status");
        assert_eq!(policy(status, false, "*"), (status.as_u16(), "no-store".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_did_not_change_is_not_sent_again_and_a_new_price_is() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Café Blend Tea", 10_000, 5).await;
    let anybody = app.anybody();
    let product = format!("/api/products/{}", tea.product_id);
    let profile = format!("/api/vendors/{}", vendor.company_id);
    let again = async |path: &str, tag: &str| anybody.send("GET", path, &[("if-none-match", tag)], None).await;

    for path in ["/api/products", "/api/categories", "/api/vendors", &product, &profile] {
        let tag = anybody.get(path).await.is(200).etag();
        assert!(tag.starts_with('"') && tag.len() > 10, "{path}: {tag}");
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let answer = again(path, &known).await.is(304);
            assert_eq!((answer.text.as_str(), answer.etag()), ("", tag.clone()), "{path}");
            dressed(&answer);
        }
        // Not a version of ours: another, a list of which an asterisk is no part, a name that is no tag.
        for other in ["\"0-0\"", "\"other\", *", &format!("W/W/{tag}"), &format!("w/{tag}"), tag.trim_matches('"'), ""]
        {
            again(path, other).await.is(200);
        }
        let lines = [("if-none-match", "\"other\""), ("if-none-match", &tag)];
        anybody.send("GET", path, &lines, None).await.is(304);
        anybody.send("HEAD", path, &lines, None).await.is(304);
    }
    let before = [anybody.get(&product).await.etag(), anybody.get("/api/products").await.etag()];
    let price = json!({ "price_minor": 10_500 }).to_string().into_bytes();
    let headers = [("content-type", "application/json"), ("if-match", "*")];
    vendor.send("PUT", &format!("/api/offers/{}/price", tea.offer_id), &headers, Some(price)).await.is(200);

    assert_eq!(again(&product, &before[0]).await.is(200).int_at("/offers/0/price/amount_minor"), 10_500);
    assert_eq!(again("/api/products", &before[1]).await.is(200).int_at("/items/0/from_price/amount_minor"), 10_500);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_documents_say_what_the_table_says() {
    let app = TestApp::new(Engine::Sqlite).await;
    let anybody = app.anybody();

    let keys = anybody.get("/.well-known/jwks.json").await.is(200);
    assert!(
        keys.json["keys"].as_array().is_some_and(|k| !k.is_empty() && k.iter().all(|k| k.get("d").is_none())),
        "{}",
        keys.text
    );
    let document = anybody.get("/api/openapi.json").await.is(200);
    assert!(document.text_at("/openapi").starts_with("3.1."));
    let told = document.json["paths"].as_object().expect("paths").iter();
    let told: BTreeSet<(String, String)> = told
        .flat_map(|(path, of)| of.as_object().expect("methods").keys().map(|m| (path.clone(), m.to_uppercase())))
        .collect();
    let table = api::router();
    assert_eq!(told, table.all().map(|m| (m.route.path.to_owned(), m.route.method.name().to_owned())).collect());

    let page = anybody.get("/api/docs").await.is(200);
    dressed(&page);
    let text = page.text.to_lowercase();
    assert!(only(&page, "content-type").starts_with("text/html") && text.starts_with("<!doctype html>"));
    assert!(
        !text.contains("<script")
            && !text.contains("style=")
            && !text.contains("javascript:")
            && !text.contains(" onclick")
    );
    let after = |mark: &str| -> Vec<String> {
        page.text.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
    };
    let (links, ids) = (after("href=\"#"), after(" id=\""));
    let targets: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(targets.len(), ids.len(), "an id stands twice");
    assert!(links.len() > 100 && links.iter().all(|l| targets.contains(l)), "a link leads nowhere");
    let style = anybody.get("/api/docs.css").await.is(200);
    assert!(only(&style, "content-type").starts_with("text/css"));
    app.finish().await;
}
