//! Signing in and out, registering, joining, and one's own sessions.

mod sessions;
mod sign_in;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    sessions::mount(sign_in::mount(router))
}
