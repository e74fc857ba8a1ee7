//! The storefront: what everybody may look at.
//!
//! - `find`: the front of the shop, and the search;
//! - `product`: one product, its vendors side by side;
//! - `vendor`, `brands`: what one of them has;
//! - `ware`: a product as a card, and what pages say of packs.

mod brands;
mod find;
pub(crate) mod product;
mod vendor;
pub(crate) mod ware;

use edge::{Problem, Table};
use http::StatusCode;

pub(crate) fn mount(table: Table) -> Table {
    vendor::mount(brands::mount(product::mount(find::mount(table))))
}

/// What is kept can be read; should it not, that is ours to mend.
pub(crate) fn unreadable(error: &serde_json::Error) -> Problem {
    let says = "something went wrong on our side; if it keeps happening, contact us with the request ID";
    let mut problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "service.error", says);
    problem.inside = Some(error.to_string());
    problem
}
