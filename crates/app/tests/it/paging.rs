//! Walking a list page by page gives each row once, in order, however many rows a page has.

mod links;
mod scene;

use std::collections::BTreeSet;

use edge::openapi;
use testkit::Actor;

use scene::{Scene, Who};

/// How rows are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sorted {
    Newest,
    Oldest,
    /// By a field that rises, and one that falls.
    Up(&'static str),
    Down(&'static str),
}

use Sorted::{Down, Newest, Oldest, Up};

/// A list, how it is asked for, what tells its rows apart, its order, and its rows: exactly, or at least.
type Listing = (&'static str, Who, fn(&Scene) -> String, &'static str, Sorted, Rows);

#[derive(Debug, Clone, Copy)]
enum Rows {
    Are(usize),
    /// Where what else the scene does adds some.
    Least(usize),
}

use Rows::{Are, Least};

#[rustfmt::skip]
const LISTINGS: &[Listing] = &[
    ("accounts.members", Who::Vendor, |_| "/api/members?".into(), "id", Oldest, Are(4)),
    ("accounts.invitations", Who::Vendor, |_| "/api/invitations?".into(), "id", Oldest, Are(3)),
    ("accounts.users", Who::Admin, |_| "/api/admin/users?".into(), "id", Newest, Least(10)),
    ("companies.vendors", Who::Anybody, |_| "/api/vendors?".into(), "id", Up("name"), Are(4)),
    ("companies.vendors", Who::Anybody, |_| "/api/vendors?q=a&".into(), "id", Up("name"), Are(3)),
    ("companies.retailers", Who::Admin, |_| "/api/retailers?".into(), "id", Newest, Are(3)),
    ("companies.list", Who::Admin, |_| "/api/admin/companies?".into(), "id", Newest, Are(9)),
    ("companies.list", Who::Admin, |_| "/api/admin/companies?kind=vendor&state=approved&".into(), "id", Newest, Are(4)),
    ("companies.own_name_changes", Who::Vendor, |_| "/api/company/name-changes?".into(), "id", Newest, Are(4)),
    ("companies.name_changes", Who::Admin, |_| "/api/admin/name-changes?".into(), "id", Newest, Are(4)),
    ("companies.name_changes", Who::Admin, |_| "/api/admin/name-changes?state=withdrawn&".into(), "id", Newest, Are(3)),
    ("notices.list", Who::Vendor, |_| "/api/notices?".into(), "id", Newest, Are(11)),
    ("audit.list", Who::Admin, |_| "/api/admin/audit?".into(), "id", Newest, Least(60)),
    ("audit.list", Who::Admin, |s| format!("/api/admin/audit?subject={}&", s.main.offer_id), "id", Newest, Are(3)),
    ("ops.jobs", Who::Admin, |_| "/api/admin/jobs?state=ready&".into(), "id", Oldest, Least(3)),
    ("security.samples", Who::Admin, |_| "/api/admin/security/samples?".into(), "id", Newest, Least(5)),
    ("security.samples", Who::Admin, |_| "/api/admin/security/samples?kind=login_failed&".into(), "id", Newest, Are(4)),

    ("catalog.offers", Who::Vendor, |_| "/api/offers?".into(), "id", Oldest, Are(6)),
    ("catalog.requests", Who::Vendor, |_| "/api/product-requests?".into(), "id", Newest, Are(4)),
    ("catalog.requests", Who::Vendor, |_| "/api/product-requests?state=superseded&".into(), "id", Newest, Are(3)),
    ("catalog.all_requests", Who::Admin, |_| "/api/admin/product-requests?".into(), "id", Newest, Are(4)),
    ("catalog.all_requests", Who::Admin, |_| "/api/admin/product-requests?kind=change&state=superseded&".into(), "id", Newest, Are(3)),
    ("catalog.prefixes", Who::Vendor, |_| "/api/company-prefixes?".into(), "id", Newest, Are(4)),
    ("catalog.prefixes", Who::Vendor, |_| "/api/company-prefixes?state=withdrawn&".into(), "id", Newest, Are(3)),
    ("catalog.all_prefixes", Who::Admin, |_| "/api/admin/company-prefixes?".into(), "id", Newest, Are(4)),
    ("catalog.all_prefixes", Who::Admin, |_| "/api/admin/company-prefixes?state=withdrawn&".into(), "id", Newest, Are(3)),
    ("catalog.retired", Who::Admin, |_| "/api/admin/retired-products?".into(), "id", Newest, Are(3)),
    ("catalog.brands", Who::Anybody, |_| "/api/brands?".into(), "name", Up("name"), Are(3)),
    ("catalog.brands", Who::Anybody, |_| "/api/brands?q=d&".into(), "name", Up("name"), Are(3)),
    ("catalog.search", Who::Anybody, |_| "/api/products?".into(), "id", Newest, Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?q=tea&".into(), "id", Newest, Are(3)),
    ("catalog.search", Who::Anybody, |_| "/api/products?category=fruits&".into(), "id", Newest, Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?category=fresh-food&".into(), "id", Newest, Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?brand=Delta&".into(), "id", Newest, Are(4)),
    ("catalog.search", Who::Anybody, |s| format!("/api/products?vendor_id={}&", s.vendor.company_id), "id", Newest, Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?sort=name&".into(), "id", Up("title"), Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?q=tea&sort=name&".into(), "id", Up("title"), Are(3)),
    ("catalog.search", Who::Anybody, |_| "/api/products?sort=price_asc&".into(), "id", Up("from_price/amount_minor"), Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?sort=price_desc&".into(), "id", Down("from_price/amount_minor"), Are(6)),
    ("catalog.search", Who::Anybody, |_| "/api/products?brand=Delta&sort=price_desc&".into(), "id", Down("from_price/amount_minor"), Are(4)),

    ("pricing.history", Who::Vendor, |s| format!("/api/offers/{}/price-changes?", s.main.offer_id), "id", Newest, Are(4)),
    ("pricing.held", Who::Vendor, |_| "/api/price-changes?".into(), "id", Newest, Are(3)),
    ("inventory.locations", Who::Vendor, |_| "/api/locations?".into(), "id", Oldest, Are(3)),
    ("inventory.levels", Who::Vendor, |_| "/api/inventory?".into(), "id", Oldest, Are(8)),
    ("inventory.levels", Who::Vendor, |s| format!("/api/inventory?offer_id={}&", s.main.offer_id), "id", Oldest, Are(3)),
    ("inventory.movements", Who::Vendor, |_| "/api/inventory/movements?".into(), "id", Newest, Least(12)),

    ("orders.list", Who::Retailer, |_| "/api/orders?".into(), "id", Newest, Are(4)),
    ("orders.list", Who::Admin, |_| "/api/orders?".into(), "id", Newest, Are(4)),
    ("orders.vendor_list", Who::Vendor, |_| "/api/vendor-orders?".into(), "id", Newest, Are(4)),
    ("orders.vendor_list", Who::Vendor, |_| "/api/vendor-orders?state=ready&".into(), "id", Newest, Are(3)),
    ("delivery.list", Who::Admin, |_| "/api/deliveries?".into(), "id", Newest, Are(3)),
    ("delivery.list", Who::Partner, |_| "/api/deliveries?".into(), "id", Newest, Are(3)),
    ("delivery.list", Who::Partner, |_| "/api/deliveries?state=assigned&".into(), "id", Newest, Are(3)),
    ("delivery.list", Who::Rider, |_| "/api/deliveries?".into(), "id", Newest, Are(3)),
];

/// A row's name, and what it is sorted by.
type Row = (String, serde_json::Value);

/// All rows of a list, asked for so many at a time.
async fn walk(by: &Actor, path: &str, (id, sorted): (&str, Sorted), limit: usize) -> Result<Vec<Row>, String> {
    let (mut rows, mut cursor) = (Vec::new(), String::new());
    for _ in 0..500 {
        let page = by.get(&format!("{path}limit={limit}{cursor}")).await.is(200);
        let more = page.json["next_cursor"].as_str().map(str::to_owned);
        let here = page.items().len();
        if here > limit || (more.is_some() && here < limit) {
            return Err(format!("a page of {limit} has {here} rows, and {more:?} follows"));
        }
        let field = match sorted {
            Newest | Oldest => id,
            Up(field) | Down(field) => field,
        };
        let value = |row: &serde_json::Value| row.pointer(&format!("/{field}")).expect("what it is sorted by").clone();
        rows.extend(page.items().iter().map(|row| (row[id].as_str().expect("an id").to_owned(), value(row))));
        let Some(more) = more else { return Ok(rows) };
        let next = format!("&cursor={more}");
        if next == cursor {
            return Err(format!("pages of {limit} lead nowhere behind {:?}", rows.last()));
        }
        cursor = next;
    }
    Err(format!("pages of {limit} have no end"))
}

fn is_in_order(rows: &[Row], sorted: Sorted) -> bool {
    let rises = |a: &Row, b: &Row| match (a.1.as_i64(), b.1.as_i64()) {
        (Some(a), Some(b)) => a <= b,
        _ => a.1.as_str() <= b.1.as_str(),
    };
    rows.windows(2).all(|two| match sorted {
        Oldest | Up(_) => rises(&two[0], &two[1]),
        Newest | Down(_) => rises(&two[1], &two[0]),
    })
}

/// What is wrong with a list, if anything.
async fn breach(scene: &Scene, (_, who, path, id, sorted, due): &Listing) -> Option<String> {
    let path = path(scene);
    let all = match walk(scene.who(*who), &path, (id, *sorted), 100).await {
        Ok(rows) => rows,
        Err(why) => return Some(format!("{path}: {why}")),
    };
    // Of a long list one walk in small pages is enough.
    let limits: &[usize] = if all.len() > 40 { &[1] } else { &[1, 2] };
    let mut walks = Vec::new();
    for limit in limits {
        match walk(scene.who(*who), &path, (id, *sorted), *limit).await {
            Ok(rows) => walks.push(rows),
            Err(why) => return Some(format!("{path}: {why}")),
        }
    }
    let names: BTreeSet<&String> = all.iter().map(|row| &row.0).collect();
    let is_due = match *due {
        Are(n) => all.len() == n && n >= 3,
        Least(n) => all.len() >= n && n >= 3,
    };
    let problem = match () {
        () if names.len() != all.len() => "a row comes twice",
        () if !is_due => "it has other rows",
        () if !is_in_order(&all, *sorted) => "it is in another order",
        () if walks.iter().any(|rows| *rows != all) => "smaller pages give other rows",
        () => return None,
    };
    Some(format!("{path}: {problem}, of {due:?}: {all:?}; {walks:?}"))
}

#[test]
fn every_list_with_a_cursor_is_walked() {
    let document = openapi::document(&api::router());
    let mut with_cursor = BTreeSet::new();
    for get in document["paths"].as_object().expect("paths").values().filter_map(|methods| methods.get("get")) {
        let parameters = get["parameters"].as_array().into_iter().flatten();
        if parameters.into_iter().any(|parameter| parameter["name"] == "cursor") {
            with_cursor.insert(get["operationId"].as_str().expect("an id"));
        }
    }

    assert!(with_cursor.len() > 15, "the scan sees only {with_cursor:?}");
    assert_eq!(with_cursor, LISTINGS.iter().map(|listing| listing.0).collect());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn small_pages_give_each_row_once_and_in_the_order_of_a_large_one() {
    let scene = Scene::new().await;
    let mut wrong = Vec::new();

    for listing in LISTINGS {
        wrong.extend(breach(&scene, listing).await);
    }

    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    scene.app.finish().await;
}
