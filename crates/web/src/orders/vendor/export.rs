//! A vendor's own orders as a file for spreadsheets.

use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use market::authority::Vendor;
use market::orders::{self};
use market::{Ctx, may};

use crate::ui::filters::file;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ExportOrders>()
}

/// Orders.
struct ExportOrders;

impl Endpoint for ExportOrders {
    const ROUTE: Route =
        Route::get("orders.vendor.export", "/vendor/exports/orders", "A vendor's own orders line by line, as a file.")
            .limit(LimitClass::Export);
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (asked,): Self::In) -> Result<Page, Problem> {
        file("orders", orders::export_own(ctx, &auth).await?, &asked)
    }
}
