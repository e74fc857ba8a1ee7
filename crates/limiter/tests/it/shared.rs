//! Many nodes over one Redis.

use std::sync::Arc;
use std::time::Duration;

use limiter::{DecisionSource, LimitCheck, Limiter, Policy};
use tokio::task::JoinSet;

use crate::model::{Model, policies, said};
use crate::support::dice::Dice;
use crate::support::redis_server::Server;
use crate::support::{busiest, counted_at, node, patient, until};

/// RL-4: a thousand random requests; every number said equals the model's.
pub async fn a_thousand_steps(url: &str) {
    let limiter = patient(url).await;
    assert!(limiter.stats().connected);
    let policies = policies(&[(5, 80, 2), (1_500, 60, 2), (4, 50, 0), (3, 40, 1)]);
    let (mut model, mut dice) = (Model::default(), Dice(0x9e37_79b9));
    let (mut round, mut compared) = (0_u8, 0);

    for step in 0..1_000 {
        if dice.below(3) == 0 {
            // SLEEP: the pace of the callers, which the model is told.
            tokio::time::sleep(Duration::from_micros(dice.below(12_000))).await;
        }
        let mut checks = Vec::new();
        for policy in &policies {
            if dice.below(3) == 0 {
                continue;
            }
            let who = limiter.key_hasher().key(&policy.name, &[&[u8::try_from(dice.below(2)).unwrap(), round]]);
            let cost =
                u32::try_from(1 + dice.below(2) + if policy.limit > 1_000 { dice.below(400) } else { 0 }).unwrap();
            checks.push(LimitCheck::new(policy, who).costing(cost).member(dice.below(9)));
        }

        limiter.clear_refusals();
        let offset = limiter.stats().clock_offset_us;
        let decision = limiter.admit(&checks).await;

        if limiter.stats().clock_offset_us != offset {
            // The distance of the clocks was measured anew: Redis' instant is not known, and the model
            // begins again with other callers.
            (round, model) = (round + 1, Model::default());
        } else if decision.source == DecisionSource::Redis {
            // Buckets are cut by Redis' clock.
            assert_eq!(said(&decision), model.judge(&checks, decision.decided_at + offset), "step {step}: {checks:?}");
            compared += 1;
        } else {
            assert!(checks.is_empty(), "step {step} was decided by {:?}", decision.source);
        }
    }
    assert!(compared > 700, "only {compared} answers were compared");
}

/// RL-1: whatever the pattern and the number of nodes, no window holds more than the quota.
pub async fn no_window_holds_more(url: &str, nodes: usize, limit: u64) {
    let window = Duration::from_millis(300);
    let policy = Arc::new(Policy::new("rl1", limit, window));
    let mut running = JoinSet::new();
    for at in 0..nodes {
        let (limiter, policy) = (patient(url).await, Arc::clone(&policy));
        assert!(limiter.stats().connected);
        running.spawn(async move { one_node(limiter, policy, at as u64).await });
    }

    let results = running.join_all().await;

    let instants: Vec<i64> = results.iter().flat_map(|(instants, _)| instants).copied().collect();
    let asked: usize = results.iter().map(|(_, asked)| asked).sum();
    let most = busiest(&instants, 300_000);
    assert!(most as u64 <= limit, "{most} within a window, with a limit of {limit} on {nodes} nodes");
    assert!(instants.len() as u64 >= limit * 3 && instants.len() < asked, "{} of {asked}", instants.len());
}

async fn one_node(limiter: Limiter, policy: Arc<Policy>, seed: u64) -> (Vec<i64>, usize) {
    let key = limiter.key_hasher().key("rl1", &[b"somebody"]);
    let (mut admitted, mut asked, mut dice) = (Vec::new(), 0, Dice(seed + 7));
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_millis(2_500) {
        // Alone, a handful, or two hundred at once.
        let at_once = match dice.below(12) {
            0 => 200,
            1..5 => 1 + dice.below(20),
            _ => 1,
        };
        let offset = limiter.stats().clock_offset_us;
        let mut burst = JoinSet::new();
        for _ in 0..at_once {
            let (limiter, policy) = (limiter.clone(), Arc::clone(&policy));
            burst.spawn(async move { limiter.admit(&[LimitCheck::new(&policy, key)]).await });
        }
        asked += usize::try_from(at_once).unwrap();
        let decisions = burst.join_all().await;
        let known = limiter.stats().clock_offset_us == offset;
        for decision in decisions.iter().filter(|decision| decision.admitted) {
            assert_eq!(decision.source, DecisionSource::Redis, "a node decided alone while Redis was there");
            if known {
                admitted.push(counted_at(&limiter, decision));
            }
        }
        limiter.clear_refusals();
        // SLEEP: the pace of the callers, which the model is told.
        tokio::time::sleep(Duration::from_micros(dice.below(9_000))).await;
    }
    (admitted, asked)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_answers_over_redis_equal_the_models() {
    let server = Server::start();
    a_thousand_steps(&server.url()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_window_holds_more_on_one_two_and_four_nodes() {
    let server = Server::start();
    for (nodes, limit) in [(1, 50), (2, 5), (4, 50)] {
        server.cli(&["flushall"]);
        no_window_holds_more(&server.url(), nodes, limit).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_large_quota_is_never_exceeded_and_nearly_used_up() {
    let server = Server::start();
    let limiters = [node(&server.url()).await, node(&server.url()).await];
    let policy = Arc::new(Policy::new("large", 3_000, Duration::from_millis(600)));
    let key = limiters[0].key_hasher().key("large", &[b"somebody"]);

    let mut instants = Vec::new();
    let began = std::time::Instant::now();
    while began.elapsed() < Duration::from_secs(3) {
        for limiter in &limiters {
            let offset = limiter.stats().clock_offset_us;
            let decision = limiter.admit(&[LimitCheck::new(&policy, key).costing(20)]).await;
            let known = limiter.stats().clock_offset_us == offset;
            if known && decision.admitted && decision.source == DecisionSource::Redis {
                instants.extend([counted_at(limiter, &decision); 20]);
            }
        }
    }

    let most = busiest(&instants, 600_000);
    assert!(most <= 3_000, "{most} within a window");
    assert!(most >= 2_500, "only {most} of 3,000 could be used");
}

#[tokio::test]
async fn a_refused_request_is_counted_against_no_policy() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let small = Arc::new(Policy::new("small", 1, Duration::from_mins(1)));
    let large = Arc::new(Policy::new("large", 5_000, Duration::from_mins(1)));
    let crowd = Arc::new(Policy::new("crowd", 9, Duration::from_mins(1)).of_members());
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = |n| {
        [
            LimitCheck::new(&large, key(&large)).costing(7),
            LimitCheck::new(&crowd, key(&crowd)).member(n),
            LimitCheck::new(&small, key(&small)),
        ]
    };
    assert!(limiter.admit(&checks(1)).await.admitted);

    for n in 2..50 {
        limiter.clear_refusals();
        let refused = limiter.admit(&checks(n)).await;
        assert_eq!((refused.admitted, refused.source), (false, DecisionSource::Redis));
    }

    let left: Vec<u64> = limiter.peek(&checks(99)).await.iter().map(|v| v.remaining).collect();
    assert_eq!(left, [4_993, 8, 0]);
}

#[tokio::test]
async fn any_number_of_policies_is_one_call_and_a_known_refusal_is_none() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let policies: Vec<_> =
        (0..8).map(|n| Arc::new(Policy::new(&format!("p{n}"), 100 + n, Duration::from_mins(1)))).collect();
    let checks: Vec<_> =
        policies.iter().map(|p| LimitCheck::new(p, limiter.key_hasher().key(&p.name, &[b"somebody"]))).collect();
    // The heartbeats beside it are a handful.
    let before = server.script_calls();
    for _ in 0..100 {
        assert!(limiter.admit(&checks).await.admitted);
    }
    let admitted = server.script_calls() - before;
    limiter.admit(&checks).await;

    let before = server.script_calls();
    for _ in 0..20_000 {
        let refused = limiter.admit(&checks).await;
        assert_eq!((refused.admitted, refused.source), (false, DecisionSource::CachedRefusal));
    }

    let refused = server.script_calls() - before;
    assert!((100..110).contains(&admitted), "{admitted} calls for 100 requests under 8 policies");
    assert!(refused < 10, "{refused} calls for 20,000 requests that were known to be refused");
}

#[tokio::test]
async fn what_is_given_back_on_one_node_can_be_used_on_another() {
    let server = Server::start();
    let (one, other) = (node(&server.url()).await, node(&server.url()).await);
    let each = Arc::new(Policy::new("each", 2, Duration::from_mins(1)));
    let large = Arc::new(Policy::new("large", 2_000, Duration::from_mins(1)));
    let crowd = Arc::new(Policy::new("crowd", 2, Duration::from_mins(1)).of_members());
    let key = |p: &Arc<Policy>| one.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = |who| {
        [
            LimitCheck::new(&each, key(&each)),
            LimitCheck::new(&large, key(&large)).costing(1_000),
            LimitCheck::new(&crowd, key(&crowd)).member(who),
        ]
    };
    assert!(one.admit(&checks(1)).await.admitted);
    let second = one.admit(&checks(2)).await;
    assert!(second.admitted);

    one.refund(&second).await;

    assert!(other.admit(&checks(3)).await.admitted);
    let full = other.admit(&checks(4)).await;
    assert_eq!(full.violated().count(), 3, "{full:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reset_reaches_every_node() {
    let server = Server::start();
    let (one, other) = (node(&server.url()).await, node(&server.url()).await);
    let policy = Arc::new(Policy::new("rl", 1, Duration::from_mins(10)));
    let check = [LimitCheck::new(&policy, one.key_hasher().key("rl", &[b"somebody"]))];
    assert!(other.admit(&check).await.admitted && !other.admit(&check).await.admitted);
    assert_eq!(other.admit(&check).await.source, DecisionSource::CachedRefusal);

    one.reset(&check).await.unwrap();

    until(Duration::from_secs(3), || other.known_refusal(&check).is_none()).await;
    assert!(other.admit(&check).await.admitted);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_that_change_on_all_nodes_keep_the_history() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let with = |limit| Arc::new(Policy::new("rl19", limit, Duration::from_mins(1)));
    let key = limiter.key_hasher().key("rl19", &[b"somebody"]);
    for _ in 0..8 {
        assert!(limiter.admit(&[LimitCheck::new(&with(10), key)]).await.admitted);
    }

    let mut answers = Vec::new();
    for limit in [5, 9, 9] {
        limiter.clear_refusals();
        answers.push(limiter.admit(&[LimitCheck::new(&with(limit), key)]).await.admitted);
    }

    assert_eq!(answers, [false, true, false]);
}

/// RL-9: counters expire by themselves, all of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counters_are_gone_when_their_windows_are_over() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let policies = policies(&[(5, 200, 2), (5_000, 200, 2), (3, 200, 0)]);
    for who in 0..50_u8 {
        let checks: Vec<_> =
            policies.iter().map(|p| LimitCheck::new(p, limiter.key_hasher().key(&p.name, &[&[who]]))).collect();
        limiter.admit(&checks).await;
    }
    // All at once: one after the other, the last would be gone before it is asked about.
    let all = "local all = {} for i, key in ipairs(redis.call('keys', '*:p*')) do all[i] = redis.call('pttl', key) end return all";
    let living: Vec<i64> = server.cli(&["--raw", "eval", all, "0"]).lines().map(|ttl| ttl.parse().unwrap()).collect();
    assert_eq!(living.len(), 150, "{living:?}");
    assert!(living.iter().all(|ttl| (1..=1_400).contains(ttl)), "milliseconds: {living:?}");

    until(Duration::from_secs(5), || server.counters().is_empty()).await;
}

/// RL-20: a flood under one name does not slow the others down. Both rounds run on this machine now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_one_caller_is_not_felt_by_others_nor_by_redis() {
    let server = Server::start();
    let limiter = node(&server.url()).await;
    let policy = Arc::new(Policy::new("rl20", 100, Duration::from_mins(1)));
    let flooder = limiter.key_hasher().key("rl20", &[b"flooder"]);
    let quiet = others(&limiter, &policy, 1).await;

    let (flood, flooding) = (limiter.clone(), Arc::clone(&policy));
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    let running = tokio::spawn(async move {
        let (mut asked, mut admitted) = (0_u64, 0_u64);
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            for _ in 0..50 {
                admitted += u64::from(flood.admit(&[LimitCheck::new(&flooding, flooder)]).await.admitted);
                asked += 1;
            }
            // SLEEP: lets others have a turn.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        (asked, admitted)
    });
    until(Duration::from_secs(5), || limiter.known_refusal(&[LimitCheck::new(&policy, flooder)]).is_some()).await;
    let before = server.script_calls();
    let flooded = others(&limiter, &policy, 2).await;
    let calls = server.script_calls() - before;
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let (asked, admitted) = running.await.unwrap();

    assert!(asked > 1_000 && admitted == 100, "{admitted} of {asked}");
    // 400 requests of others, and heartbeats.
    assert!(calls < 440, "{calls} calls");
    let bound = quiet.max(Duration::from_millis(5)) * 2;
    assert!(flooded <= bound, "p99 of others {flooded:?}, {quiet:?} without the flood");
}

/// The 99th percentile of four hundred requests of others.
async fn others(limiter: &Limiter, policy: &Arc<Policy>, round: u8) -> Duration {
    let mut took = Vec::new();
    for who in 0..400_u16 {
        let key = limiter.key_hasher().key("rl20", &[&who.to_be_bytes(), &[round]]);
        let began = std::time::Instant::now();
        assert!(limiter.admit(&[LimitCheck::new(policy, key)]).await.admitted);
        took.push(began.elapsed());
    }
    took.sort_unstable();
    took[395]
}
