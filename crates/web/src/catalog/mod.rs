//! Products and their offers: as everybody finds them (`storefront`), as a vendor keeps its own (`vendor`), and
//! as staff moderates them (`staff`).

mod staff;
pub(crate) mod storefront;
pub(crate) mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = vendor::mount(router);
    staff::mount(router)
}
