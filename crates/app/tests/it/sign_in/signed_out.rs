//! Ending all sign-ins of somebody, or of a company, without blocking anybody.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use super::OTHER_PASSWORD;
use super::cookie::Browser;
use crate::forms;

async fn signs_out(by: &Actor, what: &str) -> TestResponse {
    by.post(&format!("{what}/sign-out"), &json!({ "password": PASSWORD })).await
}

async fn place(by: &Actor, of: &Actor) -> String {
    let members = by.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == of.user_id.as_str()).expect("a member").clone();
    format!("/api/members/{}", row["id"].as_str().expect("an id"))
}

async fn latest(app: &TestApp, kind: &str, subject: &str) -> Value {
    let auditor = app.staff(Role::Auditor).await;
    let trail = auditor.get(&format!("/api/admin/audit?subject={subject}")).await.is(200);
    trail.items().iter().find(|row| row["kind"] == kind).unwrap_or_else(|| panic!("no {kind}")).clone()
}

on_every_engine!(an_owner_ends_all_sign_ins_of_a_colleague_who_may_sign_in_again, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, rival) = (app.retailer("corner").await, app.retailer("rival").await);
    let buyer = app.colleague(&owner, "buyer").await;
    let browser = Browser::enter(&app, &buyer.email).await;
    let path = place(&owner, &buyer).await;

    owner.post(&format!("{path}/sign-out"), &json!({})).await.is(400).code("request.bad_body");
    let wrong = json!({ "password": OTHER_PASSWORD });
    owner.post(&format!("{path}/sign-out"), &wrong).await.is(403).code("accounts.wrong_password");
    signs_out(&rival, &path).await.is(404).code("sessions.nobody");
    signs_out(&buyer, &path).await.is(403).code("access.no_right");
    buyer.get("/api/orders").await.is(200);

    signs_out(&owner, &path).await.is(204);

    let out = buyer.get("/api/orders").await.is(401);
    assert_eq!(out.text_at("/details/ended_because"), "ended_by_company");
    browser.get("/api/me").await.is(401);
    let renewed = json!({ "refresh_token": buyer.refresh_token });
    app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    buyer.again().await.get("/api/orders").await.is(200);
    let said = latest(&app, "user.signed_out", &buyer.user_id).await;
    assert_eq!((&said["user_id"], &said["data"]["company_id"]), (&json!(owner.user_id), &json!(owner.company_id)));
    app.finish().await;
});

on_every_engine!(an_owner_ends_all_sign_ins_of_their_company_but_their_own, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, rival) = (app.retailer("corner").await, app.retailer("rival").await);
    let (buyer, other) = (app.colleague(&owner, "buyer").await, owner.again().await);

    signs_out(&buyer, "/api/company").await.is(403).code("access.no_right");
    signs_out(&owner, "/api/company").await.is(204);

    owner.get("/api/members").await.is(200);
    for gone in [&buyer, &other] {
        gone.get("/api/me").await.is(401);
    }
    rival.get("/api/members").await.is(200);
    buyer.again().await.get("/api/orders").await.is(200);
    latest(&app, "company.signed_out", &owner.company_id).await;
    app.finish().await;
});

on_every_engine!(an_officer_ends_all_sign_ins_of_a_person_and_of_a_company, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let officer = app.staff(Role::SecurityOfficer).await;
    let (corner, rival) = (app.retailer("corner").await, app.retailer("rival").await);
    let buyer = app.colleague(&corner, "buyer").await;
    let (user, company) =
        (format!("/api/admin/users/{}", buyer.user_id), format!("/api/admin/companies/{}", corner.company_id));

    signs_out(&corner, &user).await.is(403).code("access.no_right");
    officer.post(&format!("{user}/sign-out"), &json!({ "password": OTHER_PASSWORD })).await.is(403);
    signs_out(&officer, &user).await.is(204);

    assert_eq!(buyer.get("/api/me").await.is(401).text_at("/details/ended_because"), "ended_by_staff");
    corner.get("/api/me").await.is(200);
    let buyer = buyer.again().await;
    signs_out(&officer, &company).await.is(204);
    for gone in [&buyer, &corner] {
        gone.get("/api/me").await.is(401);
    }
    rival.get("/api/me").await.is(200);
    corner.again().await.get("/api/members").await.is(200);
    signs_out(&officer, "/api/admin/companies/cmp_01k00000000000000000000001").await.is(404).code("sessions.nobody");
    signs_out(&officer, "/api/admin/users/usr_01k00000000000000000000001").await.is(404).code("sessions.nobody");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_of_the_staff_ends_sign_ins_of_their_own_company_elsewhere() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (officer, corner) = (app.staff(Role::SecurityOfficer).await, app.retailer("corner").await);
    let invited = corner.post("/api/invitations", &json!({ "email": officer.email, "role": "viewer" })).await.is(201);
    let joining = json!({ "token": invited.text_at("/token"), "name": "Staff Person", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &joining).await.is(204);

    for what in [format!("users/{}", corner.user_id), format!("companies/{}", corner.company_id)] {
        let refused = signs_out(&officer, &format!("/api/admin/{what}")).await.is(403);
        refused.code("companies.conflict_of_interest");
    }
    corner.get("/api/me").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sign_ins_are_ended_by_forms_that_ask_for_the_password() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (officer, corner) = (app.staff(Role::SecurityOfficer).await, app.retailer("corner").await);
    let buyer = app.colleague(&corner, "buyer").await;
    let member = place(&corner, &buyer).await.replace("/api/members", "/team/members");
    let (wrong, right) = ([("password", OTHER_PASSWORD)], [("password", PASSWORD)]);

    forms::fill(&corner, &[], "/team", &format!("{member}/sign-out"), &wrong).await.is(403);
    buyer.get("/api/me").await.is(200);
    forms::fill(&corner, &[], "/team", &format!("{member}/sign-out"), &right).await.is(303);
    buyer.get("/api/me").await.is(401);
    let buyer = buyer.again().await;
    forms::fill(&corner, &[], "/team", "/team/sign-out", &right).await.is(303);
    buyer.get("/api/me").await.is(401);

    let buyer = buyer.again().await;
    let page = format!("/admin/users?email={}", buyer.email);
    let action = format!("/admin/users/{}/sign-out", buyer.user_id);
    forms::fill(&officer, &[], &page, &action, &right).await.is(303);
    buyer.get("/api/me").await.is(401);
    let (buyer, page) = (buyer.again().await, format!("/admin/companies/{}", corner.company_id));
    forms::fill(&officer, &[], &page, &format!("{page}/sign-out"), &wrong).await.is(403);
    forms::fill(&officer, &[], &page, &format!("{page}/sign-out"), &right).await.is(303);
    buyer.get("/api/me").await.is(401);
    app.finish().await;
}
