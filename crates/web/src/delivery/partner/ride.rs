//! One delivery in a rider's hand. On a poor line a form may be sent twice: what is done already is
//! answered as done.

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::DeliveryId;
use kernel::text::{ProofCode, Reason};
use market::authority::Partner;
use market::delivery::{self, DeliveryState, DeliveryView, Failure, FailureCode};
use market::{Ctx, EventKind, may};

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowRide>().mount::<PickUp>().mount::<HandOver>().mount::<ReportFailure>()
}

/// One delivery in a rider's hand.
#[derive(Template)]
#[template(path = "delivery/partner/ride.html")]
struct RidePage<'a> {
    f: &'a Frame,
    form: FormFields,
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
        problem.details.as_ref()?.get("tries_left")?.as_i64()
    }
    /// Whether a code was refused because all are; nothing of it is said again beside what the page says anyway.
    fn is_refused_as_blocked(&self) -> bool {
        self.problem.as_ref().is_some_and(|problem| problem.code == "deliveries.code_blocked")
    }
    /// How loudly it is said that the code is blocked: at once where that came of what was just sent.
    fn role(&self) -> &'static str {
        if self.problem.is_some() { "alert" } else { "status" }
    }
    fn code_error(&self) -> String {
        match self.tries_left() {
            Some(left) => self.f.t1("ride-code-wrong", "n", left),
            None => self.f.error(&self.form, "code"),
        }
    }
    /// What was refused, where no field says it.
    fn refusal_text(&self) -> Option<String> {
        let problem = self.problem.as_ref().filter(|problem| problem.errors.is_empty() && self.tries_left().is_none());
        problem.filter(|_| !self.is_refused_as_blocked()).map(|problem| self.f.refusal(problem))
    }
}

async fn page(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
    page_context: PageContext,
    form: FormFields,
) -> Result<Page, Problem> {
    let it = delivery::rider_delivery(ctx, by, id).await?;
    let mut frame = Frame::open(ctx, page_context).await?;
    let problem = form.problem().cloned();
    if problem.is_some() {
        frame.page_context.current = links::of("/delivery/rides", &id);
    }
    frame.show_form(&RidePage { f: &frame, form: form.clone(), it, problem }, &form)
}

/// What came of a step: on to where it leads, or the page again. Where the delivery is already in the state
/// that was wanted, an earlier request did it whose answer was lost.
async fn moved(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    (id, page_context, fields): (DeliveryId, PageContext, FormFields),
    done: Result<DeliveryState, Problem>,
    (wanted, flash): (DeliveryState, &str),
) -> Result<Page, Problem> {
    let there = wanted == DeliveryState::PickedUp;
    let next = if there { links::of("/delivery/rides", &id) } else { links::local("/delivery/rides") };
    let Err(problem) = done else { return Ok(Page::redirect(&links::with_flash(&next, flash))) };
    if problem.code == "deliveries.wrong_state" && delivery::rider_delivery(ctx, by, id).await?.state == wanted {
        return Ok(Page::redirect(&links::with_flash(&next, flash)));
    }
    page(ctx, by, id, page_context, fields.with_problem(problem)).await
}

/// It is looked at.
struct ShowRide;

impl Endpoint for ShowRide {
    const ROUTE: Route =
        Route::get("delivery.partner.ride", "/delivery/rides/{delivery_id}", "Show one of your deliveries.")
            .automatic(LimitClass::Refresh);
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, &auth, id, page_context, FormFields::default()).await
    }
}

/// The goods are fetched.
struct PickUp;

impl Endpoint for PickUp {
    const ROUTE: Route = Route::post(
        "delivery.partner.pick_up",
        "/delivery/rides/{delivery_id}/pickup",
        "Confirm pickup of the goods.",
        &[EventKind::DeliveryStateChanged, EventKind::VendorOrderStateChanged],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = delivery::pick_up(ctx, &auth, id).await.map_err(Problem::from);
        moved(ctx, &auth, (id, page_context, form.fields), done, (DeliveryState::PickedUp, "picked-up")).await
    }
}

/// The goods are handed over.
struct HandOver;

impl Endpoint for HandOver {
    const ROUTE: Route = Route::post(
        "delivery.partner.complete",
        "/delivery/rides/{delivery_id}/handover",
        "Confirm delivery with the code that only the retailer can see.",
        &[
            EventKind::DeliveryStateChanged,
            EventKind::VendorOrderStateChanged,
            EventKind::ProofCodeRejected,
            EventKind::ProofCodeBlocked,
        ],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let done = hand_over(ctx, &auth, id, &mut fields).await;
        moved(ctx, &auth, (id, page_context, fields), done, (DeliveryState::Delivered, "delivered")).await
    }
}

async fn hand_over(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
    fields: &mut FormFields,
) -> Result<DeliveryState, Problem> {
    let Ok(code) = ProofCode::new(fields.text("code")) else {
        fields.add_error::<()>("code", "must be the retailer's six-digit code");
        return Err(fields.to_problem());
    };
    Ok(delivery::complete(ctx, by, id, code).await?)
}

/// The goods could not be handed over.
struct ReportFailure;

impl Endpoint for ReportFailure {
    const ROUTE: Route = Route::post(
        "delivery.partner.fail",
        "/delivery/rides/{delivery_id}/failure",
        "Report a failed delivery attempt.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let done = report_failure(ctx, &auth, id, &mut fields).await;
        moved(ctx, &auth, (id, page_context, fields), done, (DeliveryState::Failed, "attempt-failed")).await
    }
}

async fn report_failure(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
    fields: &mut FormFields,
) -> Result<DeliveryState, Problem> {
    let Ok(code) = fields.text("why").parse::<FailureCode>() else {
        fields.add_error::<()>("why", "must be selected");
        return Err(fields.to_problem());
    };
    // What is not on the list is told in the rider's own words.
    let note = match code {
        FailureCode::Other => fields.read::<Reason>("reason").map(Some),
        _ => fields.read_optional::<Reason>("reason"),
    };
    let Some(note) = note else { return Err(fields.to_problem()) };
    Ok(delivery::fail(ctx, by, id, Failure { code, note }).await?)
}
