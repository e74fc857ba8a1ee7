//! One counter in the table, with what Redis knows of it.

use std::sync::Arc;

use super::Known;
use crate::clock::{Micros, micros};
use crate::policy::{Ask, Policy};
use crate::window::{Reading, Window, width};

/// A counter of one policy and one caller.
pub(super) struct Entry {
    pub policy: Arc<Policy>,
    pub times: u32,
    pub window: Window,
    /// Hits that Redis has not heard of: instants with a number of units, or a member.
    pub untold: Vec<(Micros, u64)>,
    /// Bytes in all, as they stand in the shard's sum.
    pub bytes: usize,
}

impl Entry {
    /// Bytes of an entry with an empty window: itself, its key, and its part of the map's spare room.
    pub const FIXED: usize = (size_of::<Self>() + size_of::<u128>()) * 8 / 7 + 8;

    pub fn new(ask: &Ask<'_>) -> Self {
        Self {
            policy: Arc::clone(ask.policy),
            times: ask.times,
            window: Window::new(ask.counting()),
            untold: Vec::new(),
            bytes: Self::FIXED,
        }
    }

    /// Takes over a policy whose numbers changed. True when it now counts another way, under another
    /// name in Redis, which therefore has to be told all of it.
    pub fn follow(&mut self, ask: &Ask<'_>) -> bool {
        if Arc::ptr_eq(&self.policy, ask.policy) && self.times == ask.times {
            return false;
        }
        self.policy = Arc::clone(ask.policy);
        self.times = ask.times;
        if self.window.counting() == ask.counting() {
            return false;
        }
        self.window.become_counting(ask.counting(), ask.span());
        self.untold = self.hits();
        true
    }

    pub fn add(&mut self, now: Micros, ask: &Ask<'_>, known: Known) -> Micros {
        let at = self.window.add(now, ask);
        if known == Known::OnlyHere {
            match (&self.window, self.untold.last_mut()) {
                (Window::Members(_), _) => self.untold.push((at, ask.member)),
                (Window::Buckets(_), Some(last)) if at - last.0 < width(ask.span()) => {
                    // As of the later instant, so that none of them leaves early.
                    *last = (at, last.1 + u64::from(ask.cost));
                }
                _ => self.untold.push((at, u64::from(ask.cost))),
            }
        }
        at
    }

    /// Everything that counts here.
    pub fn hits(&self) -> Vec<(Micros, u64)> {
        let width = width(micros(self.policy.window));
        match &self.window {
            Window::Log(log) => log.iter().map(|at| (*at, 1)).collect(),
            // A bucket counts as of its end, so that it never leaves early.
            Window::Buckets(all) => all.iter().map(|(bucket, units)| ((bucket + 1) * width - 1, *units)).collect(),
            Window::Members(members) => members.clone(),
        }
    }

    /// A hit that Redis counted at an instant of its own.
    pub fn add_at(&mut self, at: Micros, ask: &Ask<'_>) {
        self.follow(ask);
        self.window.add_at(at, ask);
    }

    pub fn remove(&mut self, at: Micros, cost: u32, member: u64) {
        self.window.remove(at, cost, member, micros(self.policy.window));
        match &self.window {
            Window::Members(_) => self.untold.retain(|(_, who)| *who != member),
            Window::Log(_) => self.untold.retain(|(when, _)| *when != at),
            // Redis may then count a few units that were given back: never too few.
            Window::Buckets(_) => {}
        }
    }

    pub fn is_over(&self, now: Micros) -> bool {
        self.window.is_over(now, micros(self.policy.window))
    }
}

/// What an empty counter says.
pub(super) fn read_empty(ask: &Ask<'_>, now: Micros, limit: u64) -> Reading {
    let fits = ask.units() <= limit;
    Reading { used: 0, reset_at: None, retry_at: (!fits).then(|| now + ask.span()), present: false }
}
