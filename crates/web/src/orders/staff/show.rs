//! One order with all its vendor orders.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Path, Problem, Route, Router};
use kernel::OrderId;
use market::authority::Staff;
use market::orders::{self, OrderView, RetailerVendorOrder};
use market::{Ctx, companies, may};

use crate::ui::frame::Frame;
use crate::ui::{Step, StepState};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOrder>()
}

/// An order with all its vendor orders.
#[derive(Template)]
#[template(path = "orders/staff/show.html")]
struct OrderPage<'a> {
    f: &'a Frame,
    order: OrderView,
    retailer: String,
}

impl OrderPage<'_> {
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
        let order = orders::any_order(ctx, &auth, id).await?;
        let names = companies::names(ctx, &auth, [order.retailer_id]).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let retailer = names.into_values().next().unwrap_or_default();
        frame.show(&OrderPage { f: &frame, order, retailer })
    }
}
