//! What a suspended retailer ordered ends without the vendor's doing: who should take and pay may not buy.

use kernel::{CompanyId, VendorOrderId};

use super::state::{ReasonCode, VendorOrderStep};
use super::store;
use super::transitions::{SYSTEM, TransitionError, Why, end_and_release};
use crate::job::System;
use crate::may::CompanyKind;
use crate::{Ctx, companies};

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
