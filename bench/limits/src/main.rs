//! What a decision of the limiter costs: in this process, beside governor's; over Redis, with the
//! number of its calls. Figures of one interleaved run; compare them with each other.
//!
//! `limits-bench [REDIS_URL]`

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

use governor::{Quota, RateLimiter};
use limiter::clock::InstantClock;
use limiter::{LimitCheck, LimiterRedisSettings, Limiter, Policy, LimiterSettings, RedisTarget};

const CALLERS: u32 = 10_000;
const TIMES: u32 = 400_000;
const ROUNDS: usize = 5;
const SECRET: [u8; 16] = [7; 16];

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        in_process().await;
        if let Some(url) = std::env::args().nth(1) {
            over_redis(&url).await;
        }
    });
}

/// Nanoseconds a call, the median of the rounds.
fn told(name: &str, mut rounds: Vec<f64>) {
    rounds.sort_by(f64::total_cmp);
    println!("{name:<58} {:>9.0} ns  ({:.0} to {:.0})", rounds[rounds.len() / 2], rounds[0], rounds[rounds.len() - 1]);
}

fn policies(count: usize) -> Vec<Arc<Policy>> {
    let quotas = [(1_000, 3_600), (500, 900), (50, 1), (100, 900), (600, 60), (30, 900), (300, 3_600), (20, 900)];
    let policy = |(at, (limit, seconds)): (usize, &(u64, u64))| {
        Arc::new(Policy::new(&format!("p{at}"), *limit, Duration::from_secs(*seconds)))
    };
    quotas.iter().enumerate().take(count).map(policy).collect()
}

async fn in_process() {
    let limiter = Limiter::local(SECRET, 1 << 30, Arc::new(InstantClock::default()));
    let quota = Quota::with_period(Duration::from_millis(100)).expect("a period").allow_burst(NonZeroU32::MAX);
    let governor = RateLimiter::keyed(quota);
    let mut rounds: Vec<Vec<f64>> = vec![Vec::new(); 6];
    for _ in 0..ROUNDS {
        let began = Instant::now();
        for n in 0..TIMES {
            let _ = governor.check_key(&(n % CALLERS));
        }
        rounds[0].push(each(began));
        for (at, count) in [1, 3, 8].into_iter().enumerate() {
            let policies = policies(count);
            let began = Instant::now();
            for n in 0..TIMES {
                ask(&limiter, &policies, n % CALLERS).await;
            }
            rounds[1 + at].push(each(began));
        }
        let small = [Arc::new(Policy::new("small", 1, Duration::from_secs(3_600)))];
        let began = Instant::now();
        for _ in 0..TIMES {
            ask(&limiter, &small, 1).await;
        }
        rounds[4].push(each(began));
        let began = Instant::now();
        for n in 0..TIMES {
            std::hint::black_box(limiter.key_hasher().key("p0", &[b"person", &n.to_be_bytes()]));
        }
        rounds[5].push(each(began));
    }
    let names = [
        "governor, keyed GCRA, one policy (no remaining count)",
        "limiter in process, 1 policy, naming included",
        "limiter in process, 3 policies at once",
        "limiter in process, 8 policies at once",
        "limiter in process, a refusal",
        "of that: naming one caller (SipHash-2-4, 128 bits)",
    ];
    for (name, figures) in names.into_iter().zip(rounds) {
        told(name, figures);
    }
}

fn each(began: Instant) -> f64 {
    began.elapsed().as_nanos() as f64 / f64::from(TIMES)
}

async fn ask(limiter: &Limiter, policies: &[Arc<Policy>], caller: u32) {
    let mut asks: [Option<LimitCheck<'_>>; 8] = [None; 8];
    for (slot, policy) in asks.iter_mut().zip(policies) {
        *slot = Some(LimitCheck::new(policy, limiter.key_hasher().key(&policy.name, &[b"person", &caller.to_be_bytes()])));
    }
    let list: Vec<LimitCheck<'_>> = asks.iter().flatten().copied().collect();
    std::hint::black_box(limiter.admit(&list).await);
}

async fn over_redis(url: &str) {
    let redis = LimiterRedisSettings { deadline: Duration::from_millis(500), ..LimiterRedisSettings::new(RedisTarget::parse(url).expect("an address")) };
    let settings = LimiterSettings { secret: SECRET, memory_bytes: 1 << 30, redis: Some(redis) };
    let limiter = Limiter::start(settings, Arc::new(InstantClock::default())).await;
    assert!(limiter.stats().connected, "Redis does not answer at {url}");
    for count in [1, 4, 8] {
        let policies = policies(count);
        let mut rounds = Vec::new();
        for round in 0..ROUNDS as u32 {
            let began = Instant::now();
            for n in 0..2_000 {
                ask(&limiter, &policies, 1_000_000 + round * 10_000 + n).await;
            }
            rounds.push(began.elapsed().as_nanos() as f64 / 2_000.0);
        }
        told(&format!("limiter over Redis, {count} policies, one round trip, one after another"), rounds);
    }
    let small = [Arc::new(Policy::new("refused", 1, Duration::from_secs(3_600)))];
    ask(&limiter, &small, 7).await;
    ask(&limiter, &small, 7).await;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        for _ in 0..TIMES {
            ask(&limiter, &small, 7).await;
        }
        rounds.push(each(began));
    }
    told("limiter over Redis, a refusal that is known, no round trip", rounds);
}
