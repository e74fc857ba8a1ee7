//! What is counted or looked up before something is decided: among one's own, whatever others have.

use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestApp, TestOffer};

use super::scene::Scene;

async fn changes_price(vendor: &Actor, offer: &TestOffer, minor: i64) -> testkit::TestResponse {
    let path = format!("/api/offers/{}/price", offer.offer_id);
    vendor.put(&path, "*", &json!({ "price_minor": minor })).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_of_another_vendor_do_not_make_the_guard_hold_mine() {
    let app = TestApp::with(Engine::Sqlite, &[("trade.price_guard_burst", "2")]).await;
    app.category().await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    let tea = acme.sells("Tea", 8_000, 0).await;
    for (title, state) in [("Rice", "applied"), ("Salt", "applied"), ("Dates", "held")] {
        let offer = bharat.sells(title, 8_000, 0).await;
        assert_eq!(changes_price(&bharat, &offer, 8_100).await.text_at("/state"), state, "{title}");
    }

    let changed = changes_price(&acme, &tea, 8_100).await;

    assert_eq!(changed.text_at("/state"), "applied");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colleagues_of_others_are_no_second_person_of_mine() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    app.colleague(&bharat, "vendor_finance").await;
    let tea = acme.sells("Tea", 8_000, 0).await;
    let held = changes_price(&acme, &tea, 80_000).await;

    let decision = json!({ "decision": "confirm", "password": PASSWORD });
    let path = format!("/api/price-changes/{}/decision", held.text_at("/change_id"));
    let alone = acme.post(&path, &decision).await;

    assert_eq!(alone.is(200).text_at("/state"), "applied");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn riders_and_warehouses_of_others_cannot_be_named() {
    let scene = Scene::new().await;

    for (side, other) in scene.pairs() {
        let path = format!("/api/deliveries/{}/rider", side.at("delivery.1"));
        let rider = side.partner.post(&path, &json!({ "rider_id": other.rider.user_id })).await;
        rider.is(422).code("deliveries.no_such_rider");
        for (offer, location) in [
            (&side.rice.offer_id, other.at("location.hall")),
            (&other.rice.offer_id, side.at("location.hall")),
            (&other.rice.offer_id, other.at("location.hall")),
        ] {
            let body = json!({ "offer_id": offer, "location_id": location, "kind": "received", "quantity": 1 });
            let moved = side.vendor.post_once("/api/inventory/movements", &format!("{offer}.{location}"), &body).await;
            moved.is(404);
        }
    }
    scene.app.finish().await;
}
