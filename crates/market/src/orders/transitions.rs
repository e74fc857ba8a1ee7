//! Moving an order along: each verb by those who may, each step from the states that allow it.

use std::collections::BTreeMap;

use infra::{Committed, WriteTx};
use kernel::text::Reason;
use kernel::{CompanyId, EventId, OrderId, OrderLineId, UserId, VendorOrderId};

use super::acceptance::Acceptance;
use super::figures;
use super::state::{ReasonCode, VendorOrderState, VendorOrderStep};
use super::store::{self, LockedVendorOrder, NewEvent, OrderedLine, SoldLine};
use crate::authority::{Retailer, Vendor};
use crate::inventory::{self, Allocation, MovementCause};
use crate::job::System;
use crate::may::CompanyKind;
use crate::{Ctx, Event, companies, may};

errors! {
    /// Why an order stays where it is.
    pub enum TransitionError {
        /// Not there, or somebody else's.
        Missing = Missing "orders.no_such_order" "no such order",
        /// Not from here.
        WrongState { state: VendorOrderState, step: VendorOrderStep } = Conflict "orders.wrong_state" "this is not possible while the order is {state}",
        /// Lines that are not there, or more than was ordered.
        BadLines { line_id: OrderLineId } = Invalid "orders.bad_lines" "look at line {line_id}: each line must belong to this order, appear only once and not exceed the ordered quantity",
        /// Its retailer may not buy.
        RetailerStopped = Conflict "orders.retailer_stopped" "the buyer's company is not approved to buy; the goods stay with the vendor",
        /// None of it: that is a rejection.
        NothingAccepted = Invalid "orders.nothing_accepted" "at least one item must be accepted; reject the order instead",
    }
}

/// Who moves an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Actor {
    pub user: Option<UserId>,
    pub company: Option<CompanyId>,
}

pub(super) const SYSTEM: Actor = Actor { user: None, company: None };

/// Why an order moves.
#[derive(Debug, Clone)]
pub(super) enum Why {
    /// In the words of whoever moves it.
    Committed(Reason),
    /// By a rule of the marketplace.
    Code(ReasonCode),
}

impl Why {
    const fn code(&self) -> Option<ReasonCode> {
        match self {
            Self::Code(code) => Some(*code),
            Self::Committed(_) => None,
        }
    }
    fn words(&self) -> Option<String> {
        match self {
            Self::Committed(reason) => Some(reason.to_string()),
            Self::Code(_) => None,
        }
    }
}

/// The vendor takes an order, or as much of it as it can bring; the rest goes back on sale at once.
pub async fn accept(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    cmd: Acceptance,
) -> Result<VendorOrderState, TransitionError> {
    let (vendor, actor) = (by.vendor(), Actor { user: Some(by.user()), company: Some(by.vendor()) });
    ctx.store
        .write(&by.origin(), |mut tx| {
            let cmd = cmd.clone();
            async move {
                let mut vendor_order = store::lock_of_vendor(&tx, vendor, id).await?.ok_or(TransitionError::Missing)?;
                let lines = store::quantities(&tx, id).await?;
                let mut declined: BTreeMap<OrderLineId, i64> = BTreeMap::new();
                for named in &cmd.lines {
                    let ordered = lines
                        .iter()
                        .find(|line| line.id == named.line)
                        .map(|line| line.quantity)
                        .ok_or(TransitionError::BadLines { line_id: named.line })?;
                    if !(0..=ordered).contains(&named.quantity)
                        || declined.insert(named.line, ordered - named.quantity).is_some()
                    {
                        return Err(TransitionError::BadLines { line_id: named.line });
                    }
                }
                let all: i64 = lines.iter().map(|line| line.quantity).sum();
                let less: i64 = declined.values().sum();
                if less == all {
                    return Err(TransitionError::NothingAccepted);
                }
                let step = if less == 0 { VendorOrderStep::Accept } else { VendorOrderStep::AcceptPartly };
                let unsold = unsold(&lines, &declined);
                vendor_order.declined_minor = Some(unsold.iter().map(|line| line.minor).sum());
                let cause = advance(ctx, &tx, &vendor_order, step, actor, None).await?;
                store::accept_lines(&tx, id, &declined).await?;
                let freed = shrink(&tx, id, &declined).await?;
                release_stock(ctx, &mut tx, &vendor_order, &freed, &cause, actor).await?;
                figures::decline(&tx, &vendor_order, &unsold).await?;
                done(tx, &vendor_order, step, None).await
            }
        })
        .await
}

/// What is not sold of lines, because it is declined.
fn unsold(lines: &[OrderedLine], declined: &BTreeMap<OrderLineId, i64>) -> Vec<SoldLine> {
    let of = |line: &OrderedLine| {
        let packs = declined.get(&line.id).copied().filter(|packs| *packs > 0)?;
        Some(SoldLine { offer: line.offer, packs, minor: packs * line.unit_price_minor })
    };
    lines.iter().filter_map(of).collect()
}

/// Takes declined packs off the promises; tells what came free.
async fn shrink(
    tx: &WriteTx,
    id: VendorOrderId,
    declined: &BTreeMap<OrderLineId, i64>,
) -> Result<Vec<Allocation>, TransitionError> {
    let mut left = declined.clone();
    left.retain(|_, open| *open > 0);
    if left.is_empty() {
        return Ok(Vec::new());
    }
    let (mut freed, mut shrunk) = (Vec::new(), Vec::new());
    for (allocation, taken) in store::allocated(tx, id).await? {
        let Some(open) = left.get_mut(&taken.line).filter(|open| **open > 0) else { continue };
        let quantity = taken.quantity.min(*open);
        *open -= quantity;
        shrunk.push((allocation, taken.quantity - quantity));
        freed.push(Allocation { quantity, ..taken });
    }
    store::shrink_allocations(tx, &shrunk).await?;
    Ok(freed)
}

async fn release_stock(
    ctx: &Ctx,
    tx: &mut WriteTx,
    vendor_order: &LockedVendorOrder,
    freed: &[Allocation],
    cause: &EventId,
    actor: Actor,
) -> Result<(), TransitionError> {
    let cause = cause.to_string();
    let movement_cause =
        MovementCause { vendor: vendor_order.vendor, cause: &cause, by: actor.user, now: ctx.store.now() };
    Ok(inventory::release(ctx, tx, freed, &movement_cause).await?)
}

/// Checks the step, moves the state, writes the history; tells the history's row as the cause of
/// whatever else follows.
async fn advance(
    ctx: &Ctx,
    tx: &WriteTx,
    vendor_order: &LockedVendorOrder,
    step: VendorOrderStep,
    actor: Actor,
    why: Option<&Why>,
) -> Result<EventId, TransitionError> {
    let to = vendor_order.state.next(step).ok_or(TransitionError::WrongState { state: vendor_order.state, step })?;
    let (cause, now) = (ctx.store.id::<EventId>(), ctx.store.now());
    if !store::set_state(tx, vendor_order, to, now).await? {
        return Err(infra::db::Error::Busy("the order moved meanwhile".to_owned()).into());
    }
    let event = NewEvent {
        id: cause,
        vendor_order: vendor_order.id,
        seq: vendor_order.version + 1,
        at: now,
        user: actor.user,
        company: actor.company,
        from: Some(vendor_order.state),
        to,
        reason_code: why.and_then(Why::code),
        reason: why.and_then(Why::words),
    };
    store::insert_events(tx, vec![event]).await?;
    Ok(cause)
}

/// Ends a write that moved an order. Counts are everybody's: they are touched last, and held for the shortest time.
async fn done(
    tx: WriteTx,
    vendor_order: &LockedVendorOrder,
    step: VendorOrderStep,
    why: Option<&Why>,
) -> Result<Committed<VendorOrderState>, TransitionError> {
    let to = vendor_order.state.next(step).unwrap_or(vendor_order.state);
    store::count_moved(&tx, (vendor_order.vendor, vendor_order.id), (vendor_order.state, to)).await?;
    Ok(tx.commit_with(moved(vendor_order, to, why).record(), to))
}

fn moved(vendor_order: &LockedVendorOrder, to: VendorOrderState, why: Option<&Why>) -> Event {
    Event::VendorOrderStateChanged {
        vendor_order: vendor_order.id,
        number: vendor_order.number.clone(),
        order: vendor_order.order,
        vendor: vendor_order.vendor,
        retailer: vendor_order.retailer,
        to,
        reason_code: why.and_then(Why::code),
        reason: why.and_then(Why::words),
    }
}

/// A step that only moves the state.
async fn apply_step(
    ctx: &Ctx,
    tx: WriteTx,
    vendor_order: LockedVendorOrder,
    step: VendorOrderStep,
    actor: Actor,
) -> Result<Committed<VendorOrderState>, TransitionError> {
    advance(ctx, &tx, &vendor_order, step, actor, None).await?;
    done(tx, &vendor_order, step, None).await
}

/// A step that ends the order: what it was promised goes back on sale.
pub(super) async fn end_and_release(
    ctx: &Ctx,
    mut tx: WriteTx,
    vendor_order: LockedVendorOrder,
    step: VendorOrderStep,
    actor: Actor,
    why: Option<&Why>,
) -> Result<Committed<VendorOrderState>, TransitionError> {
    let cause = advance(ctx, &tx, &vendor_order, step, actor, why).await?;
    let freed: Vec<Allocation> =
        store::allocated(&tx, vendor_order.id).await?.into_iter().map(|(_, taken)| taken).collect();
    store::end_allocations(&tx, vendor_order.id, "released").await?;
    figures::call_off(&tx, &vendor_order).await?;
    if vendor_order.state == VendorOrderState::Placed {
        store::decline_all(&tx, vendor_order.id).await?;
    }
    release_stock(ctx, &mut tx, &vendor_order, &freed, &cause, actor).await?;
    done(tx, &vendor_order, step, why).await
}

async fn vendor_step(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    step: VendorOrderStep,
    why: Option<Why>,
) -> Result<VendorOrderState, TransitionError> {
    let (vendor, actor) = (by.vendor(), Actor { user: Some(by.user()), company: Some(by.vendor()) });
    ctx.store
        .write(&by.origin(), |tx| {
            let why = why.clone();
            async move {
                let vendor_order = store::lock_of_vendor(&tx, vendor, id).await?.ok_or(TransitionError::Missing)?;
                match step {
                    VendorOrderStep::Reject | VendorOrderStep::AgreeToCancel => {
                        end_and_release(ctx, tx, vendor_order, step, actor, why.as_ref()).await
                    }
                    _ => apply_step(ctx, tx, vendor_order, step, actor).await,
                }
            }
        })
        .await
}

/// The vendor takes none of it.
pub async fn reject(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
    reason: Reason,
) -> Result<VendorOrderState, TransitionError> {
    vendor_step(ctx, by, id, VendorOrderStep::Reject, Some(Why::Committed(reason))).await
}

/// The vendor picks.
pub async fn prepare(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderState, TransitionError> {
    vendor_step(ctx, by, id, VendorOrderStep::Prepare, None).await
}

/// The vendor has packed; a delivery is wanted from now on.
pub async fn pack(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderState, TransitionError> {
    vendor_step(ctx, by, id, VendorOrderStep::Pack, None).await
}

/// The vendor lets the retailer out.
pub async fn agree_to_cancel(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderState, TransitionError> {
    vendor_step(ctx, by, id, VendorOrderStep::AgreeToCancel, None).await
}

/// The vendor does not.
pub async fn refuse_to_cancel(
    ctx: &Ctx,
    by: &Vendor<may::HandleVendorOrders>,
    id: VendorOrderId,
) -> Result<VendorOrderState, TransitionError> {
    vendor_step(ctx, by, id, VendorOrderStep::RefuseToCancel, None).await
}

/// The retailer calls a part off: at once until the vendor accepted, and where the vendor may not trade and
/// so cannot answer; by asking otherwise.
pub async fn cancel_vendor_order(
    ctx: &Ctx,
    by: &Retailer<may::ChangeOrders>,
    order: OrderId,
    id: VendorOrderId,
    reason: Reason,
) -> Result<VendorOrderState, TransitionError> {
    let (retailer, actor) = (by.retailer(), Actor { user: Some(by.user()), company: Some(by.retailer()) });
    let why = Why::Committed(reason);
    ctx.store
        .write(&by.origin(), |tx| {
            let why = why.clone();
            async move {
                let vendor_order =
                    store::lock_of_retailer(&tx, retailer, order, id).await?.ok_or(TransitionError::Missing)?;
                if let Some(step) = ends_at_once(&tx, &vendor_order).await? {
                    return end_and_release(ctx, tx, vendor_order, step, actor, Some(&why)).await;
                }
                advance(ctx, &tx, &vendor_order, VendorOrderStep::RequestCancel, actor, Some(&why)).await?;
                done(tx, &vendor_order, VendorOrderStep::RequestCancel, Some(&why)).await
            }
        })
        .await
}

/// The step by which the retailer ends an order without asking, if it can.
async fn ends_at_once(
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

/// The retailer takes what the vendor can bring.
pub async fn confirm_vendor_order(
    ctx: &Ctx,
    by: &Retailer<may::ChangeOrders>,
    order: OrderId,
    id: VendorOrderId,
) -> Result<VendorOrderState, TransitionError> {
    let (retailer, actor) = (by.retailer(), Actor { user: Some(by.user()), company: Some(by.retailer()) });
    ctx.store
        .write(&by.origin(), |tx| async move {
            let vendor_order =
                store::lock_of_retailer(&tx, retailer, order, id).await?.ok_or(TransitionError::Missing)?;
            apply_step(ctx, tx, vendor_order, VendorOrderStep::Confirm, actor).await
        })
        .await
}

/// For the clock: rejects an order that its vendor did not answer in time. Nothing, if it did.
pub(super) async fn expire_unanswered(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), TransitionError> {
    scheduled_step(ctx, by, id, VendorOrderState::Placed, VendorOrderStep::Expire).await
}

/// For the clock: calls off an order whose buyer did not say whether less will do. Nothing, if they did.
pub(super) async fn cancel_unconfirmed(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), TransitionError> {
    scheduled_step(ctx, by, id, VendorOrderState::PartiallyAccepted, VendorOrderStep::Expire).await
}

/// For the clock: completes an order some days after its delivery. Nothing, if it is not delivered.
pub(super) async fn complete_delivered(ctx: &Ctx, by: &System, id: VendorOrderId) -> Result<(), TransitionError> {
    scheduled_step(ctx, by, id, VendorOrderState::Delivered, VendorOrderStep::Complete).await
}

async fn scheduled_step(
    ctx: &Ctx,
    by: &System,
    id: VendorOrderId,
    from: VendorOrderState,
    step: VendorOrderStep,
) -> Result<(), TransitionError> {
    ctx.store
        .write(&by.origin(), |tx| async move {
            // TENANT: the system itself, on behalf of nobody.
            let vendor_order = store::lock_unscoped(&tx, id).await?.ok_or(TransitionError::Missing)?;
            if vendor_order.state != from {
                let state = vendor_order.state;
                return Ok(tx.no_change(state));
            }
            match step {
                VendorOrderStep::Expire => {
                    let why = Why::Code(ReasonCode::NotAnswered);
                    end_and_release(ctx, tx, vendor_order, step, SYSTEM, Some(&why)).await
                }
                _ => apply_step(ctx, tx, vendor_order, step, SYSTEM).await,
            }
        })
        .await
        .map(drop)
}

/// For deliveries: the rider has the goods, so they leave the stock. On the second run to the same
/// retailer they have left already. A retailer that may not buy gets none.
pub(crate) async fn picked_up(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: VendorOrderId,
    user: UserId,
    company: CompanyId,
) -> Result<(), TransitionError> {
    // TENANT: the delivery of this order was locked for its own rider before.
    let vendor_order = store::lock_unscoped(tx, id).await?.ok_or(TransitionError::Missing)?;
    if vendor_order.state == VendorOrderState::Shipped {
        return Ok(());
    }
    let may_buy = companies::approved_of(tx, vendor_order.retailer, CompanyKind::Retailer).await?;
    may_buy.ok_or(TransitionError::RetailerStopped)?;
    let actor = Actor { user: Some(user), company: Some(company) };
    let cause = advance(ctx, tx, &vendor_order, VendorOrderStep::PickUp, actor, None).await?.to_string();
    let leaving: Vec<Allocation> = store::allocated(tx, id).await?.into_iter().map(|(_, taken)| taken).collect();
    store::end_allocations(tx, id, "shipped").await?;
    let movement_cause =
        MovementCause { vendor: vendor_order.vendor, cause: &cause, by: Some(user), now: ctx.store.now() };
    inventory::ship(ctx, tx, &leaving, &movement_cause).await?;
    emit(tx, &vendor_order, VendorOrderStep::PickUp).await
}

/// For deliveries: the retailer has the goods.
pub(crate) async fn delivered(
    ctx: &Ctx,
    tx: &mut WriteTx,
    id: VendorOrderId,
    user: UserId,
    company: CompanyId,
) -> Result<(), TransitionError> {
    // TENANT: the delivery of this order was locked for its own rider before.
    let vendor_order = store::lock_unscoped(tx, id).await?.ok_or(TransitionError::Missing)?;
    advance(ctx, tx, &vendor_order, VendorOrderStep::Deliver, Actor { user: Some(user), company: Some(company) }, None)
        .await?;
    emit(tx, &vendor_order, VendorOrderStep::Deliver).await
}

async fn emit(
    tx: &mut WriteTx,
    vendor_order: &LockedVendorOrder,
    step: VendorOrderStep,
) -> Result<(), TransitionError> {
    let to = vendor_order.state.next(step).unwrap_or(vendor_order.state);
    store::count_moved(tx, (vendor_order.vendor, vendor_order.id), (vendor_order.state, to)).await?;
    tx.emit(moved(vendor_order, to, None).record());
    Ok(())
}

/// For deliveries: the vendor, the retailer and the state of a vendor order.
pub(crate) async fn parties(
    tx: &WriteTx,
    id: VendorOrderId,
) -> infra::db::Result<Option<(CompanyId, CompanyId, VendorOrderState)>> {
    // TENANT: for listeners, which act for nobody.
    Ok(store::lock_unscoped(tx, id)
        .await?
        .map(|vendor_order| (vendor_order.vendor, vendor_order.retailer, vendor_order.state)))
}
