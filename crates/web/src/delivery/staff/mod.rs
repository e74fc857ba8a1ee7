//! All deliveries, and giving one to a delivery partner.

mod list;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    show::mount(list::mount(router))
}
