//! What a vendor sold within periods that are over, summed up: days of its time zone, and ten of them together.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, OfferId, Scalar, Stored, Timestamp, VendorOrderId, ZoneName};

infra::statements! {
    // Of a vendor's time, what is summed up; and in the first row when it had its first order and its last.
    ROLLED_UP = "select 0, (select placed_at from vendor_orders where vendor_id = ? order by placed_at limit 1), (select placed_at from vendor_orders where vendor_id = ? order by placed_at desc limit 1), 0, 0, 0
        union all select days, begins_at, ends_at, orders, total_minor, settled from vendor_sales where vendor_id = ? and begins_at >= ?";
    // Every vendor, for the job that sums up what each sold.
    VENDORS_AFTER = "select id, time_zone from companies where kind = 'vendor' and id > ? order by id limit ?";
    PERIODS_AT = "select days, begins_at, ends_at from vendor_sales where vendor_id = ? and begins_at <= ? and ends_at > ? order by days, begins_at";
    TAKE_OFF = "update vendor_sales set orders = orders - ?, total_minor = total_minor - ? where vendor_id = ? and days = ? and begins_at = ?";
    TAKE_OFF_OFFER = "update vendor_offer_sales set packs = packs - ?, total_minor = total_minor - ? where vendor_id = ? and days = ? and begins_at = ? and offer_id = ?";
    SOLD_LINES = "select offer_id, qty_ordered - qty_declined, unit_price_minor * (qty_ordered - qty_declined) from order_lines where vendor_order_id = ?";
    LOCK_UNSETTLED = {
        "select id from vendor_orders where vendor_id = ? and placed_at >= ? and placed_at < ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready') order by id",
        my: "select id from vendor_orders where vendor_id = ? and placed_at >= ? and placed_at < ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready') order by id for update",
        pg: "select id from vendor_orders where vendor_id = ? and placed_at >= ? and placed_at < ? and state in ('placed', 'partially_accepted', 'accepted', 'cancel_requested', 'preparing', 'ready') order by id for update"
    };
    FORGET_SALES = "delete from vendor_sales where vendor_id = ? and begins_at < ?";
    FORGET_OFFER_SALES = "delete from vendor_offer_sales where vendor_id = ? and begins_at < ?";
}

/// A stretch of time: so many days of some calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Period {
    pub days: i64,
    pub begins: Timestamp,
    pub ends: Timestamp,
}

/// What was sold within a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sum {
    pub orders: i64,
    pub total_minor: i64,
    /// Whether none of its orders can be rejected, cancelled or accepted in part any more.
    pub is_settled: bool,
}

/// What is summed up of a vendor's time.
#[derive(Debug, Default)]
pub(crate) struct RolledUp {
    /// When its first order was placed and its last, if there were any.
    pub placed: Option<(Timestamp, Timestamp)>,
    pub sums: Vec<(Period, Sum)>,
}

impl RolledUp {
    pub fn find(&self, period: &Period) -> Option<Sum> {
        self.sums.iter().find(|(known, _)| known == period).map(|(_, sum)| *sum)
    }
    /// Whether nothing can have been ordered then.
    pub fn is_empty(&self, period: &Period) -> bool {
        self.placed.is_none_or(|(first, last)| last < period.begins || period.ends <= first)
    }
}

pub(crate) async fn rolled_up(db: &Db, vendor: CompanyId, since: Timestamp) -> Result<RolledUp> {
    let mut found = RolledUp::default();
    for mut row in db.all(&ROLLED_UP, args![vendor, vendor, vendor, since]).await? {
        let (days, begins, ends) = row.take_tuple::<(i64, Option<Timestamp>, Option<Timestamp>)>()?;
        let (orders, total_minor, settled) = row.take_tuple::<(i64, i64, i64)>()?;
        match begins.zip(ends) {
            Some(placed) if days == 0 => found.placed = Some(placed),
            Some((begins, ends)) => {
                let sum = Sum { orders, total_minor, is_settled: settled == 1 };
                found.sums.push((Period { days, begins, ends }, sum));
            }
            None => {}
        }
    }
    found.sums.sort_unstable_by_key(|(period, _)| *period);
    Ok(found)
}

// What an order comes to is as `accepted_sum` says it, but without its lines where what was declined of it is noted; earlier
// releases did not note it. One period after the other: each is a range of the index, where one range cut up afterwards would have every order
// compared with every border.
const SUM: Stmt = Stmt::per_engine(
    "select ? as begins, coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else 1 end), 0), coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else case when o.state = 'placed' then o.total_minor else o.total_minor - coalesce(o.declined_minor, (select sum(l.unit_price_minor * l.qty_declined) from order_lines l where l.vendor_order_id = o.id), 0) end end), 0), coalesce(sum(case when o.state in ('shipped', 'delivered', 'completed', 'rejected', 'cancelled') then 0 else 1 end), 0)",
    "select ? as begins, cast(coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else 1 end), 0) as signed), cast(coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else case when o.state = 'placed' then o.total_minor else o.total_minor - coalesce(o.declined_minor, (select sum(l.unit_price_minor * l.qty_declined) from order_lines l where l.vendor_order_id = o.id), 0) end end), 0) as signed), cast(coalesce(sum(case when o.state in ('shipped', 'delivered', 'completed', 'rejected', 'cancelled') then 0 else 1 end), 0) as signed)",
    "select ? as begins, cast(coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else 1 end), 0) as bigint), cast(coalesce(sum(case when o.state in ('rejected', 'cancelled') then 0 else case when o.state = 'placed' then o.total_minor else o.total_minor - coalesce(o.declined_minor, (select sum(l.unit_price_minor * l.qty_declined) from order_lines l where l.vendor_order_id = o.id), 0) end end), 0) as bigint), cast(coalesce(sum(case when o.state in ('shipped', 'delivered', 'completed', 'rejected', 'cancelled') then 0 else 1 end), 0) as bigint)",
);
const OF_PERIOD: Stmt =
    Stmt::same(" from vendor_orders o where o.vendor_id = ? and o.placed_at >= ? and o.placed_at < ?");
const AND: Stmt = Stmt::same(" union all ");
/// Periods of one statement.
const AT_ONCE: usize = 50;

/// What was sold within periods, counted from the orders, in the order of the periods.
pub(crate) async fn sums(db: &impl Query, vendor: CompanyId, periods: &[Period]) -> Result<Vec<Sum>> {
    let mut all = Vec::with_capacity(periods.len());
    for some in periods.chunks(AT_ONCE) {
        let mut sql = SqlBuilder::default();
        for (at, period) in some.iter().enumerate() {
            if at > 0 {
                sql.push(&AND, vec![]);
            }
            let which = i64::try_from(at).unwrap_or(i64::MAX);
            sql.push(&SUM, args![which]).push(&OF_PERIOD, args![vendor, period.begins, period.ends]);
        }
        let values = sql.take_args();
        let mut found: Vec<(i64, i64, i64, i64)> = Vec::new();
        for mut row in db.all(&sql, values).await? {
            found.push(row.take_tuple()?);
        }
        found.sort_unstable_by_key(|(at, ..)| *at);
        let sum = |(_, orders, total_minor, open)| Sum { orders, total_minor, is_settled: open == 0 };
        all.extend(found.into_iter().map(sum));
    }
    Ok(all)
}

/// A page of vendors with their time zones.
pub(crate) async fn vendors_after(db: &Db, after: CompanyId, most: i64) -> Result<Vec<(CompanyId, ZoneName)>> {
    db.all(&VENDORS_AFTER, args![after, most]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

const PUT_SALES: Stmt =
    Stmt::same("insert into vendor_sales (vendor_id, days, begins_at, ends_at, orders, total_minor, settled) values ");
const DROP_SALES: Stmt = Stmt::same("delete from vendor_sales where vendor_id = ? and days = ? and begins_at in (");
const DROP_OFFER_SALES: Stmt =
    Stmt::same("delete from vendor_offer_sales where vendor_id = ? and days = ? and begins_at in (");
const PUT_OFFER_SALES: Stmt = Stmt::per_engine(
    "insert into vendor_offer_sales (vendor_id, days, begins_at, ends_at, offer_id, packs, total_minor) select o.vendor_id, ?, ?, ?, l.offer_id, sum(l.qty_ordered - l.qty_declined), sum(l.unit_price_minor * (l.qty_ordered - l.qty_declined))",
    "insert into vendor_offer_sales (vendor_id, days, begins_at, ends_at, offer_id, packs, total_minor) select o.vendor_id, ?, ?, ?, l.offer_id, cast(sum(l.qty_ordered - l.qty_declined) as signed), cast(sum(l.unit_price_minor * (l.qty_ordered - l.qty_declined)) as signed)",
    "insert into vendor_offer_sales (vendor_id, days, begins_at, ends_at, offer_id, packs, total_minor) select o.vendor_id, cast(? as bigint), cast(? as bigint), cast(? as bigint), l.offer_id, cast(sum(l.qty_ordered - l.qty_declined) as bigint), cast(sum(l.unit_price_minor * (l.qty_ordered - l.qty_declined)) as bigint)",
);
const BY_OFFER: Stmt = Stmt::same(
    " from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.vendor_id = ? and o.placed_at >= ? and o.placed_at < ? and o.state not in ('rejected', 'cancelled') group by o.vendor_id, l.offer_id",
);

/// Sums periods up that are over, in place of what was summed up of them, and forgets what nobody looks at any more.
///
/// Orders of theirs that can still be called off are held meanwhile: whoever moves one does it before, and is counted, or
/// behind, and finds the sum to take it off.
pub(crate) async fn roll_up(tx: &WriteTx, vendor: CompanyId, periods: &[Period], forgotten: Timestamp) -> Result<()> {
    let (Some(begins), Some(ends)) = (periods.iter().map(|p| p.begins).min(), periods.iter().map(|p| p.ends).max())
    else {
        return Ok(());
    };
    let _: Vec<Row> = tx.all(&LOCK_UNSETTLED, args![vendor, begins, ends]).await?;
    let mut days: Vec<i64> = periods.iter().map(|period| period.days).collect();
    days.sort_unstable();
    days.dedup();
    for days in days {
        let starts: Vec<Scalar> =
            periods.iter().filter(|period| period.days == days).map(|period| period.begins.to_scalar()).collect();
        tx.exec_list(&DROP_SALES, args![vendor, days], starts.clone()).await?;
        tx.exec_list(&DROP_OFFER_SALES, args![vendor, days], starts).await?;
    }
    let sums = sums(tx, vendor, periods).await?;
    let row = |(p, sum): (&Period, &Sum)| {
        args![vendor, p.days, p.begins, p.ends, sum.orders, sum.total_minor, i64::from(sum.is_settled)]
    };
    tx.insert_rows(&PUT_SALES, periods.iter().zip(&sums).map(row).collect()).await?;
    for (period, _) in periods.iter().zip(&sums).filter(|(_, sum)| sum.orders > 0) {
        let mut sql = SqlBuilder::new(&PUT_OFFER_SALES, args![period.days, period.begins, period.ends]);
        let values = sql.push(&BY_OFFER, args![vendor, period.begins, period.ends]).take_args();
        tx.exec(&sql, values).await?;
    }
    tx.exec(&FORGET_SALES, args![vendor, forgotten]).await?;
    tx.exec(&FORGET_OFFER_SALES, args![vendor, forgotten]).await.map(drop)
}

/// What was sold of an offer by one order.
pub(crate) struct SoldLine {
    pub offer: OfferId,
    pub packs: i64,
    pub minor: i64,
}

pub(crate) async fn sold_lines(tx: &WriteTx, id: VendorOrderId) -> Result<Vec<SoldLine>> {
    let read = |mut r: Row| Ok(infra::columns!(r, SoldLine { offer, packs, minor }));
    tx.all(&SOLD_LINES, args![id]).await?.into_iter().map(read).collect()
}

/// The periods that are summed up and in which an instant lies.
pub(crate) async fn periods_at(tx: &WriteTx, vendor: CompanyId, at: Timestamp) -> Result<Vec<Period>> {
    let read = |mut r: Row| Ok(infra::columns!(r, Period { days, begins, ends }));
    tx.all(&PERIODS_AT, args![vendor, at, at]).await?.into_iter().map(read).collect()
}

/// Takes so many orders, and lines, off what is summed up of periods.
pub(crate) async fn take_off(
    tx: &WriteTx,
    (vendor, periods): (CompanyId, &[Period]),
    orders: i64,
    lines: &[SoldLine],
) -> Result<()> {
    let minor: i64 = lines.iter().map(|line| line.minor).sum();
    for &Period { days, begins, .. } in periods {
        tx.exec(&TAKE_OFF, args![orders, minor, vendor, days, begins]).await?;
        for line in lines {
            tx.exec(&TAKE_OFF_OFFER, args![line.packs, line.minor, vendor, days, begins, line.offer]).await?;
        }
    }
    Ok(())
}

const OFFERS_SUMMED: Stmt = Stmt::per_engine(
    "select offer_id, sum(packs), sum(total_minor) from vendor_offer_sales where vendor_id = ? and days = ? and begins_at in (",
    "select offer_id, cast(sum(packs) as signed), cast(sum(total_minor) as signed) from vendor_offer_sales where vendor_id = ? and days = ? and begins_at in (",
    "select offer_id, cast(sum(packs) as bigint), cast(sum(total_minor) as bigint) from vendor_offer_sales where vendor_id = ? and days = ? and begins_at in (",
);
const EACH_OFFER: Stmt = Stmt::same(") group by offer_id order by offer_id");
const OFFERS_SOLD: Stmt = Stmt::per_engine(
    "select s.offer_id, sum(s.packs), sum(s.minor) from (",
    "select s.offer_id, cast(sum(s.packs) as signed), cast(sum(s.minor) as signed) from (",
    "select s.offer_id, cast(sum(s.packs) as bigint), cast(sum(s.minor) as bigint) from (",
);
const SOLD_WITHIN: Stmt = Stmt::same(
    "select l.offer_id as offer_id, l.qty_ordered - l.qty_declined as packs, l.unit_price_minor * (l.qty_ordered - l.qty_declined) as minor from vendor_orders o join order_lines l on l.vendor_order_id = o.id where o.vendor_id = ? and o.placed_at >= ? and o.placed_at < ? and o.state not in ('rejected', 'cancelled')",
);
const OF_EACH: Stmt = Stmt::same(") s group by s.offer_id order by s.offer_id");

type OfferSum = (OfferId, i64, i64);

/// Packs and minor units by offer, as they are summed up of periods of one length.
pub(crate) async fn offers_summed(db: &Db, vendor: CompanyId, days: i64, periods: &[Period]) -> Result<Vec<OfferSum>> {
    let mut sql = SqlBuilder::new(&OFFERS_SUMMED, args![vendor, days]);
    sql.push_list(periods.iter().map(|period| period.begins.to_scalar()).collect()).push(&EACH_OFFER, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// The same counted from the lines of the orders.
pub(crate) async fn offers_sold(db: &Db, vendor: CompanyId, periods: &[Period]) -> Result<Vec<OfferSum>> {
    let mut sql = SqlBuilder::new(&OFFERS_SOLD, vec![]);
    for (at, period) in periods.iter().enumerate() {
        if at > 0 {
            sql.push(&AND, vec![]);
        }
        sql.push(&SOLD_WITHIN, args![vendor, period.begins, period.ends]);
    }
    let values = sql.push(&OF_EACH, vec![]).take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}
