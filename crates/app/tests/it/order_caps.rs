//! What one retailer can hold of a vendor's stock before the vendor accepts, and what it learns of it.

use market::may::Role;
use serde_json::json;
use testkit::{Actor, Engine, Options, TestApp, TestOffer, TestResponse, on_every_engine};

use crate::forms;
use crate::integrity::puts_in_basket;
use crate::races::at_once;

/// As it is where nobody set anything; of one delivered order, share and value double.
const USUAL: Options<'static> = &[
    ("trade.unaccepted_packs", "200"),
    ("trade.unaccepted_value", "100000000"),
    ("trade.unaccepted_trust_orders", "1"),
];

async fn stall(engine: Engine, price: i64, stock: i64) -> (TestApp, Actor, TestOffer, Actor) {
    let app = TestApp::with(engine, USUAL).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("Alphonso Mangoes", price, stock).await;
    (app, vendor, offer, buyer)
}

/// How many can be held, are held and can be ordered, as a refusal says.
fn packs(refused: &TestResponse) -> (i64, i64, i64) {
    let at = |name: &str| refused.int_at(&format!("/details/{name}"));
    (at("max_packs"), at("open_packs"), at("can_order"))
}

async fn takes_too_many(buyer: &Actor, offer: &TestOffer, quantity: i64) -> (i64, i64, i64) {
    let refused = buyer.tries_to_buy(&[(offer, quantity)]).await.is(409);
    packs(&refused.code("orders.too_many_unaccepted_packs"))
}

on_every_engine!(a_retailer_holds_a_share_of_the_stock_until_the_vendor_accepts, |engine: Engine| async move {
    let (app, vendor, offer, buyer) = stall(engine, 100, 15_381).await;

    assert_eq!(takes_too_many(&buyer, &offer, 15_381).await, (3_000, 0, 3_000));
    assert_eq!(takes_too_many(&buyer, &offer, 3_001).await, (3_000, 0, 3_000));
    let first = buyer.buys(&[(&offer, 2_990)]).await.remove(0);
    assert_eq!(takes_too_many(&buyer, &offer, 11).await, (3_000, 2_990, 10));
    buyer.buys(&[(&offer, 10)]).await;
    assert_eq!(takes_too_many(&buyer, &offer, 1).await, (3_000, 3_000, 0));
    assert_eq!(vendor.stock_of(&offer).await, (15_381, 3_000, 12_381));

    // Another retailer has a share of what is left, and an accepted order holds nobody back.
    let other = app.retailer("other").await;
    other.buys(&[(&offer, 3_000)]).await;
    vendor.post(&format!("/api/vendor-orders/{}/acceptance", first.id), &json!({})).await.is(200);
    buyer.buys(&[(&offer, 1_990)]).await;
    assert_eq!(takes_too_many(&buyer, &offer, 1).await, (2_000, 2_000, 0));
    app.finish().await;
});

on_every_engine!(orders_of_one_retailer_at_once_hold_no_more_than_one_after_the_other, |engine: Engine| async move {
    let (app, vendor, offer, buyer) = stall(engine, 100, 700).await;
    let attempt = || {
        let (buyer, offer) = (buyer.clone(), offer.clone());
        async move { buyer.tries_to_buy(&[(&offer, 60)]).await }
    };

    let answers = at_once((0..12).map(|_| attempt()).collect()).await;

    let placed = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!((placed, vendor.stock_of(&offer).await), (3, (700, 180, 520)));
    for refused in answers.into_iter().filter(|answer| answer.status != 201) {
        refused.is(409).code("orders.too_many_unaccepted_packs");
    }
    app.finish().await;
});

#[tokio::test]
async fn a_small_quantity_and_a_smallest_order_are_for_everybody() {
    let (app, vendor, few, buyer) = stall(Engine::Sqlite, 100, 200).await;
    buyer.buys(&[(&few, 200)]).await;
    let mut body = Actor::product_body("Rice by the lorry", "LORRY", 100);
    for (key, packs) in [("min_quantity", 500), ("quantity_step", 500)] {
        body["offer"][key] = json!(packs);
    }
    let listed = vendor.post_once("/api/products", "lorry", &body).await.is(201);
    let lorry = TestOffer { offer_id: listed.text_at("/offer_id"), product_id: listed.text_at("/product_id"), ..few };
    let receipt =
        json!({ "offer_id": lorry.offer_id, "location_id": lorry.location_id, "kind": "received", "quantity": 1_600 });
    vendor.post_once("/api/inventory/movements", "lorry-stock", &receipt).await.is(201);

    assert_eq!(takes_too_many(&buyer, &lorry, 1_000).await, (500, 0, 500));
    buyer.buys(&[(&lorry, 500)]).await;
    assert_eq!(takes_too_many(&buyer, &lorry, 500).await, (500, 500, 0));
    app.finish().await;
}

#[tokio::test]
async fn open_orders_at_a_vendor_are_worth_so_much_at_most() {
    let (app, vendor, offer, buyer) = stall(Engine::Sqlite, 1_000_000, 10_000).await;
    let dear = vendor.sells("Saffron", 200_000_000, 10).await;

    let refused = buyer.tries_to_buy(&[(&offer, 101)]).await.is(409).code("orders.too_much_unaccepted_value");
    assert_eq!(refused.int_at("/details/max_value/amount_minor"), 100_000_000);
    buyer.buys(&[(&offer, 60)]).await;
    let refused = buyer.tries_to_buy(&[(&offer, 41)]).await.is(409).code("orders.too_much_unaccepted_value");
    assert_eq!(refused.int_at("/details/open_value/amount_minor"), 60_000_000);
    buyer.tries_to_buy(&[(&dear, 1)]).await.is(409).code("orders.too_much_unaccepted_value");

    // What is dear by the pack can be ordered all the same: one pack, as the first.
    let other = app.retailer("other").await;
    other.tries_to_buy(&[(&dear, 2)]).await.is(409).code("orders.too_much_unaccepted_value");
    other.buys(&[(&dear, 1)]).await;
    other.tries_to_buy(&[(&dear, 1)]).await.is(409).code("orders.too_much_unaccepted_value");
    app.finish().await;
}

/// An order of so many packs that is brought to its buyer.
async fn delivered(app: &TestApp, parties: (&Actor, &Actor), offer: &TestOffer, packs: i64) {
    delivered_in_part(app, parties, offer, (packs, packs)).await;
}

/// An order of so many packs, of which the vendor takes so many, and which is brought to its buyer.
async fn delivered_in_part(
    app: &TestApp,
    (vendor, buyer): (&Actor, &Actor),
    offer: &TestOffer,
    (packs, taken): (i64, i64),
) {
    let part = buyer.buys(&[(offer, packs)]).await.remove(0);
    let partner = app.partner(&format!("wheels-{packs}-{taken}")).await;
    let rider = app.colleague(&partner, "rider").await;
    let dispatcher = app.staff(Role::Dispatcher).await;
    let path = format!("/api/vendor-orders/{}", part.id);
    if taken < packs {
        let line = vendor.get(&path).await.is(200).text_at("/lines/0/id");
        let less = json!({ "lines": [{ "line_id": line, "quantity": taken }] });
        vendor.post(&format!("{path}/acceptance"), &less).await.is(200);
        buyer.act(&format!("/api/orders/{}/vendor-orders/{}/confirmation", part.order_id, part.id)).await.is(200);
        vendor.act(&format!("{path}/preparation")).await.is(200);
        vendor.act(&format!("{path}/packing")).await.is(200);
    } else {
        vendor.packs(&part).await;
    }
    app.settle().await;
    let waiting = dispatcher.get("/api/deliveries?state=unassigned").await.is(200).text_at("/items/0/id");
    let path = format!("/api/deliveries/{waiting}");
    dispatcher.post(&format!("{path}/partner"), &json!({ "partner_id": partner.company_id })).await.is(200);
    partner.post(&format!("{path}/rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
    rider.act(&format!("{path}/pickup")).await.is(200);
    let code = buyer.get(&format!("/api/orders/{}/tracking", part.order_id)).await.is(200).text_at("/0/proof_code");
    rider.post(&format!("{path}/completion"), &json!({ "code": code })).await.is(200);
    app.settle().await;
}

#[tokio::test]
async fn what_a_vendor_delivered_raises_what_may_be_held_of_it() {
    let (app, vendor, offer, buyer) = stall(Engine::Sqlite, 10_000, 10_300).await;
    let second = app.vendor("bharat").await;
    let other = second.sells("Rice", 10_000, 10_000).await;
    assert_eq!(takes_too_many(&buyer, &offer, 5_000).await.0, 2_000);

    // A hundredth of the value that a stranger may hold; 99 packs are worth less, and prove nothing.
    delivered(&app, (&vendor, &buyer), &offer, 99).await;
    assert_eq!(takes_too_many(&buyer, &offer, 5_001).await, (2_000, 0, 2_000));
    delivered(&app, (&vendor, &buyer), &offer, 100).await;

    assert_eq!(takes_too_many(&buyer, &offer, 5_001).await, (5_000, 0, 5_000));
    buyer.buys(&[(&offer, 5_000)]).await;
    // What one vendor brought says nothing to another: whoever sells to themselves earns no trust.
    assert_eq!(takes_too_many(&buyer, &other, 2_001).await, (2_000, 0, 2_000));
    app.finish().await;
}

on_every_engine!(what_was_ordered_and_not_accepted_proves_nothing, |engine: Engine| async move {
    let (app, vendor, offer, buyer) = stall(engine, 10_000, 10_300).await;

    // Worth a hundredth of the value that a stranger may hold; accepted was less.
    delivered_in_part(&app, (&vendor, &buyer), &offer, (100, 99)).await;
    assert_eq!(takes_too_many(&buyer, &offer, 5_001).await, (2_000, 0, 2_000));
    delivered_in_part(&app, (&vendor, &buyer), &offer, (101, 100)).await;

    assert_eq!(takes_too_many(&buyer, &offer, 5_001).await, (5_000, 0, 5_000));
    app.finish().await;
});

#[tokio::test]
async fn a_retailer_learns_no_vendors_exact_stock() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("Tea", 100, 7_919).await;
    let sku = vendor.get(&format!("/api/offers/{}", offer.offer_id)).await.is(200).text_at("/sku");
    puts_in_basket(&buyer, &offer, "8001").await;
    let quick = format!("{sku}\t8001");

    let by_api = buyer.tries_to_buy(&[(&offer, 8_000)]).await.is(409).code("orders.out_of_stock");
    assert_eq!(by_api.text_at("/details/left"), "less_than_requested");
    let basket = buyer.get("/basket").await.is(200);
    assert!(basket.text.contains("Less than this quantity is in stock"), "{}", basket.text);
    let pad = forms::fill(&buyer, &[], "/quick-order", "/quick-order", &[("lines", &quick)]).await.is(200);
    assert!(pad.text.contains("Less than this quantity is in stock"), "{}", pad.text);
    // A hundred quantities at once tell no more than the first digit.
    let lines: Vec<String> = (7_901..=8_000).map(|packs| format!("{sku}\t{packs}")).collect();
    let many = forms::fill(&buyer, &[], "/quick-order", "/quick-order", &[("lines", &lines.join("\n"))]).await.is(200);
    assert_eq!(many.text.matches("Your order will confirm whether this quantity is in stock").count(), 100);
    assert!(!many.text.contains("Less than this quantity"), "{}", many.text);
    let product = format!("/products/{}", offer.product_id);
    let pages = [by_api, basket, pad, buyer.get("/checkout").await, buyer.get(&product).await.is(200)];
    let reads = [buyer.get(&format!("/api{product}")).await.is(200), buyer.get("/api/products?q=tea").await.is(200)];
    for answer in pages.iter().chain(&reads) {
        assert!(!["7919", "7,919"].iter().any(|exact| answer.text.contains(exact)), "{}", answer.text);
    }

    let none = vendor.sells("Salt", 100, 0).await;
    let refused = buyer.tries_to_buy(&[(&none, 1)]).await.is(409).code("orders.out_of_stock");
    assert_eq!(refused.text_at("/details/left"), "nothing");
    app.finish().await;
}
