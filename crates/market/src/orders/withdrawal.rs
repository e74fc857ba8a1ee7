//! Orders end without the other side's consent where one side may not trade: the vendor that should agree
//! cannot answer, or the retailer that should take and pay may not buy.

use infra::WriteTx;
use kernel::{CompanyId, VendorOrderId};

use super::state::{ReasonCode, VendorOrderStep};
use super::store::{self, LockedVendorOrder};
use super::transitions::{SYSTEM, TransitionError, Why, end_and_release};
use crate::job::System;
use crate::may::CompanyKind;
use crate::{Ctx, companies};

/// The step by which the retailer ends an order without asking, if it can.
pub(super) async fn ends_at_once(
    tx: &WriteTx,
    vendor_order: &LockedVendorOrder,
) -> Result<Option<VendorOrderStep>, TransitionError> {
    if vendor_order.state.next(VendorOrderStep::Cancel).is_some() {
        return Ok(Some(VendorOrderStep::Cancel));
    }
    let may_be_withdrawn = vendor_order.state.next(VendorOrderStep::Withdraw).is_some();
    let withdrawn =
        may_be_withdrawn && companies::approved_of(tx, vendor_order.vendor, CompanyKind::Vendor).await?.is_none();
    Ok(withdrawn.then_some(VendorOrderStep::Withdraw))
}

/// Ends what a suspended retailer has ordered and nobody has packed yet: the stock goes back on sale. One that
/// was reinstated meanwhile keeps its orders.
pub(super) async fn withdraw_of_suspended(ctx: &Ctx, by: &System, retailer: CompanyId) -> Result<(), TransitionError> {
    for id in store::unpacked_of_retailer(&ctx.store.db, retailer).await? {
        withdraw(ctx, by, id).await?;
    }
    Ok(())
}

async fn withdraw(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), TransitionError> {
    ctx.store
        .write(&by.origin(), |tx| async move {
            // TENANT: the system itself, for a retailer that staff suspended.
            let vendor_order = store::lock_unscoped(&tx, id).await?.ok_or(TransitionError::Missing)?;
            let state = vendor_order.state;
            let may_buy = companies::approved_of(&tx, vendor_order.retailer, CompanyKind::Retailer).await?.is_some();
            if may_buy || state.next(VendorOrderStep::Withdraw).is_none() {
                return Ok(tx.no_change(state));
            }
            let why = Why::Code(ReasonCode::RetailerSuspended);
            end_and_release(ctx, tx, vendor_order, VendorOrderStep::Withdraw, SYSTEM, Some(&why)).await
        })
        .await
        .map(drop)
}
