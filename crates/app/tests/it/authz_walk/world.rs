//! Tenant A with one object for every route, tenant B with none, and the staff.

use std::collections::BTreeMap;

use infra::{Origin, args};
use kernel::JobId;
use market::Event;
use market::authority::CompanyState;
use market::may::{CompanyKind, Role};
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestVendorOrder};

infra::statements! {
    DEAD_LETTER = "insert into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, 'refresh_listings', ?, 'dead-lettered by a test', 0, 12, 'dead')";
}

/// One company of each sort, by its owner, and a rider of the partner.
pub struct Side {
    pub vendor: Actor,
    pub retailer: Actor,
    pub partner: Actor,
    pub rider: Actor,
}

impl Side {
    async fn new(app: &TestApp, name: &str) -> Self {
        let partner = app.partner(name).await;
        let rider = app.colleague(&partner, "rider").await;
        Self { vendor: app.vendor(name).await, retailer: app.retailer(name).await, partner, rider }
    }
}

/// Somebody in a role, in a company of a sort and state.
pub struct Holder {
    pub kind: CompanyKind,
    pub role: Role,
    pub state: CompanyState,
    pub actor: Actor,
}

/// The whole scene.
pub struct World {
    pub app: TestApp,
    pub a: Side,
    pub b: Side,
    /// Another person of vendor A.
    pub manager: Actor,
    /// Another rider of partner A.
    pub second_rider: Actor,
    pub dispatcher: Actor,
    main: TestOffer,
    things: BTreeMap<String, String>,
}

impl World {
    pub async fn new(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        app.category().await;
        let (a, b) = (Side::new(&app, "acme").await, Side::new(&app, "rival").await);
        let manager = app.colleague(&a.vendor, "catalog_manager").await;
        let second_rider = app.colleague(&a.partner, "rider").await;
        let dispatcher = app.staff(Role::Dispatcher).await;
        let main = a.vendor.sells("Alphonso Mangoes", 12_000, 1_000).await;
        let mut world = Self { app, a, b, manager, second_rider, dispatcher, main, things: BTreeMap::new() };
        world.note_companies();
        world.make_listings().await;
        world.make_orders().await;
        world.make_deliveries().await;
        world.make_team().await;
        world.make_administrators().await;
        world.make_requests().await;
        world.app.settle().await;
        world
    }

    /// One of tenant A's objects.
    pub fn at(&self, name: &str) -> &str {
        self.things.get(name).unwrap_or_else(|| panic!("tenant A has no {name}"))
    }

    fn note(&mut self, name: impl Into<String>, id: impl Into<String>) {
        self.things.insert(name.into(), id.into());
    }

    fn note_companies(&mut self) {
        for (name, actor) in [("vendor", &self.a.vendor), ("retailer", &self.a.retailer), ("partner", &self.a.partner)]
        {
            self.things.insert(name.to_owned(), actor.company_id.clone());
        }
        self.note("rider", self.a.rider.user_id.clone());
        self.note("offer", self.main.offer_id.clone());
        self.note("product", self.main.product_id.clone());
        self.note("location", self.main.location_id.clone());
        self.note("brand", "CAF%C3%89%20malabar");
    }

    async fn make_listings(&mut self) {
        for name in ["edited", "priced", "held", "retired"] {
            let offer = self.a.vendor.sells(&format!("Tea {name}"), 80_00, 0).await;
            self.note(format!("offer.{name}"), offer.offer_id);
            self.note(format!("product.{name}"), offer.product_id);
        }
        let path = format!("/api/offers/{}/price", self.at("offer.held"));
        let held = self.manager.put(&path, "*", &json!({ "price_minor": 80_000 })).await.is(202);
        assert_eq!(held.text_at("/state"), "held");
        self.note("price_change", held.text_at("/change_id"));
        let foreign = self.b.vendor.sells("Red Rice", 55_00, 5).await;
        self.note("product.foreign", foreign.product_id);
    }

    async fn buy(&mut self, name: &str) -> TestVendorOrder {
        let part = self.a.retailer.buys(&[(&self.main, 2)]).await.remove(0);
        self.note(format!("order.{name}"), part.order_id.clone());
        self.note(format!("part.{name}"), part.id.clone());
        part
    }

    async fn make_orders(&mut self) {
        for name in ["placed", "rejected", "cancelled", "withdrawn"] {
            self.buy(name).await;
        }
        for name in ["accepted", "preparing", "agreed", "refused"] {
            let part = self.buy(name).await;
            let accepted = format!("/api/vendor-orders/{}/acceptance", part.id);
            self.a.vendor.post(&accepted, &json!({})).await.is(200);
        }
        let preparing = format!("/api/vendor-orders/{}/preparation", self.at("part.preparing"));
        self.a.vendor.act(&preparing).await.is(200);
        for name in ["agreed", "refused"] {
            let (order, part) = (self.at(&format!("order.{name}")), self.at(&format!("part.{name}")));
            let path = format!("/api/orders/{order}/vendor-orders/{part}/cancellation");
            self.a.retailer.post(&path, &json!({ "reason": "ordered twice" })).await.is(200);
        }
        let part = self.buy("shortened").await;
        let path = format!("/api/vendor-orders/{}", part.id);
        let line = self.a.vendor.get(&path).await.is(200).text_at("/lines/0/id");
        let less = json!({ "lines": [{ "line_id": line, "quantity": 1 }] });
        self.a.vendor.post(&format!("{path}/acceptance"), &less).await.is(200);
    }

    async fn make_deliveries(&mut self) {
        let names = ["offered", "assigned", "fetched", "completed", "failed"];
        for name in names {
            let part = self.buy(name).await;
            self.a.vendor.packs(&part).await;
        }
        self.app.settle().await;
        let rows = self.dispatcher.get("/api/deliveries?limit=100").await.is(200);
        let partner = json!({ "partner_id": self.a.partner.company_id });
        let rider = json!({ "rider_id": self.a.rider.user_id });
        for (steps, name) in [0, 1, 2, 3, 3].into_iter().zip(names) {
            let part = self.at(&format!("part.{name}"));
            let row = rows.items().iter().find(|row| row["vendor_order_id"] == part).expect("a packed order has one");
            let id = row["id"].as_str().expect("an id").to_owned();
            if steps > 0 {
                self.dispatcher.post(&format!("/api/deliveries/{id}/partner"), &partner).await.is(200);
            }
            if steps > 1 {
                self.a.partner.post(&format!("/api/deliveries/{id}/rider"), &rider).await.is(200);
            }
            if steps > 2 {
                self.a.rider.act(&format!("/api/deliveries/{id}/pickup")).await.is(200);
            }
            self.note(format!("delivery.{name}"), id);
        }
        let path = format!("/api/orders/{}/tracking", self.at("order.completed"));
        let code = self.a.retailer.get(&path).await.is(200).text_at("/0/proof_code");
        self.note("proof_code", code);
    }

    /// A change of what was ordered, a claim to what the other vendor lists, and another to be claimed; company prefixes.
    async fn make_requests(&mut self) {
        let path = format!("/api/products/{}", self.main.product_id);
        let asked = self.a.vendor.patch(&path, "*", &json!({ "title": "Alphonso Mangoes, ripe" })).await.is(202);
        self.note("request.withdrawn", asked.text_at("/id"));
        for gtin in ["4006381333931", "96385074"] {
            let mut body = Actor::product_body("Foreign Tea", gtin, 80_00);
            body["gtin"] = json!(gtin);
            self.b.vendor.post_once("/api/products", gtin, &body).await.is(201);
        }
        let claim = json!({ "gtin": "4006381333931", "evidence": "our company prefix" });
        let claimed = self.a.vendor.post("/api/gtin-claims", &claim).await.is(201);
        self.note("request.decided", claimed.text_at("/id"));
        for (name, prefix) in [("withdrawn", "4006381"), ("decided", "5901234")] {
            let body = json!({ "prefix": prefix, "evidence": "our licence" });
            let stated = self.a.vendor.post("/api/company-prefixes", &body).await.is(201);
            self.note(format!("prefix.{name}"), stated.text_at("/id"));
        }
    }

    async fn make_team(&mut self) {
        let spare = self.app.colleague(&self.a.vendor, "viewer").await;
        let members = self.a.vendor.get("/api/members").await.is(200);
        let place = members.items().iter().find(|row| row["user_id"] == spare.user_id.as_str()).expect("they joined");
        self.note("member", place["id"].as_str().expect("an id"));
        for name in ["withdrawn", "accepted"] {
            let body = json!({ "email": format!("{name}@invited.example"), "role": "viewer" });
            let invited = self.a.vendor.post("/api/invitations", &body).await.is(201);
            self.note(format!("invitation.{name}"), invited.text_at("/id"));
            self.note(format!("invitation_token.{name}"), invited.text_at("/token"));
        }
        for (name, of) in [("withdrawn", &self.a.vendor), ("decided", &self.b.vendor)] {
            let asked = of.post("/api/company/name-changes", &json!({ "display_name": format!("New {name}") })).await;
            self.things.insert(format!("name_change.{name}"), asked.is(201).text_at("/id"));
        }
        let login = json!({ "email": "acme@vendor.example", "password": PASSWORD });
        for name in ["ended", "renewed"] {
            let tokens = self.app.anybody().post("/api/auth/login", &login).await.is(200);
            self.note(format!("session.{name}"), tokens.text_at("/session_id"));
            self.note(format!("refresh_token.{name}"), tokens.text_at("/refresh_token"));
        }
    }

    /// A file of prices that tenant A handed in.
    pub async fn make_file(&mut self) {
        use market::authority::{Access, Operator, Vendor};
        let (user, company) = (self.a.vendor.user_id.parse(), self.a.vendor.company_id.parse());
        let (user, company) = (user.expect("a person"), company.expect("a company"));
        let owner = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
        let by = Vendor::<market::may::EditPrices>::grant(Some(&owner)).expect("an owner may");
        let sku = self.a.vendor.get(&format!("/api/offers/{}", self.at("offer.edited"))).await.is(200).text_at("/sku");
        let file = format!("sku,price\n{sku},81.50\n");
        let import = market::imports::preview(&self.app.ctx, &by.into(), file.as_bytes()).await.expect("a preview");
        self.note("import", import.import.id.to_string());
    }

    /// Companies, people and a job for staff to decide about.
    pub async fn make_work_for_staff(&mut self) {
        let admin = self.app.staff(Role::SuperAdmin).await;
        for (name, steps) in [("approved", 0), ("rejected", 0), ("suspended", 1), ("reinstated", 2)] {
            let owner = self.app.applicant("vendor", &format!("stage-{name}")).await;
            let path = format!("/api/admin/companies/{}", owner.company_id);
            if steps > 0 {
                admin.post(&format!("{path}/approval"), &json!({ "similar_seen": 20 })).await.is(200);
            }
            if steps > 1 {
                admin.post(&format!("{path}/suspension"), &json!({ "reason": "complaints" })).await.is(200);
            }
            self.note(format!("company.{name}"), owner.company_id);
            self.note(format!("user.{name}"), owner.user_id);
        }
        let gone = self.a.vendor.sells("Old Tea", 80_00, 0).await.product_id;
        let path = format!("/api/admin/products/{gone}/retirement");
        admin.post(&path, &json!({ "reason": "not sold any more" })).await.is(204);
        self.note("product.gone", gone);
        let path = format!("/api/admin/users/{}/lock", self.at("user.rejected"));
        admin.post(&path, &json!({ "reason": "lost telephone" })).await.is(204);
        let job = self.app.ctx.store.id::<JobId>();
        let data = json!({ "company_id": self.a.vendor.company_id }).to_string();
        let system = Origin::default();
        let dead_lettered = self.app.ctx.store.write(&system, |tx| {
            let data = data.clone();
            async move {
                tx.exec(&DEAD_LETTER, args![job, data]).await?;
                let event = Event::Seeded { what: "a dead job".to_owned() }.record();
                Ok::<_, infra::db::Error>(tx.commit_with(event, ()))
            }
        });
        dead_lettered.await.expect("a job can be dead-lettered");
        self.note("job", job.to_string());
    }

    /// One of the platform's people to become an administrator, and an administrator whom another one invited.
    async fn make_administrators(&mut self) {
        let second = self.app.staff_called(Role::SuperAdmin, "second").await;
        let auditor = self.app.staff_called(Role::Auditor, "promoted").await;
        let members = second.get("/api/members?limit=100").await.is(200);
        let place = members.items().iter().find(|row| row["user_id"] == auditor.user_id.as_str()).expect("they joined");
        self.note("member.of_staff", place["id"].as_str().expect("an id"));
        let body = json!({ "email": "third@platform.example", "role": "super_admin", "password": PASSWORD });
        let invited = second.post("/api/invitations", &body).await.is(201);
        self.note("invitation.of_administrator", invited.text_at("/id"));
    }

    /// Everybody: each role of each sort of company, in companies that may trade, were stopped, or wait.
    /// Ends the test: the job that was given up is tried once more.
    pub async fn finish(self) {
        let retry = format!("/api/admin/jobs/{}/retry", self.at("job"));
        let answer = self.app.staff(Role::SuperAdmin).await.act(&retry).await;
        assert!(matches!(answer.status.as_u16(), 200 | 202 | 204), "{}", answer.text);
        self.app.finish().await;
    }

    pub async fn holders(&self) -> Vec<Holder> {
        let mut holders = Vec::new();
        let admin = self.app.staff(Role::SuperAdmin).await;
        for kind in CompanyKind::ALL.iter().copied() {
            if kind == CompanyKind::Platform {
                for role in kind.roles().iter().copied() {
                    holders.push(Holder {
                        kind,
                        role,
                        state: CompanyState::Approved,
                        actor: self.app.staff(role).await,
                    });
                }
                continue;
            }
            let stopped = self.app.company(kind.as_str(), "stopped").await;
            for role in kind.roles().iter().copied() {
                let approved = self.of_a(kind, role).await;
                holders.push(Holder { kind, role, state: CompanyState::Approved, actor: approved });
                let suspended = match role {
                    Role::Owner => stopped.clone(),
                    _ => self.app.colleague(&stopped, role.as_str()).await,
                };
                holders.push(Holder { kind, role, state: CompanyState::Suspended, actor: suspended });
            }
            let path = format!("/api/admin/companies/{}/suspension", stopped.company_id);
            admin.post(&path, &json!({ "reason": "complaints" })).await.is(200);
            let waiting = self.app.applicant(kind.as_str(), "waiting").await;
            holders.push(Holder { kind, role: Role::Owner, state: CompanyState::Submitted, actor: waiting });
        }
        holders
    }

    async fn of_a(&self, kind: CompanyKind, role: Role) -> Actor {
        match (kind, role) {
            (CompanyKind::Vendor, Role::Owner) => self.a.vendor.clone(),
            (CompanyKind::Vendor, Role::CatalogManager) => self.manager.clone(),
            (CompanyKind::Vendor, _) => self.app.colleague(&self.a.vendor, role.as_str()).await,
            (CompanyKind::Retailer, Role::Owner) => self.a.retailer.clone(),
            (CompanyKind::Retailer, _) => self.app.colleague(&self.a.retailer, role.as_str()).await,
            (CompanyKind::DeliveryPartner, Role::Owner) => self.a.partner.clone(),
            (CompanyKind::DeliveryPartner, Role::Rider) => self.a.rider.clone(),
            (CompanyKind::DeliveryPartner, _) => self.app.colleague(&self.a.partner, role.as_str()).await,
            (CompanyKind::Platform, _) => self.app.staff(role).await,
        }
    }

    /// The same text with every object of tenant A replaced by one that is well-formed and nowhere.
    pub fn without_objects(&self, text: &str) -> String {
        let nowhere = self.app.ctx.store.id::<JobId>().to_string().replace("job_", "");
        self.things
            .values()
            .filter(|id| id.len() == 30 && id.as_bytes().get(3) == Some(&b'_'))
            .fold(text.to_owned(), |text, id| text.replace(id.as_str(), &format!("{}{nowhere}", &id[..4])))
    }

    /// All that tenant A sees of itself.
    pub async fn seen_by_a(&self) -> Vec<String> {
        let mut seen = Vec::new();
        let offers = ["offer", "offer.edited", "offer.priced", "offer.held"];
        let prices = offers.map(|offer| format!("/api/offers/{}/price-changes", self.at(offer)));
        let listings = [
            "/api/company",
            "/api/members",
            "/api/invitations",
            "/api/me/sessions",
            "/api/offers?limit=100",
            "/api/price-changes",
            "/api/product-requests",
            "/api/company-prefixes",
            "/api/locations",
            "/api/inventory?limit=100",
            "/api/inventory/movements?limit=100",
            "/api/vendor-orders?limit=100",
        ];
        for path in listings.into_iter().map(str::to_owned).chain(prices) {
            seen.push(self.a.vendor.get(&path).await.is(200).text);
        }
        for path in ["/api/company", "/api/orders?limit=100"] {
            seen.push(self.a.retailer.get(path).await.is(200).text);
        }
        for path in ["/api/company", "/api/deliveries?limit=100"] {
            seen.push(self.a.partner.get(path).await.is(200).text);
        }
        for product in ["product", "product.edited", "product.retired"] {
            let path = format!("/api/products/{}", self.at(product));
            seen.push(self.app.anybody().get(&path).await.is(200).text);
        }
        seen
    }
}
