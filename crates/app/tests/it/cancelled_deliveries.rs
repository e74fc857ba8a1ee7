//! Until its goods are picked up an order can be cancelled, and its delivery with it: where its retailer is
//! suspended, where its vendor is, and where staff say why.

use infra::clock::SystemClock;
use infra::db::{Migration, Query};
use market::may::Role;
use market::schema::MIGRATIONS;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestVendorOrder, on_every_engine};

use crate::forms;

infra::statements! {
    STEPS = "select count(*) from delivery_events";
    APPLIED = "select count(*) from schema_migrations where name = '9999_again'";
}

/// A vendor's packed orders, and those who bring them.
struct Depot {
    vendor: Actor,
    buyer: Actor,
    partner: Actor,
    rider: Actor,
    admin: Actor,
    offer: TestOffer,
}

impl Depot {
    async fn open(app: &TestApp) -> Self {
        app.category().await;
        let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
        let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
        let partner = app.partner("wheels").await;
        let rider = app.colleague(&partner, "rider").await;
        Self { vendor, buyer, partner, rider, admin: app.staff(Role::SuperAdmin).await, offer }
    }

    /// A packed order whose delivery came as far as this, and the delivery.
    async fn packed(&self, app: &TestApp, state: &str) -> (TestVendorOrder, String) {
        let part = self.buyer.buys(&[(&self.offer, 5)]).await.remove(0);
        self.vendor.packs(&part).await;
        app.settle().await;
        let id = self.admin.get("/api/deliveries").await.is(200).text_at("/items/0/id");
        let path = format!("/api/deliveries/{id}");
        if state != "unassigned" {
            let partner = json!({ "partner_id": self.partner.company_id });
            self.admin.post(&format!("{path}/partner"), &partner).await.is(200);
        }
        if matches!(state, "assigned" | "picked_up") {
            let rider = json!({ "rider_id": self.rider.user_id });
            self.partner.post(&format!("{path}/rider"), &rider).await.is(200);
        }
        if state == "picked_up" {
            self.rider.act(&format!("{path}/pickup")).await.is(200);
        }
        assert_eq!(self.delivery(&id).await, state);
        (part, id)
    }

    async fn delivery(&self, id: &str) -> String {
        self.admin.get(&format!("/api/deliveries/{id}")).await.is(200).text_at("/state")
    }
    async fn order(&self, part: &TestVendorOrder) -> Value {
        self.vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200).json.clone()
    }
    async fn suspends(&self, company: &Actor) {
        let path = format!("/api/admin/companies/{}/suspension", company.company_id);
        self.admin.post(&path, &json!({ "reason": "credit fraud" })).await.is(200);
    }
    async fn reinstates(&self, company: &Actor) {
        self.admin.act(&format!("/api/admin/companies/{}/reinstatement", company.company_id)).await.is(200);
    }
}

async fn notices(of: &Actor) -> Vec<String> {
    let found = of.get("/api/notices?limit=100").await.is(200);
    found.items().iter().map(|row| row["text"].as_str().expect("a text").to_owned()).collect()
}

on_every_engine!(a_suspended_retailer_gets_no_goods_that_nobody_has_picked_up, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let depot = Depot::open(&app).await;
    let mut packed = Vec::new();
    for state in ["unassigned", "offered", "assigned"] {
        packed.push(depot.packed(&app, state).await);
    }
    let (shipped, under_way) = depot.packed(&app, "picked_up").await;
    depot.suspends(&depot.buyer).await;

    // A rider who comes before the orders are cancelled gets none.
    let pickup = format!("/api/deliveries/{}/pickup", packed[2].1);
    depot.rider.act(&pickup).await.is(409).code("orders.retailer_stopped");
    app.settle().await;

    for (part, delivery) in &packed {
        let order = depot.order(part).await;
        let last = order["history"].as_array().expect("a history").last().expect("a step");
        assert_eq!((&order["state"], &last["reason_code"]), (&json!("cancelled"), &json!("retailer_suspended")));
        assert_eq!(depot.delivery(delivery).await, "cancelled");
    }
    depot.rider.act(&pickup).await.is(409).code("deliveries.wrong_state");
    let offer = json!({ "partner_id": depot.partner.company_id });
    let again = depot.admin.post(&format!("/api/deliveries/{}/partner", packed[0].1), &offer).await;
    again.is(409).code("deliveries.wrong_state");
    // What is on its way goes on.
    assert_eq!(depot.order(&shipped).await["state"], "shipped");
    assert_eq!(depot.delivery(&under_way).await, "picked_up");
    assert_eq!(depot.vendor.stock_of(&depot.offer).await, (95, 0, 95));
    let told = notices(&depot.partner).await;
    assert_eq!(told.iter().filter(|text| text.contains("was cancelled")).count(), 2, "{told:?}");
    let told = notices(&depot.vendor).await;
    assert_eq!(told.iter().filter(|text| text.ends_with("is cancelled.")).count(), 3, "{told:?}");

    depot.reinstates(&depot.buyer).await;
    app.settle().await;
    assert_eq!(depot.delivery(&packed[0].1).await, "cancelled");
    app.finish().await;
});

on_every_engine!(a_packed_order_of_a_suspended_vendor_is_cancelled_by_its_buyer, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let depot = Depot::open(&app).await;
    let (part, delivery) = depot.packed(&app, "assigned").await;
    let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    let why = json!({ "reason": "their shop is closed" });
    depot.buyer.post(&path, &why).await.is(409).code("orders.wrong_state");
    depot.suspends(&depot.vendor).await;

    assert_eq!(depot.buyer.post(&path, &why).await.is(200).text_at("/state"), "cancelled");
    app.settle().await;
    assert_eq!(depot.delivery(&delivery).await, "cancelled");
    depot.reinstates(&depot.vendor).await;
    assert_eq!(depot.vendor.stock_of(&depot.offer).await, (100, 0, 100));
    app.finish().await;
});

on_every_engine!(staff_cancel_an_order_until_it_is_picked_up, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let depot = Depot::open(&app).await;
    let ops = app.staff(Role::OpsAdmin).await;
    let (part, delivery) = depot.packed(&app, "assigned").await;
    let (shipped, _) = depot.packed(&app, "picked_up").await;
    let path = |part: &TestVendorOrder| format!("/api/admin/vendor-orders/{}/cancellation", part.id);
    let why = json!({ "reason": "the warehouse burnt down" });

    for other in [Role::SupportAgent, Role::Dispatcher, Role::FinanceChecker, Role::Auditor] {
        app.staff(other).await.post(&path(&part), &why).await.is(403);
    }
    for other in [&depot.vendor, &depot.buyer, &depot.partner] {
        other.post(&path(&part), &why).await.is(403);
    }
    ops.post(&path(&shipped), &why).await.is(409).code("orders.wrong_state");
    assert_eq!(ops.post(&path(&part), &why).await.is(200).text_at("/state"), "cancelled");
    ops.post(&path(&part), &why).await.is(409).code("orders.wrong_state");
    app.settle().await;

    assert_eq!(depot.delivery(&delivery).await, "cancelled");
    let order = depot.order(&part).await;
    let last = order["history"].as_array().expect("a history").last().expect("a step");
    assert_eq!(last["reason"], "the warehouse burnt down");
    assert_eq!(depot.vendor.stock_of(&depot.offer).await, (95, 0, 95));
    for told in [&depot.vendor, &depot.buyer] {
        let texts = notices(told).await;
        assert_eq!(texts.iter().filter(|text| text.ends_with("is cancelled.")).count(), 1, "{texts:?}");
    }
    app.finish().await;
});

on_every_engine!(staff_do_not_cancel_an_order_of_a_company_of_their_own, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let depot = Depot::open(&app).await;
    let why = json!({ "reason": "said so by telephone" });

    for (name, company) in [("sells", &depot.vendor), ("buys", &depot.buyer)] {
        let ops = app.staff_called(Role::OpsAdmin, name).await;
        let part = depot.buyer.buys(&[(&depot.offer, 5)]).await.remove(0);
        let body = json!({ "email": ops.email, "role": "viewer", "password": PASSWORD });
        let invited = company.post("/api/invitations", &body).await.is(201);
        let join = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
        app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
        let path = format!("/api/admin/vendor-orders/{}/cancellation", part.id);

        ops.post(&path, &why).await.is(403).code("companies.conflict_of_interest");
        assert_eq!(depot.order(&part).await["state"], "placed");
        depot.admin.post(&path, &why).await.is(200);
    }
    app.finish().await;
});

#[tokio::test]
async fn the_page_of_an_order_cancels_one_of_its_vendor_orders() {
    let app = TestApp::new(Engine::Sqlite).await;
    let depot = Depot::open(&app).await;
    let ops = app.staff(Role::OpsAdmin).await;
    let (part, delivery) = depot.packed(&app, "offered").await;
    let page = format!("/admin/orders/{}", part.order_id);
    let path = format!("{page}/vendor-orders/{}/cancellation", part.id);

    assert!(ops.get(&page).await.is(200).text.contains(&path));
    assert!(!app.staff(Role::Auditor).await.get(&page).await.is(200).text.contains(&path));
    let empty = forms::fill(&ops, &[], &page, &path, &[("reason", "")]).await.is(422);
    assert!(empty.text.contains("id=\"reason\"") && empty.text.contains("<details class=\"confirm\" open"));
    let done = forms::fill(&ops, &[], &page, &path, &[("reason", "flooded")]).await.is(303);
    assert_eq!(forms::leads_to(&done), format!("{page}?flash=vendor-order-cancelled"));
    let other = depot.packed(&app, "offered").await.0;
    let elsewhere = format!("/admin/orders/{}", other.order_id);
    let twice = forms::fill(&ops, &[], &elsewhere, &path, &[("reason", "flooded")]).await.is(409);
    assert!(twice.text.contains("while the order is cancelled"), "{}", twice.text);
    app.settle().await;

    assert!(!ops.get(&page).await.is(200).text.contains(&path));
    for (who, page) in
        [(&depot.partner, format!("/delivery/{delivery}")), (&depot.buyer, format!("/orders/{}", part.order_id))]
    {
        let seen = who.get(&page).await.is(200);
        assert!(seen.text.contains("Delivery cancelled"), "{}", seen.text);
    }
    app.finish().await;
}

on_every_engine!(the_step_that_lets_deliveries_be_cancelled_keeps_those_that_are_there, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let depot = Depot::open(&app).await;
    let (_, delivery) = depot.packed(&app, "picked_up").await;
    let step = MIGRATIONS.iter().find(|step| step.name == "0030_delivery").expect("the step");
    let again = Migration { name: "9999_again", ..*step };
    let steps: Vec<Migration> = MIGRATIONS.iter().chain([&again]).copied().collect();

    let db = &app.ctx.store.db;
    infra::db::migrate(db, &SystemClock, &steps).await.expect("every step of a history has its delivery");

    assert_eq!(depot.delivery(&delivery).await, "picked_up");
    for (statement, expected) in [(&APPLIED, 1), (&STEPS, 4)] {
        let count: i64 = db.one(statement, vec![]).await.expect("a read").expect("a row").take().expect("a number");
        assert_eq!(count, expected);
    }
    let seen = depot.partner.get(&format!("/delivery/{delivery}")).await.is(200);
    assert_eq!(seen.text.matches("<time").count(), 4, "{}", seen.text);
    app.finish().await;
});
