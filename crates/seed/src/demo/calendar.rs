//! A clock that was set back, and is let run up to the real one.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use kernel::{Clock, Timestamp};

/// The real clock, some seconds ago.
pub(super) struct Calendar {
    real: Arc<dyn Clock>,
    back_s: AtomicI64,
}

impl Calendar {
    pub fn over(real: Arc<dyn Clock>) -> Self {
        Self { real, back_s: AtomicI64::new(i64::MAX) }
    }
    /// Goes on to a moment so many seconds ago. Never turns back: ids sort by time.
    pub fn set_back(&self, seconds: i64) {
        self.back_s.fetch_min(seconds.max(0), Ordering::Relaxed);
    }
    /// Lets some seconds pass, up to the present.
    pub fn pass(&self, seconds: i64) {
        self.set_back(self.back_s.load(Ordering::Relaxed).saturating_sub(seconds));
    }
}

impl Clock for Calendar {
    fn now(&self) -> Timestamp {
        self.real.now().plus_seconds(-self.back_s.load(Ordering::Relaxed))
    }
    fn steady(&self) -> Duration {
        self.real.steady()
    }
    fn moved_us(&self) -> i64 {
        self.real.moved_us().saturating_sub(self.back_s.load(Ordering::Relaxed).saturating_mul(1_000_000))
    }
}
