//! What shows only after a while: windows that change, servers that are exchanged, refusals that end
//! early, requests that are given up.

use std::sync::Arc;
use std::time::Duration;

use limiter::{DecisionSource, LimitCheck, Policy};

use crate::support::proxy::Proxy;
use crate::support::redis_server::Server;
use crate::support::{node, single_node, until};

fn policy(limit: u64, window: Duration) -> Arc<Policy> {
    Arc::new(Policy::new("p", limit, window))
}

#[tokio::test]
async fn what_is_over_leaves_the_memory_while_redis_decides() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let (log, buckets) = (
        Arc::new(Policy::new("log", 900, Duration::from_millis(50))),
        Arc::new(Policy::new("bkt", 5_000, Duration::from_millis(50))),
    );
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = [LimitCheck::new(&log, key(&log)), LimitCheck::new(&buckets, key(&buckets))];

    let mut most = 0;
    for _ in 0..4_000 {
        assert!(limiter.admit(&checks).await.admitted);
        most = most.max(limiter.stats().bytes);
    }

    // A window holds some hundred hits, four thousand were admitted.
    assert!(most < 12_000, "{most} bytes");
}

#[tokio::test]
async fn a_large_quota_keeps_its_history_when_its_window_changes() {
    let server = Server::start();
    let shared = node(&server.url()).await;
    let (single, clock) = single_node();
    for limiter in [&shared, &single] {
        let key = limiter.key_hasher().key("p", &[b"somebody"]);
        let (hour, day) = (Duration::from_hours(1), Duration::from_hours(24));
        clock.forward(40_000_000_000);
        assert!(limiter.admit(&[LimitCheck::new(&policy(2_000, hour), key).costing(1_800)]).await.admitted);

        for window in [day, hour, day] {
            let refused = limiter.admit(&[LimitCheck::new(&policy(2_000, window), key).costing(300)]).await;
            assert!(!refused.admitted, "{window:?}");
            assert!(refused.retry_after() <= window + window / 15, "{window:?}: wait {:?}", refused.retry_after());
            assert!(
                limiter.admit(&[LimitCheck::new(&policy(2_000, window), key).costing(10)]).await.admitted,
                "{window:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_limit_that_grows_beyond_a_thousand_keeps_its_history_over_redis() {
    let server = Server::start();
    let (limiter, other) = (node(&server.url()).await, node(&server.url()).await);
    let key = limiter.key_hasher().key("p", &[b"somebody"]);
    let minute = Duration::from_mins(1);
    assert!(limiter.admit(&[LimitCheck::new(&policy(1_000, minute), key).costing(900)]).await.admitted);

    let larger = policy(1_500, minute);
    assert!(limiter.admit(&[LimitCheck::new(&larger, key)]).await.admitted);

    // Told with the next heartbeat.
    let left = async || other.peek(&[LimitCheck::new(&larger, key)]).await[0].remaining;
    let began = std::time::Instant::now();
    while left().await != 599 {
        assert!(began.elapsed() < Duration::from_secs(3), "{} are left of 1,500 less 901", left().await);
        // SLEEP: between two looks; each checks the bound.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn what_is_given_back_ends_a_refusal_at_once_here_and_soon_elsewhere() {
    let server = Server::start();
    let (one, other) = (node(&server.url()).await, node(&server.url()).await);
    let refundable = Arc::new(Policy::new("tries", 2, Duration::from_mins(15)).refundable());
    let check = [LimitCheck::new(&refundable, one.key_hasher().key("tries", &[b"an office"]))];
    let first = one.admit(&check).await;
    assert!(first.admitted && one.admit(&check).await.admitted);
    assert!(!one.admit(&check).await.admitted && !other.admit(&check).await.admitted);

    one.refund(&first).await;

    assert!(one.admit(&check).await.admitted);
    one.clear_counters(&check).await;
    until(Duration::from_secs(2), || other.known_refusal(&check).is_none()).await;
    assert!(other.admit(&check).await.admitted && one.admit(&check).await.admitted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_comes_back_with_its_data_is_not_told_twice() {
    let mut server = Server::start();
    let limiter = node(&server.url()).await;
    let (log, buckets) = (
        Arc::new(Policy::new("log", 100, Duration::from_mins(1))),
        Arc::new(Policy::new("bkt", 5_000, Duration::from_mins(1))),
    );
    let crowd = Arc::new(Policy::new("crowd", 50, Duration::from_mins(1)).of_members());
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = |who| {
        [
            LimitCheck::new(&log, key(&log)),
            LimitCheck::new(&buckets, key(&buckets)).costing(100),
            LimitCheck::new(&crowd, key(&crowd)).member(who),
        ]
    };
    for who in 0..10 {
        assert!(limiter.admit(&checks(who)).await.admitted);
    }

    for round in 0..3 {
        server.cli(&["save"]);
        server.kill();
        server.restart();
        until(Duration::from_secs(10), || {
            !limiter.stats().connected || server.cli(&["zcard", "{limits}:nodes"]) == "1"
        })
        .await;
        until(Duration::from_secs(10), || limiter.stats().connected && server.script_calls() > 0).await;

        let fresh = node(&server.url()).await;
        let left: Vec<u64> = fresh.peek(&checks(99)).await.iter().map(|v| v.remaining).collect();
        assert_eq!(left, [90, 4_000, 40], "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_outage_is_told_as_it_was_not_as_one_burst_at_its_end() {
    let mut server = Server::start();
    let limiter = node(&server.url()).await;
    let steady = Arc::new(Policy::new("steady", 1_500, Duration::from_millis(900)));
    let check = [LimitCheck::new(&steady, limiter.key_hasher().key("steady", &[b"everybody"])).costing(10)];
    server.kill();

    // A third of what is allowed, for four windows.
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_millis(3_600) {
        assert!(limiter.admit(&check).await.admitted);
        // SLEEP: the pace of the caller.
        tokio::time::sleep(Duration::from_millis(18)).await;
    }
    server.restart();
    until(Duration::from_secs(5), || limiter.stats().connected).await;

    let after = limiter.admit(&check).await;
    assert!(after.admitted && after.source == DecisionSource::Redis, "{after:?}");
    assert!(after.verdicts[0].remaining > 700, "{} left", after.verdicts[0].remaining);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_is_given_up_while_redis_thinks_leaves_no_place_taken() {
    let server = Server::start();
    let proxy = Proxy::before(server.port).await;
    let limiter = node(&proxy.url()).await;
    let crowd = Arc::new(Policy::new("crowd", 3, Duration::from_mins(10)).of_members());
    let each = Arc::new(Policy::new("each", 100, Duration::from_mins(10)));
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    proxy.delay(Duration::from_millis(8));

    for who in 0..10 {
        let checks = [LimitCheck::new(&crowd, key(&crowd)).member(who), LimitCheck::new(&each, key(&each))];
        // The client hangs up after two milliseconds.
        let given_up = tokio::time::timeout(Duration::from_millis(2), limiter.admit(&checks)).await;
        assert!(given_up.is_err(), "Redis was faster than the client");
        // SLEEP: until the call that was given up has come to Redis and back.
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
    proxy.heal();

    let looked = node(&server.url())
        .await
        .peek(&[LimitCheck::new(&crowd, key(&crowd)).member(99), LimitCheck::new(&each, key(&each))])
        .await;
    assert_eq!(looked[0].remaining, 3, "places are still taken");
    assert_eq!(looked[1].remaining, 90, "what was asked stays counted");
}

/// RL-9: Redis keeps within what it was given, and is full of strangers: nobody is refused for it, and
/// nobody gets a second quota.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn made_up_callers_fill_redis_and_no_more_than_that() {
    const GIVEN: u64 = 6 << 20;
    const STRANGERS: u32 = 100_000;
    let server = Server::start();
    let used = || {
        let info = server.cli(&["info", "memory"]);
        let line = info.lines().find_map(|line| line.strip_prefix("used_memory:")).expect("a line");
        line.trim().parse::<u64>().expect("a number")
    };
    let limiter = node(&server.url()).await;
    let five = policy(5, Duration::from_mins(10));
    let known = [LimitCheck::new(&five, limiter.key_hasher().key("p", &[b"a known caller"]))];
    for _ in 0..3 {
        assert!(limiter.admit(&known).await.admitted);
    }
    let most = used() + GIVEN;
    server.cli(&["config", "set", "maxmemory", &most.to_string()]);

    let mut flood = tokio::task::JoinSet::new();
    for lane in 0..20 {
        let (limiter, five) = (limiter.clone(), Arc::clone(&five));
        flood.spawn(async move {
            let mut admitted = 0;
            for who in (lane..STRANGERS).step_by(20) {
                let key = limiter.key_hasher().key("p", &[&who.to_be_bytes()]);
                admitted += u32::from(limiter.admit(&[LimitCheck::new(&five, key)]).await.admitted);
            }
            admitted
        });
    }
    let admitted: u32 = flood.join_all().await.iter().sum();

    // Buffers of connections come on top.
    let full = used();
    assert!(full > most - GIVEN / 10 && full < most + (1 << 20), "{full} bytes of {most}");
    assert!(limiter.stats().decided_locally > 0, "Redis was never full");
    assert_eq!(admitted, STRANGERS);
    let mut more = 0;
    for _ in 0..10 {
        more += u32::from(limiter.admit(&known).await.admitted);
    }
    assert_eq!(more, 2, "three of five were used");
}
