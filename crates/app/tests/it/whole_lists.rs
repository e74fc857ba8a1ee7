//! Lists that show so many rows at most say so, and choices are whole.

use market::authority::Operator;
use market::may::Role;
use market::orders;
use serde_json::json;
use testkit::{Engine, TestApp};

infra::statements! {
    // Two hundred and four more of the one there is; only SQLite is asked.
    VENDOR_ORDERS = "insert into vendor_orders (id, order_id, seq, number, vendor_id, retailer_id, currency, total_minor, state, accept_by, placed_at, updated_at, version)
        with recursive d (n) as (select 2 union all select n + 1 from d where n < 205)
        select randomblob(16), o.order_id, d.n, 'V-COPY-' || d.n, o.vendor_id, o.retailer_id, o.currency, o.total_minor, o.state, o.accept_by, o.placed_at, o.updated_at, o.version from vendor_orders o, d";
    DELIVERIES = "insert into deliveries (id, vendor_order_id, vendor_id, retailer_id, partner_id, state, code_round, wrong_codes, created_at, updated_at, version)
        select randomblob(16), o.id, o.vendor_id, o.retailer_id, d.partner_id, d.state, 0, 0, d.created_at, d.updated_at, 1 from vendor_orders o, deliveries d where o.number like 'V-COPY-%'";
}

#[tokio::test]
async fn a_board_of_more_deliveries_than_it_shows_says_so() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    let partner = app.partner("wheels").await;
    let dispatcher = app.staff(Role::Dispatcher).await;
    let part = buyer.buys(&[(&offer, 5)]).await.remove(0);
    vendor.packs(&part).await;
    app.settle().await;
    let id = dispatcher.get("/api/deliveries").await.is(200).text_at("/items/0/id");
    let path = format!("/api/deliveries/{id}/partner");
    dispatcher.post(&path, &json!({ "partner_id": partner.company_id })).await.is(200);
    let few = partner.get("/delivery").await.is(200).text;
    let nobody = infra::Origin::default();
    for statement in [&VENDOR_ORDERS, &DELIVERIES] {
        let copied = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| async move {
            let rows = tx.exec(statement, vec![]).await?;
            Ok(tx.commit_silently(rows))
        });
        assert_eq!(copied.await.expect("copies"), 204);
    }

    let many = partner.get("/delivery").await.is(200).text;

    assert!(!few.contains("Only the oldest"), "{few}");
    assert!(many.contains("Only the oldest 200 open deliveries are shown."), "it says so");
    assert!(many.contains("200+"), "and counts no further");
    // The copies were made past what counts them.
    assert_eq!(orders::recount(&app.ctx, Operator::at_the_console()).await.expect("it counts"), 1);
    app.finish().await;
}

#[tokio::test]
async fn stock_can_be_moved_at_every_place_however_many_there_are() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    for n in 0..105 {
        vendor.post("/api/locations", &json!({ "name": format!("Place number {n}"), "city": "Kochi" })).await.is(201);
    }

    let page = vendor.get(&format!("/vendor/stock?offer={}", offer.offer_id)).await.is(200).text;

    let missing: Vec<_> = (0..105).filter(|n| !page.contains(&format!("Place number {n}<"))).collect();
    assert!(missing.is_empty(), "{missing:?} cannot be chosen");
    app.finish().await;
}
