//! Quick order: article numbers become offers.

use kernel::text::Sku;
use market::catalog::{self, SkuError, SkuMatch};
use serde_json::json;

use super::*;

async fn find(app: &TestApp, who: &Actor, skus: &[&str]) -> Result<Vec<(Sku, Vec<SkuMatch>)>, SkuError> {
    let skus: Vec<Sku> = skus.iter().map(|sku| Sku::new(sku).expect("a number")).collect();
    catalog::find_skus(&app.ctx, &buyer::<may::PlaceOrders>(who), &skus).await
}

on_every_engine!(article_numbers_and_gtins_find_what_can_be_bought, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, zenith, corner) = (app.vendor("acme").await, app.vendor("zenith").await, app.retailer("corner").await);
    let mut tea = Actor::product_body("Tea", "T-1", 8_000);
    tea["gtin"] = json!("4006381333931");
    let listed = acme.post_once("/api/products", "tea", &tea).await.is(201);
    let mut salt = Actor::product_body("Salt", "T-1", 500);
    salt["offer"]["min_quantity"] = json!(2);
    zenith.post_once("/api/products", "salt", &salt).await.is(201);
    let place = acme.post("/api/locations", &json!({ "name": "Shed", "city": "Kochi" })).await.is(201);
    let stock = json!({
        "offer_id": listed.text_at("/offer_id"), "location_id": place.text_at("/id"), "kind": "received", "quantity": 7,
    });
    acme.post_once("/api/inventory/movements", "in", &stock).await.is(201);

    let found = find(&app, &corner, &["T-1", "t-1", "4006381333931", "04006381333931", "NONE"]).await.expect("found");

    let titles: Vec<Vec<(&str, i64)>> =
        found.iter().map(|(_, all)| all.iter().map(|c| (c.title.as_str(), c.free)).collect()).collect();
    let tea_and_salt = vec![("Tea", 7), ("Salt", 0)];
    // In small letters nothing goes by it, in capital ones these do.
    assert_eq!(titles, [tea_and_salt.clone(), tea_and_salt, vec![("Tea", 7)], vec![("Tea", 7)], vec![]]);
    let salt = &found[0].1[1];
    assert_eq!((salt.vendor_name.as_str(), salt.min_quantity, salt.price.minor()), ("zenith", 2, 500));
    let path = format!("/api/offers/{}", listed.text_at("/offer_id"));
    acme.patch(&path, &acme.get(&path).await.etag(), &json!({ "state": "paused" })).await.is(200);
    assert_eq!(find(&app, &corner, &["4006381333931"]).await.expect("asked")[0].1.len(), 0);
    assert!(find(&app, &corner, &[]).await.expect("asked").is_empty());
    assert!(matches!(find(&app, &corner, &["A"; 101]).await, Err(SkuError::TooMany { most: 100 })));
    app.finish().await;
});

on_every_engine!(a_sku_as_it_is_written_goes_before_its_other_spellings, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    for (title, sku) in [("Small", "nai-1"), ("Capital", "NAI-1"), ("Mixed", "Nai-1"), ("Other", "nai-2")] {
        acme.post_once("/api/products", sku, &Actor::product_body(title, sku, 100)).await.is(201);
    }

    for (typed, expected) in [
        ("nai-1", &["Small"][..]),
        ("NAI-1", &["Capital"]),
        ("Nai-1", &["Mixed"]),
        ("NAI-2", &["Other"]),
        ("nAi-2", &["Other"]),
        ("NAI-3", &[]),
    ] {
        let found = find(&app, &corner, &[typed]).await.expect("found");
        let titles: Vec<&str> = found[0].1.iter().map(|c| c.title.as_str()).collect();
        assert_eq!(titles, expected, "{typed}");
    }
    app.finish().await;
});
