//! The dispatcher's board: what waits for a rider, what is under way, what arrived today.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use kernel::UserId;
use market::authority::Partner;
use market::delivery::{self, Board, DeliveryState, DeliveryView, RiderRow};
use market::{Ctx, may};

use super::today;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowBoard>()
}

/// The states of a board, in the order of its sections.
const SECTIONS: [DeliveryState; 4] =
    [DeliveryState::Offered, DeliveryState::Failed, DeliveryState::Assigned, DeliveryState::PickedUp];

/// Deliveries in one state.
struct Section<'b> {
    state: DeliveryState,
    rows: Vec<&'b DeliveryView>,
}

/// The board.
#[derive(Template)]
#[template(path = "delivery/partner/board.html")]
struct BoardPage<'a> {
    f: &'a Frame,
    board: Board,
    riders: Vec<RiderRow>,
}

impl BoardPage<'_> {
    fn sections(&self) -> Vec<Section<'_>> {
        let of = |state| self.board.open.iter().filter(move |row| row.state == state).collect();
        SECTIONS.into_iter().map(|state| Section { state, rows: of(state) }).collect()
    }
    fn count(&self, state: &str) -> String {
        let many = self.board.open.iter().filter(|row| row.state.as_str() == state).count();
        super::at_least(self.f, many, self.board.more_open)
    }
    fn done(&self) -> String {
        super::at_least(self.f, self.board.done.len(), self.board.more_done)
    }
    fn waits(&self, state: &DeliveryState) -> bool {
        matches!(state, DeliveryState::Offered | DeliveryState::Failed)
    }
    fn rider(&self, id: Option<UserId>) -> &str {
        let found = self.riders.iter().find(|rider| Some(rider.user_id) == id);
        found.map_or("", |rider| &rider.name)
    }
    fn choices(&self) -> Vec<(String, String)> {
        super::show::choices(self.f, &self.riders)
    }
}

/// It is looked at.
struct ShowBoard;

impl Endpoint for ShowBoard {
    const ROUTE: Route =
        Route::get("delivery.partner.board", "/delivery", "Show the company's deliveries by next step.")
            .automatic(LimitClass::Refresh);
    type Auth = Partner<may::ReadDeliveries>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        let board = delivery::partner_board(ctx, &auth, today(ctx, &frame)).await?;
        let riders = delivery::riders(ctx, &auth).await?;
        frame.show(&BoardPage { f: &frame, board, riders })
    }
}
