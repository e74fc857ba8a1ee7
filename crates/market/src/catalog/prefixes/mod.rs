//! GS1 company prefixes: vendors state those they hold, staff confirm them, and a confirmed one is reserved:
//! no other company lists a product with a GTIN under it. What is listed already stays, and can be claimed.

mod decide;
mod own;
pub(super) mod view;

pub use decide::{conflicting_prefixes, decide_prefix, prefixes};
pub use own::{PrefixError, StatePrefix, own_prefixes, state_prefix, withdraw_prefix};
pub use view::{PrefixDecision, PrefixRow, PrefixState};
