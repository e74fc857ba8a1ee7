//! Staff's pages about the service itself: what waits, how the node is doing, background jobs, limits, cache,
//! configuration.

mod cache;
mod config;
pub(crate) mod figures;
mod health;
mod jobs;
mod limits;
mod overview;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = overview::mount(table);
    let table = health::mount(table);
    let table = jobs::mount(table);
    let table = limits::mount(table);
    let table = cache::mount(table);
    config::mount(table)
}
