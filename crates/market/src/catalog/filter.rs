//! What the catalogue is searched by. Imports neither store nor actions.

use std::cmp::Ordering;

use kernel::fold::words;
use kernel::gtin::Gtin;
use kernel::printed::plain;
use kernel::text::{Name, SearchText, Sku, Slug};
use kernel::{CategoryId, CompanyId, Currency, Cursor, PageLimit, ProductId, string_enum};

/// Which brands to list.
#[derive(Debug, Clone, Default)]
pub struct BrandFilter {
    /// Those that begin so.
    pub q: Option<SearchText>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: PageLimit,
}

string_enum! {
    /// The sort order.
    pub enum Sort {
        /// Newest first.
        Newest = "newest",
        /// By title.
        Name = "name",
        /// Price: low to high, one currency after the other; products that cannot be ordered now are left out.
        PriceAsc = "price_asc",
        /// Price: high to low, one currency after the other; products that cannot be ordered now are left out.
        PriceDesc = "price_desc",
    }
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words; all must be found, the last may be the beginning of one. Or the whole of a SKU or GTIN.
    pub q: Option<SearchText>,
    /// On this shelf or under it.
    pub category: Option<Slug>,
    /// Of this brand.
    pub brand: Option<Name>,
    /// Offered by this vendor: at its own prices.
    pub vendor: Option<CompanyId>,
    /// In this money alone.
    pub currency: Option<Currency>,
    /// In which order; newest unless told.
    pub sort: Option<Sort>,
    /// Of an order by price: which money comes first, before all others; the marketplace's unless told.
    pub first: Option<Currency>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: PageLimit,
}

/// The most words one search takes; further ones are left out.
const WORDS: usize = 8;

/// A shelf, and whether it is one at the top.
pub(crate) type CategoryFilter = (CategoryId, bool);

/// What a search is if the whole of it is a number that goods go by. These are looked up where they stand, not among
/// the words of a product: however many words and vendors it has, they are found, and found whole only.
#[derive(Debug, Clone, Default)]
pub(super) struct Identifier {
    /// A SKU, in the letter cases it may have; none where it cannot be one.
    pub skus: Vec<String>,
    /// A GTIN.
    pub gtin: Option<Gtin>,
}

impl Identifier {
    /// What the text could be, if anything.
    pub fn of(q: &SearchText) -> Option<Self> {
        let text = plain(q.as_str());
        let skus = match Sku::new(&text) {
            Ok(_) => vec![text.to_uppercase(), text.to_lowercase(), text.clone()],
            Err(_) => Vec::new(),
        };
        let gtin = Gtin::new(&text).ok();
        (gtin.is_some() || !skus.is_empty()).then_some(Self { skus, gtin })
    }

    /// Whether it is looked up beside the words. A SKU of letters only could be any word, and would bring a product
    /// among those that are called so: it counts where the words find nothing.
    pub fn has_digits(&self) -> bool {
        self.gtin.is_some() || self.skus.iter().any(|sku| sku.bytes().any(|b| b.is_ascii_digit()))
    }
}

/// Behind which row to go on.
#[derive(Debug, Clone)]
pub(super) enum After {
    Newest(ProductId),
    Name(String, ProductId),
    Price(i64, ProductId),
}

/// In which money: amounts of different ones are not compared, and each is a stretch of the index by price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Currencies {
    Any,
    One(Currency),
    /// Those whose codes lie between two, which are left out themselves: above the first, below the second.
    Between(Option<Currency>, Option<Currency>),
}

impl Currencies {
    /// What follows a currency in an order by price that begins with one of them: codes rise with prices, fall with
    /// them, and go round.
    pub(super) fn behind(at: Currency, first: Currency, sort: Sort) -> Vec<Self> {
        let falls = sort == Sort::PriceDesc;
        let has_gone_round = match at.code().cmp(first.code()) {
            Ordering::Equal => false,
            Ordering::Greater => falls,
            Ordering::Less => !falls,
        };
        let rest = |limit| if falls { Self::Between(limit, Some(at)) } else { Self::Between(Some(at), limit) };
        let round = if falls { Self::Between(Some(first), None) } else { Self::Between(None, Some(first)) };
        if has_gone_round { vec![rest(Some(first))] } else { vec![rest(None), round] }
    }
}

/// The words a search is made of.
pub(super) fn words_of(q: &SearchText) -> Vec<String> {
    words(q.as_str(), WORDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_currency_follows_once_and_none_comes_again() {
        let (inr, aed, usd) = (Currency::INR, Currency::AED, Currency::USD);
        let between = Currencies::Between;

        for (at, rising, falling) in [
            (
                inr,
                vec![between(Some(inr), None), between(None, Some(inr))],
                vec![between(None, Some(inr)), between(Some(inr), None)],
            ),
            (usd, vec![between(Some(usd), None), between(None, Some(inr))], vec![between(Some(inr), Some(usd))]),
            (aed, vec![between(Some(aed), Some(inr))], vec![between(None, Some(aed)), between(Some(inr), None)]),
        ] {
            assert_eq!(Currencies::behind(at, inr, Sort::PriceAsc), rising, "{at}");
            assert_eq!(Currencies::behind(at, inr, Sort::PriceDesc), falling, "{at}");
        }
    }
}
