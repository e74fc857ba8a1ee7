//! What waits today: orders with their deadlines, low stock, prices that the guard holds.

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use market::authority::{Access, Vendor};
use market::inventory::{self, LowRow};
use market::orders::{self, VendorOrderRow, VendorOrderState};
use market::pricing::{self, PriceChangeView};
use market::{Ctx, may};

use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowToday>()
}

/// Rows of each list.
const ROWS: u16 = 10;

/// What waits.
#[derive(Template)]
#[template(path = "orders/vendor/today.html")]
struct TodayPage<'a> {
    f: &'a Frame,
    orders: Option<Orders>,
    low: Option<Shortlist<LowRow>>,
    held: Shortlist<PriceChangeView>,
}

/// Orders that wait, for those who may see them.
struct Orders {
    counts: Vec<(VendorOrderState, i64)>,
    to_accept: Vec<VendorOrderRow>,
    to_answer: Vec<VendorOrderRow>,
    to_pack: Vec<VendorOrderRow>,
}

impl Orders {
    fn count(&self, state: VendorOrderState) -> i64 {
        self.counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }
    fn placed(&self) -> i64 {
        self.count(VendorOrderState::Placed)
    }
    fn packing(&self) -> i64 {
        self.count(VendorOrderState::Accepted) + self.count(VendorOrderState::Preparing)
    }
    fn ready(&self) -> i64 {
        self.count(VendorOrderState::Ready)
    }
    fn cancel_requested(&self) -> i64 {
        self.count(VendorOrderState::CancelRequested)
    }
}

/// The first rows of a list.
struct Shortlist<T> {
    rows: Vec<T>,
    more: bool,
}

impl<T> Shortlist<T> {
    fn of(page: kernel::PageOf<T>) -> Self {
        Self { more: page.next_cursor.is_some(), rows: page.items }
    }
    /// How many there are, as far as they were counted.
    fn count(&self) -> String {
        format!("{}{}", self.rows.len(), if self.more { "+" } else { "" })
    }
}

fn rows() -> kernel::PageLimit {
    kernel::PageLimit::new(ROWS).unwrap_or_default()
}

/// Orders by state, and the oldest of those that wait; only states that hold any are looked into.
async fn waiting(ctx: &Ctx, by: &Vendor<may::ReadVendorOrders>) -> Result<Orders, Problem> {
    let counts = orders::vendor_counts(ctx, by).await?;
    let mut waiting = Orders { counts, to_accept: Vec::new(), to_answer: Vec::new(), to_pack: Vec::new() };
    for state in [
        VendorOrderState::Placed,
        VendorOrderState::CancelRequested,
        VendorOrderState::Preparing,
        VendorOrderState::Accepted,
    ] {
        if waiting.count(state) == 0 {
            continue;
        }
        let oldest = orders::oldest_vendor_orders(ctx, by, state, rows()).await?;
        match state {
            VendorOrderState::Placed => waiting.to_accept = oldest,
            VendorOrderState::CancelRequested => waiting.to_answer = oldest,
            _ => waiting.to_pack.extend(oldest),
        }
    }
    Ok(waiting)
}

/// The page where a vendor's day begins.
struct ShowToday;

impl Endpoint for ShowToday {
    const ROUTE: Route = Route::get(
        "orders.vendor.today",
        "/vendor",
        "Show the vendor's tasks: orders with deadlines, low stock, prices to approve.",
    )
    .automatic(LimitClass::Refresh);
    type Auth = Vendor<may::ReadOffers>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let orders = match Vendor::<may::ReadVendorOrders>::grant(page_context.principal.as_ref()) {
            Ok(auth) => Some(waiting(ctx, &auth).await?),
            Err(_) => None,
        };
        let low = match Vendor::<may::ReadStock>::grant(page_context.principal.as_ref()) {
            Ok(auth) => Some(Shortlist::of(inventory::low(ctx, &auth, None, rows()).await?)),
            Err(_) => None,
        };
        let held = Shortlist::of(pricing::held_change_views(ctx, &auth, None, rows()).await?);
        let frame = Frame::open(ctx, page_context).await?;
        frame.show(&TodayPage { f: &frame, orders, low, held })
    }
}
