//! The names that were approved change by review: the company asks, staff decides, and until then the old ones
//! stand.

use kernel::text::{Name, Reason};
use kernel::{CompanyId, Cursor, NameChangeId, PageLimit, PageOf};

use super::interest::has_interest;
use super::similar::{count_similar, look_over};
use super::store::{self, NewNameChange, Settled};
use super::view::{CompanyNames, NameChange, NameChangeReview, NameChangeState};
use crate::authority::{CompanyState, Member, Staff};
use crate::{Ctx, Event, may};

errors! {
    /// Why names stay as they are.
    pub enum NameChangeError {
        /// Not there, or another company's.
        Missing = Missing "companies.no_such_name_change" "no such name change",
        /// It is called so already.
        Same = Conflict "companies.name_same" "these are already the names of your company",
        /// One at a time.
        Open = Conflict "companies.name_change_open" "a name change of your company is under review; withdraw it before you ask for another",
        /// The company is told why.
        NoReason = Invalid "companies.reason_needed" "say in reason why the names are refused; the company reads it",
        /// Decided or withdrawn before.
        NotOpen { state: NameChangeState } = Conflict "companies.name_change_not_open" "this name change is {state} and no longer under review",
        /// Its names changed in another way.
        Stale = Conflict "companies.names_changed_meanwhile" "the company's names have changed since this was requested; refuse it, so that it is requested again",
        /// Its state changed in another way.
        Stopped { state: CompanyState } = Conflict "companies.name_change_of_stopped" "this company is {state}; refuse its new names, or accept them after it is reinstated",
        /// They look like others', and whoever decides has not seen all of them.
        Similar { similar: i64 } = Conflict "companies.names_similar" "{similar} other companies have names that look like these; look at them, and confirm how many you have seen",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of this company; somebody else must decide",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// The names a company wishes to have; what is left out stays.
#[derive(Debug, Clone, Default)]
pub struct AskNameChange {
    /// As the marketplace shows it.
    pub display_name: Option<Name>,
    /// As in the commercial register.
    pub legal_name: Option<Name>,
}

/// Asks for other names for one's own company.
pub async fn ask_name_change(
    ctx: &Ctx,
    by: &Member<may::EditCompany>,
    cmd: AskNameChange,
) -> Result<NameChange, NameChangeError> {
    let (company, user) = (by.company(), by.user());
    let (id, now) = (ctx.store.id::<NameChangeId>(), ctx.store.now());
    let origin = by.origin();
    let asked = ctx.store.write(&origin, |tx| {
        let cmd = cmd.clone();
        async move {
            // TENANT: the id is the member's own company.
            let row = store::find_unscoped(&tx, company).await?.ok_or(NameChangeError::Missing)?;
            let old = CompanyNames { display: row.display_name, legal: row.legal_name };
            let new = CompanyNames {
                display: cmd.display_name.map_or_else(|| old.display.clone(), Name::into_string),
                legal: cmd.legal_name.map_or_else(|| old.legal.clone(), Name::into_string),
            };
            if new == old {
                return Err(NameChangeError::Same);
            }
            let change = NameChange {
                id,
                company_id: company,
                old_display_name: old.display.clone(),
                new_display_name: new.display.clone(),
                old_legal_name: old.legal.clone(),
                new_legal_name: new.legal.clone(),
                state: NameChangeState::Open,
                asked_by: user,
                asked_at: now,
                decided_at: None,
                reason: None,
            };
            let (display_name, legal_name) = (new.display.clone(), new.legal.clone());
            store::insert_name_change(&tx, NewNameChange { id, company, old, new, by: user, now }).await?;
            let event = Event::NameChangeAsked { change: id, company, display_name, legal_name };
            Ok(tx.commit_with(event.record(), change))
        }
    });
    asked.await.map_err(|error| match error {
        NameChangeError::Db(error) if error.is_unique() => NameChangeError::Open,
        other => other,
    })
}

/// What one's own company asked for, newest first.
pub async fn own_name_changes(
    ctx: &Ctx,
    by: &Member<may::EditCompany>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<NameChange>, NameChangeError> {
    let after = after.map(|c| c.keys("own_name_changes")).transpose().map_err(|_| NameChangeError::BadCursor)?;
    let rows = store::list_own_name_changes(&ctx.store.db, by.company(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("own_name_changes", &row.id)))
}

/// Takes such a wish back.
pub async fn withdraw_name_change(
    ctx: &Ctx,
    by: &Member<may::EditCompany>,
    id: NameChangeId,
) -> Result<(), NameChangeError> {
    let (company, user, now) = (by.company(), by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| async move {
            if !store::withdraw_own_name_change(&tx, company, id, user, now).await? {
                // TENANT: only a wish of this company is looked at.
                let own =
                    store::lock_name_change_unscoped(&tx, id).await?.filter(|change| change.company_id == company);
                return match own.map(|change| change.state) {
                    Some(NameChangeState::Withdrawn) => Ok(tx.no_change(())),
                    Some(state) => Err(NameChangeError::NotOpen { state }),
                    None => Err(NameChangeError::Missing),
                };
            }
            Ok(tx.commit_with(Event::NameChangeWithdrawn { change: id, company }.record(), ()))
        })
        .await
}

/// What companies asked for, newest first, with the names that theirs could be taken for.
pub async fn name_changes(
    ctx: &Ctx,
    _: &Staff<may::ReadCompanies>,
    state: Option<NameChangeState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<NameChangeReview>, NameChangeError> {
    let after = after.map(|c| c.keys("name_changes")).transpose().map_err(|_| NameChangeError::BadCursor)?;
    let rows = store::name_changes_unscoped(&ctx.store.db, state, after, limit).await?;
    let page = PageOf::cut(rows, limit, |row| Cursor::of("name_changes", &row.id));
    let named: Vec<(CompanyId, CompanyNames)> = page.items.iter().map(|row| (row.company_id, wanted(row))).collect();
    let looks = look_over(&ctx.store.db, &named).await?;
    let review = |(change, look): (NameChange, super::similar::Look)| NameChangeReview {
        change,
        similar_companies: look.similar,
        mixes_scripts: look.mixes_scripts,
    };
    let items = page.items.into_iter().zip(looks).map(review).collect();
    Ok(PageOf { items, next_cursor: page.next_cursor })
}

fn wanted(change: &NameChange) -> CompanyNames {
    CompanyNames { display: change.new_display_name.clone(), legal: change.new_legal_name.clone() }
}

/// What is decided about a wish.
#[derive(Debug, Clone)]
pub enum NameDecision {
    /// The company has these names from now on.
    Accept {
        /// How many companies with such a name whoever decides has seen: one that came since then stops it.
        similar_seen: i64,
    },
    /// It keeps those it has.
    Refuse(Reason),
}

/// Decides about a wish for other names.
pub async fn decide_name_change(
    ctx: &Ctx,
    by: &Staff<may::DecideCompanies>,
    id: NameChangeId,
    decision: NameDecision,
) -> Result<NameChange, NameChangeError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let decision = decision.clone();
            async move {
                let mut change = store::lock_name_change_unscoped(&tx, id).await?.ok_or(NameChangeError::Missing)?;
                let company = change.company_id;
                if has_interest(&tx, user, company, now).await? {
                    return Err(NameChangeError::Interested);
                }
                if change.state != NameChangeState::Open {
                    return Err(NameChangeError::NotOpen { state: change.state });
                }
                let (state, reason, event) = match decision {
                    NameDecision::Accept { similar_seen } => {
                        // TENANT: staff decides, as the proof says.
                        rename(&tx, &change, similar_seen).await?;
                        (NameChangeState::Accepted, None, renamed(&change))
                    }
                    NameDecision::Refuse(reason) => {
                        let text = reason.to_string();
                        (
                            NameChangeState::Refused,
                            Some(reason),
                            Event::NameChangeRefused { change: id, company, reason: text },
                        )
                    }
                };
                let settled = Settled { state, by: user, now, reason: reason.clone() };
                store::settle_name_change_unscoped(&tx, id, settled).await?;
                (change.state, change.decided_at, change.reason) = (state, Some(now), reason.map(Reason::into_string));
                Ok(tx.commit_with(event.record(), change))
            }
        })
        .await
}

async fn rename(tx: &infra::WriteTx, change: &NameChange, similar_seen: i64) -> Result<(), NameChangeError> {
    let (company, new) = (change.company_id, wanted(change));
    // TENANT: staff decides; the wish names the company.
    let row = store::find_unscoped(tx, company).await?.ok_or(NameChangeError::Missing)?;
    if row.state != CompanyState::Approved {
        return Err(NameChangeError::Stopped { state: row.state });
    }
    let similar = count_similar(tx, company, new.clone()).await?;
    if similar > similar_seen {
        return Err(NameChangeError::Similar { similar });
    }
    let old = CompanyNames { display: change.old_display_name.clone(), legal: change.old_legal_name.clone() };
    // TENANT: staff decides; the wish names the company.
    if store::rename_unscoped(tx, company, &old, &new).await? { Ok(()) } else { Err(NameChangeError::Stale) }
}

fn renamed(change: &NameChange) -> Event {
    Event::CompanyRenamed {
        change: change.id,
        company: change.company_id,
        old_display_name: change.old_display_name.clone(),
        display_name: change.new_display_name.clone(),
        old_legal_name: change.old_legal_name.clone(),
        legal_name: change.new_legal_name.clone(),
    }
}
