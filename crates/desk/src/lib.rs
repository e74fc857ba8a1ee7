//! The room with pages. One module per sort of company (`shop` and `retailer`, `vendor`, `delivery`,
//! `admin`) and one for the way in (`doors`); each has its handlers, its templates and its texts in
//! three languages beside each other. No rule is decided here: pages call the same actions of
//! `market` as the JSON room.
//!
//! - `frame`: what every page has around it, and what its templates ask: texts, money, times, rights;
//! - `tongue`: texts by language (Fluent);
//! - `links`: addresses of pages;
//! - `face`: refusals as pages; `faults`: their words, and what is wrong about fields;
//! - `assets`: style and script, by the hash of their content;
//! - `ui`: the design system: layout, components, charts.

#![expect(
    clippy::unused_self,
    clippy::trivially_copy_pass_by_ref,
    reason = "templates call methods of their page, and give everything by reference"
)]

mod admin;
mod assets;
mod delivery;
mod doors;
mod face;
mod faults;
mod frame;
mod links;
mod retailer;
mod shop;
mod team;
mod tongue;
mod ui;
mod vendor;
mod when;

use edge::Table;

pub use face::FACE;
pub use tongue::{KEYS, Tongue};

/// Every page of the marketplace, besides what is in the table already.
pub fn mount(table: Table) -> Table {
    let table = assets::mount(table);
    let table = ui::mount(table);
    let table = doors::mount(table);
    let table = shop::mount(table);
    let table = team::mount(table);
    let table = retailer::mount(table);
    let table = vendor::mount(table);
    let table = delivery::mount(table);
    admin::mount(table)
}

/// The pages alone.
pub fn table() -> Table {
    mount(Table::default())
}

/// The address of the stylesheet, for those who look whether it can be fetched.
pub fn stylesheet() -> String {
    assets::ASSETS.style.path()
}
