//! Who runs into limits most, in bounded memory (space-saving, Metwally et al., 2005), and how often
//! to say so, so that a flood of requests is not a flood of lines.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Clock, Micros};

/// Callers that are followed; beyond that the one seen least makes room.
const MOST: usize = 1_024;
/// A caller is written about once in this long.
const EVERY: Micros = 60_000_000;
/// Who has been quiet this long is shown no more.
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
    seen: Mutex<Seen>,
    mentions: Mutex<(Micros, u32)>,
}

#[derive(Default)]
struct Seen {
    places: HashMap<(Arc<str>, String), usize>,
    rows: Vec<Offence>,
    /// Rows by how often they were seen, so that the least is found at once.
    order: BTreeSet<(u64, usize)>,
}

impl Seen {
    /// The row of a caller, who takes the place of the one seen least where there is no room, with
    /// that one's count: so that nobody's is ever too low.
    fn place(&mut self, policy: &Arc<str>, who: &str, now: Micros) -> usize {
        let key = (Arc::clone(policy), who.to_owned());
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let fresh = |times| {
            let (policy, who) = key.clone();
            Offence { policy, who, times, unsaid: 0, first: now, last: now, said: None }
        };
        let least = self.order.first().copied().filter(|_| self.rows.len() >= MOST);
        let place = if let Some((times, place)) = least {
            let gone = std::mem::replace(&mut self.rows[place], fresh(times));
            self.places.remove(&(gone.policy, gone.who));
            place
        } else {
            self.rows.push(fresh(0));
            self.order.insert((0, self.rows.len() - 1));
            self.rows.len() - 1
        };
        self.places.insert(key, place);
        place
    }
}

impl Offenders {
    /// Counts a refusal. Gives the offence when it is time to write it down, with all that were not.
    pub fn count(&self, policy: &Arc<str>, who: &str, clock: &dyn Clock) -> Option<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let place = seen.place(policy, who, now);
        let times = seen.rows[place].times;
        seen.order.remove(&(times, place));
        seen.order.insert((times + 1, place));
        let offence = &mut seen.rows[place];
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

    /// Refusals of callers that could not be written about because there were too many new ones, since
    /// this was asked last.
    pub fn unmentioned(&self) -> u32 {
        let mut mentions = self.mentions.lock().unwrap_or_else(PoisonError::into_inner);
        let over = mentions.1.saturating_sub(FIRST_MENTIONS);
        mentions.1 -= over;
        over
    }

    /// Offences that were written down before, went on, and whose time has come again.
    pub fn due(&self, clock: &dyn Clock) -> Vec<Offence> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.rows.iter_mut().filter(|offence| offence.said.is_some());
        known.filter_map(|offence| offence.due(now)).collect()
    }

    /// The callers that were refused most within the last day, at most so many.
    pub fn top(&self, most: usize, clock: &dyn Clock) -> Vec<Offence> {
        let now = clock.now();
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let of_late = seen.order.iter().rev().map(|(_, place)| &seen.rows[*place]).filter(|o| now - o.last < MEMORY);
        of_late.take(most).cloned().collect()
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
