//! Products and their offers: as everybody finds them (`storefront`), a vendor's own (`vendor`), and as staff
//! moderates them (`staff`); what vendors ask staff to decide (`requests`), and their GS1
//! company prefixes (`prefixes`).

mod prefixes;
mod requests;
mod staff;
mod storefront;
mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = vendor::mount(router);
    let router = requests::mount(router);
    let router = prefixes::mount(router);
    staff::mount(router)
}
