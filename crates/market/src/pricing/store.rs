//! The subject's SQL.

use std::collections::BTreeMap;

use infra::db::{Db, DbEngine, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{
    CompanyId, Currency, Money, OfferId, PageLimit, Price, PriceChangeId, ProductId, Stored, Timestamp, UserId, Version,
};

use super::guard::EarlierPrices;
use super::hold_reason::HoldReason;
use super::view::{ChangeRow, ChangeState, HeldRow, PriceChangeView};
use crate::authority::Operator;

infra::statements! {
    LOCK_OWN = {
        "select p.amount_minor, p.currency, p.version, o.product_id from prices p join offers o on o.id = p.offer_id where o.vendor_id = ? and p.offer_id = ?",
        my: "select p.amount_minor, p.currency, p.version, o.product_id from prices p join offers o on o.id = p.offer_id where o.vendor_id = ? and p.offer_id = ? for update",
        pg: "select p.amount_minor, p.currency, p.version, o.product_id from prices p join offers o on o.id = p.offer_id where o.vendor_id = ? and p.offer_id = ? for no key update"
    };
    // The offer's price is locked, or the offer is new. MySQL reads the table that it inserts into only behind a derived one.
    INSERT_CHANGE = "insert into price_changes (id, offer_id, vendor_id, old_minor, new_minor, currency, delta_ppm, state, held_key, why_held, changed_by, changed_at, seq)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select n.seq from (select coalesce(max(c.seq), 0) + 1 as seq from price_changes c where c.offer_id = ?) n))";
    INSERT_PRICE = "insert into prices (offer_id, amount_minor, currency, change_id, version) values (?, ?, ?, ?, 1)";
    SET_PRICE = "update prices set amount_minor = ?, change_id = ?, version = version + 1 where offer_id = ?";
    // TENANT: the price of this offer was locked for its vendor.
    SUPERSEDE = "update price_changes set state = 'superseded', held_key = null, decided_at = ? where held_key = ?";
    // TENANT: a change that was found for its vendor.
    SETTLE = "update price_changes set state = ?, held_key = null, decided_by = ?, decided_at = ? where id = ? and state = 'held'";
    // TENANT: a change that was found for its vendor.
    CHANGE_STATE = "select state from price_changes where id = ?";
    OWN_CHANGE_STATE = "select state from price_changes where vendor_id = ? and id = ?";
    LAST_HELD_TO = "select id, state from price_changes where vendor_id = ? and offer_id = ? and new_minor = ? and why_held is not null order by seq desc, id desc limit 1";
    CHANGES_SINCE = "select count(*) from price_changes where vendor_id = ? and changed_at > ? and old_minor is not null";
    OWNS_OFFER = "select id from offers where vendor_id = ? and id = ?";
    OF_OFFER = "select id, offer_id, old_minor, new_minor, currency, delta_ppm, state, why_held, changed_by, changed_at, decided_by, decided_at from price_changes where vendor_id = ? and offer_id = ? order by seq desc, id desc limit ?";
    OF_OFFER_BEFORE = "select id, offer_id, old_minor, new_minor, currency, delta_ppm, state, why_held, changed_by, changed_at, decided_by, decided_at from price_changes where vendor_id = ? and offer_id = ? and (seq, id) < (select c.seq, c.id from price_changes c where c.vendor_id = ? and c.offer_id = ? and c.id = ?)
        order by seq desc, id desc limit ?";
    HELD = "select id, offer_id, old_minor, new_minor, currency, delta_ppm, state, why_held, changed_by, changed_at, decided_by, decided_at from price_changes where vendor_id = ? and state = 'held' and id < ? order by id desc limit ?";
    // SQLite looks for what is not null by walking the whole history in its order, unless it is told otherwise.
    ALL_HELD = {
        "select c.id, c.offer_id, c.old_minor, c.new_minor, c.currency, c.delta_ppm, c.state, c.why_held, c.changed_by, c.changed_at, c.decided_by, c.decided_at, c.vendor_id, v.display_name, o.sku, p.id, p.title
        from price_changes c join companies v on v.id = c.vendor_id join offers o on o.id = c.offer_id join products p on p.id = o.product_id
        where c.held_key > x'' and +c.id < ? order by +c.id desc limit ?",
        my: "select c.id, c.offer_id, c.old_minor, c.new_minor, c.currency, c.delta_ppm, c.state, c.why_held, c.changed_by, c.changed_at, c.decided_by, c.decided_at, c.vendor_id, v.display_name, o.sku, p.id, p.title
        from price_changes c join companies v on v.id = c.vendor_id join offers o on o.id = c.offer_id join products p on p.id = o.product_id
        where c.held_key is not null and c.id < ? order by c.id desc limit ?",
        pg: "select c.id, c.offer_id, c.old_minor, c.new_minor, c.currency, c.delta_ppm, c.state, c.why_held, c.changed_by, c.changed_at, c.decided_by, c.decided_at, c.vendor_id, v.display_name, o.sku, p.id, p.title
        from price_changes c join companies v on v.id = c.vendor_id join offers o on o.id = c.offer_id join products p on p.id = o.product_id
        where c.held_key is not null and c.id < ? order by c.id desc limit ?"
    };
    SEEN = "select c.id, c.offer_id, c.old_minor, c.new_minor, c.currency, c.delta_ppm, c.state, c.why_held, c.changed_by, c.changed_at, c.decided_by, c.decided_at, o.sku, p.title, u.name
        from price_changes c join offers o on o.id = c.offer_id join products p on p.id = o.product_id left join users u on u.id = c.changed_by
        where c.vendor_id = ? and c.old_minor is not null order by c.changed_at desc, c.id desc limit ?";
    SEEN_HELD = "select c.id, c.offer_id, c.old_minor, c.new_minor, c.currency, c.delta_ppm, c.state, c.why_held, c.changed_by, c.changed_at, c.decided_by, c.decided_at, o.sku, p.title, u.name
        from price_changes c join offers o on o.id = c.offer_id join products p on p.id = o.product_id left join users u on u.id = c.changed_by
        where c.vendor_id = ? and c.state = 'held' and c.id < ? order by c.id desc limit ?";
    OWN_CHANGE = "select id, offer_id, old_minor, new_minor, currency, delta_ppm, state, why_held, changed_by, changed_at, decided_by, decided_at from price_changes where vendor_id = ? and id = ?";
}

/// What offers cost at an earlier instant: what somebody confirmed after it, else what held then, else the first price.
const EARLIER: Stmt = Stmt::same(
    "select o.id,
    coalesce((select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' and c.decided_at > ? order by c.seq desc, c.id desc limit 1),
        (select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' and +c.changed_at <= ? order by c.seq desc, c.id desc limit 1),
        (select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' order by c.seq, c.id limit 1)),
    coalesce((select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' and c.decided_at > ? order by c.seq desc, c.id desc limit 1),
        (select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' and +c.changed_at <= ? order by c.seq desc, c.id desc limit 1),
        (select c.new_minor from price_changes c where c.offer_id = o.id and c.state = 'applied' order by c.seq, c.id limit 1))
    from offers o where o.vendor_id = ? and o.id in (",
);
const CLOSE: Stmt = Stmt::same(")");

/// What some offers cost at two earlier instants, the later one first.
pub(super) async fn earlier_prices(
    ask: &impl Query,
    vendor: CompanyId,
    offers: &[OfferId],
    (day, week): (Timestamp, Timestamp),
) -> Result<BTreeMap<OfferId, EarlierPrices>> {
    let mut sql = SqlBuilder::new(&EARLIER, args![day, day, week, week, vendor]);
    sql.push_list(offers.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| {
        let (offer, day_ago, week_ago): (OfferId, Option<i64>, Option<i64>) = r.take_tuple()?;
        let earlier = day_ago.zip(week_ago).map(|(day_ago, week_ago)| EarlierPrices { day_ago, week_ago });
        Ok(earlier.map(|earlier| (offer, earlier)))
    };
    let found: Result<Vec<_>> = ask.all(&sql, values).await?.into_iter().map(read).collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The statement of [`earlier_prices`] for one offer, for the test of its plan.
pub fn statement_of_earlier_prices(engine: DbEngine) -> String {
    format!("{}?)", EARLIER.text(engine))
}

/// A price, held by this transaction.
pub(super) struct LockedPrice {
    pub price: Money,
    pub version: Version,
    pub product: ProductId,
}

pub(super) async fn lock_own(tx: &WriteTx, vendor: CompanyId, offer: OfferId) -> Result<Option<LockedPrice>> {
    let read = |mut r: Row| {
        let (minor, currency): (i64, Currency) = r.take_tuple()?;
        let price = Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(LockedPrice { price, version: r.take()?, product: r.take()? })
    };
    tx.one(&LOCK_OWN, args![vendor, offer]).await?.map(read).transpose()
}

pub(super) struct NewChange {
    pub id: PriceChangeId,
    pub offer: OfferId,
    pub vendor: CompanyId,
    pub old: Option<i64>,
    pub new: i64,
    pub currency: Currency,
    pub delta_ppm: i64,
    pub by: UserId,
    pub now: Timestamp,
}

pub(super) async fn insert_change(
    tx: &WriteTx,
    c: &NewChange,
    state: ChangeState,
    why: Option<HoldReason>,
) -> Result<()> {
    // One change may wait per offer; the unique key is null on all others.
    let held = (state == ChangeState::Held).then_some(c.offer);
    let values = args![
        c.id,
        c.offer,
        c.vendor,
        c.old,
        c.new,
        c.currency,
        c.delta_ppm,
        state,
        held,
        why,
        Some(c.by),
        c.now,
        c.offer
    ];
    tx.exec(&INSERT_CHANGE, values).await.map(drop)
}

/// How an offer's first price came to be.
#[derive(Debug, Clone, Copy)]
pub struct FirstPrice {
    /// The step.
    pub change: PriceChangeId,
    /// Who set it; nobody in demo data.
    pub by: Option<UserId>,
    /// When.
    pub now: Timestamp,
}

/// Sets an offer's first price.
pub(crate) async fn set_first(
    tx: &WriteTx,
    offer: OfferId,
    vendor: CompanyId,
    price: (Price, Currency),
    first: FirstPrice,
) -> Result<()> {
    let (price, currency) = price;
    let none: (Option<i64>, Option<OfferId>, Option<HoldReason>) = (None, None, None);
    let values = args![
        first.change,
        offer,
        vendor,
        none.0,
        price,
        currency,
        0_i64,
        ChangeState::Applied,
        none.1,
        none.2,
        first.by,
        first.now,
        offer
    ];
    tx.exec(&INSERT_CHANGE, values).await?;
    tx.exec(&INSERT_PRICE, args![offer, price, currency, first.change]).await.map(drop)
}

pub(super) async fn set_price(tx: &WriteTx, offer: OfferId, minor: i64, change: PriceChangeId) -> Result<()> {
    tx.exec(&SET_PRICE, args![minor, change, offer]).await.map(drop)
}

pub(super) async fn supersede(tx: &WriteTx, offer: OfferId, now: Timestamp) -> Result<()> {
    tx.exec(&SUPERSEDE, args![now, offer]).await.map(drop)
}

pub(super) async fn settle(
    tx: &WriteTx,
    id: PriceChangeId,
    state: ChangeState,
    by: UserId,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&SETTLE, args![state, by, now, id]).await? == 1)
}

pub(super) async fn change_state(tx: &WriteTx, id: PriceChangeId) -> Result<Option<ChangeState>> {
    tx.one(&CHANGE_STATE, args![id]).await?.map(|mut r| r.take()).transpose()
}

pub(super) async fn own_change_state(
    tx: &WriteTx,
    vendor: CompanyId,
    id: PriceChangeId,
) -> Result<Option<ChangeState>> {
    tx.one(&OWN_CHANGE_STATE, args![vendor, id]).await?.map(|mut r| r.take()).transpose()
}

/// The latest change to a price that was held, however it stands.
pub(super) async fn last_held_to(
    tx: &WriteTx,
    vendor: CompanyId,
    offer: OfferId,
    price: Price,
) -> Result<Option<(PriceChangeId, ChangeState)>> {
    tx.one(&LAST_HELD_TO, args![vendor, offer, price]).await?.map(|mut r| r.take_tuple()).transpose()
}

pub(super) async fn changes_since(asked: &impl Query, vendor: CompanyId, since: Timestamp) -> Result<i64> {
    asked.one(&CHANGES_SINCE, args![vendor, since]).await?.map_or(Ok(0), |mut r| r.take())
}

pub(super) async fn owns_offer(db: &Db, vendor: CompanyId, offer: OfferId) -> Result<bool> {
    Ok(db.one(&OWNS_OFFER, args![vendor, offer]).await?.is_some())
}

fn change(mut r: Row) -> Result<ChangeRow> {
    columns(&mut r)
}

fn columns(r: &mut Row) -> Result<ChangeRow> {
    Ok(infra::columns!(
        r,
        ChangeRow {
            id,
            offer_id,
            old_minor,
            new_minor,
            currency,
            delta_ppm,
            state,
            why_held,
            changed_by,
            changed_at,
            decided_by,
            decided_at
        }
    ))
}

pub(super) async fn list_of_offer(
    db: &Db,
    vendor: CompanyId,
    offer: OfferId,
    after: Option<PriceChangeId>,
    limit: PageLimit,
) -> Result<Vec<ChangeRow>> {
    let most = limit.rows_plus_one();
    let rows = match after {
        Some(after) => db.all(&OF_OFFER_BEFORE, args![vendor, offer, vendor, offer, after, most]).await?,
        None => db.all(&OF_OFFER, args![vendor, offer, most]).await?,
    };
    rows.into_iter().map(change).collect()
}

pub(super) async fn list_held(
    db: &Db,
    vendor: CompanyId,
    after: Option<PriceChangeId>,
    limit: PageLimit,
) -> Result<Vec<ChangeRow>> {
    db.all(&HELD, args![vendor, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(change)
        .collect()
}

/// A key waits on its offer exactly as long as the change is held, so that this looks at those alone.
pub(super) async fn list_held_unscoped(
    db: &Db,
    after: Option<PriceChangeId>,
    limit: PageLimit,
) -> Result<Vec<HeldRow>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(r, HeldRow { change: columns(&mut r)?, vendor_id, vendor_name, sku, product_id, title }))
    };
    let rows = db.all(&ALL_HELD, args![after.unwrap_or_else(Id::greatest), limit.rows_plus_one()]).await?;
    rows.into_iter().map(read).collect()
}

fn read_change(mut r: Row) -> Result<PriceChangeView> {
    let change = columns(&mut r)?;
    Ok(PriceChangeView { change, sku: r.take()?, title: r.take()?, by_name: r.take()? })
}

/// The latest changes, without first prices.
pub(super) async fn list_latest(db: &Db, vendor: CompanyId, limit: PageLimit) -> Result<Vec<PriceChangeView>> {
    let most = i64::try_from(limit.rows()).unwrap_or(i64::MAX);
    db.all(&SEEN, args![vendor, most]).await?.into_iter().map(read_change).collect()
}

pub(super) async fn list_held_views(
    db: &Db,
    vendor: CompanyId,
    after: Option<PriceChangeId>,
    limit: PageLimit,
) -> Result<Vec<PriceChangeView>> {
    let values = args![vendor, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()];
    db.all(&SEEN_HELD, values).await?.into_iter().map(read_change).collect()
}

pub(super) async fn find_own_change(db: &Db, vendor: CompanyId, id: PriceChangeId) -> Result<Option<ChangeRow>> {
    db.one(&OWN_CHANGE, args![vendor, id]).await?.map(change).transpose()
}

const SEED_CHANGES: Stmt = Stmt::same(
    "insert into price_changes (id, offer_id, vendor_id, old_minor, new_minor, currency, delta_ppm, state, held_key, why_held, changed_by, changed_at, seq) values ",
);
const SEED_PRICES: Stmt =
    Stmt::same("insert into prices (offer_id, amount_minor, currency, change_id, version) values ");

/// A first price of demo data.
#[derive(Debug, Clone, Copy)]
pub struct SeedPrice {
    /// Of which offer.
    pub offer: OfferId,
    /// Whose.
    pub vendor: CompanyId,
    /// Of one pack.
    pub price: Price,
    /// In which money.
    pub currency: Currency,
    /// How it came to be.
    pub first: FirstPrice,
}

/// Sets many first prices at once.
pub async fn seed_first(_: Operator, tx: &WriteTx, prices: &[SeedPrice]) -> Result<()> {
    let none: (Option<i64>, Option<OfferId>, Option<HoldReason>) = (None, None, None);
    let change = |p: &SeedPrice| {
        args![
            p.first.change,
            p.offer,
            p.vendor,
            none.0,
            p.price,
            p.currency,
            0_i64,
            ChangeState::Applied,
            none.1,
            none.2,
            p.first.by,
            p.first.now,
            1_i64
        ]
    };
    tx.insert_rows(&SEED_CHANGES, prices.iter().map(change).collect()).await?;
    let price = |p: &SeedPrice| args![p.offer, p.price, p.currency, p.first.change, 1_i64];
    tx.insert_rows(&SEED_PRICES, prices.iter().map(price).collect()).await
}
