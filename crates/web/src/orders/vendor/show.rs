//! One of a vendor's own orders: lines, where to, how it came here, and what can be done now.

use askama::Template;
use edge::{Endpoint, FormFields, Page, PageContext, Path, Problem, Route, Router};
use kernel::VendorOrderId;
use market::authority::Vendor;
use market::orders::{self, LineView, VendorOrderState, VendorOrderView};
use market::{Ctx, may};

use crate::ui::frame::Frame;
use crate::ui::proofs::vendor_proof;
use crate::ui::{Step, StepState};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOrder>()
}

/// The way of an order where nothing comes in between.
const WAY: [VendorOrderState; 6] = [
    VendorOrderState::Placed,
    VendorOrderState::Accepted,
    VendorOrderState::Preparing,
    VendorOrderState::Ready,
    VendorOrderState::Shipped,
    VendorOrderState::Delivered,
];

/// An order.
#[derive(Template)]
#[template(path = "orders/vendor/show.html")]
struct OrderPage<'a> {
    f: &'a Frame,
    form: FormFields,
    order: VendorOrderView,
}

impl OrderPage<'_> {
    fn is_in(&self, state: &str) -> bool {
        self.order.state.as_str() == state
    }
    fn reference(&self) -> String {
        self.f.t1("orders-vendor-title", "number", &self.order.number)
    }
    /// Whether what is taken is known: before that, and where it was cancelled before, only what was ordered is.
    fn is_answered(&self) -> bool {
        orders::is_answered(&self.order.lines)
    }
    fn is_cancelled(&self) -> bool {
        self.order.state == VendorOrderState::Cancelled
    }
    /// What a field of a line shows: what was typed, or all that was ordered.
    fn quantity(&self, line: &LineView) -> String {
        let name = format!("quantity.{}", line.id);
        if self.form.was_sent(&name) { self.form.text(&name).to_owned() } else { line.quantity_ordered.to_string() }
    }
    fn was_submitted(&self, intent: &str) -> bool {
        self.form.problem().is_some() && self.form.text("intent") == intent
    }
    /// What happened, and what is still to come.
    fn steps(&self) -> Vec<Step> {
        let last = self.order.history.len().saturating_sub(1);
        let state_of = |at: usize, to: VendorOrderState| match to {
            VendorOrderState::Rejected | VendorOrderState::Cancelled => StepState::Bad,
            _ if at == last && !to.is_final() => StepState::Now,
            _ => StepState::Done,
        };
        let happened = self.order.history.iter().enumerate().map(|(at, row)| Step {
            state: state_of(at, row.to),
            title: self.f.word("vendor-order-state", row.to),
            at: self.f.machine(&row.at),
            time: self.f.moment(&row.at),
            note: self.f.order_reason(row),
        });
        happened.chain(self.ahead()).collect()
    }
    fn ahead(&self) -> impl Iterator<Item = Step> {
        let now = match self.order.state {
            VendorOrderState::PartiallyAccepted => VendorOrderState::Placed,
            VendorOrderState::CancelRequested => VendorOrderState::Accepted,
            state => state,
        };
        let passed = WAY.iter().position(|state| *state == now).map_or(WAY.len(), |at| at + 1);
        WAY[passed..].iter().map(|state| Step {
            state: StepState::Ahead,
            title: self.f.word("vendor-order-state", state),
            at: String::new(),
            time: String::new(),
            note: String::new(),
        })
    }
}

/// The page of an order, with what became of a form on it.
pub(super) async fn show(
    ctx: &Ctx,
    page_context: PageContext,
    id: VendorOrderId,
    form: FormFields,
) -> Result<Page, Problem> {
    let by: Vendor<may::ReadVendorOrders> = vendor_proof(page_context.principal.as_ref())?;
    let order = orders::own_vendor_order(ctx, &by, id).await?;
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&OrderPage { f: &frame, form: form.clone(), order }, &form)
}

/// One of a vendor's own orders.
struct ShowOrder;

impl Endpoint for ShowOrder {
    const ROUTE: Route = Route::get(
        "orders.vendor.show",
        "/vendor/orders/{vendor_order_id}",
        "Show one of the vendor's orders with its available actions.",
    );
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (Path<VendorOrderId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        show(ctx, page_context, id, FormFields::default()).await
    }
}
