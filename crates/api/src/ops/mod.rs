//! The service itself, for staff: health and configuration, background jobs, limits, cache.

mod cache;
mod health;
mod jobs;
mod limits;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = limits::mount(router);
    let router = cache::mount(router);
    let router = health::mount(router);
    jobs::mount(router)
}
