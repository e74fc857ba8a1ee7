//! Purchases: what a retailer bought at one moment, split into one order per vendor.
//!
//! Invariants: always one purchase with one vendor order per vendor, placed all or nothing, under
//! an idempotency key, at prices read from the tables in the same transaction; a state moves only
//! along [`OrderState::next`]; whoever ends an order gives its stock back; history is only added
//! to. A vendor sees its own order, never its siblings; a retailer sees its own purchases.

mod checkout;
mod export;
mod figures;
mod moves;
mod number;
mod place;
mod popular;
pub(crate) mod reactions;
mod read;
mod reorder;
mod state;
mod store;

pub use checkout::{CheckoutFault, check_out};
pub use export::{export_own, export_purchases};
pub use figures::{BestSeller, SalesDay, best_sellers, sales, vendor_counts};
pub use moves::{
    Acceptance, AcceptedLine, MoveFault, accept, agree_to_cancel, cancel_part, confirm_part, pack, prepare,
    refuse_to_cancel, reject,
};
pub use place::{Line, Place, PlaceFault, Placed, PlacedPart, Terms, place};
pub use popular::{Popular, PopularFault, Top, popular, ranking_of};
pub use read::{
    HistoryRow, LineView, OrderFault, PartView, PurchaseRow, PurchaseState, PurchaseView, VendorOrderRow,
    VendorOrderView, all_purchases, any_purchase, any_purchase_numbered, oldest_vendor_orders, own_purchase,
    own_purchase_numbered, own_purchases, own_vendor_order, own_vendor_order_numbered, own_vendor_orders,
};
pub use reorder::{EarlierLine, MissingLine, ReorderFault, Reordered, reorder};
pub use state::{OrderState, ReasonCode, Step};
pub use store::ALL as STATEMENTS;

pub use crate::companies::ShipTo;

pub(crate) use moves::{delivered, parties, picked_up};

// What is ordered, owed or charged is read from the tables, every time.
kernel::never_cacheable!(
    Placed,
    PurchaseView,
    PurchaseRow,
    VendorOrderView,
    VendorOrderRow,
    crate::catalog::OrderedOffer
);
