//! The subject's SQL. Reads may join other subjects' tables; writes touch only this subject's own.

/// How many packs of a line `l` of a vendor order `o` are to be paid: what was ordered without what was declined, and none
/// of what was rejected or cancelled. Every amount that is sold, owed or counted for something is made of these.
macro_rules! accepted_packs {
    ($($engine:ident)?) => {
        "case when o.state in ('rejected', 'cancelled') then 0 else l.qty_ordered - l.qty_declined end"
    };
}

/// What the lines `l` of vendor orders `o` come to so, in minor units.
macro_rules! accepted_sum {
    (sqlite) => {
        concat!("coalesce(sum(l.unit_price_minor * (", accepted_packs!(), ")), 0)")
    };
    (mysql) => {
        concat!("cast(", accepted_sum!(sqlite), " as signed)")
    };
    (postgres) => {
        concat!(accepted_sum!(sqlite), "::bigint")
    };
}

mod counting;
mod erasing;
mod exporting;
mod figures;
mod listing;
mod locking;
mod ranking;
mod rolling_up;
mod taking_less;
mod unaccepted;

use std::collections::BTreeMap;

use infra::db::{Db, Error, Query, Result, Row, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, Currency, EventId, Money, OfferId, OrderId, OrderLineId, Timestamp, UserId, VendorOrderId};

use super::placement::{PlaceOrderCommand, PlacedOrder, PlacedVendorOrder};
use super::state::{ReasonCode, VendorOrderState};
use super::view::{HistoryRow, LineView, OrderState, OrderView, RetailerVendorOrder, VendorOrderView, settle_packs};
use crate::Ctx;
use crate::catalog::OrderedOffer;
use crate::companies::ShipTo;
use crate::history::in_order;
use crate::inventory::Allocation;

pub use counting::ALL as COUNTING;
pub(super) use counting::{count_moved, count_placed, counts, recount, wrong_counts_unscoped};
pub(super) use erasing::erase_old_addresses_unscoped;
pub(super) use exporting::{lines_of_retailer, lines_of_vendor};
pub(super) use figures::{best_sellers, own_lines};
pub(super) use listing::{
    list_of_vendor, list_own, list_unscoped, numbered_of_vendor, numbered_own, numbered_unscoped, oldest_of_vendor,
};
pub(super) use locking::{
    LockedVendorOrder, among_in_state_unscoped, lock_of_retailer, lock_of_vendor, lock_unscoped, set_state,
    unshipped_of_retailer,
};
pub(super) use ranking::{most_ordered, statement_of_ranking};
pub use rolling_up::ALL as ROLLING_UP;
pub(super) use rolling_up::{
    Period, RolledUp, SoldLine, Sum, offers_sold, offers_summed, periods_at, roll_up, rolled_up, sold_lines, sums,
    take_off, vendors_after,
};
pub(super) use taking_less::{accept_lines, allocated, shrink_allocations};
pub(super) use unaccepted::{HeldUnaccepted, count_delivered, held_unaccepted};

infra::statements! {
    INSERT_ORDER = "insert into orders (id, number, retailer_id, buyer_id, currency, total_minor, payment_terms, reference, ship_name, ship_line, ship_city, ship_postcode, ship_country, placed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    LOCK_OF_VENDOR = {
        "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where vendor_id = ? and id = ?",
        my: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where vendor_id = ? and id = ? for update",
        pg: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where vendor_id = ? and id = ? for update"
    };
    LOCK_OF_RETAILER = {
        "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where retailer_id = ? and order_id = ? and id = ?",
        my: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where retailer_id = ? and order_id = ? and id = ? for update",
        pg: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where retailer_id = ? and order_id = ? and id = ? for update"
    };
    LOCK_UNSCOPED = {
        "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where id = ?",
        my: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where id = ? for update",
        pg: "select id, number, order_id, vendor_id, retailer_id, state, version, placed_at, declined_minor from vendor_orders where id = ? for update"
    };
    // TENANT: an order that was locked for one of its parties.
    SET_STATE = "update vendor_orders set state = ?, declined_minor = ?, updated_at = ?, version = version + 1 where id = ? and state = ?";
    QUANTITIES = "select id, offer_id, unit_price_minor, qty_ordered from order_lines where vendor_order_id = ? order by position";
    ACCEPT_ALL = "update order_lines set qty_accepted = qty_ordered, qty_declined = 0 where vendor_order_id = ?";
    DECLINE_ALL = "update order_lines set qty_declined = qty_ordered - qty_accepted where vendor_order_id = ?";
    ALLOCATED = "select a.id, a.line_id, a.level_id, a.quantity from allocations a join order_lines l on l.id = a.line_id where l.vendor_order_id = ? and a.state = 'allocated' order by a.level_id, a.id";
    // MariaDB would walk through all allocations there are, and look into the lines for each.
    END = {
        "update allocations set state = ? where state = 'allocated' and line_id in (select id from order_lines where vendor_order_id = ?)",
        my: "update order_lines l join allocations a on a.line_id = l.id set a.state = ? where l.vendor_order_id = ? and a.state = 'allocated'"
    };
    LIST_OWN = "select p.id, p.number, p.retailer_id, p.total_minor, p.currency, p.placed_at from orders p where p.retailer_id = ? and p.id < ? order by p.id desc limit ?";
    LIST_UNSCOPED = "select p.id, p.number, p.retailer_id, p.total_minor, p.currency, p.placed_at from orders p where p.id < ? order by p.id desc limit ?";
    NUMBERED_OWN = "select id from orders where retailer_id = ? and number = ? union all select order_id from vendor_orders where retailer_id = ? and number = ?";
    NUMBERED_UNSCOPED = "select id from orders where number = ? union all select order_id from vendor_orders where number = ?";
    NUMBERED_OF_VENDOR = "select id from vendor_orders where vendor_id = ? and number = ?";
    // Of orders that have ended, and were left alone since.
    OLD_ADDRESSES = "select p.id from orders p where p.ship_erased_at is null and p.placed_at < ? and not exists (select 1 from vendor_orders o where o.order_id = p.id and (o.state not in ('completed', 'rejected', 'cancelled') or o.updated_at >= ?)) order by p.placed_at limit ?";
    FIND_OWN = "select id, number, retailer_id, buyer_id, total_minor, currency, payment_terms, reference, ship_name, ship_line, ship_city, ship_postcode, ship_country, placed_at from orders where retailer_id = ? and id = ?";
    FIND_UNSCOPED = "select id, number, retailer_id, buyer_id, total_minor, currency, payment_terms, reference, ship_name, ship_line, ship_city, ship_postcode, ship_country, placed_at from orders where id = ?";
    // TENANT: of an order that was found for its retailer or staff.
    VENDOR_ORDERS = "select o.id, o.number, o.vendor_id, v.display_name, case when v.state = 'approved' then 1 else 0 end, o.state, o.total_minor, o.currency, o.accept_by from vendor_orders o join companies v on v.id = o.vendor_id where o.order_id = ? order by o.seq";
    // TENANT: of an order that was found for its vendor.
    LINES = ["select l.vendor_order_id, l.id, l.offer_id, l.product_id, l.sku, l.title, l.pack_size, l.unit_price_minor, o.currency, l.price_change_id, l.tax_class, l.qty_ordered, l.qty_accepted, l.qty_declined, ", accepted_packs, "
        from order_lines l join vendor_orders o on o.id = l.vendor_order_id where l.vendor_order_id = ? order by l.position"];
    // TENANT: of an order that was found for its vendor.
    HISTORY = "select e.seq, e.vendor_order_id, e.at, e.from_state, e.to_state, e.reason_code, e.reason from order_events e where e.vendor_order_id = ? order by e.id";
    // TENANT: of an order that was found for its retailer or staff.
    LINES_OF_ORDER = ["select l.vendor_order_id, l.id, l.offer_id, l.product_id, l.sku, l.title, l.pack_size, l.unit_price_minor, o.currency, l.price_change_id, l.tax_class, l.qty_ordered, l.qty_accepted, l.qty_declined, ", accepted_packs, "
        from order_lines l join vendor_orders o on o.id = l.vendor_order_id where o.order_id = ? order by o.seq, l.position"];
    // TENANT: of an order that was found for its retailer or staff.
    HISTORY_OF_ORDER = "select e.seq, e.vendor_order_id, e.at, e.from_state, e.to_state, e.reason_code, e.reason from order_events e join vendor_orders o on o.id = e.vendor_order_id where o.order_id = ? order by e.id";
    OF_VENDOR = ["select o.id, o.number, r.display_name, o.state, o.total_minor, o.currency, (select ", accepted_sum, " from order_lines l where l.vendor_order_id = o.id), o.accept_by, o.placed_at from vendor_orders o join companies r on r.id = o.retailer_id
        where o.vendor_id = ? and o.id < ? order by o.id desc limit ?"];
    OF_VENDOR_IN = ["select o.id, o.number, r.display_name, o.state, o.total_minor, o.currency, (select ", accepted_sum, " from order_lines l where l.vendor_order_id = o.id), o.accept_by, o.placed_at from vendor_orders o join companies r on r.id = o.retailer_id
        where o.vendor_id = ? and o.state = ? and o.id < ? order by o.id desc limit ?"];
    UNSHIPPED_OF_RETAILER = "select id from vendor_orders where retailer_id = ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready') order by id";
    OLDEST_OF_VENDOR = ["select o.id, o.number, r.display_name, o.state, o.total_minor, o.currency, (select ", accepted_sum, " from order_lines l where l.vendor_order_id = o.id), o.accept_by, o.placed_at from vendor_orders o join companies r on r.id = o.retailer_id
        where o.vendor_id = ? and o.state = ? order by o.id limit ?"];
    OWN_LINES = "select l.offer_id, l.sku, l.title, l.qty_ordered from orders p join vendor_orders o on o.order_id = p.id join order_lines l on l.vendor_order_id = o.id
        where p.retailer_id = ? and p.id = ? order by o.seq, l.position";
    FIND_OF_VENDOR = "select o.id, o.number, r.display_name, o.state, o.total_minor, o.currency, p.payment_terms, p.ship_name, p.ship_line, p.ship_city, p.ship_postcode, p.ship_country, o.accept_by, o.placed_at, o.version
        from vendor_orders o join orders p on p.id = o.order_id join companies r on r.id = o.retailer_id where o.vendor_id = ? and o.id = ?";
    LINES_OF_VENDOR = ["select o.id, o.number, o.placed_at, c.display_name, o.state, l.sku, l.title, l.pack_size, l.qty_ordered, l.qty_accepted, l.qty_declined, l.unit_price_minor, o.currency, ", accepted_packs, "
        from (select id, number, placed_at, retailer_id, state, currency from vendor_orders where vendor_id = ? and id < ? order by id desc limit ?) o
        join companies c on c.id = o.retailer_id join order_lines l on l.vendor_order_id = o.id order by o.id desc, l.position"];
    LINES_OF_RETAILER = ["select p.id, o.number, p.placed_at, c.display_name, o.state, l.sku, l.title, l.pack_size, l.qty_ordered, l.qty_accepted, l.qty_declined, l.unit_price_minor, o.currency, ", accepted_packs, "
        from (select id, placed_at from orders where retailer_id = ? and id < ? order by id desc limit ?) p
        join vendor_orders o on o.order_id = p.id join companies c on c.id = o.vendor_id join order_lines l on l.vendor_order_id = o.id order by p.id desc, o.seq, l.position"];
}

const INSERT_VENDOR_ORDERS: Stmt = Stmt::same(
    "insert into vendor_orders (id, order_id, seq, number, vendor_id, retailer_id, currency, total_minor, state, accept_by, placed_at, updated_at, version) values ",
);
const INSERT_LINES: Stmt = Stmt::same(
    "insert into order_lines (id, vendor_order_id, position, offer_id, product_id, sku, title, pack_size, unit_price_minor, price_change_id, tax_class, qty_ordered, qty_accepted, qty_declined) values ",
);
const INSERT_ALLOCATIONS: Stmt = Stmt::same("insert into allocations (id, line_id, level_id, quantity, state) values ");
const INSERT_EVENTS: Stmt = Stmt::same(
    "insert into order_events (id, vendor_order_id, seq, at, user_id, company_id, from_state, to_state, reason_code, reason) values ",
);

/// An order to write, with its parts.
pub(super) struct NewOrder<'a> {
    pub placed: &'a PlacedOrder,
    pub retailer: CompanyId,
    pub buyer: UserId,
    pub cmd: &'a PlaceOrderCommand,
    pub ship_to: &'a ShipTo,
}

pub(super) async fn insert_order(tx: &WriteTx, new: &NewOrder<'_>) -> Result<()> {
    let (p, cmd, to) = (new.placed, new.cmd, new.ship_to);
    let values = args![
        p.id,
        p.number,
        new.retailer,
        new.buyer,
        p.total.currency(),
        p.total.minor(),
        cmd.terms,
        cmd.reference,
        to.name,
        to.line,
        to.city,
        to.postcode,
        to.country,
        p.placed_at
    ];
    tx.exec(&INSERT_ORDER, values).await.map(drop)
}

pub(super) async fn insert_vendor_orders(tx: &WriteTx, new: &NewOrder<'_>) -> Result<()> {
    let (order, retailer, now) = (new.placed.id, new.retailer, new.placed.placed_at);
    let row = |(p, seq): (&PlacedVendorOrder, i64)| {
        args![
            p.id,
            order,
            seq,
            p.number,
            p.vendor_id,
            retailer,
            p.total.currency(),
            p.total.minor(),
            VendorOrderState::Placed,
            p.accept_by,
            now,
            now,
            1_i64
        ]
    };
    tx.insert_rows(&INSERT_VENDOR_ORDERS, new.placed.vendor_orders.iter().zip(1..).map(row).collect()).await
}

pub(super) struct NewLine {
    pub id: OrderLineId,
    pub vendor_order: VendorOrderId,
    pub position: i64,
    pub quantity: i64,
    pub offer: OrderedOffer,
}

pub(super) async fn insert_lines(tx: &WriteTx, lines: Vec<NewLine>) -> Result<()> {
    let row = |l: NewLine| {
        let o = l.offer;
        args![
            l.id,
            l.vendor_order,
            l.position,
            o.id,
            o.product,
            o.sku,
            o.title,
            o.pack_size,
            o.price.minor(),
            o.price_change,
            o.tax_class,
            l.quantity,
            0_i64,
            0_i64
        ]
    };
    tx.insert_rows(&INSERT_LINES, lines.into_iter().map(row).collect()).await
}

pub(super) async fn insert_allocations(ctx: &Ctx, tx: &WriteTx, taken: &[Allocation]) -> Result<()> {
    // Allocations are named by nobody outside this subject, so they share the line's id type.
    let row =
        |t: &Allocation| args![ctx.store.id::<OrderLineId>(), t.line, t.level, t.quantity, "allocated".to_owned()];
    tx.insert_rows(&INSERT_ALLOCATIONS, taken.iter().map(row).collect()).await
}

pub(super) struct NewEvent {
    pub id: EventId,
    pub vendor_order: VendorOrderId,
    /// Its number in the history: the vendor order's version from this step on.
    pub seq: i64,
    pub at: Timestamp,
    pub user: Option<UserId>,
    pub company: Option<CompanyId>,
    pub from: Option<VendorOrderState>,
    pub to: VendorOrderState,
    pub reason_code: Option<ReasonCode>,
    pub reason: Option<String>,
}

pub(super) async fn insert_events(tx: &WriteTx, events: Vec<NewEvent>) -> Result<()> {
    let row = |e: NewEvent| {
        args![e.id, e.vendor_order, e.seq, e.at, e.user, e.company, e.from, e.to, e.reason_code, e.reason]
    };
    tx.insert_rows(&INSERT_EVENTS, events.into_iter().map(row).collect()).await
}

/// A line as it was ordered.
pub(super) struct OrderedLine {
    pub id: OrderLineId,
    pub offer: OfferId,
    pub unit_price_minor: i64,
    pub quantity: i64,
}

pub(super) async fn quantities(tx: &WriteTx, id: VendorOrderId) -> Result<Vec<OrderedLine>> {
    let read = |mut r: Row| Ok(infra::columns!(r, OrderedLine { id, offer, unit_price_minor, quantity }));
    tx.all(&QUANTITIES, args![id]).await?.into_iter().map(read).collect()
}

pub(super) async fn decline_all(tx: &WriteTx, id: VendorOrderId) -> Result<()> {
    tx.exec(&DECLINE_ALL, args![id]).await.map(drop)
}

pub(super) async fn end_allocations(tx: &WriteTx, id: VendorOrderId, state: &str) -> Result<()> {
    tx.exec(&END, args![state.to_owned(), id]).await.map(drop)
}

fn money(r: &mut Row) -> Result<Money> {
    let (minor, currency) = r.take_tuple()?;
    amount(minor, currency)
}

fn amount(minor: i64, currency: Currency) -> Result<Money> {
    Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()))
}

/// What an order comes to before its lines are read.
const NOT_READ: Money = Money::zero(Currency::INR);

/// What some amounts of one currency come to.
fn sum(currency: Currency, mut amounts: impl Iterator<Item = Money>) -> Result<Money> {
    let sum = amounts.try_fold(Money::zero(currency), Money::plus);
    sum.map_err(|e| Error::Decode(e.to_string()))
}

fn ship_to(r: &mut Row) -> Result<ShipTo> {
    Ok(infra::columns!(r, ShipTo { name, line, city, postcode, country }))
}

fn order(mut r: Row) -> Result<OrderView> {
    Ok(infra::columns!(
        r,
        OrderView {
            id,
            number,
            retailer_id,
            buyer_id,
            state: OrderState::Open,
            total: money(&mut r)?,
            accepted_total: NOT_READ,
            payment_terms,
            reference,
            ship_to: ship_to(&mut r)?,
            placed_at,
            vendor_orders: Vec::new()
        }
    ))
}

pub(super) async fn find_own(db: &Db, retailer: CompanyId, id: OrderId) -> Result<Option<OrderView>> {
    db.one(&FIND_OWN, args![retailer, id]).await?.map(order).transpose()
}

pub(super) async fn find_unscoped(db: &Db, id: OrderId) -> Result<Option<OrderView>> {
    db.one(&FIND_UNSCOPED, args![id]).await?.map(order).transpose()
}

/// Fills in the parts with their lines and histories: three statements, however many parts there are.
pub(super) async fn with_vendor_orders(db: &Db, mut view: OrderView) -> Result<OrderView> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            RetailerVendorOrder {
                id,
                number,
                vendor_id,
                vendor_name,
                vendor_is_approved,
                state,
                total: money(&mut r)?,
                accepted_total: NOT_READ,
                accept_by,
                lines: Vec::new(),
                history: Vec::new()
            }
        ))
    };
    let (vendor_orders, lines, history) = tokio::try_join!(
        db.all(&VENDOR_ORDERS, args![view.id]),
        db.all(&LINES_OF_ORDER, args![view.id]),
        db.all(&HISTORY_OF_ORDER, args![view.id])
    )?;
    view.vendor_orders = vendor_orders.into_iter().map(read).collect::<Result<_>>()?;
    let at: BTreeMap<VendorOrderId, usize> =
        view.vendor_orders.iter().enumerate().map(|(at, vendor_order)| (vendor_order.id, at)).collect();
    for row in lines {
        let (vendor_order, line) = line(row)?;
        if let Some(at) = at.get(&vendor_order) {
            view.vendor_orders[*at].lines.push(line);
        }
    }
    for part in &mut view.vendor_orders {
        settle_packs(part.state, &mut part.lines);
        part.accepted_total = sum(part.total.currency(), part.lines.iter().map(|line| line.accepted_total))?;
    }
    view.accepted_total = sum(view.total.currency(), view.vendor_orders.iter().map(|part| part.accepted_total))?;
    let mut histories: BTreeMap<usize, Vec<(i64, HistoryRow)>> = BTreeMap::new();
    for row in history {
        let (seq, vendor_order, step) = step(row)?;
        if let Some(at) = at.get(&vendor_order) {
            histories.entry(*at).or_default().push((seq, step));
        }
    }
    for (at, steps) in histories {
        view.vendor_orders[at].history = in_order(steps);
    }
    view.state = OrderState::of(&view.vendor_orders.iter().map(|p| p.state).collect::<Vec<_>>());
    Ok(view)
}

fn line(mut r: Row) -> Result<(VendorOrderId, LineView)> {
    let vendor_order = r.take()?;
    let mut line = infra::columns!(
        r,
        LineView {
            id,
            offer_id,
            product_id,
            sku,
            title,
            pack_size,
            unit_price: money(&mut r)?,
            price_change_id,
            tax_class,
            quantity_ordered,
            quantity_accepted,
            quantity_declined,
            quantity_cancelled: 0,
            total: NOT_READ,
            accepted_total: NOT_READ
        }
    );
    (line.total, line.accepted_total) =
        (times(line.unit_price, line.quantity_ordered)?, times(line.unit_price, r.take()?)?);
    Ok((vendor_order, line))
}

fn times(price: Money, packs: i64) -> Result<Money> {
    price.times(packs).map_err(|e| Error::Decode(e.to_string()))
}

fn step(mut r: Row) -> Result<(i64, VendorOrderId, HistoryRow)> {
    let (seq, vendor_order) = r.take_tuple()?;
    let (at, from, to, reason_code, reason) = r.take_tuple()?;
    Ok((seq, vendor_order, HistoryRow { at, from, to, reason_code, reason }))
}

/// Fills in the lines and the history of one vendor's part.
pub(super) async fn with_lines(db: &Db, mut view: VendorOrderView) -> Result<VendorOrderView> {
    let (lines, history) = tokio::try_join!(db.all(&LINES, args![view.id]), db.all(&HISTORY, args![view.id]))?;
    view.lines = lines.into_iter().map(|row| Ok(line(row)?.1)).collect::<Result<_>>()?;
    settle_packs(view.state, &mut view.lines);
    view.accepted_total = sum(view.total.currency(), view.lines.iter().map(|line| line.accepted_total))?;
    let steps = history.into_iter().map(step).map(|read| read.map(|(seq, _, step)| (seq, step)));
    view.history = in_order(steps.collect::<Result<_>>()?);
    Ok(view)
}

pub(super) async fn find_of_vendor(db: &Db, vendor: CompanyId, id: VendorOrderId) -> Result<Option<VendorOrderView>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            VendorOrderView {
                id,
                number,
                retailer_name,
                state,
                total: money(&mut r)?,
                accepted_total: NOT_READ,
                payment_terms,
                ship_to: ship_to(&mut r)?,
                accept_by,
                placed_at,
                version,
                lines: Vec::new(),
                history: Vec::new()
            }
        ))
    };
    db.one(&FIND_OF_VENDOR, args![vendor, id]).await?.map(read).transpose()
}
