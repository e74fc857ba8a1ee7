//! What a vendor takes of an order, and what stays promised of the stock: one statement for all lines.

use std::collections::BTreeMap;

use infra::db::{Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args, padded};
use kernel::{OrderLineId, StockLevelId, Stored, VendorOrderId};

use super::{ACCEPT_ALL, ALLOCATED};
use crate::inventory::Allocation;

// An order that was locked for its vendor.
const ACCEPT_LESS: Stmt = Stmt::same("update order_lines set qty_declined = case id");
const ACCEPT_REST: Stmt = Stmt::same(" else 0 end, qty_accepted = qty_ordered - case id");
const OF_ORDER: Stmt = Stmt::same(" else 0 end where vendor_order_id = ?");
const FREE: Stmt = Stmt::same("update allocations set state = 'released' where id in (");
const SHRINK: Stmt = Stmt::same("update allocations set quantity = case id");
const OF_ALLOCATIONS: Stmt = Stmt::same(" end where id in (");
const CLOSE: Stmt = Stmt::same(")");

/// Accepts all lines of a vendor order, but for the packs that are declined.
pub(in crate::orders) async fn accept_lines(
    tx: &WriteTx,
    id: VendorOrderId,
    declined: &BTreeMap<OrderLineId, i64>,
) -> Result<()> {
    let declined: Vec<(OrderLineId, i64)> = declined.iter().map(|(line, packs)| (*line, *packs)).collect();
    let declined = padded(&declined);
    if declined.is_empty() {
        return tx.exec(&ACCEPT_ALL, args![id]).await.map(drop);
    }
    let mut sql = SqlBuilder::new(&ACCEPT_LESS, vec![]);
    sql.push_cases(declined.iter().copied())
        .push(&ACCEPT_REST, vec![])
        .push_cases(declined.iter().copied())
        .push(&OF_ORDER, args![id]);
    let values = sql.take_args();
    tx.exec(&sql, values).await.map(drop)
}

/// What an order holds of the stock, by level.
pub(in crate::orders) async fn allocated(tx: &WriteTx, id: VendorOrderId) -> Result<Vec<(OrderLineId, Allocation)>> {
    let read = |mut r: Row| {
        let allocation = r.take()?;
        let (line, level, quantity): (OrderLineId, StockLevelId, i64) = r.take_tuple()?;
        Ok((allocation, Allocation { line, level, quantity }))
    };
    tx.all(&ALLOCATED, args![id]).await?.into_iter().map(read).collect()
}

/// Leaves promises with fewer packs, and frees those with none.
pub(in crate::orders) async fn shrink_allocations(tx: &WriteTx, left: &[(OrderLineId, i64)]) -> Result<()> {
    let (freed, shrunk): (Vec<_>, Vec<_>) = left.iter().copied().partition(|(_, left)| *left == 0);
    tx.exec_list(&FREE, vec![], freed.iter().map(|(id, _)| id.to_scalar()).collect()).await?;
    let shrunk = padded(&shrunk);
    if shrunk.is_empty() {
        return Ok(());
    }
    let mut sql = SqlBuilder::new(&SHRINK, vec![]);
    sql.push_cases(shrunk.iter().copied())
        .push(&OF_ALLOCATIONS, vec![])
        .push_list(shrunk.iter().map(|(id, _)| id.to_scalar()).collect())
        .push(&CLOSE, vec![]);
    let values = sql.take_args();
    tx.exec(&sql, values).await.map(drop)
}
