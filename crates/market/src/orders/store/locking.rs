//! Vendor orders that are held while they move.

use std::collections::BTreeSet;

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, OrderId, Stored, Timestamp, VendorOrderId};

use super::{LOCK_OF_RETAILER, LOCK_OF_VENDOR, LOCK_UNSCOPED, SET_STATE, UNSHIPPED_OF_RETAILER};
use crate::orders::state::VendorOrderState;

// TENANT: for the clock, which asks on behalf of nobody.
const AMONG_IN_STATE: Stmt = Stmt::same("select id from vendor_orders where state = ? and id in (");
const CLOSE: Stmt = Stmt::same(")");

/// An order, held by this transaction.
#[derive(Debug, Clone)]
pub(crate) struct LockedVendorOrder {
    pub id: VendorOrderId,
    pub number: String,
    pub order: OrderId,
    pub vendor: CompanyId,
    pub retailer: CompanyId,
    pub state: VendorOrderState,
    pub version: i64,
    pub placed_at: Timestamp,
    /// What was declined of it, once its vendor accepted it. Earlier releases did not note it.
    pub declined_minor: Option<i64>,
}

fn held(mut r: Row) -> Result<LockedVendorOrder> {
    Ok(infra::columns!(
        r,
        LockedVendorOrder { id, number, order, vendor, retailer, state, version, placed_at, declined_minor }
    ))
}

pub(crate) async fn lock_of_vendor(
    tx: &WriteTx,
    vendor: CompanyId,
    id: VendorOrderId,
) -> Result<Option<LockedVendorOrder>> {
    tx.one(&LOCK_OF_VENDOR, args![vendor, id]).await?.map(held).transpose()
}

pub(crate) async fn lock_of_retailer(
    tx: &WriteTx,
    retailer: CompanyId,
    order: OrderId,
    id: VendorOrderId,
) -> Result<Option<LockedVendorOrder>> {
    tx.one(&LOCK_OF_RETAILER, args![retailer, order, id]).await?.map(held).transpose()
}

pub(crate) async fn lock_unscoped(tx: &WriteTx, id: VendorOrderId) -> Result<Option<LockedVendorOrder>> {
    tx.one(&LOCK_UNSCOPED, args![id]).await?.map(held).transpose()
}

/// Those of some orders that are in a state.
pub(crate) async fn among_in_state_unscoped(
    db: &Db,
    state: VendorOrderState,
    ids: &[VendorOrderId],
) -> Result<BTreeSet<VendorOrderId>> {
    let mut sql = SqlBuilder::new(&AMONG_IN_STATE, args![state]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take()).collect()
}

/// What a retailer ordered and nobody has picked up yet, oldest first.
pub(crate) async fn unshipped_of_retailer(db: &Db, retailer: CompanyId) -> Result<Vec<VendorOrderId>> {
    db.all(&UNSHIPPED_OF_RETAILER, args![retailer]).await?.into_iter().map(|mut r| r.take()).collect()
}

pub(crate) async fn set_state(
    tx: &WriteTx,
    from: &LockedVendorOrder,
    to: VendorOrderState,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&SET_STATE, args![to, from.declined_minor, now, from.id, from.state]).await? == 1)
}
