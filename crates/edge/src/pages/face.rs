//! How a refusal looks to somebody with a browser. The layers decide what is refused; the room that
//! has pages decides how that is shown.

use kernel::RequestId;

use super::fields::Fields;
use super::screen::Screen;
use crate::problem::Problem;
use crate::reply::Sent;

/// A refusal to be shown.
pub struct Refusal<'a> {
    /// What is refused, and why.
    pub problem: &'a Problem,
    /// By which request.
    pub request: RequestId,
    /// To whom.
    pub screen: &'a Screen,
    /// What was sent with a form whose sign-in ended meanwhile, to be sent again after the next one.
    pub typed: Option<&'a Fields>,
}

/// Shows refusals.
pub trait Face: Send + Sync {
    /// As a page, or as the way to the page where one signs in.
    fn refuse(&self, refusal: &Refusal<'_>) -> Sent;
}
