//! Two chains of trade that never meet, each with a vendor, a retailer and a delivery partner. All ids,
//! names and figures of one are foreign to the other.

use std::collections::BTreeMap;

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer, TestResponse, TestVendorOrder};

use crate::forms;
use crate::sign_in::forged;

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub enum Who {
    Vendor,
    /// A colleague of the vendor's owner.
    Editor,
    Retailer,
    /// A colleague of the retailer's owner.
    Buyer,
    Partner,
    Rider,
}

/// The amounts of one chain, as they were worked out by hand.
pub struct Figures {
    /// Of one pack, in paise.
    pub price: i64,
    pub one: &'static str,
    /// An order of two packs.
    pub two: &'static str,
    /// All three orders.
    pub six: &'static str,
    /// The owner's basket.
    pub seven: &'static str,
    /// The colleague's basket.
    pub nine: &'static str,
    /// A change that the price guard holds, and one that it lets through; in paise.
    pub held: i64,
    pub held_text: &'static str,
    pub raised: i64,
    pub raised_text: &'static str,
    /// Packs of rice.
    pub stock: i64,
    pub stock_text: &'static str,
}

const ASHOKA: Figures = Figures {
    price: 41_117,
    one: "411.17",
    two: "822.34",
    six: "2,467.02",
    seven: "2,878.19",
    nine: "3,700.53",
    held: 411_170,
    held_text: "4,111.70",
    raised: 42_117,
    raised_text: "421.17",
    stock: 4_127,
    stock_text: "4,127",
};

const BAOBAB: Figures = Figures {
    price: 53_329,
    one: "533.29",
    two: "1,066.58",
    six: "3,199.74",
    seven: "3,733.03",
    nine: "4,799.61",
    held: 533_290,
    held_text: "5,332.90",
    raised: 54_329,
    raised_text: "543.29",
    stock: 6_389,
    stock_text: "6,389",
};

/// One chain of trade.
pub struct Side {
    pub name: &'static str,
    pub figures: Figures,
    pub vendor: Actor,
    pub editor: Actor,
    pub retailer: Actor,
    pub buyer: Actor,
    pub partner: Actor,
    pub rider: Actor,
    pub tea: TestOffer,
    pub rice: TestOffer,
    pub salt: TestOffer,
    /// Two packs of tea each: the first was placed, the second is with the rider, the third was delivered.
    pub parts: Vec<TestVendorOrder>,
    things: BTreeMap<String, String>,
}

/// The whole scene.
pub struct Scene {
    pub app: TestApp,
    pub a: Side,
    pub b: Side,
}

impl Scene {
    pub async fn new() -> Self {
        let app = TestApp::new(Engine::Sqlite).await;
        app.category().await;
        let (mut a, mut b) = (Side::new(&app, "ashoka", ASHOKA).await, Side::new(&app, "baobab", BAOBAB).await);
        for side in [&mut a, &mut b] {
            side.stock().await;
            side.prices().await;
            side.orders(&app).await;
            side.teams(&app).await;
            side.baskets().await;
            side.requests().await;
        }
        app.settle().await;
        Self { app, a, b }
    }

    /// Each side, and the other one.
    pub fn pairs(&self) -> [(&Side, &Side); 2] {
        [(&self.a, &self.b), (&self.b, &self.a)]
    }
}

/// Lists a product under an article number that one can tell.
async fn lists(vendor: &Actor, name: &str, what: &str, price: i64) -> TestOffer {
    let (title, sku) = (format!("{name} {what}"), format!("{name}-{what}"));
    let listed = vendor.post_once("/api/products", &sku, &Actor::product_body(&title, &sku, price)).await.is(201);
    let (product_id, offer_id) = (listed.text_at("/product_id"), listed.text_at("/offer_id"));
    TestOffer { product_id, offer_id, price, location_id: String::new() }
}

impl Side {
    async fn new(app: &TestApp, name: &'static str, figures: Figures) -> Self {
        let (vendor, retailer, partner) = (app.vendor(name).await, app.retailer(name).await, app.partner(name).await);
        let (tea, rice, salt) = (
            lists(&vendor, name, "tea", figures.price).await,
            lists(&vendor, name, "rice", figures.price).await,
            lists(&vendor, name, "salt", figures.price).await,
        );
        Self {
            name,
            figures,
            editor: app.colleague(&vendor, "catalog_manager").await,
            buyer: app.colleague(&retailer, "buyer").await,
            rider: app.colleague(&partner, "rider").await,
            vendor,
            retailer,
            partner,
            tea,
            rice,
            salt,
            parts: Vec::new(),
            things: BTreeMap::new(),
        }
    }

    pub fn who(&self, who: Who) -> &Actor {
        match who {
            Who::Vendor => &self.vendor,
            Who::Editor => &self.editor,
            Who::Retailer => &self.retailer,
            Who::Buyer => &self.buyer,
            Who::Partner => &self.partner,
            Who::Rider => &self.rider,
        }
    }

    /// What was noted when it was made.
    pub fn at(&self, name: &str) -> &str {
        self.things.get(name).unwrap_or_else(|| panic!("{} has no {name}", self.name))
    }

    fn note(&mut self, name: impl Into<String>, id: impl Into<String>) {
        self.things.insert(name.into(), id.into());
    }

    fn note_answer(&mut self, name: &str, answer: &TestResponse, pointer: &str) {
        self.note(name, answer.text_at(pointer));
    }

    async fn stock(&mut self) {
        for place in ["hall", "yard"] {
            let body = json!({ "name": format!("{} {place}", self.name), "city": "Kochi" });
            let added = self.vendor.post("/api/locations", &body).await.is(201);
            self.note_answer(&format!("location.{place}"), &added, "/id");
        }
        let hall = self.at("location.hall").to_owned();
        let packs = [("tea", &self.tea, 500), ("rice", &self.rice, self.figures.stock), ("salt", &self.salt, 3)];
        let packs = packs.map(|(what, offer, n)| (what, offer.offer_id.clone(), n));
        for (what, offer, quantity) in packs {
            let body = json!({ "offer_id": offer, "location_id": hall, "kind": "received", "quantity": quantity });
            let moved =
                self.vendor.post_once("/api/inventory/movements", &format!("receive-{what}"), &body).await.is(201);
            self.note_answer(&format!("level.{what}"), &moved, "/level_id");
            self.note_answer(&format!("movement.{what}"), &moved, "/movement_id");
        }
        let page = format!("/vendor/stock?offer={}", self.salt.offer_id);
        let field = format!("threshold.{hall}");
        let low = [("intent", "threshold"), ("offer", &*self.salt.offer_id), (&*field, "10")];
        forms::fill(&self.vendor, &[], &page, "/vendor/stock/thresholds", &low).await.is(303);
    }

    async fn prices(&mut self) {
        let price = |offer: &TestOffer| format!("/api/offers/{}/price", offer.offer_id);
        let (held, raised) =
            (json!({ "price_minor": self.figures.held }), json!({ "price_minor": self.figures.raised }));
        let held = self.editor.put(&price(&self.rice), "*", &held).await.is(202);
        assert_eq!(held.text_at("/state"), "held");
        self.note_answer("change.held", &held, "/change_id");
        let raised = self.editor.put(&price(&self.salt), "*", &raised).await.is(200);
        assert_eq!(raised.text_at("/state"), "applied");
        self.note_answer("change.raised", &raised, "/change_id");
        let pasted = format!("sku,price\n{}-tea,{}\n", self.name, self.figures.raised_text);
        let file = [("kind", "prices"), ("pasted", pasted.as_str())];
        let seen = forms::fill(&self.vendor, &[], "/vendor/imports", "/vendor/imports", &file).await.is(303);
        self.note("import", forms::leads_to(&seen).trim_start_matches("/vendor/imports/"));
    }

    async fn orders(&mut self, app: &TestApp) {
        for n in 0..3 {
            let part = self.retailer.buys(&[(&self.tea, 2)]).await.remove(0);
            let shown = self.vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
            self.note_answer(&format!("number.{n}"), &shown, "/number");
            self.parts.push(part);
        }
        for n in [1, 2] {
            let path = self.hands_over(app, &self.parts[n], &self.rider.user_id).await;
            if n == 2 {
                self.rider.act(&format!("{path}/pickup")).await.is(200);
                let tracking = format!("/api/orders/{}/tracking", self.parts[n].order_id);
                let code = self.retailer.get(&tracking).await.is(200).text_at("/0/proof_code");
                self.rider.post(&format!("{path}/completion"), &json!({ "code": code })).await.is(200);
            }
            self.note(format!("delivery.{n}"), path.trim_start_matches("/api/deliveries/"));
        }
    }

    /// Packs a vendor order, and gives it to a rider of the partner; tells where its delivery is.
    pub async fn hands_over(&self, app: &TestApp, part: &TestVendorOrder, rider: &str) -> String {
        self.vendor.packs(part).await;
        app.settle().await;
        let dispatcher = app.staff(Role::Dispatcher).await;
        let rows = dispatcher.get("/api/deliveries?limit=100").await.is(200);
        let row = rows.items().iter().find(|row| row["vendor_order_id"] == part.id).expect("one is packed");
        let path = format!("/api/deliveries/{}", row["id"].as_str().expect("an id"));
        let partner = json!({ "partner_id": self.partner.company_id });
        dispatcher.post(&format!("{path}/partner"), &partner).await.is(200);
        self.partner.post(&format!("{path}/rider"), &json!({ "rider_id": rider })).await.is(200);
        path
    }

    async fn teams(&mut self, app: &TestApp) {
        for (kind, owner) in
            [("vendor", self.vendor.clone()), ("retailer", self.retailer.clone()), ("partner", self.partner.clone())]
        {
            let email = format!("{}-{kind}@invited.example", self.name);
            let invitation = json!({ "email": email, "role": "owner", "password": PASSWORD });
            let invited = owner.post("/api/invitations", &invitation).await.is(201);
            self.note_answer(&format!("invitation.{kind}"), &invited, "/id");
            let wish = json!({ "display_name": format!("{} and sons", self.name) });
            let asked = owner.post("/api/company/name-changes", &wish).await.is(201);
            self.note_answer(&format!("name_change.{kind}"), &asked, "/id");
            let login = json!({ "email": owner.email, "password": PASSWORD });
            let again = app.anybody().post("/api/auth/login", &login).await.is(200);
            self.note_answer(&format!("session.{kind}"), &again, "/session_id");
            self.note(format!("first_session.{kind}"), session_of(&owner));
        }
        self.note("first_session.editor", session_of(&self.editor));
        self.note("first_session.buyer", session_of(&self.buyer));
    }

    /// A change of tea, which was ordered; a company prefix.
    async fn requests(&mut self) {
        let path = format!("/api/products/{}", self.tea.product_id);
        let change = json!({ "brand": format!("{} estate", self.name) });
        let asked = self.vendor.patch(&path, "*", &change).await.is(202);
        self.note_answer("request", &asked, "/id");
        let prefix = json!({ "prefix": "8901234", "evidence": format!("licence of {}", self.name) });
        let stated = self.vendor.post("/api/company-prefixes", &prefix).await.is(201);
        self.note_answer("prefix", &stated, "/id");
    }

    async fn baskets(&self) {
        for (who, offer, packs) in [(&self.retailer, &self.tea, "7"), (&self.buyer, &self.rice, "9")] {
            puts_in_basket(who, offer, packs).await;
        }
    }

    /// Ids, names and figures that nobody of the other chain may see.
    fn secrets(&self) -> Vec<String> {
        let people = [&self.vendor, &self.editor, &self.retailer, &self.buyer, &self.partner, &self.rider];
        let mut secrets: Vec<String> =
            people.iter().flat_map(|p| [p.user_id.clone(), p.company_id.clone(), p.email.clone()]).collect();
        for offer in [&self.tea, &self.rice, &self.salt] {
            secrets.extend([offer.offer_id.clone(), offer.product_id.clone()]);
        }
        secrets.extend(self.parts.iter().flat_map(|part| [part.id.clone(), part.order_id.clone()]));
        secrets.extend(self.things.values().cloned());
        let f = &self.figures;
        let texts = [f.one, f.two, f.six, f.seven, f.nine, f.held_text, f.raised_text, f.stock_text, self.name];
        secrets.extend(texts.map(str::to_owned));
        secrets.extend([f.price, f.held, f.raised, f.stock].map(|n| n.to_string()));
        secrets
    }

    /// Which of them stand in a text.
    pub fn secrets_in(&self, text: &str) -> Vec<String> {
        let text = text.to_lowercase();
        let stands = |secret: &String| {
            let secret = secret.to_lowercase();
            let is_number = secret.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
            text.match_indices(&secret).any(|(at, _)| {
                let beside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                !is_number || !(beside(text[..at].chars().last()) || beside(text[at + secret.len()..].chars().next()))
            })
        };
        self.secrets().into_iter().filter(stands).collect()
    }
}

/// Puts packs of an offer into somebody's basket, by the form of the product's page.
pub async fn puts_in_basket(who: &Actor, offer: &TestOffer, packs: &str) {
    let page = who.get(&format!("/products/{}", offer.product_id)).await.is(200);
    let csrf = forms::hidden(&page, "_csrf");
    let fields = [("_csrf", csrf.as_str()), ("offer", offer.offer_id.as_str()), ("quantity", packs)];
    forms::send(who, &[], "/basket/lines", &fields).await.is(303);
}

/// The same person in another company, which invited them.
pub async fn also_at(app: &TestApp, of: &Actor, company: &Actor, role: &str) -> Actor {
    let invited = company.post("/api/invitations", &json!({ "email": of.email, "role": role })).await.is(201);
    let join = json!({ "token": invited.text_at("/token"), "name": "Asha Menon", "password": PASSWORD });
    app.anybody().post("/api/auth/accept-invitation", &join).await.is(204);
    let login = json!({ "email": of.email, "password": PASSWORD, "company_id": company.company_id });
    let tokens = app.anybody().post("/api/auth/login", &login).await.is(200);
    Actor { company_id: tokens.text_at("/company_id"), ..of.with_token(&tokens.text_at("/access_token")) }
}

/// The sign-in that somebody's token is of.
pub fn session_of(who: &Actor) -> String {
    let claims = forged::claims(who.token.as_deref().expect("signed in"));
    claims["sid"].as_str().expect("an id").to_owned()
}
