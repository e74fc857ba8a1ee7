//! What was declined, rejected, cancelled or not answered in time is not to be paid, wherever an amount is shown.

use std::time::Duration;

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestResponse, TestVendorOrder, on_every_engine};

/// What was ordered, and what is to be paid.
fn totals(of: &Value) -> (i64, i64) {
    let at = |name: &str| of[name]["amount_minor"].as_i64().unwrap_or_else(|| panic!("no {name} in {of}"));
    (at("total"), at("accepted_total"))
}

/// The same of each row of a list.
fn rows(list: &TestResponse) -> Vec<(i64, i64)> {
    list.items().iter().map(totals).collect()
}

/// A vendor takes so many packs of its first line, and all of the others.
async fn takes_of_the_first(vendor: &Actor, part: &TestVendorOrder, packs: i64) {
    let path = format!("/api/vendor-orders/{}", part.id);
    let line = vendor.get(&path).await.is(200).text_at("/lines/0/id");
    let less = json!({ "lines": [{ "line_id": line, "quantity": packs }] });
    vendor.post(&format!("{path}/acceptance"), &less).await.is(200);
}

fn part_of<'p>(vendor: &Actor, parts: &'p [TestVendorOrder]) -> &'p TestVendorOrder {
    parts.iter().find(|part| part.vendor_id == vendor.company_id).expect("a part of this vendor")
}

/// A vendor order by its id, as the retailer and staff see it.
fn shown<'v>(order: &'v Value, part: &TestVendorOrder) -> &'v Value {
    let parts = order["vendor_orders"].as_array().expect("parts");
    parts.iter().find(|shown| shown["id"] == part.id.as_str()).expect("the part")
}

on_every_engine!(a_vendor_takes_some_lines_whole_some_in_part_and_some_not_at_all, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let mut offers = Vec::new();
    for title in ["Tea", "Salt", "Rice", "Dates"] {
        offers.push(acme.sells(title, 100, 50).await);
    }
    // Another order of the same stock, of which nothing may change.
    corner.buys(&offers.iter().map(|offer| (offer, 7)).collect::<Vec<_>>()).await;
    let part = corner.buys(&offers.iter().map(|offer| (offer, 10)).collect::<Vec<_>>()).await.remove(0);
    let path = format!("/api/vendor-orders/{}", part.id);
    let line = |order: &TestResponse, offer: usize| -> Value {
        let lines = order.json["lines"].as_array().expect("lines").clone();
        lines.into_iter().find(|line| line["offer_id"] == offers[offer].offer_id.as_str()).expect("the line")
    };
    let placed = acme.get(&path).await.is(200);
    let named = [(0, 10), (1, 4), (2, 0)];
    let named = named.map(|(offer, packs)| json!({ "line_id": line(&placed, offer)["id"], "quantity": packs }));

    acme.post(&format!("{path}/acceptance"), &json!({ "lines": named })).await.is(200);

    let (taken, expected) = (acme.get(&path).await.is(200), [(10, 0), (4, 6), (0, 10), (10, 0)]);
    for (at, (accepted, declined)) in expected.into_iter().enumerate() {
        let line = line(&taken, at);
        assert_eq!((&line["quantity_accepted"], &line["quantity_declined"]), (&json!(accepted), &json!(declined)));
        assert_eq!(acme.stock_of(&offers[at]).await, (50, 7 + accepted, 43 - accepted), "{at}");
    }
    let off = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    corner.post(&off, &json!({ "reason": "too few" })).await.is(200);
    for offer in &offers {
        assert_eq!(acme.stock_of(offer).await, (50, 7, 43));
    }
    app.finish().await;
});

on_every_engine!(what_was_declined_or_rejected_is_not_to_be_paid_wherever_it_is_shown, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let staff = app.staff(Role::SuperAdmin).await;
    let (tea, salt) = (acme.sells("Tea", 8_000, 100).await, acme.sells("Salt", 500, 100).await);
    let dates = zenith.sells("Dates", 900, 100).await;
    let parts = corner.buys(&[(&tea, 10), (&salt, 4), (&dates, 5)]).await;
    let (of_acme, of_zenith) = (part_of(&acme, &parts), part_of(&zenith, &parts));
    let order = format!("/api/orders/{}", of_acme.order_id);

    // Until somebody answers, all that was ordered is.
    assert_eq!(totals(&corner.get(&order).await.is(200).json), (86_500, 86_500));
    takes_of_the_first(&acme, of_acme, 3).await;
    let confirmation = format!("{order}/vendor-orders/{}/confirmation", of_acme.id);
    corner.act(&confirmation).await.is(200);
    let reason = json!({ "reason": "none left today" });
    zenith.post(&format!("/api/vendor-orders/{}/rejection", of_zenith.id), &reason).await.is(200);

    for reader in [&corner, &staff] {
        let whole = reader.get(&order).await.is(200).json;
        assert_eq!(totals(&whole), (86_500, 26_000));
        assert_eq!(totals(shown(&whole, of_acme)), (82_000, 26_000));
        assert_eq!(totals(shown(&whole, of_zenith)), (4_500, 0));
        let lines: Vec<_> = shown(&whole, of_acme)["lines"].as_array().expect("lines").iter().map(totals).collect();
        assert_eq!(lines, [(80_000, 24_000), (2_000, 2_000)]);
        assert_eq!(totals(&shown(&whole, of_zenith)["lines"][0]), (4_500, 0));
        assert_eq!(rows(&reader.get("/api/orders").await.is(200)), [(86_500, 26_000)]);
    }
    for (vendor, part, expected) in [(&acme, of_acme, (82_000, 26_000)), (&zenith, of_zenith, (4_500, 0))] {
        let own = vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        assert_eq!(totals(&own.json), expected);
        assert_eq!(rows(&vendor.get("/api/vendor-orders").await.is(200)), [expected]);
        let state = own.text_at("/state");
        assert_eq!(rows(&vendor.get(&format!("/api/vendor-orders?state={state}")).await.is(200)), [expected]);
    }

    // On pages the ordered amount is struck through.
    let both = "</span>₹865.00</s> <span class=\"unseen\">To pay: </span>₹260.00";
    for (reader, page) in [
        (&corner, "/orders".to_owned()),
        (&corner, format!("/orders/{}", of_acme.order_id)),
        (&staff, "/admin/orders".to_owned()),
        (&staff, format!("/admin/orders/{}", of_acme.order_id)),
        (&app.staff(Role::FinanceMaker).await, "/admin".to_owned()),
    ] {
        let page = reader.get(&page).await.is(200);
        assert!(page.text.contains(both), "{}", page.text);
    }
    let sums = staff.get("/admin/orders").await.is(200).text;
    let tile = sums.split_once("id=\"sums\"").expect("sums").1.split_once("</section>").expect("an end").0;
    assert!(tile.contains("₹260.00") && !tile.contains("₹865.00"), "{tile}");
    for page in ["/vendor/orders".to_owned(), format!("/vendor/orders/{}", of_acme.id)] {
        let page = acme.get(&page).await.is(200);
        assert!(page.text.contains("₹820.00</s>") && page.text.contains("</span>₹260.00"), "{}", page.text);
    }
    let sales = acme.get("/vendor/sales").await.is(200);
    assert!(sales.text.contains("₹260.00") && !sales.text.contains("₹820.00"), "{}", sales.text);

    // In files, too: what a line came to, and what of it is to be paid, stand before what was cancelled.
    let ends = |text: &str| {
        let of = |line: &str| line.rsplitn(4, ',').skip(1).take(2).map(str::to_owned).collect::<Vec<_>>();
        let mut ends: Vec<_> = text.lines().filter(|line| line.contains(",INR,")).map(of).collect();
        ends.sort();
        ends
    };
    let all = ends(&corner.get("/orders/export").await.is(200).text);
    assert_eq!(all, [["0.00", "45.00"], ["20.00", "20.00"], ["240.00", "800.00"]]);
    let own = ends(&acme.get("/vendor/exports/orders").await.is(200).text);
    assert_eq!(own, [["20.00", "20.00"], ["240.00", "800.00"]]);
    app.finish().await;
});

on_every_engine!(what_expired_or_was_cancelled_is_not_to_be_paid, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    let (unanswered, unconfirmed) =
        (corner.buys(&[(&tea, 2)]).await.remove(0), corner.buys(&[(&tea, 5)]).await.remove(0));
    let called_off = corner.buys(&[(&tea, 4)]).await.remove(0);
    takes_of_the_first(&acme, &unconfirmed, 3).await;
    assert_eq!(
        totals(&acme.get(&format!("/api/vendor-orders/{}", unconfirmed.id)).await.is(200).json),
        (40_000, 24_000)
    );
    let cancellation = format!("/api/orders/{}/vendor-orders/{}/cancellation", called_off.order_id, called_off.id);
    corner.post(&cancellation, &json!({ "reason": "bought elsewhere" })).await.is(200);

    app.settle().await;
    app.clock.advance(Duration::from_hours(30 * 24));
    app.settle().await;

    let (acme, corner) = (acme.again().await, corner.again().await);
    for part in [&unanswered, &unconfirmed, &called_off] {
        let state = acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        assert!(["rejected", "cancelled"].contains(&&*state.text_at("/state")), "{}", state.text);
        assert_eq!(totals(&state.json).1, 0);
    }
    assert_eq!(rows(&corner.get("/api/orders").await.is(200)), [(32_000, 0), (40_000, 0), (16_000, 0)]);
    app.finish().await;
});

on_every_engine!(what_was_accepted_declined_and_cancelled_is_told_apart, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 500).await;
    let mut parts = Vec::new();
    for packs in [1, 2, 3, 40, 5] {
        parts.push(corner.buys(&[(&tea, packs)]).await.remove(0));
    }
    let reason = json!({ "reason": "bought elsewhere" });
    let cancels = async |part: &TestVendorOrder| {
        let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
        corner.post(&path, &reason).await.is(200);
    };
    // Placed; cancelled before an answer; rejected; partly accepted and cancelled; accepted.
    cancels(&parts[1]).await;
    acme.post(&format!("/api/vendor-orders/{}/rejection", parts[2].id), &reason).await.is(200);
    takes_of_the_first(&acme, &parts[3], 30).await;
    cancels(&parts[3]).await;
    acme.post(&format!("/api/vendor-orders/{}/acceptance", parts[4].id), &json!({})).await.is(200);

    let expected = [(1, 0, 0, 0), (2, 0, 0, 2), (3, 0, 3, 0), (40, 30, 10, 30), (5, 5, 0, 0)];
    for (part, packs) in parts.iter().zip(expected) {
        let own = acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
        let whole = corner.get(&format!("/api/orders/{}", part.order_id)).await.is(200);
        for line in [&own.json["lines"][0], &whole.json["vendor_orders"][0]["lines"][0]] {
            let at = |name: &str| line[name].as_i64().unwrap_or_else(|| panic!("no {name} in {line}"));
            let names = ["quantity_ordered", "quantity_accepted", "quantity_declined", "quantity_cancelled"];
            let [ordered, accepted, declined, cancelled] = names.map(at);
            assert_eq!((ordered, accepted, declined, cancelled), packs);
        }
    }

    // In files nothing stands where nobody answered.
    for (by, path) in [(&acme, "/vendor/exports/orders"), (&corner, "/orders/export")] {
        let file = by.get(path).await.is(200).text;
        assert!(
            file.lines().next().is_some_and(|names| names.ends_with(",accepted_total,quantity_cancelled")),
            "{file}"
        );
        for (packs, ends) in [
            (",placed,", ",1,,0,80.00,INR,80.00,80.00,0"),
            (",cancelled,", ",2,,0,80.00,INR,160.00,0.00,2"),
            (",rejected,", ",3,0,3,80.00,INR,240.00,0.00,0"),
            (",cancelled,", ",40,30,10,80.00,INR,3200.00,0.00,30"),
            (",accepted,", ",5,5,0,80.00,INR,400.00,400.00,0"),
        ] {
            let is_it = |line: &str| line.contains(packs) && line.trim_end().ends_with(ends);
            assert!(file.lines().any(is_it), "{packs}{ends} in {file}");
        }
    }
    let page = |part: &TestVendorOrder| format!("/vendor/orders/{}", part.id);
    let unanswered = acme.get(&page(&parts[1])).await.is(200).text;
    assert!(unanswered.contains("data-label=\"Cancelled\" class=\"num\">2<"), "{unanswered}");
    assert!(!unanswered.contains("data-label=\"Declined\""), "{unanswered}");
    let answered = acme.get(&page(&parts[3])).await.is(200).text;
    for (label, packs) in [("Accepted", 30), ("Declined", 10), ("Cancelled", 30)] {
        assert!(answered.contains(&format!("data-label=\"{label}\" class=\"num\">{packs}<")), "{label}: {answered}");
    }
    app.finish().await;
});
