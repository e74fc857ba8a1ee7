//! All companies, and what is decided about one.

mod list;
mod names;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    names::mount(show::mount(list::mount(router)))
}
