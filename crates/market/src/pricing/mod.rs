//! Prices: what an offer costs now, and every step it took there.
//!
//! Invariants: a price changes only by a recorded step that names who, when and from what; a step
//! that looks wrong waits until somebody who may confirms it; nobody outside the vendor ever
//! applies one. This answers "my prices were changed".

mod change;
mod guard;
mod held;
mod hold_reason;
mod read;
mod store;
mod view;

pub(crate) use change::changes_lately;
pub use change::{Batch, Changed, NewPrice, PriceError, change_price, change_price_in_batch};
pub use guard::{GuardDecision, Recent, delta_ppm, judge};
pub use held::{Applies, Decide, all_held, decide_held, held_changes, history};
pub use hold_reason::HoldReason;
pub use read::{held_change_views, latest_changes, preview_change};
pub use store::{ALL as STATEMENTS, FirstPrice, SeedPrice, seed_first};
pub use view::{ChangeRow, ChangeState, HeldRow, PriceChangeView};

pub(crate) use store::set_first;
