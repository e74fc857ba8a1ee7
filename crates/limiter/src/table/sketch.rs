//! New callers when the table is full: counted in a count-min sketch (Cormode and Muthukrishnan,
//! 2005) of fixed size. An estimate is never below the truth, so nobody gets more than their
//! quota; in a flood of made-up callers an honest newcomer may get less.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::clock::{Micros, micros};
use crate::key::LimitKey;
use crate::policy::LimitCheck;
use crate::window::Reading;

const ROWS: usize = 4;
const COLUMNS: usize = 1 << 14;

/// One sketch per policy, made when it is first needed. Nothing is ever given back to one: too much
/// in it is promised anyway, and too little would be a leak.
#[derive(Default)]
pub(super) struct OverflowSketches {
    all: Mutex<HashMap<Arc<str>, Sketch>>,
    used: AtomicBool,
}

/// The window before and the one that runs: together never less than any window.
struct Sketch {
    span: Micros,
    began: Micros,
    current: Box<[u32]>,
    before: Box<[u32]>,
}

impl OverflowSketches {
    pub fn read(&self, check: &LimitCheck<'_>, now: Micros, limit: u64) -> Reading {
        let mut sketches = self.lock();
        let sketch = of(&mut sketches, check, now);
        let used = u64::from(sketch.estimate(check.key));
        let fits = used + check.units() <= limit;
        let leaves = sketch.began + 2 * sketch.span;
        Reading { used, reset_at: (used > 0).then_some(leaves), retry_at: (!fits).then_some(leaves), present: false }
    }

    pub fn add(&self, check: &LimitCheck<'_>, now: Micros) {
        let units = u32::try_from(check.units()).unwrap_or(u32::MAX);
        self.used.store(true, Ordering::Relaxed);
        of(&mut self.lock(), check, now).add(check.key, units);
    }

    /// Whether some policy's newcomers are estimated at present.
    pub fn are_used(&self) -> bool {
        self.used.load(Ordering::Relaxed)
    }

    /// A counter's own reading, for somebody who may have been counted here before it was made.
    pub fn correct(&self, own: Reading, check: &LimitCheck<'_>, now: Micros, limit: u64) -> Reading {
        if !self.lock().contains_key(&check.policy.name) {
            return own;
        }
        let estimate = self.read(check, now, limit);
        let used = own.used + estimate.used;
        let full = !own.present && used + check.units() > limit;
        let later = own.retry_at.max(estimate.reset_at).unwrap_or(now + check.span());
        let reset_at = own.reset_at.into_iter().chain(estimate.reset_at).min();
        Reading { used, reset_at, retry_at: full.then_some(later), present: own.present }
    }

    pub fn bytes(&self) -> usize {
        self.lock().len() * 2 * ROWS * COLUMNS * size_of::<u32>()
    }

    /// Drops sketches whose windows are over.
    pub fn sweep(&self, now: Micros) {
        let mut all = self.lock();
        all.retain(|_, sketch| now < sketch.began + 2 * sketch.span);
        self.used.store(!all.is_empty(), Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Arc<str>, Sketch>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn of<'s>(sketches: &'s mut HashMap<Arc<str>, Sketch>, check: &LimitCheck<'_>, now: Micros) -> &'s mut Sketch {
    let span = micros(check.policy.window);
    let sketch = sketches.entry(Arc::clone(&check.policy.name)).or_insert_with(|| Sketch::new(span, now));
    // A longer window needs what a shorter one would have let go.
    sketch.span = sketch.span.max(span);
    sketch.rotate(now);
    sketch
}

impl Sketch {
    fn new(span: Micros, now: Micros) -> Self {
        let empty = || vec![0; ROWS * COLUMNS].into_boxed_slice();
        Self { span, began: now, current: empty(), before: empty() }
    }

    fn rotate(&mut self, now: Micros) {
        let past = now - self.began;
        if past < self.span {
            return;
        }
        std::mem::swap(&mut self.current, &mut self.before);
        self.current.fill(0);
        if past >= 2 * self.span {
            self.before.fill(0);
        }
        self.began = now - past % self.span;
    }

    fn estimate(&self, key: LimitKey) -> u32 {
        cells(key).map(|at| self.current[at].saturating_add(self.before[at])).min().unwrap_or(u32::MAX)
    }

    fn add(&mut self, key: LimitKey, units: u32) {
        for at in cells(key) {
            self.current[at] = self.current[at].saturating_add(units);
        }
    }
}

/// One cell a row. The key's bits are random under a secret; each row takes its own.
fn cells(key: LimitKey) -> impl Iterator<Item = usize> {
    (0..ROWS).map(move |row| {
        let bits = usize::try_from((key.0 >> (row * 24)) & (COLUMNS as u128 - 1)).unwrap_or(0);
        row * COLUMNS + bits
    })
}
