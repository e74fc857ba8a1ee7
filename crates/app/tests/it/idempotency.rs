//! Idempotency keys: what one of them stands for, for whom, and for how long.

use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, minutes, on_every_engine};

use crate::background::relaying::worker_looks;

const KEY: &str = "spring-order";

fn is_replayed(answer: &TestResponse) -> bool {
    answer.headers.get("idempotency-replayed").is_some_and(|value| value == "true")
}

/// A vendor with stock, and a retailer.
async fn stall(app: &TestApp) -> (Actor, TestOffer, Actor) {
    app.category().await;
    let vendor = app.vendor("acme").await;
    let offer = vendor.sells("Alphonso Mangoes", 10_000, 100).await;
    (vendor, offer, app.retailer("corner").await)
}

fn order(offer: &TestOffer) -> Value {
    Actor::order_body(&[(offer, 3)])
}

async fn orders_of(who: &Actor) -> usize {
    who.get("/api/orders").await.is(200).items().len()
}

fn terms(sku: &str) -> Value {
    json!({ "sku": sku, "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 10, "price_minor": 900 })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_and_body_at_another_path_are_another_request() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, rice, _) = stall(&app).await;
    let tea = vendor.sells("Tea", 5_000, 1).await;
    let other = app.vendor("borealis").await;
    let path = |offer: &TestOffer| format!("/api/products/{}/offers", offer.product_id);
    let body = terms("SKU-OF-MINE");

    let first = other.post_once(&path(&rice), KEY, &body).await.is(201);
    let elsewhere = other.post_once(&path(&tea), KEY, &body).await.is(422).code("idempotency.key_reused");

    assert!(!is_replayed(&first) && !is_replayed(&elsewhere));
    assert!(!elsewhere.text.contains(&first.text_at("/offer_id")), "{}", elsewhere.text);
    let page = other.get(&format!("/api/products/{}", tea.product_id)).await.is(200);
    assert_eq!(page.json["offers"].as_array().map(Vec::len), Some(1), "nothing was offered there");
    // The first path still has its answer, and under a key of its own the other is done.
    let again = other.post_once(&path(&rice), KEY, &body).await.is(201);
    assert!(is_replayed(&again));
    assert_eq!(again.text, first.text);
    other.post_once(&path(&tea), "another-key", &terms("SKU-OF-TEA")).await.is(201);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_one_endpoint_is_not_answered_by_another() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, _) = stall(&app).await;
    let moved =
        json!({ "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": "received", "quantity": 5 });
    let product = Actor::product_body("Red Rice", "RICE", 4_000);

    vendor.post_once("/api/inventory/movements", KEY, &moved).await.is(201);
    let listed = vendor.post_once("/api/products", KEY, &product).await.is(422).code("idempotency.key_reused");

    assert!(!is_replayed(&listed));
    assert_eq!(vendor.stock_of(&offer).await, (105, 0, 105));
    let again = vendor.post_once("/api/inventory/movements", KEY, &moved).await.is(201);
    assert!(is_replayed(&again));
    assert_eq!(vendor.stock_of(&offer).await, (105, 0, 105), "it came in once");
    vendor.post_once("/api/products", "another-key", &product).await.is(201);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_belongs_to_the_company_and_is_answered_to_those_who_may() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, owner) = stall(&app).await;
    let (buyer, receiver) = (app.colleague(&owner, "buyer").await, app.colleague(&owner, "receiver").await);
    let other = app.retailer("spring").await;
    let body = order(&offer);

    let first = owner.post_once("/api/orders", KEY, &body).await.is(201);
    let colleague = buyer.post_once("/api/orders", KEY, &body).await.is(201);
    let without_right = receiver.post_once("/api/orders", KEY, &body).await.is(403);
    let nobody = app.anybody().post_once("/api/orders", KEY, &body).await.is(401);
    let another = other.post_once("/api/orders", KEY, &body).await.is(201);

    assert_eq!((is_replayed(&first), is_replayed(&colleague), is_replayed(&another)), (false, true, false));
    assert_eq!(colleague.text, first.text);
    assert_ne!(another.text_at("/id"), first.text_at("/id"));
    for refused in [without_right, nobody] {
        assert!(!is_replayed(&refused) && !refused.text.contains(&first.text_at("/id")), "{}", refused.text);
    }
    assert_eq!((orders_of(&owner).await, orders_of(&other).await), (1, 1));
    assert_eq!(vendor.stock_of(&offer).await, (100, 6, 94));
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_key_with_another_body_is_refused_to_the_byte() {
    let app = TestApp::new(Engine::Sqlite).await;
    let (vendor, offer, buyer) = stall(&app).await;
    let body = order(&offer);
    let first = buyer.post_once("/api/orders", KEY, &body).await.is(201);
    let headers = [("content-type", "application/json"), ("idempotency-key", KEY)];

    let other_quantity = Actor::order_body(&[(&offer, 4)]);
    buyer.post_once("/api/orders", KEY, &other_quantity).await.is(422).code("idempotency.key_reused");
    let spaced = format!(" {body}").into_bytes();
    buyer.send("POST", "/api/orders", &headers, Some(spaced)).await.is(422).code("idempotency.key_reused");

    assert_eq!(buyer.post_once("/api/orders", KEY, &body).await.is(201).text, first.text);
    assert_eq!(orders_of(&buyer).await, 1);
    assert_eq!(vendor.stock_of(&offer).await, (100, 3, 97));
    app.finish().await;
}

on_every_engine!(a_key_is_remembered_for_seven_days_and_free_after_that, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let (vendor, offer, buyer) = stall(&app).await;
    let body = order(&offer);
    let first = buyer.post_once("/api/orders", KEY, &body).await.is(201);

    app.clock.advance(minutes(7 * 24 * 60 - 1));
    worker_looks(&app).await;
    let buyer = buyer.again().await;
    let replayed = buyer.post_once("/api/orders", KEY, &body).await.is(201);
    app.clock.advance(minutes(2));
    worker_looks(&app).await;
    let second = buyer.post_once("/api/orders", KEY, &body).await.is(201);

    assert!(is_replayed(&replayed) && !is_replayed(&second));
    assert_eq!(replayed.text, first.text);
    assert_ne!(second.text_at("/id"), first.text_at("/id"), "the key was free");
    assert_eq!(orders_of(&buyer).await, 2);
    app.settle().await;
    assert_eq!(vendor.again().await.stock_of(&offer).await, (100, 3, 97), "the first was rejected meanwhile");
    app.finish().await;
});
