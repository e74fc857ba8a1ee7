//! What is done a second time, in another tab or by a second press, changes nothing and is no error.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, on_every_engine};

use crate::forms;

/// What happened, by kind of event.
async fn told(app: &TestApp, kind: &str) -> usize {
    let trail = app.staff(Role::Auditor).await.get("/api/admin/audit?limit=100").await.is(200);
    trail.items().iter().filter(|row| row["kind"] == kind).count()
}

/// Presses the button of a form twice, as from a page that was read before: both are answered alike.
async fn twice(by: &Actor, page: &str, action: &str, fields: &[(&str, &str)]) {
    let seen = forms::at_a_screen(by).get(page).await.is(200);
    let (csrf, key) = (forms::hidden(&seen, "_csrf"), forms::hidden(&seen, "_key"));
    for (press, key) in [key, "another-tab-0000000000".to_owned()].iter().enumerate() {
        let all = [fields, &[("_csrf", csrf.as_str()), ("_key", key)]].concat();
        let answer = forms::send(by, &[], action, &all).await;
        assert_eq!(answer.status, 303, "press {press} of {action}: {}", answer.text);
    }
}

on_every_engine!(what_a_company_takes_back_can_be_taken_back_twice, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let invites = async |email: &str| {
        let body = json!({ "email": email, "role": "viewer" });
        acme.post("/api/invitations", &body).await.is(201).text_at("/id")
    };

    let (by_page, by_api) = (invites("asha@shop.example").await, invites("ravi@shop.example").await);
    twice(&acme, "/team", &format!("/team/invitations/{by_page}/withdraw"), &[]).await;
    let path = format!("/api/invitations/{by_api}");
    for _ in 0..2 {
        acme.delete(&path).await.is(204);
    }
    rival.delete(&path).await.is(404);
    assert_eq!(told(&app, "member.invitation_withdrawn").await, 2);

    let names = json!({ "display_name": "Acme Foods" });
    let wish = acme.post("/api/company/name-changes", &names).await.is(201).text_at("/id");
    twice(&acme, "/company", &format!("/company/names/{wish}/withdraw"), &[]).await;
    acme.delete(&format!("/api/company/name-changes/{wish}")).await.is(204);
    rival.delete(&format!("/api/company/name-changes/{wish}")).await.is(404);
    assert_eq!(told(&app, "company.name_change_withdrawn").await, 1);
    app.finish().await;
});

on_every_engine!(a_member_can_be_removed_twice, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let acme = app.vendor("acme").await;
    let viewer = app.colleague(&acme, "viewer").await;
    let members = acme.get("/api/members").await.is(200);
    let row: &Value = members.items().iter().find(|row| row["user_id"] == viewer.user_id.as_str()).expect("a member");
    let (id, version) = (row["id"].as_str().expect("an id"), row["version"].to_string());

    let fields = [("state", "removed"), ("version", version.as_str())];
    twice(&acme, "/team", &format!("/team/members/{id}"), &fields).await;

    // Whoever is out is not let in again this way, and has no other role.
    for change in [json!({ "state": "active" }), json!({ "role": "catalog_manager" })] {
        acme.patch(&format!("/api/members/{id}"), "*", &change).await.is(404);
    }
    app.finish().await;
});

on_every_engine!(what_staff_did_can_be_done_twice, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, admin) = (app.vendor("acme").await, app.staff(Role::SuperAdmin).await);
    let product = acme.sells("Alphonso Mangoes", 10_000, 100).await.product_id;
    let why = [("reason", "not for sale")];
    let (out, back) =
        (format!("/admin/products/{product}/retirement"), format!("/admin/products/{product}/restoration"));

    twice(&admin, "/admin/catalog?q=mangoes", &out, &why).await;
    app.anybody().get(&format!("/api/products/{product}")).await.is(404);
    twice(&admin, "/admin/retired-products", &back, &why).await;
    app.anybody().get(&format!("/api/products/{product}")).await.is(200);
    assert_eq!((told(&app, "product.retired").await, told(&app, "product.restored").await), (1, 1));
    let unknown = format!("/api/admin/products/{}/retirement", acme.company_id.replace("cmp_", "prd_"));
    admin.post(&unknown, &json!({ "reason": "not for sale" })).await.is(404);
    app.finish().await;
});
