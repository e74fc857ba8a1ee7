//! Proofs of more rights than the one a page asks for.

use edge::Problem;
use market::authority::{Access, Principal, Vendor};
use market::may::Right;

/// The proof of one more right of whoever looks at a vendor's page.
pub(crate) fn vendor_proof<R: Right>(principal: Option<&Principal>) -> Result<Vendor<R>, Problem> {
    Vendor::<R>::grant(principal).map_err(edge::layers::authentication::denied_problem)
}
