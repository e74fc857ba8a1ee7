//! What other sites' pages can make a browser send (SECURITY.md, CSRF-1 to CSRF-5).

use serde_json::json;
use testkit::{Engine, PASSWORD, TestApp};

use super::cookie::{Browser, enter, line};

const OWNER: &str = "corner@retailer.example";
/// As `server.public_url` is in tests.
const OWN: &str = "http://127.0.0.1:8080";

/// Everything that is not plainly one of our own pages.
const FOREIGN: &[&[(&str, &str)]] = &[
    &[],
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "")],
    &[("sec-fetch-site", "Same-Origin")],
    &[("sec-fetch-site", "cross-site"), ("origin", OWN)],
    &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "same-origin")],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[("origin", "")],
    &[("origin", "http://127.0.0.1:8081")],
    &[("origin", "https://127.0.0.1:8080")],
    &[("origin", "http://127.0.0.1:8080.evil.example")],
    &[("origin", OWN), ("origin", OWN)],
    &[("referer", "http://127.0.0.1:8080/api/docs")],
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_with_the_cookie_is_taken_from_our_own_pages_only() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    let before = browser.get("/api/company").await.is(200).text;
    let city = || Some(json!({ "city": "Elsewhere" }));

    for headers in FOREIGN {
        for (method, path) in [
            ("PATCH", "/api/company"),
            ("POST", "/api/auth/logout"),
            ("DELETE", "/api/auth/session"),
            ("DELETE", "/api/me/sessions"),
        ] {
            let body = if method == "PATCH" { city() } else { None };
            let refused = browser.send(method, path, &[headers, &[("if-match", "*")][..]].concat(), body).await;
            assert_eq!(line(&refused), None, "{method} {path} {headers:?}");
            refused.is(403).code("access.cross_site");
        }
        // Nor is anything read for another site; what people open by their own hand, and what old browsers do not
        // tell apart, is.
        let is_own = headers.iter().all(|(name, value)| *name == "referer" || *value == "none");
        let read = browser.send("GET", "/api/me", headers, None).await.is(if is_own { 200 } else { 403 });
        assert!(read.headers.get("access-control-allow-credentials").is_none());
    }

    assert_eq!(browser.get("/api/company").await.is(200).text, before);
    for headers in [&[("sec-fetch-site", "same-origin")], &[("origin", OWN)]] {
        let etag = browser.get("/api/company").await.is(200).etag();
        let headers = [&headers[..], &[("if-match", etag.as_str())]].concat();
        browser.send("PATCH", "/api/company", &headers, city()).await.is(200);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_is_no_json_even_from_our_own_pages() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    let cookie = format!("{}={}", super::cookie::NAME, browser.id);

    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
        let headers = [("cookie", cookie.as_str()), ("content-type", kind), ("if-match", "*"), ("origin", OWN)];
        let body = Some(br#"{"city":"Elsewhere"}"#.to_vec());
        app.anybody().send("PATCH", "/api/company", &headers, body.clone()).await.is(415);
        app.anybody().send("PATCH", "/api/company", &headers[..3], body).await.is(403).code("access.cross_site");
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_sites_page_signs_nobody_in() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;

    for headers in FOREIGN.iter().filter(|headers| headers.iter().any(|(name, _)| *name != "referer")) {
        let refused = enter(&app.anybody(), headers, OWNER, PASSWORD).await;
        assert_eq!(line(&refused), None, "{headers:?}");
        refused.is(403).code("access.cross_site");
    }
    for headers in [&[][..], &[("sec-fetch-site", "same-origin")], &[("origin", OWN)]] {
        enter(&app.anybody(), headers, OWNER, PASSWORD).await.is(200);
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_origin_that_may_call_may_not_bring_the_cookie() {
    let shop = "https://shop.example";
    let app = TestApp::with(Engine::Sqlite, &[("cors.origins", shop)]).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;

    let headers = [("origin", shop), ("sec-fetch-site", "cross-site")];
    let refused = browser.send("POST", "/api/auth/logout", &headers, None).await.is(403).code("access.cross_site");
    let read = browser.send("GET", "/api/me", &headers, None).await.is(403).code("access.cross_site");

    for answer in [refused, read] {
        assert_eq!(answer.headers.get("access-control-allow-origin").expect("it may call"), shop);
        assert!(answer.headers.get("access-control-allow-credentials").is_none(), "its script would see it");
    }
    app.finish().await;
}
