//! Baskets: what one person means to buy for their retailer, until it is ordered.
//!
//! Invariants: a basket belongs to one person in one company, and nobody else sees or changes it;
//! it holds at most [`MOST_LINES`] lines (as many as a purchase takes), one per offer, in one
//! currency; a line was within the offer's quantities when it was put in. It promises nothing:
//! prices and stock are read from the tables each time it is shown, and judged again when it is
//! ordered.
//!
//! A change of a basket is no fact: it is a draft that nobody else acts on, and a row in the audit
//! trail for every click would bury what was decided. Its writes end in `keep_draft`, which this
//! slice alone may call. What becomes of a basket, the purchase, is stated as ever.

pub mod pad;
mod put;
mod show;
mod store;

pub(crate) use put::take;
pub use put::{BasketFault, MOST_LINES, Put, Refused, accept_prices, empty, put, remove, take_out};
pub use show::{Availability, BasketLine, BasketPart, BasketView, count, show};
pub use store::ALL as STATEMENTS;

pub(crate) use put::put_what_fits;

// What a checkout would charge is read from the tables, every time.
kernel::never_cacheable!(BasketView, BasketPart, BasketLine);
