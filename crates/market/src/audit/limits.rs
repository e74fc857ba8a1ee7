//! That somebody's limits were reset stands in the trail. The limits themselves are not the trade's.

use infra::Origin;

use super::AuditError;
use crate::authority::{Operator, Staff};
use crate::{Ctx, Event, may};

/// Staff resets a caller's limits.
pub async fn record_limits_reset(ctx: &Ctx, by: &Staff<may::ResetLimits>, caller: String) -> Result<(), AuditError> {
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
