//! Looking at limits, and resetting a caller's: for staff and for the console.

use std::net::IpAddr;

use infra::node_metrics::LinkStatus;
use kernel::{CompanyId, Email, UserId};
use limiter::http::address::client_prefix;
use limiter::{LimitCheck, PolicyVerdict};
use market::AccountTag;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::budget::{Budget, LimitScope};
use super::gatekeeper::{CurrentLimits, Gatekeeper};
use super::policies::Checks;
use super::subject::RateSubject;

/// A caller, by what they are known by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallerRef {
    /// An address (of IPv6, its /64).
    Address(IpAddr),
    /// A person.
    User(UserId),
    /// A company.
    Company(CompanyId),
    /// An account that is tried, and perhaps from where.
    Account(Email, Option<IpAddr>),
}

impl CallerRef {
    /// The person, if it is one.
    pub const fn user(&self) -> Option<UserId> {
        match self {
            Self::User(user) => Some(*user),
            Self::Address(_) | Self::Company(_) | Self::Account(..) => None,
        }
    }
    /// The address that somebody signs in with, if it is one.
    pub fn account(&self) -> Option<Email> {
        match self {
            Self::Account(email, _) => Some(email.clone()),
            Self::Address(_) | Self::User(_) | Self::Company(_) => None,
        }
    }
    /// The company, if it is one.
    pub const fn company(&self) -> Option<CompanyId> {
        match self {
            Self::Company(company) => Some(*company),
            Self::Address(_) | Self::User(_) | Self::Account(..) => None,
        }
    }
}

/// A client's use of one limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitState {
    /// The limit.
    pub policy: String,
    /// Maximum number of requests per window.
    pub limit: u64,
    /// Length of the window in seconds.
    pub window_seconds: u64,
    /// Remaining requests.
    pub remaining: u64,
    /// Seconds until more requests are allowed; 0 if none are used.
    pub reset_seconds: u64,
}

/// A client's use of limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallerLimits {
    /// Limits in use, lowest remaining share first.
    pub items: Vec<LimitState>,
}

/// A blocked client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimitedCaller {
    /// The client.
    pub caller: String,
    /// Name of the limit.
    pub policy: String,
    /// Number of times it was blocked, or would have been in monitor-only mode.
    pub times: u64,
    /// Seconds since it was first blocked.
    pub first_seconds_ago: u64,
    /// Seconds since it was last blocked.
    pub last_seconds_ago: u64,
}

/// Rate limiter status of this node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LimiterStatus {
    /// `shared` (through Redis), `alone` (Redis is unavailable), `one_node` (no Redis), or `off`.
    pub mode: String,
    /// Number of active nodes.
    pub nodes: u64,
    /// Counters in this node's memory.
    pub counters: usize,
    /// Size in bytes.
    pub bytes: usize,
    /// Whether counter memory is full.
    pub overflowing: bool,
    /// Requests allowed since the start.
    pub admitted: u64,
    /// Requests blocked.
    pub refused: u64,
    /// Requests blocked from local memory.
    pub remembered: u64,
    /// Decisions made locally because Redis was unavailable.
    pub alone: u64,
    /// Redis calls that failed or timed out.
    pub redis_failures: u64,
    /// The clients this node blocked most, most blocked first.
    pub offenders: Vec<LimitedCaller>,
}

fn seconds(micros: i64) -> u64 {
    u64::try_from(micros / 1_000_000).unwrap_or(0)
}

impl Gatekeeper {
    /// How the limiter is, with so many of the callers that run into limits most.
    pub fn status(&self, most: usize) -> LimiterStatus {
        let stats = self.limiter.stats();
        let mode = match (self.current().enabled, stats.uses_redis, stats.connected) {
            (false, ..) => "off",
            (_, false, _) => "one_node",
            (_, true, true) => "shared",
            (_, true, false) => "alone",
        };
        let view = |offender: limiter::Offender| {
            let (first, last) = offender.since(self.clock.as_ref());
            LimitedCaller {
                policy: offender.policy.to_string(),
                times: offender.count,
                first_seconds_ago: seconds(first),
                last_seconds_ago: seconds(last),
                caller: offender.caller,
            }
        };
        LimiterStatus {
            mode: mode.to_owned(),
            nodes: stats.nodes,
            counters: stats.counters,
            bytes: stats.bytes,
            overflowing: stats.overflowing,
            admitted: stats.admitted,
            refused: stats.refused,
            remembered: stats.refused_from_cache,
            alone: stats.decided_locally,
            redis_failures: stats.redis_failures,
            offenders: self.offenders.top(most, self.clock.as_ref()).into_iter().map(view).collect(),
        }
    }

    /// Whether the Redis that nodes count through answers.
    pub fn redis(&self) -> LinkStatus {
        let stats = self.limiter.stats();
        match (stats.uses_redis, stats.connected) {
            (false, _) => LinkStatus::None,
            (true, true) => LinkStatus::Up,
            (true, false) => LinkStatus::Down,
        }
    }

    /// What a caller is called in log and audit trail; an account by a word that tells no address.
    pub fn label(&self, caller: &CallerRef) -> String {
        match caller {
            CallerRef::Address(address) => format!("address {address}"),
            CallerRef::User(user) => format!("user {user}"),
            CallerRef::Company(company) => format!("company {company}"),
            CallerRef::Account(email, _) => format!("account {}", self.account_tag(email.as_str())),
        }
    }

    /// What an account is called, by its canonical name; the same as in security events.
    pub(crate) fn account_tag(&self, account: &str) -> AccountTag {
        AccountTag::of_canonical(&self.vault, account)
    }

    /// How a caller stands, without counting anything.
    pub async fn inspect(&self, caller: &CallerRef) -> CallerLimits {
        let current = self.current();
        let checks = self.checks_for(caller, &current);
        let used = |v: &PolicyVerdict| v.remaining < v.limit;
        let state = |v: PolicyVerdict| LimitState {
            policy: v.policy.name.to_string(),
            limit: v.limit,
            window_seconds: v.policy.window.as_secs(),
            remaining: v.remaining,
            reset_seconds: v.reset.as_secs() + u64::from(v.reset.subsec_nanos() > 0),
        };
        let verdicts = self.limiter.peek(&checks).await;
        let mut items: Vec<LimitState> = verdicts.into_iter().filter(used).map(state).collect();
        items.sort_by_key(|state| state.remaining);
        CallerLimits { items }
    }

    /// Forgets what a caller was counted for, on all nodes. False when Redis did not answer: then only
    /// this node forgot.
    pub async fn reset(&self, caller: &CallerRef) -> bool {
        let current = self.current();
        let checks = self.checks_for(caller, &current);
        tracing::warn!(security = "limits_reset", "a client's limits were reset");
        self.limiter.reset(&checks).await.is_ok()
    }

    /// Every counter that a caller can have. Of networks around an address only its household: others
    /// live in the rest.
    fn checks_for<'n>(&self, caller: &CallerRef, current: &'n CurrentLimits) -> Checks<'n> {
        let (hasher, mut checks) = (self.limiter.key_hasher(), Checks::new());
        match caller {
            CallerRef::Address(address) => {
                current.policies.add_all(
                    &mut checks,
                    LimitScope::Address,
                    &RateSubject::from_address(*address),
                    hasher,
                );
                checks.retain(|check| check.multiplier == 1);
                let from = client_prefix(*address).to_string();
                current.policies.add_named(&mut checks, Budget::LoginAccounts, &[from.as_bytes()], hasher);
            }
            CallerRef::User(user) => {
                current.policies.add_all(&mut checks, LimitScope::Person, &RateSubject::for_user(*user), hasher);
            }
            CallerRef::Company(company) => {
                current.policies.add_all(&mut checks, LimitScope::Company, &RateSubject::for_company(*company), hasher);
            }
            CallerRef::Account(email, from) => {
                let account = email.as_str().as_bytes();
                current.policies.add_named(&mut checks, Budget::LoginUnknown, &[account], hasher);
                checks.push(LimitCheck::new(&current.step_ups, hasher.key(&current.step_ups.name, &[account])));
                if let Some(from) = from {
                    let from = client_prefix(*from).to_string();
                    current.policies.add_named(&mut checks, Budget::Login, &[account, from.as_bytes()], hasher);
                }
            }
        }
        checks
    }
}
