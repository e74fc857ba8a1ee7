//! Who is told of companies, prices, imports and stock.

use infra::IdempotentRequest;
use kernel::ids::Id;
use kernel::{CompanyId, ImportId};
use market::authority::{Access, Operator, Vendor};
use market::imports::{self, Confirm, Importer};
use market::may::{self, CompanyKind, Role};
use serde_json::{Value, json};
use testkit::{Actor, TestOffer};

use super::{Told, World};

const HELD: &str = "A price change needs approval: the price would change by 50.0%; changes above 20% need a second \
                    person's approval.";

/// Each change, in the order in which they happen here, and who is told of it.
pub const ROWS: &[(&str, Told)] = &[
    ("a company registers", &[]),
    ("the platform approves it", &[("applicant", "Your company is approved.")]),
    ("the platform suspends it", &[]),
    ("the platform reinstates it", &[("applicant", "Your company is approved.")]),
    ("it edits its profile", &[]),
    ("it asks for another name", &[]),
    ("the platform refuses it", &[("applicant", "Your company's new name was rejected: not yours")]),
    ("it asks for another name", &[]),
    ("the platform accepts it", &[("applicant", "Your company's name is now Morningcomer.")]),
    ("it invites somebody, who joins", &[]),
    ("the platform rejects another", &[]),
    ("the vendor lists a product", &[]),
    ("the vendor receives stock", &[]),
    ("stock runs low", &[]),
    ("the vendor changes a price", &[("vendor", "Price changed from 10000 to 11000 minor units of INR.")]),
    ("the vendor changes a price by half", &[("vendor", HELD)]),
    ("a colleague rejects it", &[("vendor", "A pending price change was rejected.")]),
    ("the vendor changes a price by half", &[("vendor", HELD)]),
    ("a colleague confirms it", &[("vendor", "Price changed from 11000 to 16500 minor units of INR.")]),
    ("the vendor previews a file of prices", &[]),
    ("the vendor confirms the file", &[("vendor", "Import finished. Rows processed: 2; failed: 0.")]),
    ("the vendor takes the file back", &[("vendor", "Import finished. Rows processed: 2; failed: 0.")]),
    ("another vendor offers it", &[]),
    ("the vendor asks for another title", &[]),
    (
        "the platform accepts the title",
        &[
            ("vendor", "Your request about \"Mangoes\" was decided: accepted."),
            ("other vendor", "The product \"Mangoes\" changed after a review. Check that it is still what you sell."),
        ],
    ),
    ("the vendor states a company prefix", &[]),
    ("the platform confirms the prefix", &[("vendor", "Your company prefix 4006381 is confirmed.")]),
    ("the vendor gives the prefix up", &[]),
    ("the platform retires a product", &[]),
    ("the vendor reads its notices", &[]),
];

struct Office {
    world: World,
    offer: Option<TestOffer>,
    change: String,
    wish: String,
    import: Option<ImportId>,
    approver: Option<Actor>,
}

impl Office {
    fn vendor(&self) -> &Actor {
        self.world.of("vendor")
    }

    fn offer(&self) -> &TestOffer {
        self.offer.as_ref().expect("it was listed")
    }

    fn importer(&self) -> Importer {
        let (user, company) = (self.vendor().user_id.parse(), self.vendor().company_id.parse());
        let (user, company) = (user.expect("an id"), company.expect("an id"));
        let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
        Vendor::<may::EditPrices>::grant(Some(&principal)).expect("an owner may").into()
    }

    async fn platform(&self, verb: &str, company: &str) {
        let admin = self.world.app.staff(Role::SuperAdmin).await;
        let path = format!("/api/admin/companies/{company}/{verb}");
        let answer = match verb {
            "suspension" | "rejection" => admin.post(&path, &json!({ "reason": "papers are missing" })).await,
            "approval" => admin.post(&path, &json!({ "similar_seen": 20 })).await,
            _ => admin.act(&path).await,
        };
        answer.is(200);
    }

    async fn decide_name(&self, decision: &Value) {
        let admin = self.world.app.staff(Role::SuperAdmin).await;
        admin.post(&format!("/api/admin/name-changes/{}/decision", self.wish), decision).await.is(200);
    }

    async fn price(&mut self, minor: i64) {
        let path = format!("/api/offers/{}", self.offer().offer_id);
        let tag = self.vendor().get(&path).await.is(200).etag();
        let body = json!({ "price_minor": minor });
        let changed = self.vendor().put(&format!("{path}/price"), &tag, &body).await;
        self.change = changed.text_at("/change_id");
    }

    async fn decide(&mut self, decision: &str) {
        let colleague = match self.approver.take() {
            Some(colleague) => colleague,
            None => self.world.app.colleague(self.vendor(), "owner").await,
        };
        let path = format!("/api/price-changes/{}/decision", self.change);
        colleague.post(&path, &json!({ "decision": decision })).await.is(200);
        self.approver = Some(colleague);
    }

    /// One row that applies, and one that is held.
    async fn file(&self) -> String {
        let other = self.vendor().sells("Red Rice", 10_000, 0).await;
        let mut file = "sku,price\n".to_owned();
        for (offer, price) in [(self.offer(), "170.00"), (&other, "300.00")] {
            let shown = self.vendor().get(&format!("/api/offers/{}", offer.offer_id)).await.is(200);
            file.extend([shown.text_at("/sku"), format!(",{price}\n")]);
        }
        file
    }

    async fn happens(&mut self, change: &str) {
        match change {
            "a company registers" => {
                let applicant = self.world.app.applicant("vendor", "latecomer").await;
                self.world.companies.insert("applicant", applicant);
            }
            "the platform approves it" => self.platform("approval", &self.world.of("applicant").company_id).await,
            "the platform suspends it" => self.platform("suspension", &self.world.of("applicant").company_id).await,
            "the platform reinstates it" => {
                self.platform("reinstatement", &self.world.of("applicant").company_id).await;
            }
            "it edits its profile" => {
                let applicant = self.world.of("applicant");
                let tag = applicant.get("/api/company").await.is(200).etag();
                applicant.patch("/api/company", &tag, &json!({ "city": "Kollam" })).await.is(200);
            }
            "it asks for another name" => {
                let wish = json!({ "display_name": "Morningcomer" });
                let asked = self.world.of("applicant").post("/api/company/name-changes", &wish).await.is(201);
                self.wish = asked.text_at("/id");
            }
            "the platform refuses it" => {
                self.decide_name(&json!({ "decision": "refuse", "reason": "not yours" })).await;
            }
            "the platform accepts it" => self.decide_name(&json!({ "decision": "accept" })).await,
            "it invites somebody, who joins" => {
                self.world.app.colleague(self.world.of("applicant"), "viewer").await;
            }
            "the platform rejects another" => {
                let refused = self.world.app.applicant("retailer", "hopeful").await;
                self.platform("rejection", &refused.company_id).await;
                self.world.companies.insert("refused", refused);
            }
            other => self.vendor_does(other).await,
        }
    }

    async fn vendor_does(&mut self, change: &str) {
        match change {
            "the vendor lists a product" => self.offer = Some(self.vendor().sells("Mangoes", 10_000, 0).await),
            "the vendor receives stock" => self.moves("received", 5).await,
            "stock runs low" => self.moves("damaged", -5).await,
            "the vendor changes a price" => self.price(11_000).await,
            "the vendor changes a price by half" => self.price(16_500).await,
            "a colleague rejects it" => self.decide("refuse").await,
            "a colleague confirms it" => self.decide("confirm").await,
            "another vendor offers it" => {
                let terms = Actor::product_body("", "ALSO", 10_000)["offer"].clone();
                let path = format!("/api/products/{}/offers", self.offer().product_id);
                self.world.of("other vendor").post_once(&path, "also", &terms).await.is(201);
            }
            "the vendor asks for another title" => {
                let path = format!("/api/products/{}", self.offer().product_id);
                let asked = self.vendor().patch(&path, "*", &json!({ "title": "Ripe Mangoes" })).await.is(202);
                self.change = asked.text_at("/id");
            }
            "the platform accepts the title" => {
                let moderator = self.world.app.staff(Role::CatalogModerator).await;
                let path = format!("/api/admin/product-requests/{}/decision", self.change);
                let accept = json!({ "decision": "accept", "reason": "the label says so" });
                moderator.post(&path, &accept).await.is(200);
            }
            "the vendor states a company prefix" => {
                let body = json!({ "prefix": "4006381", "evidence": "our licence" });
                self.change = self.vendor().post("/api/company-prefixes", &body).await.is(201).text_at("/id");
            }
            "the platform confirms the prefix" => {
                let moderator = self.world.app.staff(Role::CatalogModerator).await;
                let path = format!("/api/admin/company-prefixes/{}/decision", self.change);
                let confirm = json!({ "decision": "confirm", "reason": "the register says so" });
                moderator.post(&path, &confirm).await.is(200);
            }
            "the vendor gives the prefix up" => {
                self.vendor().act(&format!("/api/company-prefixes/{}/withdrawal", self.change)).await.is(200);
            }
            "the platform retires a product" => {
                let admin = self.world.app.staff(Role::SuperAdmin).await;
                let path = format!("/api/admin/products/{}/retirement", self.offer().product_id);
                let answer = admin.post(&path, &json!({ "reason": "recalled" })).await;
                assert!(answer.status.is_success(), "{}", answer.text);
            }
            "the vendor reads its notices" => {
                self.vendor().act("/api/notices/read").await.is(204);
            }
            other => self.vendor_imports(other).await,
        }
    }

    async fn vendor_imports(&mut self, change: &str) {
        let (ctx, by) = (self.world.app.ctx.clone(), self.importer());
        match change {
            "the vendor previews a file of prices" => {
                let file = self.file().await;
                self.import =
                    Some(imports::preview(&ctx, &by, file.as_bytes()).await.expect("it can be read").import.id);
            }
            "the vendor confirms the file" => {
                let company: CompanyId = self.vendor().company_id.parse().expect("an id");
                let key =
                    IdempotentRequest { company: company.uuid(), key: "file".to_owned(), request_hash: vec![1; 32] };
                let id = self.import.expect("a preview");
                imports::apply(&ctx, &by, id, &key, Confirm::default()).await.expect("it begins");
            }
            "the vendor takes the file back" => {
                imports::undo(&ctx, &by, self.import.expect("a preview")).await.expect("it begins");
            }
            other => panic!("{other} is done nowhere"),
        }
    }

    async fn moves(&self, kind: &str, quantity: i64) {
        let offer = self.offer();
        let body: Value = json!({
            "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": kind, "quantity": quantity,
        });
        self.vendor().post_once("/api/inventory/movements", kind, &body).await.is(201);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn companies_prices_and_imports_are_told_to_exactly_these_companies() {
    let world = World::new().await;
    let mut office =
        Office { world, offer: None, change: String::new(), wish: String::new(), import: None, approver: None };

    let mut wrong = Vec::new();
    for (nth, (change, told)) in ROWS.iter().enumerate() {
        office.happens(change).await;
        wrong.extend(office.world.misses(&format!("row {nth}: {change}"), told).await);
    }

    assert!(wrong.is_empty(), "{wrong:#?}");
    office.world.app.finish().await;
}
