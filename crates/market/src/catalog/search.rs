//! Finding products: by words, category, brand and vendor, in four orders, page by page.

use cache::{CacheEntry, Loaded, PublicScope};
use infra::db::SqlText;
use kernel::fold::words;
use kernel::text::{Name, SearchText, Slug};
use kernel::{
    CategoryId, CompanyId, Count, Currency, Cursor, Money, PageLimit, PageOf, ProductId, Scalar, string_enum,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{cached, store};
use crate::Ctx;

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
    /// On this category or under it.
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

/// A product in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProductSummary {
    /// Unique ID.
    pub id: ProductId,
    /// Product name.
    pub title: String,
    /// Brand.
    pub brand: String,
    /// Category.
    pub category: String,
    /// Lowest price of a pack; null if there is no offer.
    pub from_price: Option<Money>,
    /// Number of offers.
    pub offer_count: Count,
    #[serde(skip)]
    pub(super) title_key: String,
}

errors! {
    /// Why nothing was looked for.
    pub enum SearchError {
        /// A cursor of another order.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list and sort order; start from the first page",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
}

/// The most words one search takes; further ones are left out.
const WORDS: usize = 8;

/// A category, and whether it is one at the top.
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

/// Looks for products: kept for ten minutes, or until something of it changes. To load it takes up
/// to three round trips: the category, the open word, the page.
pub async fn search(ctx: &Ctx, query: &Search) -> Result<CacheEntry<PageOf<ProductSummary>>, SearchError> {
    // What the operator's currency stands for belongs to the name of the page.
    let query = &Search { currency: query.currency.or(default_currency(ctx, query)), ..query.clone() };
    let load = || async {
        let page = look_for(ctx, query).await?;
        let tags = cached::tags_of_page(&page.items, query.sort);
        Ok(Loaded::of(Some(page), tags))
    };
    let page = ctx.cache.read::<cached::Searches, _, _, SearchError>(&PublicScope, query, load).await?;
    page.ok_or(SearchError::NoCategory)
}

async fn look_for(ctx: &Ctx, query: &Search) -> Result<PageOf<ProductSummary>, SearchError> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(PageOf { items: Vec::new(), next_cursor: None }) };
    let rows = store::find_products(&ctx.store.db, &plan).await?;
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, plan.sort)))
}

/// The words a search is made of.
pub(super) fn words_of(q: &SearchText) -> Vec<String> {
    words(q.as_str(), WORDS)
}

/// The statement a search comes to on the engine that runs, and what it binds; nothing where
/// nothing can be found. For whoever asks the engine how it would go about it.
pub async fn statement_of(ctx: &Ctx, query: &Search) -> Result<Option<(String, Vec<Scalar>)>, SearchError> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(None) };
    let mut sql = store::assemble(&plan);
    let values = sql.take_args();
    Ok(Some((SqlText::from(&sql).render(ctx.store.db.engine()).into_owned(), values)))
}

/// Prices are compared in one currency: the marketplace's, unless told.
fn default_currency(ctx: &Ctx, query: &Search) -> Option<Currency> {
    matches!(query.sort, Some(Sort::PriceAsc | Sort::PriceDesc)).then_some(ctx.rules.currency)
}

async fn plan(ctx: &Ctx, query: &Search) -> Result<Option<Plan>, SearchError> {
    let db = &ctx.store.db;
    let sort = query.sort.unwrap_or(Sort::Newest);
    let (mut terms, mut any_of) = (Vec::new(), Vec::new());
    if let Some(q) = &query.q {
        terms = words_of(q);
        // Nothing but signs: nothing is found, rather than everything.
        let Some(open) = terms.pop() else { return Ok(None) };
        any_of = store::words_beginning(db, &open).await?;
        // Itself in any case: numbers are known only whole.
        if !any_of.contains(&open) {
            any_of.push(open);
        }
        // Nothing begins with it after all.
        if any_of.len() == 1 {
            terms.append(&mut any_of);
        }
    }
    terms.extend(query.brand.as_ref().map(|b| store::brand_term(b.as_str())));
    terms.extend(query.vendor.map(store::vendor_term));
    let category_filter = match &query.category {
        None => None,
        Some(slug) => Some(store::find_category_filter(db, slug).await?.ok_or(SearchError::NoCategory)?),
    };
    let currency = query.currency.or(default_currency(ctx, query));
    let after = query.after.as_ref().map(|cursor| after(cursor, sort)).transpose()?;
    Ok(Some(Plan { terms, any_of, category_filter, currency, sort, after, limit: query.limit }))
}

fn after(cursor: &Cursor, sort: Sort) -> Result<After, SearchError> {
    let read = match sort {
        Sort::Newest => cursor.keys(sort.as_str()).map(After::Newest),
        Sort::Name => cursor.keys(sort.as_str()).map(|(title, id)| After::Name(title, id)),
        Sort::PriceAsc | Sort::PriceDesc => cursor.keys(sort.as_str()).map(|(price, id)| After::Price(price, id)),
    };
    read.map_err(|_| SearchError::BadCursor)
}

fn cursor_of(row: &ProductSummary, sort: Sort) -> Cursor {
    match sort {
        Sort::Newest => Cursor::of(sort.as_str(), &row.id),
        Sort::Name => Cursor::of(sort.as_str(), &(&row.title_key, row.id)),
        Sort::PriceAsc | Sort::PriceDesc => {
            Cursor::of(sort.as_str(), &(row.from_price.map_or(0, Money::minor), row.id))
        }
    }
}
