//! Memory that does not grow with what callers make up (RL-9), in one process on a clock moved by hand.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use limiter::{LimitCheck, LimitKey, Limiter, LimiterStats, Offenders, Policy};

use crate::support::{Manual, SECRET, busiest};

const CAP: usize = 2 << 20;
/// What the process may grow by: the table, three sketches, refusals that are remembered, and what the
/// allocator adds. A million counters without a cap take several times as much.
const RESIDENT: usize = 32 << 20;
/// A policy's sketch: two windows of four rows of 16,384 cells of four bytes.
const SKETCH: usize = 2 * 4 * 16_384 * 4;
const WINDOW: Duration = Duration::from_secs(60);
const WINDOW_US: i64 = 60_000_000;

fn small() -> (Limiter, Arc<Manual>) {
    let clock = Arc::new(Manual::default());
    (Limiter::local(SECRET, CAP, Arc::<Manual>::clone(&clock)), clock)
}

fn three() -> [Arc<Policy>; 3] {
    [
        Arc::new(Policy::new("each", 5, WINDOW)),
        Arc::new(Policy::new("large", 4_000, WINDOW)),
        Arc::new(Policy::new("crowd", 3, WINDOW).of_members()),
    ]
}

fn key(limiter: &Limiter, policy: &Policy, who: u32) -> LimitKey {
    limiter.key_hasher().key(&policy.name, &[&who.to_be_bytes()])
}

/// Strangers until the table is full: then nobody new gets a counter of their own.
async fn fill(limiter: &Limiter, window: Duration) {
    let policy = Arc::new(Policy::new("strangers", 5, window));
    for block in 0..100_u32 {
        let before = limiter.stats().counters;
        for who in block * 1_000..(block + 1) * 1_000 {
            limiter.admit(&[LimitCheck::new(&policy, key(limiter, &policy, who))]).await;
        }
        if limiter.stats().counters == before {
            assert!(limiter.stats().overflowing);
            return;
        }
    }
    panic!("the table never fills up");
}

#[track_caller]
fn is_bounded(stats: &LimiterStats, policies: usize) {
    // Each of the 64 shards ends with a counter that is partly beyond.
    let most = CAP + 64 * 512 + policies * SKETCH;
    assert!(stats.bytes <= most, "{} bytes, at most {most}: {stats:?}", stats.bytes);
}

/// Bytes of this process that are in memory, as Linux counts them.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse::<usize>().expect("a number") * 1_024
}

#[tokio::test]
async fn a_million_made_up_callers_stay_within_the_memory_that_was_given() {
    let (limiter, clock) = small();
    let policies = three();
    let before = resident();

    for who in 0..1_000_000 {
        let policy = &policies[who as usize % 3];
        limiter.admit(&[LimitCheck::new(policy, key(&limiter, policy, who)).member(u64::from(who))]).await;
        clock.forward(10);
        if who % 50_000 == 0 {
            is_bounded(&limiter.stats(), 3);
        }
    }

    let full = limiter.stats();
    is_bounded(&full, 3);
    let grown = resident().saturating_sub(before);
    assert!(grown < RESIDENT, "the process grew by {grown} bytes: {full:?}");
    assert!(full.overflowing, "nobody is told that newcomers are estimated: {full:?}");
    assert!(full.bytes > CAP / 2 && full.counters > 1_000, "most of the memory is not used: {full:?}");

    clock.forward(2 * WINDOW_US + 1);
    limiter.sweep();

    let empty = limiter.stats();
    assert_eq!((empty.counters, empty.bytes, empty.overflowing), (0, 0, false));
}

/// Counters grow after they were made: also these bytes are among those that were given.
#[tokio::test]
async fn callers_who_use_up_their_quotas_stay_within_the_memory_that_was_given() {
    let (limiter, clock) = small();
    let policy = Arc::new(Policy::new("long", 100, WINDOW));

    for _ in 0..100 {
        for who in 0..20_000 {
            limiter.admit(&[LimitCheck::new(&policy, key(&limiter, &policy, who))]).await;
        }
        clock.forward(1_000);
    }

    is_bounded(&limiter.stats(), 1);
}

#[tokio::test]
async fn known_callers_keep_their_exact_counters_in_a_full_table() {
    let (limiter, clock) = small();
    let policy = Arc::new(Policy::new("known", 10, WINDOW));
    let check = [LimitCheck::new(&policy, key(&limiter, &policy, 7))];
    for left in (7..10).rev() {
        let decision = limiter.admit(&check).await;
        assert_eq!((decision.admitted, decision.verdicts[0].remaining), (true, left));
        clock.forward(1_000_000);
    }

    fill(&limiter, WINDOW).await;

    for left in (0..7).rev() {
        let decision = limiter.admit(&check).await;
        assert_eq!((decision.admitted, decision.verdicts[0].remaining), (true, left));
    }
    let refused = limiter.admit(&check).await;
    // The first came three seconds ago: to the microsecond, which no estimate knows.
    assert_eq!((refused.admitted, refused.retry_after()), (false, Duration::from_secs(57)));
}

#[tokio::test]
async fn newcomers_get_their_quota_and_no_more_while_the_table_is_full() {
    let (limiter, clock) = small();
    fill(&limiter, 100 * WINDOW).await;
    let policy = Arc::new(Policy::new("each", 5, WINDOW));
    let counters = limiter.stats().counters;

    let mut admitted: HashMap<u32, Vec<i64>> = HashMap::new();
    for round in 0..60_i64 {
        for who in 0..200 {
            let decision = limiter.admit(&[LimitCheck::new(&policy, key(&limiter, &policy, who))]).await;
            assert!(round > 0 || decision.admitted, "newcomer {who} was refused at once");
            if decision.admitted {
                admitted.entry(who).or_default().push(round * 4_000_000);
            }
        }
        clock.forward(4_000_000);
    }

    assert_eq!(limiter.stats().counters, counters, "the table was not full");
    for (who, instants) in &admitted {
        let most = busiest(instants, WINDOW_US);
        assert!(most <= 5, "newcomer {who} got {most} within a window of 5");
        assert!(instants.len() >= 10, "newcomer {who} got only {} in four windows of 5", instants.len());
    }
    assert_eq!(admitted.len(), 200);
}

#[tokio::test]
async fn who_was_estimated_gets_no_second_quota_when_there_is_room_again() {
    let (limiter, clock) = small();
    fill(&limiter, WINDOW / 6).await;
    let policy = Arc::new(Policy::new("each", 5, WINDOW));
    let check = [LimitCheck::new(&policy, key(&limiter, &policy, 1))];
    for _ in 0..5 {
        assert!(limiter.admit(&check).await.admitted);
    }
    assert!(!limiter.admit(&check).await.admitted);

    // The strangers' windows are over, the newcomer's is not.
    clock.forward(WINDOW_US / 3);
    limiter.sweep();

    assert!(!limiter.admit(&check).await.admitted, "a sixth within a window of 5");
}

/// What is given back late must not be taken from what came after it: a long request ends when the
/// window in which it began is over.
#[tokio::test]
async fn an_estimate_is_not_below_the_truth_after_something_old_was_given_back() {
    let (limiter, clock) = small();
    fill(&limiter, 100 * WINDOW).await;
    let policy = Arc::new(Policy::new("each", 2, WINDOW));
    let check = [LimitCheck::new(&policy, key(&limiter, &policy, 1))];
    let old = limiter.admit(&check).await;
    clock.forward(110_000_000);
    let young = limiter.admit(&check).await;
    assert!(old.admitted && young.admitted);

    limiter.refund(&old).await;
    clock.forward(11_000_000);

    let more = [limiter.admit(&check).await.admitted, limiter.admit(&check).await.admitted];
    assert_ne!(more, [true, true], "three within eleven seconds, with a quota of two a minute");
}

#[tokio::test]
async fn refusals_that_are_remembered_are_bounded_and_make_room_when_they_are_over() {
    let (limiter, clock) = small();
    let policy = Arc::new(Policy::new("once", 1, WINDOW));
    let check = [LimitCheck::new(&policy, key(&limiter, &policy, 0))];
    limiter.admit(&check).await;
    let refused = limiter.admit(&check).await;
    let names: Vec<LimitKey> = (0..100_000).map(|who| key(&limiter, &policy, who)).collect();

    for name in &names {
        limiter.remember_refusal(*name, 7, refused.violated().next().unwrap());
    }

    let kept = names.iter().filter(|name| limiter.recall_refusal(**name).is_some()).count();
    assert!((60_000..=65_536).contains(&kept), "{kept} refusals are remembered");
    clock.forward(WINDOW_US);
    let forgotten = names.iter().find(|name| limiter.recall_refusal(**name).is_none());
    limiter.admit(&check).await;
    let again = limiter.admit(&check).await;
    limiter.remember_refusal(*forgotten.unwrap(), 7, again.violated().next().unwrap());
    assert!(limiter.recall_refusal(*forgotten.unwrap()).is_some(), "refusals that are over keep the room");
}

#[tokio::test]
async fn the_worst_offenders_are_found_among_a_hundred_thousand() {
    let (offenders, clock) = (Offenders::default(), Manual::default());
    let policy: Arc<str> = "each".into();

    for who in 0..100_000 {
        offenders.record(&policy, &format!("passer-by {who}"), &clock);
        if who % 50 == 0 {
            for heavy in 0..5 {
                offenders.record(&policy, &format!("heavy {heavy}"), &clock);
            }
        }
        clock.forward(100);
    }

    let top = offenders.top(5, &clock);
    let mut names: Vec<&str> = top.iter().map(|o| o.caller.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["heavy 0", "heavy 1", "heavy 2", "heavy 3", "heavy 4"]);
    // Never too few; with a hundred thousand over a thousand places, at most a hundred too many.
    assert!(top.iter().all(|o| (2_000..2_200).contains(&o.count)), "{top:?}");
    assert!(offenders.top(usize::MAX, &clock).len() <= 1_024);
}

#[tokio::test]
async fn an_offender_is_written_about_once_a_minute_with_all_that_was_not_written() {
    let (offenders, clock) = (Offenders::default(), Manual::default());
    let policy: Arc<str> = "each".into();

    let first = offenders.record(&policy, "somebody", &clock).expect("the first is written down at once");
    let quiet = (0..99).filter(|_| offenders.record(&policy, "somebody", &clock).is_some()).count();
    clock.forward(59_999_999);
    let early = offenders.due_for_log(&clock).len();
    clock.forward(1);
    let later = offenders.due_for_log(&clock);
    clock.forward(60_000_000);

    assert_eq!((first.count, first.unlogged, quiet, early), (1, 1, 0, 0));
    assert_eq!(later.iter().map(|o| (o.count, o.unlogged)).collect::<Vec<_>>(), [(100, 99)]);
    assert!(offenders.due_for_log(&clock).is_empty(), "nothing new is written down again");
}
