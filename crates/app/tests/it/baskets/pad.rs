//! The page of the quick order: each line is answered for itself, and what is typed there is kept.

use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestResponse, on_every_engine};

use super::{held, quantities, seen};
use crate::forms;

/// A vendor whose tea is sold by sixes, up to 60 packs, and whose salt is not; and a vendor elsewhere.
struct Pad {
    app: TestApp,
    corner: Actor,
    tea: String,
    salt: String,
    /// Sold in dirhams.
    dates: String,
}

async fn lists(by: &Actor, title: &str, sku: &str, (step, most): (i64, i64)) -> String {
    let mut body = Actor::product_body(title, sku, 1_000);
    for (name, n) in [("min_quantity", step), ("quantity_step", step), ("max_quantity", most)] {
        body["offer"][name] = json!(n);
    }
    let listed = by.post_once("/api/products", sku, &body).await.is(201);
    let place = by.post("/api/locations", &json!({ "name": sku, "city": "Kochi" })).await.is(201);
    let stock = json!({
        "offer_id": listed.text_at("/offer_id"), "location_id": place.text_at("/id"), "kind": "received", "quantity": 900,
    });
    by.post_once("/api/inventory/movements", &format!("in-{sku}"), &stock).await.is(201);
    listed.text_at("/offer_id")
}

impl Pad {
    async fn new(engine: Engine) -> Self {
        let app = TestApp::new(engine).await;
        app.category().await;
        let (acme, corner) = (app.vendor("acme").await, app.retailer("corner").await);
        let gulf = app.vendor_in("gulf", "AE", "AED").await;
        let (tea, salt) = (lists(&acme, "Tea", "T-1", (6, 60)).await, lists(&acme, "Salt", "S-1", (1, 90)).await);
        let dates = lists(&gulf, "Dates", "D-1", (1, 90)).await;
        Self { app, corner, tea, salt, dates }
    }
    async fn sends(&self, action: &str, fields: &[(&str, &str)]) -> TestResponse {
        forms::fill(&self.corner, &[], "/quick-order", action, fields).await
    }
    async fn adds(&self, fields: &[(&str, &str)]) -> TestResponse {
        self.sends("/quick-order/lines", fields).await
    }
    async fn has(&self, lines: &[(&str, i64)]) {
        let mut now = quantities(&seen(&self.app, &self.corner).await);
        now.sort();
        assert_eq!(now, held(lines));
    }
}

/// Which lines of a page are marked as wrong.
fn marked(page: &TestResponse) -> Vec<&str> {
    let fields = page.text.split(" id=\"quantity.").skip(1);
    let marked = fields.filter(|field| field.split('>').next().is_some_and(|tag| tag.contains("aria-invalid")));
    marked.filter_map(|field| field.split('"').next()).collect()
}

on_every_engine!(a_fault_is_marked_on_its_own_line_and_the_other_lines_go_on, |engine: Engine| async move {
    let pad = Pad::new(engine).await;
    let lines = "T-1 6\nS-1 3\nT-1 7";
    let chosen = [("lines", lines), ("read", lines), ("offer.1", &*pad.tea), ("quantity.1", "6")];
    let more = [("offer.2", &*pad.salt), ("quantity.2", "3"), ("offer.3", &*pad.tea), ("quantity.3", "7")];

    let answer = pad.adds(&[&chosen[..], &more].concat()).await.is(422);
    // The third line alone is left, and is the first of what is left.
    assert_eq!(marked(&answer), ["1"], "{}", answer.text);
    assert!(answer.text.contains("2 lines were added to your basket"), "{}", answer.text);
    assert!(answer.text.contains("Packs of line 1, ") && answer.text.contains(": Tea: order "), "{}", answer.text);
    assert!(answer.text.contains("name=\"line.1\" value=\"T-1 7\"") && !answer.text.contains("S-1 3"));
    pad.has(&[("Salt", 3), ("Tea", 6)]).await;

    let mended = [("lines", "T-1 7\n"), ("read", "T-1 7\n"), ("line.1", "T-1 7"), ("offer.1", &*pad.tea)];
    let mended = pad.adds(&[&mended[..], &[("quantity.1", "12")]].concat()).await.is(303);
    assert_eq!(forms::leads_to(&mended), "/basket?flash=quick-added");
    pad.has(&[("Salt", 3), ("Tea", 18)]).await;

    // Each would do, and together they are too many: both are marked.
    let lines = "T-1 30\nT-1 30";
    let both = [("lines", lines), ("offer.1", &*pad.tea), ("quantity.1", "30"), ("offer.2", &*pad.tea)];
    let both = pad.adds(&[&both[..], &[("quantity.2", "30")]].concat()).await.is(422);
    assert_eq!(marked(&both), ["1", "2"]);
    assert!(both.text.contains("with the other lines and your basket"), "{}", both.text);
    pad.has(&[("Salt", 3), ("Tea", 18)]).await;
    pad.app.finish().await;
});

#[tokio::test]
async fn a_line_that_nobody_understood_or_decided_about_stays() {
    let pad = Pad::new(Engine::Sqlite).await;
    let lines = "S-1 3\nT-1 one\nNOBODY-SELLS 4\nD-1 1\n\"open\nT-1 12";
    let chosen = [("lines", lines), ("read", lines), ("offer.1", &*pad.salt), ("quantity.1", "3"), ("offer.4", "")];

    // The tea is left out by choice; all others are told again as they were typed.
    let left = [&chosen[..], &[("offer.6", ""), ("quantity.6", "12")]].concat();
    let answer = pad.adds(&left).await.is(200);
    assert!(answer.text.contains("1 line was added to your basket"), "{}", answer.text);
    let kept =
        answer.text.split("<textarea").nth(1).and_then(|rest| rest.split("</textarea>").next()).expect("the pad");
    assert!(kept.ends_with(">\nT-1 one\nNOBODY-SELLS 4\nD-1 1\n&#34;open\n"), "{kept}");
    pad.has(&[("Salt", 3)]).await;

    // With a line that is refused, too, and in their order.
    let chosen = [("lines", lines), ("read", lines), ("offer.1", &*pad.salt), ("quantity.1", "3")];
    let odd = [&chosen[..], &[("offer.6", &*pad.tea), ("quantity.6", "7")]].concat();
    let answer = pad.adds(&odd).await.is(422);
    assert_eq!(marked(&answer), ["5"], "{}", answer.text);
    assert!(answer.text.contains("&#34;open\nT-1 12\n</textarea>"), "{}", answer.text);
    pad.app.finish().await;
}

#[tokio::test]
async fn a_line_in_another_currency_is_named_and_refuses_no_other() {
    let pad = Pad::new(Engine::Sqlite).await;
    let lines = "D-1 1\nS-1 3";
    let page = pad.sends("/quick-order", &[("lines", lines)]).await.is(200);
    assert!(page.text.contains(&format!("value=\"{}\" selected", pad.salt)), "{}", page.text);
    assert!(!page.text.contains(&format!("value=\"{}\" selected", pad.dates)), "in nobody's order by itself");

    let chosen = [("lines", lines), ("offer.1", &*pad.dates), ("quantity.1", "1"), ("offer.2", &*pad.salt)];
    let answer = pad.adds(&[&chosen[..], &[("quantity.2", "3")]].concat()).await.is(422);
    assert!(
        answer.text.contains("Packs of line 1, ") && answer.text.contains(": Priced in AED; you buy in INR"),
        "{}",
        answer.text
    );
    assert!(answer.text.contains("name=\"line.1\" value=\"D-1 1\""), "{}", answer.text);
    pad.has(&[("Salt", 3)]).await;
    pad.app.finish().await;
}

#[tokio::test]
async fn what_is_typed_in_the_pad_is_what_is_added() {
    let pad = Pad::new(Engine::Sqlite).await;
    let row = [("line.1", "S-1 3"), ("offer.1", &*pad.salt), ("quantity.1", "5")];

    // The list was changed since its rows were made: nothing is added before it was looked at.
    let changed = [&row[..], &[("read", "S-1 3"), ("lines", "T-1 6\r\nS-1 3")]].concat();
    let looked_at = pad.adds(&changed).await.is(200);
    assert!(looked_at.text.contains("You changed the list."), "{}", looked_at.text);
    pad.has(&[]).await;
    // A line that moved keeps what was typed in its row, when it is checked again as well.
    let again = pad.sends("/quick-order", &changed).await.is(200);
    for page in [&looked_at, &again] {
        let field = page.text.split(" id=\"quantity.2\"").nth(1).expect("the second line");
        assert!(field.split('>').next().is_some_and(|tag| tag.contains("value=\"5\"")), "{}", page.text);
    }

    let same = [&row[..], &[("read", "S-1 3\r\n"), ("lines", "S-1 3")]].concat();
    let page = pad.corner.get("/quick-order").await.is(200);
    let (csrf, key) = (forms::hidden(&page, "_csrf"), forms::hidden(&page, "_key"));
    let twice = [&same[..], &[("_csrf", csrf.as_str()), ("_key", &key)]].concat();
    for _ in 0..2 {
        forms::send(&pad.corner, &[], "/quick-order/lines", &twice).await.is(303);
    }
    pad.has(&[("Salt", 5)]).await;
    let nothing = pad.adds(&[("lines", "S-1 3"), ("line.1", "S-1 3"), ("offer.1", ""), ("quantity.1", "3")]).await;
    assert!(nothing.is(422).text.contains("href=\"#found\""));
    pad.app.finish().await;
}
