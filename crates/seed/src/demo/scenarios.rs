//! What becomes of a vendor's part of an order, step by step.

use kernel::text::{ProofCode, Reason};
use kernel::{DeliveryId, PageLimit};
use market::authority::{Partner, Retailer, Vendor};
use market::delivery::{self, CompleteError, DeliveryState, Failure, FailureCode};
use market::may;
use market::orders::{self, Acceptance, AcceptedLine};

use super::Simulation;
use super::actors::Actor;
use super::buying::VendorOrder;
use crate::SeedError;
use crate::generated::Dice;
use Action::{
    Accept, AcceptPart, Agree, Assign, Cancel, Confirm, Fail, HandOver, Offer, Pack, PickUp, Prepare, Refuse, Reject,
    WrongCode,
};

/// One thing somebody does about an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Action {
    /// The vendor takes all of it.
    Accept,
    /// The vendor takes half of the first line, and all of the others.
    AcceptPart,
    /// The vendor takes none of it.
    Reject,
    /// The retailer takes what there is.
    Confirm,
    /// The retailer calls it off, or asks to.
    Cancel,
    /// The vendor lets the retailer out.
    Agree,
    /// The vendor does not.
    Refuse,
    /// The vendor picks.
    Prepare,
    /// The vendor has packed; a delivery is wanted.
    Pack,
    /// The platform gives the delivery to a partner.
    Offer,
    /// The partner gives it to a rider.
    Assign,
    /// The rider takes the goods.
    PickUp,
    /// Nobody is there.
    Fail,
    /// The rider mishears the code.
    WrongCode,
    /// The rider hands the goods over.
    HandOver,
}

/// All of it, in order.
pub(super) type Scenario = &'static [Action];

const UNANSWERED: Scenario = &[];
const REJECTED: Scenario = &[Reject];
const CANCELLED: Scenario = &[Cancel];
const PARTLY: Scenario = &[AcceptPart];
const PARTLY_CALLED_OFF: Scenario = &[AcceptPart, Cancel];
const ACCEPTED: Scenario = &[Accept];
const CANCELLATION_REQUESTED: Scenario = &[Accept, Cancel];
const LET_OUT: Scenario = &[Accept, Cancel, Agree];
const PREPARING: Scenario = &[Accept, Prepare];
const READY: Scenario = &[Accept, Prepare, Pack];
const OFFERED: Scenario = &[Accept, Prepare, Pack, Offer];
const ASSIGNED: Scenario = &[Accept, Prepare, Pack, Offer, Assign];
const SHIPPED: Scenario = &[Accept, Prepare, Pack, Offer, Assign, PickUp];
const MISSED: Scenario = &[Accept, Prepare, Pack, Offer, Assign, PickUp, Fail];
const DELIVERED: Scenario = &[Accept, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const PARTLY_DELIVERED: Scenario = &[AcceptPart, Confirm, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const CANCELLATION_REFUSED: Scenario = &[Accept, Cancel, Refuse, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const SECOND_RUN: Scenario = &[Accept, Prepare, Pack, Offer, Assign, PickUp, Fail, Assign, PickUp, WrongCode, HandOver];

/// Fates long ago: what was delivered is completed by now, what was unanswered has expired.
pub(super) const PAST: &[Scenario] = &[
    DELIVERED,
    DELIVERED,
    PARTLY_DELIVERED,
    DELIVERED,
    REJECTED,
    DELIVERED,
    SECOND_RUN,
    DELIVERED,
    CANCELLED,
    DELIVERED,
    CANCELLATION_REFUSED,
    DELIVERED,
    UNANSWERED,
    DELIVERED,
    LET_OUT,
    DELIVERED,
    PARTLY_CALLED_OFF,
];
/// Fates of late: what was delivered can still be complained about.
pub(super) const LATELY: &[Scenario] = &[
    DELIVERED,
    DELIVERED,
    MISSED,
    DELIVERED,
    PARTLY_DELIVERED,
    REJECTED,
    DELIVERED,
    CANCELLATION_REFUSED,
    CANCELLED,
    SHIPPED,
];
/// Fates of today: everything is under way.
pub(super) const NOW: &[Scenario] = &[
    UNANSWERED,
    PARTLY,
    ACCEPTED,
    PREPARING,
    READY,
    OFFERED,
    UNANSWERED,
    CANCELLATION_REQUESTED,
    ASSIGNED,
    SHIPPED,
    PREPARING,
    MISSED,
    ACCEPTED,
    DELIVERED,
];

/// Why, in words.
const WHY_NOT: &[&str] = &[
    "Ordered twice by mistake",
    "The event was postponed",
    "We found stock in the back store",
    "The truck cannot unload that day",
];
const WHY_REJECT: &[&str] =
    &["The harvest came in short", "The line is down for maintenance", "We do not deliver to this area this week"];
const WHY_FAILED: &[&str] = &["The shutters were down", "No one could receive the goods", "The road was flooded"];

/// Where a delivery is.
#[derive(Clone, Copy)]
struct Run {
    delivery: DeliveryId,
    partner: usize,
    rider: usize,
}

/// Plays a part's fate.
pub(super) async fn play(
    simulation: &mut Simulation,
    retailer: &Actor,
    vendor_order: VendorOrder,
    scenario: Scenario,
) -> Result<(), SeedError> {
    let mut run = None;
    for step in scenario {
        simulation.calendar.pass(simulation.pace_s);
        match step {
            Accept | AcceptPart | Reject | Agree | Refuse | Prepare | Pack => {
                by_vendor(simulation, &vendor_order, *step).await?;
            }
            Confirm | Cancel => by_retailer(simulation, retailer, &vendor_order, *step).await?,
            Offer => run = Some(offer(simulation, &vendor_order).await?),
            Assign | PickUp | Fail | WrongCode | HandOver => {
                let run = run.as_mut().ok_or_else(|| SeedError::Unexpected(format!("{step:?} without a delivery")))?;
                advance_delivery(simulation, retailer, &vendor_order, run, *step).await?;
            }
        }
    }
    Ok(())
}

async fn by_vendor(simulation: &mut Simulation, vendor_order: &VendorOrder, step: Action) -> Result<(), SeedError> {
    let (ctx, id, by) =
        (&simulation.ctx, vendor_order.id, vendor_order.vendor.may::<Vendor<may::HandleVendorOrders>>()?);
    match step {
        AcceptPart => {
            let view =
                orders::own_vendor_order(ctx, &vendor_order.vendor.may::<Vendor<may::ReadVendorOrders>>()?, id).await?;
            let short =
                view.lines.first().map(|line| AcceptedLine { line: line.id, quantity: line.quantity_ordered / 2 });
            orders::accept(ctx, &by, id, Acceptance { lines: short.into_iter().collect() }).await?
        }
        Reject => orders::reject(ctx, &by, id, reason(&mut simulation.dice, WHY_REJECT)?).await?,
        Agree => orders::agree_to_cancel(ctx, &by, id).await?,
        Refuse => orders::refuse_to_cancel(ctx, &by, id).await?,
        Prepare => orders::prepare(ctx, &by, id).await?,
        Pack => orders::pack(ctx, &by, id).await?,
        _ => orders::accept(ctx, &by, id, Acceptance::default()).await?,
    };
    Ok(())
}

async fn by_retailer(
    simulation: &mut Simulation,
    retailer: &Actor,
    vendor_order: &VendorOrder,
    step: Action,
) -> Result<(), SeedError> {
    let by = retailer.may::<Retailer<may::ChangeOrders>>()?;
    match step {
        Confirm => orders::confirm_vendor_order(&simulation.ctx, &by, vendor_order.order, vendor_order.id).await?,
        _ => {
            orders::cancel_vendor_order(
                &simulation.ctx,
                &by,
                vendor_order.order,
                vendor_order.id,
                reason(&mut simulation.dice, WHY_NOT)?,
            )
            .await?
        }
    };
    Ok(())
}

/// The platform finds the delivery that packing has called for, and gives it to a partner.
async fn offer(simulation: &mut Simulation, vendor_order: &VendorOrder) -> Result<Run, SeedError> {
    simulation.settle().await?;
    let by = simulation.actors.admin::<may::Dispatch>()?;
    let page = delivery::all_deliveries(
        &simulation.ctx,
        &by,
        Some(DeliveryState::Unassigned),
        None,
        PageLimit::new(100).unwrap_or_default(),
    )
    .await?;
    let wanted = page.items.into_iter().find(|row| row.vendor_order_id == vendor_order.id);
    let delivery = wanted.ok_or_else(|| SeedError::Unexpected("packing called for no delivery".to_owned()))?.id;
    // The partner one signs in as brings more than the others.
    let partners = simulation.actors.partners().len() as u64;
    let partner =
        if simulation.dice.chance(60) { 0 } else { usize::try_from(simulation.dice.below(partners)).unwrap_or(0) };
    if let Some(partner) = simulation.actors.partners().get(partner) {
        delivery::offer_to(&simulation.ctx, &by, delivery, partner.trader.company).await?;
    }
    Ok(Run { delivery, partner, rider: 0 })
}

async fn advance_delivery(
    simulation: &mut Simulation,
    retailer: &Actor,
    vendor_order: &VendorOrder,
    run: &mut Run,
    step: Action,
) -> Result<(), SeedError> {
    if matches!(step, Assign) {
        run.rider = if simulation.dice.chance(50) { 0 } else { usize::try_from(simulation.dice.below(3)).unwrap_or(0) };
    }
    let Some((partner, rider)) = simulation
        .actors
        .partners()
        .get(run.partner)
        .and_then(|partner| Some((partner, partner.riders.get(run.rider)?)))
    else {
        return Ok(());
    };
    let (ctx, id) = (&simulation.ctx, run.delivery);
    if matches!(step, Assign) {
        delivery::assign_rider(
            ctx,
            &simulation.actors.fleet(partner).may::<Partner<may::AssignRiders>>()?,
            id,
            rider.user,
        )
        .await?;
        return Ok(());
    }
    let by = simulation.actors.rider(partner, rider).may::<Partner<may::FulfilDeliveries>>()?;
    match step {
        PickUp => delivery::pick_up(ctx, &by, id).await?,
        Fail => {
            let note = Some(reason(&mut simulation.dice, WHY_FAILED)?);
            delivery::fail(ctx, &by, id, Failure { code: FailureCode::Other, note }).await?
        }
        _ => {
            let tracked =
                delivery::track(ctx, &retailer.may::<Retailer<may::TrackDeliveries>>()?, vendor_order.order).await?;
            let code = tracked
                .into_iter()
                .find(|row| row.vendor_order_id == vendor_order.id)
                .and_then(|row| row.proof_code)
                .unwrap_or_default();
            let code = if matches!(step, WrongCode) { another(&code) } else { code };
            match delivery::complete(ctx, &by, id, ProofCode::new(&code)?).await {
                Err(CompleteError::WrongCode { .. }) if matches!(step, WrongCode) => return Ok(()),
                ended => ended?,
            }
        }
    };
    Ok(())
}

fn reason(dice: &mut Dice, from: &[&'static str]) -> Result<Reason, SeedError> {
    Ok(Reason::new(dice.pick::<&str>(from))?)
}

/// A code that is not this one.
fn another(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}
