//! The rate limiter of one process: an exact sliding log per caller and budget. A caller never
//! gets more than the quota within any window; a refused request costs the caller nothing.
//! Limits that hold on many nodes at once replace this file's table, not its interface.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderValue, StatusCode, header};
use kernel::{Clock, UserId};
use platform::config::{Limits as Settings, Quota};

use super::address::household;
use crate::problem::Problem;
use crate::route::Limit;

/// Callers remembered per shard; beyond that, unknown ones share one entry, so that a flood of
/// made-up callers costs bounded memory and never frees the known ones.
const CALLERS_PER_SHARD: usize = 8_192;
const SHARDS: usize = 16;

/// Whom a request is counted against.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Who {
    /// An address, or its household.
    Address(IpAddr),
    /// A person.
    Person(UserId),
    /// An account that is tried from an address, whether it exists or not.
    Account(String, String),
    /// Everybody for whom there is no room.
    Overflow,
}

/// Which budget of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Budget {
    Class(Limit),
    /// Everything an address does.
    All,
    SignIn,
}

type Shard = Mutex<HashMap<(Budget, Who), VecDeque<i64>>>;

/// Counts, and refuses. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper {
    shards: Arc<Vec<Shard>>,
    settings: Arc<Settings>,
    clock: Arc<dyn Clock>,
}

impl Gatekeeper {
    /// With the operator's numbers.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::new(HashMap::new())).collect();
        Self { shards: Arc::new(shards), settings: Arc::new(settings), clock }
    }

    /// Counts a request of an address, before anybody is recognised.
    pub fn admit_address(&self, address: IpAddr) -> Result<(), Problem> {
        self.admit(Budget::All, Who::Address(household(address)), self.settings.open)
    }

    /// Counts a request against a route's budget.
    pub fn admit_class(&self, limit: Limit, who: Who) -> Result<(), Problem> {
        let who = match who {
            Who::Address(address) => Who::Address(household(address)),
            other => other,
        };
        self.admit(Budget::Class(limit), who, limit.quota(&self.settings))
    }

    /// Counts a try at signing in.
    pub fn admit_sign_in(&self, account: &str, address: &str) -> Result<(), Problem> {
        self.admit(Budget::SignIn, Who::Account(account.to_owned(), address.to_owned()), self.settings.login)
    }

    /// Forgets the tries of somebody who turned out to be the owner.
    pub fn forgive_sign_in(&self, account: &str, address: &str) {
        let key = (Budget::SignIn, Who::Account(account.to_owned(), address.to_owned()));
        self.shard(&key).lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }

    fn shard(&self, key: &(Budget, Who)) -> &Shard {
        use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(key);
        &self.shards[usize::try_from(hash % 16).unwrap_or(0)]
    }

    fn admit(&self, budget: Budget, who: Who, quota: Quota) -> Result<(), Problem> {
        if !self.settings.enabled {
            return Ok(());
        }
        let (now, window) = (self.clock.now().micros(), i64::from(quota.seconds) * 1_000_000);
        let key = (budget, who);
        let mut shard = self.shard(&key).lock().unwrap_or_else(PoisonError::into_inner);
        if shard.len() >= CALLERS_PER_SHARD && !shard.contains_key(&key) {
            shard.retain(|_, hits| hits.back().is_some_and(|last| *last > now - 3_600_000_000));
        }
        let key =
            if shard.len() >= CALLERS_PER_SHARD && !shard.contains_key(&key) { (budget, Who::Overflow) } else { key };
        let hits = shard.entry(key).or_default();
        while hits.front().is_some_and(|first| *first <= now - window) {
            hits.pop_front();
        }
        if hits.len() < usize::try_from(quota.requests).unwrap_or(usize::MAX) {
            hits.push_back(now);
            return Ok(());
        }
        let free_at = hits.front().map_or(now, |first| first + window);
        Err(refusal(budget, free_at - now, quota))
    }
}

fn refusal(budget: Budget, wait_micros: i64, quota: Quota) -> Problem {
    let seconds = u64::try_from(wait_micros / 1_000_000 + 1).unwrap_or(1);
    let detail = match budget {
        Budget::SignIn | Budget::Class(Limit::Login) => {
            format!("Too many login attempts. Try again after {} minutes.", seconds.div_ceil(60))
        }
        _ => format!(
            "Too many requests: {} in {} seconds are allowed here. Try again after {seconds} seconds.",
            quota.requests, quota.seconds
        ),
    };
    metrics::counter!("aqad_limited_total").increment(1);
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "limits.too_many_requests", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
}
