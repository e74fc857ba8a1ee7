//! The basket becomes an order: both in one transaction, so that it is ordered once, in however many
//! tabs it is shown.

use infra::{IdempotentRequest, WriteOutcome};

use super::place::{PlaceError, check_lines, place_in};
use super::placement::{PlaceOrderCommand, PlacedOrder};
use crate::authority::Retailer;
use crate::{Ctx, baskets, may};

errors! {
    /// Why nothing was ordered.
    pub enum CheckoutError via { Place(PlaceError) } {
        /// Ordered or changed meanwhile, as in another tab.
        BasketChanged = Conflict "checkout.basket_changed" "your basket has changed since you opened this page; review it and place your order again",
    }
}

/// Orders what lies in one's own basket, if that is what the buyer saw, and empties it. Sent again, it
/// answers what it placed and leaves the basket alone, whatever lies in it by then.
pub async fn check_out(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    key: &IdempotentRequest,
    cmd: PlaceOrderCommand,
) -> Result<WriteOutcome<PlacedOrder>, CheckoutError> {
    check_lines(&cmd)?;
    let (company, user) = (by.retailer(), by.user());
    ctx.store
        .write_idempotent(&by.origin(), key, |tx| {
            let cmd = cmd.clone();
            async move {
                let lines = cmd.lines.iter().map(|line| (line.offer, line.quantity.get())).collect();
                if !baskets::empty_if_unchanged(&tx, company, user, &lines).await? {
                    return Err(CheckoutError::BasketChanged);
                }
                Ok(place_in(ctx, tx, by, cmd).await?)
            }
        })
        .await
}
