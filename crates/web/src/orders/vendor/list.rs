//! A vendor's own orders, by state.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::{Cursor, PageOf};
use market::authority::Vendor;
use market::orders::{self, VendorOrderRow, VendorOrderState};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::filters;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListOrders>()
}

/// The states that have a tab, in the order in which orders go through them.
const TABS: &[VendorOrderState] = &[
    VendorOrderState::Placed,
    VendorOrderState::PartiallyAccepted,
    VendorOrderState::Accepted,
    VendorOrderState::CancelRequested,
    VendorOrderState::Preparing,
    VendorOrderState::Ready,
    VendorOrderState::Shipped,
    VendorOrderState::Delivered,
    VendorOrderState::Completed,
    VendorOrderState::Rejected,
    VendorOrderState::Cancelled,
];

/// Filters for orders.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct OrdersIn {
    /// In this state; in any, where it is none.
    #[serde(default)]
    state: String,
    /// The one with this number.
    #[serde(default)]
    number: String,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
}

/// Orders.
#[derive(Template)]
#[template(path = "orders/vendor/list.html")]
struct OrdersPage<'a> {
    f: &'a Frame,
    /// The number that no order has.
    sought: &'a str,
    state: Option<VendorOrderState>,
    counts: Vec<(VendorOrderState, i64)>,
    page: PageOf<VendorOrderRow>,
}

impl OrdersPage<'_> {
    /// The tabs: where to, what it says, how many.
    fn tabs(&self) -> Vec<(String, String, String)> {
        let count = |state: VendorOrderState| self.counts.iter().find(|(known, _)| *known == state).map(|(_, n)| *n);
        let tab = |state: &VendorOrderState| {
            let count = count(*state).map(|n| self.f.number(&n)).unwrap_or_default();
            (Self::path(Some(*state)), self.f.word("vendor-order-state", state), count)
        };
        std::iter::once((Self::path(None), self.f.t("label-all"), String::new())).chain(TABS.iter().map(tab)).collect()
    }
    fn path(state: Option<VendorOrderState>) -> String {
        state.map_or_else(|| "/vendor/orders".to_owned(), |state| format!("/vendor/orders?state={state}"))
    }
    fn here(&self) -> String {
        Self::path(self.state)
    }
    fn older(&self) -> String {
        filters::older(self.f, self.page.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        if filters::newest(self.f).is_empty() { String::new() } else { self.here() }
    }
}

/// A vendor's own orders.
struct ListOrders;

impl Endpoint for ListOrders {
    const ROUTE: Route = Route::get(
        "orders.vendor.list",
        "/vendor/orders",
        "List the vendor's orders by status, newest first, or go to the one with a given number.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (QueryParams<OrdersIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        if let Some(id) = orders::own_vendor_order_numbered(ctx, &auth, &query.number).await? {
            return Ok(Page::redirect(&links::of("/vendor/orders", &id)));
        }
        let state = query.state.parse().ok();
        let page = orders::own_vendor_orders(ctx, &auth, state, query.cursor, kernel::PageLimit::default()).await?;
        let counts = orders::vendor_counts(ctx, &auth).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&OrdersPage { f: &frame, sought: query.number.trim(), state, counts, page })
    }
}
