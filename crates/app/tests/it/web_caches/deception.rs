//! Addresses made to look like files, so that a cache takes somebody's answer for everybody's.

use testkit::{Actor, Engine, TestApp, TestResponse};

use super::front::{Front, kept};
use super::setups::Setup;
use crate::http_edges::raw;

/// `{id}` is an order of whoever is deceived.
const LOOKALIKES: &[&str] = &[
    "/api/me/x.css",
    "/api/me/.css",
    "/api/me.css",
    "/api/me;.js",
    "/api/me;x=.css",
    "/api/me%0a.css",
    "/api/me%0d%0a.css",
    "/api/me%00.css",
    "/api/me%20.css",
    "/api/me%09.png",
    "/api/me%3f.css",
    "/api/me%3fx=.css",
    "/api/me%23.css",
    "/api/me%23/x.js",
    "/api/me%3b.js",
    "/api/me%5c.css",
    "/api/me%2fx.css",
    "/api/me%252fx.css",
    "/api/me%2f..%2fstatic%2fa.css",
    "/api/me/..%2fstatic%2fa.css",
    "/api/orders/x.css",
    "/api/orders/.css",
    "/api/orders/..%2f..%2fapi/products/x.css",
    "/api/orders/{id}.css",
    "/api/orders/{id}/x.css",
    "/api/orders/{id}/.png",
    "/api/orders/{id};.js",
    "/api/orders/{id}%0a.css",
    "/api/orders/{id}%00.css",
    "/api/orders/{id}%3f.css",
    "/api/orders/{id}%2f.css",
    "/api/orders/{id}/tracking/x.svg",
    "/api/orders/{id}/tracking.ico",
    "/static/..%2fapi/me",
    "/static/%2e%2e/api/me",
    "/static/../api/me",
    "/static/%2e%2e%2fapi%2fme",
    "/api/docs.css/../me",
    "/api/docs.css/..%2fme",
    "/api/docs.css/%2e%2e/me",
    "/api/docs.css%2f..%2fme",
    "/api/docs.css;/../me",
    "/api/x/../me",
    "/api/./me",
    "/api//me",
    "//api/me",
    "/api/me/",
    "/api/me//",
    "/api/me/.",
    "/API/me",
    "/api/Me",
    "/api/ME",
    "/api/%6de",
    "/%61pi/me",
];

/// The same address with something after the question mark: the right answer, and nobody else's.
const QUERIES: &[&str] = &[
    "/api/me?x=.css",
    "/api/me?.css",
    "/api/me?/x.css",
    "/api/me?a.js",
    "/api/me?x=/../../api/docs.css",
    "/api/orders/{id}?x.png",
    "/api/orders/{id}?v=1.svg",
];

async fn asks(front: &Front, who: &Actor, target: &str) -> TestResponse {
    let token = who.token.as_ref().map(|t| format!("authorization: Bearer {t}\r\n")).unwrap_or_default();
    // As they are: a client would tidy the dots away.
    let request = format!("GET {target} HTTP/1.1\r\nhost: aqad.example\r\n{token}connection: close\r\n\r\n");
    raw(front.address, request.as_bytes()).await
}

/// One with an order, and what only they may read.
async fn deceived(app: &TestApp) -> (Actor, String, Vec<String>) {
    app.category().await;
    let (vendor, retailer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Garden Tea", 80_00, 10).await;
    let id = retailer.buys(&[(&tea, 1)]).await.remove(0).order_id;
    let secrets = vec![retailer.user_id.clone(), retailer.company_id.clone(), "corner".to_owned(), id.clone()];
    (retailer, id, secrets)
}

/// A refusal may repeat nothing of the person; that it repeats its own address is not asked here.
fn tells(answer: &TestResponse, secrets: &[String]) -> bool {
    secrets.iter().any(|secret| answer.text.contains(secret.as_str()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_that_looks_like_a_file_is_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (retailer, id, secrets) = deceived(&app).await;
    let (stranger, anybody) = (app.retailer("rival").await, app.anybody());
    let mut stored = 0;

    for setup in Setup::LISTENING.iter().chain(Setup::DEAF) {
        let front = Front::new(*setup, &app).await;
        for target in LOOKALIKES.iter().map(|target| target.replace("{id}", &id)) {
            for who in [&retailer, &retailer, &stranger, &anybody] {
                let answer = asks(&front, who, &target).await;
                // nginx has no zero byte in an address and says so itself.
                let of_nginx = target.contains("%00") && setup.is_nginx();
                let status = if of_nginx { 400 } else { 404 };
                // Where an order might be, strangers are asked first who they are.
                let stopped = who.token.is_none() && answer.status == 401;
                assert!(stopped || answer.status == status, "{setup:?} {target}: {}", answer.text);
                assert!(!tells(&answer, &secrets), "{setup:?} {target}: {}", answer.text);
                assert!(!kept(&answer) || Setup::DEAF.contains(setup), "{setup:?} kept {target}");
                stored += usize::from(kept(&answer));
            }
        }
    }
    assert!(stored > 0, "a deaf cache keeps refusals");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_query_that_looks_like_a_file_gives_everybody_their_own() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (retailer, id, secrets) = deceived(&app).await;
    let (stranger, anybody) = (app.retailer("rival").await, app.anybody());

    for setup in Setup::LISTENING.iter().chain(Setup::DEAF) {
        let front = Front::new(*setup, &app).await;
        for target in QUERIES.iter().map(|target| target.replace("{id}", &id)) {
            for who in [&retailer, &retailer, &stranger, &anybody] {
                let answer = asks(&front, who, &target).await;
                let theirs = std::ptr::eq(who, &raw const retailer);
                let status = match who.token {
                    None => 401,
                    Some(_) if theirs || target.starts_with("/api/me") => 200,
                    Some(_) => 404,
                };
                assert_eq!(answer.status, status, "{setup:?} {target}: {}", answer.text);
                assert_eq!(tells(&answer, &secrets), theirs, "{setup:?} {target}: {}", answer.text);
                assert!(!kept(&answer) || Setup::DEAF.contains(setup), "{setup:?} kept {target}");
            }
        }
    }
    app.finish().await;
}
