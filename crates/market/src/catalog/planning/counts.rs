//! How many products there are of each common term: statistics that a job renews. They choose plans, and are shown to
//! nobody as the truth.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use kernel::Timestamp;

/// Terms of fewer products are not counted.
pub(in crate::catalog) const COMMON: u64 = 40;
/// What is assumed of a term that is not counted.
const RARE: u64 = COMMON / 2;
/// How long a node goes by the counts it read.
const GOOD_FOR: Duration = Duration::from_mins(10);

/// The counts of one moment.
#[derive(Debug, Default)]
pub(crate) struct TermCounts {
    /// Products in the catalogue; 0 while nothing was counted.
    pub products: u64,
    pub by_term: HashMap<String, u64>,
}

impl TermCounts {
    /// How many products a term has, as far as is known.
    pub fn of(&self, term: &str) -> u64 {
        self.by_term.get(term).copied().unwrap_or(RARE)
    }
}

/// The counts that this node goes by.
#[derive(Debug, Default)]
pub(crate) struct KnownCounts(RwLock<Option<(Timestamp, Arc<TermCounts>)>>);

impl KnownCounts {
    /// Those read last, unless they are to be read again.
    pub fn get(&self, now: Timestamp) -> Option<Arc<TermCounts>> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (at, counts) = known.as_ref()?;
        let age = now.micros().abs_diff(at.micros());
        (u128::from(age) < GOOD_FOR.as_micros()).then(|| Arc::clone(counts))
    }

    pub fn set(&self, now: Timestamp, counts: &Arc<TermCounts>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(counts)));
    }

    /// The next search reads them again.
    pub fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
