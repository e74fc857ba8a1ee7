//! What a vendor has, as files for spreadsheets. They are read back as they are: each is the template
//! of an import of its kind.

use edge::{Endpoint, ExportPermit, LimitClass, Page, PageContext, Problem, Route, Router};
use market::authority::Vendor;
use market::imports::{self};
use market::{Ctx, may};

use crate::ui::export;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ExportPrices>().mount::<ExportStock>().mount::<ExportProducts>()
}

const fn route(id: &'static str, path: &'static str, summary: &'static str) -> Route {
    Route::get(id, path, summary).limit(LimitClass::Export)
}

/// Prices.
struct ExportPrices;

impl Endpoint for ExportPrices {
    const ROUTE: Route = route("imports.vendor.export_prices", "/vendor/exports/prices", "Export the vendor's prices.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (ExportPermit, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, reader: Self::In) -> Result<Page, Problem> {
        export::file(ctx, "prices", imports::export_prices(ctx, &auth), reader).await
    }
}

/// Stock.
struct ExportStock;

impl Endpoint for ExportStock {
    const ROUTE: Route =
        route("imports.vendor.export_stock", "/vendor/exports/stock", "Export the vendor's stock by warehouse.");
    type Auth = Vendor<may::ReadStock>;
    type In = (ExportPermit, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, reader: Self::In) -> Result<Page, Problem> {
        export::file(ctx, "stock", imports::export_stock(ctx, &auth), reader).await
    }
}

/// Products.
struct ExportProducts;

impl Endpoint for ExportProducts {
    const ROUTE: Route =
        route("imports.vendor.export_products", "/vendor/exports/products", "Export the products a vendor offers.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (ExportPermit, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, reader: Self::In) -> Result<Page, Problem> {
        export::file(ctx, "products", imports::export_products(ctx, &auth), reader).await
    }
}
