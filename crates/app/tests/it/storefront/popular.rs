//! What is bought most: orders are counted, lately and as long as they stand.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, days, on_every_engine};

use super::{decides, lists, more_shelves, turns};

/// The titles of a ranking.
async fn ranking(by: &Actor, query: &str) -> Vec<String> {
    let answer = by.get(&format!("/api/popular-products{query}")).await.is(200);
    let rows = answer.json.as_array().expect("rows");
    rows.iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect()
}

struct Window {
    app: TestApp,
    admin: Actor,
    acme: Actor,
    bharat: Actor,
    buyer: Actor,
    /// Oldest first.
    goods: Vec<TestOffer>,
}

/// Five products: three teas and a coffee of acme's, a fruit of bharat's.
async fn window(engine: Engine) -> Window {
    let app = TestApp::new(engine).await;
    let admin = app.staff(Role::SuperAdmin).await;
    more_shelves(&app, &admin).await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    let mut goods = Vec::new();
    for (title, shelf) in [("tea 0", "tea"), ("tea 1", "tea"), ("tea 2", "tea"), ("coffee 3", "coffee")] {
        goods.push(lists(&acme, title, "Malabar", shelf).await);
    }
    goods.push(lists(&bharat, "fruit 4", "Malabar", "fruits").await);
    let buyer = app.retailer("corner").await;
    Window { app, admin, acme, bharat, buyer, goods }
}

on_every_engine!(orders_are_counted_and_the_newest_fill_up, |engine: Engine| async move {
    let Window { app, buyer, goods, .. } = window(engine).await;
    let anybody = app.anybody();
    let newest = ["fruit 4", "coffee 3", "tea 2", "tea 1", "tea 0"];
    assert_eq!(ranking(&anybody, "").await, newest, "nothing is ordered yet");

    buyer.buys(&[(&goods[3], 5_000)]).await;
    for _ in 0..2 {
        buyer.buys(&[(&goods[1], 1), (&goods[4], 1)]).await;
    }
    for _ in 0..3 {
        buyer.buys(&[(&goods[0], 1)]).await;
    }
    assert_eq!(ranking(&anybody, "").await, newest, "a ranking may be minutes old");
    app.ctx.cache.clear().await;

    let ranked = ["tea 0", "tea 1", "fruit 4", "coffee 3", "tea 2"];
    assert_eq!(ranking(&anybody, "").await, ranked, "by orders, not packs; equals by id; then the newest");
    for most in 1..=5 {
        assert_eq!(ranking(&anybody, &format!("?limit={most}")).await, ranked[..most]);
    }
    let shown = anybody.get("/api/popular-products?limit=1").await.is(200);
    let row = shown.json[0].as_object().expect("a row");
    let fields: Vec<&str> = row.keys().map(String::as_str).collect();
    assert_eq!(fields, ["brand", "category", "from_price", "id", "offer_count", "title"], "and no counts");
    let found = anybody.get("/api/products?q=tea%200").await.is(200);
    assert_eq!(shown.json[0], found.items()[0], "as the search shows it");
    app.finish().await;
});

on_every_engine!(a_ranking_of_a_shelf_knows_no_other, |engine: Engine| async move {
    let Window { app, buyer, goods, .. } = window(engine).await;
    let anybody = app.anybody();
    buyer.buys(&[(&goods[0], 1), (&goods[4], 1)]).await;
    for _ in 0..2 {
        buyer.buys(&[(&goods[3], 1), (&goods[4], 1)]).await;
    }

    assert_eq!(ranking(&anybody, "?category=tea").await, ["tea 0", "tea 2", "tea 1"]);
    assert_eq!(ranking(&anybody, "?category=drinks").await, ["coffee 3", "tea 0", "tea 2", "tea 1"]);
    assert_eq!(ranking(&anybody, "?category=drinks&limit=2").await, ["coffee 3", "tea 0"]);
    assert_eq!(ranking(&anybody, "?category=fresh-food").await, ["fruit 4"]);

    anybody.get("/api/popular-products?category=nowhere").await.is(422).code("products.no_such_category");
    for bad in ["limit=0", "limit=51", "limit=x", "category=%27%3B--", "cursor=00"] {
        anybody.get(&format!("/api/popular-products?{bad}")).await.is(400);
    }
    anybody.get("/api/popular-products?limit=50").await.is(200);
    app.finish().await;
});

on_every_engine!(what_was_called_off_or_is_long_ago_does_not_count, |engine: Engine| async move {
    let Window { app, acme, bharat, buyer, goods, .. } = window(engine).await;
    let anybody = app.anybody();
    let reason = json!({ "reason": "said so by telephone" });
    for _ in 0..3 {
        let part = buyer.buys(&[(&goods[0], 1)]).await.remove(0);
        let path = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
        buyer.post(&path, &reason).await.is(200);
    }
    for _ in 0..2 {
        let part = buyer.buys(&[(&goods[4], 1)]).await.remove(0);
        bharat.post(&format!("/api/vendor-orders/{}/rejection", part.id), &reason).await.is(200);
    }
    let part = buyer.buys(&[(&goods[1], 1)]).await.remove(0);
    acme.packs(&part).await;

    assert_eq!(ranking(&anybody, "?limit=2").await, ["tea 1", "fruit 4"], "one counts, then the newest");
    // One product of two vendors, in two parts of one order.
    let terms = json!({
        "sku": "ALSO", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 100,
    });
    let offered =
        bharat.post_once(&format!("/api/products/{}/offers", goods[2].product_id), "also", &terms).await.is(201);
    let also = TestOffer { offer_id: offered.text_at("/offer_id"), ..goods[4].clone() };
    let stock: Value = json!({
        "offer_id": also.offer_id, "location_id": also.location_id, "kind": "received", "quantity": 10,
    });
    bharat.post_once("/api/inventory/movements", "also-in", &stock).await.is(201);
    buyer.buys(&[(&goods[2], 1), (&also, 1)]).await;
    assert_eq!(ranking(&anybody, "?limit=2").await, ["tea 1", "tea 2"], "one order is one, by id");

    app.settle().await;
    app.clock.advance(days(29));
    buyer.again().await.buys(&[(&goods[3], 1)]).await;
    assert_eq!(ranking(&anybody, "?limit=3").await, ["tea 1", "tea 2", "coffee 3"]);
    app.clock.advance(days(2));
    assert_eq!(ranking(&anybody, "?limit=3").await, ["coffee 3", "fruit 4", "tea 2"], "31 days are too long ago");
    app.finish().await;
});

on_every_engine!(only_what_is_offered_is_ranked, |engine: Engine| async move {
    let Window { app, admin, acme, bharat, buyer, goods } = window(engine).await;
    let anybody = app.anybody();
    for count in 1..=goods.len() {
        buyer.buys(&goods[..count].iter().map(|offer| (offer, 1)).collect::<Vec<_>>()).await;
    }
    assert_eq!(ranking(&anybody, "").await, ["tea 0", "tea 1", "tea 2", "coffee 3", "fruit 4"]);

    turns(&acme, &goods[1], "paused").await;
    assert_eq!(ranking(&anybody, "").await, ["tea 0", "tea 2", "coffee 3", "fruit 4"]);

    let retirement = format!("/api/admin/products/{}/retirement", goods[0].product_id);
    admin.post(&retirement, &json!({ "reason": "said so by telephone" })).await;
    assert_eq!(ranking(&anybody, "").await, ["tea 2", "coffee 3", "fruit 4"]);

    decides(&app, &admin, &bharat, "suspension").await;
    assert_eq!(ranking(&anybody, "").await, ["tea 2", "coffee 3"]);
    decides(&app, &admin, &acme, "suspension").await;
    assert_eq!(ranking(&anybody, "").await, Vec::<String>::new());
    app.finish().await;
});
