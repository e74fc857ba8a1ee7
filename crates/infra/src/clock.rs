//! The real clock and the real random numbers: the only place that touches either.

use std::cell::RefCell;
use std::sync::LazyLock;
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
