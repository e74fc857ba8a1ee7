//! A vendor's own orders as a file for spreadsheets.

use edge::{Endpoint, ExportPermit, LimitClass, Page, PageContext, Problem, Route, Router};
use market::authority::Vendor;
use market::orders::{self};
use market::{Ctx, may};

use crate::ui::export;

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
    type In = (ExportPermit, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, reader: Self::In) -> Result<Page, Problem> {
        export::file(ctx, "orders", orders::export_own(ctx, &auth), reader).await
    }
}
