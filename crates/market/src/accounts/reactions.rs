//! What accounts make of events: sign-ins that ended are forgotten, and a company that is stopped takes back what
//! it handed out.

use infra::jobs::{JobError, NewJob};
use kernel::{CompanyId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};

use super::people::withdraw_of_company;
use super::sessions::session::forget_ended;
use crate::job::{self, Job, System};
use crate::{Ctx, Event, RetainedData};

/// Forget a sign-in that ended.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForgetSession {
    #[serde(rename = "session_id")]
    pub(crate) session: SessionId,
}

impl Job for ForgetSession {
    const KIND: &'static str = "forget_session";

    fn target(&self) -> String {
        self.session.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        forget_ended(ctx, by, self.session).await.map_err(job::failed)
    }
}

/// Withdraw the open invitations of a company that was stopped.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct WithdrawInvitations {
    #[serde(rename = "company_id")]
    pub(crate) company: CompanyId,
    /// Those made until then: it may be reinstated and invite anew before this is done.
    #[serde(rename = "made_until")]
    pub(crate) until: Timestamp,
}

impl Job for WithdrawInvitations {
    const KIND: &'static str = "withdraw_invitations";

    fn target(&self) -> String {
        self.company.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        withdraw_of_company(ctx, by, self.company, self.until).await.map_err(job::failed)
    }
}

/// What is to be done because of an event, and when.
pub(crate) fn follow(ctx: &Ctx, event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::SessionEnded { session, .. } => {
            let forgotten_at = now.plus_seconds(ctx.rules.retention.seconds(RetainedData::Sessions));
            vec![job::due(&ForgetSession { session: *session }, forgotten_at)]
        }
        Event::CompanySuspended { company, .. } | Event::CompanyRejected { company, .. } => {
            vec![job::due(&WithdrawInvitations { company: *company, until: now }, now)]
        }
        _ => vec![],
    }
}
