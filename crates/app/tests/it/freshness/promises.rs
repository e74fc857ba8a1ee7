//! A value that only grows, what is known of it, and what a read of it may show.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{BOUND, RECOVERY};

/// A node's process; one that comes back is another.
pub type Process = u64;
/// Whose acknowledgement it is when nobody gave one, and the change was found done.
pub const NOBODY: Process = u64::MAX;

struct Acknowledged {
    by: Process,
    value: i64,
    at: Instant,
    /// Whether Redis was certainly told.
    told: bool,
}

/// The oldest that was seen, by what had to be promised.
#[derive(Debug, Default, Clone, Copy)]
pub struct Worst {
    /// On other nodes, of changes that Redis was told of.
    pub told: Duration,
    /// Of changes that it may not have been told of.
    pub untold: Duration,
}

/// What is known to have happened to one value.
#[derive(Default)]
pub struct Register(Mutex<Vec<Acknowledged>>);

impl Register {
    pub fn acknowledged(&self, by: Process, value: i64, told: bool) {
        let acknowledged = Acknowledged { by, value, at: Instant::now(), told };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(acknowledged);
    }

    /// The newest that anybody acknowledged.
    pub fn newest(&self) -> i64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).last().map_or(0, |a| a.value)
    }

    /// Judges a read: how old what it saw is, or which promise it breaks.
    pub fn judge(&self, reader: Process, sent: Instant, seen: i64) -> Result<Worst, String> {
        let mut worst = Worst::default();
        // One writer a value: they stand in order, and those before an older one are older still.
        for a in self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev() {
            if a.value <= seen {
                break;
            }
            let Some(age) = sent.checked_duration_since(a.at) else { continue };
            let (by, value) = (a.by, a.value);
            let newer = format!("process {reader} shows {seen}, {age:?} after process {by} acknowledged {value}");
            if a.by == reader {
                return Err(format!("{newer} itself"));
            }
            let (bound, of) = if a.told { (BOUND, &mut worst.told) } else { (RECOVERY, &mut worst.untold) };
            if age > bound {
                return Err(format!("{newer} (bound {bound:?})"));
            }
            *of = age.max(*of);
        }
        Ok(worst)
    }
}

impl Worst {
    pub fn and(&mut self, other: Self) {
        self.told = self.told.max(other.told);
        self.untold = self.untold.max(other.untold);
    }
}
