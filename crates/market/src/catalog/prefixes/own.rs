//! A vendor states the company prefixes it holds, and gives them up.

use kernel::gtin::CompanyPrefix;
use kernel::text::Evidence;
use kernel::{CompanyPrefixId, Cursor, PageLimit, PageOf};
use schemars::JsonSchema;
use serde::Deserialize;

use super::view::{NewPrefix, PrefixRow, PrefixState};
use crate::authority::Vendor;
use crate::catalog::store;
use crate::{Ctx, Event, may};

errors! {
    /// Why a company prefix is not stated, shown or decided.
    pub enum PrefixError {
        /// Not there, or another company's.
        Missing = Missing "prefixes.no_such_prefix" "no such company prefix",
        /// One's own waits or is reserved.
        AlreadyStated = Conflict "prefixes.already_stated" "your company has already stated this prefix",
        /// It was decided or withdrawn.
        NotOpen { state: PrefixState } = Conflict "prefixes.not_open" "this company prefix is {state}; a pending one is confirmed or refused, a confirmed one is revoked",
        /// Another company's covers it, or it covers that.
        Overlaps { prefix: String } = Conflict "prefixes.overlaps" "this prefix overlaps {prefix}, which is reserved for another company; refuse it, or revoke the other one first",
        /// Who decides would gain or lose by it.
        OwnCompany = Forbidden "prefixes.own_company" "you belong to a company that this prefix concerns; someone else must decide it",
        /// Nothing is reserved for a company that may not trade.
        Stopped = Conflict "prefixes.company_stopped" "the company that stated this prefix is suspended; refuse it, or decide it once the company is reinstated",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// A company prefix to state.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CompanyPrefixIn")]
pub struct StatePrefix {
    /// The GS1 company prefix, as your GTIN-13s begin. Put a 0 before a U.P.C. company prefix.
    pub prefix: CompanyPrefix,
    /// Where we can check it, such as your GS1 licence.
    pub evidence: Evidence,
}

/// One's own prefixes, newest first; those in a state, if asked.
pub async fn own_prefixes(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    state: Option<PrefixState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<PrefixRow>, PrefixError> {
    let after = after.map(|c| c.keys("company_prefixes")).transpose().map_err(|_| PrefixError::BadCursor)?;
    let rows = store::list_own_prefixes(&ctx.store.db, by.vendor(), state, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("company_prefixes", &row.id)))
}

/// States a prefix. Also one that is reserved for another company: then staff look at both.
pub async fn state_prefix(ctx: &Ctx, by: &Vendor<may::EditOffers>, cmd: StatePrefix) -> Result<PrefixRow, PrefixError> {
    let id = ctx.store.id::<CompanyPrefixId>();
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let origin = by.origin();
    let stated = ctx.store.write(&origin, |tx| {
        let StatePrefix { prefix, evidence } = cmd.clone();
        async move {
            let new = NewPrefix { id, company: vendor, user, prefix, evidence: evidence.into_string(), now };
            store::insert_prefix(&tx, &new).await?;
            let row = store::find_own_prefix(&tx, vendor, id).await?.ok_or(PrefixError::Missing)?;
            let event = Event::PrefixStated { id, vendor, prefix: row.prefix.clone() };
            Ok(tx.commit_with(event.record(), row))
        }
    });
    stated.await.map_err(|error| match error {
        PrefixError::Db(error) if error.is_unique() => PrefixError::AlreadyStated,
        other => other,
    })
}

/// Withdraws a prefix that waits, or gives one up that is reserved.
pub async fn withdraw_prefix(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    id: CompanyPrefixId,
) -> Result<PrefixRow, PrefixError> {
    let (vendor, now) = (by.vendor(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| async move {
            let mut row = store::find_own_prefix(&tx, vendor, id).await?.ok_or(PrefixError::Missing)?;
            if !store::withdraw_own_prefix(&tx, vendor, id, now).await? {
                return Err(PrefixError::NotOpen { state: row.state });
            }
            (row.state, row.decided_at) = (PrefixState::Withdrawn, Some(now));
            let event = Event::PrefixWithdrawn { id, vendor, prefix: row.prefix.clone() };
            Ok(tx.commit_with(event.record(), row))
        })
        .await
}
