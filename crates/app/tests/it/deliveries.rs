//! Deliveries: who may carry what, and the code that only the retailer knows.

use infra::jobs::Reactor;
use market::delivery::{DeliveryState, DeliveryStep};
use market::may::Role;
use market::reactions::Reactions;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, TestVendorOrder, on_every_engine};

#[test]
fn a_delivery_moves_along_the_table_and_no_other_way() {
    let table = [
        ("unassigned", "offer", "offered"),
        ("offered", "offer", "offered"),
        ("assigned", "offer", "offered"),
        ("offered", "assign", "assigned"),
        ("assigned", "assign", "assigned"),
        ("picked_up", "offer", "offered"),
        ("failed", "offer", "offered"),
        ("picked_up", "assign", "assigned"),
        ("failed", "assign", "assigned"),
        ("assigned", "pick_up", "picked_up"),
        ("picked_up", "fail", "failed"),
        ("picked_up", "complete", "delivered"),
        ("unassigned", "cancel", "cancelled"),
        ("offered", "cancel", "cancelled"),
        ("assigned", "cancel", "cancelled"),
    ];

    for state in DeliveryState::ALL {
        for step in DeliveryStep::ALL {
            let expected = table.iter().find(|(from, by, _)| (*from, *by) == (state.as_str(), step.as_str()));
            assert_eq!(state.next(*step).map(DeliveryState::as_str), expected.map(|(_, _, to)| *to), "{state} {step}");
        }
    }
}

/// A packed order that waits for somebody to bring it, and those who might.
struct Scenario {
    vendor: Actor,
    buyer: Actor,
    partner: Actor,
    rider: Actor,
    dispatcher: Actor,
    offer: TestOffer,
    part: TestVendorOrder,
    id: String,
}

impl Scenario {
    async fn begin(app: &TestApp) -> Self {
        app.category().await;
        let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
        let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
        let partner = app.partner("wheels").await;
        let rider = app.colleague(&partner, "rider").await;
        let dispatcher = app.staff(Role::Dispatcher).await;
        let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
        vendor.packs(&part).await;
        app.settle().await;
        let id = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
        Self { vendor, buyer, partner, rider, dispatcher, offer, part, id }
    }
    fn to(&self, what: &str) -> String {
        format!("/api/deliveries/{}/{what}", self.id)
    }
    async fn offers_to(&self, partner: &Actor) -> TestResponse {
        self.dispatcher.post(&self.to("partner"), &json!({ "partner_id": partner.company_id })).await
    }
    async fn assigns(&self, rider: &Actor) -> TestResponse {
        self.partner.post(&self.to("rider"), &json!({ "rider_id": rider.user_id })).await
    }
    async fn picked_up(&self) {
        self.offers_to(&self.partner).await.is(200);
        self.assigns(&self.rider).await.is(200);
        self.rider.act(&self.to("pickup")).await.is(200);
    }
    async fn code(&self) -> Option<String> {
        let tracking = self.buyer.get(&format!("/api/orders/{}/tracking", self.part.order_id)).await.is(200);
        tracking.json.pointer("/0/proof_code").expect("the field").as_str().map(str::to_owned)
    }
    /// Whether the code is blocked, as rider, partner, dispatcher and buyer see it.
    async fn blocked(&self) -> [bool; 4] {
        let path = format!("/api/deliveries/{}", self.id);
        let mut blocked = [false; 4];
        for (of, by) in blocked.iter_mut().zip([&self.rider, &self.partner, &self.dispatcher]) {
            *of = by.get(&path).await.is(200).json["code_blocked"].as_bool().expect("the field");
        }
        let tracking = self.buyer.get(&format!("/api/orders/{}/tracking", self.part.order_id)).await.is(200);
        blocked[3] = tracking.json[0]["code_blocked"].as_bool().expect("the field");
        blocked
    }
    async fn completes(&self, code: &str) -> TestResponse {
        self.rider.post(&self.to("completion"), &json!({ "proof_code": code })).await
    }
    async fn state(&self) -> String {
        self.dispatcher.get(&format!("/api/deliveries/{}", self.id)).await.is(200).text_at("/state")
    }
    async fn stock(&self) -> (i64, i64, i64) {
        self.vendor.stock_of(&self.offer).await
    }
}

/// Six digits that are not these.
fn wrong(code: &str) -> String {
    let number: u32 = code.parse().expect("digits");
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn goods_on_their_way_go_on_when_their_rider_or_partner_cannot() {
    let app = TestApp::new(Engine::Sqlite).await;
    let scenario = Scenario::begin(&app).await;
    let second = app.colleague(&scenario.partner, "rider").await;
    scenario.picked_up().await;
    let stock = scenario.stock().await;

    let gone = app.staff(Role::SuperAdmin).await;
    gone.post(&format!("/api/admin/users/{}/lock", scenario.rider.user_id), &json!({ "reason": "lost phone" }))
        .await
        .is(204);
    scenario.rider.act(&scenario.to("failure")).await.is(401);
    scenario.assigns(&second).await.is(200);
    second.act(&scenario.to("pickup")).await.is(200);
    assert_eq!(scenario.stock().await, stock, "the goods left the stock twice");

    // Nor does the partner's own end stop them.
    gone.post(
        &format!("/api/admin/companies/{}/suspension", scenario.partner.company_id),
        &json!({ "reason": "gone" }),
    )
    .await
    .is(200);
    let wheels = app.partner("other-wheels").await;
    let rider = app.colleague(&wheels, "rider").await;
    scenario.offers_to(&wheels).await.is(200);
    wheels.post(&scenario.to("rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
    rider.act(&scenario.to("pickup")).await.is(200);
    let code = scenario.code().await.expect("a code");
    rider.post(&scenario.to("completion"), &json!({ "code": code })).await.is(200);
    assert_eq!((scenario.state().await.as_str(), scenario.stock().await), ("delivered", stock));
    app.finish().await;
}

#[tokio::test]
async fn the_code_is_shown_to_the_retailer_from_pick_up_to_delivery() {
    let app = TestApp::new(Engine::Sqlite).await;
    let scenario = Scenario::begin(&app).await;
    let stranger = app.retailer("other").await;

    assert_eq!(scenario.code().await, None);
    scenario.offers_to(&scenario.partner).await.is(200);
    assert_eq!(scenario.code().await, None);
    scenario.assigns(&scenario.rider).await.is(200);
    assert_eq!(scenario.code().await, None);
    scenario.rider.act(&scenario.to("pickup")).await.is(200);
    let code = scenario.code().await.expect("shown from now on");
    assert_eq!((code.len(), code.bytes().all(|b| b.is_ascii_digit())), (6, true));

    let tracking = format!("/api/orders/{}/tracking", scenario.part.order_id);
    stranger.get(&tracking).await.is(404);
    for other in [&scenario.vendor, &scenario.partner, &scenario.rider, &scenario.dispatcher] {
        let refused = other.get(&tracking).await;
        assert!([403, 404].contains(&refused.status.as_u16()), "{}", refused.text);
    }
    for (by, path) in [
        (&scenario.rider, format!("/api/deliveries/{}", scenario.id)),
        (&scenario.partner, "/api/deliveries".to_owned()),
        (&scenario.dispatcher, format!("/api/deliveries/{}", scenario.id)),
        (&scenario.vendor, format!("/api/vendor-orders/{}", scenario.part.id)),
    ] {
        let shown = by.get(&path).await.is(200);
        assert!(!shown.text.contains("proof_code") && !shown.text.contains(&format!("\"{code}\"")), "{}", shown.text);
    }

    scenario.completes(&code).await.is(200);
    assert_eq!(scenario.code().await, None);
    app.finish().await;
}

on_every_engine!(five_wrong_codes_block_until_the_dispatcher_renews_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let scenario = Scenario::begin(&app).await;
    scenario.picked_up().await;
    let code = scenario.code().await.expect("a code");

    for left in (0..5).rev() {
        let refused = scenario.completes(&wrong(&code)).await.is(422).code("deliveries.wrong_code");
        assert_eq!(refused.int_at("/details/tries_left"), left);
    }
    scenario.completes(&code).await.is(409).code("deliveries.code_blocked");
    assert_eq!(scenario.state().await, "picked_up");
    // Whoever looks at the delivery sees it, and nobody a code that is good no more.
    assert_eq!(scenario.blocked().await, [true; 4]);
    assert_eq!(scenario.code().await, None);
    for (by, status) in [(&scenario.rider, 403), (&scenario.partner, 403), (&scenario.buyer, 403)] {
        by.act(&scenario.to("code-renewal")).await.is(status);
    }

    let renewed = scenario.dispatcher.act(&scenario.to("code-renewal")).await;
    assert!(renewed.status.is_success(), "{}", renewed.text);
    let fresh = scenario.code().await.expect("another code");
    assert_ne!(fresh, code);
    assert_eq!(scenario.blocked().await, [false; 4]);
    scenario.completes(&code).await.is(422).code("deliveries.wrong_code");
    scenario.completes(&fresh).await.is(200);
    // There is nothing to renew any more, and nobody is told so.
    scenario.dispatcher.act(&scenario.to("code-renewal")).await.is(204);
    app.settle().await;
    let told = scenario.buyer.get("/api/notices").await.is(200);
    assert_eq!(told.items().iter().filter(|notice| notice["kind"] == "delivery.proof_code_renewed").count(), 1);
    assert_eq!(scenario.state().await, "delivered");
    app.finish().await;
});

#[tokio::test]
async fn codes_that_are_none_are_refused_and_not_counted() {
    let app = TestApp::new(Engine::Sqlite).await;
    let scenario = Scenario::begin(&app).await;
    scenario.picked_up().await;
    let code = scenario.code().await.expect("a code");

    for none in [json!("12345"), json!("1234567"), json!("12345a"), json!(123_456), Value::Null] {
        let refused = scenario.rider.post(&scenario.to("completion"), &json!({ "code": none })).await;
        assert_eq!(refused.status, 400, "{none}: {}", refused.text);
    }

    let refused = scenario.completes(&wrong(&code)).await.is(422).code("deliveries.wrong_code");
    assert_eq!(refused.int_at("/details/tries_left"), 4);
    app.finish().await;
}

#[tokio::test]
async fn only_the_rider_who_has_it_may_carry_it() {
    let app = TestApp::new(Engine::Sqlite).await;
    let scenario = Scenario::begin(&app).await;
    let comrade = app.colleague(&scenario.partner, "rider").await;
    let rival = app.partner("rival").await;
    let foreign = app.colleague(&rival, "rider").await;
    scenario.offers_to(&scenario.partner).await.is(200);

    scenario.assigns(&foreign).await.is(422).code("deliveries.no_such_rider");
    scenario.assigns(&scenario.partner).await.is(422).code("deliveries.no_such_rider");
    rival.post(&scenario.to("rider"), &json!({ "rider_id": foreign.user_id })).await.is(404);
    scenario.assigns(&scenario.rider).await.is(200);

    for other in [&comrade, &foreign] {
        other.get(&format!("/api/deliveries/{}", scenario.id)).await.is(404);
        assert!(other.get("/api/deliveries").await.is(200).items().is_empty());
        other.act(&scenario.to("pickup")).await.is(404);
        other.post(&scenario.to("completion"), &json!({ "code": "000000" })).await.is(404);
        other.post(&scenario.to("failure"), &json!({ "reason": "nobody there" })).await.is(404);
    }
    rival.get(&format!("/api/deliveries/{}", scenario.id)).await.is(404);
    assert_eq!(scenario.state().await, "assigned");
    assert_eq!(scenario.rider.get("/api/deliveries").await.is(200).items().len(), 1);
    app.finish().await;
}

on_every_engine!(after_a_failed_attempt_the_goods_have_left_the_stock_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let scenario = Scenario::begin(&app).await;
    let second = app.colleague(&scenario.partner, "rider").await;
    assert_eq!(scenario.stock().await, (100, 5, 95));
    scenario.picked_up().await;
    assert_eq!(scenario.stock().await, (95, 0, 95));

    scenario.rider.post(&scenario.to("failure"), &json!({ "reason": "nobody there" })).await.is(200);
    assert_eq!(scenario.code().await, None);
    scenario.rider.act(&scenario.to("pickup")).await.is(409).code("deliveries.wrong_state");
    scenario.assigns(&second).await.is(200);
    scenario.rider.act(&scenario.to("pickup")).await.is(404);
    second.act(&scenario.to("pickup")).await.is(200);
    assert_eq!(scenario.stock().await, (95, 0, 95));
    let code = scenario.code().await.expect("a code again");
    second.post(&scenario.to("completion"), &json!({ "code": code })).await.is(200);

    assert_eq!(scenario.state().await, "delivered");
    assert_eq!(scenario.stock().await, (95, 0, 95));
    let order = scenario.buyer.get(&format!("/api/orders/{}", scenario.part.order_id)).await.is(200);
    assert_eq!(order.text_at("/state"), "delivered");
    let shipped = scenario.vendor.get("/api/inventory/movements").await.is(200);
    assert_eq!(shipped.items().iter().filter(|m| m["kind"] == "shipped").count(), 1);
    second.post(&scenario.to("completion"), &json!({ "code": code })).await.is(409).code("deliveries.wrong_state");
    scenario.offers_to(&scenario.partner).await.is(409).code("deliveries.wrong_state");
    app.finish().await;
});

#[tokio::test]
async fn only_an_approved_partner_is_given_a_delivery() {
    let app = TestApp::new(Engine::Sqlite).await;
    let scenario = Scenario::begin(&app).await;
    let applicant = app.applicant("delivery_partner", "newcomer").await;

    for other in [&applicant, &scenario.vendor, &scenario.buyer] {
        scenario.offers_to(other).await.is(422).code("deliveries.no_such_partner");
    }
    let admin = app.staff(Role::SuperAdmin).await;
    let stop = format!("/api/admin/companies/{}/suspension", scenario.partner.company_id);
    admin.post(&stop, &json!({ "reason": "no papers" })).await.is(200);
    scenario.offers_to(&scenario.partner).await.is(422).code("deliveries.no_such_partner");

    assert_eq!(scenario.state().await, "unassigned");
    app.finish().await;
}

on_every_engine!(a_packed_order_wants_one_delivery_however_often_it_is_looked_at, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let scenario = Scenario::begin(&app).await;
    let order: kernel::VendorOrderId = scenario.part.id.parse().expect("an id");

    let (again, job) = (Reactions(app.ctx.clone()), json!({ "vendor_order_id": order }).to_string());
    for _ in 0..3 {
        again.run("request_delivery", &job, None).await.expect("nothing new");
    }
    app.settle().await;

    assert_eq!(scenario.dispatcher.get("/api/deliveries").await.is(200).items().len(), 1);
    app.finish().await;
});
