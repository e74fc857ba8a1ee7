//! One delivery in a rider's hand. On a poor line a form may be sent twice: what is done already is
//! answered as done.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Limit, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::DeliveryId;
use kernel::text::{ProofCode, Reason};
use market::authority::Carrier;
use market::delivery::{
    self, CompleteFault, DeliveryFault, DeliveryState, DeliveryView, DispatchFault, Failure, FailureCode,
};
use market::{Ctx, EventKind, may, orders};

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowRide>().with::<PickUp>().with::<HandOver>().with::<ReportFailure>()
}

/// One delivery in a rider's hand.
#[derive(Template)]
#[template(path = "delivery/partner/ride.html")]
struct RidePage<'a> {
    f: &'a Frame,
    form: Fields,
    it: DeliveryView,
    problem: Option<Problem>,
}

impl RidePage<'_> {
    fn reasons(&self) -> Vec<(String, String)> {
        FailureCode::ALL.iter().map(|code| (code.to_string(), self.f.word("ride-reason", code))).collect()
    }
    fn to(&self) -> String {
        let to = &self.it.ship_to;
        format!("{}, {}, {} {}", to.name, to.line, to.postcode, to.city)
    }
    fn from(&self) -> String {
        format!("{}, {}", self.it.vendor_name, self.it.vendor_address)
    }
    /// Tries that are left after a wrong code.
    fn tries_left(&self) -> Option<i64> {
        let problem = self.problem.as_ref().filter(|problem| problem.code == "deliveries.wrong_code")?;
        problem.facts.as_ref()?.get("tries_left")?.as_i64()
    }
    fn blocked(&self) -> bool {
        let code = self.problem.as_ref().map(|problem| problem.code);
        code == Some("deliveries.code_blocked") || self.tries_left() == Some(0)
    }
    fn code_fault(&self) -> String {
        match self.tries_left() {
            Some(left) => self.f.t1("ride-code-wrong", "n", left),
            None => self.f.fault(&self.form, "code"),
        }
    }
    /// What was refused, where no field says it.
    fn refusal_text(&self) -> Option<String> {
        let problem = self.problem.as_ref().filter(|problem| problem.errors.is_empty() && self.tries_left().is_none());
        problem.filter(|_| !self.blocked()).map(|problem| self.f.refusal(problem))
    }
}

async fn page(
    ctx: &Ctx,
    by: &Carrier<may::CarryDeliveries>,
    id: DeliveryId,
    screen: Screen,
    form: Fields,
) -> Result<Shown, Problem> {
    let it = delivery::carried_one(ctx, by, id).await?;
    let mut frame = Frame::open(ctx, screen).await?;
    let problem = form.problem().cloned();
    if problem.is_some() {
        frame.screen.here = links::of("/delivery/rides", &id);
    }
    frame.show_form(&RidePage { f: &frame, form: form.clone(), it, problem }, &form)
}

/// What came of a step: on to where it leads, or the page again. Where the delivery is already in the state
/// that was wanted, an earlier request did it whose answer was lost.
async fn moved(
    ctx: &Ctx,
    by: &Carrier<may::CarryDeliveries>,
    (id, screen, fields): (DeliveryId, Screen, Fields),
    done: Result<DeliveryState, Problem>,
    (wanted, flash): (DeliveryState, &str),
) -> Result<Shown, Problem> {
    let there = wanted == DeliveryState::PickedUp;
    let next = if there { links::of("/delivery/rides", &id) } else { links::local("/delivery/rides") };
    let Err(problem) = done else { return Ok(Shown::goto(&links::with_flash(&next, flash))) };
    if problem.code == "deliveries.wrong_state" && delivery::carried_one(ctx, by, id).await?.state == wanted {
        return Ok(Shown::goto(&links::with_flash(&next, flash)));
    }
    page(ctx, by, id, screen, fields.refused(problem)).await
}

/// It is looked at.
struct ShowRide;

impl Endpoint for ShowRide {
    const ROUTE: Route = Route {
        id: "desk_delivery.ride",
        method: Method::Get,
        path: "/delivery/rides/{delivery_id}",
        summary: "Show one of your deliveries.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[DeliveryFault::LIST],
    };
    type By = Carrier<may::CarryDeliveries>;
    type In = (Path<DeliveryId>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), screen): Self::In) -> Result<Shown, Problem> {
        page(ctx, &by, id, screen, Fields::default()).await
    }
}

/// The goods are fetched.
struct PickUp;

impl Endpoint for PickUp {
    const ROUTE: Route = Route {
        id: "desk_delivery.pick_up",
        method: Method::Post,
        path: "/delivery/rides/{delivery_id}/pickup",
        summary: "Confirm pickup of the goods.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::DeliveryMoved, EventKind::OrderMoved],
        refuses: &[DispatchFault::LIST, orders::MoveFault::LIST],
    };
    type By = Carrier<may::CarryDeliveries>;
    type In = (Path<DeliveryId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let done = delivery::pick_up(ctx, &by, id).await.map_err(Problem::from);
        moved(ctx, &by, (id, screen, form.fields), done, (DeliveryState::PickedUp, "picked-up")).await
    }
}

/// The goods are handed over.
struct HandOver;

impl Endpoint for HandOver {
    const ROUTE: Route = Route {
        id: "desk_delivery.complete",
        method: Method::Post,
        path: "/delivery/rides/{delivery_id}/handover",
        summary: "Confirm delivery with the code that only the retailer can see.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::DeliveryMoved, EventKind::OrderMoved, EventKind::ProofRefused],
        refuses: &[CompleteFault::LIST, DispatchFault::LIST, orders::MoveFault::LIST],
    };
    type By = Carrier<may::CarryDeliveries>;
    type In = (Path<DeliveryId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let done = hand_over(ctx, &by, id, &mut fields).await;
        moved(ctx, &by, (id, screen, fields), done, (DeliveryState::Delivered, "delivered")).await
    }
}

async fn hand_over(
    ctx: &Ctx,
    by: &Carrier<may::CarryDeliveries>,
    id: DeliveryId,
    fields: &mut Fields,
) -> Result<DeliveryState, Problem> {
    // People write six digits in two groups, and their phones in digits of their own.
    let digits: String = edge::pages::western(fields.text("code")).chars().filter(|c| !c.is_whitespace()).collect();
    let Ok(code) = ProofCode::new(&digits) else {
        fields.wrong::<()>("code", "must be the retailer's six-digit code");
        return Err(fields.refusal());
    };
    Ok(delivery::complete(ctx, by, id, code).await?)
}

/// The goods could not be handed over.
struct ReportFailure;

impl Endpoint for ReportFailure {
    const ROUTE: Route = Route {
        id: "desk_delivery.fail",
        method: Method::Post,
        path: "/delivery/rides/{delivery_id}/failure",
        summary: "Report a failed delivery attempt.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::DeliveryMoved],
        refuses: &[DispatchFault::LIST],
    };
    type By = Carrier<may::CarryDeliveries>;
    type In = (Path<DeliveryId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let done = report_failure(ctx, &by, id, &mut fields).await;
        moved(ctx, &by, (id, screen, fields), done, (DeliveryState::Failed, "attempt-failed")).await
    }
}

async fn report_failure(
    ctx: &Ctx,
    by: &Carrier<may::CarryDeliveries>,
    id: DeliveryId,
    fields: &mut Fields,
) -> Result<DeliveryState, Problem> {
    let code = match fields.text("why").parse::<FailureCode>() {
        Ok(code) => code,
        Err(()) => {
            fields.wrong::<()>("why", "must be selected");
            return Err(fields.refusal());
        }
    };
    // What is not on the list is told in the rider's own words.
    let note = match code {
        FailureCode::Other => fields.read::<Reason>("reason").map(Some),
        _ => fields.maybe::<Reason>("reason"),
    };
    let Some(note) = note else { return Err(fields.refusal()) };
    Ok(delivery::fail(ctx, by, id, Failure { code, note }).await?)
}
