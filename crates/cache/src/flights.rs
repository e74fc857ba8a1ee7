//! One load per key at a time on this node; whoever comes meanwhile waits for its result.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::held::Held;
use crate::near::NearKey;

/// What a flight brings: nothing until it has landed; then a value, and an instant at which it was as
/// good as a load that begins.
type Landing = Option<(Arc<Held>, u64)>;

struct Flight {
    number: u64,
    began: u64,
    landing: watch::Receiver<Landing>,
}

/// Loads that are under way.
#[derive(Default)]
pub(crate) struct Flights {
    shards: [Mutex<HashMap<NearKey, Flight>>; 16],
    numbers: std::sync::atomic::AtomicU64,
}

/// Whether one loads, or waits.
pub(crate) enum Seat<'f> {
    /// One loads.
    Pilot(Pilot<'f>),
    /// Somebody loads; this is where the result will be. If they give up, it is closed.
    Passenger(watch::Receiver<Landing>),
}

/// The right to load. Dropped without landing, those who wait are told to look for themselves.
pub(crate) struct Pilot<'f> {
    flights: &'f Flights,
    key: NearKey,
    number: u64,
    landing: watch::Sender<Landing>,
}

impl Flights {
    fn shard(&self, key: NearKey) -> &Mutex<HashMap<NearKey, Flight>> {
        // Ids end in random bits, hashes are random everywhere.
        let [.., last] = key.1.to_le_bytes();
        &self.shards[usize::from(last) % self.shards.len()]
    }

    /// Joins the flight for a key if it began no earlier than `since`; begins one otherwise.
    pub fn join(&self, key: NearKey, now: u64, since: u64) -> Seat<'_> {
        let mut shard = self.shard(key).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(flight) = shard.get(&key)
            && flight.began >= since
        {
            return Seat::Passenger(flight.landing.clone());
        }
        let number = self.numbers.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let (sender, landing) = watch::channel(None);
        shard.insert(key, Flight { number, began: now, landing });
        Seat::Pilot(Pilot { flights: self, key, number, landing: sender })
    }

    /// Begins a flight only where there is none.
    pub fn begin(&self, key: NearKey, now: u64) -> Option<Pilot<'_>> {
        match self.join(key, now, 0) {
            Seat::Pilot(pilot) => Some(pilot),
            Seat::Passenger(_) => None,
        }
    }
}

impl Pilot<'_> {
    /// Tells all who wait.
    pub fn land(self, held: &Arc<Held>, good_at: u64) {
        self.landing.send_replace(Some((Arc::clone(held), good_at)));
    }
}

impl Drop for Pilot<'_> {
    fn drop(&mut self) {
        let mut shard = self.flights.shard(self.key).lock().unwrap_or_else(PoisonError::into_inner);
        // A later flight may have taken its place.
        if shard.get(&self.key).is_some_and(|flight| flight.number == self.number) {
            shard.remove(&self.key);
        }
    }
}
