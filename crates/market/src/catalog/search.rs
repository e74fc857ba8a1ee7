//! Finding products: by words, category, brand and vendor, in four orders, page by page.

use cache::{CacheEntry, Loaded, PublicScope};
use infra::db::SqlText;
use kernel::{Currency, Cursor, Money, PageLimit, PageOf, Scalar};

use super::filter::{After, Identifier, Plan, Search, Sort, words_of};
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
    let mut rows = store::find_products(&ctx.store.db, &plan).await?;
    if rows.is_empty() && plan.skus.is_empty() {
        rows = find_by_sku_alone(ctx, query, plan).await?;
    }
    let sort = query.sort.unwrap_or(Sort::Newest);
    Ok(PageOf::cut(rows, query.limit, |row| cursor_of(row, sort)))
}

/// What goes by a SKU of letters only: asked for where the words find nothing, on no page.
async fn find_by_sku_alone(ctx: &Ctx, query: &Search, plan: Plan) -> Result<Vec<ProductSummary>, SearchError> {
    let db = &ctx.store.db;
    let named = query.q.as_ref().and_then(Identifier::of).filter(|named| !named.has_digits());
    let Some(named) = named else { return Ok(Vec::new()) };
    if !store::known_as(db, &named).await?.0 {
        return Ok(Vec::new());
    }
    let first = Plan { after: None, limit: PageLimit::new(1).unwrap_or_default(), ..plan };
    if query.after.is_some() && !store::find_products(db, &first).await?.is_empty() {
        return Ok(Vec::new());
    }
    let after = query.after.as_ref().map(|cursor| after(cursor, first.sort)).transpose()?;
    let (terms, any_of) = (Vec::new(), Vec::new());
    let alone = Plan { skus: named.skus, terms, any_of, after, limit: query.limit, ..first };
    Ok(store::find_products(db, &alone).await?)
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
    let Some(Sought { skus, terms, any_of }) = sought(ctx, query).await? else { return Ok(None) };
    let mut filters: Vec<String> = query.brand.iter().map(|b| store::brand_term(b.as_str())).collect();
    filters.extend(query.vendor.map(store::vendor_term));
    let category_filter = match &query.category {
        None => None,
        Some(slug) => Some(store::find_category_filter(db, slug).await?.ok_or(SearchError::NoCategory)?),
    };
    let currency = query.currency.or(default_currency(ctx, query));
    let after = query.after.as_ref().map(|cursor| after(cursor, sort)).transpose()?;
    let limit = query.limit;
    Ok(Some(Plan { skus, filters, terms, any_of, category_filter, currency, sort, after, limit }))
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
