//! A vendor's own stock.

pub(crate) mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    vendor::mount(router)
}
