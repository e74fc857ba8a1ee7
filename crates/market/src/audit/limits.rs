//! That somebody's limits were reset stands in the trail. The limits themselves are not the trade's.

use infra::Origin;
use kernel::{CompanyId, Email, UserId};

use super::AuditError;
use crate::accounts::Closeness;
use crate::authority::{Operator, Staff};
use crate::{Ctx, Event, accounts, companies, may};

/// Whose limits are reset: one of these, or an address of the network.
#[derive(Debug, Clone)]
pub struct ResetOf {
    /// What the caller is called in the trail.
    pub label: String,
    /// A company.
    pub company: Option<CompanyId>,
    /// A person.
    pub user: Option<UserId>,
    /// Whoever signs in with this address.
    pub account: Option<Email>,
}

/// Staff resets a caller's limits: none of their own, none of a company of theirs, none of a colleague there.
pub async fn record_limits_reset(ctx: &Ctx, by: &Staff<may::ResetLimits>, of: ResetOf) -> Result<(), AuditError> {
    let (db, officer, now) = (&ctx.store.db, by.user(), ctx.store.now());
    if let Some(company) = of.company
        && company != by.platform()
        && companies::has_interest(db, officer, company, now).await?
    {
        return Err(AuditError::Interested);
    }
    let user = match (of.user, &of.account) {
        (None, Some(email)) => accounts::owner_of(db, email).await?,
        (user, _) => user,
    };
    if let Some(user) = user {
        match accounts::closeness(db, officer, user, now).await? {
            Closeness::Oneself => return Err(AuditError::OwnLimits),
            Closeness::Colleague => return Err(AuditError::Interested),
            Closeness::None => {}
        }
    }
    record(ctx, by.origin(), of.label).await
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
