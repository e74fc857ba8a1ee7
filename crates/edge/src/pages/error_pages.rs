//! How a refusal looks to somebody with a browser. The layers decide what is refused; the crate that
//! has pages decides how that is shown.

use kernel::RequestId;

use super::context::PageContext;
use super::fields::FormFields;
use crate::problem::Problem;
use crate::response::Response;

/// A refusal to be shown.
pub struct ErrorContext<'a> {
    /// What is refused, and why.
    pub problem: &'a Problem,
    /// By which request.
    pub request_id: RequestId,
    /// To whom.
    pub page_context: &'a PageContext,
    /// Whether a sign-in came with it that nobody looked up: who that is is not known.
    pub may_be_signed_in: bool,
    /// What was sent with a form whose sign-in ended meanwhile, to be sent again after the next one.
    pub submitted: Option<&'a FormFields>,
}

/// Shows refusals.
pub trait ErrorPages: Send + Sync {
    /// As a page, or as the way to the page where one signs in.
    fn render(&self, error: &ErrorContext<'_>) -> Response;
}
