//! That somebody's limits were reset stands in the trail. The limits themselves are not the trade's.

use infra::Origin;
use kernel::CompanyId;

use super::AuditError;
use crate::authority::{Operator, Staff};
use crate::{Ctx, Event, companies, may};

/// Staff resets a caller's limits; if it is a company, none of their own.
pub async fn record_limits_reset(
    ctx: &Ctx,
    by: &Staff<may::ResetLimits>,
    caller: String,
    company: Option<CompanyId>,
) -> Result<(), AuditError> {
    if let Some(company) = company
        && company != by.platform()
        && companies::has_interest(&ctx.store.db, by.user(), company, ctx.store.now()).await?
    {
        return Err(AuditError::Interested);
    }
    record(ctx, by.origin(), caller).await
}

/// The console resets a caller's limits.
pub async fn record_console_limits_reset(ctx: &Ctx, _: Operator, caller: String) -> Result<(), AuditError> {
    record(ctx, Origin::default(), caller).await
}

async fn record(ctx: &Ctx, origin: Origin, caller: String) -> Result<(), AuditError> {
    ctx.store
        .write(&origin, |tx| {
            let caller = caller.clone();
            async move { Ok(tx.commit_with(Event::LimitsReset { caller }.record(), ())) }
        })
        .await
}
