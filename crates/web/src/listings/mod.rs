//! A vendor lists a product, or offers one that is listed.

mod terms;
mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    vendor::mount(router)
}
