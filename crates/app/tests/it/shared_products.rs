//! Products that several vendors sell: who may change them, what they are found by, and which offer sets the price.

use infra::args;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, on_every_engine};

use crate::forms;
use crate::integrity::id;

infra::statements! {
    LOCK = {
        "select id from products where id = ?",
        my: "select id from products where id = ? for update",
        pg: "select id from products where id = ? for update"
    };
    OFFER = "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version) values (?, ?, ?, 'RACE', 1, 1, 1, 9, 'INR', 'active', 0, 1)";
    TERM = "insert into search_terms (term, product_id) values ('laptop', ?)";
    JOB = "insert into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, 'reindex_catalog', '{\"after\":null}', 'migration 0018', 0, 0, 'ready')";
}

/// Another vendor offers a product, and has so many packs of it.
pub async fn also_sells(vendor: &Actor, offer: &TestOffer, sku: &str, price: i64, stock: i64) -> TestOffer {
    let mut terms = Actor::product_body("", sku, price)["offer"].clone();
    terms["sku"] = json!(sku);
    let path = format!("/api/products/{}/offers", offer.product_id);
    let offered = vendor.post_once(&path, sku, &terms).await.is(201);
    let place = vendor.post("/api/locations", &json!({ "name": sku, "city": "Kochi" })).await.is(201);
    let (offer_id, location_id) = (offered.text_at("/offer_id"), place.text_at("/id"));
    let offer = TestOffer { offer_id, location_id, price, ..offer.clone() };
    if stock > 0 {
        receives(vendor, &offer, stock).await;
    }
    offer
}

async fn receives(vendor: &Actor, offer: &TestOffer, stock: i64) {
    let body = json!({
        "offer_id": offer.offer_id, "location_id": offer.location_id, "kind": "received", "quantity": stock,
    });
    vendor.post_once("/api/inventory/movements", &format!("in-{}", offer.offer_id), &body).await.is(201);
}

struct Grocery {
    app: TestApp,
    acme: Actor,
    rival: Actor,
    buyer: Actor,
    moderator: Actor,
    rice: TestOffer,
}

async fn rice(engine: Engine) -> Grocery {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival, buyer) = (app.vendor("acme").await, app.vendor("rival").await, app.retailer("corner").await);
    let moderator = app.staff(Role::CatalogModerator).await;
    let rice = acme.sells("Basmati rice", 10_000, 5).await;
    app.settle().await;
    Grocery { app, acme, rival, buyer, moderator, rice }
}

impl Grocery {
    fn path(&self) -> String {
        format!("/api/products/{}", self.rice.product_id)
    }

    async fn shown(&self) -> Value {
        self.app.anybody().get(&self.path()).await.is(200).json
    }

    async fn asks(&self, change: &Value) -> testkit::TestResponse {
        let tag = self.app.anybody().get(&self.path()).await.is(200).etag();
        self.acme.patch(&self.path(), &tag, change).await
    }

    async fn decides(&self, request: &str, decision: &str) -> testkit::TestResponse {
        let path = format!("/api/admin/product-requests/{request}/decision");
        self.moderator.post(&path, &json!({ "decision": decision, "reason": "the label says so" })).await
    }

    /// The lowest price that the search shows, and the one that the product's page shows first.
    async fn first(&self) -> (Option<i64>, Option<i64>) {
        let found = self.app.anybody().get("/api/products?q=basmati&sort=newest").await.is(200);
        (
            found.items()[0]["from_price"]["amount_minor"].as_i64(),
            self.shown().await.pointer("/offers/0/price/amount_minor").and_then(Value::as_i64),
        )
    }

    async fn titles(&self, query: &str) -> Vec<String> {
        let found = self.app.anybody().get(&format!("/api/products?{query}")).await.is(200);
        found.items().iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect()
    }
}

on_every_engine!(what_others_sell_changes_only_when_staff_accept_the_difference, |engine: Engine| async move {
    let r = rice(engine).await;
    assert_eq!(r.asks(&json!({ "title": "Basmati rice, aged" })).await.is(200).json["title"], "Basmati rice, aged");
    let offer = also_sells(&r.rival, &r.rice, "V2-RICE", 11_000, 5).await;

    for change in [json!({ "title": "Laptop" }), json!({ "brand": "Apple" }), json!({ "description": "16 GB" })] {
        let asked = r.asks(&change).await.is(202);
        assert_eq!((asked.json["state"].as_str(), asked.json["kind"].as_str()), (Some("pending"), Some("change")));
    }
    let laptop = r.asks(&json!({ "title": "Laptop", "brand": "Café Malabar", "note": "typo" })).await.is(202);
    let difference = json!([{ "field": "title", "old": "Basmati rice, aged", "new": "Laptop" }]);
    assert_eq!((&laptop.json["changes"], &laptop.json["note"]), (&difference, &json!("typo")));
    let shown = r.shown().await;
    assert_eq!([&shown["title"], &shown["brand"]], ["Basmati rice, aged", "Café Malabar"]);
    let part = r.buyer.buys(&[(&offer, 1)]).await.remove(0);
    let line = r.rival.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    assert_eq!(line.text_at("/lines/0/title"), "Basmati rice, aged");

    // The newest waits; the others' company neither sees nor withdraws it, nor edits the product.
    let states: Vec<String> = r
        .acme
        .get("/api/product-requests")
        .await
        .is(200)
        .items()
        .iter()
        .map(|row| row["state"].as_str().expect("a state").to_owned())
        .collect();
    assert_eq!(states, ["pending", "superseded", "superseded", "superseded"]);
    assert!(r.rival.get("/api/product-requests").await.is(200).items().is_empty());
    let withdrawal = format!("/api/product-requests/{}/withdrawal", laptop.text_at("/id"));
    r.rival.act(&withdrawal).await.is(404).code("requests.no_such_request");
    r.rival.patch(&r.path(), "*", &json!({ "title": "Mine" })).await.is(404);
    r.acme.act(&withdrawal).await.is(200);
    r.decides(&laptop.text_at("/id"), "accept").await.is(409).code("requests.not_pending");

    let better = r.asks(&json!({ "title": "Basmati rice, 5 kg" })).await.is(202).text_at("/id");
    let waiting = r.moderator.get("/api/admin/product-requests?state=pending").await.is(200);
    assert_eq!(waiting.text_at("/items/0/id"), better);
    r.decides(&better, "transfer").await.is(422).code("requests.wrong_decision");
    assert_eq!(r.decides(&better, "accept").await.is(200).text_at("/reason"), "the label says so");
    assert_eq!(r.shown().await["title"], "Basmati rice, 5 kg");
    assert_eq!(r.titles("q=5+kg").await, ["Basmati rice, 5 kg"], "found by its new words");
    let worse = r.asks(&json!({ "title": "Laptop" })).await.is(202).text_at("/id");
    r.decides(&worse, "refuse").await.is(200);
    assert_eq!(r.shown().await["title"], "Basmati rice, 5 kg");
    r.app.finish().await;
});

on_every_engine!(what_was_ordered_keeps_its_name_and_may_get_another_description, |engine: Engine| async move {
    let r = rice(engine).await;
    r.buyer.buys(&[(&r.rice, 1)]).await;

    assert_eq!(r.asks(&json!({ "description": "From Dehradun." })).await.is(200).json["description"], "From Dehradun.");
    let asked = r.asks(&json!({ "title": "Laptop", "description": "16 GB" })).await.is(202).text_at("/id");
    r.asks(&json!({ "description": "From Punjab." })).await.is(200);
    r.decides(&asked, "accept").await.is(409).code("requests.outdated");
    assert_eq!([&r.shown().await["title"], &r.shown().await["description"]], ["Basmati rice", "From Punjab."]);
    r.decides(&asked, "refuse").await.is(200);

    // What is retired has nothing left to be decided.
    let open = r.asks(&json!({ "title": "Laptop" })).await.is(202).text_at("/id");
    let retirement = format!("/api/admin/products/{}/retirement", r.rice.product_id);
    r.moderator.post(&retirement, &json!({ "reason": "recalled" })).await.is(204);
    r.decides(&open, "accept").await.is(409).code("requests.not_pending");
    r.app.finish().await;
});

on_every_engine!(an_offer_that_appears_meanwhile_does_not_slip_through, |engine: Engine| async move {
    let r = rice(engine).await;
    let (offer, product, vendor) =
        (r.app.ctx.store.id::<kernel::OfferId>(), id(&r.rice.product_id), id(&r.rival.company_id));
    let (nobody, change) = (infra::Origin::default(), json!({ "title": "Laptop" }));
    let (path, acme) = (r.path(), r.acme.clone());
    let editing = std::sync::Mutex::new(None);

    let offered = r.app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let (product, vendor, editing) = (product.clone(), vendor.clone(), &editing);
        let (path, acme, change) = (path.clone(), acme.clone(), change.clone());
        async move {
            use infra::db::Query;
            tx.all(&LOCK, vec![product.clone()]).await?;
            tx.exec(&OFFER, vec![args![offer].remove(0), product, vendor]).await?;
            let edit = tokio::spawn(async move { acme.patch(&path, "*", &change).await });
            // SLEEP: the edit has reached the database by then, and waits there for the lock.
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            *editing.lock().expect("nobody panicked") = Some(edit);
            Ok(tx.commit_with(market::Event::Seeded { what: "an offer".to_owned() }.record(), ()))
        }
    });
    offered.await.expect("it is offered");
    let edit = editing.into_inner().expect("nobody panicked").expect("it began").await.expect("an answer");

    edit.is(202);
    assert_eq!(r.shown().await["title"], "Basmati rice");
    r.app.finish().await;
});

on_every_engine!(
    no_part_of_an_offers_sku_makes_its_product_findable_but_in_its_vendors_own_list,
    |engine: Engine| async move {
        let r = rice(engine).await;
        also_sells(&r.rival, &r.rice, "LAPTOP-gaming-15", 11_000, 5).await;

        for words in
            ["laptop", "gaming", "laptop+gaming+15", "laptop+gaming", "lap", "LAPTOP-gaming", "LAPTOP-gaming-15+rice"]
        {
            assert_eq!(r.titles(&format!("q={words}")).await, Vec::<String>::new(), "{words}");
        }
        assert_eq!(
            r.titles("q=LAPTOP-gaming-15").await,
            ["Basmati rice"],
            "whoever has the whole number looks for this"
        );
        assert_eq!(r.titles(&format!("vendor_id={}", r.rival.company_id)).await, ["Basmati rice"]);
        for words in ["laptop", "GAMING", "15", "basmati"] {
            let own = r.rival.get(&format!("/vendor/products?q={words}")).await.is(200);
            assert!(own.text.contains("LAPTOP-gaming-15"), "{words}");
            let other = r.acme.get(&format!("/vendor/products?q={words}")).await.is(200);
            assert!(!other.text.contains("LAPTOP-gaming"), "{words}");
        }

        // What was indexed before goes when the schema's step asks for it.
        let nobody = infra::Origin::default();
        let (product, job) = (id(&r.rice.product_id), r.app.ctx.store.id::<kernel::JobId>());
        let old = r.app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
            let product = product.clone();
            async move {
                tx.exec(&TERM, vec![product]).await?;
                tx.exec(&JOB, args![job]).await?;
                Ok(tx.commit_with(market::Event::Seeded { what: "old terms".to_owned() }.record(), ()))
            }
        });
        old.await.expect("they are there");
        r.app.ctx.cache.clear().await;
        assert_eq!(r.titles("q=laptop").await, ["Basmati rice"]);
        r.app.settle().await;
        assert_eq!(r.titles("q=laptop").await, Vec::<String>::new());
        assert_eq!(r.titles("q=basmati").await, ["Basmati rice"]);
        r.app.finish().await;
    }
);

on_every_engine!(what_cannot_be_ordered_sets_no_price_and_stands_behind_what_can, |engine: Engine| async move {
    let r = rice(engine).await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)));

    let cheap = also_sells(&r.rival, &r.rice, "CHEAP", 100, 0).await;
    r.app.settle().await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)), "none of it is there");
    receives(&r.rival, &cheap, 3).await;
    r.app.settle().await;
    assert_eq!(r.first().await, (Some(100), Some(100)), "it came in");

    let part = r.buyer.buys(&[(&cheap, 3)]).await.remove(0);
    r.app.settle().await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)), "it was bought up");
    let cancellation = format!("/api/orders/{}/vendor-orders/{}/cancellation", part.order_id, part.id);
    r.buyer.post(&cancellation, &json!({ "reason": "ordered twice" })).await.is(200);
    r.app.settle().await;
    assert_eq!(r.first().await, (Some(100), Some(100)), "it is free again");

    let path = format!("/api/offers/{}", cheap.offer_id);
    let edits = async |change: Value| {
        let tag = r.rival.get(&path).await.is(200).etag();
        r.rival.patch(&path, &tag, &change).await.is(200);
    };
    edits(json!({ "min_quantity": 4 })).await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)), "not enough for the smallest order");
    edits(json!({ "min_quantity": 1 })).await;
    assert_eq!(r.first().await, (Some(100), Some(100)));
    edits(json!({ "state": "paused" })).await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)), "paused");
    edits(json!({ "state": "active" })).await;
    let admin = r.app.staff(Role::SuperAdmin).await;
    let suspension = format!("/api/admin/companies/{}/suspension", r.rival.company_id);
    admin.post(&suspension, &json!({ "reason": "complaints" })).await.is(200);
    r.app.settle().await;
    assert_eq!(r.first().await, (Some(10_000), Some(10_000)), "suspended");

    r.buyer.buys(&[(&r.rice, 5)]).await;
    r.app.settle().await;
    assert_eq!(r.first().await, (None, Some(10_000)), "nothing is left");
    assert_eq!(r.titles("q=basmati&sort=price_asc").await, Vec::<String>::new());
    r.app.finish().await;
});

impl Grocery {
    /// What a list of one vendor's products says: titles and prices.
    async fn own(&self, vendor: &Actor, rest: &str) -> Vec<(String, Option<i64>)> {
        let found =
            self.app.anybody().get(&format!("/api/products?vendor_id={}{rest}", vendor.company_id)).await.is(200);
        let row = |row: &Value| {
            let title = row["title"].as_str().expect("a title").to_owned();
            (title, row["from_price"]["amount_minor"].as_i64())
        };
        found.items().iter().map(row).collect()
    }
}

fn priced(rows: &[(&str, i64)]) -> Vec<(String, Option<i64>)> {
    rows.iter().map(|(title, price)| ((*title).to_owned(), Some(*price))).collect()
}

on_every_engine!(a_list_of_one_vendors_products_has_its_own_prices_and_their_order, |engine: Engine| async move {
    let r = rice(engine).await;
    let dal = r.acme.sells("Toor dal", 500, 5).await;
    also_sells(&r.rival, &r.rice, "V2-RICE", 400, 5).await;
    also_sells(&r.rival, &dal, "V2-DAL", 9_000, 5).await;
    r.app.settle().await;

    // The lowest prices of all are the other way round.
    let (dearer, cheaper) = (("Basmati rice", 10_000), ("Toor dal", 500));
    for (sort, expected) in
        [("price_asc", [cheaper, dearer]), ("price_desc", [dearer, cheaper]), ("newest", [cheaper, dearer])]
    {
        assert_eq!(r.own(&r.acme, &format!("&sort={sort}")).await, priced(&expected), "{sort}");
    }
    assert_eq!(r.own(&r.acme, "&sort=price_asc&q=rice").await, priced(&[dearer]));
    assert_eq!(r.own(&r.acme, "&sort=price_asc&currency=INR").await, priced(&[cheaper, dearer]));
    assert_eq!(r.own(&r.acme, "&sort=price_asc&page=2&limit=1").await, priced(&[dearer]), "behind the first row");
    assert_eq!(r.own(&r.acme, "&sort=price_desc&page=2&limit=1").await, priced(&[cheaper]), "behind the first row");
    let rivals = [("Basmati rice", 400), ("Toor dal", 9_000)];
    assert_eq!(r.own(&r.rival, "&sort=price_asc").await, priced(&rivals));

    // Pages: its own price, and no "from".
    let anybody = r.app.anybody();
    for path in [format!("/vendors/{}", r.acme.company_id), format!("/products?vendor={}", r.acme.company_id)] {
        let page = anybody.get(&path).await.is(200).text;
        assert!(page.contains("<p class=\"price\">₹100.00</p>") && !page.contains("₹4.00"), "{path}: {page}");
    }
    assert!(anybody.get("/products?q=basmati").await.is(200).text.contains("<p class=\"price\">from ₹4.00</p>"));
    r.app.finish().await;
});

on_every_engine!(
    a_list_of_one_vendor_follows_its_prices_and_stock_where_others_are_cheaper,
    |engine: Engine| async move {
        let r = rice(engine).await;
        also_sells(&r.rival, &r.rice, "V2-RICE", 400, 5).await;
        r.app.settle().await;
        assert_eq!(r.own(&r.acme, "&sort=price_asc").await, priced(&[("Basmati rice", 10_000)]));

        let price = format!("/api/offers/{}/price", r.rice.offer_id);
        r.acme.put(&price, "*", &json!({ "price_minor": 10_500 })).await.is(200);
        assert_eq!(r.own(&r.acme, "&sort=price_asc").await, priced(&[("Basmati rice", 10_500)]), "another price");
        let now = TestOffer { price: 10_500, ..r.rice.clone() };
        r.buyer.buys(&[(&now, 5)]).await;
        assert_eq!(r.own(&r.acme, "&sort=price_asc").await, [], "nothing of it can be ordered");
        assert_eq!(r.own(&r.acme, "").await, [("Basmati rice".to_owned(), None)], "listed without a price");
        // Nothing on the empty page says that it is about this product.
        let more =
            json!({ "offer_id": now.offer_id, "location_id": now.location_id, "kind": "received", "quantity": 2 });
        r.acme.post_once("/api/inventory/movements", "more", &more).await.is(201);
        assert_eq!(r.own(&r.acme, "&sort=price_asc").await, priced(&[("Basmati rice", 10_500)]), "it came in");
        let path = format!("/api/offers/{}", now.offer_id);
        let tag = r.acme.get(&path).await.is(200).etag();
        r.acme.patch(&path, &tag, &json!({ "state": "paused" })).await.is(200);
        assert_eq!(r.own(&r.acme, "&sort=price_asc").await, [], "paused");
        assert_eq!(r.own(&r.rival, "&sort=price_asc").await, priced(&[("Basmati rice", 400)]));
        r.app.finish().await;
    }
);

#[tokio::test]
async fn a_sku_that_different_products_have_selects_none_of_them() {
    let Grocery { app, acme, rival, buyer, rice, .. } = rice(Engine::Sqlite).await;
    let sku = acme.get(&format!("/api/offers/{}", rice.offer_id)).await.is(200).text_at("/sku");
    let pad = || async {
        let lines = format!("{sku}\t2");
        forms::fill(&buyer, &[], "/quick-order", "/quick-order", &[("lines", &lines)]).await.is(200).text
    };
    let alone = pad().await;
    assert!(alone.contains(&format!("value=\"{}\" selected", rice.offer_id)), "{alone}");

    // The cheapest comes first, and may be anything at all.
    let bag = rival.post_once("/api/products", "bag", &Actor::product_body("Empty bag", &sku, 9_000)).await.is(201);

    let both = pad().await;
    assert!(both.contains("Different products have this SKU; select one"), "{both}");
    for offer in [rice.offer_id.as_str(), &bag.text_at("/offer_id")] {
        assert!(both.contains(&format!("value=\"{offer}\"")) && !both.contains(&format!("value=\"{offer}\" selected")));
    }
    assert!(both.contains("Empty bag · ") && both.contains("Basmati rice · "), "{both}");
    app.finish().await;
}

/// As many vendors more that offer a product: those with higher numbers ask less, and the first thirty have packs of it.
fn many_more_offer(app: &TestApp, rice: &TestOffer, many: i64) {
    let file = rusqlite::Connection::open(app.db.file()).expect("the file");
    let sql = format!(
        "create temp table n as with recursive n(n) as (select 1 union all select n + 1 from n where n < {many}) select n from n;
        insert into companies (id, kind, legal_name, display_name, name_key, country, currency, address_line, city, postcode, state, created_at, version, time_zone, bulk_listing)
            select unhex(printf('a%031x', n)), kind, legal_name, 'Vendor ' || n, 'vendor ' || n, country, c.currency, address_line, city, postcode, c.state, c.created_at, c.version, time_zone, bulk_listing
            from n, companies c join offers o on o.vendor_id = c.id;
        insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version)
            select unhex(printf('b%031x', n)), product_id, unhex(printf('a%031x', n)), 'MANY' || n, 1, 1, 1, 9, currency, state, created_at, 1 from n, offers o where o.vendor_id < x'a0';
        insert into prices (offer_id, amount_minor, currency, change_id, version)
            select unhex(printf('b%031x', n)), 20000 - n, currency, change_id, 1 from n, prices where offer_id < x'a0';
        insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version)
            select unhex(printf('c%031x', n)), unhex(printf('b%031x', n)), unhex(printf('a%031x', n)), location_id, 9, 0, 0, 1 from n, stock_levels where offer_id < x'a0' and n <= 30;"
    );
    file.execute_batch(&sql).expect("they offer it");
    assert!(rice.price < 19_000);
}

#[tokio::test]
async fn of_very_many_offers_those_that_can_be_ordered_come_first_and_then_the_cheapest() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let rice = app.vendor("acme").await.sells("Basmati rice", 10_000, 5).await;
    app.settle().await;
    let path = format!("/api/products/{}", rice.product_id);
    let skus = |answer: &testkit::TestResponse| -> Vec<String> {
        let offers = answer.json["offers"].as_array().expect("offers");
        offers.iter().map(|offer| offer["sku"].as_str().expect("a SKU").to_owned()).collect()
    };
    let named = |numbers: Vec<i64>| numbers.into_iter().map(|n| format!("MANY{n}"));
    let own = skus(&app.anybody().get(&path).await.is(200));

    many_more_offer(&app, &rice, 250);
    app.ctx.cache.clear().await;
    let shown = skus(&app.anybody().get(&path).await.is(200));

    let can_be_ordered: Vec<String> = own.into_iter().chain(named((1..=30).rev().collect())).collect();
    let expected: Vec<String> = can_be_ordered.into_iter().chain(named((182..=250).rev().collect())).collect();
    assert_eq!((shown.len(), &shown), (100, &expected));
    // No movement brought them.
    let file = rusqlite::Connection::open(app.db.file()).expect("the file");
    file.execute("delete from stock_levels where id >= x'c0'", []).expect("they go");
    app.finish().await;
}
