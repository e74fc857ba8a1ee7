//! A sentinel that puts the replica in the primary's place.

use std::sync::Arc;
use std::time::{Duration, Instant};

use limiter::{DecisionSource, LimitCheck, Policy};

use crate::support::redis_server::{Server, free_port};
use crate::support::{node, until};

const QUOTA: u64 = 20;
/// A second until the sentinel believes that the primary is gone, a few to put another in its place,
/// and the limiter's next look.
const PATIENCE: Duration = Duration::from_secs(20);

/// A primary, its replica, and the sentinel that watches them.
struct Watched {
    primary: Server,
    replica: Server,
    sentinel: Server,
}

impl Watched {
    async fn start() -> Self {
        let (primary, sentinel) = (Server::start(), Server::sentinel());
        let port = primary.port.to_string();
        let replica = Server::with(&["--replicaof", "127.0.0.1", &port, "--repl-diskless-sync-delay", "0"]);
        until(PATIENCE, || replica.cli(&["info", "replication"]).contains("master_link_status:up")).await;
        assert_eq!(sentinel.cli(&["sentinel", "monitor", "limits", "127.0.0.1", &port, "1"]), "OK");
        let hurry = ["sentinel", "set", "limits", "down-after-milliseconds", "1000", "failover-timeout", "5000"];
        assert_eq!(sentinel.cli(&hurry), "OK");
        let known = || sentinel.cli(&["sentinel", "replicas", "limits"]).contains(&replica.port.to_string());
        until(PATIENCE, known).await;
        Self { primary, replica, sentinel }
    }

    fn url(&self) -> String {
        // Of the sentinels that are named not all have to be there.
        format!("redis+sentinel://127.0.0.1:{},127.0.0.1:{}/limits", free_port(), self.sentinel.port)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_follow_the_primary_and_nobody_gets_a_new_quota() {
    let mut watched = Watched::start().await;
    let limiter = node(&watched.url()).await;
    assert!(limiter.stats().connected);
    let policy = Arc::new(Policy::new("sentinel", QUOTA, Duration::from_secs(60)).strict());
    let check = |who: &[u8]| [LimitCheck::new(&policy, limiter.key_hasher().key("sentinel", &[who]))];
    let admitted = async |who: &[u8], times| {
        let mut admitted = 0;
        for _ in 0..times {
            limiter.clear_refusals();
            admitted += u64::from(limiter.admit(&check(who)).await.admitted);
        }
        admitted
    };
    assert_eq!(admitted(b"early", 15).await, 15);

    let began = Instant::now();
    watched.primary.kill();
    let during = [admitted(b"early", 50).await, admitted(b"late", 50).await];
    until(PATIENCE, || limiter.stats().connected && watched.replica.cli(&["role"]).starts_with("master")).await;
    let took = began.elapsed();
    let after = [admitted(b"early", 50).await, admitted(b"late", 50).await];

    assert_eq!((during, after), ([5, QUOTA], [0, 0]));
    assert_eq!(limiter.admit(&check(b"somebody else")).await.source, DecisionSource::Redis);
    assert!(took < Duration::from_secs(12), "it took {took:?}");
    // What was counted before, and what was admitted alone, is in the new primary.
    let other = node(&watched.url()).await;
    for who in [b"early".as_slice(), b"late"] {
        assert_eq!(other.peek(&check(who)).await[0].remaining, 0);
    }
}
