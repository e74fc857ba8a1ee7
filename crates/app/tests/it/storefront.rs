//! The shop window: brands and what is bought most, on every engine.

mod brands;
mod page_cache;
mod popular;

use serde_json::json;
use testkit::{Actor, TestApp, TestOffer};

/// Percent-encoded, as a part of a path or query.
fn enc(text: &str) -> String {
    let plain = |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(plain).collect()
}

/// A second shelf at the top, with two under it.
async fn more_shelves(app: &TestApp, admin: &Actor) {
    app.category().await;
    for (slug, parent) in [("drinks", None), ("tea", Some("drinks")), ("coffee", Some("drinks"))] {
        let body = json!({ "slug": slug, "name": slug, "parent": parent });
        admin.post("/api/admin/categories", &body).await.is(201);
    }
}

/// A vendor lists a product of a brand, on a shelf.
async fn lists(vendor: &Actor, title: &str, brand: &str, category: &str) -> TestOffer {
    let sku = format!("S-{}", enc(title).replace('%', "-"));
    let mut body = Actor::product_body(title, &sku, 100);
    (body["brand"], body["category"]) = (json!(brand), json!(category));
    let listed = vendor.post_once("/api/products", &sku, &body).await.is(201);
    let place = vendor.post("/api/locations", &json!({ "name": sku, "city": "Kochi" })).await.is(201);
    let offer = TestOffer {
        product_id: listed.text_at("/product_id"),
        offer_id: listed.text_at("/offer_id"),
        price: 100,
        location_id: place.text_at("/id"),
    };
    let stock = json!({
        "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": "received", "quantity": 10_000,
    });
    vendor.post_once("/api/inventory/movements", &format!("in-{sku}"), &stock).await.is(201);
    offer
}

/// An offer pauses or is taken up again.
async fn turns(vendor: &Actor, offer: &TestOffer, state: &str) {
    let path = format!("/api/offers/{}", offer.offer_id);
    let tag = vendor.get(&path).await.is(200).etag();
    vendor.patch(&path, &tag, &json!({ "state": state })).await.is(200);
}

/// Staff stops a company, or lets it go on; listings follow.
async fn decides(app: &TestApp, admin: &Actor, company: &Actor, noun: &str) {
    let path = format!("/api/admin/companies/{}/{noun}", company.company_id);
    let reason = json!({ "reason": "said so by telephone" });
    if noun == "suspension" {
        admin.post(&path, &reason).await.is(200);
    } else {
        admin.act(&path).await.is(200);
    }
    app.settle().await;
}
