//! Companies: vendors for everybody (`storefront`), one's own (`member`), all of them (`staff`).

mod member;
mod name_changes;
mod staff;
mod storefront;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = member::mount(router);
    let router = name_changes::mount(router);
    staff::mount(router)
}
