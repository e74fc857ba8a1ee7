//! Every movement of a vendor's stock.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, QueryParams, Route, Router};
use kernel::{OfferId, PageOf};
use market::authority::Vendor;
use market::inventory::{self, LedgerRow};
use market::{Ctx, may};

use super::stock::StockIn;
use crate::ui::filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListMovements>()
}

/// Movements.
#[derive(Template)]
#[template(path = "inventory/vendor/movements.html")]
struct MovementsPage<'a> {
    f: &'a Frame,
    page: PageOf<LedgerRow>,
    is_of_one: bool,
}

impl MovementsPage<'_> {
    fn signed(&self, packs: i64) -> String {
        if packs > 0 { format!("+{}", self.f.number(&packs)) } else { self.f.number(&packs) }
    }
    fn older(&self) -> String {
        filters::older(self.f, self.page.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

/// A vendor's own movements.
struct ListMovements;

impl Endpoint for ListMovements {
    const ROUTE: Route = Route::get(
        "inventory.vendor.movements",
        "/vendor/stock/movements",
        "List the vendor's stock movements, newest first.",
    );
    type Auth = Vendor<may::ReadStock>;
    type In = (QueryParams<StockIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (QueryParams(query), page_context): Self::In,
    ) -> Result<Page, Problem> {
        let offer = query.offer.parse::<OfferId>().ok();
        let page = inventory::ledger(ctx, &auth, offer, query.cursor, kernel::PageLimit::default()).await?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&MovementsPage { f: &frame, page, is_of_one: offer.is_some() })
    }
}
