//! How many sign-ins somebody may have at once, and how often a browser may ask.

use market::may::Role;
use serde_json::json;
use testkit::{Engine, PASSWORD, TestApp, minutes, on_every_engine};

use crate::forms;

use super::cookie::{Browser, enter, id_given, kept, made_up};
use super::{OTHER_PASSWORD, login};

const OWNER: &str = "corner@retailer.example";

on_every_engine!(one_sign_in_too_many_ends_the_oldest, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("auth.max_sessions", "20")]).await;
    let owner = app.retailer("corner").await;
    let other = app.retailer("other").await;
    let first = owner.get("/api/me/sessions").await.is(200).text_at("/0/id");
    let second = Browser::enter(&app, OWNER).await;
    for _ in 0..9 {
        login(&app.anybody(), OWNER, PASSWORD).await.is(200);
        Browser::enter(&app, OWNER).await;
    }
    owner.get("/api/me").await.is(200);

    let begun = enter(&app.anybody(), &[], OWNER, PASSWORD).await.is(200);
    let last = second.with(&id_given(&begun).expect("a cookie"));

    assert_eq!(begun.int_at("/ended_sessions"), 1, "who signs in is told");
    let out = owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    assert_eq!(out.text_at("/details/ended_because"), "too_many", "who is out is told: {}", out.text);
    assert!(out.text_at("/detail").contains("signed in too many times"), "{}", out.text);
    let renewed = json!({ "refresh_token": owner.refresh_token });
    app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    let rows = last.get("/api/me/sessions").await.is(200);
    assert_eq!(rows.json.as_array().expect("rows").len(), 20);
    second.get("/api/me").await.is(200);
    assert_eq!(kept(&app, &first).await.revoked_why.as_deref(), Some("too_many"));
    let admin = app.staff(Role::SuperAdmin).await;
    let trail = admin.get(&format!("/api/admin/audit?subject={first}")).await.is(200);
    assert!(trail.text.contains("session.ended") && trail.text.contains("too_many"), "{}", trail.text);
    assert_eq!(login(&app.anybody(), OWNER, PASSWORD).await.is(200).int_at("/ended_sessions"), 1);
    let out = second.get("/api/me").await.is(401).code("auth.session_over");
    assert_eq!(out.text_at("/details/ended_because"), "too_many", "{}", out.text);
    other.get("/api/me").await.is(200);
    app.finish().await;
});

#[tokio::test]
async fn whose_session_ended_is_told_why_where_they_sign_in() {
    let app = TestApp::with(Engine::Sqlite, &[("auth.max_sessions", "2")]).await;
    let owner = app.retailer("corner").await;
    let at_a_screen = |browser: Browser| Browser { by: forms::at_a_screen(&browser.by), ..browser };
    let first = at_a_screen(Browser::enter(&app, OWNER).await);
    Browser::enter(&app, OWNER).await;

    // A third on a page makes room, says so, and leads where it was to.
    let typed = [("email", OWNER), ("password", PASSWORD), ("next", "/orders")];
    let entered = forms::fill(&app.anybody(), &[], "/sign-in", "/sign-in", &typed).await.is(303);
    assert_eq!(forms::leads_to(&entered), "/orders?flash=oldest-session-ended");

    let leads = async |browser: &Browser| forms::leads_to(&browser.get("/orders").await.is(303));
    let to = leads(&first).await;
    assert_eq!(to, "/sign-in?next=%2Forders&ended=too-many");
    let told = app.anybody().get(&to).await.is(200);
    assert!(told.text.contains("signed in on too many other devices"), "{}", told.text);
    let change = json!({ "current_password": PASSWORD, "new_password": OTHER_PASSWORD });
    let (elsewhere, third) = (owner.again().await, at_a_screen(Browser::enter(&app, OWNER).await));
    elsewhere.post("/api/auth/password", &change).await.is(204);
    let to = leads(&third).await;
    let told = app.anybody().get(&to).await.is(200);
    assert!(to.ends_with("ended=account-changed") && told.text.contains("password or your account"), "{to}");
    // What is made up says no more than that it ended; who never had one is told nothing.
    let made_up = app.anybody().get("/sign-in?ended=%3Cb%3E").await.is(200);
    assert!(made_up.text.contains("Your session has ended") && !made_up.text.contains("<b>"), "{}", made_up.text);
    assert_eq!(
        forms::leads_to(&forms::at_a_screen(&app.anybody()).get("/orders").await.is(303)),
        "/sign-in?next=%2Forders"
    );
    app.finish().await;
}

on_every_engine!(sign_ins_at_once_make_room_for_each_other, |engine: Engine| async move {
    let app = TestApp::with(engine, &[("auth.max_sessions", "3")]).await;
    app.retailer("corner").await;

    let mut entering = tokio::task::JoinSet::new();
    for at in 0..12 {
        let by = app.anybody();
        entering.spawn(async move {
            if at % 2 == 0 {
                login(&by, OWNER, PASSWORD).await.is(200);
            } else {
                enter(&by, &[], OWNER, PASSWORD).await.is(200);
            }
        });
    }
    entering.join_all().await;

    let last = Browser::enter(&app, OWNER).await;
    assert_eq!(last.get("/api/me/sessions").await.is(200).json.as_array().expect("rows").len(), 3);
    app.finish().await;
});

on_every_engine!(a_password_that_changes_while_others_sign_in_with_it_leaves_them_out, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;

    let mut entering = tokio::task::JoinSet::new();
    for at in 0..12 {
        let by = app.anybody();
        entering.spawn(async move {
            let answer =
                if at % 2 == 0 { login(&by, OWNER, PASSWORD).await } else { enter(&by, &[], OWNER, PASSWORD).await };
            assert!(matches!(answer.status.as_u16(), 200 | 401), "{}", answer.text);
        });
    }
    let body = json!({ "current_password": PASSWORD, "new_password": OTHER_PASSWORD });
    owner.post("/api/auth/password", &body).await.is(204);
    entering.join_all().await;

    // Those before the change were ended by it, those after it were not let in.
    let rows = owner.get("/api/me/sessions").await.is(200);
    assert_eq!(rows.json.as_array().expect("rows").len(), 1, "{}", rows.text);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_was_left_alone_takes_no_room() {
    let app = TestApp::with(Engine::Sqlite, &[("auth.max_sessions", "2")]).await;
    let owner = app.retailer("corner").await;
    let idle = Browser::enter(&app, OWNER).await;
    app.clock.advance(minutes(40));

    Browser::enter(&app, OWNER).await.get("/api/me").await.is(200);

    idle.get("/api/me").await.is(401).code("auth.session_over");
    // The older sign-in of the two is still good.
    app.anybody().post("/api/auth/refresh", &json!({ "refresh_token": owner.refresh_token })).await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_is_refused_is_refused_at_the_door() {
    let options = [("limits.enabled", "true"), ("limits.read", "{ requests = 3, seconds = 600 }")];
    let app = TestApp::with(Engine::Sqlite, &options).await;
    let owner = app.applicant("retailer", "corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    for _ in 0..3 {
        browser.get("/api/me").await.is(200);
    }

    browser.get("/api/me").await.is(429).code("limits.too_many_requests");
    owner.delete(&format!("/api/me/sessions/{}", browser.session)).await.is(204);

    // Nobody looks whether the cookie is still good.
    browser.get("/api/me").await.is(429).code("limits.too_many_requests");
    browser.get("/api/me/sessions").await.is(401).code("auth.session_over");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ids_that_are_nobodys_are_counted_as_guesses() {
    let options = [("limits.enabled", "true"), ("limits.bad_token", "{ requests = 3, seconds = 600 }")];
    let app = TestApp::with(Engine::Sqlite, &options).await;
    app.applicant("retailer", "corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    browser.change("DELETE", "/api/auth/session", None).await.is(204);

    for _ in 0..5 {
        browser.get("/api/me").await.is(401).code("auth.session_over");
    }
    for _ in 0..3 {
        browser.with(&made_up()).get("/api/me").await.is(401).code("auth.session_over");
    }

    browser.with(&made_up()).get("/api/me").await.is(429).code("limits.too_many_requests");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_in_the_catalogue_counts_by_itself() {
    let options = [("limits.enabled", "true"), ("limits.catalogue", "{ requests = 2, seconds = 600 }")];
    let app = TestApp::with(Engine::Sqlite, &options).await;
    app.applicant("retailer", "corner").await;
    let browser = Browser::enter(&app, OWNER).await;
    let path = "/api/categories";

    for _ in 0..2 {
        app.anybody().get(path).await.is(200);
    }

    app.anybody().get(path).await.is(429);
    browser.with(&made_up()).get(path).await.is(429);
    browser.get(path).await.is(200);
    browser.get(path).await.is(200);
    browser.get(path).await.is(429);
    app.finish().await;
}
