//! The arithmetic of one counter. `redis/admit.lua` has the same, line by line.

use std::collections::VecDeque;

use crate::clock::Micros;
use crate::policy::{CountingMethod, LimitCheck};

/// Buckets a window is cut into; a request looks at one more.
pub(crate) const BUCKETS: i64 = 30;

/// What a counter says about a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reading {
    /// Units in the window.
    pub used: u64,
    /// When the oldest of them leave.
    pub reset_at: Option<Micros>,
    /// Set when the request does not fit: when it would.
    pub retry_at: Option<Micros>,
    /// The member is inside already: nothing to count.
    pub present: bool,
}

/// One counter.
#[derive(Debug)]
pub(crate) enum HitWindow {
    /// Instants, ascending.
    Log(VecDeque<Micros>),
    /// The instants buckets end at with their units, ascending. A bucket counts until a window after
    /// its end, whatever the window was when it was made.
    Buckets(VecDeque<(Micros, u64)>),
    /// Members with the instant they came in, ascending by instant.
    Members(Vec<(Micros, u64)>),
}

/// The end of the bucket that an instant lies in. Buckets are cut by Redis' clock, which is `phase`
/// ahead of ours, so that a bucket here is one there.
pub(crate) fn bucket_end(at: Micros, span: Micros, phase: Micros) -> Micros {
    let width = (span + BUCKETS - 1) / BUCKETS;
    ((at + phase).div_euclid(width) + 1) * width - phase
}

impl HitWindow {
    pub(crate) fn new(method: CountingMethod) -> Self {
        match method {
            CountingMethod::Log => Self::Log(VecDeque::new()),
            CountingMethod::Buckets => Self::Buckets(VecDeque::new()),
            CountingMethod::Members => Self::Members(Vec::new()),
        }
    }

    pub(crate) fn method(&self) -> CountingMethod {
        match self {
            Self::Log(_) => CountingMethod::Log,
            Self::Buckets(_) => CountingMethod::Buckets,
            Self::Members(_) => CountingMethod::Members,
        }
    }

    /// The same history, counted another way: a limit grew beyond a thousand, or shrank below.
    pub(crate) fn change_method(&mut self, check: &LimitCheck<'_>, phase: Micros) {
        let method = check.method();
        let changed = match (&mut *self, method) {
            (Self::Log(log), CountingMethod::Buckets) => {
                let mut buckets = VecDeque::new();
                for at in log.iter() {
                    add_to_bucket(&mut buckets, bucket_end(*at, check.span(), phase), 1, check.span());
                }
                Self::Buckets(buckets)
            }
            (Self::Buckets(buckets), CountingMethod::Log) => {
                // More than the limit of them would decide nothing.
                let most = usize::try_from(check.limit()).unwrap_or(usize::MAX);
                let units = |&(ends, n): &(Micros, u64)| {
                    std::iter::repeat_n(ends, usize::try_from(n).unwrap_or(usize::MAX).min(most))
                };
                let mut newest: VecDeque<Micros> = buckets.iter().rev().flat_map(units).take(most).collect();
                newest.make_contiguous().reverse();
                Self::Log(newest)
            }
            (known, wanted) if known.method() != wanted => Self::new(wanted),
            _ => return,
        };
        *self = changed;
    }

    /// Looks at a request for `limit` units, after dropping what left the window.
    pub(crate) fn read(&mut self, now: Micros, check: &LimitCheck<'_>, limit: u64) -> Reading {
        let (span, cost) = (check.span(), u64::from(check.cost));
        match self {
            Self::Log(log) => {
                let now = log.back().map_or(now, |tail| now.max(tail + 1));
                while log.front().is_some_and(|head| *head <= now - span) {
                    log.pop_front();
                }
                let used = log.len() as u64;
                let gives_way = |over: u64| {
                    let place = usize::try_from(over - 1).unwrap_or(usize::MAX);
                    if cost <= limit { log.get(place).copied() } else { None }
                };
                let retry_at = over(used, cost, limit).map(|over| gives_way(over).unwrap_or(now) + span);
                Reading { used, reset_at: log.front().map(|head| head + span), retry_at, present: false }
            }
            Self::Buckets(buckets) => {
                trim(buckets, now, span);
                let used = buckets.iter().map(|(_, n)| n).sum();
                let leaves = |(ends, _): &(Micros, u64)| ends + span;
                let retry_at = over(used, cost, limit).map(|mut over| {
                    let mut at = now + span;
                    for bucket in buckets.iter().take_while(|_| cost <= limit) {
                        at = leaves(bucket);
                        over = over.saturating_sub(bucket.1);
                        if over == 0 {
                            break;
                        }
                    }
                    at
                });
                Reading { used, reset_at: buckets.front().map(leaves), retry_at, present: false }
            }
            Self::Members(members) => {
                members.retain(|(since, _)| *since > now - span);
                let used = members.len() as u64;
                let present = members.iter().any(|(_, who)| *who == check.member);
                let reset_at = members.first().map(|(since, _)| since + span);
                let full = !present && used + 1 > limit;
                Reading { used, reset_at, retry_at: full.then(|| reset_at.unwrap_or(now + span)), present }
            }
        }
    }

    /// Counts a request that fits; says as of when.
    pub(crate) fn add(&mut self, now: Micros, check: &LimitCheck<'_>, phase: Micros) -> Micros {
        // Strictly ascending, so that a hit can be found again by its instant.
        let at = match self {
            Self::Log(log) => log.back().map_or(now, |tail| now.max(tail + 1)),
            Self::Buckets(_) | Self::Members(_) => now,
        };
        self.add_at(at, check, phase);
        at
    }

    /// Counts a hit at an instant that somebody else may have chosen (Redis).
    pub(crate) fn add_at(&mut self, at: Micros, check: &LimitCheck<'_>, phase: Micros) {
        let span = check.span();
        match self {
            Self::Log(log) => {
                // Who only writes down never reads: what is over has to go here as well.
                while log.front().is_some_and(|head| *head <= at - span) {
                    log.pop_front();
                }
                let place = log.partition_point(|known| *known <= at);
                for _ in 0..check.cost {
                    log.insert(place, at);
                }
            }
            Self::Buckets(buckets) => {
                trim(buckets, at, span);
                add_to_bucket(buckets, bucket_end(at, span, phase), u64::from(check.cost), span);
            }
            Self::Members(members) => {
                members.retain(|(since, who)| *since > at - span && *who != check.member);
                members.push((at, check.member));
            }
        }
    }

    /// Takes back what was counted at an instant.
    pub(crate) fn remove(&mut self, at: Micros, cost: u32, member: u64, ends: Micros) {
        match self {
            Self::Log(log) => {
                let from = log.partition_point(|known| *known < at);
                let equal = log.iter().skip(from).take_while(|known| **known == at).count();
                log.drain(from..from + equal.min(cost as usize));
            }
            Self::Buckets(buckets) => {
                if let Some(found) = buckets.iter_mut().find(|(known, _)| *known == ends) {
                    found.1 = found.1.saturating_sub(u64::from(cost));
                }
            }
            Self::Members(members) => members.retain(|(_, who)| *who != member),
        }
    }

    /// Whether nothing in it counts any more.
    pub(crate) fn is_expired(&self, now: Micros, span: Micros) -> bool {
        match self {
            Self::Log(log) => log.back().is_none_or(|last| *last <= now - span),
            Self::Buckets(buckets) => buckets.back().is_none_or(|last| last.0 <= now - span),
            Self::Members(members) => members.last().is_none_or(|(since, _)| *since <= now - span),
        }
    }

    /// Whether a member is inside.
    pub(crate) fn has_member(&self, member: u64) -> bool {
        matches!(self, Self::Members(members) if members.iter().any(|(_, who)| *who == member))
    }

    /// Whether a request finds room without more memory.
    pub(crate) fn has_capacity_for(&self, units: u32) -> bool {
        match self {
            Self::Log(log) => log.capacity() - log.len() >= units as usize,
            Self::Buckets(buckets) => buckets.len() < buckets.capacity(),
            Self::Members(members) => members.len() < members.capacity(),
        }
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        match self {
            Self::Log(log) => log.capacity() * size_of::<Micros>(),
            Self::Buckets(buckets) => buckets.capacity() * size_of::<(i64, u64)>(),
            Self::Members(members) => members.capacity() * size_of::<(Micros, u64)>(),
        }
    }
}

fn over(used: u64, cost: u64, limit: u64) -> Option<u64> {
    used.saturating_add(cost).checked_sub(limit).filter(|over| *over > 0)
}

fn add_to_bucket(buckets: &mut VecDeque<(Micros, u64)>, ends: Micros, units: u64, span: Micros) {
    match buckets.back_mut() {
        // The last one ends much later when buckets were wider. All of its hits are past, so it may end here.
        Some(last) if last.0 - ends > 2 * span / BUCKETS => *last = (ends, last.1.saturating_add(units)),
        // A little later is an answer that was overtaken by another.
        Some(last) if last.0 >= ends => last.1 = last.1.saturating_add(units),
        _ => buckets.push_back((ends, units)),
    }
}

fn trim(buckets: &mut VecDeque<(Micros, u64)>, now: Micros, span: Micros) {
    while buckets.front().is_some_and(|(ends, _)| *ends <= now - span) {
        buckets.pop_front();
    }
}
