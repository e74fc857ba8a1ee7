//! What pages ask by themselves uses up nothing of what somebody does: results while they type, and pages that
//! refresh themselves.

use std::collections::BTreeSet;

use edge::LimitClass;
use market::may::Role;
use testkit::{Actor, Engine, TestApp, TestResponse, seconds};

use super::{BEHIND_A_PROXY, ON};
use crate::authz_walk::pages;

/// As the pages' script sends it.
const BY_ITSELF: (&str, &str) = ("aqad-automatic", "true");

async fn refreshed(by: &Actor, path: &str) -> TestResponse {
    by.send("GET", path, &[BY_ITSELF, ("hx-request", "true")], None).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_hour_of_pages_that_refresh_themselves_leaves_an_hour_of_work() {
    let app = TestApp::with(Engine::Sqlite, &[ON]).await;
    let (mut staff, mut vendor) = (app.staff(Role::SuperAdmin).await, app.vendor("acme").await);

    // Every ten seconds for an hour: health at each, security, Today and orders at every other; and 400 pages by hand.
    for tick in 0..360 {
        app.clock.advance(seconds(10));
        if tick % 50 == 49 {
            (staff, vendor) = (staff.again().await, vendor.again().await);
        }
        refreshed(&staff, "/admin/health").await.is(200);
        if tick % 2 == 0 {
            refreshed(&staff, "/admin/security").await.is(200);
            refreshed(&staff, "/admin").await.is(200);
            refreshed(&vendor, "/vendor").await.is(200);
            refreshed(&vendor, "/vendor/orders").await.is(200);
            refreshed(&vendor, "/notices").await.is(200);
        }
        for (by, path) in [(&staff, "/admin/companies"), (&vendor, "/vendor/products")] {
            by.get(path).await.is(200);
            if tick % 9 == 0 {
                by.get("/api/me").await.is(200);
            }
        }
    }
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_refreshes_without_end_stops_itself_and_not_the_work() {
    let few = ("limits.refresh", "{ requests = 3, seconds = 3600 }");
    let app = TestApp::with(Engine::Sqlite, &[ON, few]).await;
    let vendor = app.vendor("acme").await;

    for _ in 0..3 {
        refreshed(&vendor, "/vendor").await.is(200);
    }

    refreshed(&vendor, "/vendor").await.is(429);
    vendor.get("/vendor").await.is(200);
    // The field says nothing to a route whose page does not refresh itself.
    refreshed(&vendor, "/vendor/products").await.is(200);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_who_types_thirty_searches_still_finds_something() {
    let app = TestApp::with(Engine::Sqlite, &[ON, BEHIND_A_PROXY]).await;
    let visitor = app.anybody();
    let from = ("x-forwarded-for", "203.0.113.5");

    for word in 0..30 {
        // Eight letters, with time between them in which the page asks.
        for letters in 1..=8 {
            app.clock.advance(std::time::Duration::from_millis(800));
            let typed: String = format!("{word:02}basmati").chars().take(letters).collect();
            visitor.send("GET", &format!("/products?q={typed}"), &[from, BY_ITSELF], None).await.is(200);
            visitor.send("GET", &format!("/brands?q={typed}"), &[from, BY_ITSELF], None).await.is(200);
        }
        visitor.send("GET", &format!("/products?q={word:02}basmati"), &[from], None).await.is(200);
    }

    // A program that says so has a limit as well.
    let mut asked = 0;
    while visitor.send("GET", "/products?q=a", &[from, BY_ITSELF], None).await.status.as_u16() == 200 {
        app.clock.advance(std::time::Duration::from_millis(100));
        asked += 1;
        assert!(asked < 700, "typing has no limit");
    }
    app.finish().await;
}

#[test]
fn every_page_that_refreshes_itself_says_so_where_it_is_declared() {
    let declared: BTreeSet<&str> = pages::every_page()
        .iter()
        .filter(|mounted| mounted.route.automatic == Some(LimitClass::Refresh))
        .map(|mounted| mounted.route.id)
        .collect();

    assert_eq!(
        declared,
        BTreeSet::from([
            "delivery.partner.board",
            "delivery.partner.ride",
            "delivery.partner.rides",
            "delivery.partner.show",
            "imports.vendor.show",
            "notices.member.list",
            "ops.staff.health",
            "ops.staff.overview",
            "orders.retailer.show",
            "orders.vendor.list",
            "orders.vendor.today",
            "security.staff.show",
        ])
    );
    let mut refreshing = 0;
    crate::texts::each_file(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src"),
        "html",
        &mut |_, text| {
            refreshing += text.matches("hx-trigger=\"every ").count();
        },
    );
    assert_eq!(refreshing, declared.len(), "a template that refreshes itself belongs to a route that says so");
}
