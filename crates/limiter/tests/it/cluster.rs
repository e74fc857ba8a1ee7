//! Limits over a Redis Cluster of three primaries without replicas: whoever holds the limiter's slot
//! may hang, die or forget.

use std::sync::Arc;
use std::time::{Duration, Instant};

use limiter::{DecisionSource, LimitCheck, Limiter, Policy};

use crate::shared;
use crate::support::redis_server::{Cluster, Server};
use crate::support::{node, until};

const QUOTA: u64 = 10;
/// What a request waits for Redis at most, and what a busy machine may add to it.
const PATIENCE: Duration = Duration::from_millis(20 + 130);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_answers_over_a_cluster_equal_the_models() {
    let cluster = Cluster::start().await;

    shared::a_thousand_steps(&cluster.url()).await;

    // One script changes several counters at once: a cluster refuses that (CROSSSLOT) unless all lie
    // in one slot, which one server holds.
    let holders = cluster.servers.iter().filter(|server| server.cli(&["dbsize"]) != "0").count();
    assert_eq!(holders, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_window_holds_more_on_one_and_four_nodes_over_a_cluster() {
    let cluster = Cluster::start().await;
    for nodes in [1, 4] {
        shared::no_window_holds_more(&cluster.url(), nodes, 50).await;
        cluster.holder().cli(&["flushall"]);
    }
}

/// Callers with a quota of ten within a long window, on one node.
struct Callers {
    limiter: Limiter,
    policy: Arc<Policy>,
}

impl Callers {
    async fn over(cluster: &Cluster) -> Self {
        let limiter = node(&cluster.url()).await;
        assert!(limiter.stats().connected);
        Self { limiter, policy: Arc::new(Policy::new("cluster", QUOTA, Duration::from_secs(60))) }
    }

    /// How many of so many requests of a caller are admitted; none may be kept waiting.
    async fn admitted(&self, who: &[u8], times: u64) -> u64 {
        let mut admitted = 0;
        for _ in 0..times {
            self.limiter.clear_refusals();
            let began = Instant::now();
            let decision = self.limiter.admit(&[self.check(who)]).await;
            assert!(began.elapsed() < PATIENCE, "a request took {:?}", began.elapsed());
            admitted += u64::from(decision.admitted);
        }
        admitted
    }

    fn check(&self, who: &[u8]) -> LimitCheck<'_> {
        LimitCheck::new(&self.policy, self.limiter.key_hasher().key("cluster", &[who]))
    }

    /// Waits until Redis decides again.
    async fn shares(&self) {
        until(Duration::from_secs(20), || self.limiter.stats().connected).await;
        let decision = self.limiter.admit(&[self.check(b"somebody else altogether")]).await;
        assert_eq!(decision.source, DecisionSource::Redis);
    }
}

/// One caller has used some of the quota, another comes during the fault; neither gets more than it,
/// nor after the repair.
async fn through(fault: impl FnOnce(&mut Server), repair: impl FnOnce(&mut Server)) {
    let mut cluster = Cluster::start().await;
    let callers = Callers::over(&cluster).await;
    assert_eq!(callers.admitted(b"early", 4).await, 4);
    let at = cluster.holding();

    fault(&mut cluster.servers[at]);
    let during = [callers.admitted(b"early", 30).await, callers.admitted(b"late", 30).await];
    until(Duration::from_secs(5), || !callers.limiter.stats().connected).await;
    let away = [callers.admitted(b"early", 30).await, callers.admitted(b"late", 30).await];
    repair(&mut cluster.servers[at]);
    callers.shares().await;
    let after = [callers.admitted(b"early", 30).await, callers.admitted(b"late", 30).await];

    assert_eq!((during, away, after), ([QUOTA - 4, QUOTA], [0, 0], [0, 0]));
    // Other nodes know it too.
    let other = Callers::over(&cluster).await;
    assert_eq!([other.admitted(b"early", 30).await, other.admitted(b"late", 30).await], [0, 0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_holder_of_the_slot_is_paused() {
    through(|holder| holder.pause(), |holder| holder.resume()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_holder_of_the_slot_is_killed_and_started_again_empty() {
    through(Server::kill, Server::restart).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_holds_no_limits_is_killed_and_nobody_gets_more() {
    let mut cluster = Cluster::start().await;
    let callers = Callers::over(&cluster).await;
    assert_eq!(callers.admitted(b"early", 4).await, 4);
    let holds = cluster.holding();
    let other = (holds + 1) % 3;

    cluster.servers[other].kill();
    // A cluster without all its slots refuses to write, once it has noticed.
    let failed = || cluster.servers[holds].cli(&["cluster", "info"]).contains("cluster_state:fail");
    until(Duration::from_secs(10), failed).await;
    let away = [callers.admitted(b"early", 30).await, callers.admitted(b"late", 30).await];
    cluster.servers[other].restart();
    callers.shares().await;

    let after = [callers.admitted(b"early", 30).await, callers.admitted(b"late", 30).await];
    assert_eq!((away, after), ([QUOTA - 4, QUOTA], [0, 0]));
}

/// RL-7 over a cluster.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_holder_that_was_emptied_gives_no_new_quota() {
    let cluster = Cluster::start().await;
    let callers = Callers::over(&cluster).await;
    assert_eq!(callers.admitted(b"early", 30).await, QUOTA);

    for round in 0..3 {
        cluster.holder().cli(&["flushall"]);
        assert_eq!(callers.admitted(b"early", 30).await, 0, "round {round}");
        callers.shares().await;
        assert_eq!(callers.admitted(b"early", 30).await, 0, "round {round}, told again");
    }
}
