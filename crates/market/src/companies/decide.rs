//! Staff decides who may trade.

use infra::WriteTx;
use kernel::CompanyId;
use kernel::text::Reason;

use super::company::CompanyError;
use super::interest::has_interest;
use super::similar::count_similar;
use super::store;
use super::view::{Company, CompanyNames};
use crate::authority::{CompanyState, Either, Staff};
use crate::may::{self, CompanyKind};
use crate::{Ctx, Event};

/// What is decided. Each needs its own right, and each is possible from one state only.
#[derive(Debug)]
pub enum CompanyDecision<'a> {
    /// It may trade.
    Approve {
        /// Who says so.
        by: &'a Staff<may::DecideCompanies>,
        /// How many companies with a name like its own they have seen: one that came since then stops it.
        similar_seen: i64,
    },
    /// It may not.
    Reject(&'a Staff<may::DecideCompanies>, Reason),
    /// It must stop.
    Suspend(&'a Staff<may::SuspendCompanies>, Reason),
    /// It may go on.
    Reinstate(&'a Staff<may::SuspendCompanies>),
}

impl CompanyDecision<'_> {
    const fn step(&self) -> (CompanyState, CompanyState) {
        match self {
            Self::Approve { .. } => (CompanyState::Submitted, CompanyState::Approved),
            Self::Reject(..) => (CompanyState::Submitted, CompanyState::Rejected),
            Self::Suspend(..) => (CompanyState::Approved, CompanyState::Suspended),
            Self::Reinstate(_) => (CompanyState::Suspended, CompanyState::Approved),
        }
    }
    fn by(&self) -> Either<&Staff<may::DecideCompanies>, &Staff<may::SuspendCompanies>> {
        match self {
            Self::Approve { by, .. } | Self::Reject(by, _) => Either::Left(by),
            Self::Suspend(by, _) | Self::Reinstate(by) => Either::Right(by),
        }
    }
    fn reason(&self) -> Option<Reason> {
        match self {
            Self::Reject(_, reason) | Self::Suspend(_, reason) => Some(reason.clone()),
            Self::Approve { .. } | Self::Reinstate(_) => None,
        }
    }
    const fn similar_seen(&self) -> Option<i64> {
        match self {
            Self::Approve { similar_seen, .. } => Some(*similar_seen),
            Self::Reject(..) | Self::Suspend(..) | Self::Reinstate(_) => None,
        }
    }
    fn event(&self, company: CompanyId) -> Event {
        match self {
            Self::Approve { .. } => Event::CompanyApproved { company },
            Self::Reject(_, reason) => Event::CompanyRejected { company, reason: reason.to_string() },
            Self::Suspend(_, reason) => Event::CompanySuspended { company, reason: reason.to_string() },
            Self::Reinstate(_) => Event::CompanyReinstated { company },
        }
    }
}

/// Refuses where companies have such a name that whoever decides has not seen.
async fn name_was_seen(tx: &WriteTx, row: &Company, seen: i64) -> Result<(), CompanyError> {
    let names = CompanyNames { display: row.display_name.clone(), legal: row.legal_name.clone() };
    let similar = count_similar(tx, row.id, names).await?;
    if similar > seen { Err(CompanyError::Similar { similar }) } else { Ok(()) }
}

/// Carries a decision out. Everybody in the company feels it on their next request. Whoever is suspended loses the
/// larger allowance for listing by file as well.
pub async fn decide(ctx: &Ctx, company: CompanyId, decision: CompanyDecision<'_>) -> Result<Company, CompanyError> {
    let (origin, user) = match decision.by() {
        Either::Left(by) => (by.origin(), by.user()),
        Either::Right(by) => (by.origin(), by.user()),
    };
    let (from, to) = decision.step();
    let (reason, event, now) = (decision.reason(), decision.event(company), ctx.store.now());
    let seen = decision.similar_seen();
    ctx.store
        .write(&origin, |tx| {
            let (reason, event) = (reason.clone(), event.clone());
            async move {
                // TENANT: a decision carries the proof that staff takes it.
                let mut row = store::find_unscoped(&tx, company).await?.ok_or(CompanyError::Missing)?;
                if row.kind == CompanyKind::Platform {
                    return Err(CompanyError::NotDecidable);
                }
                if has_interest(&tx, user, company, now).await? {
                    return Err(CompanyError::Interested);
                }
                if !store::set_state_unscoped(&tx, company, from, to, reason.clone()).await? {
                    return Err(CompanyError::WrongState { state: row.state });
                }
                if let Some(seen) = seen {
                    name_was_seen(&tx, &row, seen).await?;
                }
                (row.state, row.state_reason) = (to, reason.map(Reason::into_string));
                row.version.0 += 1;
                if to == CompanyState::Suspended && store::set_bulk_unscoped(&tx, company, false).await? {
                    row.bulk_listing = false;
                    row.version.0 += 1;
                }
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}
