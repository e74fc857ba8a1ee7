//! A vendor's orders: what waits today, the list, one of them and what is done with it, exports and sales.

mod actions;
mod export;
mod list;
mod sales;
mod show;
mod today;

use edge::Router;
use market::orders::OrderState;

pub(crate) fn mount(router: Router) -> Router {
    let router = today::mount(router);
    let router = list::mount(router);
    let router = show::mount(router);
    let router = actions::mount(router);
    let router = export::mount(router);
    sales::mount(router)
}

/// The colour that repeats what an order's state says.
const fn order_tone(state: OrderState) -> &'static str {
    match state {
        OrderState::Placed | OrderState::CancelRequested => "warn",
        OrderState::PartiallyAccepted
        | OrderState::Accepted
        | OrderState::Preparing
        | OrderState::Ready
        | OrderState::Shipped => "info",
        OrderState::Delivered | OrderState::Completed => "good",
        OrderState::Rejected | OrderState::Cancelled => "bad",
    }
}
