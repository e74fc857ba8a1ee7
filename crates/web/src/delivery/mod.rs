//! Deliveries: a delivery partner's own (`partner`), and all of them (`staff`).

mod partner;
mod staff;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    staff::mount(partner::mount(router))
}
