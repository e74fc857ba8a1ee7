//! The JSON API. Modules are cut by subject and bear the names of the market's: what comes in, what goes out, and
//! one declaration per endpoint; a long subject is a folder with a file for each audience. No rule is decided
//! here.
//!
//! Across subjects: `auth` (signing in and out), `ops` (the service itself, for staff), `system` (probes, keys,
//! the API's own description) and `shapes` (what several of them take and give).

mod accounts;
mod audit;
mod auth;
mod catalog;
mod companies;
mod delivery;
mod inventory;
mod listings;
mod notices;
mod ops;
mod orders;
mod pricing;
mod security;
mod shapes;
mod system;

use edge::Table;

/// Every endpoint of the API.
pub fn table() -> Table {
    let table = Table::default();
    let table = system::mount(table);
    let table = auth::mount(table);
    let table = accounts::mount(table);
    let table = companies::mount(table);
    let table = catalog::mount(table);
    let table = listings::mount(table);
    let table = pricing::mount(table);
    let table = inventory::mount(table);
    let table = orders::mount(table);
    let table = delivery::mount(table);
    let table = notices::mount(table);
    let table = audit::mount(table);
    let table = security::mount(table);
    ops::mount(table)
}
