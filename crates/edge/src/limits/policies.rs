//! The numbers of all limits, read from configuration.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use infra::config::{self, Quota};
use kernel::RequestId;
use kernel::ids::Id;
use limiter::{LimitCheck, LimitKey, LimitKeyHasher, Policy};
use smallvec::SmallVec;

use super::budget::{Budget, LimitScope, budgets};
use super::subject::RateSubject;
use crate::route::{LimitClass, Route, RowsRead};

/// Asks of one request.
pub(super) type Checks<'b> = SmallVec<[LimitCheck<'b>; 8]>;

/// A limit over its window, and perhaps one over any second of it.
struct Rule {
    sustained: Arc<Policy>,
    burst: Option<Arc<Policy>>,
}

/// The numbers of all limits.
pub struct Policies {
    rules: Vec<Option<Rule>>,
    routes: BTreeMap<&'static str, Rule>,
}

impl Rule {
    fn new(name: &str, quota: Quota, shape: impl Fn(Policy) -> Policy) -> Self {
        let (window, monitor_only) = (Duration::from_secs(u64::from(quota.seconds)), quota.monitor_only);
        let sustained = Policy::new(name, quota.requests, window);
        let sustained = Arc::new(shape(Policy { monitor_only, ..sustained }));
        let burst = || {
            let policy = Policy::new(&format!("{name}-burst"), quota.burst, Duration::from_secs(1));
            Arc::new(Policy { failure_mode: sustained.failure_mode, monitor_only, ..policy })
        };
        let burst = (quota.burst > 0).then(burst);
        Self { sustained, burst }
    }

    fn policies(&self) -> impl Iterator<Item = &Arc<Policy>> {
        std::iter::once(&self.sustained).chain(&self.burst)
    }
}

impl Policies {
    /// From configuration. `routes` are the names there are; others in configuration are refused.
    pub fn new(limits: &config::LimitsConfig, routes: &[&'static str]) -> Result<Self, String> {
        if let Some(unknown) = limits.routes.keys().find(|name| !routes.contains(&name.as_str())) {
            return Err(format!("limits.routes: unknown route `{unknown}`; run `aqad routes` to list them"));
        }
        let shaded = |quota: &Quota| Quota { monitor_only: quota.monitor_only || limits.monitor_only, ..*quota };
        let rule = |budget: &Budget| {
            let quota = shaded(limits.quotas.get(budget.as_str())?);
            // Nobody means the whole service to stand still by it.
            let off = *budget == Budget::Service && quota.requests == 0;
            let shape = |policy: Policy| Policy {
                members: budget.counts_members(),
                failure_mode: budget.failure_mode(),
                refundable: budget.is_refundable(),
                ..policy
            };
            (!off).then(|| Rule::new(budget.as_str(), quota, shape))
        };
        let own = |name: &&'static str| {
            let quota = shaded(limits.routes.get(*name)?);
            Some((*name, Rule::new(&format!("route-{name}"), quota, |policy| policy)))
        };
        Ok(Self { rules: Budget::ALL.iter().map(rule).collect(), routes: routes.iter().filter_map(own).collect() })
    }

    /// Everything somebody does, whatever the route. What pages do by themselves uses up nothing of a person's.
    pub(super) fn add_general<'b>(
        &'b self,
        checks: &mut Checks<'b>,
        class: Option<LimitClass>,
        subject: &RateSubject,
        hasher: &LimitKeyHasher,
    ) {
        if let Some(rule) = &self.rules[Budget::Service as usize] {
            checks
                .extend(rule.policies().map(|policy| LimitCheck::new(policy, hasher.key(&policy.name, &[b"service"]))));
        }
        let is_person = subject.user().is_some();
        if is_person && class.is_some_and(LimitClass::is_automatic) {
            return;
        }
        let budget = if is_person { Budget::User } else { Budget::Address };
        self.add(checks, budget, LimitScope::Caller, subject, hasher);
    }

    /// What a route is counted against; of that, what a company shares stands at the end. Says where it begins.
    pub(super) fn add_route<'b>(
        &'b self,
        checks: &mut Checks<'b>,
        route: &Route,
        subject: &RateSubject,
        request: RequestId,
        hasher: &LimitKeyHasher,
    ) -> usize {
        let all = budgets(route.limit, subject.kind());
        for (budget, scope) in all.iter().filter(|(_, scope)| *scope != LimitScope::Company) {
            let from = checks.len();
            self.add(checks, *budget, *scope, subject, hasher);
            if *budget == Budget::SearchBurst {
                // Each request is a member of its own.
                let (_, low) = request.uuid().as_u64_pair();
                checks[from..].iter_mut().for_each(|check| check.member = low);
            }
        }
        if let Some(rule) = self.routes.get(route.id) {
            push(checks, rule, LimitScope::Caller, subject, hasher);
        }
        if let RowsRead::UpTo(rows) = route.rows {
            let from = checks.len();
            let budget = if subject.user().is_some() { Budget::RowsUser } else { Budget::Rows };
            self.add(checks, budget, LimitScope::Caller, subject, hasher);
            checks[from..].iter_mut().for_each(|check| check.cost = u32::from(rows));
        }
        let shared = checks.len();
        for (budget, scope) in all.iter().filter(|(_, scope)| *scope == LimitScope::Company) {
            self.add(checks, *budget, *scope, subject, hasher);
        }
        shared
    }

    /// Every budget and every route's own limit that somebody may be counted against.
    pub(super) fn add_all<'b>(
        &'b self,
        checks: &mut Checks<'b>,
        scope: LimitScope,
        subject: &RateSubject,
        hasher: &LimitKeyHasher,
    ) {
        let all = Budget::ALL.iter().filter(|budget| **budget != Budget::Service);
        let rules = all.filter_map(|budget| self.rules[*budget as usize].as_ref());
        for rule in rules.chain(self.routes.values()) {
            push(checks, rule, scope, subject, hasher);
        }
    }

    /// One budget.
    pub(super) fn add<'b>(
        &'b self,
        checks: &mut Checks<'b>,
        budget: Budget,
        scope: LimitScope,
        subject: &RateSubject,
        hasher: &LimitKeyHasher,
    ) {
        if let Some(rule) = &self.rules[budget as usize] {
            push(checks, rule, scope, subject, hasher);
        }
    }

    /// A budget under a name of its own: an account, a device.
    pub(super) fn add_named<'b>(
        &'b self,
        checks: &mut Checks<'b>,
        budget: Budget,
        parts: &[&[u8]],
        hasher: &LimitKeyHasher,
    ) {
        if let Some(rule) = &self.rules[budget as usize] {
            checks.extend(rule.policies().map(|policy| LimitCheck::new(policy, hasher.key(&policy.name, parts))));
        }
    }
}

fn push<'b>(
    checks: &mut Checks<'b>,
    rule: &'b Rule,
    scope: LimitScope,
    subject: &RateSubject,
    hasher: &LimitKeyHasher,
) {
    let by = |kind: &[u8], id: &[u8], policy: &Policy| -> LimitKey { hasher.key(&policy.name, &[kind, id]) };
    let user = || subject.user().map(|user| (b"person".as_slice(), *user.uuid().as_bytes()));
    let company = || subject.company().map(|company| (b"company".as_slice(), *company.uuid().as_bytes()));
    let named = match scope {
        LimitScope::Caller | LimitScope::Person => user(),
        LimitScope::Company => company(),
        LimitScope::Address => None,
    };
    if let Some((kind, id)) = named {
        checks.extend(rule.policies().map(|policy| LimitCheck::new(policy, by(kind, &id, policy))));
        return;
    }
    // Nobody may use up what a company shares before they are known to have a right to it.
    if scope == LimitScope::Company && subject.user().is_some() {
        return;
    }
    // Nobody is known by more than their address.
    for level in limiter::http::address::client_networks(subject.address()) {
        let policies = rule.policies().take(if level.multiplier == 1 { 2 } else { 1 });
        checks.extend(
            policies.map(|policy| {
                LimitCheck::new(policy, by(b"address", level.bytes(), policy)).multiplier(level.multiplier)
            }),
        );
    }
}
