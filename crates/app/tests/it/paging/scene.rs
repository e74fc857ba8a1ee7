//! A marketplace with at least three rows in each list, some of them alike in what they are sorted by.

use market::may::Role;
use market::security;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer};

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    Anybody,
    Vendor,
    Retailer,
    Partner,
    Rider,
    Admin,
}

pub struct Scene {
    pub app: TestApp,
    pub vendor: Actor,
    /// What is ordered, changes its price, and lies in three warehouses.
    pub main: TestOffer,
    anybody: Actor,
    retailer: Actor,
    partner: Actor,
    rider: Actor,
    admin: Actor,
}

/// Title, brand and price: pairs that are alike in each.
const PRODUCTS: [(&str, &str, i64); 6] = [
    ("Tea", "Delta", 8_000),
    ("Tea", "Delta", 8_000),
    ("Rice", "Dune", 9_000),
    ("Rice", "Delta", 8_000),
    ("Tea", "Delta", 9_000),
    ("Salt", "Dusk", 9_000),
];

/// Lists a product.
pub async fn lists(vendor: &Actor, (title, brand, price): (&str, &str, i64), sku: &str) -> TestOffer {
    let mut body = Actor::product_body(title, sku, price);
    body["brand"] = json!(brand);
    let listed = vendor.post_once("/api/products", sku, &body).await.is(201);
    let (product_id, offer_id) = (listed.text_at("/product_id"), listed.text_at("/offer_id"));
    TestOffer { product_id, offer_id, price, location_id: String::new() }
}

/// Opens a warehouse.
pub async fn opens(vendor: &Actor, name: &str) -> String {
    vendor.post("/api/locations", &json!({ "name": name, "city": "Kochi" })).await.is(201).text_at("/id")
}

/// Takes packs in, and says why.
pub async fn receives(vendor: &Actor, offer: &TestOffer, location: &str, reason: &str) {
    let body = json!({
        "offer_id": offer.offer_id, "location_id": location, "kind": "received", "quantity": 50, "reason": reason,
    });
    vendor
        .post_once("/api/inventory/movements", &format!("{}.{location}", reason.replace(' ', "-")), &body)
        .await
        .is(201);
}

/// Asks for another price, and says what became of it.
pub async fn changes_price(vendor: &Actor, offer: &TestOffer, minor: i64) -> String {
    let path = format!("/api/offers/{}/price", offer.offer_id);
    vendor.put(&path, "*", &json!({ "price_minor": minor })).await.text_at("/state")
}

impl Scene {
    pub async fn new() -> Self {
        let app = TestApp::new(Engine::Sqlite).await;
        app.category().await;
        let (vendor, retailer, partner) =
            (app.vendor("acme").await, app.retailer("corner").await, app.partner("swift").await);
        for name in ["arrow", "atlas", "bharat"] {
            app.vendor(name).await;
        }
        let admin = app.staff(Role::SuperAdmin).await;
        let (second, third) = (app.retailer("second").await, app.retailer("third").await);
        assert_ne!(second.company_id, third.company_id);
        let mut offers = Vec::new();
        for (n, product) in PRODUCTS.into_iter().enumerate() {
            offers.push(lists(&vendor, product, &format!("SKU-{n}")).await);
        }
        let rider = app.colleague(&partner, "rider").await;
        let main = offers[0].clone();
        let scene = Self { anybody: app.anybody(), app, vendor, main, retailer, partner, rider, admin };
        scene.stock(&offers).await;
        scene.orders().await;
        scene.prices(&offers).await;
        scene.people().await;
        scene.requests().await;
        scene
    }

    pub fn who(&self, who: Who) -> &Actor {
        match who {
            Who::Anybody => &self.anybody,
            Who::Vendor => &self.vendor,
            Who::Retailer => &self.retailer,
            Who::Partner => &self.partner,
            Who::Rider => &self.rider,
            Who::Admin => &self.admin,
        }
    }

    async fn stock(&self, offers: &[TestOffer]) {
        let mut warehouses = Vec::new();
        for name in ["East", "West", "South"] {
            warehouses.push(opens(&self.vendor, name).await);
        }
        for location in &warehouses {
            receives(&self.vendor, &offers[0], location, "opening").await;
        }
        for (n, offer) in offers.iter().enumerate().skip(1) {
            receives(&self.vendor, offer, &warehouses[0], &format!("opening {n}")).await;
        }
    }

    /// Three of four orders are packed, and with the rider.
    async fn orders(&self) {
        let mut parts = Vec::new();
        for _ in 0..4 {
            parts.push(self.retailer.buys(&[(&self.main, 1)]).await.remove(0));
        }
        for part in &parts[1..] {
            self.vendor.packs(part).await;
        }
        self.app.settle().await;
        let dispatcher = self.app.staff(Role::Dispatcher).await;
        let (partner, rider) =
            (json!({ "partner_id": self.partner.company_id }), json!({ "rider_id": self.rider.user_id }));
        for row in dispatcher.get("/api/deliveries?limit=100").await.is(200).items() {
            let path = format!("/api/deliveries/{}", row["id"].as_str().expect("an id"));
            dispatcher.post(&format!("{path}/partner"), &partner).await.is(200);
            self.partner.post(&format!("{path}/rider"), &rider).await.is(200);
        }
        self.app.settle().await;
    }

    /// Three changes of one offer, and three that are held.
    async fn prices(&self, offers: &[TestOffer]) {
        for minor in [8_100, 8_200, 8_000] {
            assert_eq!(changes_price(&self.vendor, &self.main, minor).await, "applied");
        }
        for offer in &offers[2..5] {
            assert_eq!(changes_price(&self.vendor, offer, 90_000).await, "held");
        }
        self.app.settle().await;
    }

    /// Four changes of what was ordered, of which the last waits; four company prefixes, likewise; and three products that another vendor lost.
    async fn requests(&self) {
        let path = format!("/api/products/{}", self.main.product_id);
        for n in 0..4 {
            self.vendor.patch(&path, "*", &json!({ "title": format!("Tea {n}") })).await.is(202);
        }
        for n in 0..4 {
            let body = json!({ "prefix": format!("89012{n}"), "evidence": "our licence" });
            let id = self.vendor.post("/api/company-prefixes", &body).await.is(201).text_at("/id");
            if n < 3 {
                self.vendor.act(&format!("/api/company-prefixes/{id}/withdrawal")).await.is(200);
            }
        }
        let other = self.app.anybody().sign_in("bharat@vendor.example").await;
        for n in 0..3 {
            let lost = lists(&other, ("Old", "Gone", 9_000), &format!("OLD-{n}")).await;
            let path = format!("/api/admin/products/{}/retirement", lost.product_id);
            self.admin.post(&path, &json!({ "reason": "not sold any more" })).await.is(204);
        }
    }

    async fn people(&self) {
        for n in 0..3 {
            self.app.colleague(&self.vendor, "viewer").await;
            let body = json!({ "email": format!("guest-{n}@invited.example"), "role": "viewer" });
            self.vendor.post("/api/invitations", &body).await.is(201);
        }
        for n in 0..4 {
            let wish = json!({ "display_name": format!("Acme {n}") });
            let asked = self.vendor.post("/api/company/name-changes", &wish).await.is(201).text_at("/id");
            if n < 3 {
                self.vendor.delete(&format!("/api/company/name-changes/{asked}")).await.is(204);
            }
        }
        for n in 0..4 {
            let login =
                json!({ "email": format!("nobody-{n}@nowhere.example"), "password": "not the right one at all" });
            self.anybody.post("/api/auth/login", &login).await.is(401);
            self.retailer.get("/api/admin/audit").await.is(403);
            self.app.clock.advance(testkit::minutes(1));
        }
        security::flush(&self.app.ctx).await.expect("it is written down");
        self.app.settle().await;
    }
}
