//! Words are found whatever their marks, joiners and digits, also among products of an earlier release.

use infra::args;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, on_every_engine};

use crate::integrity::id;

infra::statements! {
    // As an earlier release left a product: with the marks that stood in the way.
    AGE_TERMS = "update search_terms set term = ? where product_id = ? and term = ?";
    FORGET_FILTER = "update search_terms set bloom = null where product_id = ?";
    AGE_KEYS = "update products set title_key = ?, brand_key = ? where id = ?";
    // As the schema's step asks.
    JOB = "insert into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, 'refold_catalog', '{\"after\":null}', 'migration 0029', 0, 0, 'ready')";
}

fn encoded(text: &str) -> String {
    text.bytes().flat_map(|b| format!("%{b:02X}").into_bytes()).map(char::from).collect()
}

async fn titles(app: &TestApp, query: &str) -> Vec<String> {
    let found = app.anybody().get(&format!("/api/products?{query}")).await.is(200);
    found.items().iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect()
}

async fn lists(acme: &Actor, title: &str, brand: &str, sku: &str) -> String {
    let mut body = Actor::product_body(title, sku, 8_000);
    body["brand"] = json!(brand);
    acme.post_once("/api/products", sku, &body).await.is(201).text_at("/product_id")
}

on_every_engine!(a_word_is_found_in_every_spelling_of_its_script, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    for (title, brand, sku) in [
        ("أرز بسمتي ٥ كجم", "مؤسسة التوابل", "S1"),
        ("क्\u{200d}षमा दूध १२", "अमूल", "S2"),
        ("Café crème", "Nordfrukt", "S3"),
    ] {
        lists(&acme, title, brand, sku).await;
    }

    for (q, found) in [
        ("ارز", 0),
        ("أَرُزّ", 0),
        ("أرز بسمتي 5", 0),
        ("ا\u{654}رز", 0),
        ("بسمتـــي", 0),
        ("بسمتى", 0),
        ("موسسه", 0),
        ("क्षमा", 1),
        ("क्\u{200c}षमा", 1),
        ("दूध 12", 1),
        ("ca\u{ad}fe", 2),
        ("\u{feff}CAFE\u{301} cre\u{300}me", 2),
    ] {
        let wanted = ["أرز بسمتي ٥ كجم", "क्\u{200d}षमा दूध १२", "Café crème"][found];
        assert_eq!(titles(&app, &format!("q={}", encoded(q))).await, [wanted], "{q:?}");
    }
    for brand in ["مؤسسة التوابل", "موسسه التوابل", "\u{2068}مؤسسة التوابل\u{2069}"]
    {
        assert_eq!(titles(&app, &format!("brand={}", encoded(brand))).await.len(), 1, "{brand:?}");
    }
    app.finish().await;
});

on_every_engine!(products_of_an_earlier_release_are_folded_anew_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let product = lists(&acme, "أرز بسمتي", "مؤسسة", "S1").await;
    app.settle().await;
    let nobody = infra::Origin::default();
    let (row, job) = (id(&product), app.ctx.store.id::<kernel::JobId>());
    let old = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let row = row.clone();
        async move {
            let with_hamza = "ا\u{654}رز".to_owned();
            let mut values = args![with_hamza, "ارز".to_owned()];
            values.insert(1, row.clone());
            tx.exec(&AGE_TERMS, values).await?;
            let mut keys = args!["ا\u{654}رز بسمتي".to_owned(), "مو\u{654}سسة".to_owned()];
            keys.push(row);
            tx.exec(&AGE_KEYS, keys).await?;
            tx.exec(&JOB, args![job]).await?;
            Ok(tx.commit_with(market::Event::Seeded { what: "old terms".to_owned() }.record(), ()))
        }
    });
    old.await.expect("they are there");
    app.ctx.cache.clear().await;
    assert_eq!(titles(&app, &format!("q={}", encoded("ارز"))).await, Vec::<String>::new());

    app.settle().await;

    assert_eq!(titles(&app, &format!("q={}", encoded("ارز"))).await, ["أرز بسمتي"]);
    assert_eq!(app.anybody().get(&format!("/api/brands?q={}", encoded("موسسه"))).await.is(200).items().len(), 1);
    app.finish().await;
});

on_every_engine!(what_an_earlier_node_wrote_is_found_by_all_its_words, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let product = lists(&acme, "Alphonso Mango Pulp", "Ratnagiri", "S1").await;
    lists(&acme, "Kesar Mango Slices", "Ratnagiri", "S2").await;
    app.settle().await;
    let (nobody, row) = (infra::Origin::default(), id(&product));
    let written = app.ctx.store.write::<_, infra::db::Error, _, _>(&nobody, |tx| {
        let row = row.clone();
        async move {
            tx.exec(&FORGET_FILTER, vec![row]).await?;
            Ok(tx.commit_with(market::Event::Seeded { what: "no filters".to_owned() }.record(), ()))
        }
    });
    written.await.expect("as an earlier node writes them");
    app.ctx.cache.clear().await;

    for query in
        ["q=mango%20pulp", "q=pulp%20mango%20alphonso", "q=mango%20pulp&sort=name", "q=ratnagiri%20pulp&currency=INR"]
    {
        assert_eq!(titles(&app, query).await, ["Alphonso Mango Pulp"], "{query}");
    }
    assert_eq!(titles(&app, "q=mango%20slices").await, ["Kesar Mango Slices"]);
    assert_eq!(titles(&app, "q=slices%20pulp").await, Vec::<String>::new());
    app.finish().await;
});
