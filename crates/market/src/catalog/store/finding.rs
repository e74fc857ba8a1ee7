//! The statements that find products, whatever drives them.

use infra::args;
use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use kernel::{Count, Currency, Money, Stored};

use super::along;
use super::{KNOWN_AS, WORDS_AND_NUMBERS};
use crate::catalog::filter::{After, Currencies, Identifier, Sort};
use crate::catalog::planning::{Drive, Plan, bloom};
use crate::catalog::view::ProductSummary;
use crate::companies::DeliveryCountries;

// TENANT: where the offers that everybody sees can be delivered.
pub(super) const SELECT: Stmt = Stmt::per_engine(
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select group_concat(coalesce(v.delivers_to, v.country)) from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select group_concat(coalesce(v.delivers_to, v.country)) from offers o straight_join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
    "select p.id, p.title, p.brand, c.slug, p.from_price_minor, p.currency, p.offer_count, p.title_key,
    (select string_agg(coalesce(v.delivers_to, v.country), ',') from offers o join companies v on v.id = o.vendor_id where o.product_id = p.id and o.state = 'active' and v.state = 'approved') from ",
);
// What one vendor asks for its products, where they can be delivered. Of a product a vendor has one offer.
const SELECT_OF_VENDOR: Stmt = Stmt::same(
    "select p.id, p.title, p.brand, c.slug, r.amount_minor, p.currency, p.offer_count, p.title_key, coalesce(v.delivers_to, v.country) from ",
);
// So many products along an order, of which those with the words are found.
const CANDIDATES_BY_NAME: Stmt = Stmt::same("(select p.id, p.title_key from ");
const CANDIDATES_BY_PRICE: Stmt = Stmt::same("(select p.id, p.currency, p.from_price_minor from ");
const CANDIDATES: Stmt = Stmt::same("(select p.id from ");
const OF_CANDIDATES: Stmt = Stmt::same(") p where 1 = 1");
// What has to be sorted is found and cut first; what is shown of it is read of those on the page only.
const FOUND: Stmt = Stmt::same("(select p.id from ");
const SELECT_FOUND_OF_VENDOR: Stmt = Stmt::same(
    "select p.id, p.title, p.brand, c.slug, r.amount_minor, p.currency, p.offer_count, p.title_key, r.delivers_to from ",
);
const FOUND_OF_VENDOR: Stmt =
    Stmt::same("(select p.id, r.amount_minor, coalesce(v.delivers_to, v.country) as delivers_to from ");
// PostgreSQL takes a product by its id only where that is asked for by itself: beside what finding them costs by its
// guess, reading all products would be nothing.
const SHOW_FOUND: Stmt = Stmt::per_engine(
    ") r cross join products p cross join categories c where p.id = r.id and c.id = p.category_id",
    ") r straight_join products p straight_join categories c where p.id = r.id and c.id = p.category_id",
    ") r cross join lateral (select q.id, q.title, q.brand, q.category_id, q.from_price_minor, q.currency, q.offer_count, q.title_key from products q where q.id = r.id offset 0) p
    cross join categories c where c.id = p.category_id",
);
// No offer, or no price, where it cannot be bought now: as in what sets a product's lowest price.
const OWN_OFFER: Stmt = Stmt::same(
    " left join offers f on f.product_id = p.id and f.vendor_id = ? and f.state = 'active' left join companies v on v.id = f.vendor_id and v.state = 'approved'
    left join prices r on r.offer_id = f.id and v.id is not null and f.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = f.id)",
);
pub(super) const FROM_PRODUCTS: Stmt =
    Stmt::same("products p join categories c on c.id = p.category_id where p.state = 'published'");
// Cross and straight joins, because SQLite and MariaDB keep their order: what drives comes first, however small they
// guess a table; PostgreSQL does what an offset keeps apart by itself. The plus keeps SQLite from walking an index that
// begins with the state, once per term: 2 s instead of 0.5 ms for a vendor's products by price, among 100,000 products
// without statistics.
const FROM_TERM: Stmt = Stmt::per_engine(
    "search_terms t cross join products p cross join categories c",
    "search_terms t straight_join products p straight_join categories c",
    "search_terms t cross join products p cross join categories c",
);
const OF_TERM: Stmt = Stmt::same(" where t.term = ?");
const PRODUCT_OF_TERM: Stmt = Stmt::per_engine(
    " and p.id = t.product_id and c.id = p.category_id and +p.state = 'published'",
    " and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
    " and p.id = t.product_id and c.id = p.category_id and p.state = 'published'",
);
const OPEN_TERMS: Stmt = Stmt::same("(select t.product_id from search_terms t where t.term in (");
const CLOSE_TERM: Stmt = Stmt::per_engine(
    ") t cross join products p",
    ") t straight_join products p",
    " offset 0) t cross join lateral (select q.id, q.state, q.title_key, q.category_id, q.root_category_id, q.brand_key, q.currency, q.from_price_minor from products q where q.id = t.product_id offset 0) p",
);
const CLOSE_TERMS: Stmt = Stmt::per_engine(
    " group by t.product_id) t cross join products p",
    " group by t.product_id) t straight_join products p",
    " group by t.product_id) t cross join lateral (select q.id, q.state, q.title_key, q.category_id, q.root_category_id, q.brand_key, q.currency, q.from_price_minor from products q where q.id = t.product_id offset 0) p",
);
const WHERE_PRODUCT_OF_TERM: Stmt = Stmt::per_engine(
    " where p.id = t.product_id and +p.state = 'published'",
    " where p.id = t.product_id and p.state = 'published'",
    " where p.id = t.product_id and p.state = 'published'",
);
// What an earlier program wrote has no filter yet. Some of the bits are never more than all of them: equal or not is the
// same, but PostgreSQL guesses that a third passes, and goes along the index until the page is full.
const MAY_HAVE: Stmt = Stmt::same(" and coalesce(t.bloom, -1) & ? >= ?");
// Where all are read it had better guess that few pass.
const FEW_MAY_HAVE: Stmt = Stmt::same(" and coalesce(t.bloom, -1) & ? = ?");
const ONE_MAY: Stmt = Stmt::same(" and (coalesce(t.bloom, -1) & ? >= ?");
const OR_ONE_MAY: Stmt = Stmt::same(" or coalesce(t.bloom, -1) & ? >= ?");
/// Of how many words of which one must be there the filter is asked.
const FEW_WORDS: usize = 4;
// What passes is looked up: as a subquery that gives a value, since one that `exists` would be turned into a join by
// servers, which read all of a common term for it.
const HAS_TERM: Stmt = Stmt::same(
    " and (select x.product_id from search_terms x where x.term = ? and x.product_id = t.product_id) is not null",
);
const HAS_ONE_OF: Stmt =
    Stmt::same(" and (select y.product_id from search_terms y where y.product_id = t.product_id and y.term in (");
const WITH_TERM: Stmt =
    Stmt::same(" and (select x.product_id from search_terms x where x.term = ? and x.product_id = p.id) is not null");
const WITH_ONE_OF: Stmt =
    Stmt::same(" and (select y.product_id from search_terms y where y.product_id = p.id and y.term in (");
const CLOSE_ONE_OF: Stmt = Stmt::same(") limit 1) is not null");
// Joined, not asked for with "in": MariaDB would ask that of each product there is.
// TENANT: whoever buys may buy from every approved vendor.
const FROM_SKU: Stmt = Stmt::same(
    "(select f.product_id as id from offers f join companies v on v.id = f.vendor_id where f.state = 'active' and v.state = 'approved' and f.sku in (",
);
const OR_ANY: Stmt = Stmt::same(") union select t.product_id from search_terms t where t.term in (");
const CLOSE_SKU: Stmt =
    Stmt::per_engine(")) m cross join products p", ")) m straight_join products p", ")) m cross join products p");
const CLOSE_WORDS: Stmt =
    Stmt::per_engine(") m cross join products p", ") m straight_join products p", ") m cross join products p");
const WHERE_FOUND: Stmt = Stmt::same(" where p.id = m.id and p.state = 'published'");
const CLOSE_LIST: Stmt = Stmt::same(")");
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

/// Whether active offers go by a SKU, and a product by a GTIN.
fn known(named: &Identifier) -> Vec<kernel::Scalar> {
    let sku = |at: usize| named.skus.get(at).cloned().unwrap_or_default();
    let gtin = named.gtin.as_ref().map(|gtin| gtin.as_str().to_owned()).unwrap_or_default();
    args![sku(0), sku(1), sku(2), gtin]
}

pub(crate) async fn known_as(db: &Db, named: &Identifier) -> Result<(bool, bool)> {
    let rows = db.all(&KNOWN_AS, known(named)).await?;
    let kinds: Vec<String> = rows.into_iter().map(|mut r| r.take()).collect::<Result<_>>()?;
    Ok((kinds.iter().any(|kind| kind == "sku"), kinds.iter().any(|kind| kind == "gtin")))
}

/// Known words that begin like this one, and whether the whole is a SKU or a GTIN; one round trip.
pub(crate) async fn beginning_and_known(
    db: &Db,
    open: &str,
    named: Option<&Identifier>,
) -> Result<(Vec<String>, (bool, bool))> {
    // Behind every text that begins with it is the one that ends in the last code point.
    let mut values = args![open.to_owned(), format!("{open}\u{10ffff}")];
    values.extend(known(named.unwrap_or(&Identifier::default())));
    let (mut words, mut is_sku, mut is_gtin) = (Vec::new(), false, false);
    for mut row in db.all(&WORDS_AND_NUMBERS, values).await? {
        let (kind, word): (String, String) = row.take_tuple()?;
        match kind.as_str() {
            "word" => words.push(word),
            "sku" => is_sku = true,
            _ => is_gtin = true,
        }
    }
    Ok((words, (is_sku, is_gtin)))
}

/// What goes by a SKU, and what the words find, if there are any.
fn from_sku(sql: &mut SqlBuilder, plan: &Plan) {
    let any_of = || plan.any_of.iter().map(Stored::to_scalar).collect();
    sql.push(&FROM_SKU, vec![]).push_list(plan.skus.iter().map(Stored::to_scalar).collect());
    // The rarest first.
    let mut terms: Vec<&String> = plan.terms.iter().collect();
    terms.sort_by_key(|term| plan.counts.of(term));
    let Some((first, others)) = terms.split_first() else {
        if !plan.any_of.is_empty() {
            sql.push(&OR_ANY, vec![]).push_list(any_of());
        }
        sql.push(&CLOSE_SKU, vec![]);
        return;
    };
    sql.push(&OR_ANY, vec![]).push_list(vec![first.to_scalar()]).push(&CLOSE_LIST, vec![]);
    for term in others {
        sql.push(&HAS_TERM, args![**term]);
    }
    if !plan.any_of.is_empty() {
        sql.push(&HAS_ONE_OF, vec![]).push_list(any_of()).push(&CLOSE_ONE_OF, vec![]);
    }
    sql.push(&CLOSE_WORDS, vec![]);
}

/// What must be set in the filter of a product, where anything must.
fn push_bits(sql: &mut SqlBuilder, plan: &Plan, drive: &Drive) {
    let bits = plan.bits(drive);
    if bits != 0 {
        let piece = if is_in_order(plan, drive) { &MAY_HAVE } else { &FEW_MAY_HAVE };
        sql.push(piece, args![bits, bits]);
    }
    // Of many words nearly every product may have one.
    if *drive != Drive::AnyOf && (1..=FEW_WORDS).contains(&plan.any_of.len()) {
        for (at, word) in plan.any_of.iter().enumerate() {
            let bits = bloom([word.as_str()]);
            sql.push(if at == 0 { &ONE_MAY } else { &OR_ONE_MAY }, args![bits, bits]);
        }
        sql.push(&CLOSE_LIST, vec![]);
    }
}

/// Where a plan begins, with the words that are looked up; of one vendor's products with its own offer of each. A
/// vendor is a term or goes with a SKU, so that its products never come out of an index of all.
fn push_driver(sql: &mut SqlBuilder, plan: &Plan, drive: &Drive) {
    let own_offer = |sql: &mut SqlBuilder| {
        if let Some(vendor) = plan.vendor {
            sql.push(&OWN_OFFER, args![vendor]);
        }
    };
    match drive {
        Drive::Term(term) if is_in_order(plan, drive) => {
            sql.push(&FROM_TERM, vec![]);
            own_offer(sql);
            sql.push(&OF_TERM, args![*term]);
            push_bits(sql, plan, drive);
            push_words(sql, plan, drive);
            sql.push(&PRODUCT_OF_TERM, vec![]);
        }
        Drive::Term(_) | Drive::AnyOf => {
            let (words, close) = match drive {
                Drive::Term(term) => (vec![term.to_scalar()], &CLOSE_TERM),
                _ => (plan.any_of.iter().map(Stored::to_scalar).collect(), &CLOSE_TERMS),
            };
            sql.push(&OPEN_TERMS, vec![]).push_list(words).push(&CLOSE_LIST, vec![]);
            push_bits(sql, plan, drive);
            push_words(sql, plan, drive);
            sql.push(close, vec![]);
            own_offer(sql);
            sql.push(&WHERE_PRODUCT_OF_TERM, vec![]);
        }
        Drive::Sku => {
            from_sku(sql, plan);
            own_offer(sql);
            sql.push(&WHERE_FOUND, vec![]);
            for term in &plan.filters {
                sql.push(&WITH_TERM, args![*term]);
            }
        }
        Drive::Order { .. } if is_in_order(plan, drive) => drop(sql.push(along::listed_along(plan), vec![])),
        Drive::Currency | Drive::Order { .. } => {
            let along = if *drive == Drive::Currency { &along::FEW_OF_CURRENCY } else { along::found_along(plan) };
            sql.push(along, vec![]);
            push_words(sql, plan, drive);
        }
    }
}

/// The other words, looked up of what drives: the rarest first, since most lack it.
fn push_words(sql: &mut SqlBuilder, plan: &Plan, drive: &Drive) {
    let is_by_term = matches!(drive, Drive::Term(_) | Drive::AnyOf);
    let (of_one, of_list) = if is_by_term { (&HAS_TERM, &HAS_ONE_OF) } else { (&WITH_TERM, &WITH_ONE_OF) };
    let is_driver = |term: &&String| matches!(drive, Drive::Term(driver) if driver == *term);
    let mut others: Vec<&String> = plan.terms.iter().chain(&plan.filters).filter(|term| !is_driver(term)).collect();
    others.sort_by_key(|term| plan.counts.of(term));
    for term in others {
        sql.push(of_one, args![*term]);
    }
    if !plan.any_of.is_empty() && *drive != Drive::AnyOf {
        let words = plan.any_of.iter().map(Stored::to_scalar).collect();
        sql.push(of_list, vec![]).push_list(words).push(&CLOSE_ONE_OF, vec![]);
    }
}

/// Whether what drives comes in the order asked for, and is nearly all shown.
fn is_in_order(plan: &Plan, drive: &Drive) -> bool {
    match drive {
        Drive::Order { .. } => plan.terms.is_empty() && plan.filters.is_empty() && plan.any_of.is_empty(),
        Drive::Term(_) => plan.sort == Sort::Newest,
        Drive::Sku | Drive::AnyOf | Drive::Currency => false,
    }
}

/// The statement for a plan.
pub(crate) fn assemble(plan: &Plan, drive: &Drive) -> SqlBuilder {
    let (is_in_order, is_of_vendor) = (is_in_order(plan, drive), plan.vendor.is_some());
    let mut sql = match (is_in_order, is_of_vendor) {
        (true, true) => SqlBuilder::new(&SELECT_OF_VENDOR, vec![]),
        (false, true) => SqlBuilder::new(&SELECT_FOUND_OF_VENDOR, vec![]),
        (_, false) => SqlBuilder::new(&SELECT, vec![]),
    };
    if !is_in_order {
        sql.push(if is_of_vendor { &FOUND_OF_VENDOR } else { &FOUND }, vec![]);
    }
    let (is_by_term, rows) = (matches!(drive, Drive::Term(_)), plan.limit.rows_plus_one());
    if let Drive::Order { most: Some(most) } = drive {
        // No more than stands in the index.
        let keys = match plan.sort {
            Sort::Newest => &CANDIDATES,
            Sort::Name => &CANDIDATES_BY_NAME,
            Sort::PriceAsc | Sort::PriceDesc => &CANDIDATES_BY_PRICE,
        };
        sql.push(keys, vec![]).push(along::found_along(plan), vec![]);
        push_conditions(&mut sql, plan, false);
        push_order(&mut sql, plan, (false, i64::try_from(*most).unwrap_or(i64::MAX)));
        sql.push(&OF_CANDIDATES, vec![]);
        push_words(&mut sql, plan, drive);
    } else {
        push_driver(&mut sql, plan, drive);
        push_conditions(&mut sql, plan, is_by_term);
    }
    push_order(&mut sql, plan, (is_by_term && is_in_order, rows));
    if !is_in_order {
        sql.push(&SHOW_FOUND, vec![]);
        push_order(&mut sql, plan, (false, rows));
    }
    sql
}

/// On which shelf, of which brand, in which money, and behind which row.
fn push_conditions(sql: &mut SqlBuilder, plan: &Plan, is_by_term: bool) {
    if let Some((category_filter, root)) = plan.category_filter {
        sql.push(if root { &IN_ROOT_CATEGORY } else { &IN_CATEGORY }, args![category_filter]);
    }
    if let Some(brand) = &plan.brand {
        sql.push(&OF_BRAND, args![*brand]);
    }
    push_behind(sql, plan, is_by_term);
}

/// By whose prices.
const fn prices_of(plan: &Plan) -> &'static ByPrice {
    if plan.vendor.is_some() { &BY_OWN } else { &BY_LOWEST }
}

/// In which money, and behind which row.
fn push_behind(sql: &mut SqlBuilder, plan: &Plan, is_by_term: bool) {
    let by_price = prices_of(plan);
    push_currencies(sql, plan.currencies);
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
}

/// In which order, and how many.
fn push_order(sql: &mut SqlBuilder, plan: &Plan, (is_by_term, rows): (bool, i64)) {
    let by_price = prices_of(plan);
    let is_one_currency = matches!(plan.currencies, Currencies::One(_));
    let order = match plan.sort {
        Sort::Newest if is_by_term => &NEWEST_TERM,
        Sort::Newest => &NEWEST,
        Sort::Name => &BY_NAME,
        Sort::PriceAsc if is_one_currency => by_price.rising,
        Sort::PriceAsc => by_price.rising_in_currencies,
        Sort::PriceDesc if is_one_currency => by_price.falling,
        Sort::PriceDesc => by_price.falling_in_currencies,
    };
    sql.push(order, args![rows]);
}

/// In which money.
fn push_currencies(sql: &mut SqlBuilder, currencies: Currencies) {
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
}

pub(crate) async fn find_products(db: &Db, plan: &Plan) -> Result<Vec<ProductSummary>> {
    let drive = plan.drive();
    let rows = read_products(db, plan, &drive).await?;
    // So much of the index was read as the other way costs, and did not fill the page.
    let has_ended_early = matches!(drive, Drive::Order { most: Some(_) }) && rows.len() <= plan.limit.rows();
    if has_ended_early { read_products(db, plan, &plan.drive_surely()).await } else { Ok(rows) }
}

async fn read_products(db: &Db, plan: &Plan, drive: &Drive) -> Result<Vec<ProductSummary>> {
    let mut sql = assemble(plan, drive);
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
