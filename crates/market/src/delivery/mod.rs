//! Deliveries: from the vendor's door to the retailer's.
//!
//! Invariants: one delivery per vendor order; the platform gives it to a partner, the partner to a
//! rider, and nobody else moves it; a rider sees only deliveries given to them; it is delivered
//! only with the code that the retailer alone can see; history is only added to.

mod board;
mod carry;
mod dispatch;
pub(crate) mod reactions;
mod state;
mod store;
mod view;

pub use board::{Board, DeliveryEventRow, RiderRow, history, partner_board, riders, rides};
pub use carry::{CompleteFault, Failure, complete, fail, pick_up};
pub use dispatch::{DispatchFault, assign_rider, offer_to, renew_code};
pub use state::{DeliveryState, DeliveryStep, FailureCode};
pub use store::ALL as STATEMENTS;
pub use view::{
    DeliveryFault, DeliveryView, Partner, TrackingView, all_deliveries, carried, carried_one, partner_deliveries,
    partner_delivery, partners, staff_delivery, track,
};

// A delivery shows its code to one company at one moment.
kernel::never_cacheable!(DeliveryView, TrackingView);
