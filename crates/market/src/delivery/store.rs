//! The subject's SQL. Reads may join other subjects' tables; writes touch only this subject's own.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, DeliveryId, EventId, OrderId, PageLimit, Stored, Timestamp, UserId, VendorOrderId};

use super::state::DeliveryState;
use super::view::{DeliveryEventRow, DeliveryView, Failure, PartnerRow, RiderRow, TrackingView, is_code_blocked};
use crate::history::in_order;
use crate::orders::ShipTo;

infra::statements! {
    INSERT = "insert into deliveries (id, vendor_order_id, vendor_id, retailer_id, state, code_round, wrong_codes, created_at, updated_at, version) values (?, ?, ?, ?, 'unassigned', 1, 0, ?, ?, 1)";
    // TENANT: the system itself, for an order that was packed.
    EXISTS_FOR = "select id from deliveries where vendor_order_id = ?";
    INSERT_EVENT = "insert into delivery_events (id, delivery_id, seq, at, user_id, company_id, from_state, to_state, failure_code, failure) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    LOCK_UNSCOPED = {
        "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where id = ?",
        my: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where id = ? for update",
        pg: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where id = ? for update"
    };
    LOCK_OF_PARTNER = {
        "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and id = ?",
        my: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and id = ? for update",
        pg: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and id = ? for update"
    };
    LOCK_OF_RIDER = {
        "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and rider_id = ? and id = ?",
        my: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and rider_id = ? and id = ? for update",
        pg: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where partner_id = ? and rider_id = ? and id = ? for update"
    };
    // TENANT: the system itself, for an order that was cancelled.
    LOCK_FOR = {
        "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where vendor_order_id = ?",
        my: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where vendor_order_id = ? for update",
        pg: "select id, vendor_order_id, state, version, partner_id, code_round, wrong_codes from deliveries where vendor_order_id = ? for update"
    };
    // TENANT: a delivery that was locked for its partner, its rider, staff or the system.
    SET_STATE = "update deliveries set state = ?, updated_at = ?, version = version + 1 where id = ? and state = ?";
    // TENANT: a delivery that was locked for staff.
    SET_PARTNER = "update deliveries set partner_id = ?, rider_id = null where id = ?";
    // TENANT: a delivery that was locked for its partner.
    SET_RIDER = "update deliveries set rider_id = ? where id = ?";
    // TENANT: a delivery that was locked for its rider.
    SET_FAILURE = "update deliveries set failure_code = ?, failure = ? where id = ?";
    // TENANT: a delivery that was locked for staff.
    RENEW_CODE = "update deliveries set code_round = code_round + 1, wrong_codes = 0 where id = ?";
    // TENANT: a delivery that was locked for its rider.
    COUNT_WRONG = "update deliveries set wrong_codes = wrong_codes + 1 where id = ?";
    // TENANT: a delivery that was locked for its rider or for staff.
    ABOUT_CODE = "select o.number, d.retailer_id from deliveries d join vendor_orders o on o.id = d.vendor_order_id where d.id = ?";
    RIDER_OF = "select rider_id from deliveries where partner_id = ? and id = ?";
    IS_RIDER = "select m.id from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.user_id = ? and m.role = 'rider' and m.state = 'active' and u.state = 'active'";
    RIDERS = "select m.user_id, u.name, count(d.id) from memberships m join users u on u.id = m.user_id
        left join deliveries d on d.rider_id = m.user_id and d.partner_id = m.company_id and d.state in ('assigned', 'picked_up')
        where m.company_id = ? and m.role = 'rider' and m.state = 'active' and u.state = 'active' group by m.user_id, u.name order by u.name, m.user_id";
    HISTORY = "select e.seq, e.at, e.to_state, e.failure_code, e.failure, case when e.company_id = d.partner_id then u.name else null end
        from deliveries d join delivery_events e on e.delivery_id = d.id left join users u on u.id = e.user_id
        where d.partner_id = ? and d.id = ? order by e.id limit 200";
    PARTNERS = "select id, display_name from companies where kind = 'delivery_partner' and state = 'approved' order by name_key, id";
    OWNS_ORDER = "select id from orders where retailer_id = ? and id = ?";
    OF_ORDER = "select d.id, d.code_round, d.wrong_codes, d.vendor_order_id, d.state, d.failure_code, d.failure, d.updated_at from deliveries d join vendor_orders o on o.id = d.vendor_order_id where d.retailer_id = ? and o.order_id = ? order by o.seq";
}

// TENANT: the scope follows in `scoped`.
const SELECT: Stmt = Stmt::same(
    "select d.id, d.vendor_order_id, o.number, d.state, d.partner_id, d.rider_id, v.display_name, v.address_line, v.city, v.postcode, p.ship_name, p.ship_line, p.ship_city, p.ship_postcode, p.ship_country, d.wrong_codes, d.code_round, d.failure_code, d.failure, d.updated_at
     from deliveries d join vendor_orders o on o.id = d.vendor_order_id join orders p on p.id = o.order_id join companies v on v.id = d.vendor_id where d.id ",
);
const IS: Stmt = Stmt::same("= ?");
const BEFORE: Stmt = Stmt::same("< ?");
const OF_PARTNER: Stmt = Stmt::same(" and d.partner_id = ?");
const OF_RIDER: Stmt = Stmt::same(" and d.partner_id = ? and d.rider_id = ?");
const IN_STATE: Stmt = Stmt::same(" and d.state = ?");
const OPEN: Stmt = Stmt::same(" and d.state in ('offered', 'assigned', 'picked_up', 'failed') order by d.id limit ?");
const DELIVERED: Stmt =
    Stmt::same(" and d.state = 'delivered' and d.updated_at >= ? order by d.updated_at desc, d.id desc limit ?");
const NEWEST: Stmt = Stmt::same(" order by d.id desc limit ?");
const PARTIES: Stmt = Stmt::same("select id, vendor_id, retailer_id, partner_id from deliveries where id in (");
const CLOSE: Stmt = Stmt::same(")");

/// Whose deliveries are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum DeliveryScope {
    /// Staff's: all of them.
    Everything,
    /// A partner's own.
    Partner(CompanyId),
    /// A rider's own, in their company.
    Rider(CompanyId, UserId),
}

/// A delivery, held by this transaction.
#[derive(Debug, Clone)]
pub(super) struct LockedDelivery {
    pub id: DeliveryId,
    pub vendor_order: VendorOrderId,
    pub state: DeliveryState,
    pub version: i64,
    pub partner: Option<CompanyId>,
    pub code_round: i64,
    pub wrong_codes: i64,
}

fn held(mut r: Row) -> Result<LockedDelivery> {
    Ok(infra::columns!(r, LockedDelivery { id, vendor_order, state, version, partner, code_round, wrong_codes }))
}

pub(super) async fn insert(
    tx: &WriteTx,
    id: DeliveryId,
    vendor_order: VendorOrderId,
    parties: (CompanyId, CompanyId),
    now: Timestamp,
) -> Result<()> {
    tx.exec(&INSERT, args![id, vendor_order, parties.0, parties.1, now, now]).await.map(drop)
}

pub(super) async fn exists_for(tx: &WriteTx, vendor_order: VendorOrderId) -> Result<bool> {
    Ok(tx.one(&EXISTS_FOR, args![vendor_order]).await?.is_some())
}

pub(super) struct NewDeliveryEvent {
    pub id: EventId,
    pub delivery: DeliveryId,
    /// Its number in the history: the delivery's version from this step on.
    pub seq: i64,
    pub at: Timestamp,
    pub user: Option<UserId>,
    pub company: Option<CompanyId>,
    pub from: Option<DeliveryState>,
    pub to: DeliveryState,
    pub failure: Option<Failure>,
}

pub(super) async fn insert_event(tx: &WriteTx, e: NewDeliveryEvent) -> Result<()> {
    let (code, note) = e.failure.map_or((None, None), |why| (Some(why.code), why.note));
    let values = args![e.id, e.delivery, e.seq, e.at, e.user, e.company, e.from, e.to, code, note];
    tx.exec(&INSERT_EVENT, values).await.map(drop)
}

pub(super) async fn lock_unscoped(tx: &WriteTx, id: DeliveryId) -> Result<Option<LockedDelivery>> {
    tx.one(&LOCK_UNSCOPED, args![id]).await?.map(held).transpose()
}

pub(super) async fn lock_of_partner(
    tx: &WriteTx,
    partner: CompanyId,
    id: DeliveryId,
) -> Result<Option<LockedDelivery>> {
    tx.one(&LOCK_OF_PARTNER, args![partner, id]).await?.map(held).transpose()
}

pub(super) async fn lock_of_rider(
    tx: &WriteTx,
    partner: CompanyId,
    rider: UserId,
    id: DeliveryId,
) -> Result<Option<LockedDelivery>> {
    tx.one(&LOCK_OF_RIDER, args![partner, rider, id]).await?.map(held).transpose()
}

pub(super) async fn lock_for(tx: &WriteTx, vendor_order: VendorOrderId) -> Result<Option<LockedDelivery>> {
    tx.one(&LOCK_FOR, args![vendor_order]).await?.map(held).transpose()
}

pub(super) async fn set_state(
    tx: &WriteTx,
    id: DeliveryId,
    from: DeliveryState,
    to: DeliveryState,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&SET_STATE, args![to, now, id, from]).await? == 1)
}

pub(super) async fn set_partner(tx: &WriteTx, id: DeliveryId, partner: CompanyId) -> Result<()> {
    tx.exec(&SET_PARTNER, args![partner, id]).await.map(drop)
}

pub(super) async fn set_rider(tx: &WriteTx, id: DeliveryId, rider: UserId) -> Result<()> {
    tx.exec(&SET_RIDER, args![rider, id]).await.map(drop)
}

pub(super) async fn set_failure(tx: &WriteTx, id: DeliveryId, why: &Failure) -> Result<()> {
    tx.exec(&SET_FAILURE, args![why.code, why.note, id]).await.map(drop)
}

pub(super) async fn renew_code(tx: &WriteTx, id: DeliveryId) -> Result<()> {
    tx.exec(&RENEW_CODE, args![id]).await.map(drop)
}

pub(super) async fn count_wrong_code(tx: &WriteTx, id: DeliveryId) -> Result<()> {
    tx.exec(&COUNT_WRONG, args![id]).await.map(drop)
}

/// What is told of a delivery when its code is blocked or renewed.
pub(super) struct AboutCode {
    pub number: String,
    pub retailer: CompanyId,
}

pub(super) async fn about_code(tx: &WriteTx, id: DeliveryId) -> Result<Option<AboutCode>> {
    let read = |mut r: Row| Ok(infra::columns!(r, AboutCode { number, retailer }));
    tx.one(&ABOUT_CODE, args![id]).await?.map(read).transpose()
}

pub(super) async fn is_rider(tx: &WriteTx, partner: CompanyId, rider: UserId) -> Result<bool> {
    Ok(tx.one(&IS_RIDER, args![partner, rider]).await?.is_some())
}

pub(super) async fn rider_of(tx: &WriteTx, partner: CompanyId, id: DeliveryId) -> Result<Option<UserId>> {
    tx.one(&RIDER_OF, args![partner, id]).await?.map_or(Ok(None), |mut r| r.take())
}

fn view(mut r: Row) -> Result<DeliveryView> {
    let (id, vendor_order_id, order_number, state, partner_id, rider_id, vendor_name) = r.take_tuple()?;
    let (line, city, postcode): (String, String, String) = r.take_tuple()?;
    let ship_to = infra::columns!(r, ShipTo { name, line, city, postcode, country });
    let vendor_address = format!("{line}, {postcode} {city}");
    let (wrong_codes, code_round): (i64, i64) = r.take_tuple()?;
    Ok(DeliveryView {
        id,
        vendor_order_id,
        order_number,
        state,
        partner_id,
        rider_id,
        vendor_name,
        vendor_address,
        ship_to,
        code_blocked: is_code_blocked(state, wrong_codes),
        code_renewals: code_round - 1,
        failure_code: r.take()?,
        failure: r.take()?,
        updated_at: r.take()?,
    })
}

fn scoped(sql: &mut SqlBuilder, scope: DeliveryScope) {
    match scope {
        DeliveryScope::Everything => {}
        DeliveryScope::Partner(partner) => drop(sql.push(&OF_PARTNER, args![partner])),
        DeliveryScope::Rider(partner, rider) => drop(sql.push(&OF_RIDER, args![partner, rider])),
    }
}

pub(super) async fn find(db: &Db, scope: DeliveryScope, id: DeliveryId) -> Result<Option<DeliveryView>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&IS, args![id]);
    scoped(&mut sql, scope);
    let values = sql.take_args();
    db.one(&sql, values).await?.map(view).transpose()
}

pub(super) async fn list(
    db: &Db,
    scope: DeliveryScope,
    state: Option<DeliveryState>,
    after: Option<DeliveryId>,
    limit: PageLimit,
) -> Result<Vec<DeliveryView>> {
    let mut sql = statement_of_list(scope, state, after, limit);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(view).collect()
}

pub(super) fn statement_of_list(
    scope: DeliveryScope,
    state: Option<DeliveryState>,
    after: Option<DeliveryId>,
    limit: PageLimit,
) -> SqlBuilder {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BEFORE, args![after.unwrap_or_else(Id::greatest)]);
    scoped(&mut sql, scope);
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    sql
}

/// Everything within a scope that is not over, oldest first.
pub(super) async fn open(db: &Db, scope: DeliveryScope, most: i64) -> Result<Vec<DeliveryView>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BEFORE, args![DeliveryId::greatest()]);
    scoped(&mut sql, scope);
    sql.push(&OPEN, args![most]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(view).collect()
}

/// What arrived within a scope since an instant, the latest first.
pub(super) async fn delivered_since(
    db: &Db,
    scope: DeliveryScope,
    since: Timestamp,
    most: i64,
) -> Result<Vec<DeliveryView>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BEFORE, args![DeliveryId::greatest()]);
    scoped(&mut sql, scope);
    sql.push(&DELIVERED, args![since, most]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(view).collect()
}

pub(super) async fn riders(db: &Db, partner: CompanyId) -> Result<Vec<RiderRow>> {
    let read = |mut r: Row| Ok(infra::columns!(r, RiderRow { user_id, name, under_way }));
    db.all(&RIDERS, args![partner]).await?.into_iter().map(read).collect()
}

pub(super) async fn history(db: &Db, partner: CompanyId, id: DeliveryId) -> Result<Vec<DeliveryEventRow>> {
    let read = |mut r: Row| {
        let seq: i64 = r.take()?;
        Ok((seq, infra::columns!(r, DeliveryEventRow { at, to, failure_code, failure, who })))
    };
    let steps: Result<_> = db.all(&HISTORY, args![partner, id]).await?.into_iter().map(read).collect();
    Ok(in_order(steps?))
}

pub(super) async fn partners_unscoped(db: &Db) -> Result<Vec<PartnerRow>> {
    let read = |mut r: Row| Ok(infra::columns!(r, PartnerRow { id, name }));
    db.all(&PARTNERS, vec![]).await?.into_iter().map(read).collect()
}

pub(super) async fn owns_order(db: &Db, retailer: CompanyId, order: OrderId) -> Result<bool> {
    Ok(db.one(&OWNS_ORDER, args![retailer, order]).await?.is_some())
}

pub(super) async fn of_order(
    db: &Db,
    retailer: CompanyId,
    order: OrderId,
) -> Result<Vec<(DeliveryId, i64, TrackingView)>> {
    let read = |mut r: Row| {
        let (id, round, wrong_codes): (_, i64, i64) = r.take_tuple()?;
        let (vendor_order_id, state) = r.take_tuple()?;
        let view = TrackingView {
            vendor_order_id,
            state,
            proof_code: None,
            code_blocked: is_code_blocked(state, wrong_codes),
            code_renewals: round - 1,
            failure_code: r.take()?,
            failure: r.take()?,
            updated_at: r.take()?,
        };
        Ok((id, round, view))
    };
    db.all(&OF_ORDER, args![retailer, order]).await?.into_iter().map(read).collect()
}

/// Who sells, buys and brings what some deliveries deliver; at least one.
pub(super) async fn parties_unscoped(db: &Db, ids: &[DeliveryId]) -> Result<Vec<(DeliveryId, [Option<CompanyId>; 3])>> {
    let mut sql = SqlBuilder::new(&PARTIES, vec![]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| Ok((r.take()?, [r.take()?, r.take()?, r.take()?]));
    db.all(&sql, values).await?.into_iter().map(read).collect()
}
