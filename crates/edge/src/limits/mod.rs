//! Who may do what how often: the marketplace's limits on top of the crate `limiter`.
//!
//! - `budget`: which limits there are, and which of them a route is counted against;
//! - `automatic`: requests that pages send by themselves, and rows of the catalogue;
//! - `policies`: their numbers, from configuration, replaced as a whole when it is read again;
//! - `subject`: whom a request is counted against;
//! - `gatekeeper`: counts requests and refuses them;
//! - `rejection`: what a refused caller is told;
//! - `rows`: the rows of a file, counted like what is done one by one;
//! - `shared`: what a company was charged for a request, to be given back;
//! - `sign_in`, `device`, `step_up`: the limits of signing in, which must stop a guesser without
//!   shutting out the owner;
//! - `inspect`: looking at a caller's limits, and resetting them.

mod automatic;
mod budget;
mod device;
mod gatekeeper;
mod inspect;
mod policies;
mod rejection;
mod rows;
mod shared;
mod sign_in;
mod step_up;
mod subject;

pub use automatic::AUTOMATIC_FIELD;
pub use budget::{Budget, CallerKind, LimitScope, budgets};
pub use gatekeeper::{Gatekeeper, InvalidToken, KnownRefusal, RateLimitPermit};
pub use inspect::{CallerLimits, CallerRef, LimitState, LimitedCaller, LimiterStatus};
pub use policies::Policies;
pub use rows::{RowCharge, RowRefusal};
pub(crate) use shared::{SharedCharges, is_given_back};
pub use sign_in::{SignInAttempt, SignInOutcome};
pub use step_up::{Challenge, StepUpAnswer};
pub(crate) use subject::KnownUser;
pub use subject::RateSubject;
