//! One counter in the table, with what Redis does not know of it.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Known;
use crate::clock::{Micros, micros};
use crate::policy::{Ask, Policy};
use crate::window::{Reading, Window, bucket_end};

/// A counter of one policy and one caller.
pub(super) struct Entry {
    pub policy: Arc<Policy>,
    pub times: u32,
    pub window: Window,
    /// Hits that Redis has not heard of: instants (ends of buckets) with units, or a member.
    pub untold: VecDeque<(Micros, u64)>,
    /// Whether the caller may have been counted in a sketch as well.
    pub also_sketched: bool,
    /// Bytes in all, as they stand in the shard's sum.
    pub bytes: usize,
}

impl Entry {
    /// Bytes of an entry with an empty window: itself, its key, and its part of the map's spare room.
    pub const FIXED: usize = (size_of::<Self>() + size_of::<u128>()) * 8 / 7 + 8;

    pub fn new(ask: &Ask<'_>, also_sketched: bool) -> Self {
        Self {
            policy: Arc::clone(ask.policy),
            times: ask.times,
            window: Window::new(ask.counting()),
            untold: VecDeque::new(),
            also_sketched,
            bytes: Self::FIXED,
        }
    }

    /// Takes over a policy whose numbers changed. True when it now counts another way, under another
    /// name in Redis, which therefore has to be told all of it.
    pub fn follow(&mut self, ask: &Ask<'_>, phase: Micros) -> bool {
        if Arc::ptr_eq(&self.policy, ask.policy) && self.times == ask.times {
            return false;
        }
        self.policy = Arc::clone(ask.policy);
        self.times = ask.times;
        if self.window.counting() == ask.counting() {
            return false;
        }
        self.window.become_counting(ask, phase);
        self.untold = self.hits();
        true
    }

    pub fn add(&mut self, now: Micros, ask: &Ask<'_>, known: Known, phase: Micros) -> Micros {
        let at = self.window.add(now, ask, phase);
        if known == Known::OnlyHere {
            while self.untold.front().is_some_and(|(when, _)| *when <= now - ask.span()) {
                self.untold.pop_front();
            }
            let (when, what) = match &self.window {
                Window::Log(_) => (at, u64::from(ask.cost)),
                Window::Buckets(_) => (bucket_end(at, ask.span(), phase), u64::from(ask.cost)),
                Window::Members(_) => (at, ask.member),
            };
            match self.untold.back_mut() {
                Some(last) if last.0 == when && !ask.policy.members => last.1 += what,
                _ => self.untold.push_back((when, what)),
            }
        }
        at
    }

    /// Everything that counts here.
    pub fn hits(&self) -> VecDeque<(Micros, u64)> {
        match &self.window {
            Window::Log(log) => log.iter().map(|at| (*at, 1)).collect(),
            Window::Buckets(buckets) => buckets.clone(),
            Window::Members(members) => members.iter().copied().collect(),
        }
    }

    pub fn remove(&mut self, at: Micros, cost: u32, member: u64, phase: Micros) {
        let ends = bucket_end(at, micros(self.policy.window), phase);
        self.window.remove(at, cost, member, ends);
        match &self.window {
            Window::Members(_) => self.untold.retain(|(_, who)| *who != member),
            Window::Log(_) => self.untold.retain(|(when, _)| *when != at),
            Window::Buckets(_) => {
                if let Some(found) = self.untold.iter_mut().find(|(known, _)| *known == ends) {
                    found.1 = found.1.saturating_sub(u64::from(cost));
                }
            }
        }
    }

    pub fn is_over(&self, now: Micros) -> bool {
        self.window.is_over(now, micros(self.policy.window))
    }

    /// Bytes as they are now.
    pub fn weigh(&self) -> usize {
        Self::FIXED + self.window.bytes() + self.untold.capacity() * size_of::<(Micros, u64)>()
    }
}

/// What an empty counter says.
pub(super) fn read_empty(ask: &Ask<'_>, now: Micros, limit: u64) -> Reading {
    let fits = ask.units() <= limit;
    Reading { used: 0, reset_at: None, retry_at: (!fits).then(|| now + ask.span()), present: false }
}
