//! One order with all its vendor orders, and the end of one that was not picked up yet.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, PathPair, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{CompanyId, OrderId, VendorOrderId};
use market::authority::{Access, Staff};
use market::orders::{self, OrderView, RetailerVendorOrder, VendorOrderStep};
use market::{Ctx, EventKind, companies, may};

use crate::ui::frame::Frame;
use crate::ui::{Step, StepState, links};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOrder>().mount::<WithdrawVendorOrder>()
}

/// An order with all its vendor orders.
#[derive(Template)]
#[template(path = "orders/staff/show.html")]
struct OrderPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    /// The vendor order whose form came back.
    at: Option<VendorOrderId>,
    order: OrderView,
    retailer: String,
    /// Companies that the reader decides nothing about.
    conflicting: BTreeSet<CompanyId>,
}

impl OrderPage<'_> {
    fn can_be_cancelled(&self, vendor_order: &RetailerVendorOrder) -> bool {
        self.cancels(vendor_order) && !self.conflicts(vendor_order)
    }
    /// Whether the reader cancels orders, and this one is not under way yet.
    fn cancels(&self, vendor_order: &RetailerVendorOrder) -> bool {
        self.f.may(may::Permission::CancelOrders) && vendor_order.state.next(VendorOrderStep::Withdraw).is_some()
    }
    /// Whether a company of the reader's own buys or sells it.
    fn conflicts(&self, vendor_order: &RetailerVendorOrder) -> bool {
        [self.order.retailer_id, vendor_order.vendor_id].iter().any(|company| self.conflicting.contains(company))
    }
    fn action(&self, vendor_order: &RetailerVendorOrder) -> String {
        format!("/admin/orders/{}/vendor-orders/{}/cancellation", self.order.id, vendor_order.id)
    }
    fn is_here(&self, vendor_order: &RetailerVendorOrder) -> bool {
        self.at == Some(vendor_order.id)
    }
    /// The id of the field for a reason: the plain one where its form came back, so that what is wrong leads there.
    fn reason_field(&self, vendor_order: &RetailerVendorOrder) -> String {
        if self.is_here(vendor_order) { "reason".to_owned() } else { format!("reason-{}", vendor_order.id) }
    }
    fn reason(&self, is_here: &bool) -> &str {
        if *is_here { self.form.text("reason") } else { "" }
    }
    fn error(&self, is_here: &bool) -> String {
        if *is_here { self.f.error(self.form, "reason") } else { String::new() }
    }
    /// How a vendor order came to where it is.
    fn steps(&self, vendor_order: &RetailerVendorOrder) -> Vec<Step> {
        let last = vendor_order.history.len().saturating_sub(1);
        let step = |(at, row): (usize, &orders::HistoryRow)| Step {
            state: match row.to.as_str() {
                "rejected" | "cancelled" => StepState::Bad,
                "completed" | "delivered" => StepState::Done,
                _ if at == last => StepState::Now,
                _ => StepState::Done,
            },
            title: self.f.word("vendor-order-state", row.to),
            at: self.f.machine(&row.at),
            time: self.f.moment(&row.at),
            note: self.f.order_reason(row),
        };
        vendor_order.history.iter().enumerate().map(step).collect()
    }
}

/// It is looked at.
struct ShowOrder;

impl Endpoint for ShowOrder {
    const ROUTE: Route =
        Route::get("orders.staff.show", "/admin/orders/{order_id}", "Show an order with all its vendor orders.");
    type Auth = Staff<may::ReadAllOrders>;
    type In = (Path<OrderId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, &auth, page_context, id, (&FormFields::default(), None)).await
    }
}

async fn page(
    ctx: &Ctx,
    by: &Staff<may::ReadAllOrders>,
    page_context: PageContext,
    id: OrderId,
    (form, at): (&FormFields, Option<VendorOrderId>),
) -> Result<Page, Problem> {
    let order = orders::any_order(ctx, by, id).await?;
    let conflicting = companies::conflicting_companies(ctx, by).await?;
    let names = companies::names(ctx, by, [order.retailer_id]).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let retailer = names.into_values().next().unwrap_or_default();
    frame.show_form(&OrderPage { f: &frame, form, at, order, retailer, conflicting }, form)
}

/// A vendor order is cancelled.
struct WithdrawVendorOrder;

impl Endpoint for WithdrawVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.staff.withdraw_vendor_order",
        "/admin/orders/{order_id}/vendor-orders/{vendor_order_id}/cancellation",
        "Cancel a vendor order that was not picked up yet.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Staff<may::CancelOrders>;
    type In = (PathPair<OrderId, VendorOrderId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (PathPair(id, vendor_order), form, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match withdraw(ctx, &auth, vendor_order, &mut fields).await {
            Ok(()) => {
                Ok(Page::redirect(&links::with_flash(&links::of("/admin/orders", &id), "vendor-order-cancelled")))
            }
            Err(problem) => again(ctx, page_context, (id, vendor_order), fields.with_problem(problem)).await,
        }
    }
}

async fn withdraw(
    ctx: &Ctx,
    by: &Staff<may::CancelOrders>,
    id: VendorOrderId,
    fields: &mut FormFields,
) -> Result<(), Problem> {
    let Some(reason) = fields.read::<Reason>("reason") else { return Err(fields.to_problem()) };
    orders::withdraw_vendor_order(ctx, by, id, reason).await?;
    Ok(())
}

/// The page of an order again, with why something of it could not be done.
async fn again(
    ctx: &Ctx,
    mut page_context: PageContext,
    (id, vendor_order): (OrderId, VendorOrderId),
    form: FormFields,
) -> Result<Page, Problem> {
    page_context.current = links::of("/admin/orders", &id);
    match (Staff::grant(page_context.principal.as_ref()), form.problem()) {
        (Ok(reader), _) => page(ctx, &reader, page_context, id, (&form, Some(vendor_order))).await,
        (Err(_), Some(problem)) => Err(problem.clone()),
        (Err(_), None) => Ok(Page::redirect(&links::local("/"))),
    }
}
