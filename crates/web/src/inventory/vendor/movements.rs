//! Every movement of a vendor's stock.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Problem, Query, Route, Screen, Shown, Table};
use kernel::{OfferId, PageOf};
use market::authority::Vendor;
use market::inventory::{self, LedgerRow, StockFault};
use market::{Ctx, may};

use super::stock::StockIn;
use crate::ui::filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListMovements>()
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
    const ROUTE: Route = Route {
        id: "vendor.movements",
        method: Method::Get,
        path: "/vendor/stock/movements",
        summary: "List the vendor's stock movements, newest first.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[StockFault::LIST],
    };
    type By = Vendor<may::ReadStock>;
    type In = (Query<StockIn>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(query), screen): Self::In) -> Result<Shown, Problem> {
        let offer = query.offer.parse::<OfferId>().ok();
        let page = inventory::ledger(ctx, &by, offer, query.cursor, kernel::Limit::default()).await?;
        let frame = Frame::open(ctx, screen).await?;
        frame.show(&MovementsPage { f: &frame, page, is_of_one: offer.is_some() })
    }
}
