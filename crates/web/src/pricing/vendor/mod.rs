//! A vendor's prices: one offer's with its history, and the changes that wait to be confirmed.

mod changes;
mod history;
mod price;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    changes::mount(history::mount(price::mount(router)))
}

pub(crate) use crate::ui::format::percent_change as percent;
