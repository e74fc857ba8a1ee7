//! Finding products: by words, category, brand and vendor, in four orders, page by page.

use cache::{CacheEntry, Loaded, PublicScope};
use infra::db::SqlText;
use kernel::{Currency, Cursor, Money, PageLimit, PageNumber, PageOf, Scalar};

use super::filter::{After, Plan, Search, Sort, words_of};
use super::view::ProductSummary;
use super::{cached, store};
use crate::Ctx;

errors! {
    /// Why nothing was looked for.
    pub enum SearchError {
        /// A cursor of another order.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list and sort order; start from the first page",
        /// Further than pages are numbered.
        TooDeep { most: i64 } = Invalid "page.too_deep" "pages are numbered up to the first {most} products; to go further, send next_cursor of the page before as cursor, or narrow the search",
        /// Two ways of saying where to go on.
        PageAndCursor = Invalid "page.number_and_cursor" "send either page or cursor, not both",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
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

/// How many rows pages are numbered for. Each hundred before the page is a read of its own.
const NUMBERED_ROWS: usize = 1_000;

/// The page of a number: found by going through those before it, a hundred rows at a time, so that it holds what a
/// reader of cursors finds there. Nothing behind the last one.
pub async fn search_page(
    ctx: &Ctx,
    query: &Search,
    number: PageNumber,
) -> Result<Option<CacheEntry<PageOf<ProductSummary>>>, SearchError> {
    if query.after.is_some() {
        return Err(SearchError::PageAndCursor);
    }
    let (mut query, limit) = (query.clone(), query.limit);
    let mut before = number.rows_before(limit);
    if before.saturating_add(limit.rows()) > NUMBERED_ROWS {
        return Err(SearchError::TooDeep { most: NUMBERED_ROWS.try_into().unwrap_or(i64::MAX) });
    }
    while before > 0 {
        query.limit = PageLimit::up_to(before);
        before -= query.limit.rows();
        let page = search(ctx, &query).await?.value();
        query.after = page.map_err(|e| infra::db::Error::Decode(e.to_string()))?.next_cursor;
        if query.after.is_none() {
            return Ok(None);
        }
    }
    query.limit = limit;
    search(ctx, &query).await.map(Some)
}

async fn look_for(ctx: &Ctx, query: &Search) -> Result<PageOf<ProductSummary>, SearchError> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(PageOf { items: Vec::new(), next_cursor: None }) };
    let rows = store::find_products(&ctx.store.db, &plan).await?;
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, plan.sort)))
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
