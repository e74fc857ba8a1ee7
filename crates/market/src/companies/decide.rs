//! Staff decides who may trade.

use kernel::OrgId;
use kernel::text::Reason;

use super::company::{Company, CompanyFault};
use super::store;
use crate::authority::{Either, OrgState, Staff};
use crate::may::{self, OrgKind};
use crate::{Ctx, Event};

/// What is decided. Each needs its own right, and each is possible from one state only.
#[derive(Debug)]
pub enum Decision<'a> {
    /// It may trade.
    Approve(&'a Staff<may::DecideCompanies>),
    /// It may not.
    Reject(&'a Staff<may::DecideCompanies>, Reason),
    /// It must stop.
    Suspend(&'a Staff<may::SuspendCompanies>, Reason),
    /// It may go on.
    Reinstate(&'a Staff<may::SuspendCompanies>),
}

impl Decision<'_> {
    const fn step(&self) -> (OrgState, OrgState) {
        match self {
            Self::Approve(_) => (OrgState::Submitted, OrgState::Approved),
            Self::Reject(..) => (OrgState::Submitted, OrgState::Rejected),
            Self::Suspend(..) => (OrgState::Approved, OrgState::Suspended),
            Self::Reinstate(_) => (OrgState::Suspended, OrgState::Approved),
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
    fn event(&self, org: OrgId) -> Event {
        match self {
            Self::Approve(_) => Event::CompanyApproved { org },
            Self::Reject(_, reason) => Event::CompanyRejected { org, reason: reason.to_string() },
            Self::Suspend(_, reason) => Event::CompanySuspended { org, reason: reason.to_string() },
            Self::Reinstate(_) => Event::CompanyReinstated { org },
        }
    }
}

/// Carries a decision out. Everybody in the company feels it on their next request.
pub async fn decide(ctx: &Ctx, org: OrgId, decision: Decision<'_>) -> Result<Company, CompanyFault> {
    let origin = match decision.by() {
        Either::Left(by) => by.origin(),
        Either::Right(by) => by.origin(),
    };
    let (from, to) = decision.step();
    let (reason, event) = (decision.reason(), decision.event(org));
    ctx.store
        .write(&origin, |work| {
            let (reason, event) = (reason.clone(), event.clone());
            async move {
                // TENANT: a decision carries the proof that staff takes it.
                let mut row = store::find_unscoped(&work, org).await?.ok_or(CompanyFault::Missing)?;
                if row.kind == OrgKind::Platform {
                    return Err(CompanyFault::NotDecidable);
                }
                if !store::set_state_unscoped(&work, org, from, to, reason.clone()).await? {
                    return Err(CompanyFault::WrongState { state: row.state });
                }
                (row.state, row.state_reason) = (to, reason.map(Reason::into_string));
                row.version.0 += 1;
                Ok(work.commit_saying(event.fact(), row))
            }
        })
        .await
}
