//! Staff decide which company prefixes are reserved.

use std::collections::BTreeSet;

use kernel::gtin::CompanyPrefix;
use kernel::text::Reason;
use kernel::{CompanyPrefixId, Cursor, PageLimit, PageOf};

use super::own::PrefixError;
use super::view::{OpenPrefix, PrefixDecision, PrefixRow, PrefixState};
use crate::authority::Staff;
use crate::catalog::store;
use crate::may::CompanyKind;
use crate::{Ctx, Event, companies, may};

/// Every company's prefixes, newest first; those in a state, if asked.
pub async fn prefixes(
    ctx: &Ctx,
    _: &Staff<may::ModerateCatalog>,
    state: Option<PrefixState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<PrefixRow>, PrefixError> {
    let after = after.map(|c| c.keys("all_company_prefixes")).transpose().map_err(|_| PrefixError::BadCursor)?;
    let rows = store::list_prefixes_unscoped(&ctx.store.db, state, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("all_company_prefixes", &row.id)))
}

/// Of some prefixes those that somebody of the staff decides nothing about: a company of their own stated them, or
/// lists or offers products under them. One round trip, and one a prefix for somebody of another company.
pub async fn conflicting_prefixes(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    rows: &[PrefixRow],
) -> Result<BTreeSet<CompanyPrefixId>, PrefixError> {
    let (db, user, now) = (&ctx.store.db, by.user(), ctx.store.now());
    let own = companies::conflicting_companies(ctx, by).await?;
    let mut found: BTreeSet<CompanyPrefixId> =
        rows.iter().filter(|row| own.contains(&row.company_id)).map(|row| row.id).collect();
    for row in rows.iter().filter(|_| !own.is_empty()) {
        if let Ok(prefix) = CompanyPrefix::new(&row.prefix)
            && companies::has_interest_under_prefix(db, user, &prefix, now).await?
        {
            found.insert(row.id);
        }
    }
    Ok(found)
}

/// Confirms or refuses a prefix that waits, or revokes one that is reserved. What could overlap it is locked first,
/// so that of two confirmations at once the second sees the first.
pub async fn decide_prefix(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: CompanyPrefixId,
    decision: PrefixDecision,
    reason: Reason,
) -> Result<PrefixRow, PrefixError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let reason = reason.to_string();
            async move {
                let mut row = store::find_prefix_unscoped(&tx, id).await?.ok_or(PrefixError::Missing)?;
                let prefix = CompanyPrefix::new(&row.prefix).map_err(|_| PrefixError::Missing)?;
                let mut rivals = store::lock_open_prefixes(&tx, prefix.root()).await?;
                rivals.retain(|rival| rival.company != row.company_id && overlap(rival, &prefix));
                for company in std::iter::once(row.company_id).chain(rivals.iter().map(|rival| rival.company)) {
                    if companies::has_interest(&tx, user, company, now).await? {
                        return Err(PrefixError::OwnCompany);
                    }
                }
                if companies::has_interest_under_prefix(&tx, user, &prefix, now).await? {
                    return Err(PrefixError::OwnCompany);
                }
                if decision == PrefixDecision::Confirm {
                    let states = companies::approved_of(&tx, row.company_id, CompanyKind::Vendor).await?;
                    states.ok_or(PrefixError::Stopped)?;
                }
                let reserved = rivals.iter().find(|rival| rival.state == PrefixState::Confirmed);
                if let (PrefixDecision::Confirm, Some(rival)) = (decision, reserved) {
                    return Err(PrefixError::Overlaps { prefix: rival.prefix.clone() });
                }
                let (from, to) = step(decision);
                if !store::settle_prefix_unscoped(&tx, id, (from, to), (user, &reason), now).await? {
                    return Err(PrefixError::NotOpen { state: row.state });
                }
                (row.state, row.decided_at, row.reason) = (to, Some(now), Some(reason.clone()));
                let event =
                    Event::PrefixDecided { id, vendor: row.company_id, prefix: row.prefix.clone(), state: to, reason };
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}

fn overlap(rival: &OpenPrefix, prefix: &CompanyPrefix) -> bool {
    CompanyPrefix::new(&rival.prefix).is_ok_and(|rival| rival.overlaps(prefix))
}

/// From which state a decision leads to which.
const fn step(decision: PrefixDecision) -> (PrefixState, PrefixState) {
    match decision {
        PrefixDecision::Confirm => (PrefixState::Pending, PrefixState::Confirmed),
        PrefixDecision::Refuse => (PrefixState::Pending, PrefixState::Refused),
        PrefixDecision::Revoke => (PrefixState::Confirmed, PrefixState::Revoked),
    }
}
