//! Finding products: by words, category, brand and vendor, in four orders, page by page.

use cache::{CacheEntry, Loaded, PublicScope};
use infra::db::SqlText;
use kernel::{Currency, Cursor, Money, PageOf, Scalar};

use super::filter::{After, Currencies, Plan, Search, Sort, words_of};
use super::view::ProductSummary;
use super::{cached, store};
use crate::Ctx;

errors! {
    /// Why nothing was looked for.
    pub enum SearchError {
        /// A cursor of another order.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list and sort order; start from the first page",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category",
    }
}

/// Looks for products: kept for ten minutes, or until something of it changes. To load it takes up
/// to three round trips: the category, the open word, the page; by price up to two more, where one currency ends and
/// others follow.
pub async fn search(ctx: &Ctx, query: &Search) -> Result<CacheEntry<PageOf<ProductSummary>>, SearchError> {
    // What the operator's currency stands for belongs to the name of the page.
    let query = &Search { first: first_currency(ctx, query), ..query.clone() };
    let load = || async {
        let page = look_for(ctx, query).await?;
        let tags = cached::tags_of_page(&page.items, query.sort);
        Ok(Loaded::of(Some(page), tags))
    };
    let page = ctx.cache.read::<cached::Searches, _, _, SearchError>(&PublicScope, query, load).await?;
    page.ok_or(SearchError::NoCategory)
}

async fn look_for(ctx: &Ctx, query: &Search) -> Result<PageOf<ProductSummary>, SearchError> {
    let Some(mut plan) = plan(ctx, query).await? else { return Ok(PageOf { items: Vec::new(), next_cursor: None }) };
    let mut rows = store::find_products(&ctx.store.db, &plan).await?;
    for others in others(&plan, query.first) {
        if rows.len() > query.limit.rows() {
            break;
        }
        (plan.currencies, plan.after) = (others, None);
        rows.extend(store::find_products(&ctx.store.db, &plan).await?);
    }
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, plan.sort)))
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
    let mut sql = store::assemble(&plan);
    let values = sql.take_args();
    Ok(Some((SqlText::from(&sql).render(ctx.store.db.engine()).into_owned(), values)))
}

/// The same of what follows the first currency in an order by price.
pub async fn statements_of_others(ctx: &Ctx, query: &Search) -> Result<Vec<(String, Vec<Scalar>)>, SearchError> {
    let Some(mut plan) = plan(ctx, query).await? else { return Ok(Vec::new()) };
    let mut statements = Vec::new();
    for others in others(&plan, first_currency(ctx, query)) {
        (plan.currencies, plan.after) = (others, None);
        let mut sql = store::assemble(&plan);
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
    let (currencies, after) = begin(query, first_currency(ctx, query), sort)?;
    let brand = query.brand.as_ref().map(|b| store::brand_key(b.as_str()));
    Ok(Some(Plan { terms, any_of, category_filter, brand, currencies, sort, after, limit: query.limit }))
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
