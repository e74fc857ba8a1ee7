//! Deliveries: from the vendor to the retailer.
//!
//! Invariants: one delivery per vendor order; the platform gives it to a partner, the partner to a
//! rider, and nobody else moves it; a rider sees only deliveries given to them; it is delivered
//! only with the code that the retailer alone can see; history is only added to.

mod board;
mod dispatch;
mod fulfil;
pub(crate) mod reactions;
mod read;
mod state;
mod store;
mod view;

pub use board::{Board, MOST_OPEN, history, partner_board, riders, rides};
pub use dispatch::{DispatchError, assign_rider, offer_to, renew_code};
pub use fulfil::{CompleteError, PickUpError, complete, fail, pick_up};
pub use read::{
    DeliveryError, all_deliveries, conflicting_deliveries, partner_deliveries, partner_delivery, partners,
    rider_deliveries, rider_delivery, staff_delivery, statements_of_lists, track,
};
pub use state::{DeliveryState, DeliveryStep, FailureCode};
pub use store::ALL as STATEMENTS;
pub use view::{DeliveryEventRow, DeliveryView, Failure, PartnerRow, RiderRow, TrackingView};

// A delivery shows its code to one company at one moment.
kernel::never_cacheable!(DeliveryView, TrackingView);
