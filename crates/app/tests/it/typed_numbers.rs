//! Amounts and quantities are read alike at every door, as the person who typed them reads them.

use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse};

use crate::forms;

const NEW: &str = "/vendor/products/new";

async fn lists(acme: &Actor, sku: &str, price: &str, fewest: &str) -> TestResponse {
    let typed = [
        ("title", "Salt, 1 kg"),
        ("brand", "Tides"),
        ("category", "fruits"),
        ("description", "Sea salt."),
        ("tax_class", "gst_5"),
        ("sku", sku),
        ("price", price),
        ("pack_size", "1"),
        ("min_quantity", fewest),
        ("quantity_step", "1"),
        ("max_quantity", "1,20,000"),
    ];
    forms::fill(acme, &[], NEW, NEW, &typed).await
}

async fn terms_of(acme: &Actor, listed: &TestResponse) -> (i64, i64, i64) {
    let id = forms::leads_to(listed);
    let id = id.trim_start_matches("/vendor/products/").split('?').next().expect("an id").to_owned();
    let offer = acme.get(&format!("/api/offers/{id}")).await.is(200);
    (offer.int_at("/price/amount_minor"), offer.int_at("/min_quantity"), offer.int_at("/max_quantity"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_is_listed_as_its_vendor_reads_it_or_refused_in_words() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let acme = app.vendor("acme").await;

    for (at, (price, fewest, minor, least)) in [
        ("12,50", "2", 1_250, 2),
        ("0,99", "१०", 99, 10),
        ("1.250,00", "١٢", 125_000, 12),
        ("₹ 1,20,000.50", "1,000", 12_000_050, 1_000),
        ("\u{2068}१,२५०\u{2069}", "\u{200f}3", 125_000, 3),
    ]
    .into_iter()
    .enumerate()
    {
        let listed = lists(&acme, &format!("S-{at}"), price, fewest).await.is(303);
        assert_eq!(terms_of(&acme, &listed).await, (minor, least, 120_000), "{price:?}");
    }
    for (price, says) in [
        ("12 50", "This can be read as two different numbers."),
        ("1.234", "Enter at most 2 digits after the decimal point."),
        ("AED 120", "This is an amount in another currency."),
        ("0", "Must be between 0.01 and 10,000,000,000.00."),
        ("1e3", "Enter an amount, such as 120.50."),
    ] {
        let refused = lists(&acme, "S-9", price, "1").await.is(422);
        assert!(refused.text.contains(says) && refused.text.contains("price-error"), "{price}: {}", refused.text);
    }
    lists(&acme, "S-9", "5", "1,5").await.is(422);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn packs_are_counted_alike_in_stock_basket_and_acceptance() {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;

    let page = format!("/vendor/stock?offer={}", tea.offer_id);
    let moving = |packs: &'static str| {
        let what =
            [("intent", "move"), ("offer", &*tea.offer_id), ("location", &*tea.location_id), ("kind", "received")];
        [&what[..], &[("quantity", packs)]].concat()
    };
    forms::fill(&acme, &[], &page, "/vendor/stock/movements", &moving("١٬٠٠٠")).await.is(303);
    forms::fill(&acme, &[], &page, "/vendor/stock/movements", &moving("1,00")).await.is(422);
    for (kind, says) in [
        ("received", "Must be a whole number between 1 and 1,000,000."),
        ("adjusted", "Must be a whole number from -1,000,000 to 1,000,000, other than 0."),
    ] {
        let mut none = moving("0");
        none[3] = ("kind", kind);
        let refused = forms::fill(&acme, &[], &page, "/vendor/stock/movements", &none).await.is(422).text;
        assert!(refused.contains(says), "{kind}: {refused}");
        assert!(refused.contains("Damaged packs are always taken off."), "{refused}");
    }
    assert_eq!(acme.stock_of(&tea).await.0, 1_100);

    basket(&corner, &tea).await;
    let part = corner.buys(&[(&tea, 30)]).await.remove(0);
    let page = format!("/vendor/orders/{}", part.id);
    let view = acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    let field = format!("quantity.{}", view.text_at("/lines/0/id"));
    let takes = |packs: &'static str| [("intent", "accept"), (&*field, packs)];
    forms::fill(&acme, &[], &page, &format!("{page}/accept"), &takes("2,0")).await.is(422);
    let more = forms::fill(&acme, &[], &page, &format!("{page}/accept"), &takes("31")).await.is(422).text;
    assert!(more.contains("Tea: Must be a whole number between 0 and 30."), "{more}");
    forms::fill(&acme, &[], &page, &format!("{page}/accept"), &takes("२०")).await.is(303);
    let view = acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    assert_eq!(view.int_at("/lines/0/quantity_accepted"), 20);
    app.finish().await;
}

/// Digits of other scripts change a line, and a zero of theirs takes it out.
async fn basket(corner: &Actor, tea: &TestOffer) {
    crate::integrity::puts_in_basket(corner, tea, "٥").await;
    let field = format!("quantity.{}", tea.offer_id);
    let holds = async |total: &str| {
        let page = corner.get("/basket").await.is(200).text;
        assert!(page.contains(&format!("id=\"total\">{total}<")), "{total}: {page}");
    };
    holds("₹400.00").await;
    forms::fill(corner, &[], "/basket", "/basket", &[(&field, "१२")]).await.is(303);
    holds("₹960.00").await;
    forms::fill(corner, &[], "/basket", "/basket", &[(&field, "1,5")]).await.is(422);
    forms::fill(corner, &[], "/basket", "/basket", &[(&field, "٠")]).await.is(303);
    assert!(!corner.get("/basket").await.is(200).text.contains("id=\"total\""));
}
