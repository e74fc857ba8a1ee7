//! A count found another number than the books.

use infra::{IdempotentRequest, WriteOutcome};
use kernel::{ImportId, LocationId, MovementId, OfferId, StockLevelId};

use super::crossing::note_crossings;
use super::level::Moved;
use super::store::{self, NewMovement};
use super::view::MovementKind;
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

/// What was counted.
#[derive(Debug, Clone)]
pub struct CountStock {
    /// Of which offer.
    pub offer: OfferId,
    /// Where.
    pub location: LocationId,
    /// Packs that were in the books when it was counted.
    pub believed: i64,
    /// Packs that are there.
    pub counted: i64,
    /// By which import.
    pub import: ImportId,
}

errors! {
    /// Why a count is not taken over.
    pub enum CountError {
        /// Not there, or another vendor's.
        Missing = Missing "stock.no_such_offer_or_location" "no such offer or warehouse",
        /// Moved meanwhile.
        Stale { on_hand: i64 } = Stale "stock.changed_meanwhile" "stock has changed since you counted it; packs on hand now: {on_hand}",
        /// What is promised must stay there.
        Promised { on_hand: i64, allocated: i64 } = Conflict "stock.promised" "{allocated} of {on_hand} packs are reserved for orders; you cannot go below that",
    }
}

/// Sets what is there by an adjusting movement, unless stock moved since it was counted.
pub async fn count_stock(
    ctx: &Ctx,
    by: &Vendor<may::MoveStock>,
    key: &IdempotentRequest,
    cmd: CountStock,
) -> Result<WriteOutcome<Moved>, CountError> {
    let (id, fresh) = (ctx.store.id::<MovementId>(), ctx.store.id::<StockLevelId>());
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    ctx.store
        .write_idempotent(&by.origin(), key, |mut tx| {
            let cmd = cmd.clone();
            async move {
                if !store::owns_both(&tx, vendor, cmd.offer, cmd.location).await? {
                    return Err(CountError::Missing);
                }
                store::ensure_level(&tx, fresh, vendor, cmd.offer, cmd.location).await?;
                let (level, on_hand, allocated) =
                    store::find_level(&tx, cmd.offer, cmd.location).await?.ok_or(CountError::Missing)?;
                if on_hand != cmd.believed {
                    return Err(CountError::Stale { on_hand });
                }
                if cmd.counted < allocated {
                    return Err(CountError::Promised { on_hand, allocated });
                }
                if !store::set_counted(&tx, level, cmd.believed, cmd.counted).await? {
                    // Somebody was faster: look again, in a fresh transaction.
                    return Err(infra::db::Error::Busy(format!("stock of {} moved meanwhile", cmd.offer)).into());
                }
                let quantity = cmd.counted - cmd.believed;
                let row = NewMovement {
                    id,
                    level,
                    vendor,
                    kind: MovementKind::Adjusted,
                    on_hand: quantity,
                    allocated: 0,
                    cause: id.to_string(),
                    reason: None,
                    import: Some(cmd.import),
                    user: Some(user),
                    now,
                };
                store::insert_movements(&tx, vec![row]).await?;
                note_crossings(&mut tx, [(level, quantity)]).await?;
                let moved = Moved { movement_id: id, level_id: level, on_hand: cmd.counted, allocated };
                Ok(tx.commit_with(Event::StockMoved { movement: id, level, vendor, quantity }.record(), moved))
            }
        })
        .await
}
