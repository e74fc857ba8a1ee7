//! The audit trail.

mod details;
mod staff;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    staff::mount(router)
}
