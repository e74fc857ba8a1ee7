//! What a vendor does with an order: each a form that leads back to where it was sent from. Where
//! somebody was quicker, the order is shown as it stands now, with the reason.

use edge::{BodySize, Endpoint, Form, FormFields, LocalPath, Page, PageContext, Path, Problem, Route, Router};
use kernel::{OrderLineId, Quantity, VendorOrderId};
use market::authority::Vendor;
use market::orders::{self, Acceptance, AcceptedLine, TransitionError, VendorOrderState};
use market::{Ctx, EventKind, may};

use super::show;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<AcceptOrder>()
        .mount::<RejectOrder>()
        .mount::<PrepareOrder>()
        .mount::<PackOrder>()
        .mount::<AgreeToCancel>()
        .mount::<RefuseToCancel>()
}

type Handler = Vendor<may::HandleVendorOrders>;
type Step = (Path<VendorOrderId>, Form, PageContext);

const fn step(id: &'static str, path: &'static str, summary: &'static str) -> Route {
    Route::post(id, path, summary, &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged])
}

/// Back to where the form stood, saying what happened; or the order again, with why it did not.
async fn respond(
    ctx: &Ctx,
    (id, fields, page_context): (VendorOrderId, FormFields, PageContext),
    moved: Result<&'static str, Problem>,
) -> Result<Page, Problem> {
    match moved {
        Ok(flash) => {
            let back = LocalPath::new(fields.text("back")).filter(|back| back.as_str() == "/vendor");
            Ok(Page::redirect(&links::with_flash(&back.unwrap_or_else(|| links::of("/vendor/orders", &id)), flash)))
        }
        Err(problem) => show::show(ctx, page_context, id, fields.with_problem(problem)).await,
    }
}

/// States that an order is in once it was accepted, and once it was packed: it may have gone on since.
const ACCEPTED: [&str; 6] = ["accepted", "preparing", "ready", "shipped", "delivered", "completed"];

/// What is said afterwards. In another tab it may be done already, and that is no error: `done` names the states
/// that say so.
fn flash(
    moved: Result<VendorOrderState, TransitionError>,
    flash: &'static str,
    done: &[&str],
) -> Result<&'static str, Problem> {
    problems::settled(moved.map(|_| flash).map_err(Problem::from), done)
}

/// How much of each line is taken, from the fields `quantity.{line}`; none of them means all of it.
fn acceptance(fields: &mut FormFields) -> Result<Acceptance, Problem> {
    let typed: Vec<(String, String)> =
        fields.with_prefix("quantity.").map(|(line, packs)| (line.to_owned(), packs.to_owned())).collect();
    let mut lines = Vec::with_capacity(typed.len());
    for (line, _) in typed {
        let name = format!("quantity.{line}");
        let packs: Option<i64> = fields.read_number(&name);
        let packs = packs.filter(|packs| (0..=Quantity::MAX).contains(packs));
        match (line.parse::<OrderLineId>(), packs) {
            (Ok(line), Some(quantity)) => lines.push(AcceptedLine { line, quantity }),
            _ if fields.error(&name).is_none() => {
                fields.add_error::<()>(&name, &format!("must be a whole number between 0 and {}", Quantity::MAX));
            }
            _ => {}
        }
    }
    if fields.errors().is_empty() { Ok(Acceptance { lines }) } else { Err(fields.to_problem()) }
}

async fn accept(ctx: &Ctx, by: &Handler, id: VendorOrderId, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let wanted = acceptance(fields)?;
    let problem = match orders::accept(ctx, by, id, wanted.clone()).await {
        Ok(VendorOrderState::Accepted) => return Ok("order-accepted"),
        Ok(_) => return Ok("order-partly-accepted"),
        Err(error) => Problem::from(error),
    };
    if problem.code == "orders.bad_lines" {
        return Err(with_lines_in_excess(ctx, by, id, (fields, &wanted), problem).await?);
    }
    let is_late = problem.code == "orders.wrong_state";
    if is_late && is_accepted_so(ctx, by, id, &wanted).await? { Ok("order-already-accepted") } else { Err(problem) }
}

/// The same refusal, beside each line of which more is taken than was ordered.
async fn with_lines_in_excess(
    ctx: &Ctx,
    by: &Handler,
    id: VendorOrderId,
    (fields, wanted): (&mut FormFields, &Acceptance),
    problem: Problem,
) -> Result<Problem, Problem> {
    let reader: Vendor<may::ReadVendorOrders> = vendor_proof(Some(by.principal()))?;
    let order = orders::own_vendor_order(ctx, &reader, id).await?;
    for taken in &wanted.lines {
        let ordered = order.lines.iter().find(|line| line.id == taken.line).map(|line| line.quantity_ordered);
        if let Some(ordered) = ordered.filter(|ordered| taken.quantity > *ordered) {
            let why = format!("must be a whole number between 0 and {ordered}");
            fields.add_error::<()>(&format!("quantity.{}", taken.line), &why);
        }
    }
    Ok(if fields.errors().is_empty() { problem } else { fields.to_problem() })
}

/// Whether these quantities are what was accepted already.
async fn is_accepted_so(ctx: &Ctx, by: &Handler, id: VendorOrderId, wanted: &Acceptance) -> Result<bool, Problem> {
    let reader: Vendor<may::ReadVendorOrders> = vendor_proof(Some(by.principal()))?;
    let order = orders::own_vendor_order(ctx, &reader, id).await?;
    let goes_on = order.state == VendorOrderState::PartiallyAccepted || ACCEPTED.contains(&order.state.as_str());
    let wanted_of =
        |line: OrderLineId| wanted.lines.iter().find(|named| named.line == line).map(|named| named.quantity);
    let mut lines = order.lines.iter();
    Ok(goes_on && lines.all(|line| wanted_of(line.id).unwrap_or(line.quantity_ordered) == line.quantity_accepted))
}

async fn reject(ctx: &Ctx, by: &Handler, id: VendorOrderId, fields: &mut FormFields) -> Result<&'static str, Problem> {
    let Some(reason) = fields.read("reason") else { return Err(fields.to_problem()) };
    flash(orders::reject(ctx, by, id, reason).await, "order-rejected", &["rejected"])
}

/// An order is accepted, whole or in part.
struct AcceptOrder;

impl Endpoint for AcceptOrder {
    const ROUTE: Route =
        step("orders.vendor.accept", "/vendor/orders/{vendor_order_id}/accept", "Accept an order in full or in part.")
            .body(BodySize::Medium);
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let moved = accept(ctx, &auth, id, &mut fields).await;
        respond(ctx, (id, fields, page_context), moved).await
    }
}

/// An order is rejected.
struct RejectOrder;

impl Endpoint for RejectOrder {
    const ROUTE: Route = step("orders.vendor.reject", "/vendor/orders/{vendor_order_id}/reject", "Reject an order.");
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let moved = reject(ctx, &auth, id, &mut fields).await;
        respond(ctx, (id, fields, page_context), moved).await
    }
}

/// Packing begins.
struct PrepareOrder;

impl Endpoint for PrepareOrder {
    const ROUTE: Route =
        step("orders.vendor.prepare", "/vendor/orders/{vendor_order_id}/prepare", "Start packing an order.");
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let moved = flash(orders::prepare(ctx, &auth, id).await, "order-preparing", &ACCEPTED[1..]);
        respond(ctx, (id, form.fields, page_context), moved).await
    }
}

/// An order is packed.
struct PackOrder;

impl Endpoint for PackOrder {
    const ROUTE: Route =
        step("orders.vendor.pack", "/vendor/orders/{vendor_order_id}/pack", "Mark an order ready for pickup.");
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let moved = flash(orders::pack(ctx, &auth, id).await, "order-packed", &ACCEPTED[2..]);
        respond(ctx, (id, form.fields, page_context), moved).await
    }
}

/// A cancellation is agreed to.
struct AgreeToCancel;

impl Endpoint for AgreeToCancel {
    const ROUTE: Route = step(
        "orders.vendor.agree_to_cancel",
        "/vendor/orders/{vendor_order_id}/agree-to-cancel",
        "Accept the buyer's cancellation request.",
    );
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let moved = flash(orders::agree_to_cancel(ctx, &auth, id).await, "order-cancelled", &["cancelled"]);
        respond(ctx, (id, form.fields, page_context), moved).await
    }
}

/// A cancellation is refused.
struct RefuseToCancel;

impl Endpoint for RefuseToCancel {
    const ROUTE: Route = step(
        "orders.vendor.refuse_to_cancel",
        "/vendor/orders/{vendor_order_id}/refuse-to-cancel",
        "Decline the buyer's cancellation request.",
    );
    type Auth = Handler;
    type In = Step;
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Handler, (Path(id), form, page_context): Step) -> Result<Page, Problem> {
        let moved = flash(orders::refuse_to_cancel(ctx, &auth, id).await, "order-kept", &ACCEPTED);
        respond(ctx, (id, form.fields, page_context), moved).await
    }
}
