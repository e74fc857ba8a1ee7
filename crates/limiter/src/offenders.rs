//! Who runs into limits most, in bounded memory (space-saving, Metwally et al., 2005), and how often
//! to say so, so that a flood of requests is not a flood of lines.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Clock, Micros};

/// Callers that are followed; beyond that the one seen least makes room.
const MOST: usize = 1_024;
/// A caller is written about once in this long.
const EVERY: Micros = 60_000_000;
/// Who has been quiet this long is forgotten.
const MEMORY: Micros = 24 * 3_600_000_000;

/// A caller's refusals under one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offence {
    /// Under which policy.
    pub policy: Arc<str>,
    /// Who: what the caller is called in the log.
    pub who: String,
    /// How often, at least; with many callers it may be up to the least count of a followed one more.
    pub times: u64,
    /// Refusals since the last time this was written down.
    pub unsaid: u64,
    first: Micros,
    last: Micros,
    said: Option<Micros>,
}

impl Offence {
    /// Microseconds since the first refusal, and since the last.
    pub fn since(&self, clock: &dyn Clock) -> (Micros, Micros) {
        let now = clock.now();
        (now - self.first, now - self.last)
    }
}

/// The callers that run into limits most.
#[derive(Default)]
pub struct Offenders {
    seen: Mutex<HashMap<(Arc<str>, String), Offence>>,
}

impl Offenders {
    /// Counts a refusal. Gives the offence when it is time to write it down, with all that were not.
    pub fn count(&self, policy: &Arc<str>, who: &str, clock: &dyn Clock) -> Option<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (Arc::clone(policy), who.to_owned());
        if !seen.contains_key(&key) {
            let inherited = if seen.len() >= MOST { make_room(&mut seen, now) } else { 0 };
            let offence = Offence {
                policy: Arc::clone(policy),
                who: who.to_owned(),
                times: inherited,
                unsaid: 0,
                first: now,
                last: now,
                said: None,
            };
            seen.insert(key.clone(), offence);
        }
        let offence = seen.get_mut(&key)?;
        offence.times += 1;
        offence.unsaid += 1;
        offence.last = now;
        offence.due(now)
    }

    /// Offences that were not written down yet and whose time has come.
    pub fn due(&self, clock: &dyn Clock) -> Vec<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, offence| now - offence.last < MEMORY);
        seen.values_mut().filter_map(|offence| offence.due(now)).collect()
    }

    /// The callers that were refused most, at most so many.
    pub fn top(&self, most: usize) -> Vec<Offence> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<Offence> = seen.values().cloned().collect();
        drop(seen);
        all.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| b.last.cmp(&a.last)));
        all.truncate(most);
        all
    }
}

impl Offence {
    fn due(&mut self, now: Micros) -> Option<Self> {
        if self.unsaid == 0 || self.said.is_some_and(|said| now - said < EVERY) {
            return None;
        }
        let told = self.clone();
        self.unsaid = 0;
        self.said = Some(now);
        Some(told)
    }
}

/// Forgets who was seen least; the newcomer starts with its count, so that none is ever too low.
fn make_room(seen: &mut HashMap<(Arc<str>, String), Offence>, now: Micros) -> u64 {
    seen.retain(|_, offence| now - offence.last < MEMORY);
    let least = seen.iter().min_by_key(|(_, o)| o.times).map(|(key, o)| (key.clone(), o.times));
    let Some((key, times)) = least.filter(|_| seen.len() >= MOST) else { return 0 };
    seen.remove(&key);
    times
}
