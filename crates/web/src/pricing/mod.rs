//! Price changes: a vendor's own (`vendor`), and those that the guard holds (`staff`).

pub(crate) mod staff;
pub(crate) mod vendor;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    staff::mount(vendor::mount(router))
}
