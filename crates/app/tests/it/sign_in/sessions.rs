//! Refresh tokens and the ends of sign-ins.

use std::collections::BTreeSet;

use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use super::{OTHER_PASSWORD, assert_silent, login};

async fn refresh(by: &Actor, token: &str) -> TestResponse {
    by.post("/api/auth/refresh", &json!({ "refresh_token": token })).await
}

/// The same from a client that calls itself otherwise.
async fn refresh_as(by: &Actor, agent: &str, token: &str) -> TestResponse {
    let headers = [("content-type", "application/json"), ("user-agent", agent)];
    by.send("POST", "/api/auth/refresh", &headers, Some(json!({ "refresh_token": token }).to_string().into_bytes()))
        .await
}

on_every_engine!(a_refresh_token_is_traded_for_the_next_pair, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let anybody = app.anybody();

    let second = refresh(&anybody, &owner.refresh_token).await.is(200);
    let third = refresh(&anybody, &second.text_at("/refresh_token")).await.is(200);

    let tokens = BTreeSet::from([
        owner.refresh_token.clone(),
        second.text_at("/refresh_token"),
        third.text_at("/refresh_token"),
    ]);
    assert_eq!(tokens.len(), 3, "each is another");
    assert_eq!(third.text_at("/user_id"), owner.user_id);
    for access in [second.text_at("/access_token"), third.text_at("/access_token")] {
        owner.with_token(&access).get("/api/me").await.is(200);
    }
    app.finish().await;
});

on_every_engine!(one_refresh_token_sent_twenty_times_at_once_has_one_successor, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;

    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (by, token) = (app.anybody(), owner.refresh_token.clone());
        tries.spawn(async move { refresh(&by, &token).await });
    }
    let answers = tries.join_all().await;

    let successors: BTreeSet<_> = answers.into_iter().map(|answer| answer.is(200).text_at("/refresh_token")).collect();
    assert_eq!(successors.len(), 1, "{successors:?}");
    owner.get("/api/me").await.is(200);
    refresh(&app.anybody(), successors.first().expect("one")).await.is(200);
    app.finish().await;
});

on_every_engine!(a_used_refresh_token_in_other_hands_ends_the_sign_in, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let other = owner.sign_in("corner@retailer.example").await;
    let next = refresh(&app.anybody(), &owner.refresh_token).await.is(200);

    let stolen = refresh_as(&app.anybody(), "thief/1.0", &owner.refresh_token).await;

    stolen.is(401).code("auth.refresh_not_valid");
    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    owner.with_token(&next.text_at("/access_token")).get("/api/me").await.is(401).code("auth.token_not_valid");
    refresh(&app.anybody(), &next.text_at("/refresh_token")).await.is(401).code("auth.refresh_not_valid");
    other.get("/api/me").await.is(200);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_refresh_token_is_not_traded() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let access: String = owner.token.clone().expect("signed in").chars().take(128).collect();
    let (most, last) = owner.refresh_token.split_at(owner.refresh_token.len() - 1);
    let next_to_it = format!("{most}{}", if last == "A" { "B" } else { "A" });

    for token in [access.as_str(), "x", "' or 1=1 --", next_to_it.as_str(), &owner.refresh_token.to_uppercase()] {
        refresh(&app.anybody(), token).await.is(401).code("auth.refresh_not_valid");
    }
    owner.with_token(&owner.refresh_token).get("/api/me").await.is(401).code("auth.token_not_valid");
    refresh(&app.anybody(), &owner.refresh_token).await.is(200);
    app.finish().await;
}

on_every_engine!(signing_out_refuses_both_tokens_at_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let other = owner.sign_in("corner@retailer.example").await;

    owner.act("/api/auth/logout").await.is(204);

    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    owner.act("/api/auth/logout").await.is(401).code("auth.token_not_valid");
    refresh(&app.anybody(), &owner.refresh_token).await.is(401).code("auth.refresh_not_valid");
    other.get("/api/me").await.is(200);
    app.finish().await;
});

on_every_engine!(somebody_can_end_their_own_sign_ins_elsewhere, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let elsewhere = owner.sign_in("corner@retailer.example").await;
    let listed = owner.get("/api/me/sessions").await.is(200);
    let rows = listed.json.as_array().expect("a list");
    let other = rows.iter().find(|row| row["current"] == false).expect("the other one")["id"].as_str().expect("an id");

    owner.delete(&format!("/api/me/sessions/{other}")).await.is(204);

    assert_eq!(rows.len(), 2);
    elsewhere.get("/api/me").await.is(401).code("auth.token_not_valid");
    refresh(&app.anybody(), &elsewhere.refresh_token).await.is(401);
    owner.get("/api/me").await.is(200);
    owner.delete(&format!("/api/me/sessions/{other}")).await.is(404);
    app.finish().await;
});

on_every_engine!(a_changed_password_ends_all_other_sign_ins, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let elsewhere = owner.sign_in("corner@retailer.example").await;
    let change = |current: &str| json!({ "current_password": current, "new_password": OTHER_PASSWORD });

    let wrong = owner.post("/api/auth/password", &change("seven pines under copper kettle")).await;
    elsewhere.get("/api/me").await.is(200);
    let changed = owner.post("/api/auth/password", &change(PASSWORD)).await;

    assert_silent(&wrong, OTHER_PASSWORD);
    assert_silent(&wrong, "seven pines");
    wrong.is(403).code("accounts.wrong_password");
    changed.is(204);
    owner.get("/api/me").await.is(200);
    refresh(&app.anybody(), &owner.refresh_token).await.is(200);
    elsewhere.get("/api/me").await.is(401).code("auth.token_not_valid");
    refresh(&app.anybody(), &elsewhere.refresh_token).await.is(401).code("auth.refresh_not_valid");
    login(&app.anybody(), "corner@retailer.example", PASSWORD).await.is(401);
    login(&app.anybody(), "corner@retailer.example", OTHER_PASSWORD).await.is(200);
    app.finish().await;
});
