//! What becomes of a vendor's part of a purchase, step by step.

use kernel::text::{ProofCode, Reason};
use kernel::{DeliveryId, Limit};
use market::authority::{Carrier, Retailer, Vendor};
use market::delivery::{self, CompleteFault, DeliveryState, Failure, FailureCode};
use market::may;
use market::orders::{self, Acceptance, AcceptedLine};

use super::Stage;
use super::buying::Part;
use super::cast::Actor;
use crate::SeedFault;
use crate::imagined::Dice;
use Do::{
    Accept, AcceptPart, Agree, Assign, Cancel, Confirm, Fail, HandOver, Offer, Pack, PickUp, Prepare, Refuse, Reject,
    WrongCode,
};

/// One thing somebody does about an order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Do {
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
pub(super) type Fate = &'static [Do];

const UNANSWERED: Fate = &[];
const REJECTED: Fate = &[Reject];
const CALLED_OFF: Fate = &[Cancel];
const PARTLY: Fate = &[AcceptPart];
const PARTLY_CALLED_OFF: Fate = &[AcceptPart, Cancel];
const ACCEPTED: Fate = &[Accept];
const ASKED_OUT: Fate = &[Accept, Cancel];
const LET_OUT: Fate = &[Accept, Cancel, Agree];
const PREPARING: Fate = &[Accept, Prepare];
const READY: Fate = &[Accept, Prepare, Pack];
const OFFERED: Fate = &[Accept, Prepare, Pack, Offer];
const ASSIGNED: Fate = &[Accept, Prepare, Pack, Offer, Assign];
const SHIPPED: Fate = &[Accept, Prepare, Pack, Offer, Assign, PickUp];
const MISSED: Fate = &[Accept, Prepare, Pack, Offer, Assign, PickUp, Fail];
const DELIVERED: Fate = &[Accept, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const PARTLY_DELIVERED: Fate = &[AcceptPart, Confirm, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const KEPT: Fate = &[Accept, Cancel, Refuse, Prepare, Pack, Offer, Assign, PickUp, HandOver];
const SECOND_RUN: Fate = &[Accept, Prepare, Pack, Offer, Assign, PickUp, Fail, Assign, PickUp, WrongCode, HandOver];

/// Fates long ago: what was delivered is completed by now, what was unanswered has expired.
pub(super) const PAST: &[Fate] = &[
    DELIVERED,
    DELIVERED,
    PARTLY_DELIVERED,
    DELIVERED,
    REJECTED,
    DELIVERED,
    SECOND_RUN,
    DELIVERED,
    CALLED_OFF,
    DELIVERED,
    KEPT,
    DELIVERED,
    UNANSWERED,
    DELIVERED,
    LET_OUT,
    DELIVERED,
    PARTLY_CALLED_OFF,
];
/// Fates of late: what was delivered can still be complained about.
pub(super) const LATELY: &[Fate] =
    &[DELIVERED, DELIVERED, MISSED, DELIVERED, PARTLY_DELIVERED, REJECTED, DELIVERED, KEPT, CALLED_OFF, SHIPPED];
/// Fates of today: everything is under way.
pub(super) const NOW: &[Fate] = &[
    UNANSWERED, PARTLY, ACCEPTED, PREPARING, READY, OFFERED, UNANSWERED, ASKED_OUT, ASSIGNED, SHIPPED, PREPARING,
    MISSED, ACCEPTED, DELIVERED,
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
pub(super) async fn play(stage: &mut Stage, retailer: &Actor, part: Part, fate: Fate) -> Result<(), SeedFault> {
    let mut run = None;
    for step in fate {
        stage.calendar.pass(stage.pace_s);
        match step {
            Accept | AcceptPart | Reject | Agree | Refuse | Prepare | Pack => by_vendor(stage, &part, *step).await?,
            Confirm | Cancel => by_retailer(stage, retailer, &part, *step).await?,
            Offer => run = Some(offer(stage, &part).await?),
            Assign | PickUp | Fail | WrongCode | HandOver => {
                let run = run.as_mut().ok_or_else(|| SeedFault::Unfit(format!("{step:?} without a delivery")))?;
                on_the_road(stage, retailer, &part, run, *step).await?;
            }
        }
    }
    Ok(())
}

async fn by_vendor(stage: &mut Stage, part: &Part, step: Do) -> Result<(), SeedFault> {
    let (ctx, id, by) = (&stage.ctx, part.order, part.vendor.may::<Vendor<may::HandleVendorOrders>>()?);
    match step {
        AcceptPart => {
            let view = orders::own_vendor_order(ctx, &part.vendor.may::<Vendor<may::ReadVendorOrders>>()?, id).await?;
            let short =
                view.lines.first().map(|line| AcceptedLine { line: line.id, quantity: line.quantity_ordered / 2 });
            orders::accept(ctx, &by, id, Acceptance { lines: short.into_iter().collect() }).await?
        }
        Reject => orders::reject(ctx, &by, id, reason(&mut stage.dice, WHY_REJECT)?).await?,
        Agree => orders::agree_to_cancel(ctx, &by, id).await?,
        Refuse => orders::refuse_to_cancel(ctx, &by, id).await?,
        Prepare => orders::prepare(ctx, &by, id).await?,
        Pack => orders::pack(ctx, &by, id).await?,
        _ => orders::accept(ctx, &by, id, Acceptance::default()).await?,
    };
    Ok(())
}

async fn by_retailer(stage: &mut Stage, retailer: &Actor, part: &Part, step: Do) -> Result<(), SeedFault> {
    let by = retailer.may::<Retailer<may::ChangeOrders>>()?;
    match step {
        Confirm => orders::confirm_part(&stage.ctx, &by, part.purchase, part.order).await?,
        _ => orders::cancel_part(&stage.ctx, &by, part.purchase, part.order, reason(&mut stage.dice, WHY_NOT)?).await?,
    };
    Ok(())
}

/// The platform finds the delivery that packing has called for, and gives it to a partner.
async fn offer(stage: &mut Stage, part: &Part) -> Result<Run, SeedFault> {
    stage.settle().await?;
    let by = stage.cast.admin::<may::Dispatch>()?;
    let page = delivery::all_deliveries(
        &stage.ctx,
        &by,
        Some(DeliveryState::Unassigned),
        None,
        Limit::new(100).unwrap_or_default(),
    )
    .await?;
    let wanted = page.items.into_iter().find(|row| row.vendor_order_id == part.order);
    let delivery = wanted.ok_or_else(|| SeedFault::Unfit("packing called for no delivery".to_owned()))?.id;
    // The partner one signs in as brings more than the others.
    let partners = stage.cast.carriers().len() as u64;
    let partner = if stage.dice.chance(60) { 0 } else { usize::try_from(stage.dice.below(partners)).unwrap_or(0) };
    if let Some(carrier) = stage.cast.carriers().get(partner) {
        delivery::offer_to(&stage.ctx, &by, delivery, carrier.trader.org).await?;
    }
    Ok(Run { delivery, partner, rider: 0 })
}

async fn on_the_road(
    stage: &mut Stage,
    retailer: &Actor,
    part: &Part,
    run: &mut Run,
    step: Do,
) -> Result<(), SeedFault> {
    if matches!(step, Assign) {
        run.rider = if stage.dice.chance(50) { 0 } else { usize::try_from(stage.dice.below(3)).unwrap_or(0) };
    }
    let Some((carrier, rider)) =
        stage.cast.carriers().get(run.partner).and_then(|carrier| Some((carrier, carrier.riders.get(run.rider)?)))
    else {
        return Ok(());
    };
    let (ctx, id) = (&stage.ctx, run.delivery);
    if matches!(step, Assign) {
        delivery::assign_rider(ctx, &stage.cast.fleet(carrier).may::<Carrier<may::AssignRiders>>()?, id, rider.user)
            .await?;
        return Ok(());
    }
    let by = stage.cast.rider(carrier, rider).may::<Carrier<may::CarryDeliveries>>()?;
    match step {
        PickUp => delivery::pick_up(ctx, &by, id).await?,
        Fail => {
            let note = Some(reason(&mut stage.dice, WHY_FAILED)?);
            delivery::fail(ctx, &by, id, Failure { code: FailureCode::Other, note }).await?
        }
        _ => {
            let tracked =
                delivery::track(ctx, &retailer.may::<Retailer<may::TrackDeliveries>>()?, part.purchase).await?;
            let code = tracked
                .into_iter()
                .find(|row| row.vendor_order_id == part.order)
                .and_then(|row| row.proof_code)
                .unwrap_or_default();
            let code = if matches!(step, WrongCode) { another(&code) } else { code };
            match delivery::complete(ctx, &by, id, ProofCode::new(&code)?).await {
                Err(CompleteFault::WrongCode { .. }) if matches!(step, WrongCode) => return Ok(()),
                ended => ended?,
            }
        }
    };
    Ok(())
}

fn reason(dice: &mut Dice, from: &[&'static str]) -> Result<Reason, SeedFault> {
    Ok(Reason::new(dice.pick::<&str>(from))?)
}

/// A code that is not this one.
fn another(code: &str) -> String {
    code.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect()
}
