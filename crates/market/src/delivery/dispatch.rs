//! Handing deliveries out: the platform to partners, a partner to its riders.

use infra::{Committed, WriteTx};
use kernel::{CompanyId, DeliveryId, EventId, UserId, VendorOrderId};

use super::state::{DeliveryState, DeliveryStep};
use super::store::{self, LockedDelivery, NewDeliveryEvent};
use super::view::Failure;
use crate::authority::{Partner, Staff};
use crate::job::System;
use crate::may::CompanyKind;
use crate::orders::{self, VendorOrderState};
use crate::{Ctx, Event, companies, may};

errors! {
    /// Why a delivery stays with whom it is.
    pub enum DispatchError {
        /// Not there, or somebody else's.
        Missing = Missing "deliveries.no_such_delivery" "no such delivery",
        /// Not from here.
        WrongState { state: DeliveryState, step: DeliveryStep } = Conflict "deliveries.wrong_state" "this is not possible while the delivery is {state}",
        /// Not an approved delivery partner.
        NoPartner = Invalid "deliveries.no_such_partner" "this is not an approved delivery partner",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of the company that this is about; somebody else must decide",
        /// Not one of the partner's riders.
        NoRider = Invalid "deliveries.no_such_rider" "this is not an active rider at your company",
    }
}

/// Who moves a delivery.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    pub user: Option<UserId>,
    pub company: Option<CompanyId>,
}

const SYSTEM: Actor = Actor { user: None, company: None };

/// For the reaction to a packed order: wants a delivery, once.
pub(super) async fn request(ctx: &Ctx, by: &System, vendor_order: VendorOrderId) -> Result<(), DispatchError> {
    let (id, cause, now) = (ctx.store.id::<DeliveryId>(), ctx.store.id::<EventId>(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| async move {
            let (vendor, retailer, state) = orders::parties(&tx, vendor_order).await?.ok_or(DispatchError::Missing)?;
            if state != VendorOrderState::Ready || store::exists_for(&tx, vendor_order).await? {
                return Ok(tx.no_change(()));
            }
            store::insert(&tx, id, vendor_order, (vendor, retailer), now).await?;
            let event = NewDeliveryEvent {
                id: cause,
                delivery: id,
                seq: 1,
                at: now,
                user: None,
                company: None,
                from: None,
                to: DeliveryState::Unassigned,
                failure: None,
            };
            store::insert_event(&tx, event).await?;
            Ok(tx.commit_with(Event::DeliveryRequested { delivery: id, vendor_order }.record(), ()))
        })
        .await
}

/// For the reaction to a cancelled order: nobody is to pick its goods up, if it has a delivery.
pub(super) async fn cancel(ctx: &Ctx, by: &System, vendor_order: VendorOrderId) -> Result<(), DispatchError> {
    ctx.store
        .write(&by.origin(), |tx| async move {
            let Some(held) = store::lock_for(&tx, vendor_order).await? else { return Ok(tx.no_change(())) };
            if held.state.next(DeliveryStep::Cancel).is_none() {
                return Ok(tx.no_change(()));
            }
            let to = advance(ctx, &tx, &held, DeliveryStep::Cancel, SYSTEM, None).await?;
            Ok(tx.commit_with(moved(&held, to, held.partner).record(), ()))
        })
        .await
}

/// Checks the step, moves the state, writes the history.
pub(super) async fn advance(
    ctx: &Ctx,
    tx: &WriteTx,
    held: &LockedDelivery,
    step: DeliveryStep,
    actor: Actor,
    failure: Option<&Failure>,
) -> Result<DeliveryState, DispatchError> {
    let to = held.state.next(step).ok_or(DispatchError::WrongState { state: held.state, step })?;
    let now = ctx.store.now();
    if !store::set_state(tx, held.id, held.state, to, now).await? {
        return Err(infra::db::Error::Busy("the delivery moved meanwhile".to_owned()).into());
    }
    let event = NewDeliveryEvent {
        id: ctx.store.id(),
        delivery: held.id,
        seq: held.version + 1,
        at: now,
        user: actor.user,
        company: actor.company,
        from: Some(held.state),
        to,
        failure: failure.cloned(),
    };
    store::insert_event(tx, event).await?;
    Ok(to)
}

pub(super) fn done(
    tx: WriteTx,
    held: &LockedDelivery,
    to: DeliveryState,
    partner: Option<CompanyId>,
) -> Committed<DeliveryState> {
    tx.commit_with(moved(held, to, partner).record(), to)
}

const fn moved(held: &LockedDelivery, to: DeliveryState, partner: Option<CompanyId>) -> Event {
    Event::DeliveryStateChanged { delivery: held.id, vendor_order: held.vendor_order, to, partner }
}

/// Refuses where whoever dispatches is of one of the companies that gain or lose by it.
async fn nobody_gains(
    ctx: &Ctx,
    tx: &WriteTx,
    user: UserId,
    companies: impl IntoIterator<Item = Option<CompanyId>>,
) -> Result<(), DispatchError> {
    for company in companies.into_iter().flatten() {
        if companies::has_interest(tx, user, company, ctx.store.now()).await? {
            return Err(DispatchError::Interested);
        }
    }
    Ok(())
}

/// The platform gives a delivery to a partner.
pub async fn offer_to(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    id: DeliveryId,
    partner: CompanyId,
) -> Result<DeliveryState, DispatchError> {
    let actor = Actor { user: Some(by.user()), company: Some(by.platform()) };
    ctx.store
        .write(&by.origin(), |tx| async move {
            companies::approved_of(&tx, partner, CompanyKind::DeliveryPartner)
                .await?
                .ok_or(DispatchError::NoPartner)?;
            let held = store::lock_unscoped(&tx, id).await?.ok_or(DispatchError::Missing)?;
            let (vendor, retailer, _) = orders::parties(&tx, held.vendor_order).await?.ok_or(DispatchError::Missing)?;
            let gaining = [Some(partner), held.partner, Some(vendor), Some(retailer)];
            nobody_gains(ctx, &tx, by.user(), gaining).await?;
            if held.state == DeliveryState::Offered && held.partner == Some(partner) {
                return Ok(tx.no_change(held.state));
            }
            let to = advance(ctx, &tx, &held, DeliveryStep::Offer, actor, None).await?;
            store::set_partner(&tx, id, partner).await?;
            Ok(done(tx, &held, to, Some(partner)))
        })
        .await
}

/// A partner gives one of its deliveries to one of its riders.
pub async fn assign_rider(
    ctx: &Ctx,
    by: &Partner<may::AssignRiders>,
    id: DeliveryId,
    rider: UserId,
) -> Result<DeliveryState, DispatchError> {
    let (partner, actor) = (by.partner(), Actor { user: Some(by.user()), company: Some(by.partner()) });
    ctx.store
        .write(&by.origin(), |tx| async move {
            let held = store::lock_of_partner(&tx, partner, id).await?.ok_or(DispatchError::Missing)?;
            if held.state == DeliveryState::Assigned && store::rider_of(&tx, partner, id).await? == Some(rider) {
                return Ok(tx.no_change(held.state));
            }
            if !store::is_rider(&tx, partner, rider).await? {
                return Err(DispatchError::NoRider);
            }
            let to = advance(ctx, &tx, &held, DeliveryStep::Assign, actor, None).await?;
            store::set_rider(&tx, id, rider).await?;
            Ok(done(tx, &held, to, Some(partner)))
        })
        .await
}

/// The platform makes a new proof code, after too many wrong ones.
pub async fn renew_code(ctx: &Ctx, by: &Staff<may::Dispatch>, id: DeliveryId) -> Result<(), DispatchError> {
    ctx.store
        .write(&by.origin(), |tx| async move {
            let held = store::lock_unscoped(&tx, id).await?.ok_or(DispatchError::Missing)?;
            let (vendor, retailer, _) = orders::parties(&tx, held.vendor_order).await?.ok_or(DispatchError::Missing)?;
            nobody_gains(ctx, &tx, by.user(), [held.partner, Some(vendor), Some(retailer)]).await?;
            if matches!(held.state, DeliveryState::Delivered | DeliveryState::Cancelled) {
                return Ok(tx.no_change(()));
            }
            let number = store::about_code(&tx, id).await?.ok_or(DispatchError::Missing)?.number;
            store::renew_code(&tx, id).await?;
            let event = Event::ProofCodeRenewed { delivery: id, number, retailer, partner: held.partner };
            Ok(tx.commit_with(event.record(), ()))
        })
        .await
}
