//! What was seen and is not yet written down. Noting adds to numbers in memory, under a lock that is
//! held for no longer than that.

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kernel::ids::Id;
use kernel::{Clock, Entropy, OrgId, RequestId, SampleId, Timestamp, UserId};

use super::Kind;

/// Something worth watching.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// What sort of thing.
    pub kind: Kind,
    /// At which endpoint; `-` for none.
    pub endpoint: &'static str,
    /// With which code it was refused.
    pub code: &'static str,
    /// With which status it was answered; none where it was let go on.
    pub status: Option<u16>,
    /// From where, if that was known.
    pub address: Option<IpAddr>,
    /// By whom, if that was known.
    pub who: Option<(UserId, OrgId)>,
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
    pub seen: Seen,
    /// How often since it was last written down.
    pub times: i64,
}

/// The minute, the kind, the endpoint.
pub(super) type CountKey = (Timestamp, Kind, &'static str);

/// What waits to be written down.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub counts: BTreeMap<CountKey, i64>,
    /// By id, so that nodes write in one order, and each once.
    pub samples: BTreeMap<SampleId, Sample>,
}

impl Page {
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
type SampleKey = (Kind, Option<IpAddr>, &'static str, &'static str, Option<UserId>);

#[derive(Default)]
struct Book {
    page: Page,
    /// The minute that `told` and `room` are of.
    minute: i64,
    told: HashMap<SampleKey, Sample>,
    taken: HashMap<Kind, u32>,
}

/// Notes what is seen. Cheap to clone.
#[derive(Clone)]
pub struct Watch(Arc<Desk>);

struct Desk {
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    book: Mutex<Book>,
    /// One writes down at a time, so whoever waited finds written what was noted before.
    pen: tokio::sync::Mutex<()>,
}

impl Watch {
    pub(crate) fn new(clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self(Arc::new(Desk { clock, entropy, book: Mutex::default(), pen: tokio::sync::Mutex::default() }))
    }

    /// Notes something. Never waits for the database.
    pub fn note(&self, seen: Seen) {
        let now = self.0.clock.now();
        let minute = now.seconds().div_euclid(60);
        let mut book = self.book();
        book.page.count((Timestamp::from_micros(minute * 60_000_000), seen.kind, seen.endpoint), 1);
        if book.minute != minute {
            book.turn(minute);
        }
        let key = (seen.kind, seen.address, seen.endpoint, seen.code, seen.who.map(|(user, _)| user));
        if let Some(sample) = book.told.get_mut(&key) {
            sample.times += 1;
            return;
        }
        let taken = book.taken.entry(seen.kind).or_default();
        if *taken < SAMPLES {
            *taken += 1;
            let id = SampleId::from_uuid(self.0.entropy.uuid(now));
            book.told.insert(key, Sample { id, at: now, seen, times: 1 });
        }
    }

    pub(super) async fn pen(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.pen.lock().await
    }

    /// Takes out what waits.
    pub(super) fn take(&self) -> Page {
        let mut book = self.book();
        book.gather();
        std::mem::take(&mut book.page)
    }

    /// Puts back what could not be written down.
    pub(super) fn put_back(&self, page: Page) {
        let mut book = self.book();
        for (key, times) in page.counts {
            book.page.count(key, times);
        }
        for sample in page.samples.into_values() {
            book.page.sample(sample);
        }
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Book {
    /// Moves samples that are not written down to the page; those of this minute go on counting.
    fn gather(&mut self) {
        for sample in self.told.values_mut().filter(|sample| sample.times > 0) {
            self.page.sample(sample.clone());
            sample.times = 0;
        }
    }

    /// Begins a minute: there is room for samples again.
    fn turn(&mut self, minute: i64) {
        self.gather();
        self.told.clear();
        self.taken.clear();
        self.minute = minute;
    }
}
