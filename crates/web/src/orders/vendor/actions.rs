//! What a vendor does with an order: each a form that leads back to where it was sent from. Where
//! somebody was quicker, the order is shown as it stands now, with the reason.

use edge::{Cache, Endpoint, Fields, Form, Limit, Local, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::{OrderLineId, Quantity, VendorOrderId};
use market::authority::Vendor;
use market::orders::{self, Acceptance, AcceptedLine, MoveFault, OrderState};
use market::{Ctx, EventKind, may};

use super::show;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<AcceptOrder>()
        .with::<RejectOrder>()
        .with::<PrepareOrder>()
        .with::<PackOrder>()
        .with::<AgreeToCancel>()
        .with::<RefuseToCancel>()
}

type Handler = Vendor<may::HandleVendorOrders>;
type Step = (Path<VendorOrderId>, Form, Screen);

const fn step(id: &'static str, path: &'static str, summary: &'static str) -> Route {
    Route {
        id,
        method: Method::Post,
        path,
        summary,
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::OrderMoved],
        refuses: &[MoveFault::LIST],
    }
}

/// Back to where the form stood, saying what happened; or the order again, with why it did not.
async fn shown(
    ctx: &Ctx,
    (id, fields, screen): (VendorOrderId, Fields, Screen),
    moved: Result<&'static str, Problem>,
) -> Result<Shown, Problem> {
    match moved {
        Ok(flash) => {
            let back = Local::new(fields.text("back")).filter(|back| back.as_str() == "/vendor");
            Ok(Shown::goto(&links::with_flash(&back.unwrap_or_else(|| links::of("/vendor/orders", &id)), flash)))
        }
        Err(problem) => show::show(ctx, screen, id, fields.refused(problem)).await,
    }
}

fn flash(moved: Result<OrderState, MoveFault>, flash: &'static str) -> Result<&'static str, Problem> {
    Ok(moved.map(|_| flash)?)
}

/// How much of each line is taken, from the fields `quantity.{line}`; none of them means all of it.
fn acceptance(fields: &mut Fields) -> Result<Acceptance, Problem> {
    let typed: Vec<(String, String)> =
        fields.under("quantity.").map(|(line, packs)| (line.to_owned(), packs.to_owned())).collect();
    let mut lines = Vec::with_capacity(typed.len());
    for (line, _) in typed {
        let name = format!("quantity.{line}");
        let packs: Option<i64> = fields.number(&name);
        let packs = packs.filter(|packs| (0..=Quantity::MAX).contains(packs));
        match (line.parse::<OrderLineId>(), packs) {
            (Ok(line), Some(quantity)) => lines.push(AcceptedLine { line, quantity }),
            _ if fields.fault(&name).is_none() => {
                fields.wrong::<()>(&name, "must be a whole number between 0 and 1000000");
            }
            _ => {}
        }
    }
    if fields.faults().is_empty() { Ok(Acceptance { lines }) } else { Err(fields.refusal()) }
}

async fn accept(ctx: &Ctx, by: &Handler, id: VendorOrderId, fields: &mut Fields) -> Result<&'static str, Problem> {
    let taken = orders::accept(ctx, by, id, acceptance(fields)?).await?;
    Ok(if taken == OrderState::Accepted { "order-accepted" } else { "order-partly-accepted" })
}

async fn reject(ctx: &Ctx, by: &Handler, id: VendorOrderId, fields: &mut Fields) -> Result<&'static str, Problem> {
    let Some(reason) = fields.read("reason") else { return Err(fields.refusal()) };
    flash(orders::reject(ctx, by, id, reason).await, "order-rejected")
}

/// An order is accepted, whole or in part.
struct AcceptOrder;

impl Endpoint for AcceptOrder {
    const ROUTE: Route =
        step("vendor.accept", "/vendor/orders/{vendor_order_id}/accept", "Accept an order in full or in part.");
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let moved = accept(ctx, &by, id, &mut fields).await;
        shown(ctx, (id, fields, screen), moved).await
    }
}

/// An order is rejected.
struct RejectOrder;

impl Endpoint for RejectOrder {
    const ROUTE: Route = step("vendor.reject", "/vendor/orders/{vendor_order_id}/reject", "Reject an order.");
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let moved = reject(ctx, &by, id, &mut fields).await;
        shown(ctx, (id, fields, screen), moved).await
    }
}

/// Packing begins.
struct PrepareOrder;

impl Endpoint for PrepareOrder {
    const ROUTE: Route = step("vendor.prepare", "/vendor/orders/{vendor_order_id}/prepare", "Start packing an order.");
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let moved = flash(orders::prepare(ctx, &by, id).await, "order-preparing");
        shown(ctx, (id, form.fields, screen), moved).await
    }
}

/// An order is packed.
struct PackOrder;

impl Endpoint for PackOrder {
    const ROUTE: Route =
        step("vendor.pack", "/vendor/orders/{vendor_order_id}/pack", "Mark an order ready for pickup.");
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let moved = flash(orders::pack(ctx, &by, id).await, "order-packed");
        shown(ctx, (id, form.fields, screen), moved).await
    }
}

/// A cancellation is agreed to.
struct AgreeToCancel;

impl Endpoint for AgreeToCancel {
    const ROUTE: Route = step(
        "vendor.agree_to_cancel",
        "/vendor/orders/{vendor_order_id}/agree-to-cancel",
        "Accept the buyer's cancellation request.",
    );
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let moved = flash(orders::agree_to_cancel(ctx, &by, id).await, "order-cancelled");
        shown(ctx, (id, form.fields, screen), moved).await
    }
}

/// A cancellation is refused.
struct RefuseToCancel;

impl Endpoint for RefuseToCancel {
    const ROUTE: Route = step(
        "vendor.refuse_to_cancel",
        "/vendor/orders/{vendor_order_id}/refuse-to-cancel",
        "Decline the buyer's cancellation request.",
    );
    type By = Handler;
    type In = Step;
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Handler, (Path(id), form, screen): Step) -> Result<Shown, Problem> {
        let moved = flash(orders::refuse_to_cancel(ctx, &by, id).await, "order-kept");
        shown(ctx, (id, form.fields, screen), moved).await
    }
}
