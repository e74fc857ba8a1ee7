//! Baskets: what one person means to buy for their retailer, until it is ordered.
//!
//! Invariants: a basket belongs to one person in one company, and nobody else sees or changes it;
//! it holds at most [`MOST_LINES`] lines (as many as an order takes), one per offer, in the
//! company's currency; a line was within the offer's quantities when it was put in. It promises nothing:
//! prices and stock are read from the tables each time it is shown, and judged again when it is
//! ordered.
//!
//! A change of a basket is no event: it is a draft that nobody else acts on, and a row in the audit
//! trail for every click would bury what was decided. Its writes end in `commit_silently`, which this
//! subject alone may call. What becomes of a basket, the order, is stated as ever.

mod add;
mod forgetting;
pub mod quick_order;
mod show;
mod store;
mod view;

pub use add::{
    AddMode, BasketError, MOST_LINES, RejectedLine, accept_prices, add, add_once, add_what_fits_once, empty, remove,
    remove_many,
};
pub(crate) use add::{add_what_fits, empty_if_unchanged};
pub(crate) use forgetting::forget_lines;
pub use show::{count, show};
pub use store::ALL as STATEMENTS;
pub use view::{Availability, BasketLine, BasketVendor, BasketView};

// What a checkout would charge is read from the tables, every time.
kernel::never_cacheable!(BasketView, BasketVendor, BasketLine);
