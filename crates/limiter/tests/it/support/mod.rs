//! Redis servers of a test's own, a proxy that misbehaves, a clock that is moved by hand.

pub mod dice;
pub mod processes;
pub mod proxy;
pub mod redis_server;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use limiter::{
    LimitDecision, Limiter, LimiterRedisSettings, LimiterSettings, Micros, MonotonicClock, RedisTarget,
    clock::InstantClock,
};

pub const SECRET: [u8; 16] = *b"a secret of test";

/// A clock that is moved by hand.
#[derive(Default)]
pub struct Manual(AtomicI64);

impl Manual {
    pub fn forward(&self, micros: Micros) {
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl MonotonicClock for Manual {
    fn now(&self) -> Micros {
        self.0.load(Ordering::SeqCst)
    }
}

/// A limiter without Redis, on a clock moved by hand.
pub fn single_node() -> (Limiter, Arc<Manual>) {
    let clock = Arc::new(Manual::default());
    (Limiter::local(SECRET, 64 << 20, Arc::clone(&clock) as Arc<dyn MonotonicClock>), clock)
}

/// A node of a fleet, on the real clock.
pub async fn node(url: &str) -> Limiter {
    waiting(url, Duration::from_millis(20)).await
}

/// A node that waits for Redis however busy the machine is: it never decides alone while Redis is there.
pub async fn patient(url: &str) -> Limiter {
    waiting(url, Duration::from_secs(4)).await
}

async fn waiting(url: &str, deadline: Duration) -> Limiter {
    let redis = LimiterRedisSettings {
        keep_state: Duration::from_secs(30),
        deadline,
        ..LimiterRedisSettings::new(RedisTarget::parse(url).unwrap())
    };
    let settings = LimiterSettings { secret: SECRET, memory_bytes: 64 << 20, redis: Some(redis) };
    Limiter::start(settings, clock()).await
}

/// The real clock, one for all limiters of a test, so that their instants can be compared.
pub fn clock() -> Arc<InstantClock> {
    static CLOCK: LazyLock<Arc<InstantClock>> = LazyLock::new(Arc::default);
    Arc::clone(&CLOCK)
}

/// Waits until something holds, at most so long.
pub async fn until(within: Duration, mut holds: impl FnMut() -> bool) {
    let began = std::time::Instant::now();
    while !holds() {
        assert!(began.elapsed() < within, "it did not come to hold within {within:?}");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Most units within any window of this length.
pub fn busiest(instants: &[Micros], window: Micros) -> usize {
    let mut sorted = instants.to_vec();
    sorted.sort_unstable();
    let from = |at: usize| sorted[at..].partition_point(|t| *t < sorted[at] + window);
    (0..sorted.len()).map(from).max().unwrap_or(0)
}

/// The instant an admitted request was counted at, by Redis' clock. Known only as long as the distance
/// of the clocks is what it was when it was asked.
pub fn counted_at(limiter: &Limiter, decision: &LimitDecision) -> Micros {
    decision.verdicts[0].counted.unwrap().at + limiter.stats().clock_offset_us
}
