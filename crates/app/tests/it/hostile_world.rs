//! A marketplace in which something of every sort exists, and a good request of every operation
//! that takes a body; for the tests that then spoil them.

use std::collections::BTreeMap;

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, PASSWORD, TestApp, TestVendorOrder};

/// One operation with everything that a good request of it needs.
pub struct Case {
    pub who: Actor,
    pub path: String,
    pub takes_key: bool,
    pub body: Value,
}

/// A marketplace in which something of every sort exists.
pub struct World {
    pub app: TestApp,
    pub vendor: Actor,
    pub retailer: Actor,
    pub partner: Actor,
    pub rider: Actor,
    pub admin: Actor,
    /// Where the vendor keeps its tea.
    pub location: String,
    /// What can stand for a path's parameter, by its name.
    pub ids: BTreeMap<&'static str, String>,
    /// A good request of every operation that takes a body, by its id.
    pub cases: BTreeMap<&'static str, Case>,
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

    #[expect(clippy::too_many_lines, reason = "a table: one good body per operation")]
    pub async fn new(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        app.category().await;
        let (vendor, second) = (app.vendor("acme").await, app.vendor("bharat").await);
        let (retailer, partner) = (app.retailer("corner").await, app.partner("wheels").await);
        let (rider, helper) = (app.colleague(&partner, "rider").await, app.colleague(&vendor, "viewer").await);
        let (admin, applicant) = (app.staff(Role::SuperAdmin).await, app.applicant("vendor", "dunes").await);
        let late = app.applicant("vendor", "dune-s").await;
        let tea = vendor.sells("Café Blend Tea", 8_000, 100).await;
        let rice = vendor.sells("Red Rice", 5_500, 50).await;
        let oil = second.sells("Coconut Oil", 9_000, 0).await;
        let nuts = second.sells("Cashew Nuts", 7_000, 0).await;
        let mut parts = Vec::new();
        for _ in 0..8 {
            parts.extend(retailer.buys(&[(&tea, 2)]).await);
        }
        let deliveries = carried(&app, &vendor, &admin, (&partner, &rider), &parts[4..]).await;
        let tracking = retailer.get(&format!("/api/orders/{}/tracking", deliveries[3].1)).await.is(200);
        let invited =
            vendor.post("/api/invitations", &json!({ "email": "new@acme.example", "role": "viewer" })).await.is(201);
        let pending =
            vendor.post("/api/invitations", &json!({ "email": "late@acme.example", "role": "viewer" })).await.is(201);
        let plums = second.sells("Plums", 7_000, 0).await;
        let gone = format!("/api/admin/products/{}/retirement", plums.product_id);
        admin.post(&gone, &json!({ "reason": "listed twice" })).await.is(204);
        let mut pens = Actor::product_body("Pens", "PEN", 100);
        pens["gtin"] = json!("5901234123457");
        second.post_once("/api/products", "pens", &pens).await.is(201);
        let tag = vendor.get(&format!("/api/products/{}", tea.product_id)).await.is(200).etag();
        let change = json!({ "title": "Green Tea" });
        let asked =
            vendor.patch(&format!("/api/products/{}", tea.product_id), &tag, &change).await.is(202).text_at("/id");
        let prefix = json!({ "prefix": "4006381", "evidence": "our licence" });
        let stated = vendor.post("/api/company-prefixes", &prefix).await.is(201).text_at("/id");
        let price = json!({ "price_minor": 9_900 }).to_string().into_bytes();
        let headers = [("content-type", "application/json"), ("if-match", "*")];
        // Alone in their company, so that the password counts.
        let solo = app.vendor("solo").await;
        let spice = solo.sells("Black Pepper", 5_500, 0).await;
        let held =
            solo.send("PUT", &format!("/api/offers/{}/price", spice.offer_id), &headers, Some(price)).await.is(202);
        assert_eq!(held.text_at("/state"), "held");
        let wish = json!({ "display_name": "acme" });
        let wish = solo.post("/api/company/name-changes", &wish).await.is(201).text_at("/id");
        let members = vendor.get("/api/members").await.is(200);
        let member = members.items().iter().find(|m| m["role"] == "viewer").expect("the helper")["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        let line = vendor.get(&format!("/api/vendor-orders/{}", parts[0].id)).await.is(200).text_at("/lines/0/id");
        let session = vendor.get("/api/me/sessions").await.is(200).text_at("/0/id");

        let mut world = Self {
            app,
            vendor,
            retailer,
            partner,
            rider,
            admin,
            location: tea.location_id.clone(),
            ids: BTreeMap::new(),
            cases: BTreeMap::new(),
        };
        world.ids.extend([
            ("company_id", world.retailer.company_id.clone()),
            ("vendor_id", world.vendor.company_id.clone()),
            ("retailer_id", world.retailer.company_id.clone()),
            ("product_id", tea.product_id.clone()),
            ("offer_id", tea.offer_id.clone()),
            ("order_id", parts[0].order_id.clone()),
            ("vendor_order_id", parts[0].id.clone()),
            ("delivery_id", deliveries[1].0.clone()),
            ("user_id", helper.user_id.clone()),
            ("membership_id", member.clone()),
            ("invitation_id", pending.text_at("/id")),
            ("session_id", session),
            ("name_change_id", wish.clone()),
            ("product_request_id", asked.clone()),
            ("company_prefix_id", stated.clone()),
            ("brand", "Caf%C3%A9%20Malabar".to_owned()),
            ("price_change_id", held.text_at("/change_id")),
            ("job_id", "job_01k0000000000000000000000a".to_owned()),
        ]);
        // Somebody of the platform to be promoted, and an administrator who waits for a second one's word.
        let auditor = world.app.staff(Role::Auditor).await;
        let staff = world.admin.get("/api/members?limit=100").await.is(200);
        let auditor = staff.items().iter().find(|m| m["user_id"] == auditor.user_id.as_str()).expect("the auditor");
        let asked_for = json!({ "email": "third@platform.example", "role": "super_admin", "password": PASSWORD });
        let awaited = world.admin.post("/api/invitations", &asked_for).await.is(201).text_at("/id");
        let ids_of_staff = (auditor["id"].as_str().expect("an id").to_owned(), awaited);
        let second_admin = world.app.staff_called(Role::SuperAdmin, "second-admin").await;
        let reason = json!({ "reason": "because" });
        let ship_to =
            json!({ "name": "Corner", "line": "2 Main Road", "city": "Kochi", "postcode": "682002", "country": "IN" });
        let address = json!({ "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" });
        let terms = json!({ "sku": "T-1", "pack_size": 6, "min_quantity": 2, "quantity_step": 2, "max_quantity": 100, "price_minor": 5_000 });
        let (v, r, a) = (world.vendor.clone(), world.retailer.clone(), world.admin.clone());
        let anybody = world.app.anybody();
        let part = |p: &TestVendorOrder, end: &str| format!("/api/vendor-orders/{}/{end}", p.id);
        let delivery = |at: usize, end: &str| format!("/api/deliveries/{}/{end}", deliveries[at].0);
        let company = |who: &Actor, end: &str| format!("/api/admin/companies/{}/{end}", who.company_id);
        world.put("auth.register", &anybody, "/api/auth/register".into(), json!({ "kind": "vendor", "legal_name": "Fresh Limited", "display_name": "Fresh", "address": address, "currency": "INR", "name": "Asha Menon", "email": "fresh@vendor.example", "password": PASSWORD }));
        world.put(
            "auth.login",
            &anybody,
            "/api/auth/login".into(),
            json!({
                "email": "acme@vendor.example", "password": PASSWORD, "company_id": v.company_id,
                "step_up": { "challenge": "1.1.x.y", "answer": "z" },
            }),
        );
        world.put(
            "auth.login_short",
            &anybody,
            "/api/login".into(),
            json!({
                "email": "acme@vendor.example", "password": PASSWORD, "company_id": v.company_id,
                "step_up": { "challenge": "1.1.x.y", "answer": "z" },
            }),
        );
        world.put(
            "auth.create_session",
            &anybody,
            "/api/auth/session".into(),
            json!({
                "email": "acme@vendor.example", "password": PASSWORD, "company_id": v.company_id,
                "step_up": { "challenge": "1.1.x.y", "answer": "z" },
            }),
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
            "accounts.change_password",
            &helper,
            "/api/auth/password".into(),
            json!({ "current_password": PASSWORD, "new_password": "seven kettles under a copper pine" }),
        );
        let seen = json!({ "similar_seen": 1 });
        world.put("companies.approve", &a, company(&late, "approval"), seen);
        world.put("companies.reject", &a, company(&applicant, "rejection"), reason.clone());
        let bulk = json!({ "allowed": true, "reason": "said so by telephone" });
        world.put("companies.set_bulk_listing", &a, company(&second, "bulk-listing"), bulk);
        world.put("companies.suspend", &a, company(&second, "suspension"), reason.clone());
        world.put("accounts.lock_user", &a, format!("/api/admin/users/{}/lock", applicant.user_id), reason.clone());
        world.put(
            "companies.ask_name_change",
            &v,
            "/api/company/name-changes".into(),
            json!({ "display_name": "Zenith", "legal_name": "Zenith Limited" }),
        );
        // There is another company of that name: who has not seen it is refused.
        world.put(
            "companies.decide_name_change",
            &a,
            format!("/api/admin/name-changes/{wish}/decision"),
            json!({ "decision": "accept", "similar_seen": 1, "reason": "because" }),
        );
        world.put(
            "ops.reset_limits",
            &a,
            "/api/admin/limits/resets".into(),
            json!({ "by": "account", "value": "owner@corner.example", "from": "2001:db8::1" }),
        );
        world.put(
            "catalog.add_category",
            &a,
            "/api/admin/categories".into(),
            json!({ "slug": "roots", "name": "Roots", "parent": "fresh-food" }),
        );
        world.put(
            "catalog.restore_product",
            &a,
            format!("/api/admin/products/{}/restoration", plums.product_id),
            reason.clone(),
        );
        world.put(
            "catalog.decide_request",
            &a,
            format!("/api/admin/product-requests/{asked}/decision"),
            json!({ "decision": "refuse", "reason": "because" }),
        );
        world.put(
            "catalog.decide_prefix",
            &a,
            format!("/api/admin/company-prefixes/{stated}/decision"),
            json!({ "decision": "confirm", "reason": "because" }),
        );
        world.put(
            "catalog.state_prefix",
            &v,
            "/api/company-prefixes".into(),
            json!({ "prefix": "5901234", "evidence": "our licence" }),
        );
        world.put(
            "catalog.claim_gtin",
            &v,
            "/api/gtin-claims".into(),
            json!({ "gtin": "5901234123457", "evidence": "Our company prefix is 5901234." }),
        );
        world.put(
            "catalog.retire_product",
            &a,
            format!("/api/admin/products/{}/retirement", nuts.product_id),
            reason.clone(),
        );
        world.put("listings.list_product", &v, "/api/products".into(), json!({ "title": "Mangoes", "brand": "Malabar", "category": "fruits", "gtin": "4006381333931", "description": "Picked.", "tax_class": "gst_5", "offer": terms }));
        world.put(
            "catalog.edit_product",
            &v,
            format!("/api/products/{}", rice.product_id),
            json!({ "title": "Matta Rice", "brand": "Malabar", "category": "fruits", "description": "Red.", "note": "because" }),
        );
        world.put("listings.offer_product", &v, format!("/api/products/{}/offers", oil.product_id), json!({ "sku": "T-2", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 10, "price_minor": 5_000 }));
        world.put(
            "catalog.edit_offer",
            &v,
            format!("/api/offers/{}", rice.offer_id),
            json!({ "min_quantity": 2, "quantity_step": 2, "max_quantity": 50, "state": "paused" }),
        );
        world.put(
            "companies.edit_own",
            &v,
            "/api/company".into(),
            json!({ "display_name": "acme", "address_line": "3 Quay", "city": "Kochi", "postcode": "682003", "time_zone": "Asia/Kolkata", "delivers_to": ["IN", "AE"] }),
        );
        world.put("delivery.offer", &a, delivery(0, "partner"), json!({ "partner_id": world.partner.company_id }));
        world.put(
            "delivery.assign",
            &world.partner.clone(),
            delivery(1, "rider"),
            json!({ "rider_id": world.rider.user_id }),
        );
        world.put(
            "delivery.fail",
            &world.rider.clone(),
            delivery(2, "failure"),
            json!({ "code": "nobody", "reason": "no lorry" }),
        );
        world.put(
            "delivery.complete",
            &world.rider.clone(),
            delivery(3, "completion"),
            json!({ "proof_code": tracking.text_at("/0/proof_code") }),
        );
        world.put("inventory.add_location", &v, "/api/locations".into(), json!({ "name": "Yard", "city": "Kochi" }));
        world.put("inventory.move", &v, "/api/inventory/movements".into(), json!({ "offer_id": tea.offer_id, "location_id": tea.location_id, "kind": "received", "quantity": 5, "reason": "delivered" }));
        world.put("orders.place", &r, "/api/orders".into(), json!({ "lines": [{ "offer_id": tea.offer_id, "quantity": 2 }], "expected_total": { "amount_minor": 16_200, "currency": "INR" }, "payment_terms": "net_30", "reference": "PO 7", "ship_to": ship_to }));
        world.put(
            "orders.cancel_vendor_order",
            &r,
            format!("/api/orders/{}/vendor-orders/{}/cancellation", parts[2].order_id, parts[2].id),
            reason.clone(),
        );
        world.put(
            "orders.withdraw_vendor_order",
            &a,
            format!("/api/admin/vendor-orders/{}/cancellation", parts[3].id),
            reason.clone(),
        );
        world.put(
            "orders.accept",
            &v,
            part(&parts[0], "acceptance"),
            json!({ "lines": [{ "line_id": line, "quantity": 2 }] }),
        );
        world.put("orders.reject", &v, part(&parts[1], "rejection"), reason.clone());
        world.put("pricing.change", &v, format!("/api/offers/{}/price", tea.offer_id), json!({ "price_minor": 8_100 }));
        world.put(
            "pricing.decide",
            &solo,
            format!("/api/price-changes/{}/decision", held.text_at("/change_id")),
            json!({ "decision": "confirm", "password": PASSWORD }),
        );
        let password = json!({ "password": PASSWORD });
        world.put("accounts.sign_out_member", &v, format!("/api/members/{member}/sign-out"), password.clone());
        world.put("accounts.sign_out_own_company", &r, "/api/company/sign-out".into(), password.clone());
        let of_user = format!("/api/admin/users/{}/sign-out", applicant.user_id);
        world.put("accounts.sign_out_user", &a, of_user, password.clone());
        world.put("accounts.sign_out_company", &a, company(&late, "sign-out"), password.clone());
        let promotion = format!("/api/members/{}/promotion", ids_of_staff.0);
        world.put("accounts.ask_promotion", &a, promotion, password.clone());
        let approval = format!("/api/invitations/{}/approval", ids_of_staff.1);
        world.put("accounts.approve_invitation", &second_admin, approval, password);
        world.put(
            "accounts.change_member",
            &v,
            format!("/api/members/{member}"),
            json!({ "role": "owner", "state": "active", "password": PASSWORD }),
        );
        world.put(
            "accounts.invite",
            &v,
            "/api/invitations".into(),
            json!({ "email": "third@acme.example", "role": "owner", "password": PASSWORD }),
        );
        world
    }

    fn put(&mut self, id: &'static str, who: &Actor, path: String, body: Value) {
        let takes_key = api::router().all().any(|mounted| mounted.route.id == id && mounted.takes_key);
        self.cases.insert(id, Case { who: who.clone(), path, takes_key, body });
    }
}

/// Four packed orders on their way: with nobody, with a partner, and twice with a rider who has the
/// goods. Delivery and order of each.
async fn carried(
    app: &TestApp,
    vendor: &Actor,
    admin: &Actor,
    (partner, rider): (&Actor, &Actor),
    parts: &[TestVendorOrder],
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
                .post(&format!("/api/deliveries/{id}/partner"), &json!({ "partner_id": partner.company_id }))
                .await
                .is(200);
        }
        if at >= 2 {
            partner.post(&format!("/api/deliveries/{id}/rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
            rider.act(&format!("/api/deliveries/{id}/pickup")).await.is(200);
        }
        found.push((id, order.order_id.clone()));
    }
    found
}
