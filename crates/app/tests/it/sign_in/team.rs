//! Invitations work once, and a company keeps an owner.

use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use super::{OTHER_PASSWORD, assert_silent, login};

async fn invite(owner: &Actor, email: &str, role: &str) -> TestResponse {
    owner.post("/api/invitations", &json!({ "email": email, "role": role })).await.is(201)
}

async fn accept(by: &Actor, token: &str, password: &str) -> TestResponse {
    let body = json!({ "token": token, "name": "Ravi Nair", "password": password });
    let answer = by.post("/api/auth/accept-invitation", &body).await;
    assert_silent(&answer, password);
    answer
}

on_every_engine!(an_invitation_taken_twenty_times_at_once_makes_one_member, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let token = invite(&owner, "ravi@corner.example", "buyer").await.text_at("/token");

    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (by, token) = (app.anybody(), token.clone());
        tries.spawn(async move { accept(&by, &token, PASSWORD).await });
    }
    let answers = tries.join_all().await;

    let joined = answers.iter().filter(|answer| answer.status == 204).count();
    let refused = answers.iter().filter(|answer| answer.json["code"] == "team.invitation_not_valid").count();
    let told: Vec<_> = answers.iter().map(|answer| (answer.status.as_u16(), answer.json["code"].to_string())).collect();
    assert_eq!((joined, refused), (1, 19), "{told:?}");
    assert_eq!(owner.get("/api/members").await.is(200).items().len(), 2);
    assert!(owner.get("/api/invitations").await.is(200).items().is_empty());
    login(&app.anybody(), "ravi@corner.example", PASSWORD).await.is(200);
    app.finish().await;
});

on_every_engine!(an_invitation_that_was_used_or_withdrawn_lets_nobody_in, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, anybody) = (app.retailer("corner").await, app.anybody());
    let used = invite(&owner, "used@corner.example", "buyer").await;
    let withdrawn = invite(&owner, "withdrawn@corner.example", "buyer").await;
    accept(&anybody, &used.text_at("/token"), PASSWORD).await.is(204);
    owner.delete(&format!("/api/invitations/{}", withdrawn.text_at("/id"))).await.is(204);

    for token in [used.text_at("/token"), withdrawn.text_at("/token"), "x".repeat(43)] {
        accept(&anybody, &token, PASSWORD).await.is(422).code("team.invitation_not_valid");
    }

    owner.delete(&format!("/api/invitations/{}", used.text_at("/id"))).await.is(404);
    login(&anybody, "withdrawn@corner.example", PASSWORD).await.is(401);
    assert_eq!(owner.get("/api/members").await.is(200).items().len(), 2);
    app.finish().await;
});

on_every_engine!(an_invitation_never_sets_the_password_of_an_account, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, known) = (app.retailer("corner").await, app.retailer("known").await);
    let token = invite(&owner, "known@retailer.example", "buyer").await.text_at("/token");

    // It says that all went well, as to somebody whose address has no account; nobody has joined.
    accept(&app.anybody(), &token, OTHER_PASSWORD).await.is(204);
    assert_eq!(owner.get("/api/members").await.is(200).items().len(), 1);
    accept(&app.anybody(), &token, PASSWORD).await.is(204);

    login(&app.anybody(), "known@retailer.example", OTHER_PASSWORD).await.is(401);
    let body = json!({ "email": "known@retailer.example", "password": PASSWORD, "company_id": owner.company_id });
    let there = app.anybody().post("/api/auth/login", &body).await.is(200);
    assert_eq!(there.text_at("/user_id"), known.user_id);
    assert_eq!(there.text_at("/role"), "buyer");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_of_another_sort_of_company_is_not_given() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;

    for role in ["super_admin", "rider", "catalog_manager"] {
        let answer = owner.post("/api/invitations", &json!({ "email": "x@corner.example", "role": role })).await;

        answer.is(422).code("team.role_not_of_this_company");
    }
    app.finish().await;
}

async fn path_of(by: &Actor, of: &Actor) -> String {
    let members = by.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member");
    format!("/api/members/{}", row["id"].as_str().expect("an id"))
}

async fn change_place(by: &Actor, path: &str, what: &Value) -> TestResponse {
    by.patch(path, "*", what).await
}

on_every_engine!(two_owners_who_remove_each_other_leave_one, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    for round in 0..5 {
        let first = app.retailer(&format!("corner-{round}")).await;
        let second = app.colleague(&first, "owner").await;
        let out = json!({ "state": "removed" });
        let (place_one, place_two) = (path_of(&first, &second).await, path_of(&first, &first).await);

        let (one, two) = tokio::join!(change_place(&first, &place_one, &out), change_place(&second, &place_two, &out));

        let done = [&one, &two].into_iter().filter(|answer| answer.status == 200).count();
        assert_eq!(done, 1, "{} and {}", one.text, two.text);
        let refused = if one.status == 200 { two } else { one };
        let known = ["team.last_owner", "auth.token_not_valid"];
        assert!(known.iter().any(|code| refused.json["code"] == *code), "{}", refused.text);
        let left = [first.get("/api/me").await.status, second.get("/api/me").await.status];
        assert_eq!(left.iter().filter(|status| **status == 200).count(), 1, "{left:?}");
    }
    app.finish().await;
});

on_every_engine!(an_owner_alone_cannot_leave, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    app.colleague(&owner, "buyer").await;
    let place = path_of(&owner, &owner).await;

    for what in [json!({ "state": "removed" }), json!({ "state": "suspended" }), json!({ "role": "viewer" })] {
        change_place(&owner, &place, &what).await.is(403).code("team.not_oneself");
    }

    assert_eq!(owner.get("/api/me").await.is(200).text_at("/role"), "owner");
    app.finish().await;
});

/// Suspends or removes somebody, or lets them in again.
async fn places(by: &Actor, of: &Actor, state: &str) {
    let members = by.get("/api/members").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}", row["id"].as_str().expect("an id"));
    by.patch(&path, "*", &json!({ "state": state })).await.is(200);
}

on_every_engine!(
    somebody_who_was_removed_returns_by_an_invitation_and_with_new_sign_ins,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        let (owner, anybody) = (app.retailer("corner").await, app.anybody());
        let ravi = app.colleague(&owner, "buyer").await;
        places(&owner, &ravi, "suspended").await;
        let suspended = invite(&owner, &ravi.email, "viewer").await.text_at("/token");
        accept(&anybody, &suspended, PASSWORD).await.is(422).code("team.invitation_not_valid");
        places(&owner, &ravi, "removed").await;
        // Nor does the removed one return by a link from before.
        accept(&anybody, &suspended, PASSWORD).await.is(422).code("team.invitation_not_valid");
        let back = invite(&owner, &ravi.email, "viewer").await.text_at("/token");
        let late = invite(&owner, &ravi.email, "buyer").await.text_at("/token");

        accept(&anybody, &back, OTHER_PASSWORD).await;
        login(&anybody, &ravi.email, PASSWORD).await.is(401);
        accept(&anybody, &back, PASSWORD).await.is(204);

        let members = owner.get("/api/members").await.is(200);
        let rows: Vec<&Value> = members.items().iter().filter(|row| row["user_id"] == ravi.user_id.as_str()).collect();
        assert_eq!((rows.len(), &rows[0]["role"], &rows[0]["state"]), (1, &json!("viewer"), &json!("active")));
        ravi.get("/api/me").await.is(401);
        let refresh = json!({ "refresh_token": ravi.refresh_token });
        anybody.post("/api/auth/refresh", &refresh).await.is(401);
        let returned = app.anybody().sign_in(&ravi.email).await;
        assert_eq!(returned.get("/api/me").await.is(200).text_at("/role"), "viewer");
        accept(&anybody, &late, PASSWORD).await.is(422).code("team.invitation_not_valid");
        places(&owner, &ravi, "removed").await;
        returned.get("/api/me").await.is(401);
        app.finish().await;
    }
);
