//! The access log: one line a request, for those who switched it on. It says who asked for which endpoint and how
//! that ended, never a path, a query, a token or a body.

use std::net::IpAddr;
use std::time::Duration;

use http::Method;
use kernel::RequestId;
use kernel::ids::Id;

use crate::limits::KnownUser;
use crate::response::Response;

/// Which requests get a line.
#[derive(Debug, Clone, Copy)]
pub struct AccessLog {
    percent: u64,
}

/// A request that was answered.
pub(crate) struct AnsweredRequest<'r> {
    pub id: RequestId,
    pub client: IpAddr,
    pub who: Option<KnownUser>,
    pub endpoint: &'static str,
    pub method: &'r Method,
    pub response: &'r Response,
    pub duration: Duration,
}

impl AccessLog {
    /// For so many of a hundred requests.
    pub const fn new(percent: u64) -> Self {
        Self { percent }
    }

    /// Writes the line, if this request gets one.
    pub(crate) fn record(self, answered: &AnsweredRequest<'_>) {
        // The lower half of an id is chance.
        let (_, chance) = answered.id.uuid().as_u64_pair();
        if chance % 100 >= self.percent {
            return;
        }
        let AnsweredRequest { id, client, who, endpoint, method, response, duration } = answered;
        let (user, company) = (who.map(|(user, _)| user), who.and_then(|(_, company)| company));
        let (user, company) = (user.map(tracing::field::display), company.map(tracing::field::display));
        // What is made as it is taken has no length yet.
        let bytes = response.rest.is_none().then_some(response.body.len());
        let status = response.status.as_u16();
        let duration_us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
        tracing::event!(target: "access", tracing::Level::INFO, client.address = %client, endpoint, method = %method, status, duration_us, bytes, user.id = user, company.id = company, request.id = %id, "a request was answered");
    }
}
