//! Clocks that are wrong (RL-5): those of nodes, and Redis' own when it was set back.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use limiter::{DecisionSource, LimitCheck, LimitDecision, Limiter, Policy};

use crate::support::processes::{Asking, hold};
use crate::support::redis_server::Server;
use crate::support::{busiest, patient};

/// Ten minutes ahead and behind, next to two that are right.
const SKEWED: [&[&str]; 4] = [&["faketime", "-f", "+10m"], &["faketime", "-f", "-10m"], &[], &[]];

fn has_faketime() -> bool {
    let tried = Command::new("faketime").args(["-f", "+1m", "true"]).stderr(Stdio::null()).status();
    tried.is_ok_and(|status| status.success())
}

#[tokio::test]
async fn nodes_whose_clocks_are_ten_minutes_off_are_admitted_no_more() {
    assert!(has_faketime(), "faketime is missing: scripts/services install brings it");
    let server = Server::start();
    let log = Asking { limit: 50, window_ms: 400, seconds: 3, at_once: 200, pause_ms: 8, deadline_ms: 3_000 };
    let buckets = Asking { limit: 2_000, window_ms: 1_000, pause_ms: 4, ..log };

    for asking in [log, buckets] {
        hold(&server, asking, &SKEWED, 0.6).await;
    }
}

/// A limit, and a Redis whose clock was set back by so much: what it counted before lies in its future.
struct SetBack {
    server: Server,
    limiter: Limiter,
    policy: Arc<Policy>,
    counter: String,
}

impl SetBack {
    async fn new(limit: u64, kind: char) -> Self {
        let server = Server::start();
        let limiter = patient(&server.url()).await;
        let policy = Arc::new(Policy::new("back", limit, Duration::from_secs(1)));
        let counter = format!("{{limits}}:back:{kind}:{}", limiter.key_hasher().key("back", &[b"somebody"]).hex());
        Self { server, limiter, policy, counter }
    }

    async fn admit(&self, cost: u32) -> LimitDecision {
        let key = self.limiter.key_hasher().key("back", &[b"somebody"]);
        // Redis shall judge each time.
        self.limiter.clear_refusals();
        let decision = self.limiter.admit(&[LimitCheck::new(&self.policy, key).costing(cost)]).await;
        assert_eq!(decision.source, DecisionSource::Redis);
        decision
    }

    /// [`SetBack::admit`] for one, and when a refusal says to come back, on Redis' clock: unknown where
    /// the distance of the clocks was measured anew at this very moment.
    async fn refusal(&self) -> Result<Option<i64>, LimitDecision> {
        let offset = self.limiter.stats().clock_offset_us;
        let decision = self.admit(1).await;
        if decision.admitted {
            return Err(decision);
        }
        let retry = decision.decided_at + i64::try_from(decision.retry_after().as_micros()).unwrap();
        Ok((self.limiter.stats().clock_offset_us == offset).then_some(retry + offset))
    }

    fn list(&self) -> Vec<i64> {
        self.server.cli(&["--raw", "lrange", &self.counter, "0", "-1"]).lines().map(|n| n.parse().unwrap()).collect()
    }
}

#[tokio::test]
async fn hits_stay_in_order_and_leave_no_earlier_when_redis_clock_was_set_back() {
    let redis = SetBack::new(3, 'l').await;
    let ahead = redis.server.now() + 600_000;
    redis.server.cli(&["rpush", &redis.counter, &ahead.to_string()]);

    let mut admitted = vec![ahead];
    let began = Instant::now();
    while admitted.len() < 12 {
        assert!(began.elapsed() < Duration::from_secs(10), "only {admitted:?}");
        let said = redis.refusal().await;
        let (now, list) = (redis.server.now(), redis.list());
        assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
        match said {
            Err(_) => {
                admitted.push(*list.last().unwrap());
                // The fourth needs the first to be over, which came from the future.
                assert!(admitted.len() <= 3 || now >= ahead + 1_000_000, "admitted before the future's hit was over");
            }
            Ok(Some(retry)) => assert_eq!(retry, list[0] + 1_000_000, "{list:?}"),
            Ok(None) => {}
        }
    }

    assert_eq!(admitted[..3], [ahead, ahead + 1, ahead + 2], "counted after what was there");
    assert_eq!(busiest(&admitted, 1_000_000), 3);
}

#[tokio::test]
async fn buckets_stay_in_order_and_leave_no_earlier_when_redis_clock_was_set_back() {
    let redis = SetBack::new(2_000, 'b').await;
    let (width, window) = (33_334, 1_000_000);
    let ahead = (redis.server.now() / width + 150) * width;
    redis.server.cli(&["rpush", &redis.counter, &ahead.to_string(), "1500"]);

    // What came from the future is past: it counts from now on, a window long.
    let before = redis.server.now();
    assert!(redis.admit(500).await.admitted);
    let list = redis.list();
    assert_eq!(list[1..], [2_000], "counted with what was there");
    assert!((before..=redis.server.now() + width).contains(&list[0]), "{list:?} between {before} and now");

    let leaves = list[0] + window;
    let began = Instant::now();
    while let Ok(retry) = redis.refusal().await {
        assert!(began.elapsed() < Duration::from_secs(10), "refused for ever");
        assert!(retry.is_none_or(|retry| retry == leaves), "{retry:?} instead of {leaves}");
    }
    let now = redis.server.now();
    assert!((leaves..leaves + 500_000).contains(&now), "admitted {} too early", leaves - now);
}
