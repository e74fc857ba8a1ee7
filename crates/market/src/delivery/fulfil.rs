//! A rider carries out a delivery.

use infra::crypto::{Purpose, constant_time_eq};
use kernel::text::ProofCode;
use kernel::{CompanyId, DeliveryId, UserId};

use super::dispatch::{Actor, DispatchError, advance, done};
use super::state::{DeliveryState, DeliveryStep};
use super::store::{self, LockedDelivery};
use super::view::{CODE_TRIES, Failure, is_code_blocked};
use crate::authority::Partner;
use crate::{Ctx, Event, companies, may, orders};

errors! {
    /// Why goods are not picked up.
    pub enum PickUpError via { Dispatch(DispatchError), Order(orders::TransitionError) } {}
}

errors! {
    /// Why a delivery goes on.
    pub enum CompleteError via { Dispatch(DispatchError), Order(orders::TransitionError) } {
        /// Not the code the retailer sees.
        WrongCode { tries_left: i64 } = Invalid "deliveries.wrong_code" "wrong code; attempts left: {tries_left}",
        /// Too often.
        CodeBlocked = Conflict "deliveries.code_blocked" "too many wrong codes; ask your dispatcher for a new one",
    }
}

/// The retailer's code for a delivery: derived, so that no table holds it.
pub(super) fn proof_code(ctx: &Ctx, id: DeliveryId, round: i64) -> String {
    code_of(ctx.vault.tag(Purpose::DeliveryProof, format!("{id}/{round}").as_bytes()))
}

/// Whether a code is the one for a delivery, perhaps shown before the master secret was replaced.
fn is_proof_code(ctx: &Ctx, id: DeliveryId, round: i64, told: &ProofCode) -> bool {
    let of = format!("{id}/{round}");
    let mut codes = ctx.vault.tags(Purpose::DeliveryProof, of.as_bytes()).map(code_of);
    codes.any(|code| constant_time_eq(told.as_str().as_bytes(), code.as_bytes()))
}

fn code_of(tag: [u8; 32]) -> String {
    let number = u64::from_be_bytes([tag[0], tag[1], tag[2], tag[3], tag[4], tag[5], tag[6], tag[7]]) % 1_000_000;
    format!("{number:06}")
}

/// That a code is blocked, and who is to know it.
async fn code_blocked(tx: &infra::WriteTx, held: &LockedDelivery) -> Result<Event, DispatchError> {
    let about = store::about_code(tx, held.id).await?.ok_or(DispatchError::Missing)?;
    Ok(Event::ProofCodeBlocked {
        delivery: held.id,
        number: about.number,
        retailer: about.retailer,
        partner: held.partner,
        platform: companies::find_platform(tx).await?,
    })
}

async fn own(
    tx: &infra::WriteTx,
    partner: CompanyId,
    rider: UserId,
    id: DeliveryId,
) -> Result<LockedDelivery, DispatchError> {
    store::lock_of_rider(tx, partner, rider, id).await?.ok_or(DispatchError::Missing)
}

/// The rider takes the goods; they leave the vendor's stock.
pub async fn pick_up(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
) -> Result<DeliveryState, PickUpError> {
    let (partner, rider) = (by.partner(), by.user());
    let actor = Actor { user: Some(rider), company: Some(partner) };
    ctx.store
        .write(&by.origin(), |mut tx| async move {
            let held = own(&tx, partner, rider, id).await?;
            let to = advance(ctx, &tx, &held, DeliveryStep::PickUp, actor, None).await?;
            orders::picked_up(ctx, &mut tx, held.vendor_order, rider, partner).await?;
            Ok(done(tx, &held, to, Some(partner)))
        })
        .await
}

/// The rider could not hand the goods over.
pub async fn fail(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
    why: Failure,
) -> Result<DeliveryState, DispatchError> {
    let (partner, rider) = (by.partner(), by.user());
    let actor = Actor { user: Some(rider), company: Some(partner) };
    ctx.store
        .write(&by.origin(), |tx| {
            let why = why.clone();
            async move {
                let held = own(&tx, partner, rider, id).await?;
                let to = advance(ctx, &tx, &held, DeliveryStep::Fail, actor, Some(&why)).await?;
                store::set_failure(&tx, id, &why).await?;
                Ok(done(tx, &held, to, Some(partner)))
            }
        })
        .await
}

/// What came of a code.
enum CodeCheck {
    Right(DeliveryState),
    Wrong(i64),
}

/// The rider handed the goods over and was told the retailer's code. A wrong code is counted, and
/// the count is kept even though the delivery stays.
pub async fn complete(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
    code: ProofCode,
) -> Result<DeliveryState, CompleteError> {
    let (partner, rider) = (by.partner(), by.user());
    let actor = Actor { user: Some(rider), company: Some(partner) };
    let tried = ctx
        .store
        .write(&by.origin(), |mut tx| {
            let code = code.clone();
            async move {
                let held = own(&tx, partner, rider, id).await?;
                let step = DeliveryStep::Complete;
                held.state.next(step).ok_or(DispatchError::WrongState { state: held.state, step })?;
                if is_code_blocked(held.state, held.wrong_codes) {
                    return Err(CompleteError::CodeBlocked);
                }
                if !is_proof_code(ctx, id, held.code_round, &code) {
                    store::count_wrong_code(&tx, id).await?;
                    let left = CODE_TRIES - held.wrong_codes - 1;
                    if left == 0 {
                        let blocked = code_blocked(&tx, &held).await?;
                        tx.emit(blocked.record());
                    }
                    return Ok(tx.commit_with(
                        Event::ProofCodeRejected { delivery: id, left }.record(),
                        CodeCheck::Wrong(left),
                    ));
                }
                let to = advance(ctx, &tx, &held, step, actor, None).await?;
                orders::delivered(ctx, &mut tx, held.vendor_order, rider, partner).await?;
                let event = Event::DeliveryStateChanged {
                    delivery: id,
                    vendor_order: held.vendor_order,
                    to,
                    partner: Some(partner),
                };
                Ok(tx.commit_with(event.record(), CodeCheck::Right(to)))
            }
        })
        .await?;
    match tried {
        CodeCheck::Right(state) => Ok(state),
        CodeCheck::Wrong(tries_left) => Err(CompleteError::WrongCode { tries_left }),
    }
}
