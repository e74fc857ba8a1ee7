//! The clock that limits run on: it never steps back and knows no calendar.

use std::time::{Duration, Instant};

/// Microseconds of a [`MonotonicClock`]; what its zero is means nothing.
pub type Micros = i64;

/// A clock that never steps back.
pub trait MonotonicClock: Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Micros;
}

/// The system's monotonic clock.
#[derive(Debug)]
pub struct InstantClock(Instant);

impl Default for InstantClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl MonotonicClock for InstantClock {
    fn now(&self) -> Micros {
        micros(self.0.elapsed())
    }
}

/// A duration in whole microseconds.
pub(crate) fn micros(duration: Duration) -> Micros {
    Micros::try_from(duration.as_micros()).unwrap_or(Micros::MAX)
}

/// Microseconds as a duration; nothing where they are negative.
pub(crate) fn duration(micros: Micros) -> Duration {
    Duration::from_micros(u64::try_from(micros).unwrap_or(0))
}
