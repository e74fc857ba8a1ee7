//! Who may do what how often: the marketplace's limits on top of the crate `limiter`.
//!
//! - `budget`: which limits there are, and which of them a route is counted against;
//! - `book`: their numbers, from configuration, replaced as a whole when it is read again;
//! - `gatekeeper`: counts and refuses on the road of a request;
//! - `refusal`: what a refused caller is told;
//! - `sign_in`, `device`, `step_up`: the limits of signing in, which must stop a guesser without
//!   shutting out the owner;
//! - `console`: looking at a caller's limits, and resetting them.

mod book;
mod budget;
mod console;
mod device;
mod gatekeeper;
mod refusal;
mod sign_in;
mod step_up;

pub use book::Book;
pub use budget::{Budget, KnownAs, Scope, budgets};
pub use console::{CallerLimits, LimitState, Named, Offender, Overview};
pub use gatekeeper::{Admitted, Gatekeeper, NoGood, Who};
pub use refusal::page;
pub use sign_in::{Attempt, Outcome};
pub use step_up::{Answered, Proof};
