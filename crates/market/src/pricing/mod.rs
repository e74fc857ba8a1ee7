//! Prices: what an offer costs now, and every step it took there.
//!
//! Invariants: a price changes only by a recorded step that names who, when and from what; a step
//! that looks wrong, by itself or together with those of the last day or week, waits until somebody
//! who may confirms it; nobody outside the vendor ever applies one. Who confirms is another person than
//! who changed it; for that, a colleague who lost the right counts for seven more days, and a new one
//! stands behind those who had it before ([`approval`]). This answers "my prices were changed".

mod approval;
mod change;
mod guard;
mod held;
mod hold_reason;
mod read;
mod store;
mod view;
mod withdraw;

pub use change::{Batch, Changed, NewPrice, PriceError, change_price, change_price_in_batch};
pub(crate) use change::{changes_lately, earlier_prices_of};
pub use guard::{EarlierPrices, GuardDecision, Recent, delta_ppm, judge};
pub use held::{Applies, Decide, all_held, approval_barriers, decide_held, held_changes, history, own_change};
pub use hold_reason::HoldReason;
pub use read::{held_change_views, latest_changes, preview_change};
pub use store::{ALL as STATEMENTS, FirstPrice, SeedPrice, seed_first, statement_of_earlier_prices};
pub use view::{ChangeRow, ChangeState, HeldRow, PriceChangeView};
pub use withdraw::{HeldInBatch, WasHeld, withdraw_held};

pub(crate) use store::set_first;
