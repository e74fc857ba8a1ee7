//! Pages of the shop that were made before are shown again: with what holds now, to each in their own way.

use serde_json::json;
use testkit::{Engine, TestApp, TestResponse};

use super::turns;

async fn page(app: &TestApp, path: &str, headers: &[(&str, &str)]) -> TestResponse {
    let headers = [&[("accept", "text/html")], headers].concat();
    app.anybody().send("GET", path, &headers, None).await.is(200)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_was_made_before_shows_what_changed_since() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let vendor = app.vendor("acme").await;
    let tea = vendor.sells("Tea", 8_000, 100).await;
    let (product, offer) = (format!("/products/{}", tea.product_id), format!("/api/offers/{}", tea.offer_id));
    let shows = async |path: &str, what: &str| page(&app, path, &[]).await.text.contains(what);
    for _ in 0..2 {
        assert!(shows(&product, "80.00").await && !shows(&product, "81.00").await);
        assert!(shows("/", "acme").await && !shows("/", "bazaar").await);
    }

    let tag = vendor.get(&offer).await.is(200).etag();
    vendor.put(&format!("{offer}/price"), &tag, &json!({ "price_minor": 8_100 })).await.is(200);
    app.vendor("bazaar").await;

    assert!(shows(&product, "81.00").await && !shows(&product, "80.00").await);
    assert!(shows("/", "bazaar").await);
    // What is there of it is read from the tables, and on the page as well.
    let few = page(&app, &product, &[]).await.text;
    let taken = json!({
        "offer_id": tea.offer_id, "location_id": tea.location_id, "kind": "adjusted", "quantity": -100, "reason": "moved",
    });
    vendor.post_once("/api/inventory/movements", "out", &taken).await.is(201);
    assert_ne!(page(&app, &product, &[]).await.text, few);
    turns(&vendor, &tea, "paused").await;
    assert!(!shows(&product, "81.00").await);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_was_made_for_somebody_is_shown_to_those_alone_who_see_the_same() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = vendor.sells("Tea", 8_000, 100).await;
    let product = format!("/products/{}", tea.product_id);
    let (hindi, dark) = ([("cookie", "__Host-aqad-lang=hi")], [("cookie", "__Host-aqad-theme=dark")]);
    let zipped = [("accept-encoding", "gzip")];
    let is_zipped = |page: &TestResponse| page.headers.get("content-encoding").is_some_and(|coding| coding == "gzip");

    // Twice: those who come later find what was made for those before.
    for _ in 0..2 {
        for path in [product.as_str(), "/"] {
            let plain = page(&app, path, &[]).await;
            assert!(plain.text.contains("lang=\"en\"") && !plain.text.contains("data-theme=\"dark\""), "{path}");
            assert!(!is_zipped(&plain) && is_zipped(&page(&app, path, &zipped).await), "{path}");
            assert!(page(&app, path, &hindi).await.text.contains("lang=\"hi\""), "{path}");
            assert!(page(&app, path, &dark).await.text.contains("data-theme=\"dark\""), "{path}");
            assert!(!plain.text.contains("/sign-out"), "{path}");
            assert!(buyer.get(path).await.is(200).text.contains("/sign-out"), "{path}");
            let [mine, others] =
                [&plain, &page(&app, path, &[]).await].map(|page| page.headers["x-request-id"].clone());
            assert_ne!(mine, others, "{path}");
        }
    }
    app.finish().await;
}
