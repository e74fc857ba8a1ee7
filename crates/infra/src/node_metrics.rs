//! How this process is doing: a sample every few seconds, kept for an hour, in memory only.
//!
//! Requests are counted where they are answered, by adding to numbers; everything else is looked up
//! when a sample is taken. What cannot be known here is absent, never made up. Each minute of the clock that has ended
//! has one sample of its own, which stays as it is.

mod latencies;
mod machine;

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use kernel::{Timestamp, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

use self::latencies::Latencies;
use self::machine::MachineReading;
pub use self::machine::MachineStats;
use crate::jobs::{self, Backlog};
use crate::store::Store;

/// How often a sample is to be taken.
pub const SAMPLE_INTERVAL: Duration = Duration::from_secs(5);
/// Samples kept: an hour of them.
const MAX_SAMPLES: usize = 720;
/// Samples in a minute.
const SAMPLES_PER_MINUTE: usize = 12;
/// Minutes kept.
const MAX_MINUTES: usize = 60;
/// How long the database may take to answer a sample's questions.
const DB_TIMEOUT: Duration = Duration::from_secs(2);

string_enum! {
    /// The status of a connection.
    pub enum LinkStatus {
        /// Not configured.
        None = "none",
        /// Connected.
        Up = "up",
        /// Unavailable.
        Down = "down",
    }
}

/// The state of the Redis servers; given to each sample.
#[derive(Debug, Clone, Copy)]
pub struct RedisHealth {
    /// That of the limits.
    pub limits_redis: LinkStatus,
    /// That of the cache.
    pub cache_redis: LinkStatus,
}

/// Requests in a period. Health checks are not included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestStats {
    /// Length of the period in milliseconds.
    pub period_ms: u64,
    /// Number of responses.
    pub answered: u64,
    /// Responses with a 4xx status.
    pub client_errors: u64,
    /// Responses with a 5xx status.
    pub server_errors: u64,
    /// Median latency in microseconds; null if there were no requests.
    pub p50_us: Option<u64>,
    /// 95th percentile latency in microseconds; null if there were no requests.
    pub p95_us: Option<u64>,
    /// 99th percentile latency in microseconds; null if there were no requests.
    pub p99_us: Option<u64>,
}

/// The database and its background jobs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DatabaseStats {
    /// Round trip of a minimal query in microseconds, including the wait for a connection; null if it failed.
    pub round_trip_us: Option<u64>,
    /// Events not yet turned into jobs.
    pub events_pending: Option<i64>,
    /// Seconds the oldest event has waited to be turned into jobs; 0 if none waits.
    pub oldest_event_seconds: Option<i64>,
    /// Jobs queued.
    pub jobs_due: Option<i64>,
    /// Seconds the oldest queued job has been waiting; 0 if there is none.
    pub oldest_due_seconds: Option<i64>,
    /// Failed jobs.
    pub jobs_dead: Option<i64>,
}

/// One sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NodeSample {
    /// When it happened.
    pub at: Timestamp,
    /// Requests since the previous sample.
    pub requests: RequestStats,
    /// Requests of the last minute; in a series of minutes, of that minute.
    pub minute: RequestStats,
    /// Open connections, if counted.
    pub connections: Option<u64>,
    /// The machine.
    pub machine: MachineStats,
    /// The database.
    pub data: DatabaseStats,
    /// Redis for rate limits.
    pub limits_redis: LinkStatus,
    /// Redis for the cache.
    pub cache_redis: LinkStatus,
}

/// Takes the samples. Cheap to clone.
#[derive(Clone)]
pub struct NodeMetrics(Arc<Inner>);

struct Inner {
    client_errors: AtomicU64,
    server_errors: AtomicU64,
    latencies: Latencies,
    /// One more than there are; 0 while nobody counts.
    connections: AtomicU64,
    past: Mutex<Past>,
}

struct Past {
    samples: VecDeque<NodeSample>,
    /// How the numbers stood at each sample of the last minute, oldest first.
    counted: VecDeque<Counted>,
    machine: MachineReading,
    /// The minutes of the clock that have ended, oldest first.
    minutes: VecDeque<NodeSample>,
    /// The minute that goes on; none before the first sample.
    minute: Option<MinuteBegun>,
}

/// How things stood when a minute of the clock began, or the process within it.
struct MinuteBegun {
    /// Which one, in minutes since the epoch.
    number: i64,
    counted: Counted,
    machine: MachineReading,
}

/// How the numbers stood at a moment.
#[derive(Clone)]
struct Counted {
    at: Instant,
    client_errors: u64,
    server_errors: u64,
    latencies: Vec<u64>,
}

impl Default for NodeMetrics {
    fn default() -> Self {
        let latencies = Latencies::default();
        let first = Counted { at: Instant::now(), client_errors: 0, server_errors: 0, latencies: latencies.counts() };
        let past = Past {
            samples: VecDeque::new(),
            counted: VecDeque::from([first]),
            machine: machine::read(),
            minutes: VecDeque::new(),
            minute: None,
        };
        Self(Arc::new(Inner {
            client_errors: AtomicU64::new(0),
            server_errors: AtomicU64::new(0),
            latencies,
            connections: AtomicU64::new(0),
            past: Mutex::new(past),
        }))
    }
}

impl NodeMetrics {
    /// Counts a request that was answered.
    pub fn record_request(&self, status: u16, took: Duration) {
        self.0.latencies.count(took);
        match status {
            400..500 => self.0.client_errors.fetch_add(1, Ordering::Relaxed),
            500.. => self.0.server_errors.fetch_add(1, Ordering::Relaxed),
            _ => 0,
        };
    }

    /// Says how many connections are open.
    pub fn set_connections(&self, open: usize) {
        self.0.connections.store(u64::try_from(open).unwrap_or(u64::MAX - 1) + 1, Ordering::Relaxed);
    }

    /// Takes a sample; to be called [`SAMPLE_INTERVAL`] few seconds, by one task.
    pub async fn sample(&self, store: &Store, links: RedisHealth) {
        let data = sample_database(store).await;
        let reading = machine::read();
        let now = Counted {
            at: Instant::now(),
            client_errors: self.0.client_errors.load(Ordering::Relaxed),
            server_errors: self.0.server_errors.load(Ordering::Relaxed),
            latencies: self.0.latencies.counts(),
        };
        let mut past = self.past();
        let sample = NodeSample {
            at: store.now(),
            requests: past.counted.back().map_or_else(RequestStats::default, |before| between(before, &now)),
            minute: past.counted.front().map_or_else(RequestStats::default, |before| between(before, &now)),
            connections: self.0.connections.load(Ordering::Relaxed).checked_sub(1),
            machine: reading.since(&past.machine),
            data,
            limits_redis: links.limits_redis,
            cache_redis: links.cache_redis,
        };
        past.end_minute(&sample, &now, reading);
        past.machine = reading;
        past.counted.push_back(now);
        while past.counted.len() > SAMPLES_PER_MINUTE {
            past.counted.pop_front();
        }
        past.samples.push_back(sample);
        while past.samples.len() > MAX_SAMPLES {
            past.samples.pop_front();
        }
    }

    /// The latest sample; none before the first was taken.
    pub fn latest(&self) -> Option<NodeSample> {
        self.past().samples.back().cloned()
    }

    /// Every sample of the last hour, oldest first.
    pub fn series(&self) -> Vec<NodeSample> {
        self.past().samples.iter().cloned().collect()
    }

    /// One sample for each minute of the clock that has ended, of the last hour, oldest first. Each is of its whole
    /// minute, as far as the process ran, and never another one later.
    pub fn minutes(&self) -> Vec<NodeSample> {
        self.past().minutes.iter().cloned().collect()
    }

    fn past(&self) -> MutexGuard<'_, Past> {
        self.0.past.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Past {
    /// Writes the minute down that has ended, if one has: with the first sample of another.
    fn end_minute(&mut self, sample: &NodeSample, now: &Counted, machine: MachineReading) {
        let number = sample.at.seconds().div_euclid(60);
        if self.minute.as_ref().is_some_and(|minute| minute.number == number) {
            return;
        }
        let begun = MinuteBegun { number, counted: now.clone(), machine };
        let Some(ended) = self.minute.replace(begun) else {
            // What was counted before the first sample belongs to the minute in which the process began.
            if let (Some(minute), Some(first)) = (self.minute.as_mut(), self.counted.front()) {
                minute.counted = first.clone();
                minute.machine = self.machine;
            }
            return;
        };
        self.minutes.push_back(NodeSample {
            at: Timestamp::from_micros(0).plus_seconds(ended.number * 60),
            minute: between(&ended.counted, now),
            machine: machine.since(&ended.machine),
            ..sample.clone()
        });
        while self.minutes.len() > MAX_MINUTES {
            self.minutes.pop_front();
        }
    }
}

fn between(before: &Counted, now: &Counted) -> RequestStats {
    let took = latencies::between(&before.latencies, &now.latencies);
    RequestStats {
        period_ms: u64::try_from((now.at - before.at).as_millis()).unwrap_or(u64::MAX),
        answered: took.iter().sum(),
        client_errors: now.client_errors.saturating_sub(before.client_errors),
        server_errors: now.server_errors.saturating_sub(before.server_errors),
        p50_us: latencies::percentile(&took, 50),
        p95_us: latencies::percentile(&took, 95),
        p99_us: latencies::percentile(&took, 99),
    }
}

/// Asks the database; what it does not answer in time stays unknown.
async fn sample_database(store: &Store) -> DatabaseStats {
    let began = Instant::now();
    let Ok(Ok(())) = tokio::time::timeout(DB_TIMEOUT, store.db.ping()).await else { return DatabaseStats::default() };
    let round_trip_us = u64::try_from(began.elapsed().as_micros()).ok();
    let now = store.now();
    let Ok(Ok(backlog)) = tokio::time::timeout(DB_TIMEOUT, jobs::backlog(&store.db, now)).await else {
        return DatabaseStats { round_trip_us, ..DatabaseStats::default() };
    };
    publish(&backlog, now);
    DatabaseStats {
        round_trip_us,
        events_pending: Some(backlog.events),
        oldest_event_seconds: Some(backlog.oldest.event_age_s(now)),
        jobs_due: Some(backlog.due),
        oldest_due_seconds: Some(backlog.oldest.job_age_s(now)),
        jobs_dead: Some(backlog.dead),
    }
}

/// The same for a scraper. What is not known any more stays as it was: alert on the age of the sample, too.
fn publish(backlog: &Backlog, now: Timestamp) {
    #[expect(clippy::cast_precision_loss, reason = "metrics are floats, and nobody counts to 2^52 here")]
    let gauge = |name: &'static str, value: i64| metrics::gauge!(name).set(value as f64);
    gauge("aqad_outbox_pending", backlog.events);
    gauge("aqad_outbox_oldest_seconds", backlog.oldest.event_age_s(now));
    gauge("aqad_jobs_due", backlog.due);
    gauge("aqad_jobs_oldest_due_seconds", backlog.oldest.job_age_s(now));
    gauge("aqad_jobs_dead", backlog.dead);
    gauge("aqad_backlog_sampled_timestamp_seconds", now.seconds());
}
