//! The main job, end to end, over HTTP with real tokens. ARCHITECTURE.md's first walkthrough has
//! the same steps.

use market::may::Role;
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine};

on_every_engine!(a_retailers_order_travels_the_whole_path, |engine: Engine| async move {
    let app = TestApp::new(engine).await;

    // Register and approve.
    app.category().await;
    let vendors = [app.vendor("acme").await, app.vendor("bharat").await, app.vendor("coastal").await];
    let retailer = app.retailer("corner").await;
    let partner = app.partner("wheels").await;
    let rider = app.colleague(&partner, "rider").await;
    let dispatcher = app.staff(Role::Dispatcher).await;

    // List, with prices and stock.
    let mangoes = vendors[0].sells("Alphonso Mangoes", 12_000, 40).await;
    let tea = vendors[1].sells("Café Blend Tea", 8_000, 10).await;
    let rice = vendors[2].sells("Red Rice", 5_500, 5).await;

    // Search: accents do not matter, the last word may be unfinished.
    let found = retailer.get("/api/products?q=cafe%20mang").await.is(200);
    assert_eq!(found.items().len(), 1, "{}", found.text);
    assert_eq!(found.text_at("/items/0/id"), mangoes.product_id);
    let page = retailer.get(&format!("/api/products/{}", mangoes.product_id)).await.is(200);
    assert_eq!(page.int_at("/offers/0/price/amount_minor"), 12_000);

    // Order across three vendors in one order.
    let parts = retailer.buys(&[(&mangoes, 3), (&tea, 2), (&rice, 5)]).await;
    assert_eq!(parts.len(), 3);
    assert_eq!(vendors[0].stock_of(&mangoes).await, (40, 3, 37));

    // Each vendor accepts and packs its own part.
    for (vendor, part) in
        vendors.iter().map(|v| (v, parts.iter().find(|p| p.vendor_id == v.company_id).expect("its part")))
    {
        vendor.packs(part).await;
    }
    app.settle().await;

    // A partner's rider brings each, and the retailer tells the code.
    let wanted = dispatcher.get("/api/deliveries?state=unassigned").await.is(200);
    assert_eq!(wanted.items().len(), 3);
    for row in wanted.items() {
        let id = row["id"].as_str().expect("an id");
        dispatcher
            .post(&format!("/api/deliveries/{id}/partner"), &json!({ "partner_id": partner.company_id }))
            .await
            .is(200);
        partner.post(&format!("/api/deliveries/{id}/rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
        rider.act(&format!("/api/deliveries/{id}/pickup")).await.is(200);
    }
    let tracking = retailer.get(&format!("/api/orders/{}/tracking", parts[0].order_id)).await.is(200);
    for row in tracking.json.as_array().expect("a list") {
        let (order, code) =
            (row["vendor_order_id"].as_str().expect("an id"), row["proof_code"].as_str().expect("a code"));
        let mine = rider.get("/api/deliveries").await.is(200);
        let delivery = mine.items().iter().find(|d| d["vendor_order_id"] == order).expect("the rider's")["id"]
            .as_str()
            .expect("an id")
            .to_owned();
        rider.post(&format!("/api/deliveries/{delivery}/completion"), &json!({ "code": code })).await.is(200);
    }

    // The retailer sees all of it delivered; the goods have left the stock.
    let order = retailer.get(&format!("/api/orders/{}", parts[0].order_id)).await.is(200);
    assert_eq!(order.text_at("/state"), "delivered");
    assert_eq!(order.json["vendor_orders"].as_array().map(Vec::len), Some(3));
    assert_eq!(vendors[0].stock_of(&mangoes).await, (37, 0, 37));
    assert_eq!(vendors[2].stock_of(&rice).await, (0, 0, 0));
    app.settle().await;
    assert!(!retailer.get("/api/notices").await.is(200).items().is_empty());
    app.finish().await;
});
