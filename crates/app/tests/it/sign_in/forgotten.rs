//! Sign-ins that ended are forgotten, and nothing else is.

use infra::args;
use infra::db::{Query, Stmt};
use infra::jobs::Reactor;
use kernel::SessionId;
use market::may::Role;
use market::reactions::Reactions;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, days, minutes, on_every_engine};

use super::cookie::Browser;
use super::login;

infra::statements! {
    COUNT_SESSIONS = "select count(*) from sessions where id = ?";
    COUNT_TOKENS = "select count(*) from refresh_tokens where session_id = ?";
}

const OWNER: &str = "corner@retailer.example";

/// How many rows the tables have of a sign-in: its own, and those of its refresh tokens.
async fn rows_of(app: &TestApp, session: &str) -> (i64, i64) {
    let id: SessionId = session.parse().expect("an id");
    let count = async |statement: &Stmt| -> i64 {
        let row = app.ctx.store.db.one(statement, args![id]).await.expect("an answer");
        row.expect("a count").take().expect("a number")
    };
    (count(&COUNT_SESSIONS).await, count(&COUNT_TOKENS).await)
}

async fn refresh(by: &Actor, tokens: &TestResponse) -> TestResponse {
    by.post("/api/auth/refresh", &json!({ "refresh_token": tokens.text_at("/refresh_token") })).await
}

async fn sign_out(by: &Actor, tokens: &TestResponse) {
    by.with_token(&tokens.text_at("/access_token")).act("/api/auth/logout").await.is(204);
}

/// Does the job for a sign-in, as a worker does that does not know that another did.
async fn forget(app: &TestApp, session: &str) {
    let payload = json!({ "session_id": session }).to_string();
    Reactions(app.ctx.clone()).run("forget_session", &payload, None).await.expect("it bears repetition");
}

/// How often the audit trail says that a sign-in was forgotten.
async fn times_forgotten(app: &TestApp, session: &str) -> usize {
    let admin = app.staff(Role::SuperAdmin).await;
    let trail = admin.get(&format!("/api/admin/audit?subject={session}")).await.is(200);
    trail.items().iter().filter(|row| row["kind"] == "session.forgotten").count()
}

on_every_engine!(a_sign_in_that_ended_is_forgotten_ninety_days_later_and_no_other, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    app.retailer("other").await;
    let by = app.anybody();
    let ended = login(&by, OWNER, PASSWORD).await.is(200);
    refresh(&by, &ended).await.is(200);
    let browser = Browser::enter(&app, OWNER).await;
    let good = login(&by, OWNER, PASSWORD).await.is(200);
    let others = login(&by, "other@retailer.example", PASSWORD).await.is(200);
    let [ended_id, good_id, others_id] = [&ended, &good, &others].map(|tokens| tokens.text_at("/session_id"));
    sign_out(&by, &ended).await;
    browser.change("DELETE", "/api/auth/session", None).await.is(204);
    app.settle().await;

    app.clock.advance(minutes(90 * 24 * 60 - 1));
    app.settle().await;
    assert_eq!(rows_of(&app, &ended_id).await, (1, 2), "it is forgotten too early");
    assert_eq!(rows_of(&app, &browser.session).await, (1, 0), "it is forgotten too early");
    app.clock.advance(minutes(1));
    app.settle().await;

    assert_eq!(rows_of(&app, &ended_id).await, (0, 0));
    assert_eq!(rows_of(&app, &browser.session).await, (0, 0));
    assert_eq!(rows_of(&app, &good_id).await, (1, 1), "it ran out, and nobody ended it");
    assert_eq!(rows_of(&app, &others_id).await, (1, 1), "it is somebody else's");
    assert_eq!(times_forgotten(&app, &ended_id).await, 1);
    refresh(&by, &ended).await.is(401).code("auth.refresh_not_valid");
    browser.get("/api/me").await.is(401).code("auth.session_over");
    login(&by, OWNER, PASSWORD).await.is(200);
    app.finish().await;
});

on_every_engine!(each_sign_in_is_forgotten_at_its_own_time, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let by = app.anybody();
    let first = login(&by, OWNER, PASSWORD).await.is(200);
    sign_out(&by, &first).await;
    app.settle().await;
    app.clock.advance(days(1));
    let second = login(&by, OWNER, PASSWORD).await.is(200);
    sign_out(&by, &second).await;
    app.settle().await;

    app.clock.advance(days(89));
    app.settle().await;

    assert_eq!(rows_of(&app, &first.text_at("/session_id")).await, (0, 0));
    assert_eq!(rows_of(&app, &second.text_at("/session_id")).await, (1, 1));
    app.clock.advance(days(1));
    app.settle().await;
    assert_eq!(rows_of(&app, &second.text_at("/session_id")).await, (0, 0));
    app.finish().await;
});

on_every_engine!(forgetting_again_or_what_has_not_ended_changes_nothing, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.retailer("corner").await;
    let by = app.anybody();
    let ended = login(&by, OWNER, PASSWORD).await.is(200);
    let good = login(&by, OWNER, PASSWORD).await.is(200);
    let (ended_id, good_id) = (ended.text_at("/session_id"), good.text_at("/session_id"));
    sign_out(&by, &ended).await;

    for _ in 0..2 {
        forget(&app, &ended_id).await;
        forget(&app, &good_id).await;
    }

    assert_eq!(rows_of(&app, &ended_id).await, (0, 0));
    assert_eq!(times_forgotten(&app, &ended_id).await, 1);
    assert_eq!(rows_of(&app, &good_id).await, (1, 1));
    assert_eq!(times_forgotten(&app, &good_id).await, 0);
    refresh(&by, &good).await.is(200);
    // The job that the end of the sign-in left finds nothing to do.
    app.settle().await;
    app.clock.advance(days(91));
    app.settle().await;
    assert_eq!(times_forgotten(&app, &ended_id).await, 1);
    app.finish().await;
});
