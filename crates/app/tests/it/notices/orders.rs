//! Who is told of orders and deliveries.

use std::time::Duration;

use market::may::Role;
use serde_json::json;
use testkit::{Actor, TestOffer, TestResponse, TestVendorOrder, days, hours};

use super::{Told, World};

/// Each change, in the order in which they happen here, and who is told of it. An order is of one vendor
/// unless it says so.
pub const ROWS: &[(&str, Told)] = &[
    (
        "an order of two vendors is placed",
        &[("vendor", "New order {n}: respond by {t}."), ("other vendor", "New order {n}: respond by {t}.")],
    ),
    ("the other vendor rejects", &[("retailer", "Order {n} is rejected.")]),
    ("the vendor accepts", &[("retailer", "Order {n} is accepted.")]),
    ("the retailer cancels", &[("vendor", "Order {n} is cancel_requested.")]),
    ("the vendor refuses to cancel", &[("retailer", "Order {n} is accepted.")]),
    ("the retailer cancels", &[("vendor", "Order {n} is cancel_requested.")]),
    ("the vendor agrees to cancel", &[("vendor", "Order {n} is cancelled."), ("retailer", "Order {n} is cancelled.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the retailer cancels", &[("vendor", "Order {n} is cancelled."), ("retailer", "Order {n} is cancelled.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the vendor accepts in part", &[("retailer", "Order {n} is partially_accepted.")]),
    ("the retailer cancels", &[("vendor", "Order {n} is cancelled."), ("retailer", "Order {n} is cancelled.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the vendor accepts in part", &[("retailer", "Order {n} is partially_accepted.")]),
    ("the retailer confirms", &[("retailer", "Order {n} is accepted.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("nobody answers for a day", &[("retailer", "Order {n} is rejected.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the vendor accepts in part", &[("retailer", "Order {n} is partially_accepted.")]),
    ("nobody answers for a day", &[("vendor", "Order {n} is cancelled."), ("retailer", "Order {n} is cancelled.")]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the vendor accepts", &[("retailer", "Order {n} is accepted.")]),
    ("the vendor prepares", &[]),
    ("the vendor packs", &[("retailer", "Order {n} is ready.")]),
    ("the dispatcher offers the delivery", &[("partner", "A delivery needs a rider.")]),
    ("the dispatcher offers it to another", &[("other partner", "A delivery needs a rider.")]),
    ("the partner assigns a rider", &[]),
    ("the rider picks up", &[("retailer", "Order {n} is shipped.")]),
    ("the rider tries a wrong code", &[]),
    (
        "the rider tries wrong codes until it is blocked",
        &[
            (
                "retailer",
                "The delivery code of order {n} is blocked after too many wrong attempts. The code you have is no longer valid. You'll be notified as soon as there is a new one.",
            ),
            (
                "other partner",
                "The delivery code of order {n} is blocked after too many wrong attempts. The marketplace's dispatchers were notified and can generate a new code.",
            ),
            (
                "platform",
                "The delivery code of order {n} is blocked after too many wrong attempts. Generate a new code on the delivery's page.",
            ),
        ],
    ),
    ("the rider tries a code that is blocked", &[]),
    (
        "the dispatcher renews the code",
        &[
            ("retailer", "Order {n} has a new delivery code. The previous one is no longer valid."),
            ("other partner", "Order {n} has a new delivery code. The rider can ask the shop for it."),
        ],
    ),
    ("the rider fails", &[]),
    ("the partner assigns a rider", &[]),
    ("the rider picks up again", &[]),
    ("the rider delivers", &[("retailer", "Order {n} is delivered.")]),
    ("a week passes", &[]),
    ("an order is placed", &[("vendor", "New order {n}: respond by {t}.")]),
    ("the vendor accepts", &[("retailer", "Order {n} is accepted.")]),
    ("the vendor prepares", &[]),
    ("the vendor packs", &[("retailer", "Order {n} is ready.")]),
    ("the dispatcher offers the delivery", &[("partner", "A delivery needs a rider.")]),
    (
        "staff cancel the order",
        &[
            ("vendor", "Order {n} is cancelled."),
            ("retailer", "Order {n} is cancelled."),
            ("partner", "A delivery was cancelled. Don't pick it up."),
        ],
    ),
];

struct Trade {
    world: World,
    offers: [TestOffer; 2],
    rider: Actor,
    /// The order that was placed last; the first part is the vendor's.
    parts: Vec<TestVendorOrder>,
    delivery: String,
}

impl Trade {
    async fn open() -> Self {
        let world = World::new().await;
        let offers = [
            world.of("vendor").sells("Alphonso Mangoes", 10_000, 100).await,
            world.of("other vendor").sells("Red Rice", 5_000, 100).await,
        ];
        let rider = world.app.colleague(world.of("other partner"), "rider").await;
        Self { world, offers, rider, parts: vec![], delivery: String::new() }
    }

    async fn place(&mut self, lines: usize) {
        let lines: Vec<(&TestOffer, i64)> = self.offers.iter().take(lines).map(|offer| (offer, 5)).collect();
        self.parts = self.world.of("retailer").buys(&lines).await;
        let vendor = &self.world.of("vendor").company_id;
        self.parts.sort_by_key(|part| part.vendor_id != *vendor);
    }

    async fn vendor_does(&self, verb: &str) {
        self.world.of("vendor").act(&format!("/api/vendor-orders/{}/{verb}", self.parts[0].id)).await.is(200);
    }

    async fn vendor_accepts(&self, packs: i64) {
        let (vendor, path) = (self.world.of("vendor"), format!("/api/vendor-orders/{}", self.parts[0].id));
        let line = vendor.get(&path).await.is(200).text_at("/lines/0/id");
        let body = json!({ "lines": [{ "line_id": line, "quantity": packs }] });
        vendor.post(&format!("{path}/acceptance"), &body).await.is(200);
    }

    async fn retailer_does(&self, verb: &str) {
        let part = &self.parts[0];
        let path = format!("/api/orders/{}/vendor-orders/{}/{verb}", part.order_id, part.id);
        let retailer = self.world.of("retailer");
        let answer = match verb {
            "confirmation" => retailer.act(&path).await,
            _ => retailer.post(&path, &json!({ "reason": "the shop is closed" })).await,
        };
        answer.is(200);
    }

    async fn dispatcher(&mut self, whom: &str) -> TestResponse {
        let dispatcher = self.world.app.staff(Role::Dispatcher).await;
        let listed = dispatcher.get("/api/deliveries").await.is(200);
        self.delivery = listed.text_at("/items/0/id");
        match whom {
            "" => dispatcher.act(&self.to("code-renewal")).await,
            whom => {
                let body = json!({ "partner_id": self.world.of(whom).company_id });
                dispatcher.post(&self.to("partner"), &body).await
            }
        }
    }

    fn to(&self, step: &str) -> String {
        format!("/api/deliveries/{}/{step}", self.delivery)
    }

    async fn code(&self) -> String {
        let path = format!("/api/orders/{}/tracking", self.parts[0].order_id);
        self.world.of("retailer").get(&path).await.is(200).text_at("/0/proof_code")
    }

    async fn rider_tells(&self, code: &str) -> TestResponse {
        self.rider.post(&self.to("completion"), &json!({ "code": code })).await
    }

    async fn passes(&mut self, time: Duration) {
        self.world.app.settle().await;
        self.world.app.clock.advance(time);
        self.world.app.settle().await;
        self.rider = self.rider.again().await;
        for actor in self.world.companies.values_mut() {
            *actor = actor.again().await;
        }
    }

    async fn happens(&mut self, change: &str) {
        match change {
            "an order is placed" => self.place(1).await,
            "an order of two vendors is placed" => self.place(2).await,
            "the other vendor rejects" => {
                let path = format!("/api/vendor-orders/{}/rejection", self.parts[1].id);
                let why = json!({ "reason": "sold out" });
                self.world.of("other vendor").post(&path, &why).await.is(200);
            }
            "the vendor accepts" => self.vendor_accepts(5).await,
            "the vendor accepts in part" => self.vendor_accepts(2).await,
            "the vendor agrees to cancel" => self.vendor_does("cancellation").await,
            "the vendor refuses to cancel" => self.vendor_does("cancellation-refusal").await,
            "the vendor prepares" => self.vendor_does("preparation").await,
            "the vendor packs" => self.vendor_does("packing").await,
            "the retailer cancels" => self.retailer_does("cancellation").await,
            "staff cancel the order" => {
                let path = format!("/api/admin/vendor-orders/{}/cancellation", self.parts[0].id);
                let ops = self.world.app.staff(Role::OpsAdmin).await;
                ops.post(&path, &json!({ "reason": "the warehouse burnt down" })).await.is(200);
            }
            "the retailer confirms" => self.retailer_does("confirmation").await,
            "nobody answers for a day" => self.passes(hours(24)).await,
            "a week passes" => self.passes(days(7)).await,
            other => self.is_brought(other).await,
        }
    }

    async fn is_brought(&mut self, change: &str) {
        match change {
            "the dispatcher offers the delivery" => self.dispatcher("partner").await.is(200),
            "the dispatcher offers it to another" => self.dispatcher("other partner").await.is(200),
            "the dispatcher renews the code" => self.dispatcher("").await.is(204),
            "the partner assigns a rider" => {
                let body = json!({ "rider_id": self.rider.user_id });
                self.world.of("other partner").post(&self.to("rider"), &body).await.is(200)
            }
            "the rider picks up" | "the rider picks up again" => self.rider.act(&self.to("pickup")).await.is(200),
            "the rider tries a wrong code" => {
                let wrong = if self.code().await == "000000" { "000001" } else { "000000" };
                self.rider_tells(wrong).await.is(422)
            }
            "the rider tries wrong codes until it is blocked" => {
                let wrong = if self.code().await == "000000" { "000001" } else { "000000" };
                for _ in 0..3 {
                    self.rider_tells(wrong).await.is(422);
                }
                self.rider_tells(wrong).await.is(422)
            }
            "the rider tries a code that is blocked" => self.rider_tells("000000").await.is(409),
            "the rider fails" => {
                self.rider.post(&self.to("failure"), &json!({ "reason": "nobody there" })).await.is(200)
            }
            "the rider delivers" => self.rider_tells(&self.code().await).await.is(200),
            other => panic!("{other} is done nowhere"),
        };
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_step_of_an_order_is_told_to_exactly_these_companies() {
    let mut trade = Trade::open().await;

    let mut wrong = Vec::new();
    for (nth, (change, told)) in ROWS.iter().enumerate() {
        trade.happens(change).await;
        wrong.extend(trade.world.misses(&format!("row {nth}: {change}"), told).await);
    }

    assert!(wrong.is_empty(), "{wrong:#?}");
    trade.world.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_vendor_of_an_order_is_told_its_own_number_and_time() {
    let mut trade = Trade::open().await;

    trade.place(2).await;
    trade.world.app.settle().await;

    for (who, part) in [("vendor", &trade.parts[0]), ("other vendor", &trade.parts[1])] {
        let actor = trade.world.of(who);
        let order = actor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        let told = actor.get("/api/notices").await.is(200);
        let (number, accept_by) = (order.text_at("/number"), order.text_at("/accept_by"));
        assert_eq!(told.text_at("/items/0/text"), format!("New order {number}: respond by {accept_by}."), "{who}");
        assert_eq!(told.text_at("/items/0/kind"), "order.placed", "{who}");
    }
    trade.world.app.finish().await;
}
