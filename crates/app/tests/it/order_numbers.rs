//! Orders are found by the numbers that people read to each other, each by those whose order it is.

use std::time::Duration;

use kernel::ZoneName;
use market::may::Role;
use testkit::{Actor, Engine, TestApp, on_every_engine};

use crate::forms;

/// Looks for a number on a page of orders: where that leads, or nothing where the page says that
/// there is none.
async fn find(by: &Actor, list: &str, number: &str) -> Option<String> {
    let answer = forms::at_a_screen(by).get(&format!("{list}?number={number}")).await;
    if answer.status == 303 {
        return Some(forms::leads_to(&answer));
    }
    let page = answer.is(200).text;
    let said = page.split_once("role=\"alert\"").expect("the page says that there is none").1;
    assert!(said.contains("No order found with number"), "{said}");
    assert!(page.contains("id=\"find\""), "and what was typed can be mended");
    None
}

on_every_engine!(an_order_is_found_by_its_number_by_whom_it_concerns, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith) = (app.vendor("acme").await, app.vendor("zenith").await);
    let (corner, rival) = (app.retailer("corner").await, app.retailer("rival").await);
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, zenith.sells("Salt", 500, 100).await);
    rival.buys(&[(&tea, 1)]).await;
    let parts = corner.buys(&[(&tea, 2), (&salt, 3)]).await;
    let boss = app.staff(Role::SuperAdmin).await;
    let order = &parts[0].order_id;
    let view = corner.get(&format!("/api/orders/{order}")).await.is(200);
    let whole = view.text_at("/number");
    let of = |vendor: &Actor| parts.iter().find(|part| part.vendor_id == vendor.company_id).expect("a part").id.clone();
    let own = acme.get(&format!("/api/vendor-orders/{}", of(&acme))).await.is(200).text_at("/number");

    let (page, staff_page) = (Some(format!("/orders/{order}")), Some(format!("/admin/orders/{order}")));
    // As it is copied from an Arabic page, from a letter, or typed on a phone of another script.
    let printed = format!("%E2%81%A8{}%E2%81%A9%E2%80%8F", whole.replace('-', "%E2%80%91"));
    let digits = whole.replace('2', "%D9%A2").replace('0', "%E0%A5%A6");
    for number in [whole.clone(), own.clone(), whole.to_lowercase(), format!("%20%23{whole}%20"), printed, digits] {
        assert_eq!(find(&corner, "/orders", &number).await, page, "{number}");
        assert_eq!(find(&boss, "/admin/orders", &number).await, staff_page, "{number}");
        assert_eq!(find(&rival, "/orders", &number).await, None, "{number}");
        assert_eq!(find(&zenith, "/vendor/orders", &number).await, None, "{number}");
    }
    assert_eq!(find(&acme, "/vendor/orders", &own).await, Some(format!("/vendor/orders/{}", of(&acme))));
    assert_eq!(find(&acme, "/vendor/orders", &whole).await, None, "a vendor knows nothing of the whole");
    for nothing in ["P-2026", "%27%20or%201%3D1", "%25", "P%5F", "%F0%9F%98%80", &"9".repeat(60)] {
        assert_eq!(find(&corner, "/orders", nothing).await, None, "{nothing}");
        assert_eq!(find(&boss, "/admin/orders", nothing).await, None, "{nothing}");
    }
    app.finish().await;
});

on_every_engine!(a_notice_leads_to_the_order_it_is_about, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    let part = corner.buys(&[(&tea, 2)]).await.remove(0);
    acme.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &serde_json::json!({})).await.is(200);
    app.settle().await;

    for (who, list, order) in [
        (&acme, "/vendor/orders?number=", format!("/vendor/orders/{}", part.id)),
        (&corner, "/orders?number=", format!("/orders/{}", part.order_id)),
    ] {
        let notices = who.get("/notices").await.is(200).text;
        let link = notices.split_once(&format!("href=\"{list}")).expect("a link").1;
        let number = link.split('"').next().expect("its number");
        let led = forms::at_a_screen(who).get(&format!("{list}{number}")).await.is(303);
        assert_eq!(forms::leads_to(&led), order);
    }
    app.finish().await;
});

#[tokio::test]
async fn the_year_of_a_number_is_the_one_its_owners_pages_show() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (gulf, corner) = (app.vendor_in("gulf", "AE", "INR").await, app.retailer("corner").await);
    let read = gulf.get("/api/company").await.is(200);
    gulf.patch("/api/company", &read.etag(), &serde_json::json!({ "delivers_to": ["IN"] })).await.is(200);
    let tea = gulf.sells("Tea", 8_000, 100).await;
    // Into the hours in which the new year has begun in India, and neither in the Emirates nor in Greenwich.
    let year = |zone: &str, ahead: i64| {
        ZoneName::new(zone).expect("a zone").year(app.ctx.store.now().plus_seconds(ahead * 60))
    };
    let is_there = |ahead: &i64| {
        let years = ["Asia/Kolkata", "Asia/Dubai", "UTC"].map(|zone| year(zone, *ahead));
        years[0] == years[1] + 1 && years[1] == years[2] && year("Asia/Dubai", ahead + 30) == years[1]
    };
    let ahead = (0..).step_by(20).find(is_there).expect("a new year");
    let (new, old) = (year("Asia/Kolkata", ahead), year("UTC", ahead));
    app.clock.advance(Duration::from_mins(u64::try_from(ahead).expect("ahead")));
    let (gulf, corner) = (gulf.again().await, corner.again().await);

    let part = corner.buys(&[(&tea, 1)]).await.remove(0);

    let order = corner.get(&format!("/api/orders/{}", part.order_id)).await.is(200);
    assert!(order.text_at("/number").starts_with(&format!("O-{new}-")), "{}", order.text);
    let page = corner.get(&format!("/orders/{}", part.order_id)).await.is(200);
    assert!(page.text.contains(&format!("1 Jan {new}")), "{}", page.text);
    let own = gulf.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    assert!(own.text_at("/number").starts_with(&format!("V-{old}-")), "{}", own.text);
    let page = gulf.get(&format!("/vendor/orders/{}", part.id)).await.is(200);
    assert!(page.text.contains(&format!("31 Dec {old}")), "{}", page.text);
    app.finish().await;
}
