//! People: oneself (`me`), those of one's company (`member`), all of them (`staff`).

mod me;
mod member;
mod staff;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = me::mount(router);
    let router = member::mount(router);
    staff::mount(router)
}
