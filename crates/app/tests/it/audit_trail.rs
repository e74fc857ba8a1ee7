//! The audit trail as staff reads it: in words on the page, and with all that happened to an order.

use std::collections::BTreeMap;

use infra::Origin;
use market::Event;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

/// The kind and the subject of each event on a page.
fn told(page: &TestResponse) -> Vec<(String, String)> {
    let text = |row: &Value, field: &str| row[field].as_str().expect("a text").to_owned();
    page.items().iter().map(|row| (text(row, "kind"), text(row, "subject"))).collect()
}

async fn page_by_page(by: &Actor, path: &str) -> Vec<(String, String)> {
    let (mut found, mut next) = (Vec::new(), String::new());
    loop {
        let page = by.get(&format!("{path}&limit=1{next}")).await.is(200);
        found.extend(told(&page));
        let Some(cursor) = page.json["next_cursor"].as_str() else { return found };
        next = format!("&cursor={cursor}");
    }
}

on_every_engine!(the_trail_of_an_order_has_what_happened_to_its_vendor_orders, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let (tea, rice) = (acme.sells("Tea", 10_000, 100).await, zenith.sells("Rice", 5_000, 100).await);
    let mut parts = corner.buys(&[(&tea, 5), (&rice, 5)]).await;
    parts.sort_by_key(|part| part.vendor_id != acme.company_id);
    let (order, first, second) = (parts[0].order_id.clone(), parts[0].id.clone(), parts[1].id.clone());
    // Another order of the same companies is none of it.
    let other = corner.buys(&[(&tea, 1)]).await.remove(0);
    acme.post(&format!("/api/vendor-orders/{}/rejection", other.id), &json!({ "reason": "sold out" })).await.is(200);
    let rejection = format!("/api/vendor-orders/{second}/rejection");
    zenith.post(&rejection, &json!({ "reason": "sold out" })).await.is(200);
    let cancellation = format!("/api/orders/{order}/vendor-orders/{first}/cancellation");
    corner.post(&cancellation, &json!({ "reason": "ordered twice" })).await.is(200);
    let auditor = app.staff(Role::Auditor).await;

    let path = format!("/api/admin/audit?subject={order}");
    let whole = told(&auditor.get(&path).await.is(200));

    let event = |kind: &str, subject: &str| (kind.to_owned(), subject.to_owned());
    let moved = "order.state_changed";
    assert_eq!(whole, [event(moved, &first), event(moved, &second), event("order.placed", &order)]);
    assert_eq!(page_by_page(&auditor, &path).await, whole);
    let of_one = auditor.get(&format!("/api/admin/audit?subject={second}")).await.is(200);
    assert_eq!(told(&of_one), [event(moved, &second)]);
    let page = auditor.get(&format!("/admin/audit?subject={order}")).await.is(200);
    for words in ["Order placed", "<bdi>Rejected</bdi>", "<bdi>Cancelled</bdi>", "<bdi>sold out</bdi>"] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    app.finish().await;
});

/// Writes down every event that was ever released, as if it had happened.
async fn everything_happens(app: &TestApp) {
    let released: BTreeMap<String, Vec<Value>> =
        serde_json::from_str(include_str!("../../../market/tests/snapshots/events.json")).expect("JSON");
    let nobody = Origin::default();
    for (kind, payloads) in &released {
        for payload in payloads {
            let written = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| async move {
                let event = Event::read(kind.parse().expect("a kind"), payload).expect("a payload");
                Ok(tx.commit_with(event.record(), ()))
            });
            written.await.expect("it is written down");
        }
    }
}

/// What people read of the details of the events on a page, without ids and codes.
fn details(page: &str) -> Vec<String> {
    let lists = page.split("<dl class=\"pairs small\">").skip(1);
    let whole = lists.map(|rest| rest.split("</dl>").next().expect("a beginning"));
    let worded = whole.map(|list| {
        let mut pieces = list.split("<code>");
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |text, piece| text + piece.split_once("</code>").expect("its end").1)
    });
    let untagged = |text: String| -> String {
        let mut pieces = text.split('<');
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |text, piece| text + " " + piece.split_once('>').expect("a tag").1)
    };
    worded.map(untagged).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_told_as_data_on_the_page() {
    let app = TestApp::new(Engine::Sqlite).await;
    let auditor = app.staff(Role::Auditor).await;
    everything_happens(&app).await;

    let (mut pages, mut next): (BTreeMap<&str, String>, String) = (BTreeMap::new(), String::new());
    loop {
        for lang in ["en", "hi", "ar"] {
            let page = auditor.send("GET", &format!("/admin/audit{next}"), &[("accept-language", lang)], None).await;
            pages.entry(lang).or_default().push_str(&page.is(200).text);
        }
        let rows = auditor.get(&format!("/api/admin/audit{next}")).await.is(200);
        let Some(cursor) = rows.json["next_cursor"].as_str() else { break };
        next = format!("?cursor={cursor}");
    }

    for (lang, text) in &pages {
        let told = details(text);
        assert!(told.len() > 60, "{lang}: the scan sees only {} events", told.len());
        let raw = |text: &&String| ["{", "}", "[", "]", "&#34;", "_"].iter().any(|sign| text.contains(sign));
        assert_eq!(told.iter().find(raw), None, "{lang}");
    }
    // What one name stands for differs from kind to kind.
    for words in [
        "<dt>Company type</dt><dd><bdi>Vendor</bdi></dd>",
        "<dt>Import type</dt><dd><bdi>Prices</bdi></dd>",
        "<dt>Old price</dt><dd><bdi>₹90.00</bdi></dd>",
        "<dt>New price</dt><dd><bdi>9,000 in minor units</bdi></dd>",
        "<bdi>O-2026-0000000001 · cmp…000001 · ₹90.00 · respond by ",
        "<dt>Allowed</dt><dd><bdi>Yes</bdi></dd>",
        "<dt>Delivers to</dt><dd><bdi>United Arab Emirates</bdi><br><bdi>India</bdi></dd>",
        "<code>import.previewed</code>",
    ] {
        assert!(pages["en"].contains(words), "{words}");
    }
    assert!(pages["en"].contains("90.0%"), "why a price is held");
    assert!(pages["ar"].contains("<dt>نوع الاستيراد</dt>") && pages["ar"].contains("<dt>البائع</dt>"));
    app.finish().await;
}
