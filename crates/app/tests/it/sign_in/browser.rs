//! A browser's sign-in: from the first cookie to the last (SECURITY.md, SES-1 to SES-4, SES-8).

use std::collections::BTreeSet;

use infra::crypto::token_hash;
use market::may::Role;
use serde_json::json;
use testkit::{Engine, PASSWORD, TestApp, minutes, on_every_engine};

use super::cookie::{Browser, NAME, enter, id_given, is_cleared, kept, line, made_up, used_almost_to_the_end};
use super::{OTHER_PASSWORD, assert_silent, login};

const OWNER: &str = "corner@retailer.example";

on_every_engine!(a_browser_signs_in_works_and_signs_out, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;

    let entered = enter(&app.anybody(), &[], OWNER, PASSWORD).await.is(200);
    let id = id_given(&entered).expect("a cookie");
    let browser = Browser { session: entered.text_at("/session_id"), ..Browser::enter(&app, OWNER).await.with(&id) };
    let me = browser.get("/api/me").await.is(200);
    let edited = browser
        .send(
            "PATCH",
            "/api/company",
            &[("sec-fetch-site", "same-origin"), ("if-match", "*")],
            Some(json!({ "city": "Kollam" })),
        )
        .await;
    let rows = browser.get("/api/me/sessions").await.is(200);
    let left = browser.change("DELETE", "/api/auth/session", None).await.is(204);
    let after = browser.get("/api/me").await.is(401).code("auth.session_over");

    assert_eq!(me.text_at("/user_id"), owner.user_id);
    assert_eq!((entered.text_at("/company_id"), entered.text_at("/role")), (owner.company_id.clone(), "owner".into()));
    assert!(entered.text_at("/idle_expires_at") < entered.text_at("/expires_at"));
    edited.is(200);
    let row = rows.json.as_array().expect("rows").iter().find(|r| r["current"] == true).expect("this one").clone();
    assert_eq!((&row["id"], &row["kind"]), (&json!(browser.session), &json!("browser")));
    assert!(row["last_used_at"].is_string());
    let token = rows.json.as_array().expect("rows").iter().find(|r| r["kind"] == "token").expect("the other").clone();
    assert!(token["last_used_at"].is_null());
    assert!(is_cleared(&left) && is_cleared(&after));
    assert_eq!(left.headers.get("clear-site-data").expect("said"), r#""cache", "storage""#);
    assert_eq!(kept(&app, &browser.session).await.revoked_why.as_deref(), Some("signed_out"));
    owner.get("/api/me").await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cookie_is_for_this_host_over_tls_and_for_no_script() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;

    let entered = enter(&app.anybody(), &[], OWNER, PASSWORD).await.is(200);
    let id = id_given(&entered).expect("a cookie");

    assert_eq!(line(&entered), Some(format!("{NAME}={id}; Path=/; Secure; HttpOnly; SameSite=Lax")));
    assert!(!entered.text.contains(&id) && entered.json.get("access_token").is_none(), "{}", entered.text);
    assert_eq!(id.len(), 59, "256 bits in base64, and a tag of 96");
    assert_silent(&entered, PASSWORD);
    for (name, value) in &entered.headers {
        assert!(name == "set-cookie" || !value.to_str().unwrap_or_default().contains(&id), "{name} tells the id");
    }
    let ids: BTreeSet<String> = ids_of(&app, 30).await.into_iter().collect();
    assert_eq!(ids.len(), 30, "each is another");
    app.finish().await;
}

/// Ids of so many sign-ins.
async fn ids_of(app: &TestApp, many: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for _ in 0..many {
        ids.push(Browser::enter(app, OWNER).await.id);
    }
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_hash_of_an_id_is_kept() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;

    let browser = Browser::enter(&app, OWNER).await;

    assert_eq!(kept(&app, &browser.session).await.secret_hash, Some(token_hash(&browser.id)));
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(app.db.folder.path()).expect("the data folder") {
        let path = entry.expect("an entry").path();
        bytes.extend(std::fs::read(path).unwrap_or_default());
    }
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|w| w == needle);
    assert!(holds(&token_hash(&browser.id)), "the search would find it");
    assert!(!holds(browser.id.as_bytes()), "the id itself lies on the disk");
    app.finish().await;
}

on_every_engine!(an_id_that_a_client_brings_is_never_taken_over, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, _) = (app.retailer("corner").await, app.retailer("thief").await);
    let (planted, thief) = (made_up(), Browser::enter(&app, "thief@retailer.example").await);
    let both = format!("{NAME}={planted}; {NAME}={}", thief.id);

    for cookie in [
        format!("{NAME}={planted}"),
        format!("{NAME}={}", thief.id),
        format!("{NAME}={}", "x".repeat(3_000)),
        format!("{NAME}="),
        both.clone(),
    ] {
        let entered = enter(&app.anybody(), &[("cookie", &cookie)], OWNER, PASSWORD).await.is(200);
        let id = id_given(&entered).expect("a cookie");

        assert!(id != planted && id != thief.id, "{cookie}");
        let me = thief.with(&id).get("/api/me").await.is(200);
        assert_eq!(me.text_at("/user_id"), owner.user_id);
    }
    // The planted one opens nothing, and the thief is still the thief.
    let refused = thief.with(&planted).get("/api/me").await.is(401).code("auth.session_over");
    assert!(is_cleared(&refused));
    assert_eq!(thief.get("/api/me").await.is(200).text_at("/user_id"), thief.user_id);
    let two = app.anybody().send("GET", "/api/me", &[("cookie", &both)], None).await;
    two.is(401).code("auth.token_not_valid");
    app.finish().await;
});

on_every_engine!(a_browser_left_alone_is_signed_out, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    let first = kept(&app, &browser.session).await.used_at.expect("noted");

    browser.get("/api/me").await.is(200);
    let unnoted = kept(&app, &browser.session).await.used_at.expect("noted");
    app.clock.advance(minutes(32));
    browser.get("/api/me").await.is(200);
    let noted = kept(&app, &browser.session).await.used_at.expect("noted");
    app.clock.advance(minutes(32));
    browser.get("/api/me").await.is(200);
    app.clock.advance(minutes(34));
    let over = browser.get("/api/me").await.is(401).code("auth.session_over");

    assert_eq!(unnoted, first, "not at every request");
    assert!(noted > first, "use prolongs it");
    assert!(is_cleared(&over));
    // It is not among those that could be ended, nor revived by asking.
    browser.change("DELETE", "/api/auth/session", None).await.is(401);
    let owner = app.anybody().sign_in(OWNER).await;
    let rows = owner.get("/api/me/sessions").await.is(200);
    assert!(!rows.text.contains(&browser.session), "{}", rows.text);
    app.finish().await;
});

on_every_engine!(use_does_not_prolong_a_sign_in_beyond_its_end, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;

    used_almost_to_the_end(&app, &browser).await;
    browser.get("/api/me").await.is(200);
    app.clock.advance(minutes(1));

    assert!(is_cleared(&browser.get("/api/me").await.is(401).code("auth.session_over")));
    app.finish().await;
});

on_every_engine!(browsers_stay_signed_in_when_the_server_starts_again, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let mut browser = Browser::enter(&app, OWNER).await;

    let app = app.restarted(&[]).await;
    browser.by = app.anybody();

    browser.get("/api/me").await.is(200);
    app.finish().await;
});

on_every_engine!(a_locked_person_is_out_with_the_browser_too, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, admin) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let browser = Browser::enter(&app, OWNER).await;
    let path = format!("/api/admin/users/{}", owner.user_id);

    admin.post(&format!("{path}/lock"), &json!({ "reason": "lost telephone" })).await.is(204);

    browser.get("/api/me").await.is(401).code("auth.session_over");
    enter(&app.anybody(), &[], OWNER, PASSWORD).await.is(401).code("auth.bad_credentials");
    admin.act(&format!("{path}/unlock")).await.is(204);
    browser.get("/api/me").await.is(401).code("auth.session_over");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_comes_before_the_cookie() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (owner, _) = (app.retailer("corner").await, app.retailer("other").await);
    let other = Browser::enter(&app, "other@retailer.example").await;
    let cookie = format!("{NAME}={}", other.id);

    let me = owner.send("GET", "/api/me", &[("cookie", &cookie)], None).await.is(200);
    // No page can make a browser send a token: nothing to be wary of.
    owner
        .send("POST", "/api/auth/logout", &[("cookie", &cookie), ("sec-fetch-site", "cross-site")], None)
        .await
        .is(204);
    let bad = owner.send("GET", "/api/me", &[("cookie", &cookie)], None).await.is(401).code("auth.token_not_valid");

    assert_eq!(me.text_at("/user_id"), owner.user_id);
    assert_eq!(line(&bad), None, "the cookie was not looked at");
    other.get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_nobody_must_be_known_a_dead_cookie_is_nothing() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.retailer("corner").await;
    let browser = Browser::enter(&app, OWNER).await;

    for id in [made_up(), "x".to_owned(), String::new(), browser.id.clone()] {
        let browser = browser.with(&id);
        for path in ["/api/products", "/api/categories", "/livez"] {
            let plain = app.anybody().get(path).await.is(200);
            let sent = app.anybody().send("GET", path, &[("cookie", &format!("{NAME}={id}"))], None).await.is(200);
            assert_eq!(line(&sent), None);
            assert_eq!(sent.headers.get("cache-control"), plain.headers.get("cache-control"), "{path}");
        }
        browser.change("POST", "/api/auth/login", Some(json!({ "email": OWNER, "password": PASSWORD }))).await.is(200);
    }
    app.finish().await;
}

on_every_engine!(one_sees_and_ends_ones_own_sign_ins_of_both_kinds, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, other) = (app.retailer("corner").await, app.retailer("other").await);
    let (here, there) = (Browser::enter(&app, OWNER).await, Browser::enter(&app, OWNER).await);
    let stranger = Browser::enter(&app, "other@retailer.example").await;

    for by in [&stranger.session, &here.session] {
        let path = format!("/api/me/sessions/{by}");
        let (own, answer) = (by == &stranger.session, other.delete(&path).await);
        answer.is(if own { 204 } else { 404 });
    }
    here.change("DELETE", &format!("/api/me/sessions/{}", there.session), None).await.is(204);
    there.get("/api/me").await.is(401).code("auth.session_over");
    let elsewhere = owner.sign_in(OWNER).await;
    here.change("DELETE", "/api/me/sessions", None).await.is(204);
    here.change("DELETE", "/api/me/sessions", None).await.is(204);

    for token in [&owner, &elsewhere] {
        token.get("/api/me").await.is(401).code("auth.token_not_valid");
        let renewed = json!({ "refresh_token": token.refresh_token });
        app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    }
    assert_eq!(here.get("/api/me/sessions").await.is(200).json.as_array().expect("rows").len(), 1);
    other.get("/api/me").await.is(200);
    stranger.get("/api/me").await.is(401).code("auth.session_over");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_passwords_count_together_whichever_way_they_are_tried() {
    let app = TestApp::with(Engine::Sqlite, &[("limits.enabled", "true")]).await;
    app.applicant("retailer", "corner").await;
    let anybody = app.anybody();

    for _ in 0..2 {
        login(&anybody, OWNER, OTHER_PASSWORD).await.is(401).code("auth.bad_credentials");
        enter(&anybody, &[], OWNER, OTHER_PASSWORD).await.is(401).code("auth.bad_credentials");
    }
    let fifth = enter(&anybody, &[], OWNER, OTHER_PASSWORD).await.is(401);

    assert_silent(&fifth, OTHER_PASSWORD);
    assert_eq!(line(&fifth), None);
    enter(&anybody, &[], OWNER, PASSWORD).await.is(429).code("limits.too_many_requests");
    login(&anybody, OWNER, PASSWORD).await.is(429).code("limits.too_many_requests");
    app.finish().await;
}
