//! A retailer's orders: checkout, the list, and one of them with its vendor orders.

mod checkout;
mod list;
mod progress;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = checkout::mount(router);
    let router = list::mount(router);
    show::mount(router)
}
