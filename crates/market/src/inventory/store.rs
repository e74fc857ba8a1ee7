//! The subject's SQL.

mod promises;

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{
    CompanyId, ImportId, LocationId, MovementId, OfferId, PageLimit, ProductId, StockLevelId, Stored, Timestamp, UserId,
};

use super::view::{FreePacks, LedgerRow, LevelRow, LocationRow, LowRow, MovementKind, MovementRow};
use crate::authority::Operator;

pub(super) use promises::{Taking, give_back, ship, take};

infra::statements! {
    INSERT_LOCATION = "insert into locations (id, vendor_id, name, name_key, city, created_at) values (?, ?, ?, ?, ?, ?)";
    LOCATIONS = "select id, name, city from locations where vendor_id = ? and id > ? order by id limit ?";
    OWNS_BOTH = "select o.id from offers o join locations l on l.vendor_id = o.vendor_id where o.vendor_id = ? and o.id = ? and l.id = ?";
    ENSURE_LEVEL = {
        "insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) values (?, ?, ?, ?, 0, 0, 0, 1) on conflict (offer_id, location_id) do nothing",
        my: "insert ignore into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) values (?, ?, ?, ?, 0, 0, 0, 1)"
    };
    // TENANT: `OWNS_BOTH` was asked for this offer and this place.
    FIND_LEVEL = "select id, on_hand, allocated from stock_levels where offer_id = ? and location_id = ?";
    // TENANT: a level of one's own, found before.
    ADD_ON_HAND = "update stock_levels set on_hand = on_hand + ?, version = version + 1 where id = ? and on_hand + ? >= allocated";
    // TENANT: a level of one's own, found before.
    SET_COUNTED = "update stock_levels set on_hand = ?, version = version + 1 where id = ? and on_hand = ? and allocated <= ?";
    LEVELS = "select s.id, s.offer_id, o.sku, p.title, s.location_id, s.on_hand, s.allocated, s.low_threshold from stock_levels s join offers o on o.id = s.offer_id join products p on p.id = o.product_id
        where s.vendor_id = ? and s.id > ? order by s.id limit ?";
    LEVELS_OF_OFFER = "select s.id, s.offer_id, o.sku, p.title, s.location_id, s.on_hand, s.allocated, s.low_threshold from stock_levels s join offers o on o.id = s.offer_id join products p on p.id = o.product_id
        where o.vendor_id = ? and s.offer_id = ? and s.id > ? order by s.id limit ?";
    LOW = "select s.id, s.offer_id, o.sku, p.title, s.location_id, l.name, s.on_hand, s.allocated, s.low_threshold
        from stock_levels s join offers o on o.id = s.offer_id join products p on p.id = o.product_id join locations l on l.id = s.location_id
        where s.vendor_id = ? and s.id > ? and s.on_hand - s.allocated <= s.low_threshold and o.state <> 'archived' order by s.id limit ?";
    SET_THRESHOLD = "update stock_levels set low_threshold = ?, version = version + 1 where vendor_id = ? and id = ? and low_threshold <> ?";
    MOVEMENTS = "select id, level_id, kind, on_hand_delta, allocated_delta, cause, reason, import_id, user_id, at from stock_movements where vendor_id = ? and id < ? order by id desc limit ?";
    LEDGER = "select m.id, m.level_id, m.kind, m.on_hand_delta, m.allocated_delta, m.cause, m.reason, m.import_id, m.user_id, m.at, s.offer_id, o.sku, p.title, l.name, u.name
        from stock_movements m join stock_levels s on s.id = m.level_id join offers o on o.id = s.offer_id join products p on p.id = o.product_id join locations l on l.id = s.location_id left join users u on u.id = m.user_id and exists (select 1 from memberships k where k.user_id = m.user_id and k.company_id = m.vendor_id)
        where m.vendor_id = ? and m.id < ? order by m.id desc limit ?";
    LEDGER_OF_OFFER = "select m.id, m.level_id, m.kind, m.on_hand_delta, m.allocated_delta, m.cause, m.reason, m.import_id, m.user_id, m.at, s.offer_id, o.sku, p.title, l.name, u.name
        from stock_levels s join stock_movements m on m.level_id = s.id join offers o on o.id = s.offer_id join products p on p.id = o.product_id join locations l on l.id = s.location_id left join users u on u.id = m.user_id and exists (select 1 from memberships k where k.user_id = m.user_id and k.company_id = m.vendor_id)
        where o.vendor_id = ? and s.offer_id = ? and m.id < ? order by m.id desc limit ?";
    // TENANT: the operator\'s console looks at all levels.
    DRIFT = "select s.id from stock_levels s left join (select level_id, sum(on_hand_delta) as h, sum(allocated_delta) as a from stock_movements group by level_id) m on m.level_id = s.id
        where s.on_hand <> coalesce(m.h, 0) or s.allocated <> coalesce(m.a, 0) limit 100";
}

// TENANT: whoever orders takes from every approved vendor.
const FREE: Stmt = Stmt::same(
    "select id, offer_id, on_hand - allocated from stock_levels where on_hand > allocated and offer_id in (",
);
const FREE_END: Stmt = Stmt::same(")");
// TENANT: levels that were changed in the same transaction.
const LEFT: Stmt = Stmt::same(
    "select s.id, o.product_id, s.on_hand, s.allocated, o.min_quantity from stock_levels s join offers o on o.id = s.offer_id where s.id in (",
);
const LEFT_END: Stmt = Stmt::same(")");
const INSERT_MOVEMENTS: Stmt = Stmt::same(
    "insert into stock_movements (id, level_id, vendor_id, kind, on_hand_delta, allocated_delta, cause, reason, import_id, user_id, at) values ",
);
const INSERT_LEVELS: Stmt = Stmt::same(
    "insert into stock_levels (id, offer_id, vendor_id, location_id, on_hand, allocated, low_threshold, version) values ",
);

const FREE_OF: Stmt = Stmt::per_engine(
    "select offer_id, sum(on_hand - allocated), max(case when on_hand - allocated <= low_threshold then 1 else 0 end) from stock_levels where vendor_id = ? and offer_id in (",
    "select offer_id, cast(sum(on_hand - allocated) as signed), max(case when on_hand - allocated <= low_threshold then 1 else 0 end) from stock_levels where vendor_id = ? and offer_id in (",
    "select offer_id, sum(on_hand - allocated)::bigint, max(case when on_hand - allocated <= low_threshold then 1 else 0 end)::bigint from stock_levels where vendor_id = ? and offer_id in (",
);
const FREE_OF_END: Stmt = Stmt::same(") group by offer_id order by offer_id");

pub(super) async fn insert_location(
    tx: &WriteTx,
    vendor: CompanyId,
    row: &LocationRow,
    key: &str,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&INSERT_LOCATION, args![row.id, vendor, row.name, key.to_owned(), row.city, now]).await.map(drop)
}

pub(super) async fn list_locations(
    db: &Db,
    vendor: CompanyId,
    after: Option<LocationId>,
    limit: PageLimit,
) -> Result<Vec<LocationRow>> {
    let read = |mut r: Row| Ok(infra::columns!(r, LocationRow { id, name, city }));
    db.all(&LOCATIONS, args![vendor, after.unwrap_or_else(Id::least), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(read)
        .collect()
}

pub(super) async fn owns_both(tx: &WriteTx, vendor: CompanyId, offer: OfferId, location: LocationId) -> Result<bool> {
    Ok(tx.one(&OWNS_BOTH, args![vendor, offer, location]).await?.is_some())
}

pub(super) async fn ensure_level(
    tx: &WriteTx,
    fresh: StockLevelId,
    vendor: CompanyId,
    offer: OfferId,
    location: LocationId,
) -> Result<()> {
    tx.exec(&ENSURE_LEVEL, args![fresh, offer, vendor, location]).await.map(drop)
}

pub(super) async fn find_level(
    tx: &WriteTx,
    offer: OfferId,
    location: LocationId,
) -> Result<Option<(StockLevelId, i64, i64)>> {
    tx.one(&FIND_LEVEL, args![offer, location]).await?.map(|mut r| r.take_tuple()).transpose()
}

pub(super) async fn add_on_hand(tx: &WriteTx, level: StockLevelId, quantity: i64) -> Result<bool> {
    Ok(tx.exec(&ADD_ON_HAND, args![quantity, level, quantity]).await? == 1)
}

/// Sets what is there, if it is still what the counter believed and all promises can be kept.
pub(super) async fn set_counted(tx: &WriteTx, level: StockLevelId, believed: i64, counted: i64) -> Result<bool> {
    Ok(tx.exec(&SET_COUNTED, args![counted, level, believed, counted]).await? == 1)
}

/// Levels of some offers that have anything to sell, in no order.
pub(super) async fn free_levels(ask: &impl Query, offers: &[OfferId]) -> Result<Vec<(StockLevelId, OfferId, i64)>> {
    let mut sql = SqlBuilder::new(&FREE, vec![]);
    sql.push_list(offers.iter().map(Stored::to_scalar).collect()).push(&FREE_END, vec![]);
    let values = sql.take_args();
    ask.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// What a level has after a change.
#[derive(Debug, Clone, Copy)]
pub(super) struct LevelStock {
    pub level: StockLevelId,
    pub product: ProductId,
    pub on_hand: i64,
    pub allocated: i64,
    /// Packs that the smallest order of it takes.
    pub fewest: i64,
}

/// What some levels have now, in no order.
pub(super) async fn left_on(tx: &WriteTx, levels: Vec<StockLevelId>) -> Result<Vec<LevelStock>> {
    let mut sql = SqlBuilder::new(&LEFT, vec![]);
    sql.push_list(levels.iter().map(Stored::to_scalar).collect()).push(&LEFT_END, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| Ok(infra::columns!(r, LevelStock { level, product, on_hand, allocated, fewest }));
    tx.all(&sql, values).await?.into_iter().map(read).collect()
}

pub(super) struct NewMovement {
    pub id: MovementId,
    pub level: StockLevelId,
    pub vendor: CompanyId,
    pub kind: MovementKind,
    pub on_hand: i64,
    pub allocated: i64,
    pub cause: String,
    pub reason: Option<String>,
    pub import: Option<ImportId>,
    pub user: Option<UserId>,
    pub now: Timestamp,
}

pub(super) async fn insert_movements(tx: &WriteTx, rows: Vec<NewMovement>) -> Result<()> {
    let rows = rows
        .into_iter()
        .map(|m| {
            args![m.id, m.level, m.vendor, m.kind, m.on_hand, m.allocated, m.cause, m.reason, m.import, m.user, m.now]
        })
        .collect();
    tx.insert_rows(&INSERT_MOVEMENTS, rows).await
}

pub(super) async fn list_levels(
    db: &Db,
    vendor: CompanyId,
    offer: Option<OfferId>,
    after: Option<StockLevelId>,
    limit: PageLimit,
) -> Result<Vec<LevelRow>> {
    let after = after.unwrap_or_else(Id::least);
    let rows = match offer {
        Some(offer) => db.all(&LEVELS_OF_OFFER, args![vendor, offer, after, limit.rows_plus_one()]).await?,
        None => db.all(&LEVELS, args![vendor, after, limit.rows_plus_one()]).await?,
    };
    let read = |mut r: Row| {
        let (id, offer_id, sku, title, location_id) = r.take_tuple()?;
        let (on_hand, allocated): (i64, i64) = r.take_tuple()?;
        let (available, low_threshold) = (on_hand - allocated, r.take()?);
        Ok(LevelRow { id, offer_id, sku, title, location_id, on_hand, allocated, available, low_threshold })
    };
    rows.into_iter().map(read).collect()
}

/// Levels at or below their threshold.
pub(super) async fn list_low(
    db: &Db,
    vendor: CompanyId,
    after: Option<StockLevelId>,
    limit: PageLimit,
) -> Result<Vec<LowRow>> {
    let read = |mut r: Row| {
        let (id, offer_id, sku, title) = r.take_tuple()?;
        let (location_id, location_name) = r.take_tuple()?;
        let (on_hand, allocated): (i64, i64) = r.take_tuple()?;
        let (available, low_threshold) = (on_hand - allocated, r.take()?);
        let row = LowRow {
            id,
            offer_id,
            sku,
            title,
            location_id,
            location_name,
            on_hand,
            allocated,
            available,
            low_threshold,
        };
        Ok(row)
    };
    let rows = db.all(&LOW, args![vendor, after.unwrap_or_else(Id::least), limit.rows_plus_one()]).await?;
    rows.into_iter().map(read).collect()
}

/// Whether the threshold was another.
pub(super) async fn set_own_threshold(
    tx: &WriteTx,
    vendor: CompanyId,
    level: StockLevelId,
    packs: i64,
) -> Result<bool> {
    Ok(tx.exec(&SET_THRESHOLD, args![packs, vendor, level, packs]).await? == 1)
}

pub(super) async fn list_movements(
    db: &Db,
    vendor: CompanyId,
    after: Option<MovementId>,
    limit: PageLimit,
) -> Result<Vec<MovementRow>> {
    db.all(&MOVEMENTS, args![vendor, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(|mut r| movement(&mut r))
        .collect()
}

fn movement(r: &mut Row) -> Result<MovementRow> {
    Ok(infra::columns!(
        r,
        MovementRow { id, level_id, kind, on_hand_delta, allocated_delta, cause, reason, import_id, user_id, at }
    ))
}

/// What is free of some offers.
pub(super) async fn free_of(db: &Db, vendor: CompanyId, offers: &[OfferId]) -> Result<Vec<FreePacks>> {
    let mut sql = SqlBuilder::new(&FREE_OF, args![vendor]);
    sql.push_list(offers.iter().map(Stored::to_scalar).collect()).push(&FREE_OF_END, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| {
        let (offer_id, available, low): (OfferId, i64, i64) = r.take_tuple()?;
        Ok(FreePacks { offer_id, available, is_low: low > 0 })
    };
    db.all(&sql, values).await?.into_iter().map(read).collect()
}

/// Movements with what and where by name.
pub(super) async fn list_ledger(
    db: &Db,
    vendor: CompanyId,
    offer: Option<OfferId>,
    after: Option<MovementId>,
    limit: PageLimit,
) -> Result<Vec<LedgerRow>> {
    let after = after.unwrap_or_else(Id::greatest);
    let rows = match offer {
        Some(offer) => db.all(&LEDGER_OF_OFFER, args![vendor, offer, after, limit.rows_plus_one()]).await?,
        None => db.all(&LEDGER, args![vendor, after, limit.rows_plus_one()]).await?,
    };
    let read = |mut r: Row| {
        Ok(infra::columns!(r, LedgerRow { movement: movement(&mut r)?, offer_id, sku, title, location_name, by_name }))
    };
    rows.into_iter().map(read).collect()
}

/// Levels that are not the sum of their movements; there must be none. `aqad doctor` and tests ask.
pub async fn drift(_: Operator, db: &Db) -> Result<Vec<StockLevelId>> {
    db.all(&DRIFT, vec![]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// A place of demo data.
pub async fn seed_location(
    _: Operator,
    tx: &WriteTx,
    vendor: CompanyId,
    row: &LocationRow,
    now: Timestamp,
) -> Result<()> {
    insert_location(tx, vendor, row, &kernel::fold::fold(&row.name), now).await
}

/// A level of demo data, with the receipt that explains it.
#[derive(Debug, Clone, Copy)]
pub struct SeedLevel {
    /// The level.
    pub id: StockLevelId,
    /// Its first movement.
    pub movement: MovementId,
    /// Of which offer.
    pub offer: OfferId,
    /// Whose.
    pub vendor: CompanyId,
    /// Where.
    pub location: LocationId,
    /// How many packs.
    pub on_hand: i64,
}

/// Puts levels of demo data in, each with the receipt that explains it.
pub async fn seed_levels(_: Operator, tx: &WriteTx, levels: &[SeedLevel], now: Timestamp) -> Result<()> {
    let level = |l: &SeedLevel| args![l.id, l.offer, l.vendor, l.location, l.on_hand, 0_i64, 10_i64, 1_i64];
    tx.insert_rows(&INSERT_LEVELS, levels.iter().map(level).collect()).await?;
    let movement = |l: &SeedLevel| NewMovement {
        id: l.movement,
        level: l.id,
        vendor: l.vendor,
        kind: MovementKind::Received,
        on_hand: l.on_hand,
        allocated: 0,
        cause: l.movement.to_string(),
        reason: None,
        import: None,
        user: None,
        now,
    };
    insert_movements(tx, levels.iter().map(movement).collect()).await
}
