//! Finding products: by words, category, brand and vendor, in four orders, page by page.

use std::sync::Arc;

use cache::{CacheEntry, Loaded, PublicScope};
use infra::db::{Db, SqlText};
use kernel::{Currency, Cursor, Money, PageLimit, PageNumber, PageOf, Scalar};

use super::filter::{After, Currencies, Identifier, Search, Sort, words_of};
use super::planning::{Plan, TermCounts};
use super::view::ProductSummary;
use super::{cached, store};
use crate::Ctx;

errors! {
    /// Why nothing was looked for.
    pub enum SearchError {
        /// A cursor of another order.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list and sort order; start from the first page",
        /// Further than pages are numbered.
        TooDeep { most: i64 } = Invalid "page.too_deep" "numbered pages end at product {most}; to go further, follow the cursor of the page before, or narrow the search",
        /// Two ways of saying where to go on.
        PageAndCursor = Invalid "page.number_and_cursor" "send either page or cursor, not both",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
}

/// Looks for products: kept for ten minutes, or until something of it changes. To load it takes up
/// to three round trips: the category, the open word, the page; by price up to two more, where one currency ends and
/// others follow; one more where words and order have to do with each other ([`super::planning`]); and every ten minutes
/// one for the counts of terms.
pub async fn search(ctx: &Ctx, query: &Search) -> Result<CacheEntry<PageOf<ProductSummary>>, SearchError> {
    // What the operator's currency stands for belongs to the name of the page.
    let query = &Search { first: first_currency(ctx, query), ..query.clone() };
    let load = || async {
        let page = look_for(ctx, query).await?;
        let tags = cached::tags_of_page(&page.items, query);
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
    let db = &ctx.store.db;
    let Some(plan) = plan(ctx, query).await? else { return Ok(PageOf { items: Vec::new(), next_cursor: None }) };
    let sort = plan.sort;
    let mut rows = rows_of(db, query, plan.clone()).await?;
    if rows.is_empty() && plan.skus.is_empty() {
        rows = find_by_sku_alone(ctx, query, plan).await?;
    }
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, sort)))
}

/// The rows of a plan; in an order by price, those in other currencies where the first one's end.
async fn rows_of(db: &Db, query: &Search, mut plan: Plan) -> Result<Vec<ProductSummary>, SearchError> {
    let mut rows = store::find_products(db, &plan).await?;
    for others in others(&plan, query.first) {
        if rows.len() > query.limit.rows() {
            break;
        }
        (plan.currencies, plan.after) = (others, None);
        rows.extend(store::find_products(db, &plan).await?);
    }
    Ok(rows)
}

/// What goes by a SKU of letters only: asked for where the words find nothing, on no page.
async fn find_by_sku_alone(ctx: &Ctx, query: &Search, plan: Plan) -> Result<Vec<ProductSummary>, SearchError> {
    let db = &ctx.store.db;
    let named = query.q.as_ref().and_then(Identifier::of).filter(|named| !named.has_digits());
    let Some(named) = named else { return Ok(Vec::new()) };
    if !store::known_as(db, &named).await?.0 {
        return Ok(Vec::new());
    }
    if query.after.is_some() {
        let first = Search { after: None, limit: PageLimit::new(1).unwrap_or_default(), ..query.clone() };
        let (currencies, after) = begin(&first, first_currency(ctx, query), plan.sort)?;
        let begun = Plan { currencies, after, limit: first.limit, ..plan.clone() };
        if !rows_of(db, &first, begun).await?.is_empty() {
            return Ok(Vec::new());
        }
    }
    rows_of(db, query, Plan { skus: named.skus, terms: Vec::new(), any_of: Vec::new(), ..plan }).await
}

/// The currencies that follow the one a page by price begins in.
fn others(plan: &Plan, first: Option<Currency>) -> Vec<Currencies> {
    match (plan.currencies, first) {
        (Currencies::One(at), Some(first)) => Currencies::behind(at, first, plan.sort),
        _ => Vec::new(),
    }
}

/// The statement a search comes to on the engine that runs, and what it binds; nothing where
/// nothing can be found. For whoever asks the engine how it would go about it.
pub async fn statement_of(ctx: &Ctx, query: &Search) -> Result<Option<(String, Vec<Scalar>)>, SearchError> {
    let Some(plan) = plan(ctx, query).await? else { return Ok(None) };
    let mut sql = store::assemble(&plan, &plan.drive());
    let values = sql.take_args();
    Ok(Some((SqlText::from(&sql).render(ctx.store.db.engine()).into_owned(), values)))
}

/// The same of what follows the first currency in an order by price.
pub async fn statements_of_others(ctx: &Ctx, query: &Search) -> Result<Vec<(String, Vec<Scalar>)>, SearchError> {
    let Some(mut plan) = plan(ctx, query).await? else { return Ok(Vec::new()) };
    let mut statements = Vec::new();
    for others in others(&plan, first_currency(ctx, query)) {
        (plan.currencies, plan.after) = (others, None);
        let mut sql = store::assemble(&plan, &plan.drive());
        let values = sql.take_args();
        statements.push((SqlText::from(&sql).render(ctx.store.db.engine()).into_owned(), values));
    }
    Ok(statements)
}

/// Prices are compared within one currency: the one that comes first, if there are others.
fn first_currency(ctx: &Ctx, query: &Search) -> Option<Currency> {
    let is_by_price = matches!(query.sort, Some(Sort::PriceAsc | Sort::PriceDesc));
    (is_by_price && query.currency.is_none()).then(|| query.first.unwrap_or(ctx.rules.currency))
}

async fn plan(ctx: &Ctx, query: &Search) -> Result<Option<Plan>, SearchError> {
    let db = &ctx.store.db;
    let sort = query.sort.unwrap_or(Sort::Newest);
    let Some(Sought { skus, terms, any_of }) = sought(ctx, query).await? else { return Ok(None) };
    let mut filters: Vec<String> = query.brand.iter().map(|b| store::brand_term(b.as_str())).collect();
    filters.extend(query.vendor.map(store::vendor_term));
    let category_filter = match &query.category {
        None => None,
        Some(slug) => Some(store::find_category_filter(db, slug).await?.ok_or(SearchError::NoCategory)?),
    };
    let (currencies, after) = begin(query, first_currency(ctx, query), sort)?;
    let brand = query.brand.as_ref().map(|b| store::brand_key(b.as_str()));
    let (vendor, limit, counts) = (query.vendor, query.limit, counts(ctx).await?);
    Ok(Some(Plan {
        skus,
        filters,
        vendor,
        terms,
        any_of,
        category_filter,
        brand,
        currencies,
        sort,
        after,
        limit,
        counts,
    }))
}

/// How common terms are, as this node read it within the last ten minutes.
async fn counts(ctx: &Ctx) -> Result<Arc<TermCounts>, SearchError> {
    let now = ctx.store.now();
    if let Some(counts) = ctx.term_counts.get(now) {
        return Ok(counts);
    }
    let counts = Arc::new(store::term_counts(&ctx.store.db).await?.0);
    ctx.term_counts.set(now, &counts);
    Ok(counts)
}

/// What the text of a search comes to.
#[derive(Default)]
struct Sought {
    skus: Vec<String>,
    terms: Vec<String>,
    any_of: Vec<String>,
}

/// The words of a search, the last one with what is known to begin like it, and what it is as a whole, in one round
/// trip. Nothing where it has neither.
async fn sought(ctx: &Ctx, query: &Search) -> Result<Option<Sought>, SearchError> {
    let Some(q) = &query.q else { return Ok(Some(Sought::default())) };
    let mut terms = words_of(q);
    // Nothing but signs: nothing is found, rather than everything.
    let Some(open) = terms.pop() else { return Ok(None) };
    let named = Identifier::of(q).filter(Identifier::has_digits);
    let (mut any_of, (is_sku, is_gtin)) = store::beginning_and_known(&ctx.store.db, &open, named.as_ref()).await?;
    let Identifier { skus, gtin } = named.unwrap_or_default();
    let skus = if is_sku { skus } else { Vec::new() };
    if let Some(gtin) = gtin.filter(|_| is_gtin) {
        // However it is printed, this is the word it stands under.
        return Ok(Some(Sought { skus, terms: vec![gtin.as_str().to_owned()], any_of: Vec::new() }));
    }
    // Itself in any case: numbers are known only whole.
    if !any_of.contains(&open) {
        any_of.push(open);
    }
    // Nothing begins with it after all.
    if any_of.len() == 1 {
        terms.append(&mut any_of);
    }
    Ok(Some(Sought { skus, terms, any_of }))
}

/// In which currency a page begins, and behind which row.
fn begin(query: &Search, first: Option<Currency>, sort: Sort) -> Result<(Currencies, Option<After>), SearchError> {
    let one = query.currency.or(first);
    let at = one.map_or(Currencies::Any, Currencies::One);
    let Some(cursor) = &query.after else { return Ok((at, None)) };
    let bad = |_| SearchError::BadCursor;
    let after = match sort {
        Sort::Newest => After::Newest(cursor.keys(sort.as_str()).map_err(bad)?),
        Sort::Name => cursor.keys(sort.as_str()).map(|(title, id)| After::Name(title, id)).map_err(bad)?,
        Sort::PriceAsc | Sort::PriceDesc => {
            // An earlier program knew of one currency only.
            let earlier = |_| cursor.keys(sort.as_str()).map(|(price, id)| (one.unwrap_or(Currency::INR), price, id));
            let (currency, price, id) = cursor.keys(sort.as_str()).or_else(earlier).map_err(bad)?;
            if query.currency.is_some_and(|only| only != currency) {
                return Err(SearchError::BadCursor);
            }
            return Ok((Currencies::One(currency), Some(After::Price(price, id))));
        }
    };
    Ok((at, Some(after)))
}

fn cursor_of(row: &ProductSummary, sort: Sort) -> Cursor {
    match sort {
        Sort::Newest => Cursor::of(sort.as_str(), &row.id),
        Sort::Name => Cursor::of(sort.as_str(), &(&row.title_key, row.id)),
        Sort::PriceAsc | Sort::PriceDesc => {
            // All have a price that are found by it.
            let price = row.from_price.unwrap_or_else(|| Money::zero(Currency::INR));
            Cursor::of(sort.as_str(), &(price.currency(), price.minor(), row.id))
        }
    }
}
