//! One process without Redis, on a clock moved by hand.

use std::sync::Arc;
use std::time::Duration;

use limiter::{DecisionSource, LimitCheck, Policy, RefundGuard};

use crate::support::single_node;

#[tokio::test]
async fn an_idle_caller_gets_exactly_the_quota_and_one_more_when_it_was_told_to_come_back() {
    for limit in [1, 5, 100, 1_000] {
        let (limiter, clock) = single_node();
        let policy = Arc::new(Policy::new("rl2", limit, Duration::from_mins(1)));
        let check = [LimitCheck::new(&policy, limiter.key_hasher().key("rl2", &[b"somebody"]))];

        let mut admitted = 0;
        let refused = loop {
            let decision = limiter.admit(&check).await;
            if !decision.admitted {
                break decision;
            }
            admitted += 1;
        };
        assert_eq!(admitted, limit);
        clock.forward(i64::try_from(refused.retry_after().as_micros()).unwrap() - 1);
        assert!(!limiter.admit(&check).await.admitted, "a microsecond too early");
        clock.forward(1);
        assert!(limiter.admit(&check).await.admitted);
    }
}

#[tokio::test]
async fn a_large_quota_keeps_at_least_all_but_one_bucket_of_its_rate() {
    let (limiter, clock) = single_node();
    let policy = Arc::new(Policy::new("rl2b", 3_000, Duration::from_secs(30)));
    let check = [LimitCheck::new(&policy, limiter.key_hasher().key("rl2b", &[b"somebody"]))];

    let mut admitted = 0_u64;
    for _ in 0..300_000 {
        clock.forward(1_000);
        admitted += u64::from(limiter.admit(&check).await.admitted);
    }

    let windows = 10;
    assert!(admitted >= 3_000 * windows * 29 / 30 - 100, "{admitted} in {windows} windows");
    assert!(admitted <= 3_000 * windows, "{admitted} in {windows} windows");
}

#[tokio::test]
async fn hammering_does_not_prolong_the_wait_and_costs_other_policies_nothing() {
    let (limiter, clock) = single_node();
    let small = Arc::new(Policy::new("small", 2, Duration::from_secs(10)));
    let large = Arc::new(Policy::new("large", 100, Duration::from_secs(10)));
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = [LimitCheck::new(&small, key(&small)), LimitCheck::new(&large, key(&large))];
    assert!(limiter.admit(&checks).await.admitted && limiter.admit(&checks).await.admitted);

    for _ in 0..1_000 {
        clock.forward(5_000);
        assert!(!limiter.admit(&checks).await.admitted);
    }

    let after = limiter.peek(&checks).await;
    assert_eq!(after[1].remaining, 98, "a refused request was counted against the other policy");
    clock.forward(5_000_000);
    assert!(limiter.admit(&checks).await.admitted, "ten seconds after the first two");
}

#[tokio::test]
async fn other_numbers_keep_the_history_and_hold_at_once() {
    let (limiter, _clock) = single_node();
    let with = |limit| Arc::new(Policy::new("rl19", limit, Duration::from_mins(1)));
    let key = limiter.key_hasher().key("rl19", &[b"somebody"]);
    let ten = with(10);
    for _ in 0..8 {
        assert!(limiter.admit(&[LimitCheck::new(&ten, key)]).await.admitted);
    }

    // Lower, higher, beyond what is counted one by one, and back.
    let answers = [(5, false, 0), (9, true, 0), (5_000, true, 4_990), (11, true, 0), (11, false, 0)];
    for (limit, admitted, remaining) in answers {
        limiter.clear_refusals();
        let policy = with(limit);
        let decision = limiter.admit(&[LimitCheck::new(&policy, key)]).await;
        assert_eq!((decision.admitted, decision.verdicts[0].remaining), (admitted, remaining), "limit {limit}");
    }
}

#[tokio::test]
async fn monitor_only_mode_admits_and_tells() {
    let (limiter, _clock) = single_node();
    let monitored = Arc::new(Policy::new("trial", 1, Duration::from_mins(1)).monitor_only());
    let check = [LimitCheck::new(&monitored, limiter.key_hasher().key("trial", &[b"somebody"]))];

    let first = limiter.admit(&check).await;
    let second = limiter.admit(&check).await;

    assert!(first.admitted && first.monitored().count() == 0);
    assert!(second.admitted && second.monitored().count() == 1 && second.violated().count() == 0);
}

#[tokio::test]
async fn what_is_given_back_can_be_used_again_and_nothing_else() {
    let (limiter, clock) = single_node();
    let (each, crowd) = (
        Arc::new(Policy::new("each", 2, Duration::from_mins(1))),
        Arc::new(Policy::new("crowd", 2_000, Duration::from_mins(1))),
    );
    let key = |p: &Arc<Policy>| limiter.key_hasher().key(&p.name, &[b"somebody"]);
    let checks = [LimitCheck::new(&each, key(&each)), LimitCheck::new(&crowd, key(&crowd)).costing(1_000)];
    let first = limiter.admit(&checks).await;
    clock.forward(7);
    let second = limiter.admit(&checks).await;
    assert!(first.admitted && second.admitted && !limiter.admit(&checks).await.admitted);

    limiter.refund(&second).await;

    assert!(limiter.admit(&checks).await.admitted);
    assert!(!limiter.admit(&checks).await.admitted);
}

#[tokio::test]
async fn places_come_free_at_the_end_of_what_holds_them_or_when_it_took_too_long() {
    let (limiter, clock) = single_node();
    let policy = Arc::new(Policy::new("at-once", 2, Duration::from_secs(30)).of_members());
    let key = limiter.key_hasher().key("at-once", &[b"somebody"]);
    let enter = async |who| limiter.admit(&[LimitCheck::new(&policy, key).member(who)]).await;
    let first = RefundGuard::new(&limiter, enter(1).await);
    let _second = RefundGuard::new(&limiter, enter(2).await);
    assert!(!enter(3).await.admitted);

    drop(first);
    let third = enter(3).await;
    clock.forward(29_999_999);
    let too_early = enter(4).await;
    clock.forward(1);
    let expired = enter(4).await;

    assert!(third.admitted && !too_early.admitted && expired.admitted);
}

#[tokio::test]
async fn distinct_members_count_once_each() {
    let (limiter, _clock) = single_node();
    let policy = Arc::new(Policy::new("accounts", 3, Duration::from_hours(1)).of_members());
    let key = limiter.key_hasher().key("accounts", &[b"an address"]);
    let tries = async |who| limiter.admit(&[LimitCheck::new(&policy, key).member(who)]).await.admitted;

    let answers = [tries(1).await, tries(1).await, tries(2).await, tries(3).await, tries(4).await, tries(2).await];

    assert_eq!(answers, [true, true, true, true, false, true]);
}

#[tokio::test]
async fn a_refusal_can_be_remembered_under_another_name_until_it_is_over() {
    let (limiter, clock) = single_node();
    let policy = Arc::new(Policy::new("user", 1, Duration::from_secs(10)));
    let checks = [LimitCheck::new(&policy, limiter.key_hasher().key("user", &[b"somebody"]))];
    let token = limiter.key_hasher().key("token", &[b"a token"]);
    limiter.admit(&checks).await;
    let refused = limiter.admit(&checks).await;
    assert!(limiter.recall_refusal(token).is_none());

    limiter.remember_refusal(token, 7, refused.violated().next().unwrap());
    clock.forward(4_000_000);

    let (recalled, owner) = limiter.recall_refusal(token).expect("it is remembered");
    assert_eq!(owner, 7);
    assert_eq!((recalled.source, recalled.retry_after()), (DecisionSource::CachedRefusal, Duration::from_secs(6)));
    clock.forward(6_000_000);
    assert!(limiter.recall_refusal(token).is_none() && limiter.admit(&checks).await.admitted);
}
