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

use edge::Router;

/// Every endpoint of the API.
pub fn router() -> Router {
    let router = Router::default();
    let router = system::mount(router);
    let router = auth::mount(router);
    let router = accounts::mount(router);
    let router = companies::mount(router);
    let router = catalog::mount(router);
    let router = listings::mount(router);
    let router = pricing::mount(router);
    let router = inventory::mount(router);
    let router = orders::mount(router);
    let router = delivery::mount(router);
    let router = notices::mount(router);
    let router = audit::mount(router);
    let router = security::mount(router);
    ops::mount(router)
}
