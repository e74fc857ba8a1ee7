//! Products are counted as they are listed, one by one or by file: one budget for one effect.

use std::fmt::Write as _;

use market::authority::{Access, Operator, Vendor};
use market::imports::{self, Importer};
use market::may::{CompanyKind, EditOffers, Role};
use serde_json::json;
use testkit::{Actor, Engine, Options, TestApp, TestResponse, hours};

use super::ON;
use crate::forms;

const HEADER: &str =
    "title,brand,category,gtin,description,tax_class,sku,pack_size,min_quantity,quantity_step,max_quantity,price\n";

/// Five products an hour, and forty in a day where staff approved it.
const FEW: Options<'static> = &[
    ON,
    ("limits.listing", "{ requests = 5, seconds = 3600, burst = 0, monitor_only = false }"),
    ("limits.listing_bulk", "{ requests = 40, seconds = 86400, burst = 0, monitor_only = false }"),
];

async fn market() -> (TestApp, Actor) {
    let app = TestApp::with(Engine::Sqlite, FEW).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    (app, vendor)
}

/// Hands a file of so many new products in; the page that shows it.
async fn hands_in(app: &TestApp, of: &Actor, name: &str, rows: u32) -> String {
    let (user, company) = (of.user_id.parse().expect("an id"), of.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    let by: Importer = Vendor::<EditOffers>::grant(Some(&principal)).expect("an owner may").into();
    let mut csv = HEADER.to_owned();
    for n in 0..rows {
        writeln!(csv, "Tea {name} {n},B,fruits,,D,gst_5,{name}-{n},1,2,2,10,10").expect("written");
    }
    let view = imports::preview(&app.ctx, &by, csv.as_bytes()).await.expect("it is read");
    assert_eq!(view.import.changes, i64::from(rows));
    format!("/vendor/imports/{}", view.import.id)
}

async fn confirms(of: &Actor, page: &str) -> TestResponse {
    forms::fill(of, &[], page, &format!("{page}/apply"), &[]).await
}

async fn lists(of: &Actor, sku: &str) -> TestResponse {
    of.post_once("/api/products", sku, &Actor::product_body(&format!("Rice {sku}"), sku, 100)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_of_a_file_and_single_products_share_one_budget() {
    let (app, vendor) = market().await;
    lists(&vendor, "A1").await.is(201);
    lists(&vendor, "A2").await.is(201);
    let (four, three) = (hands_in(&app, &vendor, "four", 4).await, hands_in(&app, &vendor, "three", 3).await);

    let refused = confirms(&vendor, &four).await.is(429);
    assert!(refused.text.contains("Try again in"), "{}", refused.text);
    // What was refused counts for nothing: three still fit, and use the rest up.
    confirms(&vendor, &three).await.is(303);
    lists(&vendor, "A3").await.is(429);
    let colleague = app.colleague(&vendor, "catalog_manager").await;
    lists(&colleague, "A4").await.is(429);
    app.settle().await;
    assert_eq!(vendor.get("/api/offers?limit=100").await.is(200).items().len(), 5);

    app.clock.advance(hours(1));
    let vendor = vendor.again().await;
    confirms(&vendor, &four).await.is(303);
    lists(&vendor, "A5").await.is(201);
    lists(&vendor, "A6").await.is(429);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_not_begun_is_not_counted() {
    let (app, vendor) = market().await;
    let (first, second) = (hands_in(&app, &vendor, "first", 3).await, hands_in(&app, &vendor, "second", 2).await);
    let shown = forms::at_a_screen(&vendor).get(&first).await.is(200);
    let (csrf, key) = (forms::hidden(&shown, "_csrf"), forms::hidden(&shown, "_key"));
    let fields = [("_csrf", csrf.as_str()), ("_key", key.as_str())];

    // Twice at once, and once more: it begins once, and is counted once.
    let apply = format!("{first}/apply");
    let (one, other) =
        tokio::join!(forms::send(&vendor, &[], &apply, &fields), forms::send(&vendor, &[], &apply, &fields));
    assert!([one.status.as_u16(), other.status.as_u16()].contains(&303), "{} {}", one.text, other.text);
    forms::send(&vendor, &[], &apply, &fields).await.is(303);
    confirms(&vendor, &second).await.is(303);
    lists(&vendor, "A1").await.is(429);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_that_staff_lets_list_in_bulk_has_a_larger_budget_for_files() {
    let (app, vendor) = market().await;
    let (admin, auditor) = (app.staff(Role::SuperAdmin).await, app.staff(Role::Auditor).await);
    let path = format!("/api/admin/companies/{}/bulk-listing", vendor.company_id);
    let sets = async |by: &Actor, allowed: bool| {
        by.put(&path, "*", &json!({ "allowed": allowed, "reason": "moves its range here" })).await
    };
    let many = hands_in(&app, &vendor, "many", 30).await;

    let refused = confirms(&vendor, &many).await.is(409);
    assert!(refused.text.contains("30 products") && refused.text.contains("5 at a time"), "{}", refused.text);
    sets(&auditor, true).await.is(403);
    sets(&vendor, true).await.is(403);
    assert_eq!(sets(&admin, true).await.is(200).json["bulk_listing"], true);
    confirms(&vendor, &many).await.is(303);
    lists(&vendor, "A1").await.is(201);
    let more = hands_in(&app, &vendor, "more", 11).await;
    confirms(&vendor, &more).await.is(429);

    // Taken again, on the page; it is in the audit trail with its reason.
    let page = format!("/admin/companies/{}", vendor.company_id);
    let fields = [("allowed", "no"), ("reason", "its range is here")];
    forms::fill(&admin, &[], &page, &format!("{page}/bulk-listing"), &fields).await.is(303);
    confirms(&vendor, &more).await.is(409);
    let trail = admin.get(&format!("/api/admin/audit?subject={}", vendor.company_id)).await.is(200);
    assert_eq!(trail.text_at("/items/0/data/reason"), "its range is here");
    let retailer = app.retailer("corner").await;
    let other = format!("/api/admin/companies/{}/bulk-listing", retailer.company_id);
    let wrong = admin.put(&other, "*", &json!({ "allowed": true, "reason": "by mistake" })).await;
    wrong.is(409).code("companies.not_a_vendor");
    app.finish().await;
}
