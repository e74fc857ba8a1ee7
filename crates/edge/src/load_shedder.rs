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
/// When to come back whose export finds no place, in seconds.
pub const EXPORT_RETRY_SECONDS: u64 = 30;
/// Exports read with at most one of so many of a node's database connections at a time, so that the others are left
/// to orders, whatever exports do.
pub const CONNECTIONS_PER_EXPORT_READ: usize = 4;
/// How long a file that has not begun waits for its turn to read.
const FIRST_TURN: Duration = Duration::from_secs(5);
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
    pub fn new(limits: &LimitsConfig, connections: u32) -> Self {
        Self {
            all: ConcurrencyLimiter::new(limits.max_concurrent_requests),
            searches: ConcurrencyLimiter::new(limits.max_concurrent_searches),
            exports: ExportLimiter::new(limits.max_concurrent_exports, export_reads(connections)),
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

/// How many exports read and write a page at the same moment: a share of the connections, and at most half of the
/// processors, because writing a page is work.
fn export_reads(connections: u32) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let share = usize::try_from(connections).unwrap_or(usize::MAX) / CONNECTIONS_PER_EXPORT_READ;
    share.min(cores.div_ceil(2)).max(1)
}

/// The places of exports on a node, and the turns in which they read.
pub(crate) struct ExportLimiter {
    all: ConcurrencyLimiter,
    turns: ConcurrencyLimiter,
    by_person: Arc<Mutex<BTreeMap<UserId, usize>>>,
}

impl ExportLimiter {
    pub fn new(at_once: usize, reads: usize) -> Self {
        let (all, turns) = (ConcurrencyLimiter::new(at_once), ConcurrencyLimiter::new(reads));
        Self { all, turns, by_person: Arc::default() }
    }

    pub fn enter(&self, person: UserId) -> Result<ExportPermit, Problem> {
        {
            let mut running = self.by_person.lock().unwrap_or_else(PoisonError::into_inner);
            let own = running.entry(person).or_default();
            if *own >= EXPORTS_PER_PERSON {
                return Err(too_many());
            }
            *own += 1;
        }
        let own = PersonPermit { person, running: Arc::clone(&self.by_person) };
        let shared = self.all.try_acquire(Importance::Critical).map_err(|_| no_place())?;
        Ok(ExportPermit { turns: self.turns.clone(), _own: own, _shared: shared })
    }
}

fn too_many() -> Problem {
    let detail = format!("{EXPORTS_PER_PERSON} of your exports are still running; wait until one of them is finished");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "limits.too_many_exports", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(EXPORT_RETRY_SECONDS))
}

/// There is no place for one more, or it is not its turn for too long.
fn no_place() -> Problem {
    metrics::counter!("aqad_requests_shed_total").increment(1);
    let detail =
        format!("as many exports are running as this server has room for; try again in {EXPORT_RETRY_SECONDS} seconds");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.busy", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(EXPORT_RETRY_SECONDS))
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
    turns: ConcurrencyLimiter,
    _own: PersonPermit,
    _shared: ConcurrencyPermit,
}

impl ExportPermit {
    /// The turn to read a page of a file that has not begun: soon, or the advice to come back.
    pub(crate) async fn first_turn(&self) -> Result<ConcurrencyPermit, Problem> {
        self.turns.acquire_within(FIRST_TURN).await.map_err(|_| no_place())
    }
    /// The turn to read the next page; none within so long.
    pub(crate) async fn next_turn(&self, within: Duration) -> Option<ConcurrencyPermit> {
        self.turns.acquire_within(within).await.ok()
    }
}

/// Callers come back at different moments, or they would all come at once.
fn overloaded(request: RequestId) -> Problem {
    metrics::counter!("aqad_requests_shed_total").increment(1);
    let after = u64::try_from(1 + request.uuid().as_u128() % 3).unwrap_or(1);
    let detail = "the service is overloaded; try again shortly";
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "service.busy", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(after))
}
