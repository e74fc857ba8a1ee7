//! Deadlines: what is promised for how long, each from both sides: still good a moment before, over a moment
//! after. Orders that are delivered, browsers and signing keys have theirs beside what else is proved of them
//! (`order_steps`, `sign_in`).

use std::time::Duration;

use kernel::ImportId;
use market::authority::{Access, Operator, Vendor};
use market::imports::{self, ImportError, Importer};
use market::may::{self, CompanyKind, Role};
use serde_json::json;
use testkit::{
    Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, TestVendorOrder, days, hours, minutes, on_every_engine,
    seconds,
};

/// A vendor has so long to answer an order, a retailer to answer a vendor that takes less.
const ANSWER: Duration = hours(24);
/// An invitation can be accepted for so long.
const INVITATION: Duration = days(7);
/// An access token is good for so long, and as long as two clocks may be apart.
const ACCESS_TOKEN: Duration = minutes(10);
const CLOCKS_APART: Duration = seconds(30);
/// A refresh token is good for so long without use, and its sign-in for so long at most.
const REFRESH_IDLE: Duration = days(7);
const REFRESH_AT_MOST: Duration = days(30);
/// A used refresh token may come again within so long.
const REFRESH_AGAIN: Duration = seconds(10);
/// A preview that nobody confirmed is kept for so long.
const PREVIEW: Duration = hours(24);
/// The guard counts price changes within so long.
const GUARD: Duration = minutes(10);

const MOMENT: Duration = minutes(1);

/// So much before the end of it.
const fn short_of(end: Duration, by: Duration) -> Duration {
    end.saturating_sub(by)
}

async fn stall(app: &TestApp) -> (Actor, TestOffer, Actor) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    (vendor, offer, app.retailer("corner").await)
}

async fn passes(app: &TestApp, time: Duration) {
    app.settle().await;
    app.clock.advance(time);
    app.settle().await;
}

async fn accept(vendor: &Actor, part: &TestVendorOrder) -> TestResponse {
    vendor.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &json!({})).await
}

async fn accept_part(vendor: &Actor, part: &TestVendorOrder) {
    let path = format!("/api/vendor-orders/{}", part.id);
    let line = vendor.get(&path).await.is(200).text_at("/lines/0/id");
    let body = json!({ "lines": [{ "line_id": line, "quantity": 1 }] });
    vendor.post(&format!("{path}/acceptance"), &body).await.is(200);
}

async fn confirm(buyer: &Actor, part: &TestVendorOrder) -> TestResponse {
    buyer.act(&format!("/api/orders/{}/vendor-orders/{}/confirmation", part.order_id, part.id)).await
}

on_every_engine!(a_vendor_has_a_day_to_answer_and_so_has_the_retailer, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer, buyer) = stall(&app).await;
    let mut parts = Vec::new();
    for _ in 0..4 {
        parts.extend(buyer.buys(&[(&offer, 5)]).await);
    }
    let shown = vendor.get(&format!("/api/vendor-orders/{}", parts[0].id)).await.is(200);
    accept_part(&vendor, &parts[2]).await;
    accept_part(&vendor, &parts[3]).await;

    passes(&app, short_of(ANSWER, MOMENT)).await;
    let (vendor, buyer) = (vendor.again().await, buyer.again().await);
    accept(&vendor, &parts[0]).await.is(200);
    confirm(&buyer, &parts[2]).await.is(200);
    passes(&app, 2 * MOMENT).await;
    let late = accept(&vendor, &parts[1]).await.is(409).code("orders.wrong_state");
    assert_eq!(late.text_at("/details/state"), "rejected");
    let late = confirm(&buyer, &parts[3]).await.is(409).code("orders.wrong_state");
    assert_eq!(late.text_at("/details/state"), "cancelled");

    // What was answered in time stays so, and the vendor was told the instant.
    for part in [&parts[0], &parts[2]] {
        let kept = vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        assert_eq!(kept.text_at("/state"), "accepted");
    }
    let (placed, by) = (shown.text_at("/placed_at"), shown.text_at("/accept_by"));
    assert_eq!(placed[10..], by[10..], "the same time of another day");
    assert_ne!(placed[..10], by[..10]);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_hours_to_answer_are_those_configured() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.accept_hours", "2")]).await;
    let (vendor, offer, buyer) = stall(&app).await;
    let (early, late) = (buyer.buys(&[(&offer, 5)]).await.remove(0), buyer.buys(&[(&offer, 5)]).await.remove(0));

    passes(&app, short_of(hours(2), MOMENT)).await;
    let vendor = vendor.again().await;
    accept(&vendor, &early).await.is(200);
    passes(&app, 2 * MOMENT).await;
    accept(&vendor, &late).await.is(409).code("orders.wrong_state");
    app.finish().await;
}

on_every_engine!(an_invitation_is_good_for_seven_days, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let owner = app.retailer("corner").await;
    let invite = async |email: &str| {
        let body = json!({ "email": email, "role": "buyer" });
        owner.post("/api/invitations", &body).await.is(201).text_at("/token")
    };
    let (early, late) = (invite("early@corner.example").await, invite("late@corner.example").await);
    let anybody = app.anybody();
    let join = async |token: &str| {
        let body = json!({ "token": token, "name": "Ravi Nair", "password": PASSWORD });
        anybody.post("/api/auth/accept-invitation", &body).await
    };

    passes(&app, short_of(INVITATION, MOMENT)).await;
    join(&early).await.is(204);
    passes(&app, 2 * MOMENT).await;
    join(&late).await.is(422).code("team.invitation_not_valid");

    let owner = owner.again().await;
    assert_eq!(owner.get("/api/members").await.is(200).items().len(), 2);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_access_token_is_good_for_ten_minutes_and_as_long_as_clocks_may_be_apart() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;

    app.clock.advance(short_of(ACCESS_TOKEN, seconds(5)));
    owner.get("/api/me").await.is(200);
    app.clock.advance(CLOCKS_APART + seconds(6));
    owner.get("/api/me").await.is(401).code("auth.token_not_valid");

    owner.again().await.get("/api/me").await.is(200);
    app.finish().await;
}

async fn refresh(app: &TestApp, token: &str) -> TestResponse {
    app.anybody().post("/api/auth/refresh", &json!({ "refresh_token": token })).await
}

on_every_engine!(a_refresh_token_lies_unused_for_seven_days_at_most, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let used = app.retailer("corner").await;
    let unused = used.again().await;

    passes(&app, short_of(REFRESH_IDLE, MOMENT)).await;
    refresh(&app, &used.refresh_token).await.is(200);
    passes(&app, 2 * MOMENT).await;
    refresh(&app, &unused.refresh_token).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
});

on_every_engine!(a_sign_in_ends_after_thirty_days_however_much_it_is_used, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let mut token = app.retailer("corner").await.refresh_token;

    for _ in 0..5 {
        app.clock.advance(short_of(days(6), seconds(12)));
        token = refresh(&app, &token).await.is(200).text_at("/refresh_token");
    }
    assert_eq!(5 * (short_of(days(6), seconds(12))), short_of(REFRESH_AT_MOST, MOMENT));
    app.clock.advance(2 * MOMENT);
    refresh(&app, &token).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_used_refresh_token_may_come_again_within_ten_seconds() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let next = refresh(&app, &owner.refresh_token).await.is(200).text_at("/refresh_token");

    app.clock.advance(short_of(REFRESH_AGAIN, seconds(5)));
    assert_eq!(refresh(&app, &owner.refresh_token).await.is(200).text_at("/refresh_token"), next);
    app.clock.advance(seconds(6));
    refresh(&app, &owner.refresh_token).await.is(401).code("auth.refresh_not_valid");

    refresh(&app, &next).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
}

on_every_engine!(a_preview_is_kept_for_a_day, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer, _) = stall(&app).await;
    let (user, company) = (vendor.user_id.parse().expect("an id"), vendor.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    let importer = || Importer::from(Vendor::<may::EditPrices>::grant(Some(&principal)).expect("an owner may"));
    let sku = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).text_at("/sku");
    let file = format!("sku,price\n{sku},110.00\n");
    let preview = async || -> ImportId {
        imports::preview(&app.ctx, &importer(), file.as_bytes()).await.expect("it can be read").import.id
    };
    let shown = async |id: ImportId| {
        let by = Vendor::<may::ReadOffers>::grant(Some(&principal)).expect("an owner may");
        imports::show(&app.ctx, &by, id).await
    };

    let first = preview().await;
    app.clock.advance(short_of(PREVIEW, MOMENT));
    let second = preview().await;
    assert!(shown(first).await.is_ok());
    app.clock.advance(2 * MOMENT);
    preview().await;

    assert!(matches!(shown(first).await, Err(ImportError::Missing)));
    assert!(shown(second).await.is_ok());
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_guard_counts_price_changes_of_ten_minutes() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.price_guard_burst", "2")]).await;
    let (vendor, offer, _) = stall(&app).await;
    let put = async |by: &Actor, minor: i64| {
        let path = format!("/api/offers/{}/price", offer.offer_id);
        let body = json!({ "price_minor": minor });
        by.put(&path, "*", &body).await.text_at("/state")
    };
    assert_eq!(put(&vendor, 10_001).await, "applied");
    assert_eq!(put(&vendor, 10_002).await, "applied");

    app.clock.advance(short_of(GUARD, MOMENT));
    assert_eq!(put(&vendor, 10_003).await, "held");
    app.clock.advance(2 * MOMENT);
    let vendor = vendor.again().await;
    assert_eq!(put(&vendor, 10_003).await, "applied");
    app.finish().await;
}
