//! What the price guard does not let anybody get around: small steps that add up, and being "alone"
//! because the others were suspended.

use kernel::Secret;
use market::imports::{self, Importer};
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, minutes, on_every_engine};

use crate::forms;

async fn stall(app: &TestApp) -> (Actor, TestOffer) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 10).await;
    (vendor, offer)
}

/// Changes the price as it is now.
async fn put(by: &Actor, offer: &TestOffer, minor: i64) -> TestResponse {
    let path = format!("/api/offers/{}", offer.offer_id);
    let tag = by.get(&path).await.is(200).etag();
    by.put(&format!("{path}/price"), &tag, &json!({ "price_minor": minor })).await
}

async fn applies(by: &Actor, offer: &TestOffer, minor: i64) {
    assert_eq!(put(by, offer, minor).await.text_at("/state"), "applied", "{minor}");
}

/// The price is held, for what it would move within so many hours.
async fn is_held(by: &Actor, offer: &TestOffer, minor: i64, hours: Value) -> String {
    let held = put(by, offer, minor).await;
    assert_eq!((held.text_at("/state").as_str(), &held.json["why_held"]["hours"]), ("held", &hours), "{}", held.text);
    held.text_at("/change_id")
}

async fn confirms(by: &Actor, change: &str) -> TestResponse {
    let body = json!({ "decision": "confirm", "password": PASSWORD });
    by.post(&format!("/api/price-changes/{change}/decision"), &body).await
}

async fn moves(app: &TestApp, by: &Actor, by_minutes: u64) -> Actor {
    app.clock.advance(minutes(by_minutes));
    by.again().await
}

const DAY: u64 = 24 * 60;

on_every_engine!(small_steps_that_add_up_within_a_day_or_a_week_wait, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer) = stall(&app).await;
    let vendor = moves(&app, &vendor, 8 * DAY).await;
    applies(&vendor, &offer, 8_100).await;

    is_held(&vendor, &offer, 7_999, json!(24)).await;
    let vendor = moves(&app, &vendor, DAY - 1).await;
    is_held(&vendor, &offer, 7_999, json!(24)).await;
    // From the price of 24 hours ago it is a small step by now, from that of 7 days ago it is not.
    let vendor = moves(&app, &vendor, 2).await;
    is_held(&vendor, &offer, 7_999, json!(168)).await;
    let vendor = moves(&app, &vendor, 6 * DAY - 2).await;
    is_held(&vendor, &offer, 7_999, json!(168)).await;
    let vendor = moves(&app, &vendor, 2).await;
    applies(&vendor, &offer, 7_999).await;
    app.finish().await;
});

#[tokio::test]
async fn a_price_that_rose_and_falls_is_compared_with_that_of_yesterday_too() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    applies(&vendor, &offer, 11_900).await;
    let vendor = moves(&app, &vendor, 2 * DAY).await;
    applies(&vendor, &offer, 9_600).await;

    // 8,700 is near enough to the 9,600 before and to the 10,000 of the first day.
    is_held(&vendor, &offer, 8_700, json!(24)).await;
    let vendor = moves(&app, &vendor, DAY + 1).await;
    applies(&vendor, &offer, 8_700).await;
    app.finish().await;
}

#[tokio::test]
async fn many_steps_of_a_new_offer_do_not_go_further_than_one() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let mut price = 10_000;
    for _ in 0..10 {
        let next = price * 81 / 100;
        if put(&vendor, &offer, next).await.text_at("/state") == "applied" {
            price = next;
        }
    }

    assert_eq!(price, 8_100);
    applies(&vendor, &offer, 8_000).await;
    applies(&vendor, &offer, 9_599).await;
    applies(&vendor, &offer, 11_518).await;
    is_held(&vendor, &offer, 12_001, json!(24)).await;
    app.finish().await;
}

on_every_engine!(what_a_second_person_confirmed_is_where_counting_begins_anew, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer) = stall(&app).await;
    let colleague = app.colleague(&vendor, "vendor_finance").await;
    let change = is_held(&vendor, &offer, 50_000, Value::Null).await;
    confirms(&colleague, &change).await.is(200);

    applies(&vendor, &offer, 41_000).await;
    is_held(&vendor, &offer, 39_999, json!(24)).await;
    let vendor = moves(&app, &vendor, DAY + 1).await;
    is_held(&vendor, &offer, 39_999, json!(168)).await;
    app.finish().await;
});

#[tokio::test]
async fn a_file_and_its_undoing_and_the_preview_go_by_the_same_rule() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    applies(&vendor, &offer, 8_100).await;
    let by = importer(&vendor);
    let sku = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).text_at("/sku");

    let view =
        imports::preview(&app.ctx, &by, format!("sku,price\n{sku},79.99\n").as_bytes()).await.expect("it is read");

    let row = serde_json::to_value(&view.rows[0].verdict).expect("a verdict");
    assert_eq!(row["held"]["hours"], json!(24), "{row}");
    let key = infra::IdempotentRequest {
        company: vendor.company_id.parse::<kernel::CompanyId>().map(kernel::ids::Id::uuid).expect("an id"),
        key: "once".to_owned(),
        request_hash: vec![1; 32],
    };
    let cmd = imports::Confirm { password: Some(Secret::new(PASSWORD.to_owned())) };
    imports::apply(&app.ctx, &by, view.import.id, &key, cmd).await.expect("it begins");
    app.settle().await;
    assert_eq!(vendor.get("/api/price-changes").await.is(200).items().len(), 1);
    let page = format!("/vendor/products/{}/price", offer.offer_id);
    let shown = forms::fill(&vendor, &[], &page, &page, &[("price", "79.99"), ("version", "2")]).await.is(200);
    assert!(shown.text.contains("within 24 hours"), "{}", shown.text);
    app.finish().await;
}

fn importer(of: &Actor) -> Importer {
    use market::authority::{Access, Operator, Vendor};
    use market::may::{CompanyKind, EditPrices, Role};
    let (user, company) = (of.user_id.parse().expect("an id"), of.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    Vendor::<EditPrices>::grant(Some(&principal)).expect("an owner may").into()
}

/// Changes somebody's place in the company of whoever does it.
async fn changes_place(by: &Actor, of: &Actor, change: Value) {
    let members = by.get("/api/members?limit=100").await.is(200);
    let place = members.items().iter().find(|row| row["user_id"] == json!(of.user_id)).expect("a member").clone();
    let path = format!("/api/members/{}", place["id"].as_str().expect("an id"));
    by.patch(&path, "*", &change).await.is(200);
}

on_every_engine!(whoever_takes_the_right_from_colleagues_is_not_alone_for_seven_days, |engine: Engine| async move {
    for change in [json!({ "state": "suspended" }), json!({ "state": "removed" }), json!({ "role": "viewer" })] {
        let app = TestApp::new(engine).await;
        let (vendor, offer) = stall(&app).await;
        let colleague = app.colleague(&vendor, "vendor_finance").await;
        let held = is_held(&vendor, &offer, 100, Value::Null).await;
        confirms(&vendor, &held).await.is(403).code("prices.second_person");
        changes_place(&vendor, &colleague, change.clone()).await;

        let refused = confirms(&vendor, &held).await.is(403).code("prices.not_alone_long_enough");
        assert!(refused.json["details"]["alone_from"].is_string(), "{}", refused.text);
        let vendor = moves(&app, &vendor, 7 * DAY - 1).await;
        confirms(&vendor, &held).await.is(403).code("prices.not_alone_long_enough");
        let vendor = moves(&app, &vendor, 2).await;
        confirms(&vendor, &held).await.is(200);
        app.finish().await;
    }
});

#[tokio::test]
async fn a_new_approver_stands_behind_a_suspended_one_for_seven_days() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let colleague = app.colleague(&vendor, "vendor_finance").await;
    let held = is_held(&vendor, &offer, 100, Value::Null).await;
    let puppet = app.colleague(&vendor, "vendor_finance").await;
    // Suspended, and taken back in only to have been there for a shorter time than the new one.
    changes_place(&vendor, &colleague, json!({ "state": "suspended" })).await;
    changes_place(&vendor, &colleague, json!({ "state": "active" })).await;
    confirms(&puppet, &held).await.is(403).code("prices.new_approver");
    changes_place(&vendor, &colleague, json!({ "state": "suspended" })).await;

    confirms(&puppet, &held).await.is(403).code("prices.new_approver");
    confirms(&vendor, &held).await.is(403).code("prices.second_person");
    let puppet = moves(&app, &puppet, 7 * DAY - 1).await;
    confirms(&puppet, &held).await.is(403).code("prices.new_approver");
    let puppet = moves(&app, &puppet, 2).await;
    confirms(&puppet, &held).await.is(200);
    app.finish().await;
}

#[tokio::test]
async fn colleagues_who_cannot_approve_and_invited_ones_are_no_second_person() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    app.colleague(&vendor, "catalog_manager").await;
    let invite = json!({ "email": "finance@later.example", "role": "vendor_finance" });
    vendor.post("/api/invitations", &invite).await.is(201);
    let held = is_held(&vendor, &offer, 100, Value::Null).await;

    confirms(&vendor, &held).await.is(200);
    app.finish().await;
}

on_every_engine!(whoever_let_a_newcomer_in_does_not_confirm_what_they_change, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer) = stall(&app).await;
    let finance = app.colleague(&vendor, "vendor_finance").await;
    let vendor = moves(&app, &vendor, 8 * DAY).await;
    let finance = finance.again().await;
    let editor = app.colleague(&vendor, "catalog_manager").await;
    let second = app.colleague(&vendor, "owner").await;
    let through_second = app.colleague(&second, "catalog_manager").await;

    let held = is_held(&editor, &offer, 100, Value::Null).await;
    confirms(&vendor, &held).await.is(403).code("prices.let_in_lately");
    confirms(&finance, &held).await.is(200);
    // Nor through somebody whom they let in first.
    let held = is_held(&through_second, &offer, 10_000, Value::Null).await;
    confirms(&vendor, &held).await.is(403).code("prices.let_in_lately");
    confirms(&second, &held).await.is(403).code("prices.let_in_lately");
    let vendor = moves(&app, &vendor, 7 * DAY - 1).await;
    confirms(&vendor, &held).await.is(403).code("prices.let_in_lately");
    let vendor = moves(&app, &vendor, 2).await;
    confirms(&vendor, &held).await.is(200);
    app.finish().await;
});

#[tokio::test]
async fn an_owner_without_another_approver_confirms_a_newcomers_change_with_the_password() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer) = stall(&app).await;
    let finance = app.colleague(&vendor, "vendor_finance").await;
    let editor = app.colleague(&vendor, "catalog_manager").await;
    let held = is_held(&editor, &offer, 100, Value::Null).await;
    changes_place(&vendor, &finance, json!({ "state": "removed" })).await;
    let path = format!("/api/price-changes/{held}/decision");

    confirms(&vendor, &held).await.is(403).code("prices.not_alone_long_enough");
    let vendor = moves(&app, &vendor, 7 * DAY + 1).await;
    let newcomer = app.colleague(&vendor, "catalog_manager").await;
    let held_again = is_held(&newcomer, &offer, 200, Value::Null).await;
    vendor.post(&path, &json!({ "decision": "confirm" })).await.is(409).code("prices.not_held");
    let path = format!("/api/price-changes/{held_again}/decision");
    vendor.post(&path, &json!({ "decision": "confirm" })).await.is(403).code("prices.password_needed");
    confirms(&vendor, &held_again).await.is(200);
    app.finish().await;
}

/// Somebody takes the place that was taken from them.
async fn comes_back(app: &TestApp, by: &Actor, who: &Actor, role: &str) -> Actor {
    let invited = by.post("/api/invitations", &json!({ "email": who.email, "role": role })).await.is(201);
    let join = json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
    app.anybody().sign_in(&who.email).await
}

on_every_engine!(
    an_approver_who_was_removed_and_comes_back_soon_is_no_newer_than_before,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        let (vendor, offer) = stall(&app).await;
        let finance = app.colleague(&vendor, "vendor_finance").await;
        let vendor = moves(&app, &vendor, 8 * DAY).await;
        let puppet = app.colleague(&vendor, "vendor_finance").await;
        let held = is_held(&vendor, &offer, 100, Value::Null).await;
        changes_place(&vendor, &finance, json!({ "state": "removed" })).await;
        let finance = comes_back(&app, &vendor, &finance, "vendor_finance").await;

        confirms(&puppet, &held).await.is(403).code("prices.new_approver");
        confirms(&finance, &held).await.is(200);

        // Who was away for longer is new.
        changes_place(&vendor, &finance, json!({ "state": "removed" })).await;
        let vendor = moves(&app, &vendor, 8 * DAY).await;
        let finance = comes_back(&app, &vendor, &finance, "vendor_finance").await;
        let held = is_held(&vendor, &offer, 10_000, Value::Null).await;
        confirms(&finance, &held).await.is(403).code("prices.new_approver");
        confirms(&puppet.again().await, &held).await.is(200);
        app.finish().await;
    }
);
