//! A product as a card, and what pages say of packs and quantities.

use askama::Template;
use kernel::Money;
use market::catalog::ProductSummary;

use crate::ui::frame::Frame;

/// A product as a card.
pub(crate) struct ProductCard {
    /// Its page.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Who makes it.
    pub brand: String,
    /// The lowest price of a pack, or the one of the vendor whose products these are; empty while it cannot be ordered.
    pub price: String,
    /// How many offer it.
    pub vendors: String,
    /// Why the reader's company cannot buy it of anybody.
    pub barrier: String,
}

impl ProductCard {
    fn of(f: &Frame, found: &ProductSummary) -> Self {
        let lowest = |price: Money| f.t1("storefront-from", "price", &f.money(&price));
        Self { price: found.from_price.map(lowest).unwrap_or_default(), ..Self::of_vendor(f, found) }
    }
    /// Of a product as one vendor offers it.
    fn of_vendor(f: &Frame, found: &ProductSummary) -> Self {
        Self {
            path: format!("/products/{}", found.id),
            price: found.from_price.map(|price| f.money(&price)).unwrap_or_default(),
            vendors: f.t1("storefront-vendors", "n", found.offer_count.get()),
            barrier: match (found.from_price, &found.delivers_to) {
                (Some(price), Some(delivers_to)) => f.barrier(price.currency(), delivers_to),
                _ => String::new(),
            },
            title: found.title.clone(),
            brand: found.brand.clone(),
        }
    }
}

/// Cards side by side.
#[derive(Template)]
#[template(path = "catalog/storefront/product_cards.html")]
pub(crate) struct ProductCards {
    cards: Vec<ProductCard>,
}

// Its template escapes what it prints.
impl askama::filters::HtmlSafe for ProductCards {}

impl ProductCards {
    /// Of what was found.
    pub fn of(f: &Frame, found: &[ProductSummary]) -> Self {
        Self { cards: found.iter().map(|row| ProductCard::of(f, row)).collect() }
    }
    /// Of what one vendor offers, at its own prices.
    pub fn of_vendor(f: &Frame, found: &[ProductSummary]) -> Self {
        Self { cards: found.iter().map(|row| ProductCard::of_vendor(f, row)).collect() }
    }
    /// Whether nothing lies on it.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }
    /// How many lie on it.
    pub fn len(&self) -> i64 {
        i64::try_from(self.cards.len()).unwrap_or(i64::MAX)
    }
}

/// How many pieces a pack has.
pub(crate) fn pack(f: &Frame, pieces: i64) -> String {
    f.t1("pack-of", "n", pieces)
}

/// How many packs an order may have.
pub(crate) fn bounds(f: &Frame, min: i64, step: i64, max: i64) -> String {
    let (min, max, wide) = (f.number(&min), f.number(&max), f.number(&step));
    if step == 1 {
        f.t2("packs-from-to", ("min", &min), ("max", &max))
    } else {
        f.locale.fill("packs-in-steps", &[("min", (&min).into()), ("max", (&max).into()), ("step", (&wide).into())])
    }
}

/// The price of one piece, rounded to what can be paid; empty where a pack is a piece.
pub(crate) fn piece(f: &Frame, pack: Money, pieces: i64) -> String {
    if pieces < 2 {
        return String::new();
    }
    let (whole, rest) = (pack.minor() / pieces, pack.minor() % pieces);
    let rounded = if rest * 2 >= pieces { whole + 1 } else { whole };
    let price = f.minor(&rounded, &pack.currency());
    f.t1(if rest == 0 { "price-a-piece" } else { "price-a-piece-about" }, "price", &price)
}

#[cfg(test)]
mod tests {
    use edge::PageContext;
    use http::{HeaderMap, Method};
    use kernel::Currency;

    use super::*;

    #[test]
    fn a_piece_costs_its_share_of_the_pack() {
        let f = Frame::bare(PageContext::new((&Method::GET, &HeaderMap::new()), "/", None));
        let of = |minor, pieces| piece(&f, Money::new(minor, Currency::INR).expect("an amount"), pieces);

        assert_eq!(of(12_000, 12), "₹10.00 per piece");
        assert_eq!(of(10_000, 3), "about ₹33.33 per piece");
        assert_eq!(of(20_000, 3), "about ₹66.67 per piece");
        assert_eq!(of(500, 1), "");
    }
}
