//! Takes back what a row did, where nobody changed it since, and withdraws what of it still waits for approval.
//! History shows the step there and the step back: nothing is unwritten.

use kernel::{OfferId, SignedQuantity, Version};

use super::importer::Importer;
use super::plan::{Plan, RowOutcome, RowState};
use super::row_result::{RowResult, batch, changed, key_of, row_result};
use super::store::{self, ImportRun, PlannedRow};
use crate::authority::Vendor;
use crate::catalog::{self, EditOffer, OfferState};
use crate::inventory::{self, MoveStock, MovementKind};
use crate::pricing::{self, HeldInBatch, NewPrice, WasHeld};
use crate::{Ctx, may};

pub(super) async fn take_back(ctx: &Ctx, by: &Importer, run: &ImportRun, row: &PlannedRow) -> RowResult {
    let key = key_of(run, row.line);
    let did = row.outcome.as_ref();
    let row_result = match (by, &row.plan) {
        (Importer::Prices(by), Plan::Price { offer, old, new, .. }) => {
            let did = did.ok_or("the row does not say what it did")?;
            let mut version = did.version.ok_or("the row does not say which version it made")?;
            if did.state == RowState::Held {
                let held = HeldInBatch { import: run.id, offer: *offer, price: *new, change: did.change_id };
                match pricing::withdraw_held(ctx, by, held).await {
                    // It became the next price after the one beside which it waited.
                    Ok(WasHeld::Approved) => version = Version(version.0 + 1),
                    answer => return row_result(answer.map(infra::WriteOutcome::Fresh), withdrawn),
                }
            }
            let back = NewPrice { offer: *offer, price: *old, version, batch: batch(run) };
            row_result(pricing::change_price_in_batch(ctx, by, &key, back).await, |c| changed(&c))
        }
        (Importer::Stock(by), Plan::Count { offer, location, old, new }) => {
            let quantity = SignedQuantity::new(old - new).ok_or("more than one movement can move")?;
            let (offer, location, import) = (*offer, *location, Some(run.id));
            let kind = MovementKind::Adjusted;
            let cmd = MoveStock { offer, location, kind, quantity, reason: None, import };
            row_result(inventory::move_stock(ctx, by, &key, cmd).await, |_| RowOutcome::of(RowState::Applied))
        }
        (Importer::Products(by), Plan::List { .. }) => {
            let made = did.and_then(|did| did.offer_id.zip(did.version)).ok_or("the row does not say what it made")?;
            pause(ctx, by, made).await
        }
        _ => Err("the row is of another kind than its import".to_owned()),
    };
    row_result.map(|row_result| match row_result.state {
        RowState::Applied => RowOutcome { state: RowState::Undone, ..row_result },
        _ => row_result,
    })
}

/// What waits no more is what was wanted, whoever saw to it.
fn withdrawn(was: WasHeld) -> RowOutcome {
    let change_id = if let WasHeld::Withdrawn(change) = was { Some(change) } else { None };
    RowOutcome { change_id, ..RowOutcome::of(RowState::Undone) }
}

/// Pauses an offer that is as it was made. One that was paused already is what is wanted.
async fn pause(ctx: &Ctx, by: &Vendor<may::EditOffers>, (offer, version): (OfferId, Version)) -> RowResult {
    let state = store::offer_state(&ctx.store.db, by.vendor(), offer).await.map_err(|e| e.to_string())?;
    if state == Some(OfferState::Paused) {
        return Ok(RowOutcome::of(RowState::Undone));
    }
    let (least, step, most) = (None, None, None);
    let cmd = EditOffer {
        min_quantity: least,
        quantity_step: step,
        max_quantity: most,
        state: Some(OfferState::Paused),
        expected: version.into(),
    };
    let edited = catalog::edit_offer(ctx, by, offer, cmd).await;
    row_result(edited.map(infra::WriteOutcome::Fresh), |_| RowOutcome::of(RowState::Undone))
}
