//! One order: its vendor orders, how far each is, and what can still be decided about it.

use std::collections::BTreeMap;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, PathPair, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{Money, OrderId, VendorOrderId};
use market::authority::{Access, Retailer};
use market::delivery::{self, DeliveryState, TrackingView};
use market::orders::{
    self, LineView, OrderState, OrderView, RetailerVendorOrder, VendorOrderState, VendorOrderStep as Move,
};
use market::{Ctx, EventKind, may};

use super::list::tone;
use super::progress;
use crate::baskets::retailer::basket::{self, Missing};
use crate::baskets::retailer::refused;
use crate::ui::Step;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOrder>().mount::<CancelVendorOrder>().mount::<ConfirmVendorOrder>().mount::<Reorder>()
}

/// Where the goods of a vendor order are.
struct Tracked {
    word: String,
    tone: &'static str,
    code: String,
    code_blocked: bool,
    /// Whether the code is not the first one.
    code_renewed: bool,
    failure: String,
}

impl Tracked {
    fn of(f: &Frame, view: &TrackingView) -> Self {
        Self {
            word: f.word("delivery-state", view.state),
            tone: match view.state {
                DeliveryState::Delivered => "good",
                DeliveryState::Failed => "warn",
                DeliveryState::Cancelled => "neutral",
                _ => "info",
            },
            code: view.proof_code.clone().unwrap_or_default(),
            code_blocked: view.code_blocked,
            code_renewed: view.code_renewals > 0,
            failure: view
                .failure_code
                .map(|code| f.failure(&code, view.failure.as_deref().unwrap_or_default()))
                .unwrap_or_default(),
        }
    }
}

/// One vendor order.
struct VendorOrder {
    id: String,
    number: String,
    vendor: String,
    vendor_path: String,
    word: String,
    tone: &'static str,
    state: VendorOrderState,
    total: Money,
    accepted_total: Money,
    lines: Vec<LineView>,
    steps: Vec<Step>,
    tracked: Option<Tracked>,
    can_be_cancelled: bool,
    /// Whether the vendor has to agree to that.
    is_asked: bool,
    can_be_confirmed: bool,
}

impl VendorOrder {
    /// What is said aloud of its delivery code.
    fn code_aloud(&self, f: &Frame) -> String {
        let blocked = self.tracked.as_ref().is_some_and(|tracked| tracked.code_blocked);
        if blocked { format!(" {}", f.t("order-code-blocked")) } else { String::new() }
    }
    /// Whether what the vendor takes is known: not where it was cancelled before.
    fn is_answered(&self) -> bool {
        orders::is_answered(&self.lines)
    }
    fn is_cancelled(&self) -> bool {
        self.state == VendorOrderState::Cancelled
    }
    fn of(f: &Frame, vendor_order: &RetailerVendorOrder, tracked: Option<&TrackingView>) -> Self {
        let may_change = f.may_do("orders.change");
        let leads = |step| may_change && vendor_order.state.next(step).is_some();
        let can_be_withdrawn = !vendor_order.vendor_is_approved && leads(Move::Withdraw);
        Self {
            id: vendor_order.id.to_string(),
            number: vendor_order.number.clone(),
            vendor: vendor_order.vendor_name.clone(),
            vendor_path: links::of("/vendors", &vendor_order.vendor_id).to_string(),
            word: f.word("vendor-order-state", vendor_order.state),
            tone: tone_of(vendor_order.state),
            state: vendor_order.state,
            total: vendor_order.total,
            accepted_total: vendor_order.accepted_total,
            lines: vendor_order.lines.clone(),
            steps: progress::steps(f, vendor_order),
            tracked: tracked.map(|view| Tracked::of(f, view)),
            can_be_cancelled: leads(Move::Cancel) || leads(Move::RequestCancel) || can_be_withdrawn,
            is_asked: leads(Move::RequestCancel) && !can_be_withdrawn,
            can_be_confirmed: leads(Move::Confirm),
        }
    }
}

/// The tone of a vendor order's state.
const fn tone_of(state: VendorOrderState) -> &'static str {
    match state {
        VendorOrderState::PartiallyAccepted | VendorOrderState::CancelRequested => "warn",
        VendorOrderState::Delivered | VendorOrderState::Completed => "good",
        VendorOrderState::Rejected => "bad",
        VendorOrderState::Cancelled => "neutral",
        _ => "info",
    }
}

/// One order.
#[derive(Template)]
#[template(path = "orders/retailer/show.html")]
struct OrderPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    /// The vendor order whose form came back.
    at: String,
    order: &'a OrderView,
    word: String,
    tone: &'static str,
    terms: String,
    vendor_orders: Vec<VendorOrder>,
    /// What is said aloud when something moved.
    announced: String,
    is_under_way: bool,
}

impl OrderPage<'_> {
    /// The id of the field for a vendor order's reason: the plain one where its form came back, so that what is
    /// wrong leads there.
    fn reason_field(&self, vendor_order: &VendorOrder) -> String {
        if vendor_order.id == self.at { "reason".to_owned() } else { format!("reason-{}", vendor_order.id) }
    }
    fn action(&self, vendor_order: &VendorOrder) -> String {
        format!("/orders/{}/vendor-orders/{}/cancellation", self.order.id, vendor_order.id)
    }
    fn cancellation_texts(&self, vendor_order: &VendorOrder) -> (String, String) {
        if vendor_order.is_asked {
            (self.f.t("order-ask-cancel"), self.f.t("order-ask-cancel-text"))
        } else {
            (self.f.t("order-cancel"), self.f.t("order-cancel-text"))
        }
    }
    fn reason(&self, is_here: &bool) -> &str {
        if *is_here { self.form.text("reason") } else { "" }
    }
    fn error(&self, is_here: &bool) -> String {
        if *is_here { self.f.error(self.form, "reason") } else { String::new() }
    }
}

async fn page(
    ctx: &Ctx,
    by: &Retailer<may::ReadOrders>,
    f: &Frame,
    id: OrderId,
    (form, at): (&FormFields, Option<VendorOrderId>),
) -> Result<Page, Problem> {
    let order = orders::own_order(ctx, by, id).await?;
    let tracked: BTreeMap<VendorOrderId, TrackingView> = match Retailer::grant(f.page_context.principal.as_ref()) {
        Ok(tracker) => delivery::track(ctx, &tracker, id).await?.into_iter().map(|v| (v.vendor_order_id, v)).collect(),
        Err(_) => BTreeMap::new(),
    };
    let vendor_orders: Vec<VendorOrder> = order
        .vendor_orders
        .iter()
        .map(|vendor_order| VendorOrder::of(f, vendor_order, tracked.get(&vendor_order.id)))
        .collect();
    let page = OrderPage {
        f,
        form,
        at: at.map(|vendor_order| vendor_order.to_string()).unwrap_or_default(),
        word: f.word("order-state", order.state),
        tone: tone(&order.state),
        terms: f.word("payment-terms", order.payment_terms),
        announced: vendor_orders
            .iter()
            .map(|vendor_order| {
                format!("{}: {}.{}", vendor_order.vendor, vendor_order.word, vendor_order.code_aloud(f))
            })
            .collect::<Vec<_>>()
            .join(" "),
        is_under_way: order.state == OrderState::Open,
        vendor_orders,
        order: &order,
    };
    f.show_form(&page, form)
}

/// It is looked at.
struct ShowOrder;

impl Endpoint for ShowOrder {
    const ROUTE: Route = Route::get(
        "orders.retailer.show",
        "/orders/{order_id}",
        "Show an order with its vendor orders, their progress and deliveries.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Retailer<may::ReadOrders>;
    type In = (Path<OrderId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        page(ctx, &auth, &frame, id, (&FormFields::default(), None)).await
    }
}

/// The page of an order again, with why something of it could not be done.
async fn again(
    ctx: &Ctx,
    mut page_context: PageContext,
    (id, vendor_order): (OrderId, Option<VendorOrderId>),
    form: FormFields,
) -> Result<Page, Problem> {
    let reader = Retailer::grant(page_context.principal.as_ref());
    page_context.current = links::of("/orders", &id);
    match (reader, form.problem()) {
        (Err(_), Some(problem)) => Err(problem.clone()),
        (Ok(reader), _) => page(ctx, &reader, &Frame::open(ctx, page_context).await?, id, (&form, vendor_order)).await,
        (Err(_), None) => Ok(Page::redirect(&links::local("/"))),
    }
}

/// A vendor order is cancelled.
struct CancelVendorOrder;

impl Endpoint for CancelVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.retailer.cancel_vendor_order",
        "/orders/{order_id}/vendor-orders/{vendor_order_id}/cancellation",
        "Cancel a vendor order, or request its cancellation once the vendor has accepted.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (PathPair(id, vendor_order), form, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let ended = match fields.read::<Reason>("reason") {
            Some(reason) => {
                orders::cancel_vendor_order(ctx, &auth, id, vendor_order, reason).await.map_err(Problem::from)
            }
            None => Err(fields.to_problem()),
        };
        let flash = ended.map(|state| match state {
            VendorOrderState::Cancelled => "vendor-order-cancelled",
            _ => "cancellation-requested",
        });
        match problems::settled(flash, &["cancelled", "cancel_requested"]) {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::of("/orders", &id), flash))),
            Err(problem) => again(ctx, page_context, (id, Some(vendor_order)), fields.with_problem(problem)).await,
        }
    }
}

/// A reduced vendor order is taken.
struct ConfirmVendorOrder;

impl Endpoint for ConfirmVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.retailer.confirm_vendor_order",
        "/orders/{order_id}/vendor-orders/{vendor_order_id}/confirmation",
        "Accept a reduced vendor order.",
        &[EventKind::VendorOrderStateChanged],
    );
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (PathPair(id, vendor_order), form, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let confirmed = orders::confirm_vendor_order(ctx, &auth, id, vendor_order).await;
        let flash = confirmed.map(|_| "vendor-order-confirmed").map_err(Problem::from);
        match problems::settled(flash, &["accepted", "preparing", "ready", "shipped", "delivered", "completed"]) {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::of("/orders", &id), flash))),
            Err(problem) => again(ctx, page_context, (id, Some(vendor_order)), form.fields.with_problem(problem)).await,
        }
    }
}

/// The same again.
struct Reorder;

impl Endpoint for Reorder {
    const ROUTE: Route = Route::post(
        "orders.retailer.reorder",
        "/orders/{order_id}/reorder",
        "Add the available items of an earlier order to your basket.",
        &[],
    );
    type Auth = Retailer<may::PlaceOrders>;
    type In = (Path<OrderId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, mut page_context): Self::In,
    ) -> Result<Page, Problem> {
        let reordered = match orders::reorder(ctx, &auth, id).await {
            Ok(reordered) => reordered,
            Err(error) => return again(ctx, page_context, (id, None), form.fields.with_problem(error.into())).await,
        };
        if reordered.missing.is_empty() {
            return Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "basket-reordered")));
        }
        page_context.current = links::local("/basket");
        let frame = Frame::open(ctx, page_context).await?;
        let missing = reordered.missing.into_iter().map(|missing| missing_line(&frame, missing)).collect();
        basket::show(ctx, &auth, &frame, &FormFields::default(), missing).await
    }
}

fn missing_line(f: &Frame, missing: orders::MissingLine) -> Missing {
    let problem = refused(f, missing.why, ToOwned::to_owned);
    let why = problem.errors.first().map(|error| error.detail.clone());
    Missing { title: missing.line.title, why: why.unwrap_or_else(|| f.refusal(&problem)) }
}
