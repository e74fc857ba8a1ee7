//! Prices: what goes through, what waits for a second look, and what the history tells.

use market::Rules;
use market::may::Role;
use market::pricing::{EarlierPrices, GuardDecision, Recent, judge};
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, on_every_engine};

async fn rules() -> Rules {
    let app = TestApp::new(Engine::Sqlite).await;
    let rules = (*app.ctx.rules).clone();
    app.finish().await;
    rules
}

fn applies(rules: &Rules, old: i64, new: i64, changes: i64) -> bool {
    judge(rules, old, new, Recent { changes, earlier: EarlierPrices::always(old) }) == GuardDecision::Apply
}

#[tokio::test]
async fn a_change_by_a_fifth_or_less_applies_and_any_larger_one_is_held() {
    let rules = rules().await;
    let steps = |old: i64| {
        let fifth = old / 5;
        (-3..=3).flat_map(move |d| [old - fifth + d, old + fifth + d, old + d])
    };
    let olds = (1..=2_000).chain([9_999, 10_000, 12_345_678, 999_999_999_999, 1_000_000_000_000]);

    for (old, new) in olds.flat_map(|old| steps(old).map(move |new| (old, new))).filter(|(_, new)| *new >= 1) {
        // Exactly, in whole numbers: |new - old| / old <= 20 / 100.
        let within = i128::from((new - old).abs()) * 100 <= i128::from(old) * 20;

        assert_eq!(applies(&rules, old, new, 0), within, "{old} to {new}");
    }
}

#[tokio::test]
async fn the_ends_of_the_range_are_judged_without_overflow() {
    let rules = rules().await;
    let most = 1_000_000_000_000;

    assert!(!applies(&rules, 1, most, 0));
    assert!(!applies(&rules, most, 1, 0));
    assert!(applies(&rules, most, most - 1, 0));
}

#[tokio::test]
async fn the_twentieth_change_in_ten_minutes_goes_through_and_the_next_does_not() {
    let rules = rules().await;

    assert!(applies(&rules, 100, 101, 19));
    assert!(!applies(&rules, 100, 101, 20));
    assert!(!applies(&rules, 100, 101, i64::MAX));
}

async fn stall(app: &TestApp) -> (Actor, TestOffer) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 10).await;
    (vendor, offer)
}

async fn put(by: &Actor, offer: &TestOffer, minor: i64) -> TestResponse {
    let body = json!({ "price_minor": minor });
    by.put(&format!("/api/offers/{}/price", offer.offer_id), "*", &body).await
}

async fn decide(by: &Actor, change: &str, decision: &str) -> TestResponse {
    by.post(&format!("/api/price-changes/{change}/decision"), &json!({ "decision": decision })).await
}

async fn price(by: &Actor, offer: &TestOffer) -> i64 {
    by.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).int_at("/price/amount_minor")
}

on_every_engine!(a_large_change_waits_and_a_second_person_confirms_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer) = stall(&app).await;
    let colleague = app.colleague(&vendor, "owner").await;
    let retailer = app.retailer("corner").await;

    let held = put(&vendor, &offer, 12_100).await.is(202);
    assert_eq!(held.text_at("/state"), "held");
    assert_eq!((held.int_at("/price/amount_minor"), held.int_at("/version")), (10_000, 1));
    assert_eq!(price(&vendor, &offer).await, 10_000);
    retailer.tries_to_buy(&[(&offer, 1)]).await.is(201);
    let change = held.text_at("/change_id");
    let waiting = vendor.get("/api/price-changes").await.is(200);
    assert_eq!(waiting.text_at("/items/0/id"), change);

    decide(&vendor, &change, "confirm").await.is(403).code("prices.second_person");
    assert_eq!(price(&vendor, &offer).await, 10_000);
    let confirmed = decide(&colleague, &change, "confirm").await.is(200);
    assert_eq!(confirmed.text_at("/state"), "applied");
    assert_eq!(price(&vendor, &offer).await, 12_100);
    decide(&colleague, &change, "confirm").await.is(409).code("prices.not_held");
    decide(&colleague, &change, "refuse").await.is(409).code("prices.not_held");

    assert!(vendor.get("/api/price-changes").await.is(200).items().is_empty());
    let page = retailer.get(&format!("/api/products/{}", offer.product_id)).await.is(200);
    assert_eq!(page.int_at("/offers/0/price/amount_minor"), 12_100);
    let found = retailer.get("/api/products?q=alphonso").await.is(200);
    assert_eq!(found.int_at("/items/0/from_price/amount_minor"), 12_100);
    app.finish().await;
});

#[tokio::test]
async fn somebody_alone_confirms_with_the_password() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let change = put(&vendor, &offer, 5_000).await.is(202).text_at("/change_id");
    let path = format!("/api/price-changes/{change}/decision");

    decide(&vendor, &change, "confirm").await.is(403).code("prices.password_needed");
    let wrong = vendor.post(&path, &json!({ "decision": "confirm", "password": "another copper kettle" })).await;
    assert!(wrong.status.is_client_error(), "{}", wrong.text);
    assert_eq!(price(&vendor, &offer).await, 10_000);

    vendor.post(&path, &json!({ "decision": "confirm", "password": PASSWORD })).await.is(200);
    assert_eq!(price(&vendor, &offer).await, 5_000);
    app.finish().await;
}

#[tokio::test]
async fn a_refused_change_never_holds() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let change = put(&vendor, &offer, 50_000).await.is(202).text_at("/change_id");

    let refused = decide(&vendor, &change, "refuse").await.is(200);

    assert_eq!(refused.text_at("/state"), "rejected");
    assert_eq!(price(&vendor, &offer).await, 10_000);
    decide(&vendor, &change, "confirm").await;
    assert_eq!(price(&vendor, &offer).await, 10_000);
    app.finish().await;
}

on_every_engine!(a_newer_change_takes_the_place_of_a_waiting_one, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer) = stall(&app).await;
    let colleague = app.colleague(&vendor, "owner").await;
    let first = put(&vendor, &offer, 20_000).await.is(202).text_at("/change_id");
    let second = put(&vendor, &offer, 30_000).await.is(202).text_at("/change_id");

    let late = decide(&colleague, &first, "confirm").await.is(409).code("prices.not_held");
    assert_eq!(late.text_at("/details/state"), "superseded");
    let applied = put(&vendor, &offer, 11_000).await.is(200);
    assert_eq!(applied.text_at("/state"), "applied");
    decide(&colleague, &second, "confirm").await.is(409).code("prices.not_held");

    assert_eq!(price(&vendor, &offer).await, 11_000);
    assert!(vendor.get("/api/price-changes").await.is(200).items().is_empty());
    app.finish().await;
});

#[tokio::test]
async fn the_history_tells_who_when_and_from_what() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let colleague = app.colleague(&vendor, "owner").await;
    put(&vendor, &offer, 9_000).await.is(200);
    let held = put(&colleague, &offer, 900).await.is(202).text_at("/change_id");
    // Whoever let a colleague in a moment ago is no second person: there is none, and the password is asked for.
    let confirm = json!({ "decision": "confirm", "password": PASSWORD });
    vendor.post(&format!("/api/price-changes/{held}/decision"), &confirm).await.is(200);

    let path = format!("/api/offers/{}/price-changes", offer.offer_id);
    let history = vendor.get(&path).await.is(200);

    let rows = history.items();
    assert_eq!(rows.len(), 3, "{}", history.text);
    assert_eq!(rows[0]["old_minor"], 9_000);
    assert_eq!(rows[0]["new_minor"], 900);
    assert_eq!(rows[0]["delta_ppm"], -900_000);
    assert_eq!(rows[0]["state"], "applied");
    assert_eq!(rows[0]["changed_by"], json!(colleague.user_id));
    assert_eq!(rows[0]["decided_by"], json!(vendor.user_id));
    assert_eq!(rows[0]["why_held"]["code"], "too_far", "{}", history.text);
    assert_eq!(rows[0]["why_held"]["delta_ppm"], -900_000);
    assert!(rows[0]["decided_at"].is_string() && rows[0]["changed_at"].is_string(), "{}", history.text);
    assert_eq!((&rows[1]["old_minor"], &rows[1]["new_minor"]), (&json!(10_000), &json!(9_000)));
    assert_eq!(rows[1]["decided_by"], json!(null));
    assert_eq!((&rows[2]["old_minor"], &rows[2]["new_minor"]), (&json!(null), &json!(10_000)));

    let other = app.vendor("bharat").await;
    other.get(&path).await.is(404);
    put(&other, &offer, 900).await.is(404);
    decide(&other, &held, "confirm").await.is(404);
    app.finish().await;
}

#[tokio::test]
async fn a_change_names_the_version_it_was_read_at() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let path = format!("/api/offers/{}/price", offer.offer_id);
    let body = json!({ "price_minor": 11_000 }).to_string().into_bytes();

    let blind = vendor.send("PUT", &path, &[("content-type", "application/json")], Some(body)).await;
    blind.is(428).code("request.if_match_missing");
    let read = vendor.get(path.trim_end_matches("/price")).await.is(200).etag();
    let first = vendor.put(&path, &read, &json!({ "price_minor": 11_000 })).await.is(200);
    assert_eq!(first.int_at("/version"), 2);
    let stale = vendor.put(&path, &read, &json!({ "price_minor": 10_500 })).await;
    let stale = stale.is(412).code("prices.changed_meanwhile");
    assert_eq!((stale.int_at("/details/current_minor"), stale.int_at("/details/version")), (11_000, 2));
    let same = vendor.put(&path, &first.etag(), &json!({ "price_minor": 11_000 })).await;
    same.is(409).code("prices.same");

    assert_eq!(price(&vendor, &offer).await, 11_000);
    app.finish().await;
}

#[tokio::test]
async fn a_burst_of_changes_is_held() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.price_guard_burst", "3")]).await;
    let (vendor, offer) = stall(&app).await;
    let tea = vendor.sells("Tea", 10_000, 1).await;
    for step in 1..=3 {
        let answer = put(&vendor, &offer, 10_000 + step).await.is(200);
        assert_eq!(answer.text_at("/state"), "applied");
    }

    let answer = put(&vendor, &tea, 10_001).await.is(202);

    assert_eq!(answer.text_at("/state"), "held");
    assert_eq!(price(&vendor, &tea).await, 10_000);
    app.finish().await;
}

#[tokio::test]
async fn prices_that_are_none_are_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let path = format!("/api/offers/{}/price", offer.offer_id);

    for none in [json!(0), json!(-1), json!(1.5), json!("100"), json!(1_000_000_000_001_i64), json!(1e30)] {
        let refused = vendor.put(&path, "*", &json!({ "price_minor": none })).await;
        assert!([400, 422].contains(&refused.status.as_u16()), "{none}: {}", refused.text);
    }

    assert_eq!(price(&vendor, &offer).await, 10_000);
    app.finish().await;
}

on_every_engine!(money_without_decimals_and_with_three_comes_back_as_it_went_in, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let admin = app.staff(Role::SuperAdmin).await;

    for (currency, minor) in [("JPY", 1_i64), ("KWD", 1_234_567), ("BHD", 1_000_000_000_000)] {
        let joins = |kind: &str| {
            let email = format!("{kind}@{currency}.example");
            let body = json!({
                "kind": kind, "legal_name": format!("{currency} Limited"), "display_name": format!("{currency} {kind}"),
                "currency": currency, "name": "Asha Menon", "email": email, "password": PASSWORD,
                "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
            });
            let (anybody, admin) = (app.anybody(), admin.clone());
            async move {
                anybody.post("/api/auth/register", &body).await.is(202);
                let owner = anybody.sign_in(&email).await;
                admin
                    .post(
                        &format!("/api/admin/companies/{}/approval", owner.company_id),
                        &json!({ "similar_seen": 20 }),
                    )
                    .await
                    .is(200);
                owner
            }
        };
        let (vendor, buyer) = (joins("vendor").await, joins("retailer").await);
        let offer = vendor.sells("Pearls", minor, 10).await;
        let mut body = Actor::order_body(&[(&offer, 3)]);
        body["expected_total"]["currency"] = json!(currency);

        let placed = buyer.post_once("/api/orders", "k", &body).await.is(201);

        let total = json!({ "amount_minor": 3 * minor, "currency": currency });
        assert_eq!(placed.json["total"], total);
        let order = buyer.get(&format!("/api/orders/{}", placed.text_at("/id"))).await.is(200);
        assert_eq!(order.json["total"], total);
        let unit = json!({ "amount_minor": minor, "currency": currency });
        assert_eq!(order.json["vendor_orders"][0]["lines"][0]["unit_price"], unit);
        let page = buyer.get(&format!("/api/products/{}", offer.product_id)).await.is(200);
        assert_eq!(page.json["offers"][0]["price"], unit);
    }
    app.finish().await;
});
