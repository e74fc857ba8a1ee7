//! A browser gets another id when its bearer's rights change, and when the password does.

use infra::crypto::token_hash;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, on_every_engine, seconds};

use super::OTHER_PASSWORD;
use super::cookie::{Browser, id_given, is_cleared, kept, line};

/// A vendor's owner, and a colleague with a browser.
async fn scene(engine: Engine) -> (TestApp, Actor, Browser) {
    let app = TestApp::new(engine).await;
    let owner = app.vendor("acme").await;
    let keeper = app.colleague(&owner, "inventory_manager").await;
    let email = keeper.get("/api/me").await.is(200).text_at("/email");
    let browser = Browser::enter(&app, &email).await;
    (app, owner, browser)
}

async fn change(owner: &Actor, user_id: &str, what: &Value) {
    let members = owner.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == user_id).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    owner.patch(&path, &owner.get(&path).await.is(200).etag(), what).await.is(200);
}

on_every_engine!(another_role_gives_another_id_and_the_old_one_dies, |engine: Engine| async move {
    let (app, owner, old) = scene(engine).await;
    assert_eq!(line(&old.get("/api/me").await.is(200)), None, "nothing has changed");

    change(&owner, &old.user_id, &json!({ "role": "viewer" })).await;
    // A refusal brings it as well.
    let refused = old.change("POST", "/api/locations", Some(json!({ "name": "Shed", "city": "Kochi" }))).await;
    let new = old.with(&id_given(&refused).expect("another id"));
    refused.is(403).code("access.no_right");

    assert_ne!(new.id, old.id);
    assert_eq!(kept(&app, &new.session).await.secret_hash, Some(token_hash(&new.id)));
    for browser in [&new, &old] {
        let me = browser.get("/api/me").await.is(200);
        assert_eq!((me.text_at("/role").as_str(), line(&me)), ("viewer", None));
    }
    app.clock.advance(seconds(25));
    old.get("/api/me").await.is(200);
    app.clock.advance(seconds(5));
    let late = old.get("/api/me").await.is(401).code("auth.session_over");
    assert_eq!(line(&late), None, "or the browser would lose the new one");
    let me = new.get("/api/me").await.is(200);
    assert_eq!(line(&me), None);
    app.finish().await;
});

on_every_engine!(of_many_requests_at_once_one_brings_the_next_id, |engine: Engine| async move {
    let (app, owner, old) = scene(engine).await;
    change(&owner, &old.user_id, &json!({ "role": "viewer" })).await;

    let mut asking = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let old = old.clone();
        asking.spawn(async move { id_given(&old.get("/api/me").await.is(200)) });
    }
    let given: Vec<String> = asking.join_all().await.into_iter().flatten().collect();

    assert_eq!(given.len(), 1, "{} of them", given.len());
    old.with(&given[0]).get("/api/me").await.is(200);
    assert_eq!(kept(&app, &old.session).await.previous_hash, Some(token_hash(&old.id)));
    app.finish().await;
});

on_every_engine!(a_company_that_is_stopped_gives_its_people_other_ids, |engine: Engine| async move {
    let (app, owner, old) = scene(engine).await;
    let admin = app.staff(Role::SuperAdmin).await;
    let path = format!("/api/admin/companies/{}", owner.company_id);

    admin.post(&format!("{path}/suspension"), &json!({ "reason": "complaints" })).await.is(200);
    // The catalogue is everybody's: it gives no cookie, and others may keep its answers.
    let public = old.get("/api/products").await.is(200);
    assert_eq!(line(&public), None);
    assert_eq!(public.headers.get("cache-control").expect("said"), "public, no-cache");
    let stopped = id_given(&old.get("/api/me").await.is(200)).expect("another id");
    admin.act(&format!("{path}/reinstatement")).await.is(200);
    let again = id_given(&old.with(&stopped).get("/api/me").await.is(200)).expect("another id");

    old.with(&again).get("/api/locations").await.is(200);
    // Two ids ago: nobody remembers it.
    assert!(is_cleared(&old.get("/api/me").await.is(401).code("auth.session_over")));
    app.finish().await;
});

on_every_engine!(a_changed_password_leaves_one_browser_under_another_id, |engine: Engine| async move {
    let (app, _, old) = scene(engine).await;
    let email = old.get("/api/me").await.is(200).text_at("/email");
    let (elsewhere, token) = (Browser::enter(&app, &email).await, app.anybody().sign_in(&email).await);
    let change = |current: &str, new: &str| Some(json!({ "current_password": current, "new_password": new }));

    let wrong = old.change("POST", "/api/auth/password", change(OTHER_PASSWORD, PASSWORD)).await.is(403);
    elsewhere.get("/api/me").await.is(200);
    let changed = old.change("POST", "/api/auth/password", change(PASSWORD, OTHER_PASSWORD)).await.is(204);
    let new = old.with(&id_given(&changed).expect("another id"));

    assert_eq!(line(&wrong), None);
    new.get("/api/me").await.is(200);
    // Whoever had a copy of it is out at once; the browser that has the new one keeps it.
    assert_eq!(line(&old.get("/api/me").await.is(401).code("auth.session_over")), None);
    assert!(is_cleared(&elsewhere.get("/api/me").await.is(401).code("auth.session_over")));
    token.get("/api/me").await.is(401).code("auth.token_not_valid");
    let renewed = json!({ "refresh_token": token.refresh_token });
    app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_changes_the_password_ends_browsers_and_gets_no_cookie() {
    let (app, _, browser) = scene(Engine::Sqlite).await;
    let email = browser.get("/api/me").await.is(200).text_at("/email");
    let token = app.anybody().sign_in(&email).await;

    let body = json!({ "current_password": PASSWORD, "new_password": OTHER_PASSWORD });
    let changed = token.post("/api/auth/password", &body).await.is(204);

    assert_eq!(line(&changed), None);
    token.get("/api/me").await.is(200);
    browser.get("/api/me").await.is(401).code("auth.session_over");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn signing_out_wins_over_the_next_id() {
    let (app, owner, old) = scene(Engine::Sqlite).await;
    change(&owner, &old.user_id, &json!({ "role": "viewer" })).await;

    let left = old.change("DELETE", "/api/auth/session", None).await.is(204);

    assert!(is_cleared(&left));
    old.get("/api/me").await.is(401).code("auth.session_over");
    app.finish().await;
}
