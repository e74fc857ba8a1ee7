//! One administrator alone makes no other: one asks, a second approves.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, days, on_every_engine};

use crate::forms;

async fn invites(by: &Actor, email: &str) -> TestResponse {
    let body = json!({ "email": email, "role": "super_admin", "password": PASSWORD });
    by.post("/api/invitations", &body).await.is(201)
}

async fn approves(by: &Actor, invitation: &str) -> TestResponse {
    by.post(&format!("/api/invitations/{invitation}/approval"), &json!({ "password": PASSWORD })).await
}

async fn accepts(app: &TestApp, token: &str) -> TestResponse {
    let body = json!({ "token": token, "name": "Ravi Nair", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &body).await
}

/// The path of somebody's place at the platform.
async fn place(by: &Actor, of: &Actor) -> String {
    let members = by.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    format!("/api/members/{}", row["id"].as_str().expect("an id"))
}

async fn pending(by: &Actor) -> Vec<Value> {
    by.get("/api/invitations").await.is(200).items().clone()
}

on_every_engine!(an_invited_administrator_joins_once_a_second_one_has_approved, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (boss, second) = (app.staff(Role::SuperAdmin).await, app.staff_called(Role::SuperAdmin, "second").await);
    let invited = invites(&boss, "third@platform.example").await;
    let (id, token) = (invited.text_at("/id"), invited.text_at("/token"));

    assert_eq!(invited.json["awaits_approval"], true);
    accepts(&app, &token).await.is(409).code("team.awaits_approval");
    approves(&boss, &id).await.is(403).code("team.second_administrator");
    approves(&app.staff(Role::OpsAdmin).await, &id).await.is(403).code("access.no_right");
    let wrong = json!({ "password": "nine lanterns over a silver canal" });
    let path = format!("/api/invitations/{id}/approval");
    second.post(&path, &wrong).await.is(403).code("accounts.wrong_password");
    accepts(&app, &token).await.is(409).code("team.awaits_approval");
    assert_eq!((&pending(&boss).await[0]["awaits_approval"], pending(&boss).await.len()), (&json!(true), 1));

    approves(&second, &id).await.is(204);

    approves(&second, &id).await.is(404).code("team.no_such_member");
    accepts(&app, &token).await.is(204);
    let third = app.anybody().sign_in("third@platform.example").await;
    assert_eq!(third.get("/api/me").await.is(200).text_at("/role"), "super_admin");
    let trail = boss.get(&format!("/api/admin/audit?subject={id}")).await.is(200);
    let approved = trail.items().iter().find(|row| row["kind"] == "member.invitation_approved").expect("it").clone();
    assert_eq!(approved["user_id"], second.user_id.as_str());
    app.finish().await;
});

on_every_engine!(
    a_promotion_to_administrator_takes_effect_once_a_second_one_has_approved,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        let (boss, second) = (app.staff(Role::SuperAdmin).await, app.staff_called(Role::SuperAdmin, "second").await);
        let auditor = app.staff(Role::Auditor).await;
        let path = place(&boss, &auditor).await;
        let alone = json!({ "role": "super_admin", "password": PASSWORD });

        boss.patch(&path, "*", &alone).await.is(409).code("team.needs_approval");
        let asked =
            boss.post(&format!("{path}/promotion"), &json!({ "password": PASSWORD })).await.is(202).text_at("/id");
        let again = boss.post(&format!("{path}/promotion"), &json!({ "password": PASSWORD })).await;
        again.is(409).code("team.awaits_approval");
        approves(&boss, &asked).await.is(403).code("team.second_administrator");
        assert_eq!(auditor.get("/api/me").await.is(200).text_at("/role"), "auditor");

        approves(&second, &asked).await.is(204);

        assert_eq!(auditor.get("/api/me").await.is(200).text_at("/role"), "super_admin");
        assert!(pending(&boss).await.is_empty());
        // One who was suspended is an administrator again by two, too.
        boss.patch(&path, "*", &json!({ "state": "suspended" })).await.is(200);
        boss.patch(&path, "*", &json!({ "state": "active", "password": PASSWORD }))
            .await
            .is(409)
            .code("team.needs_approval");
        let asked =
            second.post(&format!("{path}/promotion"), &json!({ "password": PASSWORD })).await.is(202).text_at("/id");
        approves(&boss, &asked).await.is(204);
        assert_eq!(auditor.again().await.get("/api/me").await.is(200).text_at("/role"), "super_admin");
        // What needs no second administrator does not wait for one.
        boss.patch(&path, "*", &json!({ "role": "auditor", "password": PASSWORD })).await.is(200);
        app.finish().await;
    }
);

on_every_engine!(what_was_asked_ends_with_its_asker_and_after_a_week, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (boss, second) = (app.staff(Role::SuperAdmin).await, app.staff_called(Role::SuperAdmin, "second").await);
    let mallory = app.staff_called(Role::SuperAdmin, "mallory").await;
    let auditor = app.staff(Role::Auditor).await;
    let path = place(&boss, &auditor).await;
    let promotion = format!("{path}/promotion");
    let invited = invites(&mallory, "ghost@platform.example").await;
    let asked = mallory.post(&promotion, &json!({ "password": PASSWORD })).await.is(202).text_at("/id");
    assert_eq!(pending(&boss).await.len(), 2);

    let lock = format!("/api/admin/users/{}/lock", mallory.user_id);
    boss.post(&lock, &json!({ "reason": "left us" })).await.is(204);

    for id in [&asked, &invited.text_at("/id")] {
        approves(&second, id).await.is(404).code("team.no_such_member");
    }
    assert!(pending(&boss).await.is_empty());
    accepts(&app, &invited.text_at("/token")).await.is(422).code("team.invitation_not_valid");
    let asked = boss.post(&promotion, &json!({ "password": PASSWORD })).await.is(202).text_at("/id");
    app.clock.advance(days(8));
    approves(&second.again().await, &asked).await.is(404).code("team.no_such_member");
    assert_eq!(auditor.again().await.get("/api/me").await.is(200).text_at("/role"), "auditor");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promotion_can_be_revoked_and_is_for_the_platform_only() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (boss, second) = (app.staff(Role::SuperAdmin).await, app.staff_called(Role::SuperAdmin, "second").await);
    let (auditor, corner) = (app.staff(Role::Auditor).await, app.retailer("corner").await);
    let promotion = format!("{}/promotion", place(&boss, &auditor).await);
    let asked = boss.post(&promotion, &json!({ "password": PASSWORD })).await.is(202).text_at("/id");

    second.delete(&format!("/api/invitations/{asked}")).await.is(204);

    approves(&second, &asked).await.is(404).code("team.no_such_member");
    let colleague = app.colleague(&corner, "viewer").await;
    let path = format!("{}/promotion", place(&corner, &colleague).await);
    corner.post(&path, &json!({ "password": PASSWORD })).await.is(422).code("team.role_not_of_this_company");
    let oneself = format!("{}/promotion", place(&boss, &boss).await);
    boss.post(&oneself, &json!({ "password": PASSWORD })).await.is(403).code("team.not_oneself");
    let other = format!("{}/promotion", place(&boss, &second).await);
    boss.post(&other, &json!({ "password": PASSWORD })).await.is(409).code("team.already_administrator");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_team_page_asks_for_a_second_administrator_and_lets_them_approve() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (boss, second) = (app.staff(Role::SuperAdmin).await, app.staff_called(Role::SuperAdmin, "second").await);
    let auditor = app.staff(Role::Auditor).await;
    let action = place(&boss, &auditor).await.replace("/api/members", "/team/members");

    let fields = [("role", "super_admin"), ("version", "1"), ("password", PASSWORD)];
    let asked = forms::fill(&boss, &[], "/team", &action, &fields).await.is(303);
    assert!(asked.headers["location"].to_str().expect("text").contains("promotion-asked"));
    let id = pending(&boss).await[0]["id"].as_str().expect("an id").to_owned();
    let approval = format!("/team/invitations/{id}/approval");
    assert!(!boss.send("GET", "/team", &[("accept", "text/html")], None).await.is(200).text.contains(&approval));
    forms::fill(&second, &[], "/team", &approval, &[("password", PASSWORD)]).await.is(303);

    assert_eq!(auditor.get("/api/me").await.is(200).text_at("/role"), "super_admin");
    app.finish().await;
}
