//! The vendor's pages: forms that work without a script, what they refuse, and what they keep.

use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestOffer, TestResponse, TestVendorOrder};

use crate::forms;

/// Sends a form of a page, as it stands there.
async fn fill(by: &Actor, page: &str, action: &str, fields: &[(&str, &str)]) -> TestResponse {
    forms::fill(by, &[], page, action, fields).await
}

#[track_caller]
fn has(answer: &TestResponse, words: &[&str]) {
    for word in words {
        assert!(answer.text.contains(word), "no {word:?} in {}", answer.text);
    }
}

struct Market {
    app: TestApp,
    acme: Actor,
    corner: Actor,
    tea: TestOffer,
}

async fn market() -> Market {
    let app = TestApp::new(Engine::Sqlite).await;
    app.category().await;
    let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
    let tea = acme.sells("Tea", 8_000, 100).await;
    Market { app, acme, corner, tea }
}

impl Market {
    async fn buys(&self, packs: i64) -> (TestVendorOrder, String) {
        let part = self.corner.buys(&[(&self.tea, packs)]).await.remove(0);
        let page = format!("/vendor/orders/{}", part.id);
        (part, page)
    }
    fn offer(&self) -> String {
        format!("/vendor/products/{}", self.tea.offer_id)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_goes_from_today_to_packed_by_one_button_each() {
    let m = market().await;
    let (_, page) = m.buys(3).await;
    has(&m.acme.get("/vendor").await.is(200), &[&page, "id=\"to-accept\"", "data-deadline="]);

    let accepted = fill(&m.acme, "/vendor", &format!("{page}/accept"), &[("back", "/vendor")]).await.is(303);
    assert_eq!(forms::leads_to(&accepted), "/vendor?flash=order-accepted");
    for (step, said) in [("prepare", "order-preparing"), ("pack", "order-packed")] {
        let moved = fill(&m.acme, &page, &format!("{page}/{step}"), &[]).await.is(303);
        assert_eq!(forms::leads_to(&moved), format!("{page}?flash={said}"));
    }
    // Somebody pressed the button of a page that is old by now: it was done, and that is no error.
    for (step, said) in [("pack", "already-done"), ("prepare", "already-done"), ("accept", "order-already-accepted")] {
        let again = fill(&m.acme, "/vendor/stock", &format!("{page}/{step}"), &[]).await.is(303);
        assert_eq!(forms::leads_to(&again), format!("{page}?flash={said}"));
    }
    // What was not done is told as it is.
    let reason = [("intent", "reject"), ("reason", "none left")];
    let refused = fill(&m.acme, "/vendor/stock", &format!("{page}/reject"), &reason).await.is(409);

    has(&refused, &["role=\"alert\"", "Ready for pickup"]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_is_accepted_in_part_or_rejected_with_a_reason() {
    let m = market().await;
    let (part, page) = m.buys(5).await;
    let view = m.acme.get(&format!("/api/vendor-orders/{}", part.id)).await.is(200);
    let field = format!("quantity.{}", view.text_at("/lines/0/id"));
    let sum = "data-label=\"Amount\" class=\"num money\">₹400.00<";
    has(&m.acme.get(&page).await.is(200), &[sum]);
    has(&m.corner.get(&format!("/orders/{}", part.order_id)).await.is(200), &[sum]);
    let some = async |packs: &str| {
        fill(&m.acme, &page, &format!("{page}/accept"), &[("intent", "accept"), (&field, packs)]).await
    };

    for (packs, why) in [("many", "Must be a whole number"), ("-1", "Must be a whole number"), ("6", "role=\"alert\"")]
    {
        has(&some(packs).await.is(422), &[why, &format!("value=\"{packs}\"")]);
    }
    let taken = some("2").await.is(303);
    assert_eq!(forms::leads_to(&taken), format!("{page}?flash=order-partly-accepted"));
    // The same in another tab is done already; other quantities are not.
    let in_another_tab = async |packs: &str| {
        fill(&m.acme, "/vendor/stock", &format!("{page}/accept"), &[("intent", "accept"), (&field, packs)]).await
    };
    let again = in_another_tab("2").await.is(303);
    assert_eq!(forms::leads_to(&again), format!("{page}?flash=order-already-accepted"));
    has(&in_another_tab("3").await.is(409), &["role=\"alert\""]);
    has(&m.acme.get(&page).await.is(200), &["₹400.00</s>", "</span>₹160.00<"]);

    let (_, page) = m.buys(1).await;
    // One form for all quantities: no button accepts what is not shown.
    let shown = m.acme.get(&page).await.is(200);
    assert_eq!(shown.text.matches(&format!("action=\"{page}/accept\"")).count(), 1);
    let silent =
        fill(&m.acme, &page, &format!("{page}/reject"), &[("intent", "reject"), ("reason", " ")]).await.is(422);
    has(&silent, &["reason-error"]);
    let reason = [("intent", "reject"), ("reason", "<b>none</b> left")];
    fill(&m.acme, &page, &format!("{page}/reject"), &reason).await.is(303);
    has(&m.acme.get(&page).await.is(200), &["&#60;b&#62;none&#60;/b&#62; left"]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_product_is_listed_once_and_a_taken_gtin_leads_to_an_offer() {
    let m = market().await;
    let zenith = m.app.vendor("zenith").await;
    let new = "/vendor/products/new";
    let typed = |sku: &'static str, gtin: &'static str| {
        [
            ("title", "Salt, 1 kg"),
            ("brand", "Tides"),
            ("category", "fruits"),
            ("gtin", gtin),
            ("description", "Sea salt."),
            ("tax_class", "gst_5"),
            ("sku", sku),
            ("price", "1,120.50"),
            ("pack_size", "12"),
            ("min_quantity", "2"),
            ("quantity_step", "2"),
            ("max_quantity", "100"),
        ]
    };

    let wrong = fill(&m.acme, new, new, &[("title", "Salt"), ("price", "cheap")]).await.is(422);
    has(&wrong, &["brand-error", "sku-error", "price-error", "value=\"cheap\"", "value=\"Salt\""]);
    let listed = fill(&m.acme, new, new, &typed("S-1", "4006381333931")).await.is(303);
    let page = forms::leads_to(&listed);
    has(&m.acme.get(&page).await.is(200), &["Salt, 1 kg", "₹1,120.50", "Product listed"]);

    let taken = fill(&zenith, new, new, &typed("Z-1", "4006381333931")).await.is(409);
    let product = taken.text.split("/vendor/products/new?product=").nth(1).expect("a way to the product");
    let product = product.split('"').next().expect("an id").to_owned();
    let offers = format!("{new}?product={product}");
    let terms: Vec<_> = typed("Z-1", "").into_iter().skip(6).chain([("product", product.as_str())]).collect();
    fill(&zenith, &offers, new, &terms).await.is(303);
    has(&zenith.get("/vendor/products?q=sal").await.is(200), &["Salt, 1 kg"]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_was_slower_sees_both_and_loses_nothing() {
    let m = market().await;
    let (page, terms) = (m.offer(), format!("{}/terms", m.offer()));
    let typed = |most: &'static str, version: &'static str| {
        [
            ("intent", "terms"),
            ("min_quantity", "1"),
            ("quantity_step", "1"),
            ("max_quantity", most),
            ("version", version),
        ]
    };
    fill(&m.acme, &page, &terms, &typed("70", "1")).await.is(303);

    let slower = fill(&m.acme, &page, &terms, &typed("90", "1")).await.is(412);
    has(
        &slower,
        &["id=\"difference\"", "<bdi>90</bdi>", "<bdi>70</bdi>", "value=\"90\"", "name=\"version\" value=\"2\""],
    );
    fill(&m.acme, &page, &terms, &typed("90", "2")).await.is(303);

    let state = format!("{page}/state");
    let paused = fill(&m.acme, &page, &state, &[("state", "paused"), ("version", "3")]).await.is(303);
    assert_eq!(forms::leads_to(&paused), format!("{page}?flash=offer-paused"));
    has(&m.acme.get(&page).await.is(200), &["id=\"resume\"", "Paused"]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_is_looked_at_changed_and_changed_back() {
    let m = market().await;
    let page = format!("{}/price", m.offer());
    let step = async |step: &str, price: &str, version: &str| {
        fill(&m.acme, &page, &page, &[("step", step), ("price", price), ("version", version)]).await
    };

    has(&step("preview", "80.00", "1").await.is(409), &["price-error"]);
    let small = step("preview", "84", "1").await.is(200);
    has(&small, &["id=\"preview\"", "₹84.00", "+5.0%", "id=\"confirm-price\""]);
    assert!(m.acme.get(&page).await.is(200).text.contains("₹80.00"), "looking changes nothing");
    let changed = step("confirm", "84.00", "1").await.is(303);
    assert_eq!(forms::leads_to(&changed), format!("{page}?flash=price-changed"));
    let said = m.acme.get(&format!("{page}?flash=price-changed")).await.is(200);
    has(&said, &["id=\"undo-price\"", "name=\"price\" value=\"80.00\"", "name=\"version\" value=\"2\""]);
    step("confirm", "80.00", "2").await.is(303);
    has(&step("confirm", "85.00", "2").await.is(412), &["role=\"alert\"", "value=\"85.00\""]);

    has(&step("preview", "800", "3").await.is(200), &["needs approval", "+900.0%"]);
    let held = step("confirm", "800.00", "3").await.is(303);
    assert_eq!(forms::leads_to(&held), format!("{page}?flash=price-held"));
    m.app.finish().await;
}

/// How many price changes a page lists.
fn price_changes(page: &TestResponse) -> usize {
    page.text.matches("data-label=\"New price\"").count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_history_of_a_price_is_read_page_by_page_newest_first() {
    let m = market().await;
    let price = format!("/api/offers/{}/price", m.tea.offer_id);
    for rupees in 201..=221 {
        m.acme.put(&price, "*", &json!({ "price_minor": rupees * 100 })).await.is(202);
    }
    let history = format!("{}/prices", m.offer());
    for page in [m.offer(), format!("{}/price", m.offer())] {
        has(&m.acme.get(&page).await.is(200), &[&format!("href=\"{history}\"")]);
    }

    let newest = m.acme.get(&history).await.is(200);
    has(
        &newest,
        &["Price history", "Tea", "Needs approval", "Replaced by a newer change", "The price would change by"],
    );
    assert_eq!(price_changes(&newest), 20);
    assert!(newest.text.find("₹221.00") < newest.text.find("₹220.00"), "not the newest first: {}", newest.text);
    assert!(!newest.text.contains("₹201.00") && !newest.text.contains("rel=\"prev\""));
    let next = newest.text.split_once("rel=\"next\" href=\"").expect("a way to older changes").1;
    let older = m.acme.get(next.split('"').next().expect("an address")).await.is(200);

    // What is left: the oldest change, and the first price, before which there was none.
    has(&older, &["₹201.00", "Applied", "–</td>", &format!("rel=\"prev\" href=\"{history}\"")]);
    assert_eq!(price_changes(&older), 2);
    assert!(!older.text.contains("rel=\"next\""));
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_price_that_never_changed_has_a_history_of_one_and_nothing_before_it() {
    let m = market().await;
    let body = json!({ "price_minor": 8_400 });
    m.acme.put(&format!("/api/offers/{}/price", m.tea.offer_id), "*", &body).await.is(200);
    let salt = m.acme.sells("Salt", 2_000, 10).await;
    let history = format!("/vendor/products/{}/prices", salt.offer_id);

    let whole = m.acme.get(&history).await.is(200);
    assert_eq!(price_changes(&whole), 1);
    has(&whole, &["₹20.00", "Applied"]);
    assert!(!whole.text.contains("rel=\"next\"") && !whole.text.contains("₹84.00"));
    // Salt was not sold yet when the tea's price changed.
    let of_tea = m.acme.get(&format!("/api/offers/{}/price-changes?limit=1", m.tea.offer_id)).await.is(200);
    let before = m.acme.get(&format!("{history}?cursor={}", of_tea.text_at("/next_cursor"))).await.is(200);

    assert_eq!(price_changes(&before), 0);
    has(&before, &["No price changes to show", &format!("href=\"{history}\"")]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_alone_confirms_a_held_price_with_the_password() {
    let m = market().await;
    let body = json!({ "price_minor": 90_000 });
    let held = m.acme.put(&format!("/api/offers/{}/price", m.tea.offer_id), "*", &body).await.is(202);
    let decision = format!("/vendor/prices/{}/decision", held.text_at("/change_id"));
    has(&m.acme.get("/vendor/prices").await.is(200), &[&decision, "₹80.00", "₹900.00"]);
    let confirm = async |password: &str| {
        fill(&m.acme, "/vendor/stock", &decision, &[("decision", "confirm"), ("password", password)]).await
    };

    has(&confirm("").await.is(403), &["id=\"password\""]);
    let wrong = confirm("not the password").await.is(403);
    has(&wrong, &["password-error"]);
    assert!(!wrong.text.contains("not the password"));
    let confirmed = confirm(testkit::PASSWORD).await.is(303);
    assert_eq!(forms::leads_to(&confirmed), "/vendor/prices?flash=price-confirmed");
    assert_eq!(forms::leads_to(&confirm(testkit::PASSWORD).await.is(303)), "/vendor/prices?flash=already-done");
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_changed_a_price_is_not_offered_to_confirm_it() {
    let m = market().await;
    let second = m.app.colleague(&m.acme, "owner").await;
    m.app.clock.advance(testkit::days(8));
    let (acme, second) = (m.acme.again().await, second.again().await);
    let body = json!({ "price_minor": 90_000 });
    let held = acme.put(&format!("/api/offers/{}/price", m.tea.offer_id), "*", &body).await.is(202);
    let (confirm, refuse) =
        (format!("confirm-{}", held.text_at("/change_id")), format!("refuse-{}", held.text_at("/change_id")));

    let own = acme.get("/vendor/prices").await.is(200);
    assert!(!own.text.contains(&confirm) && own.text.contains(&refuse), "{}", own.text);
    has(&own, &["Someone else at your company must approve this change."]);
    let theirs = second.get("/vendor/prices").await.is(200);
    has(&theirs, &[&confirm, &refuse]);
    assert!(!theirs.text.contains("Someone else at your company"));
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stock_moves_once_for_each_form_and_never_below_what_is_promised() {
    let m = market().await;
    m.buys(30).await;
    let page = format!("/vendor/stock?offer={}", m.tea.offer_id);
    let offer = [("intent", "move"), ("offer", &*m.tea.offer_id), ("location", &*m.tea.location_id)];
    let moving = |more: [(&'static str, &'static str); 2]| [&offer[..], &more].concat();

    let too_many = moving([("kind", "damaged"), ("quantity", "71")]);
    let short = fill(&m.acme, &page, "/vendor/stock/movements", &too_many);
    has(&short.await.is(409), &["quantity-error", "value=\"71\""]);
    let shown = m.acme.get(&page).await.is(200);
    let (token, key) = (forms::hidden(&shown, "_csrf"), forms::hidden(&shown, "_key"));
    let names = [("_csrf", token.as_str()), ("_key", key.as_str())];
    let twice = [moving([("kind", "received"), ("quantity", "5")]), names.to_vec()].concat();
    forms::send(&m.acme, &[], "/vendor/stock/movements", &twice).await.is(303);
    forms::send(&m.acme, &[], "/vendor/stock/movements", &twice).await.is(303);

    has(&m.acme.get(&page).await.is(200), &["105 on hand, 30 reserved"]);
    let field = format!("threshold.{}", m.tea.location_id);
    let low = [("intent", "threshold"), ("offer", &*m.tea.offer_id), (&*field, "80")];
    fill(&m.acme, &page, "/vendor/stock/thresholds", &low).await.is(303);
    has(&m.acme.get("/vendor/stock").await.is(200), &["id=\"low\"", "Tea"]);
    has(&m.acme.get("/vendor/stock/movements").await.is(200), &["Received", "+5"]);
    let place = [("intent", "place"), ("name", "Shed"), ("city", "Kochi")];
    fill(&m.acme, "/vendor/stock", "/vendor/stock/places", &place).await.is(303);
    has(&fill(&m.acme, "/vendor/stock", "/vendor/stock/places", &place).await.is(409), &["name-error"]);
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_looked_at_applied_and_taken_back() {
    let m = market().await;
    let offer = m.acme.get(&format!("/api/offers/{}", m.tea.offer_id)).await.is(200);
    let csv = format!("sku,price\n{},84.00\nNOBODY,1.00\n", offer.text_at("/sku"));
    let page = "/vendor/imports";

    has(&fill(&m.acme, page, page, &[("kind", "prices")]).await.is(422), &["file-error"]);
    let bad = fill(&m.acme, page, page, &[("kind", "prices"), ("pasted", "colour\nred\n")]).await.is(422);
    has(&bad, &["pasted-error", "colour"]);
    let seen = fill(&m.acme, page, page, &[("kind", "prices"), ("pasted", &csv)]).await.is(303);
    let import = forms::leads_to(&seen);
    let shown = m.acme.get(&import).await.is(200);
    has(&shown, &["80.00 → 84.00", "your SKUs", "<mark><bdi>NOBODY</bdi></mark>", "id=\"apply-import\""]);
    assert!(!m.acme.get(&format!("{import}?rows=changes")).await.is(200).text.contains("NOBODY"));
    fill(&m.acme, &import, &format!("{import}/apply"), &[]).await.is(303);
    has(&m.acme.get(&import).await.is(200), &["id=\"import\""]);
    m.app.settle().await;
    has(&m.acme.get(&import).await.is(200), &["id=\"undo-import\"", "Applied"]);
    fill(&m.acme, &import, &format!("{import}/undo"), &[]).await.is(303);
    m.app.settle().await;
    has(&m.acme.get(&import).await.is(200), &["Undone"]);
    assert_eq!(
        m.acme.get(&format!("/api/offers/{}", m.tea.offer_id)).await.is(200).int_at("/price/amount_minor"),
        8_000
    );
    m.app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_role_sees_what_is_its_own_and_no_company_anothers() {
    let m = market().await;
    let (_, page) = m.buys(2).await;
    let zenith = m.app.vendor("zenith").await;
    let (price, history) = (format!("{}/price", m.offer()), format!("{}/prices", m.offer()));
    for path in [&page, &m.offer(), &price, &history, &format!("/vendor/stock?offer={}", m.tea.offer_id)] {
        zenith.get(path).await.is(404);
        m.corner.get(path).await.is(403);
    }
    let stolen = fill(&zenith, "/vendor/stock", &format!("{page}/accept"), &[]).await;
    assert_eq!(stolen.status.as_u16(), 404);
    assert!(!stolen.text.contains("corner"));

    let viewer = m.app.colleague(&m.acme, "viewer").await;
    let today = viewer.get("/vendor").await.is(200);
    assert!(today.text.contains(&page) && !today.text.contains("/accept\""));
    let finance = m.app.colleague(&m.acme, "vendor_finance").await;
    assert!(!finance.get("/vendor").await.is(200).text.contains("id=\"low\""));
    for reader in [&viewer, &finance] {
        has(&reader.get(&m.offer()).await.is(200), &[&format!("href=\"{history}\"")]);
        has(&reader.get(&history).await.is(200), &["₹80.00"]);
    }
    finance.get("/vendor/stock").await.is(403);
    finance.get("/vendor/exports/stock").await.is(403);
    for export in ["orders", "prices", "products"] {
        let file = finance.get(&format!("/vendor/exports/{export}")).await.is(200);
        assert!(file.headers["content-disposition"].to_str().expect("a name").contains(".csv"));
    }
    has(&viewer.get("/vendor/sales?days=7").await.is(200), &["₹160.00", "<svg"]);
    m.app.finish().await;
}
