//! Orders, newest first, on the screen and as a file.

use askama::Template;
use edge::{Endpoint, ExportPermit, LimitClass, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::Cursor;
use market::authority::Retailer;
use market::orders::{self, OrderRow, OrderState};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::export;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListOrders>().mount::<ExportOrders>()
}

/// Which of them.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct OrdersIn {
    /// The one with this number, or with a vendor order that has it.
    number: String,
    /// `next_cursor` of the previous page.
    cursor: Option<Cursor>,
}

/// Orders.
#[derive(Template)]
#[template(path = "orders/retailer/list.html")]
struct OrdersPage<'a> {
    f: &'a Frame,
    /// The number that no order has.
    sought: &'a str,
    rows: Vec<OrderRow>,
    older: String,
    newest: &'static str,
}

/// The tone of an order's state.
pub(super) const fn tone(state: &OrderState) -> &'static str {
    match state {
        OrderState::Open => "info",
        OrderState::Delivered | OrderState::Completed => "good",
        OrderState::Cancelled => "neutral",
    }
}

/// They are looked at.
struct ListOrders;

impl Endpoint for ListOrders {
    const ROUTE: Route = Route::get(
        "orders.retailer.list",
        "/orders",
        "List your company's orders, newest first, or go to the one with a given number.",
    );
    type Auth = Retailer<may::ReadOrders>;
    type In = (QueryParams<OrdersIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q), page_context): Self::In) -> Result<Page, Problem> {
        if let Some(id) = orders::own_order_numbered(ctx, &auth, &q.number).await? {
            return Ok(Page::redirect(&links::of("/orders", &id)));
        }
        let frame = Frame::open(ctx, page_context).await?;
        let newest = if q.cursor.is_some() { "/orders" } else { "" };
        let page = orders::own_orders(ctx, &auth, q.cursor, kernel::PageLimit::default()).await?;
        let older = page.next_cursor.map(|next| format!("/orders?cursor={}", next.as_str())).unwrap_or_default();
        frame.show(&OrdersPage { f: &frame, sought: q.number.trim(), rows: page.items, older, newest })
    }
}

/// They are taken along as a file.
struct ExportOrders;

impl Endpoint for ExportOrders {
    const ROUTE: Route =
        Route::get("orders.retailer.export", "/orders/export", "Export your company's orders line by line as a file.")
            .limit(LimitClass::Export);
    type Auth = Retailer<may::ReadOrders>;
    type In = (ExportPermit, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, reader: Self::In) -> Result<Page, Problem> {
        export::file(ctx, "orders", orders::export_orders(ctx, &auth), reader).await
    }
}
