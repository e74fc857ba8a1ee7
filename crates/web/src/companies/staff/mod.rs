//! All companies, and what is decided about one.

mod list;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    show::mount(list::mount(router))
}
