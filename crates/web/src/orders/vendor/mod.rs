//! A vendor's orders: what waits today, the list, one of them and what is done with it, exports and sales.

mod actions;
mod export;
mod list;
mod sales;
mod show;
mod today;

use edge::Router;
use market::orders::VendorOrderState;

pub(crate) fn mount(router: Router) -> Router {
    let router = today::mount(router);
    let router = list::mount(router);
    let router = show::mount(router);
    let router = actions::mount(router);
    let router = export::mount(router);
    sales::mount(router)
}

/// The colour that repeats what an order's state says.
const fn order_tone(state: VendorOrderState) -> &'static str {
    match state {
        VendorOrderState::Placed | VendorOrderState::CancelRequested => "warn",
        VendorOrderState::PartiallyAccepted
        | VendorOrderState::Accepted
        | VendorOrderState::Preparing
        | VendorOrderState::Ready
        | VendorOrderState::Shipped => "info",
        VendorOrderState::Delivered | VendorOrderState::Completed => "good",
        VendorOrderState::Rejected | VendorOrderState::Cancelled => "bad",
    }
}
