//! Bodies that are not what was asked for. Every operation of the OpenAPI document that takes a
//! body gets every mutation of a good one; then the good one, to show that nothing else was wrong.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use edge::openapi;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Answer, Engine, PASSWORD, Part, TestApp};

use crate::http_edges::alone;

/// Texts that mean something to a database, a browser, a template, a mail, a format or a file system.
pub const TRICKS: &[&str] = &[
    "' OR 1=1 --",
    "<script>alert(\"Hacked\")</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "%s%n",
    "../../etc/passwd",
    "'; drop table users; --",
];
/// Texts that no one-line field may hold: a second line, and letters that run the other way.
pub const REFUSED: &[&str] = &["x\r\nBcc: x", "invoice\u{202e}fdp.exe", "nul\u{0}byte"];

/// One operation with everything that a good request of it needs.
struct Case {
    who: Actor,
    path: String,
    tag: String,
    body: Value,
}

/// A marketplace in which something of every sort exists.
pub struct World {
    pub app: TestApp,
    pub vendor: Actor,
    pub retailer: Actor,
    pub partner: Actor,
    pub rider: Actor,
    pub admin: Actor,
    /// What can stand for a path's parameter, by its name.
    pub ids: BTreeMap<&'static str, String>,
    cases: BTreeMap<&'static str, Case>,
}

impl World {
    /// Who may call an operation, by its first rule.
    pub fn caller(&self, operation: &Value) -> Actor {
        match operation["x-access"][0].as_str().and_then(|rule| rule.split(':').next()) {
            Some("vendor" | "member" | "signed in") => self.vendor.clone(),
            Some("retailer") => self.retailer.clone(),
            Some("delivery_partner") => self.partner.clone(),
            Some("platform") => self.admin.clone(),
            _ => self.app.anybody(),
        }
    }

    pub async fn new(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        app.shelf().await;
        let (vendor, second) = (app.vendor("acme").await, app.vendor("bharat").await);
        let (retailer, partner) = (app.retailer("corner").await, app.partner("wheels").await);
        let (rider, helper) = (app.colleague(&partner, "rider").await, app.colleague(&vendor, "viewer").await);
        let (admin, applicant) = (app.staff(Role::SuperAdmin).await, app.applicant("vendor", "dunes").await);
        let tea = vendor.sells("Café Blend Tea", 80_00, 100).await;
        let rice = vendor.sells("Red Rice", 55_00, 50).await;
        let oil = second.sells("Coconut Oil", 90_00, 0).await;
        let mut parts = Vec::new();
        for _ in 0..7 {
            parts.extend(retailer.buys(&[(&tea, 2)]).await);
        }
        let deliveries = carried(&app, &vendor, &admin, (&partner, &rider), &parts[3..]).await;
        let tracking = retailer.get(&format!("/api/orders/{}/tracking", deliveries[3].1)).await.is(200);
        let invited =
            vendor.post("/api/invitations", &json!({ "email": "new@acme.example", "role": "viewer" })).await.is(201);
        let pending =
            vendor.post("/api/invitations", &json!({ "email": "late@acme.example", "role": "viewer" })).await.is(201);
        let price = json!({ "price_minor": 99_00 }).to_string().into_bytes();
        let headers = [("content-type", "application/json"), ("if-match", "\"1\"")];
        let held =
            vendor.send("PUT", &format!("/api/offers/{}/price", rice.offer_id), &headers, Some(price)).await.is(200);
        assert_eq!(held.text_at("/state"), "held");
        let members = vendor.get("/api/members").await.is(200);
        let member = members.items().iter().find(|m| m["role"] == "viewer").expect("the helper")["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let line = vendor.get(&format!("/api/vendor-orders/{}", parts[0].id)).await.is(200).text_at("/lines/0/id");
        let session = vendor.get("/api/me/sessions").await.is(200).text_at("/0/id");

        let mut world =
            Self { app, vendor, retailer, partner, rider, admin, ids: BTreeMap::new(), cases: BTreeMap::new() };
        world.ids.extend([
            ("organization_id", world.retailer.org_id.clone()),
            ("vendor_id", world.vendor.org_id.clone()),
            ("retailer_id", world.retailer.org_id.clone()),
            ("product_id", tea.product_id.clone()),
            ("offer_id", tea.offer_id.clone()),
            ("order_id", parts[0].purchase_id.clone()),
            ("vendor_order_id", parts[0].id.clone()),
            ("delivery_id", deliveries[1].0.clone()),
            ("user_id", helper.user_id.clone()),
            ("membership_id", member.clone()),
            ("invitation_id", pending.text_at("/id")),
            ("session_id", session),
            ("price_change_id", held.text_at("/change_id")),
            ("job_id", "job_01k0000000000000000000000a".to_owned()),
        ]);
        let reason = json!({ "reason": "because" });
        let ship_to =
            json!({ "name": "Corner", "line": "2 Main Road", "city": "Kochi", "postcode": "682002", "country": "IN" });
        let address = json!({ "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" });
        let terms = json!({ "sku": "T-1", "pack_size": 6, "min_quantity": 2, "quantity_step": 2, "max_quantity": 100, "price_minor": 50_00 });
        let (v, r, a) = (world.vendor.clone(), world.retailer.clone(), world.admin.clone());
        let anybody = world.app.anybody();
        let part = |p: &Part, end: &str| format!("/api/vendor-orders/{}/{end}", p.id);
        let delivery = |at: usize, end: &str| format!("/api/deliveries/{}/{end}", deliveries[at].0);
        let org = |who: &Actor, end: &str| format!("/api/admin/organizations/{}/{end}", who.org_id);
        world.put("auth.register", &anybody, "/api/auth/register".into(), json!({ "kind": "vendor", "legal_name": "Fresh Limited", "display_name": "Fresh", "address": address, "currency": "INR", "name": "Asha Menon", "email": "fresh@vendor.example", "password": PASSWORD }));
        world.put(
            "auth.login",
            &anybody,
            "/api/auth/login".into(),
            json!({ "email": "acme@vendor.example", "password": PASSWORD, "organization_id": v.org_id }),
        );
        world.put(
            "auth.refresh",
            &anybody,
            "/api/auth/refresh".into(),
            json!({ "refresh_token": second.refresh_token }),
        );
        world.put(
            "auth.accept_invitation",
            &anybody,
            "/api/auth/accept-invitation".into(),
            json!({ "token": invited.text_at("/token"), "name": "Ravi Nair", "password": PASSWORD }),
        );
        world.put(
            "auth.change_password",
            &helper,
            "/api/auth/password".into(),
            json!({ "current_password": PASSWORD, "new_password": "seven kettles under a copper pine" }),
        );
        world.put("admin.reject", &a, org(&applicant, "rejection"), reason.clone());
        world.put("admin.suspend", &a, org(&second, "suspension"), reason.clone());
        world.put("admin.lock_user", &a, format!("/api/admin/users/{}/lock", applicant.user_id), reason.clone());
        world.put(
            "admin.add_category",
            &a,
            "/api/admin/categories".into(),
            json!({ "slug": "roots", "name": "Roots", "parent": "fresh-food" }),
        );
        world.put(
            "admin.retire_product",
            &a,
            format!("/api/admin/products/{}/retirement", oil.product_id),
            reason.clone(),
        );
        world.put("catalog.list_product", &v, "/api/products".into(), json!({ "title": "Mangoes", "brand": "Malabar", "category": "fruits", "gtin": "4006381333931", "description": "Picked.", "tax_class": "gst_5", "offer": terms }));
        world.put(
            "catalog.edit_product",
            &v,
            format!("/api/products/{}", rice.product_id),
            json!({ "title": "Matta Rice", "brand": "Malabar", "category": "fruits", "description": "Red." }),
        );
        world.put("catalog.offer_product", &v, format!("/api/products/{}/offers", oil.product_id), json!({ "sku": "T-2", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 10, "price_minor": 50_00 }));
        world.put(
            "offers.edit",
            &v,
            format!("/api/offers/{}", rice.offer_id),
            json!({ "min_quantity": 2, "quantity_step": 2, "max_quantity": 50, "state": "paused" }),
        );
        world.put(
            "company.edit",
            &v,
            "/api/organization".into(),
            json!({ "display_name": "Acme", "address_line": "3 Quay", "city": "Kochi", "postcode": "682003" }),
        );
        world.put("deliveries.offer", &a, delivery(0, "partner"), json!({ "partner_id": world.partner.org_id }));
        world.put(
            "deliveries.assign",
            &world.partner.clone(),
            delivery(1, "rider"),
            json!({ "rider_id": world.rider.user_id }),
        );
        world.put("deliveries.fail", &world.rider.clone(), delivery(2, "failure"), reason.clone());
        world.put(
            "deliveries.complete",
            &world.rider.clone(),
            delivery(3, "completion"),
            json!({ "code": tracking.text_at("/0/proof_code") }),
        );
        world.put("stock.add_location", &v, "/api/locations".into(), json!({ "name": "Yard", "city": "Kochi" }));
        world.put("stock.move", &v, "/api/inventory/movements".into(), json!({ "offer_id": tea.offer_id, "location_id": tea.location_id, "kind": "received", "quantity": 5, "reason": "delivered" }));
        world.put("orders.place", &r, "/api/orders".into(), json!({ "lines": [{ "offer_id": tea.offer_id, "quantity": 2 }], "expected_total": { "amount_minor": 160_00, "currency": "INR" }, "payment_terms": "net_30", "reference": "PO 7", "ship_to": ship_to }));
        world.put(
            "orders.cancel_part",
            &r,
            format!("/api/orders/{}/parts/{}/cancellation", parts[2].purchase_id, parts[2].id),
            reason.clone(),
        );
        world.put(
            "vendor_orders.accept",
            &v,
            part(&parts[0], "acceptance"),
            json!({ "lines": [{ "line_id": line, "quantity": 2 }] }),
        );
        world.put("vendor_orders.reject", &v, part(&parts[1], "rejection"), reason.clone());
        world.put("prices.change", &v, format!("/api/offers/{}/price", tea.offer_id), json!({ "price_minor": 81_00 }));
        world.put(
            "prices.decide",
            &v,
            format!("/api/price-changes/{}/decision", held.text_at("/change_id")),
            json!({ "decision": "refuse", "password": PASSWORD }),
        );
        world.put(
            "team.change_member",
            &v,
            format!("/api/members/{member}"),
            json!({ "role": "order_manager", "state": "active" }),
        );
        world.put(
            "team.invite",
            &v,
            "/api/invitations".into(),
            json!({ "email": "third@acme.example", "role": "viewer" }),
        );
        world
    }

    fn put(&mut self, id: &'static str, who: &Actor, path: String, body: Value) {
        let tag = "\"1\"".to_owned();
        self.cases.insert(id, Case { who: who.clone(), path, tag, body });
    }
}

/// Four packed orders on their way: with nobody, with a partner, and twice with a rider who has the
/// goods. Delivery and purchase of each.
async fn carried(
    app: &TestApp,
    vendor: &Actor,
    admin: &Actor,
    (partner, rider): (&Actor, &Actor),
    parts: &[Part],
) -> Vec<(String, String)> {
    for part in parts {
        vendor.packs(part).await;
    }
    app.settle().await;
    let rows = admin.get("/api/deliveries?state=unassigned").await.is(200);
    let mut found = Vec::new();
    for (at, row) in rows.items().iter().enumerate() {
        let id = row["id"].as_str().expect("an id").to_owned();
        let order = parts.iter().find(|p| row["vendor_order_id"] == p.id.as_str()).expect("its order");
        if at >= 1 {
            admin
                .post(&format!("/api/deliveries/{id}/partner"), &json!({ "partner_id": partner.org_id }))
                .await
                .is(200);
        }
        if at >= 2 {
            partner.post(&format!("/api/deliveries/{id}/rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
            rider.act(&format!("/api/deliveries/{id}/pickup")).await.is(200);
        }
        found.push((id, order.purchase_id.clone()));
    }
    found
}

impl Case {
    async fn send(&self, method: &str, kind: &[&str], body: Vec<u8>) -> Answer {
        let key = format!("{:x}-{:x}", self as *const Self as usize, fresh());
        let mut headers = vec![("idempotency-key", key.as_str()), ("if-match", &self.tag)];
        headers.extend(kind.iter().map(|k| ("content-type", *k)));
        self.who.send(method, &self.path, &headers, Some(body)).await
    }
}

fn fresh() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A body, what is wrong with it, and where the refusal must say so; `None` where it may be
/// refused for its meaning instead.
type Mutation = (String, String, Option<String>);

/// The schema behind references and behind "or null"; whether null is one of the choices.
fn solid<'d>(document: &'d Value, schema: &'d Value) -> (&'d Value, bool) {
    if let Some(name) = schema["$ref"].as_str() {
        return solid(document, document.pointer(name.trim_start_matches('#')).expect("a schema"));
    }
    let is_null = |s: &Value| s["type"] == "null";
    match schema["anyOf"].as_array() {
        Some(choices) if choices.iter().any(is_null) => {
            (solid(document, choices.iter().find(|c| !is_null(c)).expect("a choice")).0, true)
        }
        _ => (schema, schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == "null"))),
    }
}

/// The body with other text at one place.
fn with(body: &Value, pointer: &str, text: &str) -> String {
    let mut body = body.clone();
    *body.pointer_mut(pointer).expect("the place exists") = json!("@@here@@");
    body.to_string().replacen("\"@@here@@\"", text, 1)
}

/// `/lines/0/quantity` as the refusals write it.
fn dotted(pointer: &str) -> String {
    let mut out = String::new();
    for piece in pointer.split('/').skip(1) {
        if piece.bytes().all(|b| b.is_ascii_digit()) {
            out.push_str(&format!("[{piece}]"));
        } else {
            out.push_str(if out.is_empty() { "" } else { "." });
            out.push_str(piece);
        }
    }
    out
}

fn mutations(document: &Value, schema: &Value, body: &Value, pointer: &str, out: &mut Vec<Mutation>) {
    let (schema, nullable) = solid(document, schema);
    let here = body.pointer(pointer).expect("the place exists");
    let at = dotted(pointer);
    let mut put = |text: &str, place: Option<&str>| {
        let shown: String = text.chars().take(60).collect();
        out.push((format!("{at} = {shown}"), with(body, pointer, text), place.map(str::to_owned)));
    };
    if !nullable {
        put("null", Some(&at));
    }
    put("true", Some(&at));
    match here {
        Value::Object(fields) => {
            ["7", "\"text\"", "[]"].iter().for_each(|other| put(other, Some(&at)));
            put(&Value::Array(fields.values().cloned().collect()).to_string(), Some(&at));
            let inner = here.to_string();
            for name in ["role", "vendor_id", "is_verified", "status", "price", "__proto__"]
                .iter()
                .filter(|n| !fields.contains_key(**n))
            {
                put(&format!("{{\"{name}\":\"x\",{}", &inner[1..]), Some(&at));
                put(&format!("{},\"{name}\":true}}", &inner[..inner.len() - 1]), Some(&at));
            }
            for (name, value) in fields {
                put(&format!("{},\"{name}\":{value}}}", &inner[..inner.len() - 1]), Some(&at));
            }
            for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                let mut less = here.clone();
                less.as_object_mut().expect("an object").remove(name);
                put(&less.to_string(), Some(&at));
            }
            let known = schema["properties"].as_object().expect("an object has properties");
            assert_eq!(
                known.keys().collect::<Vec<_>>(),
                fields.keys().collect::<Vec<_>>(),
                "the good body at {at} must have every field"
            );
            for (name, field) in known {
                mutations(document, field, body, &format!("{pointer}/{name}"), out);
            }
        }
        Value::Array(_) => {
            ["{}", "\"text\"", "7", "[null]", "[[]]"].iter().for_each(|other| put(other, Some(&at)));
            mutations(document, &schema["items"], body, &format!("{pointer}/0"), out);
        }
        Value::Number(_) => {
            for other in ["\"10\"", "1.5", "1e3", "[]", "{}", "[1]", "NaN", "1000000000000000000000000000000"] {
                put(other, Some(&at));
            }
            ["-1000", "0", "-0", "1000000000001", "9007199254740993"].iter().for_each(|other| put(other, None));
        }
        _ => {
            ["7", "1.5", "{}", "[]", "{\"$ne\":null}", "[\"x\"]", "\"\\ud800\"", "\"a\\ud800b\""]
                .iter()
                .for_each(|other| put(other, Some(&at)));
            ["\"\"", "\"nul\\u0000byte\"", "\"\u{feff}\""].iter().for_each(|other| put(other, None));
            put(&format!("\"{}\"", "x".repeat(6_000)), Some(&at));
        }
    }
}

/// Insists on a refusal that a client can act on.
#[track_caller]
fn refused(answer: &Answer, what: &str) {
    let status = answer.status.as_u16();
    assert!((400..500).contains(&status), "{what}: {status} {}", answer.text);
    assert!(!answer.text_at("/code").is_empty() && !answer.text_at("/detail").is_empty(), "{what}");
}

async fn whole_bodies(case: &Case, id: &str, method: &str) {
    let json = ["application/json"];
    let good = case.body.to_string();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let named = format!("{{\"zzz\":{}", "{\"a\":".repeat(20_000));
    let spoilt = [
        good[..good.len() - 1].to_owned(),
        format!("{good} x"),
        format!("{good}{good}"),
        format!("{good},"),
        String::new(),
        " ".to_owned(),
        format!("\u{feff}{good}"),
        format!("[{good}]"),
        format!("\"{}\"", good.replace('"', "\\\"")),
        deep,
        named,
    ];
    for text in spoilt {
        let began = Instant::now();
        let answer = case.send(method, &json, text.clone().into_bytes()).await;
        let what = format!("{id}: {}", text.chars().take(40).collect::<String>());
        refused(&answer, &what);
        assert_eq!((answer.status.as_u16(), answer.text_at("/code").as_str()), (400, "request.bad_body"), "{what}");
        assert!(began.elapsed() < Duration::from_secs(5), "{what} took {:?}", began.elapsed());
    }
    let latin = [good.as_bytes(), b"\xff"].concat();
    refused(&case.send(method, &json, latin).await, id);
    let alone = Case { who: alone(&case.who), path: case.path.clone(), tag: case.tag.clone(), body: Value::Null };
    let huge = alone.send(method, &json, "[".repeat(2_000_000).into_bytes()).await;
    assert!(matches!(huge.status.as_u16(), 400 | 413), "{id}: {}", huge.status);
    for kinds in [
        &["text/plain"][..],
        &[],
        &["application/json", "application/json"],
        &["application/json; charset=utf-16"],
        &["application/x-www-form-urlencoded"],
    ] {
        assert_eq!(case.send(method, kinds, good.clone().into_bytes()).await.status, 415, "{id} as {kinds:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_body_that_is_not_what_was_asked_for_is_refused_and_the_good_one_taken() {
    let mut world = World::new(Engine::Sqlite).await;
    let document = openapi::document(&api::table());
    let operations = document["paths"]
        .as_object()
        .expect("paths")
        .values()
        .flat_map(|methods| methods.as_object().expect("methods"));
    let (mut sent, mut taken) = (0, 0);

    for (method, operation) in operations {
        let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema") else { continue };
        let (id, method) = (operation["operationId"].as_str().expect("an id"), method.to_uppercase());
        let case = world.cases.remove(id).unwrap_or_else(|| panic!("{id} takes a body: add a good one to World::new"));
        let mut bad = Vec::new();
        mutations(&document, schema, &case.body, "", &mut bad);
        for (what, body, place) in bad {
            let what = format!("{id}: {what}");
            let answer = case.send(&method, &["application/json"], body.into_bytes()).await;
            refused(&answer, &what);
            if let Some(place) = place {
                assert_eq!(
                    (answer.status.as_u16(), answer.text_at("/code").as_str()),
                    (400, "request.bad_body"),
                    "{what}"
                );
                assert!(answer.text_at("/errors/0/path").starts_with(&place), "{what}: {}", answer.text);
            }
            sent += 1;
        }
        whole_bodies(&case, id, &method).await;
        let good = case.send(&method, &["application/json"], case.body.to_string().into_bytes()).await;
        assert!(good.status.is_success(), "{id}: the good body: {} {}", good.status, good.text);
        taken += 1;
    }

    assert!(world.cases.is_empty(), "bodies of no operation: {:?}", world.cases.keys());
    assert!(sent > 1_000 && taken == 29, "{sent} mutations of {taken} bodies");
    world.app.finish().await;
}
