//! Brands: listed, counted, found under every spelling, and gone with their last offer.

use std::collections::{BTreeMap, BTreeSet};

use kernel::fold::fold;
use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, on_every_engine};

use super::{decides, enc, lists, more_shelves, turns};

/// Brand and shelf of each product. Some are one brand in two spellings.
const SHELF: [(&str, &str); 20] = [
    ("Émile", "tea"),
    ("emile", "tea"),
    ("EMILE", "coffee"),
    ("Straße 7", "tea"),
    ("STRASSE 7", "fruits"),
    ("İstanbul Çay", "tea"),
    ("istanbul cay", "tea"),
    ("अमूल", "fruits"),
    ("A/B & Co", "coffee"),
    ("A/B & Co", "tea"),
    ("a+b", "tea"),
    ("a b", "tea"),
    ("100%_", "tea"),
    ("100%25", "tea"),
    ("100%", "tea"),
    ("'; drop table products; --", "tea"),
    ("\" or \"\"=\"", "tea"),
    ("\\0?", "tea"),
    ("<script>alert(1)</script>", "coffee"),
    ("../../etc", "coffee"),
];

/// Name and number of products by what the name folds to.
fn expected() -> BTreeMap<String, (String, i64)> {
    let mut all = BTreeMap::new();
    for (brand, _) in SHELF {
        let (name, count) = all.entry(fold(brand)).or_insert_with(|| (brand.to_owned(), 0));
        *name = brand.to_owned().min(std::mem::take(name));
        *count += 1;
    }
    all
}

/// Name and number of each row.
fn rows(items: &[Value]) -> Vec<(String, i64)> {
    let row =
        |r: &Value| (r["name"].as_str().expect("a name").to_owned(), r["product_count"].as_i64().expect("a count"));
    items.iter().map(row).collect()
}

/// All pages of the listing, so many rows at a time.
async fn walked(by: &Actor, query: &str, limit: usize) -> Vec<(String, i64)> {
    let (mut met, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = by.get(&format!("/api/brands?limit={limit}{query}{cursor}")).await.is(200);
        assert!(page.items().len() <= limit, "{}", page.text);
        met.extend(rows(page.items()));
        match page.json["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return met,
        }
    }
}

async fn stocked(app: &TestApp) -> (Actor, Actor) {
    let admin = app.staff(Role::SuperAdmin).await;
    more_shelves(app, &admin).await;
    let vendor = app.vendor("acme").await;
    for (at, (brand, category)) in SHELF.into_iter().enumerate() {
        lists(&vendor, &format!("Goods {at}"), brand, category).await;
    }
    (admin, vendor)
}

on_every_engine!(brands_are_listed_by_name_in_one_spelling_each, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    stocked(&app).await;
    let (anybody, all) = (app.anybody(), expected());
    let wanted = |prefix: &str| -> Vec<(String, i64)> {
        all.iter().filter(|(key, _)| key.starts_with(prefix)).map(|(_, row)| row.clone()).collect()
    };

    for limit in [1, 3, 100] {
        assert_eq!(walked(&anybody, "", limit).await, wanted(""), "{limit} at a time");
    }
    for q in ["a", "A/", "ÉM", "stras", "STRAß", "İ", "i", "अ", "100%", "100%_", "%", "_", "'", "\"", "\\", "zz", "a%"]
    {
        for limit in [1, 100] {
            let found = walked(&anybody, &format!("&q={}", enc(q)), limit).await;
            assert_eq!(found, wanted(&fold(q)), "{q:?}, {limit} at a time");
        }
    }

    anybody.get("/api/brands?cursor=zz").await.is(400);
    anybody.get("/api/brands?cursor=00").await.is(422).code("page.bad_cursor");
    let of_vendors = kernel::Cursor::of("vendors", &"a");
    let of_vendors = serde_json::to_value(of_vendors).expect("a cursor");
    let path = format!("/api/brands?cursor={}", of_vendors.as_str().expect("a text"));
    anybody.get(&path).await.is(422).code("page.bad_cursor");
    anybody.get("/api/brands?limit=101").await.is(400);
    anybody.get("/api/brands?brand=a").await.is(400);
    app.finish().await;
});

on_every_engine!(a_brand_is_found_under_every_spelling_of_its_name, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    stocked(&app).await;
    let (anybody, all) = (app.anybody(), expected());

    for (brand, _) in SHELF {
        let (name, count) = &all[&fold(brand)];
        let shelves: BTreeSet<&str> = SHELF.iter().filter(|(b, _)| fold(b) == fold(brand)).map(|(_, s)| *s).collect();
        for spelling in
            [brand.to_owned(), brand.to_uppercase(), brand.to_lowercase(), fold(brand), format!(" {brand} ")]
        {
            let shown = anybody.get(&format!("/api/brands/{}", enc(&spelling))).await.is(200);
            assert_eq!((&shown.text_at("/name"), &shown.int_at("/product_count")), (name, count), "{spelling:?}");
            let of: BTreeSet<&str> =
                shown.json["categories"].as_array().expect("slugs").iter().filter_map(Value::as_str).collect();
            assert_eq!(of, shelves, "{spelling:?}");
        }
    }
    let emile = anybody.get("/api/brands/%C3%A9mile").await.is(200);
    assert_eq!(emile.json["categories"], json!(["tea", "coffee"]), "the fullest first");
    assert_eq!(anybody.get("/api/brands/a+b").await.is(200).text_at("/name"), "a+b", "a plus is no blank");
    assert_eq!(anybody.get("/api/brands/100%2525").await.is(200).text_at("/name"), "100%25", "decoded once");

    for nobodys in ["emil", "emile2", "a", "%25", "_", "100", "%27%20or%201=1%20--", "emile%27"] {
        anybody.get(&format!("/api/brands/{nobodys}")).await.is(404).code("brands.no_such_brand");
    }
    let too_long = "a".repeat(121);
    for no_name in ["%00", "%FF", "a%0Ab", "%20", "%E2%80%AE", &too_long] {
        anybody.get(&format!("/api/brands/{no_name}")).await.is(404).code("request.no_such_thing");
    }
    anybody.get("/api/brands/a/b").await.is(404).code("request.no_such_path");
    anybody.get("/api/brands/").await.is(404).code("request.no_such_path");
    app.finish().await;
});

on_every_engine!(a_brand_is_there_as_long_as_somebody_offers_a_product_of_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let admin = app.staff(Role::SuperAdmin).await;
    more_shelves(&app, &admin).await;
    let (acme, bharat) = (app.vendor("acme").await, app.vendor("bharat").await);
    let anybody = app.anybody();
    let now = async || rows(anybody.get("/api/brands").await.is(200).items());
    let row = |name: &str, count: i64| (name.to_owned(), count);
    assert_eq!(now().await, []);

    let green = lists(&acme, "Green", "Malabar", "tea").await;
    let black = lists(&acme, "Black", "Malabar", "tea").await;
    let dark = lists(&bharat, "Dark", "Malabar", "coffee").await;
    assert_eq!(now().await, [row("Malabar", 3)]);

    let path = format!("/api/products/{}", green.product_id);
    let tag = acme.get(&path).await.is(200).etag();
    acme.patch(&path, &tag, &json!({ "brand": "Nilgiri" })).await.is(200);
    assert_eq!(now().await, [row("Malabar", 2), row("Nilgiri", 1)], "edited");

    // As many as the brand's page shows, what nobody offers right now among them.
    turns(&acme, &black, "paused").await;
    assert_eq!(now().await, [row("Malabar", 2), row("Nilgiri", 1)], "paused");
    let shown = anybody.get("/api/products?brand=malabar").await.is(200);
    assert_eq!((shown.items().len(), anybody.get("/api/brands/malabar").await.int_at("/product_count")), (2, 2));
    turns(&acme, &black, "active").await;

    let retirement = format!("/api/admin/products/{}/retirement", dark.product_id);
    admin.post(&retirement, &json!({ "reason": "said so by telephone" })).await;
    assert_eq!(now().await, [row("Malabar", 1), row("Nilgiri", 1)], "retired");
    assert_eq!(anybody.get("/api/brands/malabar").await.is(200).json["categories"], json!(["tea"]));

    decides(&app, &admin, &acme, "suspension").await;
    assert_eq!(now().await, [], "suspended");
    decides(&app, &admin, &acme, "reinstatement").await;
    assert_eq!(now().await, [row("Malabar", 1), row("Nilgiri", 1)], "reinstated");
    app.finish().await;
});

on_every_engine!(a_brand_that_folding_makes_long_is_listed_and_found, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let admin = app.staff(Role::SuperAdmin).await;
    more_shelves(&app, &admin).await;
    let vendor = app.vendor("acme").await;
    // One character that folds to eighteen, as often as a name holds it.
    let long = "\u{fdfa}".repeat(120);
    for brand in [&long, "zebu"] {
        lists(&vendor, &format!("Goods of {}", brand.len()), brand, "tea").await;
    }
    let anybody = app.anybody();

    let all = walked(&anybody, "", 1).await;

    assert_eq!(all, [("zebu".to_owned(), 1), (long.clone(), 1)]);
    assert_eq!(anybody.get(&format!("/api/brands/{}", enc(&long))).await.is(200).text_at("/name"), long);
    app.finish().await;
});

on_every_engine!(brands_that_begin_alike_are_not_one, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    more_shelves(&app, &app.staff(Role::SuperAdmin).await).await;
    let vendor = app.vendor("acme").await;
    let house = "Shree Lakshmi Narayan Agro Food Products";
    let longer = format!("{house} and Cold Pressed Oils Private Limited of Kozhikode");
    let brands = [house.to_owned() + " North", house.to_owned() + " South", longer.clone() + " East", longer + " West"];
    for (at, brand) in brands.iter().enumerate() {
        lists(&vendor, &format!("Goods {at}"), brand, "tea").await;
    }

    for (at, brand) in brands.iter().enumerate() {
        for typed in [brand.clone(), brand.to_uppercase()] {
            let found = vendor.get(&format!("/api/products?brand={}", enc(&typed))).await.is(200);
            let titles: Vec<_> = found.items().iter().map(|row| row["title"].clone()).collect();
            assert_eq!(titles, [json!(format!("Goods {at}"))], "{typed}");
            let shown = vendor.get(&format!("/api/brands/{}", enc(&typed))).await.is(200);
            assert_eq!((shown.text_at("/name"), shown.int_at("/product_count")), (brand.clone(), 1));
        }
    }
    let mut expected: Vec<(String, i64)> = brands.iter().map(|brand| (brand.clone(), 1)).collect();
    let mut listed = walked(&vendor, "&q=shree", 3).await;
    expected.sort();
    listed.sort();
    assert_eq!(listed, expected);
    app.finish().await;
});

infra::statements! {
    CUT = "update products set brand_key = ? where brand = ?";
    JOB = "insert into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, 'rekey_brands', '{}', 'migration 0028', 0, 0, 'ready')";
}

on_every_engine!(long_brands_of_an_earlier_release_get_their_own_key, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    more_shelves(&app, &app.staff(Role::SuperAdmin).await).await;
    let vendor = app.vendor("acme").await;
    let brand = "Shree Lakshmi Narayan Agro Food Products and Cold Pressed Oils Private Limited of Kozhikode";
    lists(&vendor, "Tea", brand, "tea").await;
    let path = format!("/api/brands/{}", enc(brand));
    vendor.get(&path).await.is(200);
    let cut: String = fold(brand).chars().take(80).collect();
    let (nobody, job) = (infra::Origin::default(), app.ctx.store.id::<kernel::JobId>());
    let as_before = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let cut = cut.clone();
        async move {
            tx.exec(&CUT, infra::args![cut, brand.to_owned()]).await?;
            tx.exec(&JOB, infra::args![job]).await?;
            Ok(tx.commit_with(market::Event::Seeded { what: "an old key".to_owned() }.record(), ()))
        }
    });
    as_before.await.expect("it is as an earlier release left it");
    app.ctx.cache.clear().await;
    vendor.get(&path).await.is(404);
    app.settle().await;

    vendor.get(&path).await.is(200);
    let found = vendor.get(&format!("/api/products?brand={}", enc(brand))).await.is(200);
    assert_eq!(found.items().len(), 1);
    app.finish().await;
});
