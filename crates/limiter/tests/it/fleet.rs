//! RL-1 with nodes that are processes of their own, and RL-6 when their Redis stops for a while.

use std::time::Duration;

use crate::support::busiest;
use crate::support::processes::{Asking, Nodes, hold};
use crate::support::redis_server::Server;
use crate::support::until;

/// In a log: each hit with its instant.
const LOG: Asking = Asking { limit: 50, window_ms: 400, seconds: 3, at_once: 200, pause_ms: 8, deadline_ms: 3_000 };
/// In buckets.
const BUCKETS: Asking =
    Asking { limit: 2_000, window_ms: 1_000, seconds: 3, at_once: 200, pause_ms: 4, deadline_ms: 3_000 };

/// Four nodes, with the clock as it is.
const AS_IT_IS: [&[&str]; 4] = [&[]; 4];

async fn on_one_and_on_four(asking: Asking) {
    let server = Server::start();
    for nodes in [1, 4] {
        hold(&server, asking, &AS_IT_IS[..nodes], 0.6).await;
    }
}

#[tokio::test]
async fn four_processes_together_are_admitted_no_more_than_one() {
    on_one_and_on_four(LOG).await;
}

#[tokio::test]
async fn four_processes_together_are_admitted_no_more_than_one_of_a_large_quota() {
    on_one_and_on_four(BUCKETS).await;
}

/// RL-6: at most 2N - N/K within a window while nodes change over to their own limits and back;
/// RL-8: N again from a second after Redis is back.
#[tokio::test]
async fn four_processes_whose_redis_stops_for_a_while_share_what_is_allowed() {
    // Patient enough for a busy machine: whoever misses the deadline while Redis is there is admitted
    // alone, and that would be another switch.
    let asking = Asking { limit: 40, window_ms: 1_000, seconds: 8, at_once: 10, pause_ms: 40, deadline_ms: 250 };
    let server = Server::start();
    let nodes = Nodes::start(&server.url(), asking, &AS_IT_IS);
    until(Duration::from_secs(5), || server.cli(&["zcard", "{limits}:nodes"]) == "4").await;
    until(Duration::from_secs(5), || server.counters().len() == 1).await;

    let before = server.now();
    server.pause();
    // SLEEP: an outage that is longer than a window.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    server.resume();
    let back = server.now();
    let outcome = nodes.done().await;

    // Alone, nodes know the distance of the clocks as well as they could measure it.
    let window = i64::try_from(asking.window_ms * 1_000).unwrap() - 100_000;
    let most = busiest(&outcome.admitted, window) as u64;
    assert!(most <= 2 * 40 - 40 / 4, "{most} within a window of 40 on four nodes");
    let within = |from: i64, to: i64| outcome.admitted.iter().copied().filter(|at| (from..to).contains(at)).collect();
    let (during, afterwards): (Vec<i64>, Vec<i64>) = (within(before, back), within(back + 1_000_000, i64::MAX));
    assert!(
        outcome.decided_locally > 0 && during.len() >= 40,
        "without Redis {} were admitted: {outcome:?}",
        during.len()
    );
    let most = busiest(&afterwards, window);
    let local = outcome.local.iter().filter(|at| **at >= back + 1_000_000).count();
    assert!(most <= 40, "{most} within a window of 40 a second after Redis was back; {local} were admitted alone");
    assert!(afterwards.len() >= 40, "only {} were admitted when Redis was back", afterwards.len());
}
