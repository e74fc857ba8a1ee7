//! Nobody is offered a decision that they would be refused: pages say why instead of showing the form.

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, on_every_engine};

use super::joins;

const GTIN: &str = "4006381333931";
const TOLD: &str = "Someone else must decide";

/// Somebody of the staff who is in a company, too, and somebody who is in none.
struct Staff {
    own: Actor,
    other: Actor,
}

impl Staff {
    async fn hired(app: &TestApp, role: Role, company: &Actor, place: &str) -> Self {
        let (own, other) = {
            let name = role.as_str().replace('_', "-");
            let (own, other) = (format!("own-{name}"), format!("other-{name}"));
            (app.staff_called(role, &own).await, app.staff_called(role, &other).await)
        };
        joins(app, &own, company, place).await;
        Self { own, other }
    }

    /// One is told why there is no form for an action on a page, the other finds it.
    async fn see(&self, page: &str, action: &str) {
        let action = format!("action=\"{action}\"");
        let theirs = self.own.get(page).await.is(200).text;
        assert!(!theirs.contains(&action) && theirs.contains(TOLD), "{page} offers {action}: {theirs}");
        let others = self.other.get(page).await.is(200).text;
        assert!(others.contains(&action) && !others.contains(TOLD), "{page} has no {action}: {others}");
    }
}

on_every_engine!(what_a_company_of_ones_own_offers_or_asks_is_left_to_others, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival, boss) = (app.vendor("acme").await, app.vendor("rival").await, app.staff(Role::SuperAdmin).await);
    let staff = Staff::hired(&app, Role::CatalogModerator, &acme, "viewer").await;
    let mut pens = Actor::product_body("Blue pens", "PENS", 100);
    pens["gtin"] = json!(GTIN);
    let pens = rival.post_once("/api/products", "list-pens", &pens).await.is(201).text_at("/product_id");

    // A claim of one's own company makes its product one's own affair, too.
    let claim = json!({ "gtin": GTIN, "evidence": "Our company prefix is 4006381." });
    let claimed = acme.post("/api/gtin-claims", &claim).await.is(201).text_at("/id");
    staff.see("/admin/requests?state=pending", &format!("/admin/requests/{claimed}/decision")).await;
    staff.see("/admin/catalog?q=pens", &format!("/admin/products/{pens}/retirement")).await;
    let refused = json!({ "decision": "refuse", "reason": "the register says so" });
    boss.post(&format!("/api/admin/product-requests/{claimed}/decision"), &refused).await.is(200);
    assert!(staff.own.get("/admin/catalog?q=pens").await.is(200).text.contains("/retirement\""));

    // So are its prefixes, and those under which it sells something.
    let stated = json!({ "prefix": "8901234", "evidence": "Our licence is listed by Verified by GS1." });
    let stated = acme.post("/api/company-prefixes", &stated).await.is(201).text_at("/id");
    staff.see("/admin/prefixes?state=pending", &format!("/admin/prefixes/{stated}/decision")).await;
    acme.act(&format!("/api/company-prefixes/{stated}/withdrawal")).await.is(200);
    let terms = Actor::product_body("", "MINE", 90)["offer"].clone();
    acme.post_once(&format!("/api/products/{pens}/offers"), "offer-pens", &terms).await.is(201);
    let theirs = json!({ "prefix": "4006381", "evidence": "Our licence is listed by Verified by GS1." });
    let theirs = rival.post("/api/company-prefixes", &theirs).await.is(201).text_at("/id");
    staff.see("/admin/prefixes?state=pending", &format!("/admin/prefixes/{theirs}/decision")).await;

    let why = json!({ "reason": "not for sale" });
    boss.post(&format!("/api/admin/products/{pens}/retirement"), &why).await.is(204);
    staff.see("/admin/retired-products", &format!("/admin/products/{pens}/restoration")).await;
    app.finish().await;
});

on_every_engine!(deliveries_and_orders_of_a_company_of_ones_own_are_left_to_others, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let (wheels, rival) = (app.partner("wheels").await, app.partner("rival").await);
    let dispatchers = Staff::hired(&app, Role::Dispatcher, &buyer, "viewer").await;
    let admins = Staff::hired(&app, Role::OpsAdmin, &vendor, "viewer").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    let part = buyer.buys(&[(&offer, 5)]).await.remove(0);

    let order = format!("/admin/orders/{}", part.order_id);
    admins.see(&order, &format!("{order}/vendor-orders/{}/cancellation", part.id)).await;

    vendor.packs(&part).await;
    app.settle().await;
    let id = dispatchers.other.get("/api/deliveries").await.is(200).text_at("/items/0/id");
    let page = format!("/admin/deliveries/{id}");
    dispatchers.see("/admin/deliveries", &format!("{page}/partner")).await;
    dispatchers.see(&page, &format!("{page}/partner")).await;
    dispatchers.see(&page, &format!("{page}/code-renewal")).await;

    // A partner of one's own is none to choose.
    let carrier = app.staff_called(Role::Dispatcher, "carrier").await;
    joins(&app, &carrier, &wheels, "partner_finance").await;
    let choices = carrier.get(&page).await.is(200).text;
    assert!(choices.contains(&rival.company_id) && !choices.contains(&wheels.company_id), "{choices}");
    app.finish().await;
});

on_every_engine!(colleagues_of_another_company_are_left_to_others, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let acme = app.vendor("acme").await;
    let officers = Staff::hired(&app, Role::SecurityOfficer, &acme, "viewer").await;

    let page = format!("/admin/users?email={}", acme.email);
    officers.see(&page, &format!("/admin/users/{}/lock", acme.user_id)).await;
    let body = json!({ "reason": "looked odd" });
    officers.other.post(&format!("/api/admin/users/{}/lock", acme.user_id), &body).await.is(204);
    officers.see(&page, &format!("/admin/users/{}/unlock", acme.user_id)).await;
    app.finish().await;
});
