//! Orders: a retailer's own (`retailer`), the vendor orders in them (`vendor`), and all of them
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
