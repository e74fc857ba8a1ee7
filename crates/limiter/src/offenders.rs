//! Who runs into limits most, in bounded memory (space-saving, Metwally et al., 2005), and how often
//! to say so, so that a flood of requests is not a flood of lines.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Micros, MonotonicClock};

/// Callers that are followed; beyond that the one seen least makes room.
const MAX_OFFENDERS: usize = 1_024;
/// A caller is written about once in this long.
const LOG_INTERVAL: Micros = 60_000_000;
/// Who has been quiet this long is shown no more.
const RETENTION: Micros = 24 * 3_600_000_000;

/// A caller's refusals under one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offender {
    /// Under which policy.
    pub policy: Arc<str>,
    /// Who: what the caller is called in the log.
    pub caller: String,
    /// How often. With more callers than are followed it is an estimate, and rather too high.
    pub count: u64,
    /// Refusals since the last time this was written down.
    pub unlogged: u64,
    first: Micros,
    last: Micros,
    logged_at: Option<Micros>,
}

impl Offender {
    /// Microseconds since the first refusal, and since the last.
    pub fn since(&self, clock: &dyn MonotonicClock) -> (Micros, Micros) {
        let now = clock.now();
        (now - self.first, now - self.last)
    }
}

/// Callers written about for the first time in one such period; more are only counted.
const MAX_NEWCOMERS: u32 = 100;

/// The callers that run into limits most.
#[derive(Default)]
pub struct Offenders {
    seen: Mutex<OffenderTable>,
    newcomers: Mutex<(Micros, u32)>,
}

#[derive(Default)]
struct OffenderTable {
    index: HashMap<(Arc<str>, String), usize>,
    rows: Vec<Offender>,
    /// Rows by how often they were seen, so that the least is found at once.
    order: BTreeSet<(u64, usize)>,
}

impl OffenderTable {
    /// The row of a caller, who takes the place of the one seen least where there is no room, with
    /// that one's count: so that nobody's is ever too low.
    fn row(&mut self, policy: &Arc<str>, caller: &str, now: Micros) -> usize {
        let key = (Arc::clone(policy), caller.to_owned());
        if let Some(row) = self.index.get(&key) {
            return *row;
        }
        let fresh = |count| {
            let (policy, caller) = key.clone();
            Offender { policy, caller, count, unlogged: 0, first: now, last: now, logged_at: None }
        };
        let least = self.order.first().copied().filter(|_| self.rows.len() >= MAX_OFFENDERS);
        let row = if let Some((count, row)) = least {
            let gone = std::mem::replace(&mut self.rows[row], fresh(count));
            self.index.remove(&(gone.policy, gone.caller));
            row
        } else {
            self.rows.push(fresh(0));
            self.order.insert((0, self.rows.len() - 1));
            self.rows.len() - 1
        };
        self.index.insert(key, row);
        row
    }
}

impl Offenders {
    /// Counts a refusal. Gives the offence when it is time to write it down, with all that were not.
    pub fn record(&self, policy: &Arc<str>, caller: &str, clock: &dyn MonotonicClock) -> Option<Offender> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let row = seen.row(policy, caller, now);
        let count = seen.rows[row].count;
        seen.order.remove(&(count, row));
        seen.order.insert((count + 1, row));
        let offender = &mut seen.rows[row];
        offender.count += 1;
        offender.unlogged += 1;
        offender.last = now;
        if offender.logged_at.is_none() && !self.may_log_newcomer(now) {
            return None;
        }
        offender.due(now)
    }

    /// Whether somebody new may be written about now.
    fn may_log_newcomer(&self, now: Micros) -> bool {
        let mut newcomers = self.newcomers.lock().unwrap_or_else(PoisonError::into_inner);
        if now - newcomers.0 >= LOG_INTERVAL {
            *newcomers = (now, 0);
        }
        newcomers.1 += 1;
        newcomers.1 <= MAX_NEWCOMERS
    }

    /// Refusals of callers that could not be written about because there were too many new ones, since
    /// this was asked last.
    pub fn take_unlogged_newcomers(&self) -> u32 {
        let mut newcomers = self.newcomers.lock().unwrap_or_else(PoisonError::into_inner);
        let over = newcomers.1.saturating_sub(MAX_NEWCOMERS);
        newcomers.1 -= over;
        over
    }

    /// Offences that were written down before, went on, and whose time has come again.
    pub fn due_for_log(&self, clock: &dyn MonotonicClock) -> Vec<Offender> {
        let now = clock.now();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let known = seen.rows.iter_mut().filter(|offender| offender.logged_at.is_some());
        known.filter_map(|offender| offender.due(now)).collect()
    }

    /// The callers that were refused most within the last day, at most so many.
    pub fn top(&self, most: usize, clock: &dyn MonotonicClock) -> Vec<Offender> {
        let now = clock.now();
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = seen.order.iter().rev().map(|(_, row)| &seen.rows[*row]).filter(|o| now - o.last < RETENTION);
        recent.take(most).cloned().collect()
    }
}

impl Offender {
    fn due(&mut self, now: Micros) -> Option<Self> {
        if self.unlogged == 0 || self.logged_at.is_some_and(|at| now - at < LOG_INTERVAL) {
            return None;
        }
        let logged = self.clone();
        self.unlogged = 0;
        self.logged_at = Some(now);
        Some(logged)
    }
}
