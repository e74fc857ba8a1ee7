//! What a vendor has on hand, and how it came and went.

mod movements;
pub(crate) mod stock;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    movements::mount(stock::mount(router))
}
