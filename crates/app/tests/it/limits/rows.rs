//! Products are counted as they are listed, prices and stock as they change, one by one or by file: one budget
//! for one effect.

use std::fmt::Write as _;

use market::authority::{Access, Operator, Vendor};
use market::imports::{self, ImportKind, Importer};
use market::may::{CompanyKind, EditOffers, EditPrices, MoveStock, Role};
use serde_json::json;
use testkit::{Actor, Engine, Options, TestApp, TestOffer, TestResponse, hours};

use super::ON;
use crate::forms;

const HEADER: &str =
    "title,brand,category,gtin,description,tax_class,sku,pack_size,min_quantity,quantity_step,max_quantity,price\n";

/// Five products an hour, and forty in a day where staff approved it; five prices and five counts an hour, or ten.
const FEW: Options<'static> = &[
    ON,
    ("limits.listing", "{ requests = 5, seconds = 3600, burst = 0, monitor_only = false }"),
    ("limits.listing_bulk", "{ requests = 40, seconds = 86400, burst = 0, monitor_only = false }"),
    ("limits.price", "{ requests = 5, seconds = 3600, burst = 0, monitor_only = false }"),
    ("limits.price_bulk", "{ requests = 10, seconds = 3600, burst = 0, monitor_only = false }"),
    ("limits.stock", "{ requests = 5, seconds = 3600, burst = 0, monitor_only = false }"),
    ("limits.stock_bulk", "{ requests = 10, seconds = 3600, burst = 0, monitor_only = false }"),
];

async fn market() -> (TestApp, Actor) {
    let app = TestApp::with(Engine::Sqlite, FEW).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    (app, vendor)
}

/// Hands a file of so many new products in; the page that shows it.
async fn hands_in(app: &TestApp, of: &Actor, name: &str, rows: u32) -> String {
    let mut csv = HEADER.to_owned();
    for n in 0..rows {
        writeln!(csv, "Tea {name} {n},B,fruits,,D,gst_5,{name}-{n},1,2,2,10,10").expect("written");
    }
    previews(app, of, ImportKind::Products, &csv).await
}

/// Hands a file in whose every row changes something; the page that shows it.
async fn previews(app: &TestApp, of: &Actor, kind: ImportKind, csv: &str) -> String {
    let (user, company) = (of.user_id.parse().expect("an id"), of.company_id.parse().expect("an id"));
    let principal = Operator::at_the_console().act_as(user, company, CompanyKind::Vendor, Role::Owner);
    let principal = Some(&principal);
    let by: Importer = match kind {
        ImportKind::Products => Vendor::<EditOffers>::grant(principal).expect("an owner may").into(),
        ImportKind::Prices => Vendor::<EditPrices>::grant(principal).expect("an owner may").into(),
        ImportKind::Stock => Vendor::<MoveStock>::grant(principal).expect("an owner may").into(),
    };
    let view = imports::preview(&app.ctx, &by, csv.as_bytes()).await.expect("it is read");
    assert_eq!(view.import.changes, i64::try_from(csv.lines().count()).expect("few") - 1);
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

/// A vendor with five offers, which counted for nothing that is still counted.
async fn five_offers() -> (TestApp, Actor, Vec<(String, TestOffer)>) {
    let (app, vendor) = market().await;
    let mut offers = Vec::new();
    for n in 0..5 {
        let offer = vendor.sells(&format!("Rice {n}"), 10_000, 100).await;
        let sku = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).text_at("/sku");
        offers.push((sku, offer));
    }
    app.clock.advance(hours(1));
    let vendor = vendor.again().await;
    (app, vendor, offers)
}

/// A file with another price or count for some offers.
fn csv(kind: ImportKind, offers: &[(String, TestOffer)], places: &[String], to: u32) -> String {
    let prices = kind == ImportKind::Prices;
    let mut csv = if prices { "sku,price\n" } else { "sku,location,quantity\n" }.to_owned();
    for ((sku, _), place) in offers.iter().zip(places) {
        let row = if prices { format!("{sku},{to}") } else { format!("{sku},{place},{to}") };
        writeln!(csv, "{row}").expect("written");
    }
    csv
}

/// Where each offer lies.
async fn places(of: &Actor, offers: &[(String, TestOffer)]) -> Vec<String> {
    let all = of.get("/api/locations?limit=100").await.is(200);
    let name = |offer: &TestOffer| {
        let place = all.items().iter().find(|row| row["id"] == offer.location_id.as_str()).expect("a place");
        place["name"].as_str().expect("a name").to_owned()
    };
    offers.iter().map(|(_, offer)| name(offer)).collect()
}

async fn prices(of: &Actor, offer: &TestOffer, minor: i64) -> TestResponse {
    let path = format!("/api/offers/{}/price", offer.offer_id);
    of.put(&path, "*", &json!({ "price_minor": minor })).await
}

async fn on_the_price_page(of: &Actor, offer: &TestOffer, step: &str, version: &str) -> TestResponse {
    let page = format!("/vendor/products/{}/price", offer.offer_id);
    forms::fill(of, &[], &page, &page, &[("step", step), ("price", "102"), ("version", version)]).await
}

async fn moves(of: &Actor, offer: &TestOffer, key: &str, quantity: i64) -> TestResponse {
    let (offer_id, location_id) = (&offer.offer_id, &offer.location_id);
    let body = json!({ "offer_id": offer_id, "location_id": location_id, "kind": "adjusted", "quantity": quantity });
    of.post_once("/api/inventory/movements", key, &body).await
}

async fn on_the_stock_page(of: &Actor, offer: &TestOffer, quantity: &str) -> TestResponse {
    let fields = [
        ("intent", "move"),
        ("offer", &*offer.offer_id),
        ("location", &*offer.location_id),
        ("kind", "adjusted"),
        ("quantity", quantity),
    ];
    forms::fill(of, &[], "/vendor/stock", "/vendor/stock/movements", &fields).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn prices_change_by_api_page_and_file_within_one_budget() {
    let (app, vendor, offers) = five_offers().await;
    let place = places(&vendor, &offers).await;
    let [a, b, ..] = &offers[..] else { unreachable!("five") };
    // What changes nothing is not counted: the same, stale, another's, looked at only.
    let rival = app.vendor("rival").await;
    for _ in 0..3 {
        prices(&vendor, &a.1, 10_000).await.is(409).code("prices.same");
        let path = format!("/api/offers/{}/price", a.1.offer_id);
        vendor.put(&path, "\"7-0123456789abcdef\"", &json!({ "price_minor": 10_100 })).await.is(412);
        prices(&rival, &a.1, 10_100).await.is(404);
        on_the_price_page(&vendor, &a.1, "preview", "1").await.is(200);
        on_the_price_page(&vendor, &a.1, "confirm", "7").await.is(412);
    }

    prices(&vendor, &a.1, 10_100).await.is(200);
    on_the_price_page(&vendor, &b.1, "confirm", "1").await.is(303);
    let four =
        previews(&app, &vendor, ImportKind::Prices, &csv(ImportKind::Prices, &offers[1..], &place[1..], 103)).await;
    let three =
        previews(&app, &vendor, ImportKind::Prices, &csv(ImportKind::Prices, &offers[2..], &place[2..], 104)).await;
    let refused = confirms(&vendor, &four).await.is(429);
    assert!(refused.text.contains("and 3 are left. Try again in 60 minutes"), "{}", refused.text);
    confirms(&vendor, &three).await.is(303);
    app.settle().await;

    prices(&vendor, &a.1, 10_200).await.is(429);
    on_the_price_page(&vendor, &b.1, "confirm", "2").await.is(429);
    prices(&app.colleague(&vendor, "catalog_manager").await, &a.1, 10_200).await.is(429);
    moves(&vendor, &a.1, "other-budget", 1).await.is(201);
    app.clock.advance(hours(1));
    let vendor = vendor.again().await;
    prices(&vendor, &a.1, 10_200).await.is(200);
    let changes = vendor.get(&format!("/api/offers/{}/price-changes", offers[4].1.offer_id)).await.is(200);
    assert_eq!(changes.items()[0]["new_minor"], 10_400);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stock_is_adjusted_and_counted_by_api_page_and_file_within_one_budget() {
    let (app, vendor, offers) = five_offers().await;
    let place = places(&vendor, &offers).await;
    let [a, b, ..] = &offers[..] else { unreachable!("five") };
    let rival = app.vendor("rival").await;
    for n in 0..3 {
        moves(&vendor, &a.1, &format!("below-{n}"), -200).await.is(409).code("stock.promised");
        moves(&rival, &a.1, &format!("foreign-{n}"), 1).await.is(404);
        on_the_stock_page(&vendor, &a.1, "-200").await.is(409);
        // The same once more is no second change.
        moves(&vendor, &a.1, "once", 1).await.is(201);
    }

    on_the_stock_page(&vendor, &b.1, "1").await.is(303);
    let four = previews(&app, &vendor, ImportKind::Stock, &csv(ImportKind::Stock, &offers[1..], &place[1..], 50)).await;
    let three =
        previews(&app, &vendor, ImportKind::Stock, &csv(ImportKind::Stock, &offers[2..], &place[2..], 60)).await;
    let refused = confirms(&vendor, &four).await.is(429);
    assert!(refused.text.contains("and 3 are left. Try again in 60 minutes"), "{}", refused.text);
    confirms(&vendor, &three).await.is(303);
    app.settle().await;

    moves(&vendor, &a.1, "late", 1).await.is(429);
    on_the_stock_page(&vendor, &b.1, "1").await.is(429);
    moves(&app.colleague(&vendor, "inventory_manager").await, &a.1, "late-2", 1).await.is(429);
    prices(&vendor, &a.1, 10_100).await.is(200);
    // A mistake is taken back at once, whatever is left.
    forms::fill(&vendor, &[], &three, &format!("{three}/undo"), &[]).await.is(303);
    app.settle().await;
    let levels = vendor.get(&format!("/api/inventory?offer_id={}", offers[4].1.offer_id)).await.is(200);
    assert_eq!(levels.items()[0]["on_hand"], 100);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bulk_allowance_holds_for_files_of_prices_and_counts_too() {
    let (app, vendor, mut offers) = five_offers().await;
    offers.push((offers[0].0.clone(), vendor.sells("Rice 5", 10_000, 0).await));
    let sixth = vendor.get(&format!("/api/offers/{}", offers[5].1.offer_id)).await.is(200);
    offers[5].0 = sixth.text_at("/sku");
    let place = places(&vendor, &offers).await;
    let admin = app.staff(Role::SuperAdmin).await;
    let allowed = json!({ "allowed": true, "reason": "counts every night" });
    let path = format!("/api/admin/companies/{}/bulk-listing", vendor.company_id);
    let mut files = Vec::new();
    for kind in [ImportKind::Prices, ImportKind::Stock] {
        let six = previews(&app, &vendor, kind, &csv(kind, &offers, &place, 105)).await;
        let refused = confirms(&vendor, &six).await.is(409);
        assert!(refused.text.contains("6 rows") && refused.text.contains("5 at a time"), "{}", refused.text);
        files.push(six);
    }

    admin.put(&path, "*", &allowed).await.is(200);

    for six in &files {
        confirms(&vendor, six).await.is(303);
    }
    app.settle().await;
    for (kind, file) in [ImportKind::Prices, ImportKind::Stock].into_iter().zip(files) {
        let row = vendor.get(&file).await.is(200);
        assert!(row.text.contains("Applied"), "{kind}: {}", row.text);
        let more = previews(&app, &vendor, kind, &csv(kind, &offers, &place, 107)).await;
        confirms(&vendor, &more).await.is(429);
    }
    // One by one they count as before.
    prices(&vendor, &offers[0].1, 10_600).await.is(200);
    moves(&vendor, &offers[0].1, "one", 1).await.is(201);
    app.finish().await;
}
