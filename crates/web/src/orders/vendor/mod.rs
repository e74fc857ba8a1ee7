//! A vendor's orders: what waits today, the list, one of them and what is done with it, exports and sales.

mod actions;
mod export;
mod list;
mod sales;
mod show;
mod today;

use edge::Table;
use market::orders::OrderState;

pub(crate) fn mount(table: Table) -> Table {
    let table = today::mount(table);
    let table = list::mount(table);
    let table = show::mount(table);
    let table = actions::mount(table);
    let table = export::mount(table);
    sales::mount(table)
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
