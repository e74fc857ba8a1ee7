//! Load shedding: when there is more to do than can be done in time, less important requests are refused.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::{HeaderValue, StatusCode, header};
use infra::config::LimitsConfig;
use kernel::ids::Id;
use kernel::{RequestId, UserId};
use limiter::load_shedding::{ConcurrencyLimiter, ConcurrencyPermit, Importance};

use crate::problem::Problem;
use crate::route::{LimitClass, Route};

/// How many exports a person may run at once.
pub const EXPORTS_PER_PERSON: usize = 2;
/// When to come back who runs too many, in seconds.
const RETRY_SECONDS: u64 = 30;
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

/// The places of exports on a node.
pub(crate) struct ExportLimiter {
    all: ConcurrencyLimiter,
    by_person: Arc<Mutex<BTreeMap<UserId, usize>>>,
}

impl ExportLimiter {
    pub fn new(at_once: usize) -> Self {
        Self { all: ConcurrencyLimiter::new(at_once), by_person: Arc::default() }
    }

    pub fn enter(&self, person: UserId, request: RequestId) -> Result<ExportPermit, Problem> {
        {
            let mut running = self.by_person.lock().unwrap_or_else(PoisonError::into_inner);
            let own = running.entry(person).or_default();
            if *own >= EXPORTS_PER_PERSON {
                return Err(too_many());
            }
            *own += 1;
        }
        let own = PersonPermit { person, running: Arc::clone(&self.by_person) };
        let shared = self.all.try_acquire(Importance::Critical).map_err(|_| overloaded(request))?;
        Ok(ExportPermit { _own: own, _shared: shared })
    }
}

fn too_many() -> Problem {
    let detail = format!("{EXPORTS_PER_PERSON} of your exports are still running; wait until one of them is finished");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "limits.too_many_exports", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS))
}

/// One of a person's places; given back when it is dropped.
struct PersonPermit {
    person: UserId,
    running: Arc<Mutex<BTreeMap<UserId, usize>>>,
}

impl Drop for PersonPermit {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = running.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                running.remove(&self.person);
            }
        }
    }
}

/// A place for one export, held until its last byte is sent.
pub struct ExportPermit {
    _own: PersonPermit,
    _shared: ConcurrencyPermit,
}

/// Callers come back at different moments, or they would all come at once.
fn overloaded(request: RequestId) -> Problem {
    metrics::counter!("aqad_requests_shed_total").increment(1);
    let after = u64::try_from(1 + request.uuid().as_u128() % 3).unwrap_or(1);
    let detail = "the service is overloaded; try again shortly";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.busy", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(after))
}
