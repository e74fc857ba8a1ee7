//! A token says who somebody was; the tables say who they are.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, on_every_engine};

/// Somebody's place in the company, as its owner sees it.
async fn place_of(owner: &Actor, user_id: &str) -> (String, String) {
    let members = owner.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == user_id).expect("a member").clone();
    let id = row["id"].as_str().expect("an id").to_owned();
    let tag = owner.get(&format!("/api/members/{id}")).await.is(200).etag();
    (id, tag)
}

async fn change(owner: &Actor, of: &Actor, what: &Value) {
    let (id, etag) = place_of(owner, &of.user_id).await;
    owner.patch(&format!("/api/members/{id}"), &etag, what).await.is(200);
}

on_every_engine!(a_locked_person_is_out_on_the_next_request, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, admin) = (app.retailer("corner").await, app.staff(Role::SuperAdmin).await);
    let path = format!("/api/admin/users/{}", owner.user_id);
    owner.get("/api/me").await.is(200);

    admin.post(&format!("{path}/lock"), &json!({ "reason": "lost telephone" })).await.is(204);

    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    let renewed = json!({ "refresh_token": owner.refresh_token });
    app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    admin.act(&format!("{path}/unlock")).await.is(204);
    owner.get("/api/me").await.is(401).code("auth.token_not_valid");
    owner.sign_in("corner@retailer.example").await.get("/api/me").await.is(200);
    app.finish().await;
});

on_every_engine!(a_suspended_member_is_out_on_the_next_request, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let buyer = app.colleague(&owner, "buyer").await;
    buyer.get("/api/orders").await.is(200);

    change(&owner, &buyer, &json!({ "state": "suspended" })).await;

    buyer.get("/api/orders").await.is(401).code("auth.token_not_valid");
    let renewed = json!({ "refresh_token": buyer.refresh_token });
    app.anybody().post("/api/auth/refresh", &renewed).await.is(401).code("auth.refresh_not_valid");
    change(&owner, &buyer, &json!({ "state": "active" })).await;
    buyer.get("/api/orders").await.is(200);
    change(&owner, &buyer, &json!({ "state": "removed" })).await;
    buyer.get("/api/orders").await.is(401).code("auth.token_not_valid");
    app.finish().await;
});

on_every_engine!(another_role_holds_from_the_next_request_on, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.vendor("acme").await;
    let keeper = app.colleague(&owner, "inventory_manager").await;
    let place = |name: &str| json!({ "name": name, "city": "Kochi" });
    keeper.post("/api/locations", &place("North Shed")).await.is(201);

    change(&owner, &keeper, &json!({ "role": "viewer" })).await;

    keeper.post("/api/locations", &place("South Shed")).await.is(403).code("access.no_right");
    assert_eq!(keeper.get("/api/me").await.is(200).text_at("/role"), "viewer");
    change(&owner, &keeper, &json!({ "role": "owner", "password": PASSWORD })).await;
    keeper.get("/api/members").await.is(200);
    app.finish().await;
});

on_every_engine!(a_stopped_company_may_not_trade_from_the_next_request_on, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, admin) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let path = format!("/api/admin/companies/{}", owner.company_id);
    owner.get("/api/offers").await.is(200);

    admin.post(&format!("{path}/suspension"), &json!({ "reason": "complaints" })).await.is(200);

    owner.get("/api/offers").await.is(403).code("access.company_not_approved");
    let me = owner.get("/api/me").await.is(200);
    assert_eq!(me.text_at("/company_state"), "suspended");
    assert_eq!(me.text_at("/state_reason"), "complaints");
    admin.act(&format!("{path}/reinstatement")).await.is(200);
    owner.get("/api/offers").await.is(200);
    app.finish().await;
});
