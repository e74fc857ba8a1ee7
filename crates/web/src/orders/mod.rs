//! Orders: a retailer's own (`retailer`), the vendor orders in them (`vendor`), and all of them
//! (`staff`).

mod retailer;
mod staff;
mod vendor;

use edge::Router;
use market::orders::LineView;

pub(crate) fn mount(router: Router) -> Router {
    let router = retailer::mount(router);
    let router = vendor::mount(router);
    staff::mount(router)
}

/// Whether a vendor has said what it takes of the lines: not while it is asked, nor where the order was cancelled before.
pub(crate) fn is_answered(lines: &[LineView]) -> bool {
    lines.iter().any(|line| line.quantity_accepted > 0 || line.quantity_declined > 0)
}
