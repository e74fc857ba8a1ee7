//! What a second administrator approves: once, and of their own company.

use market::may::Role;
use serde_json::json;
use testkit::{Actor, PASSWORD};

use super::market;
use crate::integrity::id;

#[tokio::test]
async fn what_waits_for_a_second_administrator_is_approved_once_and_by_its_company() {
    let m = market().await;
    let (boss, second) = (m.app.staff(Role::SuperAdmin).await, m.app.staff_called(Role::SuperAdmin, "second").await);
    let auditor = m.app.staff(Role::Auditor).await;
    let body = json!({ "email": "third@platform.example", "role": "super_admin", "password": PASSWORD });
    let invited = boss.post("/api/invitations", &body).await.is(201).text_at("/id");
    let plain = json!({ "email": "fourth@platform.example", "role": "auditor", "password": PASSWORD });
    let plain = boss.post("/api/invitations", &plain).await.is(201).text_at("/id");
    let members = boss.get("/api/members?limit=100").await.is(200);
    let row = members.items().iter().find(|row| row["user_id"] == auditor.user_id.as_str()).expect("a member").clone();
    let path = format!("/api/members/{}/promotion", row["id"].as_str().expect("an id"));
    let asked = boss.post(&path, &json!({ "password": PASSWORD })).await.is(202).text_at("/id");
    let by = |company: &Actor, what: &str| vec![id(&second.user_id), id(&company.company_id), id(what)];

    let cases = vec![(0, by(&m.rival, &invited)), (0, by(&boss, &plain)), (1, by(&boss, &invited))];
    m.finds("accounts::store::APPROVE_INVITATION", cases).await;
    let cases = vec![(0, by(&m.rival, &asked)), (0, by(&boss, &invited)), (1, by(&boss, &asked))];
    m.finds("accounts::store::APPROVE_PROMOTION", cases).await;
    for what in [&invited, &asked] {
        second.post(&format!("/api/invitations/{what}/approval"), &json!({ "password": PASSWORD })).await.is(204);
    }
    m.finds("accounts::store::APPROVE_INVITATION", vec![(0, by(&boss, &invited))]).await;
    m.finds("accounts::store::APPROVE_PROMOTION", vec![(0, by(&boss, &asked))]).await;
    m.finish().await;
}
