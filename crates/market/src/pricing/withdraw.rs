//! A batch is taken back: what of it still waits for approval is withdrawn.

use kernel::{ImportId, OfferId, Price, PriceChangeId};

use super::change::PriceError;
use super::store;
use super::view::ChangeState;
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

/// A change of a batch that the guard held.
#[derive(Debug, Clone, Copy)]
pub struct HeldInBatch {
    /// The batch.
    pub import: ImportId,
    /// Of which offer.
    pub offer: OfferId,
    /// To which price.
    pub price: Price,
    /// Which; a batch that an earlier release worked through does not say it.
    pub change: Option<PriceChangeId>,
}

/// How a change that was held stands, now that its batch is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasHeld {
    /// It waited, and does no more.
    Withdrawn(PriceChangeId),
    /// It was rejected, or replaced by another, before.
    Gone,
    /// Somebody approved it: it is the price, or was.
    Approved,
}

/// Withdraws a change of one's own batch if it still waits. Whoever decides about it at the same time comes before or
/// after: the price is locked. It may be asked for again.
pub async fn withdraw_held(ctx: &Ctx, by: &Vendor<may::EditPrices>, held: HeldInBatch) -> Result<WasHeld, PriceError> {
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let HeldInBatch { import, offer, price, change } = held;
    ctx.store
        .write(&by.origin(), |tx| async move {
            store::lock_own(&tx, vendor, offer).await?.ok_or(PriceError::Missing)?;
            let found = match change {
                Some(change) => store::own_change_state(&tx, vendor, change).await?.map(|state| (change, state)),
                None => store::last_held_to(&tx, vendor, offer, price).await?,
            };
            match found {
                Some((_, ChangeState::Applied)) => Ok(tx.no_change(WasHeld::Approved)),
                Some((change, ChangeState::Held)) => {
                    if !store::settle(&tx, change, ChangeState::Rejected, user, now).await? {
                        return Err(infra::db::Error::Busy("the price change was decided meanwhile".to_owned()).into());
                    }
                    let event = Event::PriceRejected { offer, change, vendor, import: Some(import) };
                    Ok(tx.commit_with(event.record(), WasHeld::Withdrawn(change)))
                }
                _ => Ok(tx.no_change(WasHeld::Gone)),
            }
        })
        .await
}
