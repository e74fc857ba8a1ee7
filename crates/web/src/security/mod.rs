//! What strangers tried (`staff`), and where browsers report violations of the pages' policy.

mod csp_report;
mod staff;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    staff::mount(csp_report::mount(router))
}
