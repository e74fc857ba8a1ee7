//! What was seen and is not yet written down. Noting adds to numbers in memory, under a lock that is
//! held for no longer than that.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel::ids::Id;
use kernel::{Clock, CompanyId, Entropy, RequestId, SampleId, Timestamp, UserId};

use super::SecurityEventKind;
use crate::account_tag::AccountTag;

/// Something worth watching.
#[derive(Debug, Clone, Copy)]
pub struct SecurityEvent {
    /// What sort of thing.
    pub kind: SecurityEventKind,
    /// At which endpoint; `-` for none.
    pub endpoint: &'static str,
    /// With which code it was refused.
    pub code: &'static str,
    /// With which status it was answered; none where it was let go on.
    pub status: Option<u16>,
    /// From where, if that was known.
    pub address: Option<IpAddr>,
    /// By whom, if that was known.
    pub who: Option<(UserId, Option<CompanyId>)>,
    /// The account that was tried, at a sign-in.
    pub account: Option<AccountTag>,
    /// The request, if it came to be one.
    pub request: Option<RequestId>,
}

/// Samples of one kind within one minute.
const SAMPLES: u32 = 20;
/// Samples, and separate counts, that wait at most while nothing can be written down.
const WAITING: usize = 4_000;

/// One caller at one endpoint within one minute, refused with one code, and how often.
#[derive(Debug, Clone)]
pub(super) struct Sample {
    pub id: SampleId,
    /// The first time.
    pub at: Timestamp,
    pub event: SecurityEvent,
    /// How often since it was last written down.
    pub times: i64,
}

/// The minute, the kind, the endpoint.
pub(super) type CountKey = (Timestamp, SecurityEventKind, &'static str);

/// What waits to be written down.
#[derive(Debug, Default)]
pub(super) struct PendingBatch {
    pub counts: BTreeMap<CountKey, i64>,
    /// By id, so that nodes write in one order, and each once.
    pub samples: BTreeMap<SampleId, Sample>,
}

impl PendingBatch {
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.samples.is_empty()
    }
    fn count(&mut self, key: CountKey, times: i64) {
        let (minute, kind, _) = key;
        // Nothing was written down for long: what stays exact is how often.
        let known = self.counts.len() < WAITING || self.counts.contains_key(&key);
        *self.counts.entry(if known { key } else { (minute, kind, "-") }).or_default() += times;
    }
    fn sample(&mut self, sample: Sample) {
        if let Some(waiting) = self.samples.get_mut(&sample.id) {
            waiting.times += sample.times;
        } else if self.samples.len() < WAITING {
            self.samples.insert(sample.id, sample);
        }
    }
}

/// What makes a sample another: one caller who is refused again and again is one.
type SampleKey = (SecurityEventKind, Option<IpAddr>, &'static str, &'static str, Option<UserId>, Option<AccountTag>);

#[derive(Default)]
struct Buffer {
    batch: PendingBatch,
    /// The minute that `current` and `room` are of.
    minute: i64,
    current: HashMap<SampleKey, Sample>,
    sampled: HashMap<SecurityEventKind, u32>,
}

/// Notes what is seen. Cheap to clone.
#[derive(Clone)]
pub struct SecurityRecorder(Arc<Inner>);

struct Inner {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    buffer: Mutex<Buffer>,
    /// One writes down at a time, so whoever waited finds written what was noted before.
    writer_lock: tokio::sync::Mutex<()>,
}

impl SecurityRecorder {
    pub(crate) fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self(Arc::new(Inner { clock, entropy, buffer: Mutex::default(), writer_lock: tokio::sync::Mutex::default() }))
    }

    /// Notes something. Never waits for the database.
    pub fn record(&self, event: SecurityEvent) {
        infra::count_security_event(event.kind.as_str());
        let now = self.0.clock.now();
        let minute = now.seconds().div_euclid(60);
        let mut buffer = self.buffer();
        buffer.batch.count((Timestamp::from_micros(minute * 60_000_000), event.kind, event.endpoint), 1);
        if buffer.minute != minute {
            buffer.turn(minute);
        }
        let user = event.who.map(|(user, _)| user);
        let key = (event.kind, event.address, event.endpoint, event.code, user, event.account);
        if let Some(sample) = buffer.current.get_mut(&key) {
            sample.times += 1;
            return;
        }
        let sampled = buffer.sampled.entry(event.kind).or_default();
        if *sampled < SAMPLES {
            *sampled += 1;
            let id = SampleId::from_uuid(self.0.entropy.uuid(now));
            buffer.current.insert(key, Sample { id, at: now, event, times: 1 });
        }
    }

    pub(super) async fn writer_lock(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.writer_lock.lock().await
    }

    /// Takes out what waits.
    pub(super) fn take(&self) -> PendingBatch {
        let mut buffer = self.buffer();
        buffer.gather();
        std::mem::take(&mut buffer.batch)
    }

    /// Puts back what could not be written down.
    pub(super) fn put_back(&self, batch: PendingBatch) {
        let mut buffer = self.buffer();
        for (key, times) in batch.counts {
            buffer.batch.count(key, times);
        }
        for sample in batch.samples.into_values() {
            buffer.batch.sample(sample);
        }
    }

    fn buffer(&self) -> MutexGuard<'_, Buffer> {
        self.0.buffer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Buffer {
    /// Moves samples that are not written down to the page; those of this minute go on counting.
    fn gather(&mut self) {
        for sample in self.current.values_mut().filter(|sample| sample.times > 0) {
            self.batch.sample(sample.clone());
            sample.times = 0;
        }
    }

    /// Begins a minute: there is room for samples again.
    fn turn(&mut self, minute: i64) {
        self.gather();
        self.current.clear();
        self.sampled.clear();
        self.minute = minute;
    }
}
