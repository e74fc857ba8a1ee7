//! A total that is another than the buyer saw stops the order, in whichever direction it went.

use serde_json::{Value, json};
use testkit::TestResponse;

use super::{Market, market, puts_in_basket};
use crate::forms;

impl Market {
    async fn price_is_now(&self, minor: i64) {
        let path = format!("/api/offers/{}/price", self.tea.offer_id);
        let changed = self.vendor.put(&path, "*", &json!({ "price_minor": minor })).await.is(200);
        assert_eq!(changed.text_at("/state"), "applied");
    }

    /// Three packs, for somebody who saw this total.
    async fn orders(&self, key: &str, expected: &Value) -> TestResponse {
        let lines = json!([{ "offer_id": self.tea.offer_id, "quantity": 3 }]);
        let body = json!({ "lines": lines, "expected_total": expected, "payment_terms": "net_30" });
        self.buyer.post_once("/api/orders", key, &body).await
    }

    async fn nothing_was_ordered(&self) {
        assert_eq!(self.vendor.stock_of(&self.tea).await, (1_000, 0, 1_000));
        assert!(self.buyer.get("/api/orders").await.is(200).items().is_empty());
    }
}

fn rupees(minor: i64) -> Value {
    json!({ "amount_minor": minor, "currency": "INR" })
}

#[tokio::test]
async fn a_total_that_rose_or_fell_since_it_was_seen_orders_nothing() {
    let m = market(1_000).await;

    // What the price of a pack is by then, and what three of them come to.
    for (price, total) in [(11_000, 33_000), (9_000, 27_000)] {
        m.price_is_now(price).await;
        let refused = m.orders(&format!("at-{price}"), &rupees(30_000)).await.is(409).code("orders.price_changed");

        assert_eq!(refused.int_at("/details/expected_total/amount_minor"), 30_000);
        assert_eq!(refused.int_at("/details/total/amount_minor"), total);
        assert_eq!(refused.int_at("/details/lines/0/unit_price_minor"), price);
        assert_eq!(refused.int_at("/details/lines/0/line_total_minor"), total);
        m.nothing_was_ordered().await;
    }

    let placed = m.orders("seen-again", &rupees(27_000)).await.is(201);
    assert_eq!(placed.int_at("/total/amount_minor"), 27_000);
    m.app.finish().await;
}

#[tokio::test]
async fn a_total_is_the_same_to_the_last_paisa_and_of_the_same_currency_or_it_is_another() {
    let m = market(1_000).await;

    for (key, minor) in [("less", 29_999), ("more", 30_001), ("zero", 0), ("one", 1), ("ten-times", 300_000)] {
        let refused = m.orders(key, &rupees(minor)).await.is(409).code("orders.price_changed");
        assert_eq!(refused.int_at("/details/total/amount_minor"), 30_000);
    }
    for currency in ["AED", "USD", "JPY", "BHD"] {
        let expected = json!({ "amount_minor": 30_000, "currency": currency });
        m.orders(currency, &expected).await.is(422).code("orders.other_currency");
    }
    for (key, expected) in [
        ("negative", rupees(-30_000)),
        ("unknown", json!({ "amount_minor": 30_000, "currency": "XXX" })),
        ("text", json!({ "amount_minor": "30000", "currency": "INR" })),
        ("none", Value::Null),
    ] {
        let refused = m.orders(key, &expected).await;
        assert!([400, 422].contains(&refused.status.as_u16()), "{key}: {} {}", refused.status, refused.text);
    }
    m.nothing_was_ordered().await;

    m.orders("right", &rupees(30_000)).await.is(201);
    m.app.finish().await;
}

/// What the checkout showed: a line, its price, the total.
fn shown<'a>(line: &'a str, seen: &'a str, fields: [&'a str; 4]) -> Vec<(&'a str, &'a str)> {
    let [packs, price, total, currency] = fields;
    let form = [("expected_minor", total), ("expected_currency", currency), ("terms", "net_30")];
    [&[(line, packs), (seen, price)], &form[..]].concat()
}

#[tokio::test]
async fn the_checkout_page_orders_nothing_at_a_total_it_did_not_show() {
    let m = market(1_000).await;
    let (line, seen) = (format!("line.{}", m.tea.offer_id), format!("seen.{}", m.tea.offer_id));
    let sends = async |fields: [&str; 4]| {
        forms::fill(&m.buyer, &[], "/checkout", "/checkout", &shown(&line, &seen, fields)).await
    };
    puts_in_basket(&m.buyer, &m.tea, "3").await;

    // Dearer, then cheaper than the form has shown.
    for (price, now) in [(11_000, "₹110.00"), (9_000, "₹90.00")] {
        m.price_is_now(price).await;
        let refused = sends(["3", "10000", "30000", "INR"]).await.is(409);
        assert!(refused.text.contains("₹100.00") && refused.text.contains(now), "{}", refused.text);
        m.nothing_was_ordered().await;
    }
    // Zero, and another currency.
    sends(["3", "9000", "0", "INR"]).await.is(409);
    let other = sends(["3", "9000", "27000", "AED"]).await;
    assert!(other.status.is_client_error(), "{} {}", other.status, other.text);
    m.nothing_was_ordered().await;

    let placed = sends(["3", "9000", "27000", "INR"]).await.is(303);
    assert!(forms::leads_to(&placed).contains("order-placed"), "{}", forms::leads_to(&placed));
    assert_eq!(m.vendor.stock_of(&m.tea).await, (1_000, 3, 997));
    m.app.finish().await;
}
