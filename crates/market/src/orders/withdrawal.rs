//! The marketplace cancels what nobody has picked up yet: all that a suspended retailer ordered, and single orders
//! where staff say why.

use kernel::text::Reason;
use kernel::{CompanyId, VendorOrderId};

use super::state::{ReasonCode, VendorOrderState, VendorOrderStep};
use super::store;
use super::transitions::{Actor, SYSTEM, TransitionError, Why, end_and_release};
use crate::authority::Staff;
use crate::job::System;
use crate::may::CompanyKind;
use crate::{Ctx, companies, may};

errors! {
    /// Why staff do not cancel an order.
    pub enum WithdrawError via { Transition(TransitionError) } {
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of the vendor or the retailer of this order; somebody else must decide",
    }
}

/// Staff cancel an order that nobody has picked up: the stock goes back on sale, and both companies are told why.
pub async fn withdraw_vendor_order(
    ctx: &Ctx,
    by: &Staff<may::CancelOrders>,
    id: VendorOrderId,
    reason: Reason,
) -> Result<VendorOrderState, WithdrawError> {
    let actor = Actor { user: Some(by.user()), company: Some(by.platform()) };
    let why = Why::Committed(reason);
    ctx.store
        .write(&by.origin(), |tx| {
            let why = why.clone();
            async move {
                let vendor_order = store::lock_unscoped(&tx, id).await?.ok_or(TransitionError::Missing)?;
                for company in [vendor_order.vendor, vendor_order.retailer] {
                    if companies::has_interest(&tx, by.user(), company, ctx.store.now()).await? {
                        return Err(WithdrawError::Interested);
                    }
                }
                Ok(end_and_release(ctx, tx, vendor_order, VendorOrderStep::Withdraw, actor, Some(&why)).await?)
            }
        })
        .await
}

/// Ends what a suspended retailer has ordered and nobody has picked up yet: the stock goes back on sale. One that
/// was reinstated meanwhile keeps its orders.
pub(super) async fn withdraw_of_suspended(ctx: &Ctx, by: &System, retailer: CompanyId) -> Result<(), TransitionError> {
    for id in store::unshipped_of_retailer(&ctx.store.db, retailer).await? {
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
