//! Counts by file.

use market::imports::{ImportState, RowCode, RowState, RowVerdict};
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer, on_every_engine};

use super::{applied, outcomes, preview, reversals, sku, stock_of, taken_back};

async fn place(of: &Actor, offer: &TestOffer) -> String {
    let places = of.get("/api/locations?limit=100").await.is(200);
    let row = places.items().iter().find(|l| l["id"] == offer.location_id.as_str()).expect("its place").clone();
    row["name"].as_str().expect("a name").to_owned()
}

on_every_engine!(counts_become_movements_and_what_moved_meanwhile_is_left_alone, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (of, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let mut lines = vec!["sku,location,quantity".to_owned()];
    let mut offers = Vec::new();
    for (title, stock, counted) in
        [("Up", 10, 25), ("Down", 10, 4), ("Moved", 10, 12), ("Same", 10, 10), ("None", 0, 3)]
    {
        let offer = of.sells(title, 1_000, stock).await;
        lines.push(format!("{},{},{counted}", sku(&of, &offer).await, place(&of, &offer).await.to_uppercase()));
        offers.push(offer);
    }
    let promised = of.sells("Promised", 1_000, 10).await;
    buyer.buys(&[(&promised, 6)]).await;
    let of_promised = (sku(&of, &promised).await, place(&of, &promised).await);
    lines.push(format!("{},{},5", of_promised.0, of_promised.1));
    lines.push(format!("{},Nowhere,5", of_promised.0));
    lines.push(format!("{},\"{}\",1.5", sku(&of, &offers[0]).await, place(&of, &offers[1]).await));
    let by = stock_of(&of);
    let view = preview(&app, &by, &lines.join("\n")).await;
    let error = |field: &str, code| RowVerdict::Error { field: field.to_owned(), code };
    assert_eq!(view.rows[0].verdict, RowVerdict::Change { from: Some("10".into()), to: "25".into(), held: None });
    assert_eq!(view.rows[3].verdict, RowVerdict::Same);
    assert_eq!(view.rows[4].verdict, RowVerdict::Change { from: Some("0".into()), to: "3".into(), held: None });
    assert_eq!(view.rows[5].verdict, error("quantity", RowCode::Promised));
    assert_eq!(view.rows[6].verdict, error("location", RowCode::NoSuchLocation));
    assert_eq!(view.rows[7].verdict, error("quantity", RowCode::NotAQuantity));
    let moved = json!({ "offer_id": offers[2].offer_id, "location_id": offers[2].location_id, "kind": "received", "quantity": 1 });
    of.post_once("/api/inventory/movements", "by-hand", &moved).await.is(201);

    let view = applied(&app, &of, &by, view.import.id).await;

    let (did, conflict) = (Some(RowState::Applied), Some(RowState::Conflict));
    assert_eq!(outcomes(&view), [did, did, conflict, None, did, None, None, None]);
    for (offer, there) in offers.iter().zip([25, 4, 11, 10, 3]) {
        assert_eq!(of.stock_of(offer).await.0, there, "{}", offer.offer_id);
    }

    // Most of what the count found is sold: that much cannot be taken back.
    buyer.buys(&[(&offers[0], 20)]).await;
    let view = taken_back(&app, &of, &by, view.import.id).await;

    let (undone, refused) = (Some(RowState::Undone), Some(RowState::Refused));
    assert_eq!(reversals(&view), [refused, undone, None, None, undone, None, None, None]);
    assert_eq!(view.rows[0].reversal.as_ref().and_then(|o| o.code.as_deref()), Some("stock.promised"));
    assert_eq!(view.import.state, ImportState::Partly);
    for (offer, there) in offers.iter().zip([25, 10, 11, 10, 0]) {
        assert_eq!(of.stock_of(offer).await.0, there, "{}", offer.offer_id);
    }
    let import = view.import.id.to_string();
    let movements = of.get("/api/inventory/movements?limit=100").await.is(200);
    let of_import: Vec<_> = movements.items().iter().filter(|row| row["import_id"] == import.as_str()).collect();
    assert_eq!(of_import.len(), 5, "three that count, two that undo: {}", movements.text);
    assert!(of_import.iter().all(|row| row["kind"] == "adjusted" && row["reason"].is_null()), "{}", movements.text);
    assert_eq!(movements.items().iter().filter(|row| row["import_id"].is_null()).count(), 8, "{}", movements.text);
    let page = of.get("/vendor/stock/movements").await.is(200);
    assert_eq!(page.text.matches(&format!("href=\"/vendor/imports/{import}\"")).count(), 5, "{}", page.text);
    app.finish().await;
});

#[tokio::test]
async fn an_exported_file_of_stock_comes_back_as_the_same() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let of = app.vendor("acme").await;
    for n in 0..3 {
        of.sells(&format!("Thing {n}"), 1_000, n * 10 + 5).await;
    }

    let file = of.get("/vendor/exports/stock").await.is(200).text;

    let view = preview(&app, &stock_of(&of), &file).await;
    assert_eq!(view.rows.len(), 3);
    assert!(view.rows.iter().all(|row| row.verdict == RowVerdict::Same), "{file}");
    app.finish().await;
}
