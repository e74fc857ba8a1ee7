//! Load shedding: when there is more to do than can be done in time, less important requests are refused.

use std::time::Duration;

use http::{HeaderValue, StatusCode, header};
use infra::config::LimitsConfig;
use kernel::RequestId;
use kernel::ids::Id;
use limiter::load_shedding::{ConcurrencyLimiter, ConcurrencyPermit};

use crate::export::ExportLimiter;
use crate::problem::Problem;
use crate::route::{LimitClass, Route};

/// How long a search waits for its turn.
const SEARCH_QUEUE_TIMEOUT: Duration = Duration::from_millis(500);

/// Limits all requests that run at once, and searches and exports among them.
pub struct LoadShedder {
    all: ConcurrencyLimiter,
    searches: ConcurrencyLimiter,
    exports: ExportLimiter,
}

impl LoadShedder {
    /// With the operator's numbers.
    pub fn new(limits: &LimitsConfig) -> Self {
        Self {
            all: ConcurrencyLimiter::new(limits.max_concurrent_requests),
            searches: ConcurrencyLimiter::new(limits.max_concurrent_searches),
            exports: ExportLimiter::new(limits.max_concurrent_exports),
        }
    }

    /// The places of exports.
    pub(crate) const fn exports(&self) -> &ExportLimiter {
        &self.exports
    }

    /// A place, or the advice to come back. Health is always told.
    pub async fn enter(
        &self,
        route: &Route,
        request: RequestId,
    ) -> Result<Option<(ConcurrencyPermit, Option<ConcurrencyPermit>)>, Problem> {
        let search = match route.limit {
            LimitClass::Probe => return Ok(None),
            // It waits before it takes a place that others could use.
            LimitClass::Search => {
                Some(self.searches.acquire_within(SEARCH_QUEUE_TIMEOUT).await.map_err(|_| overloaded(request))?)
            }
            _ => None,
        };
        let place = self.all.try_acquire(route.importance()).map_err(|_| overloaded(request))?;
        Ok(Some((place, search)))
    }
}

/// Callers come back at different moments, or they would all come at once.
pub(crate) fn overloaded(request: RequestId) -> Problem {
    metrics::counter!("aqad_requests_shed_total").increment(1);
    let after = u64::try_from(1 + request.uuid().as_u128() % 3).unwrap_or(1);
    let detail = "the service is overloaded; try again shortly";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.busy", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(after))
}
