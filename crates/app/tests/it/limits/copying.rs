//! Copying the catalogue: rows are counted besides requests, first without refusing anybody, and a cursor is good
//! for who got it.

use edge::limits::Budget;
use edge::{CachePolicy, RowsRead};
use testkit::{Actor, Engine, TestApp, TestResponse, hours};

use super::{BEHIND_A_PROXY, ON};
use crate::authz_walk::{every_route, pages};

const HERE: &str = "203.0.113.5";
const ELSEWHERE: &str = "198.51.100.7";

async fn from(by: &Actor, address: &str, path: &str) -> TestResponse {
    by.send("GET", path, &[("x-forwarded-for", address)], None).await
}

async fn shop(options: &[(&'static str, &'static str)]) -> (TestApp, Actor) {
    let app = TestApp::with(Engine::Sqlite, &[options, &[BEHIND_A_PROXY]].concat()).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    for n in 0..5 {
        vendor.sells(&format!("Rice {n}"), 1_000, 5).await;
    }
    (app, vendor)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_counted_by_address_and_person_and_day() {
    let rows = ("limits.rows", "{ requests = 250, seconds = 86400, monitor_only = false }");
    let of_person = ("limits.rows_user", "{ requests = 300, seconds = 86400, monitor_only = false }");
    let (app, vendor) = shop(&[ON, rows, of_person]).await;
    let anybody = app.anybody();

    // A hundred, a hundred, twenty unless told, and a vendor: 221 of 250.
    from(&anybody, HERE, "/api/products?limit=100").await.is(200);
    from(&anybody, HERE, "/api/brands?l%69mit=100").await.is(200);
    from(&anybody, HERE, "/api/vendors").await.is(200);
    from(&anybody, HERE, &format!("/api/vendors/{}", vendor.company_id)).await.is(200);
    let refused = from(&anybody, HERE, "/api/products?limit=100").await.is(429);
    assert_eq!(refused.json["violated-policies"][0], "rows");
    assert!(refused.text_at("/detail").contains("29 are left"), "{}", refused.text);
    // What is left can be read, page or API.
    from(&anybody, HERE, "/products?limit=1").await.is(200);
    from(&anybody, HERE, "/products").await.is(429);
    from(&anybody, HERE, "/api/products?limit=5").await.is(200);
    from(&anybody, HERE, "/api/products?limit=1").await.is(429);

    // Others, and people, have their own; the next day there is more.
    from(&anybody, ELSEWHERE, "/api/products?limit=100").await.is(200);
    for _ in 0..3 {
        from(&vendor, HERE, "/api/products?limit=100").await.is(200);
    }
    assert_eq!(from(&vendor, ELSEWHERE, "/api/products").await.is(429).json["violated-policies"][0], "rows-user");
    app.clock.advance(hours(25));
    from(&anybody, HERE, "/api/products?limit=100").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unless_told_rows_are_only_watched() {
    let (app, _) = shop(&[ON]).await;
    let few = infra::config::Quota { requests: 50, seconds: 86_400, burst: 0, monitor_only: true };
    let shipped = app.config.limits.quotas[Budget::Rows.as_str()];
    assert!(shipped.monitor_only && app.config.limits.quotas[Budget::RowsUser.as_str()].monitor_only);
    let mut limits = app.config.limits.clone();
    limits.quotas.insert("rows".to_owned(), few);
    let keeper = &app.running().gatekeeper;
    keeper.reconfigure(&limits).expect("good numbers");

    let answer = from(&app.anybody(), HERE, "/api/products?limit=100").await.is(200);

    assert!(answer.items().len() == 5);
    let noted = keeper.status(10).offenders;
    let watched = noted.iter().find(|offender| offender.policy == "rows (monitor only)").expect("it is noted");
    assert_eq!(watched.caller, format!("address {HERE}"));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cursor_is_good_for_who_got_it() {
    let (app, vendor) = shop(&[]).await;
    let (anybody, other) = (app.anybody(), app.retailer("corner").await);

    for list in ["/api/products?limit=2", "/api/products?limit=2&sort=name&q=rice"] {
        let page = from(&anybody, HERE, list).await.is(200);
        let next = format!("{list}&cursor={}", page.text_at("/next_cursor"));
        let own = from(&anybody, HERE, &next).await.is(200);
        assert_eq!(own.items().len(), 2);
        from(&anybody, ELSEWHERE, &next).await.is(422).code("page.bad_cursor");
        from(&other, ELSEWHERE, &next).await.is(422).code("page.bad_cursor");
        // Whoever signs in goes on where they were, and from then on wherever they are.
        let signed_in = from(&other, HERE, &next).await.is(200);
        let later = format!("{list}&cursor={}", signed_in.text_at("/next_cursor"));
        from(&other, ELSEWHERE, &later).await.is(200);
        from(&anybody, HERE, &later).await.is(422).code("page.bad_cursor");
        from(&vendor, HERE, &later).await.is(422).code("page.bad_cursor");
        // Nor is one that was made up, or had its tag cut off.
        let cut = next.split_at(next.len() - 16).0;
        for made_up in [cut.to_owned(), format!("{cut}0123456789abcdef"), format!("{next}00")] {
            from(&anybody, HERE, &made_up).await.is(422).code("page.bad_cursor");
        }
        from(&anybody, HERE, &format!("{list}&cursor=zz")).await.is(400).code("request.bad_query");
        // An answer with somebody's cursor is not taken for another's.
        let tag = page.etag();
        let asked = [("x-forwarded-for", HERE), ("if-none-match", tag.as_str())];
        anybody.send("GET", list, &asked, None).await.is(304);
        let asked = [("x-forwarded-for", ELSEWHERE), ("if-none-match", tag.as_str())];
        anybody.send("GET", list, &asked, None).await.is(200);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_the_shop_leads_on_for_who_looks_at_it() {
    let (app, vendor) = shop(&[]).await;
    for n in 5..30 {
        vendor.sells(&format!("Rice {n}"), 1_000, 0).await;
    }
    let anybody = app.anybody();

    for path in ["/products?q=rice".to_owned(), format!("/vendors/{}", vendor.company_id)] {
        let page = from(&anybody, HERE, &path).await.is(200);
        let links = page.text.split("href=\"").filter_map(|rest| rest.split_once('"')).map(|(link, _)| link);
        let next = links
            .into_iter()
            .find(|link| link.contains("cursor="))
            .expect("a next page")
            .replace("&amp;", "&")
            .replace("&#38;", "&");
        from(&anybody, HERE, &next).await.is(200);
        from(&anybody, ELSEWHERE, &next).await.is(422);
    }
    app.finish().await;
}

#[test]
fn every_list_of_the_public_catalogue_counts_its_rows() {
    let all: Vec<_> = every_route().into_iter().chain(pages::every_page()).collect();
    let parameters = edge::openapi::document(&api::router());

    for mounted in &all {
        let path = &parameters["paths"][mounted.route.path]["get"]["parameters"];
        let takes_cursor = path.as_array().is_some_and(|all| all.iter().any(|one| one["name"] == "cursor"));
        let is_public = mounted.cache() == CachePolicy::Revalidate && mounted.is_public();
        assert!(!(takes_cursor && is_public) || mounted.route.rows == RowsRead::ByLimit, "{}", mounted.route.id);
    }
    let counted = |rows: RowsRead| all.iter().filter(|mounted| mounted.route.rows == rows).count();
    assert_eq!(counted(RowsRead::ByLimit), 3, "products, brands and vendors");
}
