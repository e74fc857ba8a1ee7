//! Companies that join, sell, buy and bring. Everything happens over HTTP.

use serde_json::{Value, json};

use infra::Origin;
use kernel::text::Name;
use kernel::{CompanyId, Email, MembershipId, Secret, UserId};
use market::authority::Operator;
use market::may::Role;
use market::{Event, accounts};

use crate::actor::{Actor, PASSWORD, TestResponse};
use crate::app::TestApp;

/// A vendor's offer, ready to be bought.
#[derive(Debug, Clone)]
pub struct TestOffer {
    /// The product.
    pub product_id: String,
    /// The offer.
    pub offer_id: String,
    /// The price of one pack, in paise.
    pub price: i64,
    /// Where its stock is.
    pub location_id: String,
}

/// One vendor's part of an order.
#[derive(Debug, Clone)]
pub struct TestVendorOrder {
    /// The order.
    pub order_id: String,
    /// The part.
    pub id: String,
    /// Whose.
    pub vendor_id: String,
}

fn key() -> String {
    let mut bytes = [0_u8; 12];
    kernel::Entropy::fill(&infra::clock::OsEntropy, &mut bytes);
    format!(
        "{:016x}{:08x}",
        u64::from_be_bytes(bytes[..8].try_into().expect("eight")),
        u32::from_be_bytes(bytes[8..].try_into().expect("four"))
    )
}

impl TestApp {
    /// Makes sure that there is a category to list products in; returns its slug.
    pub async fn category(&self) -> String {
        let admin = self.staff(Role::SuperAdmin).await;
        admin.post("/api/admin/categories", &json!({ "slug": "fresh-food", "name": "Fresh Food" })).await;
        admin
            .post("/api/admin/categories", &json!({ "slug": "fruits", "name": "Fruits", "parent": "fresh-food" }))
            .await;
        "fruits".to_owned()
    }

    /// A company asks to join, and nobody has decided.
    pub async fn applicant(&self, kind: &str, name: &str) -> Actor {
        self.applicant_in(kind, name, ("IN", "INR")).await
    }

    async fn applicant_in(&self, kind: &str, name: &str, (country, currency): (&str, &str)) -> Actor {
        let email = format!("{name}@{kind}.example").replace('_', "-");
        let body = json!({
            "kind": kind, "legal_name": format!("{name} Private Limited"), "display_name": name, "currency": currency,
            "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": country },
            "name": "Asha Menon", "email": email, "password": PASSWORD,
        });
        self.anybody().post("/api/auth/register", &body).await.is(202);
        self.anybody().sign_in(&email).await
    }

    /// People with the password that all test accounts share, in a company of their own.
    pub async fn people(&self, emails: &[String]) {
        let company = self.applicant("retailer", "office").await;
        let hash = self.ctx.passwords.hash(Secret::new(PASSWORD.to_owned())).await.expect("a free hand");
        let (company, now) = (company.company_id.parse::<CompanyId>().expect("an id"), self.ctx.store.now());
        let (by, name) = (Operator::at_the_console(), Name::new("Asha Menon").expect("a name"));
        let nobody = Origin::default();
        let put = self.ctx.store.write::<(), infra::db::Error, _, _>(&nobody, |tx| {
            let (hash, name) = (hash.clone(), name.clone());
            async move {
                for email in emails {
                    let ids = (self.ctx.store.id::<UserId>(), self.ctx.store.id::<MembershipId>());
                    let email = Email::new(email).expect("an address");
                    accounts::seed_person(&tx, by, ids, company, Role::Buyer, (&email, &name, &hash), now).await?;
                }
                Ok(tx.commit_with(Event::Seeded { what: "people".to_owned() }.record(), ()))
            }
        });
        put.await.expect("they are put in");
    }

    /// A company that may trade.
    pub async fn company(&self, kind: &str, name: &str) -> Actor {
        self.approved(self.applicant(kind, name).await).await
    }

    /// A vendor of another country that may trade, in another currency.
    pub async fn vendor_in(&self, name: &str, country: &str, currency: &str) -> Actor {
        self.approved(self.applicant_in("vendor", name, (country, currency)).await).await
    }

    /// A retailer of another country that may trade, in another currency.
    pub async fn retailer_in(&self, name: &str, country: &str, currency: &str) -> Actor {
        self.approved(self.applicant_in("retailer", name, (country, currency)).await).await
    }

    async fn approved(&self, owner: Actor) -> Actor {
        let admin = self.staff(Role::SuperAdmin).await;
        // Tests give companies names that look alike.
        let seen = json!({ "similar_seen": 20 });
        admin.post(&format!("/api/admin/companies/{}/approval", owner.company_id), &seen).await.is(200);
        owner
    }

    /// A vendor that may trade.
    pub async fn vendor(&self, name: &str) -> Actor {
        self.company("vendor", name).await
    }

    /// A retailer that may trade.
    pub async fn retailer(&self, name: &str) -> Actor {
        self.company("retailer", name).await
    }

    /// A delivery partner that may trade.
    pub async fn partner(&self, name: &str) -> Actor {
        self.company("delivery_partner", name).await
    }

    /// Another person in somebody's company, in a role, signed in.
    pub async fn colleague(&self, of: &Actor, role: &str) -> Actor {
        let email = format!("{role}-{}@colleague.example", key()).replace('_', "-");
        let mut invitation = json!({ "email": email, "role": role });
        if role == "owner" {
            invitation["password"] = json!(PASSWORD);
        }
        let invited = of.post("/api/invitations", &invitation).await.is(201);
        let body = json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": PASSWORD });
        self.anybody().post("/api/auth/accept-invitation", &body).await.is(204);
        self.anybody().sign_in(&email).await
    }
}

impl Actor {
    /// What a product of mine would be.
    pub fn product_body(title: &str, sku: &str, price: i64) -> Value {
        json!({
            "title": title, "brand": "Café Malabar", "category": "fruits", "description": "Picked this morning.", "tax_class": "gst_5",
            "offer": { "sku": sku, "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100_000, "price_minor": price },
        })
    }

    /// Lists a product and takes stock in.
    pub async fn sells(&self, title: &str, price: i64, stock: i64) -> TestOffer {
        let sku = format!("SKU-{}", key());
        let listed = self.post_once("/api/products", &key(), &Self::product_body(title, &sku, price)).await.is(201);
        let (product_id, offer_id) = (listed.text_at("/product_id"), listed.text_at("/offer_id"));
        let place = self
            .post("/api/locations", &json!({ "name": format!("Warehouse {}", key()), "city": "Kochi" }))
            .await
            .is(201);
        let location_id = place.text_at("/id");
        if stock > 0 {
            let body =
                json!({ "offer_id": offer_id, "location_id": location_id, "kind": "received", "quantity": stock });
            self.post_once("/api/inventory/movements", &key(), &body).await.is(201);
        }
        TestOffer { product_id, offer_id, price, location_id }
    }

    /// The body of an order of these offers.
    pub fn order_body(lines: &[(&TestOffer, i64)]) -> Value {
        let total: i64 = lines.iter().map(|(offer, quantity)| offer.price * quantity).sum();
        let lines: Vec<Value> =
            lines.iter().map(|(offer, quantity)| json!({ "offer_id": offer.offer_id, "quantity": quantity })).collect();
        json!({ "lines": lines, "expected_total": { "amount_minor": total, "currency": "INR" }, "payment_terms": "net_30" })
    }

    /// Tries to buy.
    pub async fn tries_to_buy(&self, lines: &[(&TestOffer, i64)]) -> TestResponse {
        self.post_once("/api/orders", &key(), &Self::order_body(lines)).await
    }

    /// Buys.
    pub async fn buys(&self, lines: &[(&TestOffer, i64)]) -> Vec<TestVendorOrder> {
        let answer = self.tries_to_buy(lines).await.is(201);
        let order_id = answer.text_at("/id");
        let parts = answer.json["vendor_orders"].as_array().expect("parts");
        parts
            .iter()
            .map(|p| TestVendorOrder {
                order_id: order_id.clone(),
                id: p["id"].as_str().expect("an id").to_owned(),
                vendor_id: p["vendor_id"].as_str().expect("an id").to_owned(),
            })
            .collect()
    }

    /// What of one of my offers is there, promised and free.
    pub async fn stock_of(&self, offer: &TestOffer) -> (i64, i64, i64) {
        let answer = self.get(&format!("/api/inventory?offer_id={}", offer.offer_id)).await.is(200);
        answer.items().iter().fold((0, 0, 0), |(h, a, f), row| {
            let of = |name: &str| row[name].as_i64().expect("a number");
            (h + of("on_hand"), a + of("allocated"), f + of("available"))
        })
    }

    /// As a vendor: accepts, picks and packs an order.
    pub async fn packs(&self, part: &TestVendorOrder) {
        self.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &json!({})).await.is(200);
        self.act(&format!("/api/vendor-orders/{}/preparation", part.id)).await.is(200);
        self.act(&format!("/api/vendor-orders/{}/packing", part.id)).await.is(200);
    }
}
