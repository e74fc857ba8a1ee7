//! Orders: what a retailer bought at one moment, split into one order per vendor.
//!
//! Invariants: always one order with one vendor order per vendor, placed all or nothing, under
//! an idempotency key, at prices read from the tables in the same transaction; a state moves only
//! along [`VendorOrderState::next`]; whoever ends an order gives its stock back; history is only added
//! to; what one retailer holds in orders that wait to be accepted is bounded ([`unaccepted`]). A vendor sees its own order, never its siblings; a retailer sees its own orders.

mod acceptance;
mod checkout;
mod export;
mod figures;
mod forgetting;
mod number;
mod place;
mod placement;
mod popular;
pub(crate) mod reactions;
mod read;
mod reorder;
mod state;
mod store;
mod transitions;
mod unaccepted;
mod view;
mod withdrawal;

pub use acceptance::{Acceptance, AcceptedLine};
pub use checkout::{CheckoutError, check_out};
pub use export::{export_orders, export_own};
pub use figures::{BestSeller, SalesDay, WrongFigure, best_sellers, recount, sales, vendor_counts, wrong_figures};
pub(crate) use forgetting::erase_addresses;
pub use place::{PlaceError, place};
pub use placement::{MAX_LINES, PaymentTerms, PlaceOrderCommand, PlaceOrderLine, PlacedOrder, PlacedVendorOrder};
pub use popular::{Popular, PopularError, Top, popular, ranking_of};
pub use read::{
    OrderError, all_orders, any_order, any_order_numbered, oldest_vendor_orders, own_order, own_order_numbered,
    own_orders, own_vendor_order, own_vendor_order_numbered, own_vendor_orders,
};
pub use reorder::{EarlierLine, MissingLine, ReorderError, Reordered, reorder};
pub use state::{ReasonCode, VendorOrderState, VendorOrderStep};
pub use store::{ALL as STATEMENTS, COUNTING, ROLLING_UP};
pub use transitions::{
    TransitionError, accept, agree_to_cancel, cancel_vendor_order, confirm_vendor_order, pack, prepare,
    refuse_to_cancel, reject,
};
pub use unaccepted::UnacceptedError;
pub use view::{
    HistoryRow, LineView, OrderRow, OrderState, OrderView, RetailerVendorOrder, VendorOrderRow, VendorOrderView,
    is_answered,
};
pub use withdrawal::{WithdrawError, withdraw_vendor_order};

pub use crate::companies::ShipTo;

pub(crate) use transitions::{delivered, parties, picked_up};

// What is ordered, owed or charged is read from the tables, every time.
kernel::never_cacheable!(
    PlacedOrder,
    OrderView,
    OrderRow,
    VendorOrderView,
    VendorOrderRow,
    crate::catalog::OrderedOffer
);
