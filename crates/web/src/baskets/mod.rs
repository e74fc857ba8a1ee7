//! A retailer's basket.

pub(crate) mod retailer;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    retailer::mount(router)
}
