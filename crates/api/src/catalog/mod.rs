//! Products and their offers: as everybody finds them (`storefront`), a vendor's own (`vendor`), and as staff
//! moderates them (`staff`).

mod staff;
mod storefront;
mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = vendor::mount(router);
    staff::mount(router)
}
