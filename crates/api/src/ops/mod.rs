//! The service itself, for staff: health and configuration, background jobs, limits, cache.

mod cache;
mod health;
mod jobs;
mod limits;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = limits::mount(table);
    let table = cache::mount(table);
    let table = health::mount(table);
    jobs::mount(table)
}
