//! Companies: one's own (`member`), a vendor as everybody sees it (`storefront`), and all of them (`staff`);
//! `countries` reads what people write for one.

pub(crate) mod countries;
mod member;
mod staff;
mod storefront;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = member::mount(router);
    staff::mount(router)
}
