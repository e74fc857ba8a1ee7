//! The marketplace's own desk: companies, people, orders, security, and the house itself.
//!
//! Lists are asked for by their address ([`asked`]), so that each can be kept, sent to a colleague and
//! gone back to. What is decided here is decided by a form that says what will happen first.

mod asked;
mod audit;
mod cache;
mod catalog;
mod companies;
mod company;
mod config;
mod deliveries;
mod delivery;
mod figures;
mod health;
mod jobs;
mod limits;
mod orders;
mod overview;
mod prices;
mod security;
mod tone;
mod users;

use edge::Table;

pub(crate) use tone::{short, tone};

pub(crate) fn mount(table: Table) -> Table {
    let table = overview::mount(table);
    let table = companies::mount(table);
    let table = company::mount(table);
    let table = users::mount(table);
    let table = orders::mount(table);
    let table = deliveries::mount(table);
    let table = delivery::mount(table);
    let table = catalog::mount(table);
    let table = prices::mount(table);
    let table = security::mount(table);
    let table = limits::mount(table);
    let table = cache::mount(table);
    let table = jobs::mount(table);
    let table = audit::mount(table);
    let table = health::mount(table);
    config::mount(table)
}
