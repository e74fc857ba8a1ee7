//! What a company is told.

mod member;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    member::mount(router)
}
