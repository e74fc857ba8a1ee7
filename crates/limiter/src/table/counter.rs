//! One counter in the table, with what Redis does not know of it.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Replication;
use crate::clock::{Micros, micros};
use crate::policy::{LimitCheck, Policy};
use crate::window::{HitWindow, Reading, bucket_end};

/// A counter of one policy and one caller.
pub(super) struct Counter {
    pub policy: Arc<Policy>,
    pub multiplier: u32,
    pub window: HitWindow,
    /// Hits that were not sent to Redis: instants (ends of buckets) with units, or a member.
    pub unsent: VecDeque<(Micros, u64)>,
    /// Whether the caller may have been counted in a sketch as well.
    pub also_in_sketch: bool,
    /// Bytes in all, as they stand in the shard's sum.
    pub bytes: usize,
}

impl Counter {
    /// Bytes of a counter with an empty window: itself, its key, and its share of the spare
    /// capacity of the map.
    pub const FIXED: usize = (size_of::<Self>() + size_of::<u128>()) * 8 / 7 + 8;

    pub fn new(check: &LimitCheck<'_>, also_in_sketch: bool) -> Self {
        Self {
            policy: Arc::clone(check.policy),
            multiplier: check.multiplier,
            window: HitWindow::new(check.method()),
            unsent: VecDeque::new(),
            also_in_sketch,
            bytes: Self::FIXED,
        }
    }

    /// Adopts a policy whose numbers changed. True when it now counts by another method, under
    /// another key in Redis, to which all of it has to be sent.
    pub fn update_policy(&mut self, check: &LimitCheck<'_>, phase: Micros) -> bool {
        if Arc::ptr_eq(&self.policy, check.policy) && self.multiplier == check.multiplier {
            return false;
        }
        self.policy = Arc::clone(check.policy);
        self.multiplier = check.multiplier;
        if self.window.method() == check.method() {
            return false;
        }
        self.window.change_method(check, phase);
        self.unsent = self.hits();
        true
    }

    pub fn add(&mut self, now: Micros, check: &LimitCheck<'_>, replication: Replication, phase: Micros) -> Micros {
        let at = self.window.add(now, check, phase);
        if replication == Replication::Pending {
            while self.unsent.front().is_some_and(|(when, _)| *when <= now - check.span()) {
                self.unsent.pop_front();
            }
            let (when, what) = match &self.window {
                HitWindow::Log(_) => (at, u64::from(check.cost)),
                HitWindow::Buckets(_) => (bucket_end(at, check.span(), phase), u64::from(check.cost)),
                HitWindow::Members(_) => (at, check.member),
            };
            match self.unsent.back_mut() {
                Some(last) if last.0 == when && !check.policy.members => last.1 += what,
                _ => self.unsent.push_back((when, what)),
            }
        }
        at
    }

    /// Everything that counts here.
    pub fn hits(&self) -> VecDeque<(Micros, u64)> {
        match &self.window {
            HitWindow::Log(log) => log.iter().map(|at| (*at, 1)).collect(),
            HitWindow::Buckets(buckets) => buckets.clone(),
            HitWindow::Members(members) => members.iter().copied().collect(),
        }
    }

    pub fn remove(&mut self, at: Micros, cost: u32, member: u64, phase: Micros) {
        let ends = bucket_end(at, micros(self.policy.window), phase);
        self.window.remove(at, cost, member, ends);
        match &self.window {
            HitWindow::Members(_) => self.unsent.retain(|(_, who)| *who != member),
            HitWindow::Log(_) => self.unsent.retain(|(when, _)| *when != at),
            HitWindow::Buckets(_) => {
                if let Some(found) = self.unsent.iter_mut().find(|(known, _)| *known == ends) {
                    found.1 = found.1.saturating_sub(u64::from(cost));
                }
            }
        }
    }

    pub fn is_expired(&self, now: Micros) -> bool {
        self.window.is_expired(now, micros(self.policy.window))
    }

    /// Bytes as they are now.
    pub fn measure(&self) -> usize {
        Self::FIXED + self.window.bytes() + self.unsent.capacity() * size_of::<(Micros, u64)>()
    }
}

/// What an empty counter says.
pub(super) fn read_empty(check: &LimitCheck<'_>, now: Micros, limit: u64) -> Reading {
    let fits = check.units() <= limit;
    Reading { used: 0, reset_at: None, retry_at: (!fits).then(|| now + check.span()), present: false }
}
