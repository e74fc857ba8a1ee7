//! The inverted index, and the statements that find products by it.

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{Currency, Money, ProductId, Stored};

use super::{ADD_TERM, ADD_WORD, DROP_TERMS, WORDS_BEGINNING};
use crate::catalog::filter::{After, Plan, Sort};
use crate::catalog::view::ProductSummary;

pub(super) const SELECT: Stmt = Stmt::same(
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key from ",
);
pub(super) const FROM_PRODUCTS: Stmt =
    Stmt::same("products p join categories c on c.id = p.category_id where p.state = 'published'");
// Cross joins, because SQLite keeps their order: the term drives, however small it guesses the table.
// The plus keeps it from walking an index that begins with the state, once per term: 2 s instead of
// 0.5 ms for a vendor's products by price, among 100,000 products without statistics.
const FROM_TERM: Stmt = Stmt::per_engine(
    "search_terms t cross join products p cross join categories c where t.term = ? and p.id = t.product_id and c.id = p.category_id and +p.state = 'published'",
    "search_terms t cross join products p cross join categories c where t.term = ? and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
    "search_terms t cross join products p cross join categories c where t.term = ? and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
);
const AND_TERM: Stmt =
    Stmt::same(" and exists (select 1 from search_terms x where x.term = ? and x.product_id = p.id)");
const AND_ANY: Stmt = Stmt::same(" and p.id in (select product_id from search_terms where term in (");
const AND_ONE_OF: Stmt =
    Stmt::same(" and exists (select 1 from search_terms y where y.product_id = p.id and y.term in (");
const CLOSE_ANY: Stmt = Stmt::same("))");
pub(super) const IN_CATEGORY: Stmt = Stmt::same(" and p.category_id = ?");
pub(super) const IN_ROOT_CATEGORY: Stmt = Stmt::same(" and p.root_category_id = ?");
const IN_CURRENCY: Stmt = Stmt::same(" and p.currency = ?");
const BEFORE_ID: Stmt = Stmt::same(" and p.id < ?");
const BEFORE_TERM_ID: Stmt = Stmt::same(" and t.product_id < ?");
pub(super) const NEWEST: Stmt = Stmt::same(" order by p.id desc limit ?");
const NEWEST_TERM: Stmt = Stmt::same(" order by t.product_id desc limit ?");
const AFTER_NAME: Stmt = Stmt::same(" and p.title_key >= ? and (p.title_key > ? or p.id > ?)");
const BY_NAME: Stmt = Stmt::same(" order by p.title_key, p.id limit ?");
const PRICED: Stmt = Stmt::same(" and p.from_price_minor is not null");
const AFTER_PRICE: Stmt = Stmt::same(" and p.from_price_minor >= ? and (p.from_price_minor > ? or p.id > ?)");
const BY_PRICE: Stmt = Stmt::same(" order by p.from_price_minor, p.id limit ?");
const BEFORE_PRICE: Stmt = Stmt::same(" and p.from_price_minor <= ? and (p.from_price_minor < ? or p.id < ?)");
const BY_PRICE_DESC: Stmt = Stmt::same(" order by p.from_price_minor desc, p.id desc limit ?");

/// Replaces the words and filter terms a product is found by.
pub(crate) async fn set_terms(tx: &WriteTx, product: ProductId, words: &[String], filters: Vec<String>) -> Result<()> {
    tx.exec(&DROP_TERMS, args![product]).await?;
    let mut terms: Vec<&String> = words.iter().chain(&filters).collect();
    // In order, so that two writers meet in the same order and wait instead of deadlocking.
    terms.sort_unstable();
    terms.dedup();
    for term in terms {
        tx.exec(&ADD_TERM, args![*term, product]).await?;
    }
    let mut words: Vec<&String> = words.iter().filter(|word| can_be_guessed(word)).collect();
    words.sort_unstable();
    for word in words {
        tx.exec(&ADD_WORD, args![*word]).await?;
    }
    Ok(())
}

/// Whether a word is offered to those who typed its beginning. Article numbers are not: there are
/// hundreds for each word, and "man" found MAN000017 to MAN002900 and never mango. Typed whole they
/// are found like any word.
pub(super) fn can_be_guessed(word: &str) -> bool {
    word.chars().filter(char::is_ascii_digit).count() < 4
}

/// Known words that begin like this one.
pub(crate) async fn words_beginning(db: &Db, open: &str) -> Result<Vec<String>> {
    let end = format!("{open}\u{10ffff}");
    db.all(&WORDS_BEGINNING, args![open.to_owned(), end]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// The statement for a plan. Its driver is a term where the plan has one, else an index of the order.
pub(crate) fn assemble(plan: &Plan) -> SqlBuilder {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    // The longest term is likely the rarest.
    let driver = plan.terms.iter().max_by_key(|t| t.len());
    match driver {
        Some(term) => sql.push(&FROM_TERM, args![*term]),
        None => sql.push(&FROM_PRODUCTS, vec![]),
    };
    for term in plan.terms.iter().filter(|t| Some(*t) != driver) {
        sql.push(&AND_TERM, args![*term]);
    }
    if !plan.any_of.is_empty() {
        // Behind a term few are left to be looked at one by one; else the list comes first.
        sql.push(if driver.is_some() { &AND_ONE_OF } else { &AND_ANY }, vec![])
            .push_list(plan.any_of.iter().map(Stored::to_scalar).collect())
            .push(&CLOSE_ANY, vec![]);
    }
    if let Some((category_filter, root)) = plan.category_filter {
        sql.push(if root { &IN_ROOT_CATEGORY } else { &IN_CATEGORY }, args![category_filter]);
    }
    if let Some(currency) = plan.currency {
        sql.push(&IN_CURRENCY, args![currency]);
    }
    if matches!(plan.sort, Sort::PriceAsc | Sort::PriceDesc) {
        sql.push(&PRICED, vec![]);
    }
    match (&plan.after, plan.sort) {
        (Some(After::Newest(id)), _) if driver.is_some() => drop(sql.push(&BEFORE_TERM_ID, args![*id])),
        (Some(After::Newest(id)), _) => drop(sql.push(&BEFORE_ID, args![*id])),
        (Some(After::Name(title, id)), _) => drop(sql.push(&AFTER_NAME, args![*title, *title, *id])),
        (Some(After::Price(minor, id)), Sort::PriceDesc) => drop(sql.push(&BEFORE_PRICE, args![*minor, *minor, *id])),
        (Some(After::Price(minor, id)), _) => drop(sql.push(&AFTER_PRICE, args![*minor, *minor, *id])),
        (None, _) => {}
    }
    let order = match plan.sort {
        Sort::Newest if driver.is_some() => &NEWEST_TERM,
        Sort::Newest => &NEWEST,
        Sort::Name => &BY_NAME,
        Sort::PriceAsc => &BY_PRICE,
        Sort::PriceDesc => &BY_PRICE_DESC,
    };
    sql.push(order, args![plan.limit.rows_plus_one()]);
    sql
}

pub(crate) async fn find_products(db: &Db, plan: &Plan) -> Result<Vec<ProductSummary>> {
    let mut sql = assemble(plan);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(found).collect()
}

/// A row of the columns that [`SELECT`] names.
pub(super) fn found(mut r: Row) -> Result<ProductSummary> {
    let (id, title, brand, category) = r.take_tuple()?;
    let (minor, currency): (Option<i64>, Currency) = r.take_tuple()?;
    let from_price = minor.map(|m| Money::new(m, currency)).transpose().map_err(|e| Error::Decode(e.to_string()))?;
    Ok(ProductSummary { id, title, brand, category, from_price, offer_count: r.take()?, title_key: r.take()? })
}
