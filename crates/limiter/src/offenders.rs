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
    /// How often. With more callers than are followed it is an estimate, and rather too high.
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

/// Callers written about for the first time in one such period; more are only counted.
const FIRST_MENTIONS: u32 = 100;

/// The callers that run into limits most.
#[derive(Default)]
pub struct Offenders {
    seen: Mutex<HashMap<(Arc<str>, String), Offence>>,
    mentions: Mutex<(Micros, u32)>,
}

impl Offenders {
    /// Counts a refusal. Gives the offence when it is time to write it down, with all that were not.
    pub fn count(&self, policy: &Arc<str>, who: &str, clock: &dyn Clock) -> Option<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (Arc::clone(policy), who.to_owned());
        if !seen.contains_key(&key) {
            let inherited = if seen.len() >= MOST { make_room(&mut seen) } else { 0 };
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
        if offence.said.is_none() && !self.may_mention(now) {
            return None;
        }
        offence.due(now)
    }

    /// Whether somebody new may be written about now.
    fn may_mention(&self, now: Micros) -> bool {
        let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        if now - mentions.0 >= EVERY {
            *mentions = (now, 0);
        }
        mentions.1 += 1;
        mentions.1 <= FIRST_MENTIONS
    }

    /// Offences that were not written down yet and whose time has come.
    pub fn due(&self, clock: &dyn Clock) -> Vec<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, offence| now - offence.last < MEMORY);
        let known = seen.values_mut().filter(|offence| offence.said.is_some());
        known.filter_map(|offence| offence.due(now)).collect()
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

/// Forgets somebody who was seen little: the least of a few, for looking at all of them would make each
/// refusal dear in a flood. The newcomer starts with their count.
fn make_room(seen: &mut HashMap<(Arc<str>, String), Offence>) -> u64 {
    let least = seen.iter().take(16).min_by_key(|(_, o)| o.times).map(|(key, o)| (key.clone(), o.times));
    let Some((key, times)) = least else { return 0 };
    seen.remove(&key);
    times
}
