//! All orders, for staff that helps and for those who look after the money.

mod list;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    show::mount(list::mount(router))
}
