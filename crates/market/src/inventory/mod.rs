//! Stock: places, levels, and the movements that are the only way a level changes.
//!
//! Invariants: `0 <= allocated <= on_hand` on every level, kept by the database; a level is the
//! sum of its movements; an order takes stock by a conditional update in ascending id order, all
//! of it or none (no oversell, no deadlock between carts).

mod allocate;
mod availability;
mod count;
mod crossing;
mod ledger;
mod level;
mod low;
mod store;
mod view;

pub use allocate::{AllocateError, StockLeft};
pub use availability::{InStock, in_stock};
pub use count::{CountError, CountStock, count_stock};
pub use ledger::{free_of, ledger};
pub use level::{AddLocation, MoveStock, Moved, StockError, add_location, levels, locations, move_stock, movements};
pub use low::{SetThreshold, Threshold, low, set_threshold};
pub use store::{ALL as STATEMENTS, SeedLevel, drift, seed_levels, seed_location};
pub use view::{FreePacks, LedgerRow, LevelRow, LocationRow, LowRow, MovementKind, MovementRow};

pub(crate) use allocate::{Allocation, Demand, MovementCause, allocate, plan, release, ship};
pub(crate) use availability::first_digit;

// Stock changes under everybody's hands: it is read, never remembered.
kernel::never_cacheable!(FreePacks, LedgerRow, LevelRow, LowRow, MovementRow, Moved);
