//! Somebody sets the clock back, or another node's is behind: histories stay in the order in which things happened,
//! and what was used once stays used.

use market::may::Role;
use rusqlite::Connection;
use serde_json::{Value, json};
use testkit::{
    Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, TestVendorOrder, days, hours, on_every_engine, seconds,
};

use crate::sign_in::cookie::{Browser, id_given};

/// The clock is set back by an hour, and the server started again: its ids go back as well.
fn set_back(app: TestApp) -> impl Future<Output = TestApp> {
    Box::pin(async move {
        app.settle().await;
        app.clock.set_back(hours(1));
        app.restarted(&[]).await
    })
}

/// The same person at the server that runs now.
async fn at(app: &TestApp, who: &Actor) -> Actor {
    app.anybody().sign_in(&who.email).await
}

/// What the steps of an answer's history led to.
fn states(history: &Value) -> Vec<&str> {
    let steps = history.as_array().expect("steps");
    steps.iter().map(|step| step["to"].as_str().expect("a state")).collect()
}

/// The titles of a page's timeline, as far as something happened.
fn timeline(page: &TestResponse) -> Vec<&str> {
    let (_, list) = page.text.split_once("class=\"timeline\"").unwrap_or_else(|| panic!("{}", page.text));
    let (list, _) = list.split_once("</ol>").expect("its end");
    let steps = list.split("<li ").filter(|step| step.contains("<time "));
    steps.map(|step| step.split("<strong>").nth(1).and_then(|rest| rest.split('<').next()).expect("a title")).collect()
}

struct Parties {
    vendor: Actor,
    buyer: Actor,
    partner: Actor,
    rider: Actor,
    part: TestVendorOrder,
}

impl Parties {
    async fn order(app: &TestApp) -> Self {
        app.category().await;
        let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
        let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
        let partner = app.partner("wheels").await;
        let rider = app.colleague(&partner, "rider").await;
        let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
        Self { vendor, buyer, partner, rider, part }
    }
    fn path(&self, verb: &str) -> String {
        format!("/api/vendor-orders/{}/{verb}", self.part.id)
    }
    async fn accepts(&self, app: &TestApp) {
        at(app, &self.vendor).await.post(&self.path("acceptance"), &json!({})).await.is(200);
    }
    async fn packs(&self, app: &TestApp) {
        let vendor = at(app, &self.vendor).await;
        vendor.act(&self.path("preparation")).await.is(200);
        vendor.act(&self.path("packing")).await.is(200);
        app.settle().await;
    }
    async fn is_offered(&self, app: &TestApp) -> String {
        let dispatcher = app.staff(Role::Dispatcher).await;
        let delivery = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
        let body = json!({ "partner_id": self.partner.company_id });
        dispatcher.post(&format!("/api/deliveries/{delivery}/partner"), &body).await.is(200);
        delivery
    }
    async fn is_picked_up(&self, app: &TestApp, delivery: &str) {
        let (partner, rider) = (at(app, &self.partner).await, at(app, &self.rider).await);
        let body = json!({ "rider_id": self.rider.user_id });
        partner.post(&format!("/api/deliveries/{delivery}/rider"), &body).await.is(200);
        rider.act(&format!("/api/deliveries/{delivery}/pickup")).await.is(200);
    }
    async fn is_handed_over(&self, app: &TestApp, delivery: &str) {
        let (buyer, rider) = (at(app, &self.buyer).await, at(app, &self.rider).await);
        let tracking = buyer.get(&format!("/api/orders/{}/tracking", self.part.order_id)).await.is(200);
        let body = json!({ "code": tracking.text_at("/0/proof_code") });
        rider.post(&format!("/api/deliveries/{delivery}/completion"), &body).await.is(200);
    }
}

on_every_engine!(an_order_and_its_delivery_are_told_in_the_order_of_their_steps, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let parties = Parties::order(&app).await;
    let app = set_back(app).await;
    parties.accepts(&app).await;
    let app = set_back(app).await;
    parties.packs(&app).await;
    let app = set_back(app).await;
    let delivery = parties.is_offered(&app).await;
    let app = set_back(app).await;
    parties.is_picked_up(&app, &delivery).await;
    let app = set_back(app).await;
    parties.is_handed_over(&app, &delivery).await;

    let vendor = at(&app, &parties.vendor).await;
    let own = vendor.get(&format!("/api/vendor-orders/{}", parties.part.id)).await.is(200);
    let steps = ["placed", "accepted", "preparing", "ready", "shipped", "delivered"];
    assert_eq!(states(&own.json["history"]), steps);
    let whole = format!("/api/orders/{}", parties.part.order_id);
    let whole = at(&app, &parties.buyer).await.get(&whole).await.is(200);
    assert_eq!(states(&whole.json["vendor_orders"][0]["history"]), steps);

    let titles = ["Placed", "Accepted", "Packing", "Ready for pickup", "Out for delivery", "Delivered"];
    let page = vendor.get(&format!("/vendor/orders/{}", parties.part.id)).await.is(200);
    assert_eq!(timeline(&page), titles);
    let staff = app.staff(Role::OpsAdmin).await;
    let page = staff.get(&format!("/admin/orders/{}", parties.part.order_id)).await.is(200);
    assert_eq!(timeline(&page), titles);
    let page = at(&app, &parties.partner).await.get(&format!("/delivery/{delivery}")).await.is(200);
    let titles = ["Needs a courier", "Courier assigned", "Rider assigned", "Out for delivery", "Delivered"];
    assert_eq!(timeline(&page), titles);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn steps_of_an_earlier_program_stand_where_they_were_taken() {
    let app = TestApp::new(Engine::Sqlite).await;
    let parties = Parties::order(&app).await;
    parties.accepts(&app).await;
    let file = Connection::open(app.db.file()).expect("the file opens");
    // As if it had taken these two, and, after the update, one of the next two.
    assert_eq!(file.execute("update order_events set seq = 0", []).expect("they have no numbers"), 2);
    parties.packs(&app).await;
    let changed = file.execute("update order_events set seq = 0 where to_state = 'preparing'", []);
    assert_eq!(changed.expect("it has no number"), 1);

    let own = at(&app, &parties.vendor).await.get(&format!("/api/vendor-orders/{}", parties.part.id)).await.is(200);

    assert_eq!(states(&own.json["history"]), ["placed", "accepted", "preparing", "ready"]);
    app.finish().await;
}

/// Changes the price as it is now.
async fn applies(by: &Actor, offer: &TestOffer, minor: i64) {
    let path = format!("/api/offers/{}", offer.offer_id);
    let tag = by.get(&path).await.is(200).etag();
    let body = json!({ "price_minor": minor });
    let changed = by.put(&format!("{path}/price"), &tag, &body).await.is(200);
    assert_eq!(changed.text_at("/state"), "applied", "{minor}: {}", changed.text);
}

on_every_engine!(a_price_is_told_and_judged_in_the_order_of_its_changes, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let offer = acme.sells("Alphonso Mangoes", 10_000, 10).await;
    applies(&acme, &offer, 11_500).await;
    let app = set_back(app).await;
    applies(&at(&app, &acme).await, &offer, 9_500).await;
    app.clock.advance(days(8));
    let acme = at(&app, &acme).await;

    // Near enough to the 9,500 of a week ago; the 11,500 was before that, though its time is later.
    applies(&acme, &offer, 7_700).await;

    let (mut told, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/offers/{}/price-changes?limit=1{cursor}", offer.offer_id);
        let page = acme.get(&path).await.is(200);
        told.push(page.int_at("/items/0/new_minor"));
        let Some(next) = page.json["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(told, [7_700, 9_500, 11_500, 10_000]);
    app.finish().await;
});

async fn refresh(app: &TestApp, token: &str) -> TestResponse {
    app.anybody().post("/api/auth/refresh", &json!({ "refresh_token": token })).await
}

on_every_engine!(a_used_refresh_token_stays_used, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (owner, other) = (app.retailer("corner").await, app.retailer("market").await);
    refresh(&app, &owner.refresh_token).await.is(200);
    let next = refresh(&app, &other.refresh_token).await.is(200).text_at("/refresh_token");

    // A node whose clock is a little behind gives the same answer again; one that was set back does not.
    app.clock.set_back(seconds(5));
    assert_eq!(refresh(&app, &other.refresh_token).await.is(200).text_at("/refresh_token"), next);
    app.clock.set_back(seconds(55));
    refresh(&app, &owner.refresh_token).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refresh_token_whose_successor_was_used_opens_nothing_even_within_its_ten_seconds() {
    let app = TestApp::new(Engine::Sqlite).await;
    let owner = app.retailer("corner").await;
    let next = refresh(&app, &owner.refresh_token).await.is(200).text_at("/refresh_token");
    let last = refresh(&app, &next).await.is(200).text_at("/refresh_token");

    refresh(&app, &owner.refresh_token).await.is(401).code("auth.refresh_not_valid");

    refresh(&app, &last).await.is(401).code("auth.refresh_not_valid");
    app.finish().await;
}

on_every_engine!(what_was_used_or_ended_once_stays_so, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = acme.sells("Alphonso Mangoes", 10_000, 100).await;
    let order = Actor::order_body(&[(&offer, 5)]);
    let placed = corner.post_once("/api/orders", "one-key", &order).await.is(201).text_at("/id");
    let invited = acme.post("/api/invitations", &json!({ "email": "ravi@acme.example", "role": "viewer" })).await;
    let taken = json!({ "token": invited.is(201).text_at("/token"), "name": "Ravi Nair", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &taken).await.is(204);
    let ended = acme.again().await;
    ended.act("/api/auth/logout").await.is(204);
    let browser = Browser::enter(&app, &corner.email).await;
    let change = json!({ "current_password": PASSWORD, "new_password": "Blue kettles sing at 7" });
    let changed = browser.change("POST", "/api/auth/password", Some(change)).await.is(204);
    let renewed = browser.with(&id_given(&changed).expect("another id"));

    app.clock.set_back(seconds(20));

    app.anybody().post("/api/auth/accept-invitation", &taken).await.is(422).code("team.invitation_not_valid");
    ended.get("/api/me").await.is(401).code("auth.token_not_valid");
    refresh(&app, &ended.refresh_token).await.is(401).code("auth.refresh_not_valid");
    renewed.get("/api/me").await.is(200);
    browser.get("/api/me").await.is(401).code("auth.session_over");
    let by = app.anybody();
    let body = json!({ "email": corner.email, "password": "Blue kettles sing at 7" });
    let token = by.post("/api/auth/login", &body).await.is(200).text_at("/access_token");
    let again = by.with_token(&token).post_once("/api/orders", "one-key", &order).await;
    assert_eq!((again.status.as_u16(), again.text_at("/id")), (201, placed), "{}", again.text);
    assert_eq!(acme.stock_of(&offer).await, (100, 5, 95));
    app.finish().await;
});
