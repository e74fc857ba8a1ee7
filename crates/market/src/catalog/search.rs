//! Finding products: by words, shelf, brand and vendor, in four orders, page by page.

use cache::{Entry, Everyone, Loaded};
use kernel::fold::words;
use kernel::text::{Name, SearchWords, Slug};
use kernel::{CategoryId, Currency, Cursor, Limit, Money, OrgId, PageOf, ProductId, Scalar, Tally, words};
use platform::db::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{kept, store};
use crate::Ctx;

words! {
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
    pub q: Option<SearchWords>,
    /// On this shelf or under it.
    pub category: Option<Slug>,
    /// Of this brand.
    pub brand: Option<Name>,
    /// Offered by this vendor.
    pub vendor: Option<OrgId>,
    /// In this money.
    pub currency: Option<Currency>,
    /// In which order; newest unless told.
    pub sort: Option<Sort>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// How many.
    pub limit: Limit,
}

/// A product in a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Found {
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
    pub offer_count: Tally,
    #[serde(skip)]
    pub(super) title_key: String,
}

faults! {
    /// Why nothing was looked for.
    pub enum SearchFault {
        /// A cursor of another order.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list and sort order; start from the first page",
        /// No such shelf.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
}

/// The most words one search takes; further ones are left out.
const WORDS: usize = 8;

/// A shelf, and whether it is one at the top.
pub(crate) type Shelf = (CategoryId, bool);

/// What the store is asked for.
pub(super) struct Plan {
    /// Terms that must all stand in the index.
    pub terms: Vec<String>,
    /// Words of which one must; empty when no word is open.
    pub any_of: Vec<String>,
    pub shelf: Option<Shelf>,
    pub currency: Option<Currency>,
    pub sort: Sort,
    pub after: Option<After>,
    pub limit: Limit,
}

/// Behind which row to go on.
pub(super) enum After {
    Newest(ProductId),
    Name(String, ProductId),
    Price(i64, ProductId),
}

/// Looks for products: kept for ten minutes, or until something of it changes. To load it takes up
/// to three round trips: the shelf, the open word, the page.
pub async fn search(ctx: &Ctx, query: &Search) -> Result<Entry<PageOf<Found>>, SearchFault> {
    // What the operator's currency stands for belongs to the name of the page.
    let query = &Search { currency: query.currency.or(default_currency(ctx, query)), ..query.clone() };
    let load = || async {
        let page = look_for(ctx, query).await?;
        let tags = kept::tags_of_page(&page.items, query.sort);
        Ok(Loaded::of(Some(page), tags))
    };
    let page = ctx.cache.read::<kept::Searches, _, _, SearchFault>(&Everyone, query, load).await?;
    page.ok_or(SearchFault::NoCategory)
}

async fn look_for(ctx: &Ctx, query: &Search) -> Result<PageOf<Found>, SearchFault> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(PageOf { items: Vec::new(), next_cursor: None }) };
    let rows = store::find_products(&ctx.store.db, &plan).await?;
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, plan.sort)))
}

/// The words a search is made of.
pub(super) fn words_of(q: &SearchWords) -> Vec<String> {
    words(q.as_str(), WORDS)
}

/// The statement a search comes to on the engine that runs, and what it binds; nothing where
/// nothing can be found. For whoever asks the engine how it would go about it.
pub async fn statement_of(ctx: &Ctx, query: &Search) -> Result<Option<(String, Vec<Scalar>)>, SearchFault> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(None) };
    let mut sql = store::assemble(&plan);
    let values = sql.take_args();
    Ok(Some((Text::from(&sql).render(ctx.store.db.engine()).into_owned(), values)))
}

/// Prices are compared in one currency: the marketplace's, unless told.
fn default_currency(ctx: &Ctx, query: &Search) -> Option<Currency> {
    matches!(query.sort, Some(Sort::PriceAsc | Sort::PriceDesc)).then_some(ctx.rules.currency)
}

async fn plan(ctx: &Ctx, query: &Search) -> Result<Option<Plan>, SearchFault> {
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
    let shelf = match &query.category {
        None => None,
        Some(slug) => Some(store::find_shelf(db, slug).await?.ok_or(SearchFault::NoCategory)?),
    };
    let currency = query.currency.or(default_currency(ctx, query));
    let after = query.after.as_ref().map(|cursor| after(cursor, sort)).transpose()?;
    Ok(Some(Plan { terms, any_of, shelf, currency, sort, after, limit: query.limit }))
}

fn after(cursor: &Cursor, sort: Sort) -> Result<After, SearchFault> {
    let read = match sort {
        Sort::Newest => cursor.keys(sort.word()).map(After::Newest),
        Sort::Name => cursor.keys(sort.word()).map(|(title, id)| After::Name(title, id)),
        Sort::PriceAsc | Sort::PriceDesc => cursor.keys(sort.word()).map(|(price, id)| After::Price(price, id)),
    };
    read.map_err(|_| SearchFault::BadCursor)
}

fn cursor_of(row: &Found, sort: Sort) -> Cursor {
    match sort {
        Sort::Newest => Cursor::of(sort.word(), &row.id),
        Sort::Name => Cursor::of(sort.word(), &(&row.title_key, row.id)),
        Sort::PriceAsc | Sort::PriceDesc => Cursor::of(sort.word(), &(row.from_price.map_or(0, Money::minor), row.id)),
    }
}
