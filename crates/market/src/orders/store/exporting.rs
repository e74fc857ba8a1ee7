//! Pages of what is exported: the order or order each line is of, and its cells. A page holds
//! whole orders, so that the next one begins behind the last of them.

use std::collections::BTreeSet;

use infra::args;
use infra::db::{Db, Query, Result, Row};
use kernel::ids::Id;
use kernel::{CompanyId, Money, OrderId, Timestamp, VendorOrderId};

use super::{LINES_OF_RETAILER, LINES_OF_VENDOR, money, times};
use crate::orders::state::VendorOrderState;
use crate::orders::view::LinePacks;

pub(crate) async fn lines_of_vendor(
    db: &Db,
    vendor: CompanyId,
    after: VendorOrderId,
    orders: i64,
) -> Result<Vec<(VendorOrderId, Vec<String>)>> {
    lines(db.all(&LINES_OF_VENDOR, args![vendor, after, orders]).await?)
}

pub(crate) async fn lines_of_retailer(
    db: &Db,
    retailer: CompanyId,
    after: OrderId,
    orders: i64,
) -> Result<Vec<(OrderId, Vec<String>)>> {
    lines(db.all(&LINES_OF_RETAILER, args![retailer, after, orders]).await?)
}

/// A line of an order, with its key in the export.
struct ExportedLine<I> {
    id: I,
    /// The number of its order.
    order: String,
    placed_at: Timestamp,
    company: String,
    state: VendorOrderState,
    sku: String,
    title: String,
    pack_size: i64,
    ordered: i64,
    accepted: i64,
    declined: i64,
    price: Money,
    /// Packs that are to be paid.
    due: i64,
}

impl<I: Id> ExportedLine<I> {
    fn read(mut r: Row) -> Result<Self> {
        Ok(Self {
            id: r.take()?,
            order: r.take()?,
            placed_at: r.take()?,
            company: r.take()?,
            state: r.take()?,
            sku: r.take()?,
            title: r.take()?,
            pack_size: r.take()?,
            ordered: r.take()?,
            accepted: r.take()?,
            declined: r.take()?,
            price: money(&mut r)?,
            due: r.take()?,
        })
    }

    fn cells(self, was_answered: bool) -> Result<(I, Vec<String>)> {
        let packs = LinePacks::of(self.state, was_answered, (self.ordered, self.accepted, self.declined));
        let (total, due) = (times(self.price, self.ordered)?, times(self.price, self.due)?);
        let cells = vec![
            self.order,
            self.placed_at.to_string(),
            self.company,
            self.state.to_string(),
            self.sku,
            self.title,
            self.pack_size.to_string(),
            self.ordered.to_string(),
            packs.accepted.map(|packs| packs.to_string()).unwrap_or_default(),
            packs.declined.to_string(),
            self.price.decimal(),
            self.price.currency().to_string(),
            total.decimal(),
            due.decimal(),
            packs.cancelled.to_string(),
        ];
        Ok((self.id, cells))
    }
}

/// The lines of whole orders.
fn lines<I: Id>(rows: Vec<Row>) -> Result<Vec<(I, Vec<String>)>> {
    let lines: Vec<ExportedLine<I>> = rows.into_iter().map(ExportedLine::read).collect::<Result<_>>()?;
    // A vendor that answers accepts something.
    let answered = lines.iter().filter(|line| line.accepted > 0).map(|line| line.order.clone());
    let answered: BTreeSet<String> = answered.collect();
    let cells = |line: ExportedLine<I>| {
        let was_answered = answered.contains(&line.order);
        line.cells(was_answered)
    };
    lines.into_iter().map(cells).collect()
}
