//! The arithmetic of one counter. `redis/take.lua` has the same, line by line.

use std::collections::VecDeque;

use crate::clock::Micros;
use crate::policy::{Ask, Counting};

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
pub(crate) enum Window {
    /// Instants, ascending.
    Log(VecDeque<Micros>),
    /// Numbered buckets with their units, ascending.
    Buckets(VecDeque<(i64, u64)>),
    /// Members with the instant they came in, ascending by instant.
    Members(Vec<(Micros, u64)>),
}

/// The width of a bucket.
pub(crate) fn width(span: Micros) -> Micros {
    (span + BUCKETS - 1) / BUCKETS
}

impl Window {
    pub(crate) fn new(counting: Counting) -> Self {
        match counting {
            Counting::Log => Self::Log(VecDeque::new()),
            Counting::Buckets => Self::Buckets(VecDeque::new()),
            Counting::Members => Self::Members(Vec::new()),
        }
    }

    pub(crate) fn counting(&self) -> Counting {
        match self {
            Self::Log(_) => Counting::Log,
            Self::Buckets(_) => Counting::Buckets,
            Self::Members(_) => Counting::Members,
        }
    }

    /// The same history, counted another way: a limit grew beyond a thousand, or shrank below.
    pub(crate) fn become_counting(&mut self, counting: Counting, span: Micros) {
        let changed = match (&mut *self, counting) {
            (Self::Log(log), Counting::Buckets) => {
                let mut buckets = VecDeque::new();
                for at in log.iter() {
                    add_to_bucket(&mut buckets, at.div_euclid(width(span)), 1);
                }
                Self::Buckets(buckets)
            }
            (Self::Buckets(buckets), Counting::Log) => {
                let expand = |&(bucket, n): &(i64, u64)| {
                    let ends = (bucket + 1) * width(span) - 1;
                    std::iter::repeat_n(ends, usize::try_from(n).unwrap_or(usize::MAX))
                };
                Self::Log(buckets.iter().flat_map(expand).collect())
            }
            (known, wanted) if known.counting() != wanted => Self::new(wanted),
            _ => return,
        };
        *self = changed;
    }

    /// Looks at a request for `limit` units, after dropping what left the window.
    pub(crate) fn read(&mut self, now: Micros, ask: &Ask<'_>, limit: u64) -> Reading {
        let (span, cost) = (ask.span(), u64::from(ask.cost));
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
                let width = width(span);
                let current = buckets.back().map_or(now.div_euclid(width), |last| last.0.max(now.div_euclid(width)));
                while buckets.front().is_some_and(|(bucket, _)| *bucket < current - BUCKETS) {
                    buckets.pop_front();
                }
                let used = buckets.iter().map(|(_, n)| n).sum();
                let leaves = |bucket: i64| (bucket + BUCKETS + 1) * width;
                let retry_at = over(used, cost, limit).map(|mut over| {
                    if cost > limit {
                        return now + span;
                    }
                    let mut at = now + span;
                    for &(bucket, n) in buckets.iter() {
                        at = leaves(bucket);
                        over = over.saturating_sub(n);
                        if over == 0 {
                            break;
                        }
                    }
                    at
                });
                Reading { used, reset_at: buckets.front().map(|b| leaves(b.0)), retry_at, present: false }
            }
            Self::Members(members) => {
                members.retain(|(since, _)| *since > now - span);
                let used = members.len() as u64;
                let present = members.iter().any(|(_, who)| *who == ask.member);
                let reset_at = members.first().map(|(since, _)| since + span);
                let full = !present && used + 1 > limit;
                Reading { used, reset_at, retry_at: full.then(|| reset_at.unwrap_or(now + span)), present }
            }
        }
    }

    /// Counts a request that fits; says as of when.
    pub(crate) fn add(&mut self, now: Micros, ask: &Ask<'_>) -> Micros {
        match self {
            Self::Log(log) => {
                // Strictly ascending, so that a hit can be found again by its instant.
                let at = log.back().map_or(now, |tail| now.max(tail + 1));
                log.extend(std::iter::repeat_n(at, ask.cost as usize));
                at
            }
            Self::Buckets(buckets) => {
                let bucket = now.div_euclid(width(ask.span()));
                add_to_bucket(buckets, bucket, u64::from(ask.cost));
                now
            }
            Self::Members(members) => {
                members.push((now, ask.member));
                now
            }
        }
    }

    /// Counts a hit at an instant that somebody else chose (Redis).
    pub(crate) fn add_at(&mut self, at: Micros, ask: &Ask<'_>) {
        match self {
            Self::Log(log) => {
                let place = log.partition_point(|known| *known <= at);
                if place == log.len() {
                    log.extend(std::iter::repeat_n(at, ask.cost as usize));
                } else {
                    (0..ask.cost).for_each(|_| log.insert(place, at));
                }
            }
            Self::Buckets(_) | Self::Members(_) => drop(self.add(at, ask)),
        }
    }

    /// Takes back what was counted at an instant.
    pub(crate) fn remove(&mut self, at: Micros, cost: u32, member: u64, span: Micros) {
        match self {
            Self::Log(log) => {
                let from = log.partition_point(|known| *known < at);
                let equal = log.iter().skip(from).take_while(|known| **known == at).count();
                log.drain(from..from + equal.min(cost as usize));
            }
            Self::Buckets(buckets) => {
                let bucket = at.div_euclid(width(span));
                if let Some(found) = buckets.iter_mut().find(|(known, _)| *known == bucket) {
                    found.1 = found.1.saturating_sub(u64::from(cost));
                }
            }
            Self::Members(members) => members.retain(|(_, who)| *who != member),
        }
    }

    /// Whether nothing in it counts any more.
    pub(crate) fn is_over(&self, now: Micros, span: Micros) -> bool {
        match self {
            Self::Log(log) => log.back().is_none_or(|last| *last <= now - span),
            Self::Buckets(buckets) => buckets.back().is_none_or(|last| last.0 < now.div_euclid(width(span)) - BUCKETS),
            Self::Members(members) => members.last().is_none_or(|(since, _)| *since <= now - span),
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

fn add_to_bucket(buckets: &mut VecDeque<(i64, u64)>, bucket: i64, units: u64) {
    match buckets.back_mut() {
        // A bucket before the last is where a clock stepped back: the last one holds longer.
        Some(last) if last.0 >= bucket => last.1 = last.1.saturating_add(units),
        _ => buckets.push_back((bucket, units)),
    }
}
