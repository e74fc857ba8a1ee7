//! People: a company's own (`member`), and all of them (`staff`).

mod member;
mod staff;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    staff::mount(member::mount(router))
}
