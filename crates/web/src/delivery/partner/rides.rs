//! What a rider has to do today, for a phone in one hand.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use market::authority::Partner;
use market::delivery::{self, Board, DeliveryState, DeliveryView};
use market::{Ctx, may};

use super::today;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListRides>()
}

/// What a rider has to do, in the order of doing it.
const ORDER: [DeliveryState; 3] = [DeliveryState::PickedUp, DeliveryState::Assigned, DeliveryState::Failed];

/// A rider's deliveries.
#[derive(Template)]
#[template(path = "delivery/partner/rides.html")]
struct RidesPage<'a> {
    f: &'a Frame,
    board: Board,
}

impl RidesPage<'_> {
    fn sections(&self) -> Vec<(DeliveryState, Vec<&DeliveryView>)> {
        let of = |state| self.board.open.iter().filter(move |row| row.state == state).collect::<Vec<_>>();
        ORDER.into_iter().map(|state| (state, of(state))).filter(|(_, rows)| !rows.is_empty()).collect()
    }
    fn done(&self) -> i64 {
        i64::try_from(self.board.done.len()).unwrap_or(i64::MAX)
    }
}

/// They are looked at.
struct ListRides;

impl Endpoint for ListRides {
    const ROUTE: Route =
        Route::get("delivery.partner.rides", "/delivery/rides", "List your deliveries.").automatic(LimitClass::Refresh);
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        let board = delivery::rides(ctx, &auth, today(ctx, &frame)).await?;
        frame.show(&RidesPage { f: &frame, board })
    }
}
