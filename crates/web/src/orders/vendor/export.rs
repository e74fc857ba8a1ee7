//! A vendor's own orders as a file for spreadsheets.

use edge::{Endpoint, LimitClass, Page, Problem, Route, Router};
use market::authority::Vendor;
use market::orders::{self};
use market::{Ctx, may};

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
    type In = ();
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): ()) -> Result<Page, Problem> {
        let export = orders::export_own(ctx, &auth).await?;
        Ok(Page::download("orders.csv", "text/csv; charset=utf-8", export.csv))
    }
}
