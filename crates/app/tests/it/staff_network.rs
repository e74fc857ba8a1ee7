//! `server.staff_from`: the platform's people sign in and act from the networks of their work only.

use market::may::Role;
use market::security;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse};

use crate::forms;
use crate::sign_in::cookie::{self, Browser, enter};

/// The tests themselves are at work, and so is whoever a proxy brings from there.
const OPTIONS: [(&str, &str); 2] =
    [("server.trusted_proxies", "127.0.0.1"), ("server.staff_from", "127.0.0.1,10.8.0.0/16")];
const AT_HOME: (&str, &str) = ("x-forwarded-for", "203.0.113.9");
const AT_WORK: (&str, &str) = ("x-forwarded-for", "10.8.3.4");
const EMAIL: &str = "super-admin@platform.example";

async fn sign_in(by: &Actor, from: (&str, &str), email: &str, password: &str) -> TestResponse {
    let body = json!({ "email": email, "password": password }).to_string().into_bytes();
    by.send("POST", "/api/auth/login", &[from, ("content-type", "application/json")], Some(body)).await
}

async fn refresh(by: &Actor, from: (&str, &str), token: &str) -> TestResponse {
    let body = json!({ "refresh_token": token }).to_string().into_bytes();
    by.send("POST", "/api/auth/refresh", &[from, ("content-type", "application/json")], Some(body)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_acts_from_the_networks_of_its_work_only_with_whatever_it_signed_in() {
    let app = TestApp::with(Engine::Sqlite, &OPTIONS).await;
    let admin = app.staff(Role::SuperAdmin).await;
    let browser = Browser::enter(&app, EMAIL).await;
    let retailer = app.retailer("corner").await;
    let officer = app.staff(Role::SecurityOfficer).await;

    for path in ["/api/admin/users", "/api/me", "/api/notices"] {
        admin.send("GET", path, &[AT_WORK], None).await.is(200);
        admin.send("GET", path, &[AT_HOME], None).await.is(403).code("access.staff_network");
        browser.send("GET", path, &[AT_WORK], None).await.is(200);
        browser.send("GET", path, &[AT_HOME], None).await.is(403).code("access.staff_network");
    }
    let page = browser.send("GET", "/admin", &[AT_HOME, ("accept", "text/html")], None).await.is(403);
    assert!(page.text.contains("networks of their work only"), "{}", page.text);
    // What everybody may see, they see as anybody.
    let front = browser.send("GET", "/", &[AT_HOME, ("accept", "text/html")], None).await.is(200);
    assert!(front.text.contains("/sign-in"), "{}", front.text);
    retailer.send("GET", "/api/me", &[AT_HOME], None).await.is(200);

    security::flush(&app.ctx).await.expect("it is written down");
    let found = officer.get("/api/admin/security/samples?kind=authz_refused&address=203.0.113.9").await.is(200);
    assert!(!found.items().is_empty());
    for sample in found.items() {
        assert_eq!((&sample["code"], &sample["user_id"]), (&json!("access.staff_network"), &json!(admin.user_id)));
    }
    // Nobody has to leave a sign-in open because they left the office.
    browser.send("DELETE", "/api/auth/session", &[AT_HOME, ("sec-fetch-site", "same-origin")], None).await.is(204);
    admin.send("POST", "/api/auth/logout", &[AT_HOME], None).await.is(204);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_right_password_tells_from_elsewhere_that_somebody_is_staff() {
    let app = TestApp::with(Engine::Sqlite, &OPTIONS).await;
    let admin = app.staff(Role::SuperAdmin).await;
    app.retailer("corner").await;
    let anybody = app.anybody();
    let said = |answer: &TestResponse| (answer.status.as_u16(), answer.text_at("/code"), answer.text_at("/detail"));

    let staff = sign_in(&anybody, AT_HOME, EMAIL, "not the right one at all").await;
    let buyer = sign_in(&anybody, AT_HOME, "corner@retailer.example", "not the right one at all").await;
    let nobody = sign_in(&anybody, AT_HOME, "nobody@nowhere.example", "not the right one at all").await;
    assert_eq!(said(&staff), said(&nobody));
    assert_eq!(said(&staff), said(&buyer));
    assert_eq!(staff.status, 401);

    let refused = sign_in(&anybody, AT_HOME, EMAIL, PASSWORD).await.is(403).code("access.staff_network");
    assert!(!refused.text.contains("10.8") && !refused.text.contains("access_token"), "{}", refused.text);
    let refused = enter(&anybody, &[AT_HOME], EMAIL, PASSWORD).await.is(403).code("access.staff_network");
    assert_eq!(cookie::line(&refused), None);
    let form = [("email", EMAIL), ("password", PASSWORD)];
    let page = forms::send(&anybody, &[AT_HOME], "/sign-in", &form).await;
    assert!(page.status.is_client_error() && page.text.contains("networks of their work only"), "{}", page.text);
    sign_in(&anybody, AT_WORK, EMAIL, PASSWORD).await.is(200);
    sign_in(&anybody, AT_HOME, "corner@retailer.example", PASSWORD).await.is(200);

    // A refresh token that is shown elsewhere gives nothing, and is not used up.
    refresh(&anybody, AT_HOME, &admin.refresh_token).await.is(403).code("access.staff_network");
    refresh(&anybody, AT_WORK, &admin.refresh_token).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_may_sign_in_from_everywhere_where_nothing_is_said() {
    let app = TestApp::with(Engine::Sqlite, &[OPTIONS[0]]).await;
    app.staff(Role::SuperAdmin).await;

    let entered = sign_in(&app.anybody(), AT_HOME, EMAIL, PASSWORD).await.is(200);
    let admin = app.anybody().with_token(&entered.text_at("/access_token"));
    admin.send("GET", "/api/admin/users", &[AT_HOME], None).await.is(200);
    app.finish().await;
}
