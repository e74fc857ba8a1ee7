//! The numbers of all limits, read from configuration.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::RequestId;
use kernel::ids::Id;
use limiter::{Ask, Key, Keyer, Policy};
use platform::config::{self, Quota};
use smallvec::SmallVec;

use super::budget::{Budget, Scope, budgets};
use super::gatekeeper::Who;
use crate::route::Route;

/// Asks of one request.
pub(super) type Asks<'b> = SmallVec<[Ask<'b>; 8]>;

/// A limit over its window, and perhaps one over any second of it.
struct Rule {
    sustained: Arc<Policy>,
    burst: Option<Arc<Policy>>,
}

/// The numbers of all limits.
pub struct Book {
    rules: Vec<Option<Rule>>,
    routes: BTreeMap<&'static str, Rule>,
}

impl Rule {
    fn new(name: &str, quota: Quota, shape: impl Fn(Policy) -> Policy) -> Self {
        let (window, shadow) = (Duration::from_secs(u64::from(quota.seconds)), quota.shadow);
        let sustained = Policy::new(name, quota.requests, window);
        let sustained = Arc::new(shape(Policy { shadow, ..sustained }));
        let burst = || {
            let policy = Policy::new(&format!("{name}-burst"), quota.burst, Duration::from_secs(1));
            Arc::new(Policy { failure: sustained.failure, shadow, ..policy })
        };
        let burst = (quota.burst > 0).then(burst);
        Self { sustained, burst }
    }

    fn policies(&self) -> impl Iterator<Item = &Arc<Policy>> {
        std::iter::once(&self.sustained).chain(&self.burst)
    }
}

impl Book {
    /// From configuration. `routes` are the names there are; others in configuration are refused.
    pub fn new(limits: &config::Limits, routes: &[&'static str]) -> Result<Self, String> {
        if let Some(unknown) = limits.routes.keys().find(|name| !routes.contains(&name.as_str())) {
            return Err(format!("limits.routes: unknown route `{unknown}`; run `aqad routes` to list them"));
        }
        let shaded = |quota: &Quota| Quota { shadow: quota.shadow || limits.shadow, ..*quota };
        let rule = |budget: &Budget| {
            let quota = shaded(limits.quotas.get(budget.word())?);
            // Nobody means the whole service to stand still by it.
            let off = *budget == Budget::Service && quota.requests == 0;
            let shape = |policy: Policy| Policy {
                members: budget.counts_members(),
                failure: budget.failure(),
                refundable: budget.is_refundable(),
                ..policy
            };
            (!off).then(|| Rule::new(budget.word(), quota, shape))
        };
        let own = |name: &&'static str| {
            let quota = shaded(limits.routes.get(*name)?);
            Some((*name, Rule::new(&format!("route-{name}"), quota, |policy| policy)))
        };
        Ok(Self { rules: Budget::ALL.iter().map(rule).collect(), routes: routes.iter().filter_map(own).collect() })
    }

    /// Everything somebody does, whatever the route.
    pub(super) fn general<'b>(&'b self, asks: &mut Asks<'b>, who: &Who, keyer: &Keyer) {
        if let Some(rule) = &self.rules[Budget::Service as usize] {
            asks.extend(rule.policies().map(|policy| Ask::new(policy, keyer.key(&policy.name, &[b"service"]))));
        }
        let budget = if who.person().is_some() { Budget::User } else { Budget::Address };
        self.count(asks, budget, Scope::Caller, who, keyer);
    }

    /// What a route is counted against.
    pub(super) fn of_route<'b>(
        &'b self,
        asks: &mut Asks<'b>,
        route: &Route,
        who: &Who,
        request: RequestId,
        keyer: &Keyer,
    ) {
        for (budget, scope) in budgets(route.limit, who.known_as()) {
            let from = asks.len();
            self.count(asks, *budget, *scope, who, keyer);
            if *budget == Budget::SearchAtOnce {
                // Each request is a member of its own.
                let (_, low) = request.uuid().as_u64_pair();
                asks[from..].iter_mut().for_each(|ask| ask.member = low);
            }
        }
        if let Some(rule) = self.routes.get(route.id) {
            push(asks, rule, Scope::Caller, who, keyer);
        }
    }

    /// Every budget and every route's own limit that somebody may be counted against.
    pub(super) fn everything<'b>(&'b self, asks: &mut Asks<'b>, scope: Scope, who: &Who, keyer: &Keyer) {
        let all = Budget::ALL.iter().filter(|budget| **budget != Budget::Service);
        let rules = all.filter_map(|budget| self.rules[*budget as usize].as_ref());
        for rule in rules.chain(self.routes.values()) {
            push(asks, rule, scope, who, keyer);
        }
    }

    /// One budget.
    pub(super) fn count<'b>(&'b self, asks: &mut Asks<'b>, budget: Budget, scope: Scope, who: &Who, keyer: &Keyer) {
        if let Some(rule) = &self.rules[budget as usize] {
            push(asks, rule, scope, who, keyer);
        }
    }

    /// A budget under a name of its own: an account, a device.
    pub(super) fn named<'b>(&'b self, asks: &mut Asks<'b>, budget: Budget, parts: &[&[u8]], keyer: &Keyer) {
        if let Some(rule) = &self.rules[budget as usize] {
            asks.extend(rule.policies().map(|policy| Ask::new(policy, keyer.key(&policy.name, parts))));
        }
    }
}

fn push<'b>(asks: &mut Asks<'b>, rule: &'b Rule, scope: Scope, who: &Who, keyer: &Keyer) {
    let by = |kind: &[u8], id: &[u8], policy: &Policy| -> Key { keyer.key(&policy.name, &[kind, id]) };
    let person = || who.person().map(|person| (b"person".as_slice(), *person.uuid().as_bytes()));
    let company = || who.company().map(|company| (b"company".as_slice(), *company.uuid().as_bytes()));
    let named = match scope {
        Scope::Caller | Scope::Person => person(),
        Scope::Company => company(),
        Scope::Address => None,
    };
    if let Some((kind, id)) = named {
        asks.extend(rule.policies().map(|policy| Ask::new(policy, by(kind, &id, policy))));
        return;
    }
    // Nobody is known by more than their address.
    for level in limiter::http::address::levels(who.address()) {
        let policies = rule.policies().take(if level.times == 1 { 2 } else { 1 });
        asks.extend(policies.map(|policy| Ask::new(policy, by(b"address", level.bytes(), policy)).times(level.times)));
    }
}
