//! What is bought most: retailers are counted who had it delivered lately.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestVendorOrder, days, on_every_engine};

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
    partner: Actor,
    rider: Actor,
    buyer: Actor,
    second: Actor,
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
    app.settle().await;
    let (buyer, second, partner) =
        (app.retailer("corner").await, app.retailer("spring").await, app.partner("wheels").await);
    let rider = app.colleague(&partner, "rider").await;
    Window { app, admin, acme, bharat, partner, rider, buyer, second, goods }
}

impl Window {
    /// Orders are packed, brought and handed over.
    async fn deliver(&self, by: &Actor, parts: &[TestVendorOrder]) {
        let (acme, bharat) = (self.acme.again().await, self.bharat.again().await);
        let (partner, rider) = (self.partner.again().await, self.rider.again().await);
        for part in parts {
            let vendor = if part.vendor_id == acme.company_id { &acme } else { &bharat };
            vendor.packs(part).await;
        }
        self.app.settle().await;
        let dispatcher = self.app.staff(Role::Dispatcher).await;
        let to_partner = json!({ "partner_id": partner.company_id });
        for row in dispatcher.get("/api/deliveries?state=unassigned&limit=100").await.is(200).items() {
            let part = parts.iter().find(|part| row["vendor_order_id"] == part.id.as_str());
            let Some(part) = part else { continue };
            let path = format!("/api/deliveries/{}", row["id"].as_str().expect("an id"));
            dispatcher.post(&format!("{path}/partner"), &to_partner).await.is(200);
            partner.post(&format!("{path}/rider"), &json!({ "rider_id": rider.user_id })).await.is(200);
            rider.act(&format!("{path}/pickup")).await.is(200);
            let tracked = by.get(&format!("/api/orders/{}/tracking", part.order_id)).await.is(200);
            let rows = tracked.json.as_array().expect("rows");
            let of_part = rows.iter().find(|row| row["vendor_order_id"] == part.id.as_str()).expect("a delivery");
            rider.post(&format!("{path}/completion"), &json!({ "code": of_part["proof_code"] })).await.is(200);
        }
    }

    /// Somebody buys, and has it.
    async fn gets(&self, by: &Actor, lines: &[(&TestOffer, i64)]) {
        let parts = by.buys(lines).await;
        self.deliver(by, &parts).await;
    }
}

on_every_engine!(retailers_are_counted_then_worth_and_the_newest_fill_up, |engine: Engine| async move {
    let w = window(engine).await;
    let (anybody, goods) = (w.app.anybody(), &w.goods);
    let third = w.app.retailer("market").await;
    let newest = ["fruit 4", "coffee 3", "tea 2", "tea 1", "tea 0"];
    assert_eq!(ranking(&anybody, "").await, newest, "nothing is ordered yet");

    w.gets(&w.buyer, &[(&goods[3], 5_000)]).await;
    for by in [&w.buyer, &w.second] {
        w.gets(by, &[(&goods[1], 1), (&goods[4], 5), (&goods[0], 1)]).await;
    }
    w.gets(&third, &[(&goods[0], 1)]).await;
    assert_eq!(ranking(&anybody, "").await, newest, "a ranking may be minutes old");
    w.app.ctx.cache.clear().await;

    let ranked = ["tea 0", "fruit 4", "tea 1", "coffee 3", "tea 2"];
    assert_eq!(ranking(&anybody, "").await, ranked, "by retailers, then by worth; then the newest");
    for most in 1..=5 {
        assert_eq!(ranking(&anybody, &format!("?limit={most}")).await, ranked[..most]);
    }
    let shown = anybody.get("/api/popular-products?limit=1").await.is(200);
    let row = shown.json[0].as_object().expect("a row");
    let fields: Vec<&str> = row.keys().map(String::as_str).collect();
    assert_eq!(
        fields,
        ["brand", "category", "delivers_to", "from_price", "id", "offer_count", "title"],
        "and no counts"
    );
    let found = anybody.get("/api/products?q=tea%200").await.is(200);
    assert_eq!(shown.json[0], found.items()[0], "as the search shows it");
    w.app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_orders_of_one_retailer_move_no_product_above_one_that_two_bought() {
    let w = window(Engine::Sqlite).await;
    let anybody = w.app.anybody();
    for by in [&w.buyer, &w.second] {
        w.gets(by, &[(&w.goods[4], 1)]).await;
    }
    let terms = json!({
        "sku": "CHEAP", "pack_size": 1, "min_quantity": 1, "quantity_step": 1, "max_quantity": 100, "price_minor": 1,
    });
    let path = format!("/api/products/{}/offers", w.goods[0].product_id);
    let offered = w.bharat.post_once(&path, "cheap", &terms).await.is(201);
    let cheap = TestOffer { offer_id: offered.text_at("/offer_id"), price: 1, ..w.goods[4].clone() };
    let stock = json!({
        "offer_id": cheap.offer_id, "location_id": cheap.location_id, "kind": "received", "quantity": 100,
    });
    w.bharat.post_once("/api/inventory/movements", "cheap-in", &stock).await.is(201);

    let mut parts = Vec::new();
    for _ in 0..60 {
        parts.extend(w.buyer.buys(&[(&cheap, 1)]).await);
    }
    w.app.ctx.cache.clear().await;
    assert_eq!(ranking(&anybody, "?limit=2").await, ["fruit 4", "coffee 3"], "what is not delivered does not count");
    w.deliver(&w.buyer, &parts).await;
    w.app.ctx.cache.clear().await;

    assert_eq!(ranking(&anybody, "?limit=2").await, ["fruit 4", "tea 0"]);
    w.app.finish().await;
}

on_every_engine!(a_ranking_of_a_shelf_knows_no_other, |engine: Engine| async move {
    let w = window(engine).await;
    let (anybody, goods) = (w.app.anybody(), &w.goods);
    w.gets(&w.buyer, &[(&goods[0], 1), (&goods[3], 1), (&goods[4], 1)]).await;
    w.gets(&w.second, &[(&goods[3], 1), (&goods[4], 1)]).await;

    assert_eq!(ranking(&anybody, "?category=tea").await, ["tea 0", "tea 2", "tea 1"]);
    assert_eq!(ranking(&anybody, "?category=drinks").await, ["coffee 3", "tea 0", "tea 2", "tea 1"]);
    assert_eq!(ranking(&anybody, "?category=drinks&limit=2").await, ["coffee 3", "tea 0"]);
    assert_eq!(ranking(&anybody, "?category=fresh-food").await, ["fruit 4"]);

    anybody.get("/api/popular-products?category=nowhere").await.is(422).code("products.no_such_category");
    for bad in ["limit=0", "limit=51", "limit=x", "category=%27%3B--"] {
        anybody.get(&format!("/api/popular-products?{bad}")).await.is(400);
    }
    anybody.get("/api/popular-products?cursor=00").await.is(422).code("page.bad_cursor");
    anybody.get("/api/popular-products?limit=50").await.is(200);
    w.app.finish().await;
});

on_every_engine!(what_was_called_off_or_is_long_ago_does_not_count, |engine: Engine| async move {
    let w = window(engine).await;
    let Window { app, acme, bharat, buyer, goods, .. } = &w;
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
    let part = buyer.buys(&[(&goods[2], 1)]).await.remove(0);
    acme.packs(&part).await;
    w.gets(buyer, &[(&goods[1], 1)]).await;

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
    w.gets(buyer, &[(&goods[2], 1), (&also, 1)]).await;
    assert_eq!(ranking(&anybody, "?limit=2").await, ["tea 2", "tea 1"], "one retailer is one; worth decides");

    app.settle().await;
    app.clock.advance(days(29));
    w.gets(&buyer.again().await, &[(&goods[3], 1)]).await;
    assert_eq!(ranking(&anybody, "?limit=3").await, ["tea 2", "tea 1", "coffee 3"], "of equal worth the older");
    app.clock.advance(days(2));
    assert_eq!(ranking(&anybody, "?limit=3").await, ["coffee 3", "fruit 4", "tea 2"], "31 days are too long ago");
    w.app.finish().await;
});

on_every_engine!(only_what_can_be_ordered_is_ranked, |engine: Engine| async move {
    let w = window(engine).await;
    let Window { app, admin, acme, bharat, goods, .. } = &w;
    let anybody = app.anybody();
    for count in 1..=goods.len() {
        let buyer = app.retailer(&format!("buyer-{count}")).await;
        w.gets(&buyer, &goods[..count].iter().map(|offer| (offer, 1)).collect::<Vec<_>>()).await;
    }
    assert_eq!(ranking(&anybody, "").await, ["tea 0", "tea 1", "tea 2", "coffee 3", "fruit 4"]);

    turns(acme, &goods[1], "paused").await;
    assert_eq!(ranking(&anybody, "").await, ["tea 0", "tea 2", "coffee 3", "fruit 4"]);

    let retirement = format!("/api/admin/products/{}/retirement", goods[0].product_id);
    admin.post(&retirement, &json!({ "reason": "said so by telephone" })).await;
    assert_eq!(ranking(&anybody, "").await, ["tea 2", "coffee 3", "fruit 4"]);

    decides(app, admin, bharat, "suspension").await;
    assert_eq!(ranking(&anybody, "").await, ["tea 2", "coffee 3"]);
    decides(app, admin, acme, "suspension").await;
    assert_eq!(ranking(&anybody, "").await, Vec::<String>::new());
    w.app.finish().await;
});
