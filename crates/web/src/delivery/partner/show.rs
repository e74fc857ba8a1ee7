//! One delivery: what happened to it, and who rides it.

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::{DeliveryId, UserId};
use market::authority::{Access, Partner};
use market::delivery::{self, DeliveryEventRow, DeliveryState, DeliveryStep, DeliveryView, RiderRow};
use market::{Ctx, EventKind, may};

use super::step;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::{Step, StepState};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowDelivery>().mount::<Assign>()
}

/// Riders to choose from, and how much each has to do.
pub(super) fn choices(f: &Frame, riders: &[RiderRow]) -> Vec<(String, String)> {
    let text = |rider: &RiderRow| f.t2("board-rider", ("name", &rider.name), ("n", rider.under_way));
    riders.iter().map(|rider| (rider.user_id.to_string(), text(rider))).collect()
}

/// One delivery.
#[derive(Template)]
#[template(path = "delivery/partner/show.html")]
struct DeliveryPage<'a> {
    f: &'a Frame,
    form: FormFields,
    it: DeliveryView,
    history: Vec<DeliveryEventRow>,
    riders: Vec<RiderRow>,
}

impl DeliveryPage<'_> {
    fn steps(&self) -> Vec<Step> {
        let title = |state: DeliveryState| self.f.word("delivery-state", state);
        let last = self.history.len().saturating_sub(1);
        let told = |(at, row): (usize, &DeliveryEventRow)| {
            let state = match row.to {
                DeliveryState::Failed | DeliveryState::Cancelled => StepState::Bad,
                DeliveryState::Delivered => StepState::Done,
                _ if at == last => StepState::Now,
                _ => StepState::Done,
            };
            let note = row.failure.as_deref().unwrap_or_default();
            let failure = row.failure_code.map(|code| self.f.failure(&code, note));
            let notes = [row.who.clone(), failure];
            let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            step(self.f, state, title(row.to), Some(&row.at), note)
        };
        let ahead = self.ahead().iter().map(|state| step(self.f, StepState::Ahead, title(*state), None, String::new()));
        self.history.iter().enumerate().map(told).chain(ahead).collect()
    }
    /// What is to come, if all goes well.
    fn ahead(&self) -> &'static [DeliveryState] {
        use DeliveryState::{Assigned, Delivered, PickedUp};
        match self.it.state {
            DeliveryState::Unassigned | DeliveryState::Offered | DeliveryState::Failed => {
                &[Assigned, PickedUp, Delivered]
            }
            Assigned => &[PickedUp, Delivered],
            PickedUp => &[Delivered],
            Delivered | DeliveryState::Cancelled => &[],
        }
    }
    fn assigns(&self) -> bool {
        self.f.may(may::Permission::AssignRiders) && self.it.state.next(DeliveryStep::Assign).is_some()
    }
    fn choices(&self) -> Vec<(String, String)> {
        choices(self.f, &self.riders)
    }
    /// The rider to show: who was chosen, or who has it.
    fn chosen(&self) -> String {
        let rider = self.it.rider_id.filter(|_| self.it.state == DeliveryState::Assigned);
        let has = || rider.map(|rider| rider.to_string()).unwrap_or_default();
        if self.form.was_sent("rider_id") { self.form.text("rider_id").to_owned() } else { has() }
    }
    fn rider(&self) -> &str {
        let found = self.riders.iter().find(|rider| Some(rider.user_id) == self.it.rider_id);
        found.map_or("", |rider| &rider.name)
    }
}

async fn page(
    ctx: &Ctx,
    by: &Partner<may::ReadDeliveries>,
    id: DeliveryId,
    page_context: PageContext,
    form: FormFields,
) -> Result<Page, Problem> {
    let it = delivery::partner_delivery(ctx, by, id).await?;
    let history = delivery::history(ctx, by, id).await?;
    let riders = delivery::riders(ctx, by).await?;
    let mut frame = Frame::open(ctx, page_context).await?;
    if !form.errors().is_empty() || form.problem().is_some() {
        frame.page_context.current = links::of("/delivery", &id);
    }
    frame.show_form(&DeliveryPage { f: &frame, form: form.clone(), it, history, riders }, &form)
}

/// It is looked at.
struct ShowDelivery;

impl Endpoint for ShowDelivery {
    const ROUTE: Route = Route::get(
        "delivery.partner.show",
        "/delivery/{delivery_id}",
        "Show one of the company's deliveries and its history.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Partner<may::ReadDeliveries>;
    type In = (Path<DeliveryId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, &auth, id, page_context, FormFields::default()).await
    }
}

/// A rider gets it.
struct Assign;

impl Endpoint for Assign {
    const ROUTE: Route = Route::post(
        "delivery.partner.assign",
        "/delivery/{delivery_id}/rider",
        "Assign one of the company's deliveries to one of its riders.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Partner<may::AssignRiders>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let problem = match assign(ctx, &auth, id, &mut fields).await {
            Ok(()) if fields.text("back") == "board" => {
                return Ok(Page::redirect(&links::local("/delivery?flash=rider-assigned")));
            }
            Ok(()) => return Ok(Page::redirect(&links::with_flash(&links::of("/delivery", &id), "rider-assigned"))),
            Err(problem) => problem,
        };
        let Ok(reader) = Partner::grant(page_context.principal.as_ref()) else { return Err(problem) };
        page(ctx, &reader, id, page_context, fields.with_problem(problem)).await
    }
}

async fn assign(
    ctx: &Ctx,
    by: &Partner<may::AssignRiders>,
    id: DeliveryId,
    fields: &mut FormFields,
) -> Result<(), Problem> {
    let Some(rider) = fields.read::<UserId>("rider_id") else { return Err(fields.to_problem()) };
    delivery::assign_rider(ctx, by, id, rider).await?;
    Ok(())
}
