//! Staff lets a vendor list many products by file: its files are counted against a larger budget then.

use kernel::CompanyId;
use kernel::text::Reason;

use super::company::CompanyError;
use super::interest::has_interest;
use super::store;
use super::view::Company;
use crate::authority::Staff;
use crate::may::{self, CompanyKind};
use crate::{Ctx, Event};

/// Whether a vendor may list in bulk, and why.
#[derive(Debug, Clone)]
pub struct SetBulkListing {
    /// Whether it may.
    pub allowed: bool,
    /// Why, for the audit trail.
    pub reason: Reason,
}

/// Gives a vendor the larger allowance, or takes it. It holds for the next file that is confirmed.
pub async fn set_bulk_listing(
    ctx: &Ctx,
    by: &Staff<may::DecideCompanies>,
    company: CompanyId,
    cmd: SetBulkListing,
) -> Result<Company, CompanyError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                // TENANT: a decision carries the proof that staff takes it.
                let mut row = store::find_unscoped(&tx, company).await?.ok_or(CompanyError::Missing)?;
                if row.kind != CompanyKind::Vendor {
                    return Err(CompanyError::NoVendor);
                }
                if has_interest(&tx, user, company, now).await? {
                    return Err(CompanyError::Interested);
                }
                if !store::set_bulk_unscoped(&tx, company, cmd.allowed).await? {
                    return Ok(tx.no_change(row));
                }
                row.bulk_listing = cmd.allowed;
                row.version.0 += 1;
                let (allowed, reason) = (cmd.allowed, cmd.reason.to_string());
                Ok(tx.commit_with(Event::BulkListingSet { company, allowed, reason }.record(), row))
            }
        })
        .await
}
