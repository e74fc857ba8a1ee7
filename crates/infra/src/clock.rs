//! The real clock and the real random numbers: the only place that touches either.

use std::cell::RefCell;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use kernel::{Clock, Entropy, Timestamp};
use uuid::{Builder, Uuid};

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
    fn steady(&self) -> Duration {
        static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
        BEGAN.elapsed()
    }
}

/// A span in words: `1 second`, `2.5 seconds`.
pub fn seconds(span: Duration) -> String {
    let seconds = span.as_secs_f32();
    if span == Duration::from_secs(1) { "1 second".to_owned() } else { format!("{seconds} seconds") }
}

/// The times that ids carry: those of a clock, but each later than the one before. While the clock stands before
/// the last of them, they go on by one microsecond each.
#[derive(Debug, Default)]
pub struct IdClock(AtomicI64);

impl IdClock {
    /// The time for the next id.
    pub fn next(&self, now: Timestamp) -> Timestamp {
        let later = |last: i64| now.micros().max(last.saturating_add(1));
        let mut last = self.0.load(Ordering::Relaxed);
        loop {
            match self.0.compare_exchange_weak(last, later(last), Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => return Timestamp::from_micros(later(last)),
                Err(other) => last = other,
            }
        }
    }
}

/// Bytes taken from the system at once for ids: each of their own would be a system call per request.
const BUFFERED: usize = 640;

thread_local! {
    /// What is left of the bytes taken last.
    static LEFT: RefCell<(usize, [u8; BUFFERED])> = const { RefCell::new((BUFFERED, [0; BUFFERED])) };
}

/// Ten random bytes that no other id has. Ids are unique, not secret: secrets never come from here.
fn random_id_bytes() -> [u8; 10] {
    LEFT.with_borrow_mut(|(used, bytes)| {
        if *used == BUFFERED {
            OsEntropy.fill(bytes);
            *used = 0;
        }
        let mut random = [0; 10];
        random.copy_from_slice(&bytes[*used..*used + 10]);
        *used += 10;
        random
    })
}

/// The operating system's random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    #[expect(clippy::disallowed_methods, reason = "the one place that takes chance from the system")]
    fn fill(&self, buffer: &mut [u8]) {
        // Without random numbers there is no secret and no id: going on would be worse than ending.
        getrandom::fill(buffer).expect("the operating system has no random numbers");
    }
    fn uuid(&self, now: Timestamp) -> Uuid {
        let mut random = random_id_bytes();
        let millis = u64::try_from(now.micros() / 1_000).unwrap_or(0);
        // The first twelve random bits carry the microseconds (RFC 9562, section 6.2, method 3),
        // so ids made in one millisecond still sort by time.
        let fraction = u16::try_from(now.micros().rem_euclid(1_000) * 4096 / 1_000).unwrap_or(0).to_be_bytes();
        random[0] = fraction[0];
        random[1] = fraction[1];
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_do_not_go_back_when_the_clock_does() {
        let ids = IdClock::default();
        let (noon, earlier) =
            (Timestamp::from_micros(1_780_000_000_000_000), Timestamp::from_micros(1_779_999_999_000_000));
        let id = |at| OsEntropy.uuid(ids.next(at));

        let made = [id(noon), id(noon), id(earlier), id(earlier), id(noon), id(noon.plus_seconds(1))];

        assert!(made.is_sorted_by(|one, next| one < next), "{made:?}");
    }

    #[test]
    fn ids_follow_the_clock_where_it_runs() {
        let ids = IdClock::default();
        for seconds in 0..10 {
            let now = Timestamp::from_micros(1_780_000_000_000_000).plus_seconds(seconds);
            assert_eq!(ids.next(now), now);
        }
    }
}
