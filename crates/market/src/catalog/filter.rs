//! What the catalogue is searched by. Imports neither store nor actions.

use kernel::fold::words;
use kernel::text::{Name, SearchText, Slug};
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
        /// Price: low to high; one currency.
        PriceAsc = "price_asc",
        /// Price: high to low; one currency.
        PriceDesc = "price_desc",
    }
}

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Words; all must be found, the last may be the beginning of one.
    pub q: Option<SearchText>,
    /// On this shelf or under it.
    pub category: Option<Slug>,
    /// Of this brand.
    pub brand: Option<Name>,
    /// Offered by this vendor.
    pub vendor: Option<CompanyId>,
    /// In this money.
    pub currency: Option<Currency>,
    /// In which order; newest unless told.
    pub sort: Option<Sort>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: PageLimit,
}

/// The most words one search takes; further ones are left out.
const WORDS: usize = 8;

/// A shelf, and whether it is one at the top.
pub(crate) type CategoryFilter = (CategoryId, bool);

/// What the store is asked for.
pub(super) struct Plan {
    /// Terms that must all stand in the index.
    pub terms: Vec<String>,
    /// Words of which one must; empty when no word is open.
    pub any_of: Vec<String>,
    pub category_filter: Option<CategoryFilter>,
    pub currency: Option<Currency>,
    pub sort: Sort,
    pub after: Option<After>,
    pub limit: PageLimit,
}

/// Behind which row to go on.
pub(super) enum After {
    Newest(ProductId),
    Name(String, ProductId),
    Price(i64, ProductId),
}

/// The words a search is made of.
pub(super) fn words_of(q: &SearchText) -> Vec<String> {
    words(q.as_str(), WORDS)
}
