//! Products and requests about them: retired and restored once, settled once, and withdrawn by whose they are.

use market::may::Role;
use serde_json::json;
use testkit::Actor;

use super::market;
use crate::integrity::{id, number, text};

#[tokio::test]
async fn a_product_is_restored_once_and_gives_up_only_the_gtin_that_was_meant() {
    let m = market().await;
    let mut body = Actor::product_body("Salt", "SALT", 100);
    body["gtin"] = json!("4006381333931");
    let salt = m.acme.post_once("/api/products", "salt", &body).await.is(201).text_at("/product_id");
    let (held, another) = ("04006381333931", "00000096385074");
    let restore = || vec![id(&salt)];
    let release = |gtin: &str| vec![id(&salt), text(gtin)];
    let maker = |gtin: &str| vec![id(&m.rival.company_id), id(&salt), text(gtin)];

    let keys = |version: i64| vec![text("salt"), text("salts"), id(&salt), number(version)];

    m.finds("catalog::store::SET_KEYS", vec![(0, keys(2)), (1, keys(1))]).await;
    let rekey = |brand: &str| vec![text("cafe malabar"), id(&salt), text(brand)];
    m.finds("catalog::store::REKEY_BRAND", vec![(0, rekey("Another")), (1, rekey("Café Malabar"))]).await;
    m.finds("catalog::store::RELEASE_GTIN", vec![(0, release(another)), (1, release(held))]).await;
    m.finds("catalog::store::SET_MAKER", vec![(0, maker(another)), (1, maker(held))]).await;
    m.finds("catalog::store::RESTORE", vec![(0, restore())]).await;
    m.finds("catalog::store::FREE_RETIRED_GTIN", vec![(0, restore())]).await;
    let staff = m.app.staff(Role::SuperAdmin).await;
    let reason = json!({ "reason": "said so by telephone" });
    staff.post(&format!("/api/admin/products/{salt}/retirement"), &reason).await.is(204);
    // It gave its GTIN up when it was retired.
    m.finds("catalog::store::FREE_RETIRED_GTIN", vec![(0, restore())]).await;
    m.finds("catalog::store::RESTORE", vec![(1, restore())]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_request_is_settled_withdrawn_or_superseded_once() {
    let m = market().await;
    m.placed(1).await;
    let path = format!("/api/products/{}", m.tea.product_id);
    let asks = async |title: &str| m.acme.patch(&path, "*", &json!({ "title": title })).await.is(202).text_at("/id");
    let (gone, open) = (asks("Green Tea").await, asks("Black Tea").await);
    let settle = |request: &str| vec![text("refused"), id(&m.acme.user_id), number(m.now()), text("no"), id(request)];
    let withdraw = |whose: &Actor, request: &str| vec![number(m.now()), id(&whose.company_id), id(request)];
    let about = |product: &str, except: &str| vec![number(m.now()), id(product), id(except)];
    let key = |product: &str| vec![number(m.now()), text(&format!("change:{product}"))];
    let (tea, other) = (m.tea.product_id.as_str(), m.acme.sells("Salt", 100, 1).await.product_id);

    m.finds("catalog::store::SETTLE_REQUEST", vec![(0, settle(&gone)), (1, settle(&open))]).await;
    let cases = vec![(0, withdraw(&m.rival, &open)), (0, withdraw(&m.acme, &gone)), (1, withdraw(&m.acme, &open))];
    m.finds("catalog::store::WITHDRAW_OWN_REQUEST", cases).await;
    let all = vec![(0, about(&other, &gone)), (0, about(tea, &open)), (1, about(tea, &gone))];
    m.finds("catalog::store::SUPERSEDE_ALL", all).await;
    // A change is no claim.
    m.finds("catalog::store::SUPERSEDE_CLAIMS", vec![(0, about(tea, &gone))]).await;
    m.finds("catalog::store::SUPERSEDE_CHANGE", vec![(0, key(&other)), (1, key(tea))]).await;
    m.finish().await;
}

#[tokio::test]
async fn a_company_prefix_is_settled_from_the_state_it_was_seen_in_and_given_up_by_whose_it_is() {
    let m = market().await;
    let states = async |prefix: &str| {
        let body = json!({ "prefix": prefix, "evidence": "our licence" });
        m.acme.post("/api/company-prefixes", &body).await.is(201).text_at("/id")
    };
    let (gone, open) = (states("4006381").await, states("5901234").await);
    m.acme.act(&format!("/api/company-prefixes/{gone}/withdrawal")).await.is(200);
    let settle = |prefix: &str, from: &str| {
        let by = id(&m.acme.user_id);
        vec![text("confirmed"), text("confirmed"), by, number(m.now()), text("yes"), id(prefix), text(from)]
    };
    let withdraw = |whose: &Actor, prefix: &str| vec![number(m.now()), id(&whose.company_id), id(prefix)];

    let cases = vec![(0, settle(&gone, "pending")), (0, settle(&open, "confirmed")), (1, settle(&open, "pending"))];
    m.finds("catalog::store::SETTLE_PREFIX", cases).await;
    let cases = vec![(0, withdraw(&m.rival, &open)), (0, withdraw(&m.acme, &gone)), (1, withdraw(&m.acme, &open))];
    m.finds("catalog::store::WITHDRAW_OWN_PREFIX", cases).await;
    m.finish().await;
}
