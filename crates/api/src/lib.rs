//! The JSON front room. Each module mirrors a slice of the market: what comes in, what goes out,
//! and one declaration per endpoint. No rule is decided here.

pub mod accounts;
pub mod admin;
pub mod cache;
pub mod catalog;
pub mod companies;
pub mod delivery;
pub mod inventory;
pub mod limits;
pub mod notices;
pub mod orders;
mod page;
pub mod pricing;
pub mod sessions;
pub mod storefront;
pub mod system;
pub mod team;
pub mod watch;

use edge::Table;

/// Every endpoint of the API.
pub fn table() -> Table {
    let table = Table::default();
    let table = system::mount(table);
    let table = accounts::mount(table);
    let table = sessions::mount(table);
    let table = team::mount(table);
    let table = companies::mount(table);
    let table = catalog::mount(table);
    let table = storefront::mount(table);
    let table = pricing::mount(table);
    let table = inventory::mount(table);
    let table = orders::mount(table);
    let table = delivery::mount(table);
    let table = notices::mount(table);
    let table = limits::mount(table);
    let table = cache::mount(table);
    let table = watch::mount(table);
    admin::mount(table)
}
