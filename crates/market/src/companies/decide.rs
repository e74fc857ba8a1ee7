//! Staff decides who may trade.

use kernel::CompanyId;
use kernel::text::Reason;

use super::company::CompanyError;
use super::interest::has_interest;
use super::store;
use super::view::Company;
use crate::authority::{CompanyState, Either, Staff};
use crate::may::{self, CompanyKind};
use crate::{Ctx, Event};

/// What is decided. Each needs its own right, and each is possible from one state only.
#[derive(Debug)]
pub enum CompanyDecision<'a> {
    /// It may trade.
    Approve(&'a Staff<may::DecideCompanies>),
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
            Self::Approve(_) => (CompanyState::Submitted, CompanyState::Approved),
            Self::Reject(..) => (CompanyState::Submitted, CompanyState::Rejected),
            Self::Suspend(..) => (CompanyState::Approved, CompanyState::Suspended),
            Self::Reinstate(_) => (CompanyState::Suspended, CompanyState::Approved),
        }
    }
    fn by(&self) -> Either<&Staff<may::DecideCompanies>, &Staff<may::SuspendCompanies>> {
        match self {
            Self::Approve(by) | Self::Reject(by, _) => Either::Left(by),
            Self::Suspend(by, _) | Self::Reinstate(by) => Either::Right(by),
        }
    }
    fn reason(&self) -> Option<Reason> {
        match self {
            Self::Reject(_, reason) | Self::Suspend(_, reason) => Some(reason.clone()),
            Self::Approve(_) | Self::Reinstate(_) => None,
        }
    }
    fn event(&self, company: CompanyId) -> Event {
        match self {
            Self::Approve(_) => Event::CompanyApproved { company },
            Self::Reject(_, reason) => Event::CompanyRejected { company, reason: reason.to_string() },
            Self::Suspend(_, reason) => Event::CompanySuspended { company, reason: reason.to_string() },
            Self::Reinstate(_) => Event::CompanyReinstated { company },
        }
    }
}

/// Carries a decision out. Everybody in the company feels it on their next request.
pub async fn decide(ctx: &Ctx, company: CompanyId, decision: CompanyDecision<'_>) -> Result<Company, CompanyError> {
    let (origin, user) = match decision.by() {
        Either::Left(by) => (by.origin(), by.user()),
        Either::Right(by) => (by.origin(), by.user()),
    };
    let (from, to) = decision.step();
    let (reason, event, now) = (decision.reason(), decision.event(company), ctx.store.now());
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
                (row.state, row.state_reason) = (to, reason.map(Reason::into_string));
                row.version.0 += 1;
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}
