//! The people of one's own company, and oneself.

mod change_member;
mod confirmed;
mod profile;
mod team;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = team::mount(router);
    let router = change_member::mount(router);
    let router = confirmed::mount(router);
    profile::mount(router)
}
