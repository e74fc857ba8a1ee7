//! A clock that tests move.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use infra::clock::SystemClock;
use kernel::{Clock, Timestamp};

/// The machine's clock, and as much ahead of it as a test says. Everything in a [`crate::TestApp`] runs on
/// it: deadlines, jobs, sign-ins, keys, what is cached, and what is limited where no Redis counts. The database's
/// time moves with it.
#[derive(Debug, Default)]
pub struct MovableClock {
    ahead_us: AtomicU64,
    set_back_us: AtomicU64,
}

/// SQLite tells milliseconds: what a test lets pass has passed for it, too.
const SQLITE_US: i64 = 1_000;

impl MovableClock {
    /// Lets time pass at once. Jobs that have come due run at the next [`crate::TestApp::settle`].
    pub fn advance(&self, by: Duration) {
        let us = u64::try_from(by.as_micros()).expect("less than half a million years");
        self.ahead_us.fetch_add(us, Ordering::SeqCst);
    }

    /// Sets the time of day back, as somebody sets a machine's clock, or as another node's is behind. What is
    /// measured goes on. Ids of one [`crate::TestApp`] do not go back; those of one that is restarted do.
    pub fn set_back(&self, by: Duration) {
        let us = u64::try_from(by.as_micros()).expect("less than half a million years");
        self.set_back_us.fetch_add(us, Ordering::SeqCst);
    }

    fn ahead(&self) -> Duration {
        Duration::from_micros(self.ahead_us.load(Ordering::SeqCst))
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        let us = |micros: &AtomicU64| i64::try_from(micros.load(Ordering::SeqCst)).expect("less than 300,000 years");
        Timestamp::from_micros(SystemClock.now().micros() + us(&self.ahead_us) - us(&self.set_back_us))
    }
    fn steady(&self) -> Duration {
        SystemClock.steady() + self.ahead()
    }
    fn moved_us(&self) -> i64 {
        let ahead = i64::try_from(self.ahead().as_micros()).expect("less than half a million years");
        if ahead == 0 { 0 } else { ahead + SQLITE_US }
    }
}

/// So many seconds, for [`MovableClock::advance`].
pub const fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}
/// So many minutes.
pub const fn minutes(count: u64) -> Duration {
    Duration::from_mins(count)
}
/// So many hours.
pub const fn hours(count: u64) -> Duration {
    Duration::from_hours(count)
}
/// So many days.
pub const fn days(count: u64) -> Duration {
    Duration::from_hours(count * 24)
}
