//! SKUs and GTINs find what goes by them: whole, however they are printed, whatever else there is.

use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, on_every_engine};

use crate::forms;

/// What a search finds, by title.
async fn titles(app: &TestApp, q: &str) -> Vec<String> {
    let found = app.anybody().get(&format!("/api/products?q={}", encoded(q))).await.is(200);
    found.items().iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

async fn lists(vendor: &Actor, title: &str, sku: &str, gtin: &str) -> String {
    let mut body = Actor::product_body(title, sku, 8_000);
    if !gtin.is_empty() {
        body["gtin"] = json!(gtin);
    }
    vendor
        .post_once("/api/products", &format!("list-{sku}").replace('/', "."), &body)
        .await
        .is(201)
        .text_at("/product_id")
}

on_every_engine!(each_of_many_vendors_skus_finds_the_product_they_share, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let product = lists(&acme, "Basmati rice", "ACME-RICE-0", "").await;
    lists(&acme, "Brown sugar", "ACME-SUGAR", "").await;
    let mut skus = vec!["ACME-RICE-0".to_owned()];
    // On servers a few show the same.
    let vendors = if engine == Engine::Sqlite { 34 } else { 8 };
    for n in 1..vendors {
        let (vendor, sku) = (app.vendor(&format!("vendor{n}")).await, format!("V{n}/RICE.{n:03}-x"));
        let mut terms: Value = Actor::product_body("", &sku, 8_000)["offer"].clone();
        terms["sku"] = json!(sku);
        vendor.post_once(&format!("/api/products/{product}/offers"), &format!("offer-{n}"), &terms).await.is(201);
        skus.push(sku);
    }

    for sku in &skus {
        assert_eq!(titles(&app, sku).await, ["Basmati rice"], "{sku}");
    }
    let last = &skus[vendors - 1];
    for printed in [last.to_uppercase(), format!("\u{2068}{last}\u{2069}"), last.replace('-', "\u{2011}")] {
        // In the letters it has, in capitals or in small ones.
        let wanted: &[&str] = if printed.contains('X') { &[] } else { &["Basmati rice"] };
        assert_eq!(titles(&app, &printed).await, wanted, "{printed:?}");
    }
    assert_eq!(titles(&app, "acme-rice-0").await, ["Basmati rice"]);
    for part in ["V7", "RICE.007", "V7/RICE", "V7/RICE.007-x rice"] {
        assert_eq!(titles(&app, part).await, Vec::<String>::new(), "{part}: a part of a SKU is no word");
    }
    app.finish().await;
});

on_every_engine!(a_title_of_many_words_hides_neither_sku_nor_gtin, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let acme = app.vendor("acme").await;
    let title = (10..56).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    lists(&acme, &title, "LONG-46", "037959807121").await;

    for q in ["LONG-46", "037959807121", "00037959807121", "37959807121", "0 37959 80712 1", "w10 037959807121", "w55"]
    {
        assert_eq!(titles(&app, q).await, [title.as_str()], "{q}");
    }
    // What is found by its number is filtered and sorted like anything else.
    for filter in ["sort=name", "sort=price_asc", "brand=Caf%C3%A9+Malabar", "category=fruits", "currency=INR"] {
        let found = app.anybody().get(&format!("/api/products?q=LONG-46&{filter}")).await.is(200);
        assert_eq!(found.items().len(), usize::from(filter != "sort=price_asc"), "{filter}");
    }
    let none = app.anybody().get("/api/products?q=LONG-46&currency=AED").await.is(200);
    assert!(none.items().is_empty());
    app.finish().await;
});

on_every_engine!(a_sku_stands_beside_what_its_words_find_and_one_of_letters_behind_it, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, rival) = (app.vendor("acme").await, app.vendor("rival").await);
    lists(&acme, "Rice 5 kg", "A", "").await;
    let soap = lists(&rival, "Soap", "RICE-5", "").await;
    lists(&rival, "Brush", "LAPTOP", "").await;

    assert_eq!(titles(&app, "RICE-5").await, ["Soap", "Rice 5 kg"]);
    assert_eq!(titles(&app, "laptop").await, ["Brush"], "nothing is called so");
    lists(&acme, "Laptop bag", "BAG", "").await;
    assert_eq!(titles(&app, "laptop").await, ["Laptop bag"], "a SKU brings nothing among what is called so");
    // By pages, each once.
    let (mut met, mut next) = (Vec::new(), String::new());
    for _ in 0..2 {
        let page = app.anybody().get(&format!("/api/products?q=RICE-5&limit=1{next}")).await.is(200);
        met.push(page.text_at("/items/0/title"));
        next = page.json["next_cursor"].as_str().map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    }
    assert_eq!(met, ["Soap", "Rice 5 kg"]);
    assert_eq!(next, "");

    let admin = app.staff(market::may::Role::SuperAdmin).await;
    let suspension = format!("/api/admin/companies/{}/suspension", rival.company_id);
    admin.post(&suspension, &json!({ "reason": "complaints" })).await.is(200);
    app.settle().await;
    assert_eq!(titles(&app, "RICE-5").await, ["Rice 5 kg"], "{soap} is sold by nobody");
    app.finish().await;
});

on_every_engine!(a_gtin_is_known_at_every_door_however_it_is_printed, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    for (title, sku, gtin) in
        [("Cola", "C", "0 37959 80712 1"), ("Gum", "GG", "0795-9806"), ("Pens", "PPP", "٤٠٠٦٣٨١٣٣٣٩٣١")]
    {
        lists(&acme, title, sku, gtin).await;
    }

    for (title, printed) in [
        ("Cola", ["037959807121", "0037959807121", "37959807121", "0 37959 80712 1"]),
        ("Gum", ["07959806", "7959806", "0795 9806", "00000007959806"]),
        ("Pens", ["4006381333931", "4 006381 333931", "4-006381-333931", "\u{2068}४००६३८१३३३९३१\u{2069}"]),
    ] {
        for gtin in printed {
            assert_eq!(titles(&app, gtin).await, [title], "{gtin:?}");
            let lines = format!("{gtin}\t3");
            let pad = forms::fill(&corner, &[], "/quick-order", "/quick-order", &[("lines", &lines)]).await;
            let pad = pad.is(200).text;
            assert!(pad.contains(title) && !pad.contains("No vendor offers this now"), "{gtin:?}: {pad}");
            let own = acme.get(&format!("/vendor/products?q={}", encoded(gtin))).await.is(200).text;
            assert!(own.contains(title), "{gtin:?}: {own}");
        }
    }
    // Taken is taken, however it is typed.
    let mut again = Actor::product_body("Other pens", "OP", 100);
    again["gtin"] = json!("4 006381 333931");
    acme.post_once("/api/products", "again", &again).await.is(409).code("products.gtin_taken");
    let rival = app.vendor("rival").await;
    let claim =
        json!({ "gtin": "4-006381-333931", "evidence": "Our GS1 company prefix is 4006381; see gepir.gs1.org." });
    rival.post("/api/gtin-claims", &claim).await.is(201);
    let prefix = json!({ "prefix": "4 006381", "evidence": "The certificate of GS1 Germany, number 12." });
    let stated = rival.post("/api/company-prefixes", &prefix).await.is(201);
    assert_eq!(stated.text_at("/prefix"), "4006381");
    app.finish().await;
});

#[tokio::test]
async fn what_goes_by_a_sku_is_read_along_its_index() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    lists(&app.vendor("acme").await, "Rice 5 kg", "RICE-5", "").await;
    let q = Some(kernel::text::SearchText::new("RICE-5").expect("words"));
    let search = market::catalog::Search { q, ..market::catalog::Search::default() };

    let (sql, values) = market::catalog::statement_of(&app.ctx, &search).await.expect("asked").expect("a statement");

    let file = rusqlite::Connection::open(app.db.file()).expect("the file opens");
    let mut statement = file.prepare(&format!("explain query plan {sql}")).expect("a plan");
    let nothing = std::iter::repeat_n(rusqlite::types::Null, values.len());
    let rows = statement.query_map(rusqlite::params_from_iter(nothing), |row| row.get::<_, String>(3));
    let plan: Vec<String> = rows.expect("a plan").collect::<Result<_, _>>().expect("its lines");
    let along = |index: &str| plan.iter().any(|line| line.contains(index));
    assert!(along("SEARCH f USING INDEX offers_sku (sku=? AND state=?)"), "{plan:#?}");
    assert!(along("SEARCH t USING PRIMARY KEY (term=?)"), "{plan:#?}");
    // The few that were found are walked, and those on the page; nothing else is.
    let is_walked = |line: &&String| line.starts_with("SCAN") && !["SCAN m", "SCAN r"].contains(&line.as_str());
    assert!(!plan.iter().any(|line| is_walked(&line)), "{plan:#?}");
    drop(statement);
    drop(file);
    app.finish().await;
}
