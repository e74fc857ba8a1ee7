//! Every page of the marketplace. Modules are cut by subject and bear the names of the market's; within a
//! subject a file or folder is for one audience: `storefront` (everybody), `retailer`, `vendor`, `partner`
//! (delivery partners), `staff`, `member` (the people of any company). Handlers, templates and texts in three
//! languages stand beside each other. No rule is decided here: pages call the same actions of `market` as
//! the JSON API.
//!
//! Across subjects:
//!
//! - `auth`: signing in and out, registering, joining, changing company, sessions;
//! - `ops`: staff's pages about the service itself: overview, health, jobs, limits, cache, configuration;
//! - `ui`: the design system, and what every page has around it.

#![expect(
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    reason = "templates call methods of their page, and give everything by reference"
)]

mod accounts;
mod audit;
mod auth;
mod baskets;
mod catalog;
mod companies;
mod delivery;
mod imports;
mod inventory;
mod listings;
mod notices;
mod ops;
mod orders;
mod pricing;
mod security;
mod ui;

use edge::Table;

pub use ui::error_pages::ERROR_PAGES;
pub use ui::locale::KEYS;

/// Every page of the marketplace, besides what is in the table already.
pub fn mount(table: Table) -> Table {
    let table = ui::mount(table);
    let table = auth::mount(table);
    let table = accounts::mount(table);
    let table = companies::mount(table);
    let table = catalog::mount(table);
    let table = listings::mount(table);
    let table = pricing::mount(table);
    let table = inventory::mount(table);
    let table = imports::mount(table);
    let table = baskets::mount(table);
    let table = orders::mount(table);
    let table = delivery::mount(table);
    let table = notices::mount(table);
    let table = audit::mount(table);
    let table = security::mount(table);
    ops::mount(table)
}

/// The pages alone.
pub fn table() -> Table {
    mount(Table::default())
}

/// The address of the stylesheet, for those who look whether it can be fetched.
pub fn stylesheet() -> String {
    ui::assets::ASSETS.style.path()
}
