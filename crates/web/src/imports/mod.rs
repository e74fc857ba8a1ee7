//! A vendor's files.

mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    vendor::mount(router)
}
