//! Staff's pages about the service itself: what waits, how the node is doing, background jobs, limits, cache,
//! configuration.

mod cache;
mod config;
pub(crate) mod figures;
mod health;
mod jobs;
mod limits;
mod overview;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    let router = overview::mount(router);
    let router = health::mount(router);
    let router = jobs::mount(router);
    let router = limits::mount(router);
    let router = cache::mount(router);
    config::mount(router)
}
