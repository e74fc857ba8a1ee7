//! The inverted index, and the statements that find products by it.

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{Count, Currency, Money, ProductId, Stored};

use super::{ADD_TERM, ADD_WORD, DROP_TERMS, KNOWN_AS, WORDS_BEGINNING};
use crate::catalog::filter::{After, Currencies, Identifier, Plan, Sort};
use crate::catalog::view::ProductSummary;
use crate::companies::DeliveryCountries;

// TENANT: where the offers that everybody sees can be delivered.
pub(super) const SELECT: Stmt = Stmt::per_engine(
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select group_concat(coalesce(v.delivers_to, v.country)) from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select group_concat(coalesce(v.delivers_to, v.country)) from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select string_agg(coalesce(v.delivers_to, v.country), ',') from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
);
// What one vendor asks for its products, where they can be delivered. Of a product a vendor has one offer.
const SELECT_OF_VENDOR: Stmt = Stmt::same(
    "select p.id, p.title, p.brand, c.slug, r.amount_minor, p.currency, p.offer_count, p.title_key, coalesce(v.delivers_to, v.country) from ",
);
// No offer, or no price, where it cannot be bought now: as in what sets a product's lowest price.
const OWN_OFFER: Stmt = Stmt::same(
    " left join offers f on f.product_id = p.id and f.vendor_id = ? and f.state = 'active' left join companies v on v.id = f.vendor_id and v.state = 'approved'
    left join prices r on r.offer_id = f.id and v.id is not null and f.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = f.id)",
);
pub(super) const FROM_PRODUCTS: Stmt =
    Stmt::same("products p join categories c on c.id = p.category_id where p.state = 'published'");
// Cross joins, because SQLite keeps their order: the term drives, however small it guesses the table.
// The plus keeps it from walking an index that begins with the state, once per term: 2 s instead of
// 0.5 ms for a vendor's products by price, among 100,000 products without statistics.
const FROM_TERM: Stmt = Stmt::same("search_terms t cross join products p cross join categories c");
const WHERE_TERM: Stmt = Stmt::per_engine(
    " where t.term = ? and p.id = t.product_id and c.id = p.category_id and +p.state = 'published'",
    " where t.term = ? and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
    " where t.term = ? and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
);
// Joined, not asked for with "in": MariaDB would ask that of each product there is.
// TENANT: whoever buys may buy from every approved vendor.
const FROM_SKU: Stmt = Stmt::same(
    "(select f.product_id as id from offers f join companies v on v.id = f.vendor_id where f.state = 'active' and v.state = 'approved' and f.sku in (",
);
const OR_ANY: Stmt = Stmt::same(") union select t.product_id from search_terms t where t.term in (");
const CLOSE_SKU: Stmt = Stmt::same(")) m cross join products p cross join categories c");
const AND_TERM_TOO: Stmt =
    Stmt::same(" and exists (select 1 from search_terms x where x.term = ? and x.product_id = t.product_id)");
const AND_ONE_OF_TOO: Stmt =
    Stmt::same(" and exists (select 1 from search_terms y where y.product_id = t.product_id and y.term in (");
const CLOSE_WORDS: Stmt = Stmt::same(") m cross join products p cross join categories c");
const WHERE_FOUND: Stmt = Stmt::same(" where p.id = m.id and c.id = p.category_id and p.state = 'published'");
const CLOSE_LIST: Stmt = Stmt::same(")");
const AND_TERM: Stmt =
    Stmt::same(" and exists (select 1 from search_terms x where x.term = ? and x.product_id = p.id)");
const AND_ANY: Stmt = Stmt::same(" and p.id in (select product_id from search_terms where term in (");
const AND_ONE_OF: Stmt =
    Stmt::same(" and exists (select 1 from search_terms y where y.product_id = p.id and y.term in (");
const CLOSE_ANY: Stmt = Stmt::same("))");
pub(super) const IN_CATEGORY: Stmt = Stmt::same(" and p.category_id = ?");
pub(super) const IN_ROOT_CATEGORY: Stmt = Stmt::same(" and p.root_category_id = ?");
const OF_BRAND: Stmt = Stmt::same(" and p.brand_key = ?");
const IN_CURRENCY: Stmt = Stmt::same(" and p.currency = ?");
const ABOVE_CURRENCY: Stmt = Stmt::same(" and p.currency > ?");
const BELOW_CURRENCY: Stmt = Stmt::same(" and p.currency < ?");
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
const BY_CURRENCY: Stmt = Stmt::same(" order by p.currency, p.from_price_minor, p.id limit ?");
const BY_CURRENCY_DESC: Stmt = Stmt::same(" order by p.currency desc, p.from_price_minor desc, p.id desc limit ?");
// A bare column would make inner joins of the outer ones, and free SQLite and MariaDB to begin with the prices.
const OWN_PRICED: Stmt = Stmt::same(" and coalesce(r.amount_minor, 0) > 0");
const AFTER_OWN_PRICE: Stmt =
    Stmt::same(" and coalesce(r.amount_minor, 0) >= ? and (coalesce(r.amount_minor, 0) > ? or p.id > ?)");
const BY_OWN_PRICE: Stmt = Stmt::same(" order by r.amount_minor, p.id limit ?");
const BEFORE_OWN_PRICE: Stmt =
    Stmt::same(" and coalesce(r.amount_minor, 0) <= ? and (coalesce(r.amount_minor, 0) < ? or p.id < ?)");
const BY_OWN_PRICE_DESC: Stmt = Stmt::same(" order by r.amount_minor desc, p.id desc limit ?");
const BY_OWN_CURRENCY: Stmt = Stmt::same(" order by p.currency, r.amount_minor, p.id limit ?");
const BY_OWN_CURRENCY_DESC: Stmt = Stmt::same(" order by p.currency desc, r.amount_minor desc, p.id desc limit ?");

/// By which price products are sorted.
struct ByPrice {
    priced: &'static Stmt,
    after: &'static Stmt,
    before: &'static Stmt,
    rising: &'static Stmt,
    falling: &'static Stmt,
    rising_in_currencies: &'static Stmt,
    falling_in_currencies: &'static Stmt,
}

const BY_LOWEST: ByPrice = ByPrice {
    priced: &PRICED,
    after: &AFTER_PRICE,
    before: &BEFORE_PRICE,
    rising: &BY_PRICE,
    falling: &BY_PRICE_DESC,
    rising_in_currencies: &BY_CURRENCY,
    falling_in_currencies: &BY_CURRENCY_DESC,
};
const BY_OWN: ByPrice = ByPrice {
    priced: &OWN_PRICED,
    after: &AFTER_OWN_PRICE,
    before: &BEFORE_OWN_PRICE,
    rising: &BY_OWN_PRICE,
    falling: &BY_OWN_PRICE_DESC,
    rising_in_currencies: &BY_OWN_CURRENCY,
    falling_in_currencies: &BY_OWN_CURRENCY_DESC,
};

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

/// What a word's beginning is completed with: known words that begin like it. Behind every text that begins with it
/// is the one that ends in the last code point.
fn beginning(open: &str) -> (&'static Stmt, Vec<kernel::Scalar>) {
    (&WORDS_BEGINNING, args![open.to_owned(), format!("{open}\u{10ffff}")])
}

/// Whether active offers go by a SKU, and a product by a GTIN.
fn known(named: &Identifier) -> (&'static Stmt, Vec<kernel::Scalar>) {
    let sku = |at: usize| named.skus.get(at).cloned().unwrap_or_default();
    let gtin = named.gtin.as_ref().map(|gtin| gtin.as_str().to_owned()).unwrap_or_default();
    (&KNOWN_AS, args![sku(0), sku(1), sku(2), gtin])
}

fn read_known(rows: Vec<Row>) -> Result<(bool, bool)> {
    let kinds: Vec<String> = rows.into_iter().map(|mut r| r.take()).collect::<Result<_>>()?;
    Ok((kinds.iter().any(|kind| kind == "sku"), kinds.iter().any(|kind| kind == "gtin")))
}

pub(crate) async fn known_as(db: &Db, named: &Identifier) -> Result<(bool, bool)> {
    let (statement, values) = known(named);
    read_known(db.all(statement, values).await?)
}

/// Known words that begin like this one, and whether the whole is a SKU or a GTIN; one round trip.
pub(crate) async fn beginning_and_known(
    db: &Db,
    open: &str,
    named: Option<&Identifier>,
) -> Result<(Vec<String>, (bool, bool))> {
    let (statement, values) = beginning(open);
    let (words, known) = match named {
        Some(named) => db.query_both((statement, values), known(named)).await?,
        None => (db.all(statement, values).await?, Vec::new()),
    };
    Ok((words.into_iter().map(|mut r| r.take()).collect::<Result<_>>()?, read_known(known)?))
}

/// What goes by a SKU, and what the words find, if there are any.
fn from_sku(sql: &mut SqlBuilder, plan: &Plan) {
    let any_of = || plan.any_of.iter().map(Stored::to_scalar).collect();
    sql.push(&FROM_SKU, vec![]).push_list(plan.skus.iter().map(Stored::to_scalar).collect());
    let Some((first, others)) = plan.terms.split_first() else {
        if !plan.any_of.is_empty() {
            sql.push(&OR_ANY, vec![]).push_list(any_of());
        }
        sql.push(&CLOSE_SKU, vec![]);
        return;
    };
    sql.push(&OR_ANY, vec![]).push_list(vec![first.to_scalar()]).push(&CLOSE_LIST, vec![]);
    for term in others {
        sql.push(&AND_TERM_TOO, args![*term]);
    }
    if !plan.any_of.is_empty() {
        sql.push(&AND_ONE_OF_TOO, vec![]).push_list(any_of()).push(&CLOSE_ANY, vec![]);
    }
    sql.push(&CLOSE_WORDS, vec![]);
}

/// Where a plan begins, up to the conditions; of one vendor's products with its own offer of each. A vendor is a term
/// or goes with a SKU, so that its products never come out of an index of all.
fn from(sql: &mut SqlBuilder, plan: &Plan, driver: Option<&String>) {
    let own_offer = |sql: &mut SqlBuilder| {
        if let Some(vendor) = plan.vendor {
            sql.push(&OWN_OFFER, args![vendor]);
        }
    };
    match driver {
        Some(term) => {
            sql.push(&FROM_TERM, vec![]);
            own_offer(sql);
            sql.push(&WHERE_TERM, args![*term]);
        }
        None if plan.skus.is_empty() => drop(sql.push(&FROM_PRODUCTS, vec![])),
        None => {
            from_sku(sql, plan);
            own_offer(sql);
            sql.push(&WHERE_FOUND, vec![]);
        }
    }
}

/// The statement for a plan. Its driver is a term where the plan has one, else an index of the order; and what goes by
/// a SKU, where that is asked for.
pub(crate) fn assemble(plan: &Plan) -> SqlBuilder {
    let mut sql = SqlBuilder::new(if plan.vendor.is_some() { &SELECT_OF_VENDOR } else { &SELECT }, vec![]);
    let terms = || plan.terms.iter().filter(|_| plan.skus.is_empty()).chain(&plan.filters);
    // The longest term is likely the rarest.
    let driver = if plan.skus.is_empty() { terms().max_by_key(|t| t.len()) } else { None };
    from(&mut sql, plan, driver);
    for term in terms().filter(|t| Some(*t) != driver) {
        sql.push(&AND_TERM, args![*term]);
    }
    if !plan.any_of.is_empty() && plan.skus.is_empty() {
        // Behind a term few are left to be looked at one by one; else the list comes first.
        sql.push(if driver.is_some() { &AND_ONE_OF } else { &AND_ANY }, vec![])
            .push_list(plan.any_of.iter().map(Stored::to_scalar).collect())
            .push(&CLOSE_ANY, vec![]);
    }
    if let Some((category_filter, root)) = plan.category_filter {
        sql.push(if root { &IN_ROOT_CATEGORY } else { &IN_CATEGORY }, args![category_filter]);
    }
    if let Some(brand) = &plan.brand {
        sql.push(&OF_BRAND, args![*brand]);
    }
    push_order(&mut sql, plan, driver.is_some());
    sql
}

/// In which money and order, and behind which row.
fn push_order(sql: &mut SqlBuilder, plan: &Plan, is_by_term: bool) {
    let by_price = if plan.vendor.is_some() { &BY_OWN } else { &BY_LOWEST };
    let is_one_currency = push_currencies(sql, plan.currencies);
    if matches!(plan.sort, Sort::PriceAsc | Sort::PriceDesc) {
        sql.push(by_price.priced, vec![]);
    }
    match (&plan.after, plan.sort) {
        (Some(After::Newest(id)), _) if is_by_term => drop(sql.push(&BEFORE_TERM_ID, args![*id])),
        (Some(After::Newest(id)), _) => drop(sql.push(&BEFORE_ID, args![*id])),
        (Some(After::Name(title, id)), _) => drop(sql.push(&AFTER_NAME, args![*title, *title, *id])),
        (Some(After::Price(minor, id)), Sort::PriceDesc) => drop(sql.push(by_price.before, args![*minor, *minor, *id])),
        (Some(After::Price(minor, id)), _) => drop(sql.push(by_price.after, args![*minor, *minor, *id])),
        (None, _) => {}
    }
    let order = match plan.sort {
        Sort::Newest if is_by_term => &NEWEST_TERM,
        Sort::Newest => &NEWEST,
        Sort::Name => &BY_NAME,
        Sort::PriceAsc if is_one_currency => by_price.rising,
        Sort::PriceAsc => by_price.rising_in_currencies,
        Sort::PriceDesc if is_one_currency => by_price.falling,
        Sort::PriceDesc => by_price.falling_in_currencies,
    };
    sql.push(order, args![plan.limit.rows_plus_one()]);
}

/// In which money, and whether that is one.
fn push_currencies(sql: &mut SqlBuilder, currencies: Currencies) -> bool {
    match currencies {
        Currencies::Any => {}
        Currencies::One(currency) => drop(sql.push(&IN_CURRENCY, args![currency])),
        Currencies::Between(above, below) => {
            for (piece, bound) in [(&ABOVE_CURRENCY, above), (&BELOW_CURRENCY, below)] {
                if let Some(bound) = bound {
                    sql.push(piece, args![bound]);
                }
            }
        }
    }
    matches!(currencies, Currencies::One(_))
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
    let (offer_count, title_key, delivers_to): (Count, String, Option<String>) = r.take_tuple()?;
    let delivers_to = delivers_to.as_deref().and_then(DeliveryCountries::of_all);
    Ok(ProductSummary { id, title, brand, category, from_price, offer_count, delivers_to, title_key })
}
