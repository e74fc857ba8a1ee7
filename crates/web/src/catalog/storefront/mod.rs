//! What everybody may look at.
//!
//! - `search`: the front page, and the search;
//! - `product`: one product, its vendors side by side;
//! - `brands`: brands, and the products of one;
//! - `product_card`: a product as a card, and what pages say of packs.

mod brands;
pub(crate) mod product;
pub(crate) mod product_card;
mod search;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    brands::mount(product::mount(search::mount(router)))
}
