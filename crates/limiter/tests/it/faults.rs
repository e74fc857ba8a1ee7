//! Redis that stops, hangs, loses its data or answers errors (RL-6, RL-7, RL-8).

use std::sync::Arc;
use std::time::{Duration, Instant};

use limiter::{DecisionSource, LimitCheck, Limiter, MonotonicClock, Policy};

use crate::support::proxy::Proxy;
use crate::support::redis_server::Server;
use crate::support::{busiest, clock, node, until};

const WINDOW: Duration = Duration::from_secs(3);
/// RL-6: what a fault may add to the slowest hundredth of requests.
const ADDED: Duration = Duration::from_millis(25);

/// A caller that never stops asking, on one node, and what came of it.
struct Caller {
    limiter: Limiter,
    policy: Arc<Policy>,
    /// Instants of the clock that all limiters of these tests share.
    admitted: Vec<i64>,
    slowest: Vec<Duration>,
    /// How much later than wanted the caller's own naps ended: what this machine adds by itself.
    naps: Vec<Duration>,
}

impl Caller {
    fn new(limiter: Limiter, policy: &Arc<Policy>) -> Self {
        Self { limiter, policy: Arc::clone(policy), admitted: Vec::new(), slowest: Vec::new(), naps: Vec::new() }
    }

    /// Somebody else each time: has to be admitted, whatever happens.
    async fn passes_by_for(mut self, long: Duration) -> Self {
        let until = Instant::now() + long;
        for who in 0_u32.. {
            if Instant::now() > until {
                break;
            }
            let key = self.limiter.key_hasher().key(&self.policy.name, &[b"passer-by", &who.to_be_bytes()]);
            let asked = Instant::now();
            assert!(
                self.limiter.admit(&[LimitCheck::new(&self.policy, key)]).await.admitted,
                "a passer-by was refused"
            );
            self.slowest.push(asked.elapsed());
            self.naps_for(Duration::from_millis(5)).await;
        }
        self
    }

    async fn naps_for(&mut self, long: Duration) {
        let began = Instant::now();
        // SLEEP: the pace of a caller; how late it ends tells what this machine adds.
        tokio::time::sleep(long).await;
        self.naps.push(began.elapsed().saturating_sub(long));
    }

    async fn asks_for(mut self, long: Duration) -> Self {
        let until = Instant::now() + long;
        let key = self.limiter.key_hasher().key(&self.policy.name, &[b"somebody"]);
        while Instant::now() < until {
            let asked = Instant::now();
            let decision = self.limiter.admit(&[LimitCheck::new(&self.policy, key)]).await;
            self.slowest.push(asked.elapsed());
            if decision.admitted {
                self.admitted.push(decision.decided_at);
            }
            self.naps_for(Duration::from_millis(12)).await;
        }
        self
    }

    /// The slowest hundredth waited no longer than the deadline, on a machine that is as busy as it is.
    #[track_caller]
    fn was_never_kept_waiting(&self) {
        let p99 = |all: &[Duration]| {
            let mut sorted = all.to_vec();
            sorted.sort_unstable();
            sorted[sorted.len() * 99 / 100]
        };
        let (waited, machine) = (p99(&self.slowest), p99(&self.naps));
        assert!(waited <= ADDED + machine, "p99 is {waited:?}, and naps end {machine:?} late");
    }
}

fn policy(limit: u64) -> Arc<Policy> {
    Arc::new(Policy::new("fault", limit, WINDOW).strict())
}

fn window_us() -> i64 {
    // A little less than the window: how far Redis' clock is from ours is known to half a round trip.
    i64::try_from(WINDOW.as_micros()).unwrap() - 60_000
}

/// One node asks through a fault that begins after half a second and ends after two. RL-6 with K=1:
/// never more than the quota, never slower than the deadline. RL-8: nor afterwards.
async fn through(
    server: Server,
    url: String,
    fault: impl AsyncFnOnce(&mut Server),
    repair: impl AsyncFnOnce(&mut Server),
) {
    let mut server = server;
    let limiter = node(&url).await;
    assert!(limiter.stats().connected);
    let asking = tokio::spawn(Caller::new(limiter.clone(), &policy(60)).asks_for(Duration::from_millis(6_500)));
    let passing = tokio::spawn(Caller::new(limiter.clone(), &policy(60)).passes_by_for(Duration::from_secs(5)));

    // SLEEP: calls that go well, before the fault.
    tokio::time::sleep(Duration::from_millis(500)).await;
    fault(&mut server).await;
    // SLEEP: how long the fault lasts.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let during = limiter.stats();
    repair(&mut server).await;
    until(Duration::from_secs(4), || limiter.stats().connected).await;

    let caller = asking.await.unwrap();
    let most = busiest(&caller.admitted, window_us());
    assert!(most <= 60, "{most} within a window of 60");
    assert!(caller.admitted.len() >= 120, "only {} admitted in two windows", caller.admitted.len());
    assert!(during.decided_locally > 0 && during.redis_failures > 0, "the fault was not felt: {during:?}");
    let passed = passing.await.unwrap();
    assert!(passed.slowest.len() > 200, "only {} passed by", passed.slowest.len());
    passed.was_never_kept_waiting();
    caller.was_never_kept_waiting();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_paused() {
    let server = Server::start();
    let url = server.url();
    through(server, url, async |s| s.pause(), async |s| s.resume()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_killed_and_started_again_empty() {
    let server = Server::start();
    let url = server.url();
    through(server, url, async |s| s.kill(), async |s| s.restart()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_behind_a_network_that_swallows_everything() {
    let server = Server::start();
    let proxy = Proxy::before(server.port).await;
    through(server, proxy.url(), async |_| proxy.blackhole(), async |_| proxy.heal()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_that_answers_after_five_seconds() {
    let server = Server::start();
    let proxy = Proxy::before(server.port).await;
    through(server, proxy.url(), async |_| proxy.delay(Duration::from_secs(5)), async |_| proxy.heal()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_that_is_out_of_memory() {
    let server = Server::start();
    let url = server.url();
    let full = async |s: &mut Server| drop(s.cli(&["config", "set", "maxmemory", "1"]));
    through(server, url, full, async |s| drop(s.cli(&["config", "set", "maxmemory", "0"]))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_that_became_a_replica() {
    let server = Server::start();
    let url = server.url();
    // A replica of nobody who answers: it refuses writes, or says that it is loading.
    let demoted = async |s: &mut Server| drop(s.cli(&["replicaof", "127.0.0.1", "1"]));
    through(server, url, demoted, async |s| drop(s.cli(&["replicaof", "no", "one"]))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_that_reads_its_data_back() {
    let slowly = ["--rdbcompression", "no", "--loading-process-events-interval-bytes", "1024"];
    let server = Server::with(&[&slowly[..], &["--key-load-delay", "20000"]].concat());
    let url = server.url();
    let ballast = "for i = 1, 300 do redis.call('set', 'ballast' .. i, string.rep('x', 2048)) end";
    server.cli(&["eval", ballast, "0"]);
    let loading = async |s: &mut Server| {
        s.cli(&["save"]);
        s.kill();
        s.restart();
        let said = s.cli(&["get", "ballast1"]);
        assert!(said.starts_with("LOADING"), "{said}");
    };
    through(server, url, loading, async |s| drop(s.cli(&["config", "set", "key-load-delay", "0"]))).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_that_forgot_the_scripts() {
    let server = Server::start();
    let url = server.url();
    through(server, url, async |s| drop(s.cli(&["script", "flush"])), async |_| {}).await;
}

/// RL-7: emptied in the middle of a window, Redis gives nobody on a node that knows them a new quota.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_emptied_gives_no_new_quota() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let small = Arc::new(Policy::new("small", 5, Duration::from_mins(1)).strict());
    let large = Arc::new(Policy::new("large", 2_000, Duration::from_mins(1)));
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let (ask_small, ask_large) =
        ([LimitCheck::new(&small, key(&small))], [LimitCheck::new(&large, key(&large)).costing(400)]);
    for _ in 0..5 {
        assert!(limiter.admit(&ask_small).await.admitted && limiter.admit(&ask_large).await.admitted);
    }

    for round in 0..3 {
        server.cli(&["flushall"]);
        for _ in 0..20 {
            limiter.clear_refusals();
            assert!(!limiter.admit(&ask_small).await.admitted, "round {round}");
            assert!(!limiter.admit(&ask_large).await.admitted, "round {round}");
            // SLEEP: the pace of the caller.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        until(Duration::from_secs(3), || limiter.stats().connected).await;
        // Told again, exactly: another node sees the same.
        let other = node(&server.url()).await;
        let seen: Vec<u64> = other.peek(&[ask_small[0], ask_large[0]]).await.iter().map(|v| v.remaining).collect();
        assert_eq!(seen, [0, 0], "round {round}");
    }
}

/// RL-6 with four nodes: at most 2N - N/K during the switch; RL-8: N again within a second of the end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_nodes_without_redis_share_what_is_allowed() {
    let server = Server::start();
    let policy = policy(40);
    let mut limiters = Vec::new();
    for _ in 0..4 {
        limiters.push(node(&server.url()).await);
    }
    until(Duration::from_secs(5), || limiters.iter().all(|l| l.stats().nodes == 4)).await;
    let asking: Vec<_> = limiters
        .iter()
        .map(|l| tokio::spawn(Caller::new(l.clone(), &policy).asks_for(Duration::from_secs(9))))
        .collect();

    // SLEEP: calls that go well, before the outage.
    tokio::time::sleep(Duration::from_millis(600)).await;
    server.pause();
    // SLEEP: how long the outage lasts: more than one window.
    tokio::time::sleep(Duration::from_millis(3_500)).await;
    server.resume();
    until(Duration::from_secs(4), || limiters.iter().all(|l| l.stats().connected)).await;
    let back = clock().now();

    let mut admitted = Vec::new();
    for one in asking {
        let caller = one.await.unwrap();
        caller.was_never_kept_waiting();
        admitted.extend(caller.admitted);
    }
    let most = busiest(&admitted, window_us());
    assert!(most <= 2 * 40 - 40 / 4, "{most} within a window of 40 on four nodes");
    let afterwards: Vec<i64> = admitted.iter().copied().filter(|at| *at > back + 1_000_000).collect();
    assert!(busiest(&afterwards, window_us()) <= 40 && !afterwards.is_empty(), "{}", busiest(&afterwards, window_us()));
}

/// What was admitted while Redis was away counts on every node when it is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_admitted_alone_counts_everywhere_afterwards() {
    let mut server = Server::start();
    let (one, other) = (node(&server.url()).await, node(&server.url()).await);
    until(Duration::from_secs(5), || one.stats().nodes == 2).await;
    let policy = Arc::new(Policy::new("away", 10, Duration::from_mins(1)).strict());
    let large = Arc::new(Policy::new("large", 10_000, Duration::from_mins(1)));
    let crowd = Arc::new(Policy::new("crowd", 10, Duration::from_mins(1)).of_members());
    let key = |p: &Arc<Policy>| one.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = |who| {
        [
            LimitCheck::new(&policy, key(&policy)),
            LimitCheck::new(&large, key(&large)).costing(700),
            LimitCheck::new(&crowd, key(&crowd)).member(who),
        ]
    };

    server.kill();
    let mut admitted = 0;
    for who in 0..30 {
        admitted += u64::from(one.admit(&checks(who)).await.admitted);
    }
    server.restart();
    let both = || server.cli(&["zcard", "{limits}:nodes"]) == "2";
    until(Duration::from_secs(5), || both() && one.stats().connected && other.stats().connected).await;

    // Half of ten: there are two nodes.
    assert_eq!(admitted, 5);
    let left: Vec<u64> = other.peek(&checks(99)).await.iter().map(|v| v.remaining).collect();
    assert_eq!(left, [5, 6_500, 5]);
}

/// A node that starts without Redis limits by itself, and joins when it comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_starts_without_redis_and_joins_later() {
    let mut server = Server::start();
    server.kill();
    let began = Instant::now();
    let limiter = node(&server.url()).await;
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    let policy = Arc::new(Policy::new("early", 3, Duration::from_mins(1)));
    let check = [LimitCheck::new(&policy, limiter.key_hasher().key("early", &[b"somebody"]))];

    let alone: Vec<bool> =
        [limiter.admit(&check).await, limiter.admit(&check).await].iter().map(|d| d.admitted).collect();
    server.restart();
    until(Duration::from_secs(5), || limiter.stats().connected).await;
    let joined: Vec<bool> =
        [limiter.admit(&check).await, limiter.admit(&check).await].iter().map(|d| d.admitted).collect();

    assert_eq!((alone, joined), (vec![true, true], vec![true, false]));
}

/// A hiccup is waited out where guessing is at stake, and nowhere else; nor twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn strict_policies_wait_a_little_longer_for_a_redis_that_answered_until_now() {
    let server = Server::start();
    let proxy = Proxy::before(server.port).await;
    let limiter = node(&proxy.url()).await;
    let (strict, bounded) = (policy(60), Arc::new(Policy::new("bounded", 60, WINDOW)));
    let check = async |policy: &Arc<Policy>| {
        let key = limiter.key_hasher().key(&policy.name, &[b"somebody"]);
        limiter.admit(&[LimitCheck::new(policy, key)]).await.source
    };
    proxy.delay(Duration::from_millis(45));

    let sources = [check(&strict).await, check(&bounded).await, check(&strict).await];

    assert_eq!(sources, [DecisionSource::Redis, DecisionSource::Local, DecisionSource::Local]);
}
