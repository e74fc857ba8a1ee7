//! Placing orders: what is checked, what is frozen, and that nothing half-placed remains.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, on_every_engine};

/// A vendor with a thousand packs of one offer, and a retailer.
async fn one_stall(app: &TestApp) -> (Actor, TestOffer, Actor) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 1_000).await;
    (vendor, offer, app.retailer("corner").await)
}

/// Refused, and nothing was reserved or placed.
async fn nothing_happened(vendor: &Actor, offer: &TestOffer, buyer: &Actor) {
    let (_, allocated, _) = vendor.stock_of(offer).await;
    assert_eq!(allocated, 0);
    assert!(buyer.get("/api/orders").await.is(200).items().is_empty());
}

async fn buy(buyer: &Actor, key: &str, body: &Value) -> TestResponse {
    buyer.post_once("/api/orders", key, body).await
}

#[tokio::test]
async fn a_price_that_moved_stops_the_order_and_shows_the_difference() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let path = format!("/api/offers/{}/price", offer.offer_id);
    vendor.put(&path, "*", &json!({ "price_minor": 11_000 })).await.is(200);

    let refused = buyer.tries_to_buy(&[(&offer, 3)]).await.is(409).code("orders.price_changed");

    assert_eq!(refused.int_at("/details/expected_total/amount_minor"), 30_000);
    assert_eq!(refused.int_at("/details/total/amount_minor"), 33_000);
    assert_eq!(refused.text_at("/details/lines/0/offer_id"), offer.offer_id);
    assert_eq!(refused.int_at("/details/lines/0/quantity"), 3);
    assert_eq!(refused.int_at("/details/lines/0/unit_price_minor"), 11_000);
    assert_eq!(refused.int_at("/details/lines/0/line_total_minor"), 33_000);
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn a_refused_key_may_be_used_again() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let too_many = Actor::order_body(&[(&offer, 2_000)]);
    buy(&buyer, "k", &too_many).await.is(409).code("orders.out_of_stock");

    let placed = buy(&buyer, "k", &Actor::order_body(&[(&offer, 2)])).await.is(201);

    assert!(!placed.headers.contains_key("idempotency-replayed"));
    assert_eq!(vendor.stock_of(&offer).await, (1_000, 2, 998));
    app.finish().await;
}

#[tokio::test]
async fn quantities_outside_the_terms_are_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let terms = json!({ "min_quantity": 10, "quantity_step": 5, "max_quantity": 50 });
    vendor.patch(&format!("/api/offers/{}", offer.offer_id), "*", &terms).await.is(200);

    for quantity in [1, 5, 12, 55, 1_000] {
        let refused = buyer.tries_to_buy(&[(&offer, quantity)]).await.is(422).code("orders.bad_quantity");
        assert_eq!(refused.int_at("/details/min_quantity"), 10);
        assert_eq!(refused.int_at("/details/quantity_step"), 5);
        assert_eq!(refused.int_at("/details/max_quantity"), 50);
    }
    nothing_happened(&vendor, &offer, &buyer).await;

    for quantity in [10, 15, 50] {
        buyer.tries_to_buy(&[(&offer, quantity)]).await.is(201);
    }
    assert_eq!(vendor.stock_of(&offer).await, (1_000, 75, 925));
    app.finish().await;
}

#[tokio::test]
async fn quantities_that_are_none_are_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;

    for quantity in [json!(0), json!(-1), json!(1.5), json!("1"), json!(1_000_001), json!(9.3e18), json!(null)] {
        let mut body = Actor::order_body(&[(&offer, 1)]);
        body["lines"][0]["quantity"] = quantity.clone();
        let refused = buy(&buyer, "k", &body).await;
        assert!([400, 422].contains(&refused.status.as_u16()), "{quantity}: {}", refused.text);
    }
    let mut empty = Actor::order_body(&[(&offer, 1)]);
    empty["lines"] = json!([]);
    let refused = buy(&buyer, "k", &empty).await;

    assert!([400, 422].contains(&refused.status.as_u16()), "{}", refused.text);
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn an_order_has_a_hundred_lines_at_most() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;

    for count in [0, 101] {
        let lines = vec![json!({ "offer_id": offer.offer_id, "quantity": 1 }); count];
        let sum = json!({ "amount_minor": 0, "currency": "INR" });
        let body = json!({ "lines": lines, "expected_total": sum, "payment_terms": "prepaid" });
        let refused = buy(&buyer, &format!("k{count}"), &body).await.is(422).code("orders.line_count");
        assert_eq!(refused.int_at("/details/max_lines"), 100);
    }
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn an_offer_on_two_lines_is_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;

    let refused = buyer.tries_to_buy(&[(&offer, 1), (&offer, 2)]).await.is(422).code("orders.duplicate_line");

    assert_eq!(refused.text_at("/details/offer_id"), offer.offer_id);
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn another_currency_is_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let mut body = Actor::order_body(&[(&offer, 1)]);
    body["expected_total"]["currency"] = json!("AED");

    buy(&buyer, "k", &body).await.is(422).code("orders.other_currency");

    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn a_total_beyond_any_order_is_refused() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Diamonds", 1_000_000_000_000, 5_000).await;
    let buyer = app.retailer("corner").await;
    let mut body = Actor::order_body(&[(&offer, 1)]);
    body["lines"][0]["quantity"] = json!(5_000);

    buy(&buyer, "k", &body).await.is(422).code("orders.too_large");

    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn what_is_not_on_sale_cannot_be_bought() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let admin = app.staff(Role::SuperAdmin).await;
    let refused = || async {
        let refused = buyer.tries_to_buy(&[(&offer, 1)]).await.is(409).code("orders.not_sellable");
        assert_eq!(refused.json["details"]["offer_ids"], json!([offer.offer_id]));
    };
    let path = format!("/api/offers/{}", offer.offer_id);

    vendor.patch(&path, "*", &json!({ "state": "paused" })).await.is(200);
    refused().await;
    vendor.patch(&path, "*", &json!({ "state": "active" })).await.is(200);

    let company = format!("/api/admin/companies/{}", vendor.company_id);
    admin.post(&format!("{company}/suspension"), &json!({ "reason": "papers ran out" })).await.is(200);
    refused().await;
    admin.act(&format!("{company}/reinstatement")).await.is(200);
    nothing_happened(&vendor, &offer, &buyer).await;

    let product = format!("/api/admin/products/{}/retirement", offer.product_id);
    let retired = admin.post(&product, &json!({ "reason": "recalled" })).await;
    assert!(retired.status.is_success(), "{}", retired.text);
    refused().await;
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

#[tokio::test]
async fn an_offer_that_never_was_cannot_be_bought() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    // Another thing's id in the place of an offer's.
    let mut body = Actor::order_body(&[(&offer, 1)]);
    body["lines"][0]["offer_id"] = json!(offer.product_id);

    let refused = buy(&buyer, "k", &body).await;

    assert!([400, 409, 422].contains(&refused.status.as_u16()), "{}", refused.text);
    nothing_happened(&vendor, &offer, &buyer).await;
    app.finish().await;
}

on_every_engine!(an_order_of_two_vendors_is_placed_whole_or_not_at_all, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (acme, mangoes, buyer) = one_stall(&app).await;
    let bharat = app.vendor("bharat").await;
    let tea = bharat.sells("Tea", 5_000, 2).await;

    for lines in [[(&mangoes, 5), (&tea, 3)], [(&tea, 3), (&mangoes, 5)]] {
        let refused = buyer.tries_to_buy(&lines).await.is(409).code("orders.out_of_stock");
        assert_eq!(refused.text_at("/details/offer_id"), tea.offer_id);
        assert_eq!(refused.int_at("/details/wanted"), 3);
        assert_eq!(refused.text_at("/details/left"), "less_than_requested");
    }

    nothing_happened(&acme, &mangoes, &buyer).await;
    nothing_happened(&bharat, &tea, &buyer).await;
    assert!(acme.get("/api/vendor-orders").await.is(200).items().is_empty());
    assert_eq!(buyer.buys(&[(&mangoes, 5), (&tea, 2)]).await.len(), 2);
    app.finish().await;
});

on_every_engine!(an_order_larger_than_any_place_takes_from_several, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    for (name, packs) in [("North", 30), ("South", 20)] {
        let place = vendor.post("/api/locations", &json!({ "name": name, "city": "Kochi" })).await.is(201);
        let body = json!({ "offer_id": offer.offer_id, "location_id": place.text_at("/id"), "kind": "received", "quantity": packs });
        vendor.post_once("/api/inventory/movements", name, &body).await.is(201);
    }

    let part = buyer.buys(&[(&offer, 1_025)]).await.remove(0);
    let levels = vendor.get(&format!("/api/inventory?offer_id={}", offer.offer_id)).await.is(200);
    let mut allocated: Vec<i64> = levels.items().iter().filter_map(|l| l["allocated"].as_i64()).collect();
    allocated.sort_unstable();
    assert_eq!(allocated, [0, 25, 1_000]);
    buyer.tries_to_buy(&[(&offer, 26)]).await.is(409).code("orders.out_of_stock");

    let line = vendor.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200).text_at("/lines/0/id");
    let some = json!({ "lines": [{ "line_id": line, "quantity": 10 }] });
    vendor.post(&format!("/api/vendor-orders/{}/acceptance", part.id), &some).await.is(200);
    assert_eq!(vendor.stock_of(&offer).await, (1_050, 10, 1_040));
    let cancel = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    buyer.post(&cancel, &json!({ "reason": "too few" })).await.is(200);
    assert_eq!(vendor.stock_of(&offer).await, (1_050, 0, 1_050));
    app.finish().await;
});

#[tokio::test]
async fn what_was_bought_stays_as_it_was_bought() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = one_stall(&app).await;
    let part = buyer.buys(&[(&offer, 2)]).await.remove(0);
    let path = format!("/api/orders/{}", part.order_id);
    let before = buyer.get(&path).await.is(200);
    assert_eq!(before.text_at("/vendor_orders/0/lines/0/title"), "Alphonso Mangoes");
    assert_eq!(before.int_at("/vendor_orders/0/lines/0/unit_price/amount_minor"), 10_000);

    let price = format!("/api/offers/{}/price", offer.offer_id);
    vendor.put(&price, "*", &json!({ "price_minor": 9_000 })).await.is(200);
    let product = format!("/api/products/{}", offer.product_id);
    let etag = vendor.get(&product).await.is(200).etag();
    let asked = vendor.patch(&product, &etag, &json!({ "title": "Kesar Mangoes", "brand": "Other" })).await.is(202);
    let decision = format!("/api/admin/product-requests/{}/decision", asked.text_at("/id"));
    let yes = json!({ "decision": "accept", "reason": "the supplier changed" });
    app.staff(Role::CatalogModerator).await.post(&decision, &yes).await.is(200);

    let after = buyer.get(&path).await.is(200);
    assert_eq!(after.json, before.json);
    assert_eq!(vendor.get(&product).await.is(200).text_at("/title"), "Kesar Mangoes");
    app.finish().await;
}
