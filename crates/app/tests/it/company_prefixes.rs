//! GS1 company prefixes: stated by vendors, confirmed by staff, and then reserved, by whatever road a product is
//! listed.

use market::authority::{Access, Operator, Vendor};
use market::imports::{self, Importer, RowCode, RowVerdict};
use market::may::{CompanyKind, EditOffers, Role};
use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestResponse, on_every_engine};

use crate::forms;

/// The GTIN-13, or -14, that begins with these digits.
fn gtin(digits: &str) -> String {
    let padded = format!("{digits:0>13}");
    let sum: u32 =
        padded.bytes().enumerate().map(|(at, b)| u32::from(b - b'0') * if at % 2 == 0 { 3 } else { 1 }).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

async fn lists(vendor: &Actor, gtin: &str) -> TestResponse {
    let mut body = Actor::product_body(&format!("Pens {gtin}"), &format!("SKU-{gtin}"), 100);
    body["gtin"] = json!(gtin);
    vendor.post_once("/api/products", &format!("list-{gtin}"), &body).await
}

async fn states(vendor: &Actor, prefix: &str) -> TestResponse {
    let body = json!({ "prefix": prefix, "evidence": "Our licence is listed by Verified by GS1." });
    vendor.post("/api/company-prefixes", &body).await
}

async fn decides(staff: &Actor, id: &str, decision: &str) -> TestResponse {
    let path = format!("/api/admin/company-prefixes/{id}/decision");
    staff.post(&path, &json!({ "decision": decision, "reason": "the register says so" })).await
}

async fn gives_up(vendor: &Actor, id: &str) -> TestResponse {
    vendor.act(&format!("/api/company-prefixes/{id}/withdrawal")).await
}

struct Market {
    app: TestApp,
    acme: Actor,
    rival: Actor,
    moderator: Actor,
}

async fn market(engine: Engine) -> Market {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    Market { app, acme, rival, moderator }
}

on_every_engine!(nobody_else_lists_a_product_under_a_confirmed_prefix, |engine: Engine| async move {
    let m = market(engine).await;
    let (first, second) = (gtin("400638133393"), gtin("400638133394"));
    let stated = states(&m.acme, "4006381").await.is(201);
    let id = stated.text_at("/id");
    assert_eq!(stated.text_at("/state"), "pending");
    states(&m.acme, "4006381").await.is(409).code("prefixes.already_stated");
    // What waits reserves nothing.
    let early = lists(&m.rival, &first).await.is(201).text_at("/product_id");

    assert_eq!(decides(&m.moderator, &id, "confirm").await.is(200).text_at("/state"), "confirmed");

    let case = gtin("1400638133394");
    for reserved in [&second, &case] {
        let refused = lists(&m.rival, reserved).await.is(409).code("products.gtin_reserved");
        let says = refused.text_at("/detail");
        assert!(says.contains("offer that company's product") && says.contains("state the prefix"), "{says}");
    }
    for free in [gtin("400638233394"), "96385074".to_owned(), gtin("40063813339")] {
        lists(&m.rival, &free).await.is(201);
    }
    lists(&m.acme, &second).await.is(201);
    // Once it is listed, the product can be offered; and what was listed before stays.
    lists(&m.rival, &second).await.is(409).code("products.gtin_taken");
    m.app.anybody().get(&format!("/api/products/{early}")).await.is(200);
    lists(&m.acme, &first).await.is(409).code("products.gtin_taken");
    let claim = json!({ "gtin": first, "evidence": "Our prefix is confirmed." });
    m.acme.post("/api/gtin-claims", &claim).await.is(201);

    gives_up(&m.rival, &id).await.is(404);
    assert_eq!(gives_up(&m.acme, &id).await.is(200).text_at("/state"), "withdrawn");
    gives_up(&m.acme, &id).await.is(409).code("prefixes.not_open");
    decides(&m.moderator, &id, "revoke").await.is(409).code("prefixes.not_open");
    lists(&m.rival, &case).await.is(201);
    // Whoever gave it up may state it again.
    states(&m.acme, "4006381").await.is(201);
    m.app.finish().await;
});

on_every_engine!(prefixes_of_two_companies_that_overlap_are_not_both_confirmed, |engine: Engine| async move {
    let m = market(engine).await;
    let mine = states(&m.acme, "4006381").await.is(201).text_at("/id");
    let wider = states(&m.rival, "400638").await.is(201).text_at("/id");
    let beside = states(&m.rival, "4006382").await.is(201).text_at("/id");
    let own = states(&m.acme, "40063811").await.is(201).text_at("/id");

    // At once, too: the second sees the first.
    let (one, other) = tokio::join!(decides(&m.moderator, &mine, "confirm"), decides(&m.moderator, &wider, "confirm"));
    let (won, lost, refused) = if one.status == 200 { (mine, wider, other) } else { (wider, mine, one) };
    refused.is(409).code("prefixes.overlaps");
    decides(&m.moderator, &lost, "confirm").await.is(409).code("prefixes.overlaps");
    decides(&m.moderator, &won, "refuse").await.is(409).code("prefixes.not_open");
    assert_eq!(decides(&m.moderator, &won, "revoke").await.is(200).text_at("/state"), "revoked");
    decides(&m.moderator, &lost, "confirm").await.is(200);
    decides(&m.moderator, &lost, "revoke").await.is(200);

    for free in [&beside, &own] {
        decides(&m.moderator, free, "confirm").await.is(200);
    }
    let confirmed = m.moderator.get("/api/admin/company-prefixes?state=confirmed").await.is(200);
    assert_eq!(confirmed.items().len(), 2);
    assert_eq!(m.acme.get("/api/company-prefixes").await.is(200).items().len(), 2);
    m.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn restricted_numbers_are_no_company_prefixes() {
    let m = market(Engine::Sqlite).await;

    for bad in ["40063", "4006381333931", "0212345", "0412345", "2123456", "9781234", "0000012", "40063a"] {
        let refused = states(&m.acme, bad).await.is(400).code("request.bad_body");
        assert_eq!(refused.text_at("/errors/0/path"), "prefix", "{bad}");
    }

    states(&m.acme, "0614141").await.is(201);
    let retailer = m.app.retailer("corner").await;
    states(&retailer, "0614141").await.is(403);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_belongs_to_a_company_that_a_prefix_concerns_does_not_decide_it() {
    let m = market(Engine::Sqlite).await;
    let rivals = states(&m.rival, "400638").await.is(201).text_at("/id");
    let mine = states(&m.acme, "4006381").await.is(201).text_at("/id");
    let body = json!({ "email": m.moderator.email, "role": "viewer" });
    let token = m.rival.post("/api/invitations", &body).await.is(201).text_at("/token");
    let accept = json!({ "token": token, "name": "Staff Person", "password": PASSWORD });
    m.app.anybody().post("/api/auth/accept-invitation", &accept).await.is(204);

    // Their own company's, and one that stands in its way.
    for id in [&rivals, &mine] {
        for decision in ["confirm", "refuse", "revoke"] {
            decides(&m.moderator, id, decision).await.is(403).code("prefixes.own_company");
        }
    }
    let admin = m.app.staff(Role::SuperAdmin).await;
    decides(&admin, &mine, "confirm").await.is(200);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_lists_under_a_prefix_does_not_decide_it_and_a_suspended_company_gets_none() {
    let m = market(Engine::Sqlite).await;
    lists(&m.rival, &gtin("400638133393")).await.is(201);
    let mine = states(&m.acme, "4006381").await.is(201).text_at("/id");
    let other = states(&m.acme, "4006382").await.is(201).text_at("/id");
    let body = json!({ "email": m.moderator.email, "role": "viewer" });
    let token = m.rival.post("/api/invitations", &body).await.is(201).text_at("/token");
    let accept = json!({ "token": token, "name": "Staff Person", "password": PASSWORD });
    m.app.anybody().post("/api/auth/accept-invitation", &accept).await.is(204);

    for decision in ["confirm", "refuse"] {
        decides(&m.moderator, &mine, decision).await.is(403).code("prefixes.own_company");
    }
    let admin = m.app.staff(Role::SuperAdmin).await;
    let company = format!("/api/admin/companies/{}", m.acme.company_id);
    admin.post(&format!("{company}/suspension"), &json!({ "reason": "fraud" })).await.is(200);
    decides(&admin, &mine, "confirm").await.is(409).code("prefixes.company_stopped");
    decides(&m.moderator, &other, "refuse").await.is(200);
    admin.act(&format!("{company}/reinstatement")).await.is(200);
    decides(&admin, &mine, "confirm").await.is(200);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neither_a_claim_nor_a_restoration_gets_around_a_prefix() {
    let m = market(Engine::Sqlite).await;
    let (first, second) = (gtin("400638133393"), gtin("400638133394"));
    lists(&m.acme, &first).await.is(201);
    let copy = lists(&m.rival, &second).await.is(201).text_at("/product_id");
    let because = json!({ "reason": "the register says so" });
    m.moderator.post(&format!("/api/admin/products/{copy}/retirement"), &because).await.is(204);
    let id = states(&m.acme, "4006381").await.is(201).text_at("/id");
    decides(&m.moderator, &id, "confirm").await.is(200);

    let restoration = format!("/api/admin/products/{copy}/restoration");
    m.moderator.post(&restoration, &because).await.is(409).code("products.prefix_reserved");
    let claim = json!({ "gtin": first, "evidence": "Our licence is listed by Verified by GS1." });
    let claimed = m.rival.post("/api/gtin-claims", &claim).await.is(201).text_at("/id");
    let decision = |word: &str| json!({ "decision": word, "reason": "the register says so" });
    let path = format!("/api/admin/product-requests/{claimed}/decision");
    m.moderator.post(&path, &decision("transfer")).await.is(409).code("requests.prefix_reserved");
    m.moderator.post(&path, &decision("refuse")).await.is(200);

    decides(&m.moderator, &id, "revoke").await.is(200);
    m.moderator.post(&restoration, &because).await.is(204);
    m.app.finish().await;
}

const HEADER: &str =
    "title,brand,category,gtin,description,tax_class,sku,pack_size,min_quantity,quantity_step,max_quantity,price\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_of_a_file_is_no_way_around_a_prefix() {
    let m = market(Engine::Sqlite).await;
    let ids = (m.rival.user_id.parse().expect("an id"), m.rival.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(ids.0, ids.1, CompanyKind::Vendor, Role::Owner);
    let by: Importer = Vendor::<EditOffers>::grant(Some(&principal)).expect("an owner may").into();
    let row = |digits: &str, sku: &str| format!("Pens {sku},B,fruits,{},D,gst_5,{sku},1,1,1,10,10\n", gtin(digits));
    let csv = format!("{HEADER}{}{}", row("400638133393", "A"), row("400638233393", "B"));
    let early = imports::preview(&m.app.ctx, &by, csv.as_bytes()).await.expect("it is read");
    let id = states(&m.acme, "4006381").await.is(201).text_at("/id");
    decides(&m.moderator, &id, "confirm").await.is(200);

    // One that was shown before is refused when it is done; one that is shown now says so.
    let page = format!("/vendor/imports/{}", early.import.id);
    forms::fill(&m.rival, &[], &page, &format!("{page}/apply"), &[]).await.is(303);
    m.app.settle().await;
    let done = m.rival.get(&page).await.is(200);
    assert!(done.text.contains("reserved for another company"), "{}", done.text);
    assert_eq!(m.rival.get("/api/offers").await.is(200).items().len(), 1);
    let late = imports::preview(&m.app.ctx, &by, csv.as_bytes()).await.expect("it is read");

    let reserved = RowVerdict::Error { field: "gtin".to_owned(), code: RowCode::GtinReserved };
    assert_eq!(late.rows[0].verdict, reserved);
    let shown = m.rival.get(&format!("/vendor/imports/{}", late.import.id)).await.is(200);
    assert!(shown.text.contains("gtin: is under a GS1 company prefix that is reserved"), "{}", shown.text);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_state_decide_and_give_up_a_prefix_and_say_how_to_go_on() {
    let m = market(Engine::Sqlite).await;
    let stating = |prefix: &'static str| [("prefix", prefix), ("evidence", "Our GS1 licence")];
    let wrong = forms::fill(&m.acme, &[], "/vendor/prefixes", "/vendor/prefixes", &stating("0212345")).await.is(422);
    assert!(wrong.text.contains("prefix-error") && wrong.text.contains("value=\"0212345\""), "{}", wrong.text);
    forms::fill(&m.acme, &[], "/vendor/prefixes", "/vendor/prefixes", &stating("4006381")).await.is(303);
    let id = m.acme.get("/api/company-prefixes").await.is(200).text_at("/items/0/id");

    let decision = format!("/admin/prefixes/{id}/decision");
    let confirm = [("decision", "confirm"), ("reason", "the register says so"), ("about", &id)];
    forms::fill(&m.moderator, &[], "/admin/prefixes", &decision, &confirm).await.is(303);
    // What was decided so is done already; the opposite is not.
    forms::fill(&m.moderator, &[], "/admin/prefixes", &decision, &confirm).await.is(303);
    let refuse = [("decision", "refuse"), ("reason", "the register says so"), ("about", &id)];
    let again = forms::fill(&m.moderator, &[], "/admin/prefixes", &decision, &refuse).await.is(409);
    assert!(again.text.contains("a confirmed one is revoked"), "{}", again.text);
    m.app.settle().await;
    assert!(m.acme.get("/notices").await.is(200).text.contains("4006381: Confirmed."));

    let digits = gtin("400638133393");
    let product = [
        ("title", "Pens"),
        ("brand", "B"),
        ("category", "fruits"),
        ("gtin", &digits),
        ("description", "D"),
        ("tax_class", "gst_5"),
        ("sku", "PEN"),
        ("pack_size", "1"),
        ("min_quantity", "1"),
        ("quantity_step", "1"),
        ("max_quantity", "10"),
        ("price", "10"),
    ];
    let here = "/vendor/products/new";
    let refused = forms::fill(&m.rival, &[], here, here, &product).await.is(409);
    for told in ["This GTIN is reserved for another company", "href=\"/vendor/prefixes\"", "without a GTIN"] {
        assert!(refused.text.contains(told), "{told}: {}", refused.text);
    }

    let withdrawal = format!("/vendor/prefixes/{id}/withdrawal");
    forms::fill(&m.acme, &[], "/vendor/prefixes", &withdrawal, &[]).await.is(303);
    forms::fill(&m.rival, &[], here, here, &product).await.is(303);
    m.app.finish().await;
}
