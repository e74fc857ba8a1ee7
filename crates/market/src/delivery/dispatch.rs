//! Handing deliveries out: the platform to partners, a partner to its riders.

use kernel::{DeliveryId, EventId, OrgId, UserId, VendorOrderId};
use platform::{Said, Work};

use super::carry::Failure;
use super::state::{DeliveryState, DeliveryStep};
use super::store::{self, HeldDelivery, NewDeliveryEvent};
use crate::authority::{Carrier, Staff};
use crate::job::System;
use crate::may::OrgKind;
use crate::orders::{self, OrderState};
use crate::{Ctx, Event, companies, may};

faults! {
    /// Why a delivery stays with whom it is.
    pub enum DispatchFault {
        /// Not there, or somebody else's.
        Missing = Missing "deliveries.no_such_delivery" "no such delivery",
        /// Not from here.
        WrongState { state: DeliveryState, step: DeliveryStep } = Conflict "deliveries.wrong_state" "this is not possible while the delivery is {state}",
        /// Not an approved delivery partner.
        NoPartner = Invalid "deliveries.no_such_partner" "this is not an approved delivery partner",
        /// Not one of the partner's riders.
        NoRider = Invalid "deliveries.no_such_rider" "this is not an active rider at your company",
    }
}

/// Who moves a delivery.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mover {
    pub user: Option<UserId>,
    pub org: Option<OrgId>,
}

/// For the reaction to a packed order: wants a delivery, once.
pub(super) async fn want(ctx: &Ctx, by: &System, order: VendorOrderId) -> Result<(), DispatchFault> {
    let (id, cause, now) = (ctx.store.id::<DeliveryId>(), ctx.store.id::<EventId>(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |work| async move {
            let (vendor, retailer, state) = orders::parties(&work, order).await?.ok_or(DispatchFault::Missing)?;
            if state != OrderState::Ready || store::exists_for(&work, order).await? {
                return Ok(work.nothing_new(()));
            }
            store::insert(&work, id, order, (vendor, retailer), now).await?;
            let event = NewDeliveryEvent {
                id: cause,
                delivery: id,
                at: now,
                user: None,
                org: None,
                from: None,
                to: DeliveryState::Unassigned,
                failure: None,
            };
            store::insert_event(&work, event).await?;
            Ok(work.commit_saying(Event::DeliveryWanted { delivery: id, order }.fact(), ()))
        })
        .await
}

/// Checks the step, moves the state, writes the history.
pub(super) async fn advance(
    ctx: &Ctx,
    work: &Work,
    held: &HeldDelivery,
    step: DeliveryStep,
    mover: Mover,
    failure: Option<&Failure>,
) -> Result<DeliveryState, DispatchFault> {
    let to = held.state.next(step).ok_or(DispatchFault::WrongState { state: held.state, step })?;
    let now = ctx.store.now();
    if !store::set_state(work, held.id, held.state, to, now).await? {
        return Err(platform::db::Error::Busy("the delivery moved meanwhile".to_owned()).into());
    }
    let event = NewDeliveryEvent {
        id: ctx.store.id(),
        delivery: held.id,
        at: now,
        user: mover.user,
        org: mover.org,
        from: Some(held.state),
        to,
        failure: failure.cloned(),
    };
    store::insert_event(work, event).await?;
    Ok(to)
}

pub(super) fn done(work: Work, held: &HeldDelivery, to: DeliveryState, partner: Option<OrgId>) -> Said<DeliveryState> {
    let event = Event::DeliveryMoved { delivery: held.id, order: held.order, to, partner };
    work.commit_saying(event.fact(), to)
}

/// The platform gives a delivery to a partner.
pub async fn offer_to(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    id: DeliveryId,
    partner: OrgId,
) -> Result<DeliveryState, DispatchFault> {
    let mover = Mover { user: Some(by.user()), org: Some(by.platform()) };
    ctx.store
        .write(&by.origin(), |work| async move {
            companies::approved_of(&work, partner, OrgKind::DeliveryPartner).await?.ok_or(DispatchFault::NoPartner)?;
            let held = store::lock_unscoped(&work, id).await?.ok_or(DispatchFault::Missing)?;
            let to = advance(ctx, &work, &held, DeliveryStep::Offer, mover, None).await?;
            store::set_partner(&work, id, partner).await?;
            Ok(done(work, &held, to, Some(partner)))
        })
        .await
}

/// A partner gives one of its deliveries to one of its riders.
pub async fn assign_rider(
    ctx: &Ctx,
    by: &Carrier<may::AssignRiders>,
    id: DeliveryId,
    rider: UserId,
) -> Result<DeliveryState, DispatchFault> {
    let (partner, mover) = (by.partner(), Mover { user: Some(by.user()), org: Some(by.partner()) });
    ctx.store
        .write(&by.origin(), |work| async move {
            let held = store::lock_of_partner(&work, partner, id).await?.ok_or(DispatchFault::Missing)?;
            if !store::is_rider(&work, partner, rider).await? {
                return Err(DispatchFault::NoRider);
            }
            let to = advance(ctx, &work, &held, DeliveryStep::Assign, mover, None).await?;
            store::set_rider(&work, id, rider).await?;
            Ok(done(work, &held, to, Some(partner)))
        })
        .await
}

/// The platform makes a new proof code, after too many wrong ones.
pub async fn renew_code(ctx: &Ctx, by: &Staff<may::Dispatch>, id: DeliveryId) -> Result<(), DispatchFault> {
    ctx.store
        .write(&by.origin(), |work| async move {
            let held = store::lock_unscoped(&work, id).await?.ok_or(DispatchFault::Missing)?;
            store::renew_code(&work, id).await?;
            Ok(done(work, &held, held.state, held.partner))
        })
        .await
        .map(drop)
}
