//! A vendor's own orders as a file for spreadsheets.

use edge::{Cache, Endpoint, Limit, Method, Problem, Route, Shown, Table};
use market::authority::Vendor;
use market::orders::{self, OrderFault};
use market::{Ctx, may};

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ExportOrders>()
}

/// Orders.
struct ExportOrders;

impl Endpoint for ExportOrders {
    const ROUTE: Route = Route {
        id: "vendor.export_orders",
        method: Method::Get,
        path: "/vendor/exports/orders",
        summary: "A vendor's own orders line by line, as a file.",
        limit: Limit::Export,
        cache: Cache::Never,
        audit: &[],
        refuses: &[OrderFault::LIST],
    };
    type By = Vendor<may::ReadVendorOrders>;
    type In = ();
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (): ()) -> Result<Shown, Problem> {
        let export = orders::export_own(ctx, &by).await?;
        Ok(Shown::file("orders.csv", "text/csv; charset=utf-8", export.csv))
    }
}
