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

use edge::Router;

pub use ui::error_pages::ERROR_PAGES;
pub use ui::locale::KEYS;

/// Every page of the marketplace, besides what is in the table already.
pub fn mount(router: Router) -> Router {
    let router = ui::mount(router);
    let router = auth::mount(router);
    let router = accounts::mount(router);
    let router = companies::mount(router);
    let router = catalog::mount(router);
    let router = listings::mount(router);
    let router = pricing::mount(router);
    let router = inventory::mount(router);
    let router = imports::mount(router);
    let router = baskets::mount(router);
    let router = orders::mount(router);
    let router = delivery::mount(router);
    let router = notices::mount(router);
    let router = audit::mount(router);
    let router = security::mount(router);
    ops::mount(router)
}

/// The pages alone.
pub fn router() -> Router {
    mount(Router::default())
}

/// The address of the stylesheet, for those who look whether it can be fetched.
pub fn stylesheet() -> String {
    ui::assets::ASSETS.style.path()
}
