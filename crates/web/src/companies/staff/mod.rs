//! All companies, and what is decided about one.

mod list;
mod names;
mod show;
mod sign_out;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = show::mount(list::mount(router));
    names::mount(sign_out::mount(router))
}
