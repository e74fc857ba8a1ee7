//! Files in and out: uploads and their history, one of them row by row, and exports that can be uploaded again.

mod exports;
mod list;
mod show;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = list::mount(router);
    let router = show::mount(router);
    exports::mount(router)
}
