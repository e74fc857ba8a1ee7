//! An offer is bought in the buyer's own currency and where its vendor delivers; others are shown with the reason.

use market::may::Role;
use serde_json::{Value, json};
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, on_every_engine};

use crate::forms;

/// A retailer in India, and offers of vendors: of India, of the Emirates in rupees, of the Emirates in dirhams.
struct Market {
    app: TestApp,
    gulf: Actor,
    tea: TestOffer,
    dates: TestOffer,
    oud: TestOffer,
    corner: Actor,
}

async fn market(engine: Engine) -> Market {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (acme, gulf) = (app.vendor("acme").await, app.vendor_in("gulf", "AE", "INR").await);
    let souk = app.vendor_in("souk", "AE", "AED").await;
    let (tea, dates) = (acme.sells("Tea", 8_000, 100).await, gulf.sells("Dates", 900, 100).await);
    let oud = souk.sells("Oud", 500, 100).await;
    let corner = app.retailer("corner").await;
    app.settle().await;
    Market { app, gulf, tea, dates, oud, corner }
}

impl Market {
    async fn delivers_to(&self, countries: &[&str]) -> TestResponse {
        let read = self.gulf.get("/api/company").await.is(200);
        self.gulf.patch("/api/company", &read.etag(), &json!({ "delivers_to": countries })).await
    }

    /// An order of these, to an address in this country.
    async fn orders_to(&self, country: &str, lines: &[(&TestOffer, i64)], key: &str) -> TestResponse {
        let mut body = Actor::order_body(lines);
        body["ship_to"] =
            json!({ "name": "Corner", "line": "1 Road", "city": "Town", "postcode": "1", "country": country });
        self.corner.post_once("/api/orders", key, &body).await
    }
}

/// Offer and reason of each line that was refused.
fn barred(refused: &TestResponse) -> Vec<(String, String)> {
    let line = |line: &Value| {
        let at = |name: &str| line[name].as_str().unwrap_or_else(|| panic!("no {name} in {line}")).to_owned();
        (at("offer_id"), at("barrier"))
    };
    refused.json["details"]["lines"].as_array().expect("lines").iter().map(line).collect()
}

on_every_engine!(an_order_is_placed_in_ones_own_currency_where_its_vendors_deliver, |engine: Engine| async move {
    let m = market(engine).await;
    let bars = |offer: &TestOffer, why: &str| (offer.offer_id.clone(), why.to_owned());

    let refused = m.corner.tries_to_buy(&[(&m.tea, 1), (&m.dates, 2), (&m.oud, 3)]).await.is(409);
    let refused = refused.code("orders.cannot_be_bought");
    assert_eq!(barred(&refused), [bars(&m.dates, "country"), bars(&m.oud, "currency")]);
    assert_eq!(
        (refused.text_at("/details/currency"), refused.text_at("/details/country")),
        ("INR".into(), "IN".into())
    );
    assert_eq!(refused.json["details"]["lines"][0]["delivers_to"], json!(["AE"]));
    assert_eq!(refused.text_at("/details/lines/0/vendor_name"), "gulf");
    assert_eq!(refused.text_at("/details/lines/1/currency"), "AED");
    let whole = Actor::order_body(&[(&m.oud, 1)]);
    let mut in_dirhams = whole.clone();
    in_dirhams["expected_total"]["currency"] = json!("AED");
    m.corner.post_once("/api/orders", "dirhams", &in_dirhams).await.is(409).code("orders.cannot_be_bought");

    // The address of the order counts.
    m.orders_to("AE", &[(&m.dates, 1)], "there").await.is(201);
    let refused = m.orders_to("AE", &[(&m.tea, 1), (&m.dates, 1)], "both").await.is(409);
    assert_eq!(barred(&refused.code("orders.cannot_be_bought")), [bars(&m.tea, "country")]);

    m.delivers_to(&["IN", "AE"]).await.is(200);
    m.corner.tries_to_buy(&[(&m.tea, 1), (&m.dates, 2)]).await.is(201);
    m.delivers_to(&["AE"]).await.is(200);
    m.corner.tries_to_buy(&[(&m.dates, 1)]).await.is(409).code("orders.cannot_be_bought");
    assert_eq!(m.gulf.stock_of(&m.dates).await, (100, 3, 97), "a refusal takes nothing");
    m.app.finish().await;
});

on_every_engine!(a_vendor_says_where_it_delivers_and_everybody_reads_it_at_once, |engine: Engine| async move {
    let m = market(engine).await;
    let (boss, anybody) = (m.app.staff(Role::SuperAdmin).await, m.app.anybody());
    let product = format!("/api/products/{}", m.dates.product_id);
    let reads = async || {
        let (shown, found) = (anybody.get(&product).await.is(200), anybody.get("/api/products?q=dates").await.is(200));
        let vendor = anybody.get(&format!("/api/vendors/{}", m.gulf.company_id)).await.is(200);
        let listed = anybody.get("/api/vendors?q=gulf").await.is(200);
        [
            shown.json["offers"][0]["delivers_to"].clone(),
            found.json["items"][0]["delivers_to"].clone(),
            vendor.json["delivers_to"].clone(),
            listed.json["items"][0]["delivers_to"].clone(),
        ]
    };

    // Its own country, unless it says otherwise.
    assert_eq!(reads().await, [(); 4].map(|()| json!(["AE"])));
    let set = m.delivers_to(&["IN", "AE"]).await.is(200);
    assert_eq!(set.json["delivers_to"], json!(["AE", "IN"]));
    assert_eq!(reads().await, [(); 4].map(|()| json!(["AE", "IN"])));

    // What says nothing of it leaves it as it is.
    let read = m.gulf.get("/api/company").await.is(200);
    let edited = m.gulf.patch("/api/company", &read.etag(), &json!({ "city": "Sharjah" })).await.is(200);
    assert_eq!(edited.json["delivers_to"], json!(["AE", "IN"]));
    let trail = boss.get(&format!("/api/admin/audit?subject={}", m.gulf.company_id)).await.is(200);
    let events = trail.items().iter().filter(|row| row["kind"] == "company.edited");
    let told: Vec<_> = events.map(|row| row["data"]["delivers_to"].clone()).collect();
    assert_eq!(told, [Value::Null, json!(["AE", "IN"])], "{}", trail.text);
    m.app.finish().await;
});

#[tokio::test]
async fn only_a_vendor_says_where_it_delivers_and_names_at_least_one_country() {
    let m = market(Engine::Sqlite).await;

    for bad in [json!([]), json!(["IN", "IN"]), json!(["in"]), json!(["India"]), json!("IN"), json!(vec!["IN"; 251])] {
        let read = m.gulf.get("/api/company").await.is(200);
        let refused = m.gulf.patch("/api/company", &read.etag(), &json!({ "delivers_to": bad })).await;
        assert!([400, 422].contains(&refused.status.as_u16()), "{bad}: {} {}", refused.status, refused.text);
    }
    let own = m.corner.get("/api/company").await.is(200);
    assert_eq!(own.json["delivers_to"], Value::Null);
    let refused = m.corner.patch("/api/company", &own.etag(), &json!({ "delivers_to": ["IN"] })).await;
    refused.is(409).code("companies.only_vendors_deliver");
    m.app.finish().await;
}

#[tokio::test]
async fn pages_say_of_each_line_why_it_cannot_be_bought() {
    let m = market(Engine::Sqlite).await;
    let (elsewhere, other_money) = ("deliver to India", "Priced in AED; you buy in INR");
    let says = async |page: &str, what: &str| m.corner.get(page).await.is(200).text.contains(what);

    for (offer, what, search) in [(&m.dates, elsewhere, "/products?q=dates"), (&m.oud, other_money, "/products?q=oud")]
    {
        let page = format!("/products/{}", offer.product_id);
        assert!(says(&page, what).await && says(search, what).await, "{what}");
        assert!(!m.app.anybody().get(&page).await.is(200).text.contains(what), "nobody buys there");
    }
    assert!(!says(&format!("/products/{}", m.tea.product_id), "deliver to").await);
    assert!(says(&format!("/vendors/{}", m.gulf.company_id), elsewhere).await);
    let oud = m.corner.get(&format!("/products/{}", m.oud.product_id)).await.is(200);
    assert!(!oud.text.contains("action=\"/basket/lines\""), "what cannot be bought has no button: {}", oud.text);

    // The quick order says so beside the line.
    let sku = m.gulf.get(&format!("/api/offers/{}", m.dates.offer_id)).await.is(200).text_at("/sku");
    let pad = forms::fill(&m.corner, &[], "/quick-order", "/quick-order", &[("lines", &sku)]).await.is(200);
    assert!(pad.text.contains(elsewhere), "{}", pad.text);

    // It can lie in the basket, as another address may do; each page says that this one does not.
    let put = [("offer", m.dates.offer_id.as_str()), ("quantity", "2"), ("back", "/basket")];
    let token = forms::hidden(&m.corner.get("/basket").await.is(200), "_csrf");
    let put = [&put[..], &[("_csrf", token.as_str())]].concat();
    assert_eq!(forms::send(&m.corner, &[], "/basket/lines", &put).await.status, 303);
    assert!(says("/basket", elsewhere).await);
    let checkout = m.corner.get("/checkout").await.is(200);
    assert!(checkout.text.contains("id=\"undelivered\"") && checkout.text.contains(elsewhere), "{}", checkout.text);
    let line = (format!("line.{}", m.dates.offer_id), format!("seen.{}", m.dates.offer_id));
    let form = [
        (line.0.as_str(), "2"),
        (line.1.as_str(), "900"),
        ("expected_minor", "1800"),
        ("expected_currency", "INR"),
        ("terms", "prepaid"),
    ];
    let refused = forms::fill(&m.corner, &[], "/checkout", "/checkout", &form).await.is(409);
    assert!(refused.text.contains(elsewhere) && refused.text.contains("enter another address"), "{}", refused.text);
    let there = [
        ("ship_name", "Corner"),
        ("ship_line", "1 Road"),
        ("ship_city", "Dubai"),
        ("ship_postcode", "0"),
        ("ship_country", "AE"),
    ];
    let placed = forms::fill(&m.corner, &[], "/checkout", "/checkout", &[&form[..], &there].concat()).await;
    assert_eq!(placed.status, 303, "{}", placed.text);
    m.app.finish().await;
}

#[tokio::test]
async fn a_vendor_ticks_countries_on_its_company_page() {
    let m = market(Engine::Sqlite).await;
    let own = [("address_line", "1 Road"), ("city", "Dubai"), ("postcode", "0"), ("time_zone", "Asia/Dubai")];
    let sends = async |version: &str, ticked: &[(&str, &str)]| {
        let fields = [&own[..], &[("version", version), ("delivers", "yes")], ticked].concat();
        forms::fill(&m.gulf, &[], "/company", "/company", &fields).await
    };
    let page = m.gulf.get("/company").await.is(200);
    let is_ticked = |page: &TestResponse, code: &str| {
        let field = format!("name=\"delivers_to.{code}\" type=\"checkbox\" value=\"yes\"");
        page.text.split_once(&field).unwrap_or_else(|| panic!("no {code} in {}", page.text)).1.starts_with(" checked")
    };
    assert_eq!((is_ticked(&page, "AE"), is_ticked(&page, "IN")), (true, false));
    assert!(page.text.contains("Saudi Arabia"), "countries go by their names: {}", page.text);
    let version = forms::hidden(&page, "version");

    let none = sends(&version, &[]).await.is(422);
    assert!(none.text.contains("Choose at least one country."), "{}", none.text);
    let saved = sends(&version, &[("delivers_to.AE", "yes"), ("delivers_to.IN", "yes")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text);

    let page = m.gulf.get("/company").await.is(200);
    assert_eq!((is_ticked(&page, "AE"), is_ticked(&page, "IN"), is_ticked(&page, "SA")), (true, true, false));
    m.corner.tries_to_buy(&[(&m.dates, 1)]).await.is(201);
    assert!(!m.corner.get("/company").await.is(200).text.contains("delivers_to."), "buyers deliver nothing");
    m.app.finish().await;
}

#[tokio::test]
async fn a_price_order_begins_with_the_buyers_currency_and_hides_no_other() {
    let m = market(Engine::Sqlite).await;
    let souk = m.app.retailer_in("bazaar", "AE", "AED").await;
    let titles = async |by: &Actor, query: &str| {
        let page = by.get(&format!("/api/products?sort={query}")).await.is(200);
        page.items().iter().map(|row| row["title"].as_str().expect("a title").to_owned()).collect::<Vec<_>>()
    };
    let anybody = m.app.anybody();

    assert_eq!(titles(&anybody, "price_asc").await, ["Dates", "Tea", "Oud"]);
    assert_eq!(titles(&anybody, "price_desc").await, ["Tea", "Dates", "Oud"]);
    assert_eq!(titles(&anybody, "price_asc&first_currency=AED").await, ["Oud", "Dates", "Tea"]);
    assert_eq!(titles(&anybody, "price_asc&currency=AED").await, ["Oud"]);
    let cursor = anybody.get("/api/products?sort=price_asc&limit=1").await.is(200).text_at("/next_cursor");
    let other = format!("/api/products?sort=price_asc&currency=AED&cursor={cursor}");
    anybody.get(&other).await.is(422).code("page.bad_cursor");

    // On the page, the reader's own currency; it says so.
    for (reader, first, last, currency) in [(&m.corner, "Dates", "Oud", "INR"), (&souk, "Oud", "Tea", "AED")] {
        let page = reader.get("/products?sort=price_asc").await.is(200).text;
        let results = page.split_once("id=\"results\"").expect("results").1;
        assert!(results.contains(&format!("Prices in {currency} first")), "{results}");
        let at = |title: &str| results.find(&format!("<bdi>{title}</bdi>")).unwrap_or_else(|| panic!("no {title}"));
        assert!(at(first) < at(last), "{results}");
    }
    m.app.finish().await;
}
