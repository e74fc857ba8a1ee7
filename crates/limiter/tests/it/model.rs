//! The limiter's arithmetic against a model that is written from the promise, not from the code: it
//! keeps everything that was ever admitted and looks through all of it each time.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use limiter::{LimitCheck, LimitDecision, LimitKey, Micros, Policy};
use proptest::prelude::*;

use crate::support::single_node;

/// Everything that was admitted, per counter: instant, units, member.
#[derive(Default)]
pub struct Model {
    admitted: HashMap<LimitKey, Vec<(Micros, u64, u64)>>,
}

/// What the model expects of one policy.
#[derive(Debug, PartialEq)]
pub struct Expected {
    refuses: bool,
    remaining: u64,
    retry: Micros,
    reset: Micros,
}

const BUCKETS: i64 = 30;

impl Model {
    fn until(check: &LimitCheck<'_>, at: Micros) -> Micros {
        let span = i64::try_from(check.policy.window.as_micros()).unwrap();
        let width = (span + BUCKETS - 1) / BUCKETS;
        let limit = check.policy.limit * u64::from(check.multiplier);
        if check.policy.members || limit <= 1_000 { at + span } else { (at.div_euclid(width) + 1) * width + span }
    }

    /// Judges a request at an instant, and keeps it if it is admitted.
    pub fn judge(&mut self, checks: &[LimitCheck<'_>], now: Micros) -> (bool, Vec<Expected>) {
        let mut views = Vec::new();
        for check in checks {
            let all = self.admitted.entry(check.key).or_default();
            // A log never counts two hits at one instant: the next is a microsecond later.
            let logs = !check.policy.members && check.policy.limit * u64::from(check.multiplier) <= 1_000;
            let last = all.iter().map(|(at, ..)| *at).max();
            let now =
                if logs { last.filter(|l| Self::until(check, *l) > now).map_or(now, |l| now.max(l + 1)) } else { now };
            let living: Vec<_> = all.iter().filter(|(at, ..)| Self::until(check, *at) > now).copied().collect();
            let limit = check.policy.limit * u64::from(check.multiplier);
            let used: u64 = living.iter().map(|(_, units, _)| units).sum();
            let present = check.policy.members && living.iter().any(|(_, _, who)| *who == check.member);
            let units = if check.policy.members { u64::from(!present) } else { u64::from(check.cost) };
            let fits = used + units <= limit;
            // The first instant at which enough of what lives has left.
            let mut leaving: Vec<(Micros, u64)> =
                living.iter().map(|(at, n, _)| (Self::until(check, *at), *n)).collect();
            leaving.sort_unstable();
            let mut left = used;
            let mut retry = now + i64::try_from(check.policy.window.as_micros()).unwrap();
            if units <= limit {
                for (at, n) in &leaving {
                    left -= n;
                    if left + units <= limit {
                        retry = *at;
                        break;
                    }
                }
            }
            views.push((now, fits, used, units, retry, leaving.first().map(|(at, _)| *at), limit));
        }
        let admitted = checks.iter().zip(&views).all(|(check, view)| view.1 || check.policy.monitor_only);
        let mut expected = Vec::new();
        for (check, (at, fits, used, units, retry, first, limit)) in checks.iter().zip(views) {
            let counts = admitted && fits && units > 0;
            if counts {
                self.admitted.entry(check.key).or_default().push((at, units, check.member));
            }
            let taken = if counts { units } else { 0 };
            let reset = first.or(counts.then(|| Self::fresh_reset(check, at)));
            expected.push(Expected {
                refuses: !fits,
                remaining: limit.saturating_sub(used + taken),
                retry: if fits { 0 } else { retry - now },
                reset: reset.map_or(0, |at| at - now),
            });
        }
        (admitted, expected)
    }

    /// What an answer says of a counter that was empty: the window, whatever the bucket.
    fn fresh_reset(check: &LimitCheck<'_>, at: Micros) -> Micros {
        at + i64::try_from(check.policy.window.as_micros()).unwrap()
    }

    /// No window of any counter holds more than its limit.
    pub fn holds(&self, key: LimitKey, window: Micros, limit: u64) -> bool {
        let mut all = self.admitted.get(&key).cloned().unwrap_or_default();
        all.sort_unstable();
        (0..all.len()).all(|i| {
            let inside = all[i..].iter().take_while(|(at, ..)| *at < all[i].0 + window);
            inside.map(|(_, units, _)| units).sum::<u64>() <= limit
        })
    }
}

/// What a decision says, in the model's words.
pub fn said(decision: &LimitDecision) -> (bool, Vec<Expected>) {
    let micros = |d: Duration| i64::try_from(d.as_micros()).unwrap();
    let each = decision.verdicts.iter().map(|v| Expected {
        refuses: v.retry.is_some(),
        remaining: v.remaining,
        retry: v.retry.map_or(0, micros),
        reset: micros(v.reset),
    });
    (decision.admitted, each.collect())
}

/// A step of a random caller: how long it waits, and for each policy which counter and how much.
pub type Step = (u32, Vec<(usize, u32, u64)>);

pub fn policies(limits: &[(u64, u64, u8)]) -> Vec<Arc<Policy>> {
    let named = |(at, (limit, millis, kind)): (usize, &(u64, u64, u8))| {
        let policy = Policy::new(&format!("p{at}"), *limit, Duration::from_millis(*millis));
        Arc::new(match kind % 4 {
            0 => policy.of_members(),
            1 => policy.monitor_only(),
            _ => policy,
        })
    };
    limits.iter().enumerate().map(named).collect()
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let check = (0..3_usize, 1..4_u32, 0..5_u64);
    proptest::collection::vec(
        (prop_oneof![Just(0), 1..2_000_u32, 1_000..400_000_u32], proptest::collection::vec(check, 1..4)),
        1..400,
    )
}

fn quotas() -> impl Strategy<Value = Vec<(u64, u64, u8)>> {
    let quota = prop_oneof![4 => 1..12_u64, 1 => 1_001..1_020_u64];
    proptest::collection::vec((quota, 1..900_u64, 0..8_u8), 3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// RL-1, RL-3 and RL-4 in one process: every number said equals the model's, after every request.
    #[test]
    fn every_answer_equals_the_models(quotas in quotas(), steps in steps(), scale in prop_oneof![Just(1_u32), Just(97)]) {
        let (limiter, clock) = single_node();
        let policies = policies(&quotas);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let mut model = Model::default();

        for (wait, wanted) in &steps {
            clock.forward(i64::from(*wait));
            let checks: Vec<LimitCheck<'_>> = wanted.iter().zip(&policies).map(|((who, cost, member), policy)| {
                // Large quotas are tried with large costs, or their end would never be seen.
                let cost = if policy.limit > 1_000 { cost * scale } else { *cost };
                LimitCheck::new(policy, limiter.key_hasher().key(&policy.name, &[&[u8::try_from(*who).unwrap()]])).costing(cost).member(*member)
            }).collect();

            let decision = runtime.block_on(limiter.admit(&checks));

            prop_assert_eq!(said(&decision), model.judge(&checks, decision.decided_at));
        }
        for policy in policies.iter().filter(|p| !p.members) {
            for who in 0..3_u8 {
                let key = limiter.key_hasher().key(&policy.name, &[&[who]]);
                let window = i64::try_from(policy.window.as_micros()).unwrap();
                prop_assert!(model.holds(key, window, policy.limit));
            }
        }
    }
}
