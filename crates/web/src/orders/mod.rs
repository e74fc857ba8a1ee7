//! Orders: a retailer's own (`retailer`), the parts of them that are a vendor's (`vendor`), and all of them
//! (`staff`).

mod retailer;
mod staff;
mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = retailer::mount(router);
    let router = vendor::mount(router);
    staff::mount(router)
}
