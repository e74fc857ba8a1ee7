//! Counts requests and refuses them.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use infra::config::{Config, LimitHeaders, LimitsConfig};
use infra::crypto::{Purpose, Vault};
use kernel::ids::Id;
use kernel::{RequestId, UserId};
use limiter::http::address::client_prefix;
use limiter::http::headers::{self, HeaderStyle};
use limiter::{
    LimitDecision, LimitKey, Limiter, LimiterRedisSettings, LimiterSettings, Micros, MonotonicClock, Offender,
    Offenders, Policy, RefundGuard,
};
use market::Ctx;
use uuid::Uuid;

use super::budget::{Budget, LimitScope};
use super::policies::{Checks, Policies};
use super::shared::SharedCharges;
use super::subject::RateSubject;
use super::{device, rejection, step_up};
use crate::problem::Problem;
use crate::route::{LimitClass, Route};

/// Why a token is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidToken {
    /// It was ours, and has run out or was ended.
    Expired,
    /// Nobody here signed it.
    Forged,
}

/// A refusal that is known before anybody is recognised.
#[derive(Debug)]
pub struct KnownRefusal {
    /// What the caller is told.
    pub problem: Problem,
    /// Whom it concerns, where that is known.
    pub user: Option<UserId>,
}

/// Counts and refuses. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper {
    pub(super) limiter: Limiter,
    pub(super) offenders: Arc<Offenders>,
    pub(super) clock: Arc<dyn MonotonicClock>,
    pub(super) vault: Vault,
    pub(super) wall_clock: Arc<dyn kernel::Clock>,
    routes: Arc<[&'static str]>,
    current: Arc<RwLock<Arc<CurrentLimits>>>,
}

/// What configuration says at present.
pub(super) struct CurrentLimits {
    pub policies: Policies,
    pub enabled: bool,
    pub style: HeaderStyle,
    pub pow_bits: u32,
    /// An answer to a challenge pays once.
    pub step_up_once: Arc<Policy>,
    /// Tries of an account that were paid for; it refuses nothing.
    pub step_ups: Arc<Policy>,
}

impl CurrentLimits {
    fn new(limits: &LimitsConfig, routes: &[&'static str]) -> Result<Self, String> {
        let style = match limits.headers {
            LimitHeaders::Draft => HeaderStyle::Draft,
            LimitHeaders::Legacy => HeaderStyle::Legacy,
            LimitHeaders::Both => HeaderStyle::Both,
            LimitHeaders::None => HeaderStyle::None,
        };
        let policies = Policies::new(limits, routes)?;
        let window = Duration::from_secs(step_up::SECONDS.unsigned_abs());
        let step_up_once = Arc::new(Policy::new("login-work", 1, window).strict());
        let step_ups = Arc::new(Policy::new("login-worked", u64::MAX >> 16, Duration::from_hours(24)).refundable());
        Ok(Self { policies, enabled: limits.enabled, style, pow_bits: limits.pow_bits, step_up_once, step_ups })
    }
}

/// The clock that everything else has, as limits want it.
struct Steady(Arc<dyn kernel::Clock>);

impl MonotonicClock for Steady {
    fn now(&self) -> Micros {
        Micros::try_from(self.0.steady().as_micros()).unwrap_or(Micros::MAX)
    }
}

impl Gatekeeper {
    /// Starts counting; with Redis, it is looked for first, for up to a second. `routes` are the
    /// names that configuration may set limits for.
    pub async fn start(config: &Config, ctx: &Ctx, routes: Vec<&'static str>) -> Result<Self, String> {
        let limits = &config.limits;
        let current = CurrentLimits::new(limits, &routes)?;
        let redis = config.limits_redis().map_err(|e| e.to_string())?.map(|target| LimiterRedisSettings {
            prefix: limits.redis_prefix.clone(),
            deadline: Duration::from_millis(limits.redis_timeout_ms),
            nodes: limits.nodes,
            ..LimiterRedisSettings::new(target)
        });
        let secret = device::secret(&ctx.vault.tag(Purpose::Limits, b"names of callers"));
        let clock: Arc<dyn MonotonicClock> = Arc::new(Steady(Arc::clone(&ctx.store.clock)));
        let settings = LimiterSettings { secret, memory_bytes: limits.memory_bytes, redis };
        Ok(Self {
            limiter: Limiter::start_supervised(settings, Arc::clone(&clock), &ctx.supervisor).await,
            offenders: Arc::default(),
            clock,
            vault: ctx.vault.clone(),
            wall_clock: Arc::clone(&ctx.store.clock),
            routes: routes.into(),
            current: Arc::new(RwLock::new(Arc::new(current))),
        })
    }

    /// Takes other numbers over, keeping what was counted. Refuses as a whole what it cannot use.
    pub fn reconfigure(&self, limits: &LimitsConfig) -> Result<(), String> {
        let current = CurrentLimits::new(limits, &self.routes)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
        self.limiter.clear_refusals();
        Ok(())
    }

    pub(super) fn current(&self) -> Arc<CurrentLimits> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Names for a credential in this process' memory: for everything, and for one route. A good one is its
    /// owner's wherever they are; one that is not good is known from an address only.
    fn token_keys(&self, token: &str, route: &Route, from: Option<IpAddr>) -> [LimitKey; 2] {
        let (hasher, from) = (self.limiter.key_hasher(), from.map(|from| client_prefix(from).to_string()));
        let (token, from) = (token.as_bytes(), from.as_deref().unwrap_or_default().as_bytes());
        let here = [token, from, route.id.as_bytes(), route.limit.as_str().as_bytes()];
        [hasher.key("bearer", &[token, from]), hasher.key("bearer", &here)]
    }

    /// What can be refused before anybody is recognised: a credential whose owner is known to be refused, or
    /// that is known to be no good and comes from an address that is. Says whom it concerns.
    pub fn check_known_refusal(&self, subject: &RateSubject, token: &str, route: &Route) -> Result<(), KnownRefusal> {
        let current = self.current();
        if !current.enabled {
            return Ok(());
        }
        let (owners, here) =
            (self.token_keys(token, route, None), self.token_keys(token, route, Some(subject.address())));
        let refused = owners.into_iter().chain(here).find_map(|key| self.limiter.recall_refusal(key));
        let Some((decision, owner)) = refused else { return Ok(()) };
        let user = (owner != 0).then(|| UserId::from_uuid(Uuid::from_u128(owner)));
        let subject = user.map_or(*subject, |user| subject.on_behalf_of(user));
        Err(KnownRefusal { problem: self.reject(&decision, &subject, &current), user })
    }

    /// Counts a request against everything it has to be counted against, in one decision.
    pub async fn admit(
        &self,
        subject: &RateSubject,
        route: Option<&Route>,
        request: RequestId,
    ) -> Result<RateLimitPermit, Problem> {
        let current = self.current();
        if !current.enabled {
            return Ok(RateLimitPermit::free());
        }
        let (hasher, mut checks) = (self.limiter.key_hasher(), Checks::new());
        if route.is_none_or(|route| route.limit != LimitClass::Probe) {
            current.policies.add_general(&mut checks, route.map(|route| route.limit), subject, hasher);
        }
        let mut shared_from = checks.len();
        if let Some(route) = route {
            shared_from = current.policies.add_route(&mut checks, route, subject, request, hasher);
        }
        let decision = self.enforce(&checks, subject, &current).await?;
        let shared = SharedCharges::default();
        if subject.company().is_some() && shared_from < decision.verdicts.len() {
            let verdicts = decision.verdicts.iter().skip(shared_from).cloned().collect();
            shared.add(LimitDecision { verdicts, ..decision.clone() });
        }
        if decision.verdicts.iter().all(|verdict| !verdict.policy.members) {
            return Ok(RateLimitPermit { decision, shared, style: current.style, _lease: None });
        }
        // Places among those that run at once are given back at the end, everything else stays counted.
        let (places, rest): (Vec<_>, Vec<_>) = decision.verdicts.iter().cloned().partition(|v| v.policy.members);
        let lease = |verdicts: Vec<_>| {
            RefundGuard::new(&self.limiter, LimitDecision { verdicts: verdicts.into(), ..decision.clone() })
        };
        let lease = Some(lease(places));
        let decision = LimitDecision { verdicts: rest.into(), ..decision };
        Ok(RateLimitPermit { decision, shared, style: current.style, _lease: lease })
    }

    /// Counts a token that is not good against where it came from, or against the person for whom its payload
    /// was written; one that nobody here signed also as a guess from there.
    pub async fn count_refused_token(&self, subject: &RateSubject, token: InvalidToken) -> Result<(), Problem> {
        let current = self.current();
        let mut checks = Checks::new();
        current.policies.add_general(&mut checks, None, subject, self.limiter.key_hasher());
        if token == InvalidToken::Forged {
            current.policies.add(
                &mut checks,
                Budget::BadToken,
                LimitScope::Address,
                subject,
                self.limiter.key_hasher(),
            );
        }
        self.enforce(&checks, subject, &current).await.map(drop)
    }

    /// Counts something that only the content names: whom a company sends a message to.
    pub(crate) async fn admit_destination(
        &self,
        budget: Budget,
        subject: &RateSubject,
        destination: &str,
        charged: &SharedCharges,
    ) -> Result<(), Problem> {
        let current = self.current();
        let mut checks = Checks::new();
        let company = subject.company().map(|company| *company.uuid().as_bytes()).unwrap_or_default();
        current.policies.add_named(&mut checks, budget, &[&company, destination.as_bytes()], self.limiter.key_hasher());
        charged.add(self.enforce(&checks, subject, &current).await?);
        Ok(())
    }

    /// Gives back what a company was charged for a request of somebody who had no right to what they asked for.
    pub(crate) fn give_back(&self, charged: &SharedCharges) {
        charged.take().into_iter().for_each(|decision| self.limiter.refund_in_background(decision));
    }

    pub(super) async fn enforce(
        &self,
        checks: &Checks<'_>,
        subject: &RateSubject,
        current: &CurrentLimits,
    ) -> Result<LimitDecision, Problem> {
        let decision = self.evaluate(checks, subject, current).await;
        if decision.admitted { Ok(decision) } else { Err(self.reject(&decision, subject, current)) }
    }

    /// A decision. What a monitor-only limit would have refused is written down here.
    pub(super) async fn evaluate(
        &self,
        checks: &Checks<'_>,
        subject: &RateSubject,
        current: &CurrentLimits,
    ) -> LimitDecision {
        if !current.enabled {
            return LimitDecision::unlimited();
        }
        let decision = self.limiter.admit(checks).await;
        for verdict in decision.monitored() {
            metrics::counter!("aqad_ratelimit_rejected_total", "policy" => verdict.policy.name.to_string(), "mode" => "monitor_only")
                .increment(1);
            self.note(&format!("{} (monitor only)", verdict.policy.name).into(), subject);
        }
        decision
    }

    /// A refusal: counted, written down, and turned into what the caller is told.
    pub(super) fn reject(&self, decision: &LimitDecision, subject: &RateSubject, current: &CurrentLimits) -> Problem {
        if let Some(verdict) = decision.violated().next() {
            self.count_rejection(&verdict.policy.name, subject);
        }
        rejection::problem(decision, current.style)
    }

    /// Counts a refusal, and writes it down.
    pub(super) fn count_rejection(&self, policy: &Arc<str>, subject: &RateSubject) {
        metrics::counter!("aqad_ratelimit_rejected_total", "policy" => policy.to_string(), "mode" => "enforced")
            .increment(1);
        self.note(policy, subject);
    }

    /// Remembers a refusal under the credential that was shown: what is over for the person (or for an address
    /// from which one came that is no good), for everything; what is over for a class of routes, for this route.
    pub fn remember_refusal(&self, token: &str, route: &Route, subject: &RateSubject, refused: &Problem) {
        let Some(decision) = refused.rate_limit.as_ref() else { return };
        let (user, from) = (subject.user(), subject.user().is_none().then(|| subject.address()));
        let [every_route, this_route] = self.token_keys(token, route, from);
        for verdict in decision.violated() {
            let name = verdict.policy.name.trim_end_matches("-burst");
            let whole = name == Budget::User.as_str() || name == Budget::Address.as_str();
            let key = if whole { every_route } else { this_route };
            self.limiter.remember_refusal(key, user.map_or(0, |user| user.uuid().as_u128()), verdict);
        }
    }

    fn note(&self, policy: &Arc<str>, subject: &RateSubject) {
        if let Some(offender) = self.offenders.record(policy, &subject.label(), self.clock.as_ref()) {
            log_offence(&offender, Some(subject.address()));
        }
    }

    /// Housekeeping: what was refused since it was last written down, expired counters, metrics.
    /// To be called every few seconds.
    pub fn run_maintenance(&self) {
        for offender in self.offenders.due_for_log(self.clock.as_ref()) {
            log_offence(&offender, None);
        }
        let callers = self.offenders.take_unlogged_newcomers();
        if callers > 0 {
            tracing::warn!(
                security = "excess_rate_limit_exceeded",
                callers,
                "many more clients exceeded their limits; see GET /api/admin/limits"
            );
        }
        infra::event_lines::log_held_back();
        self.limiter.sweep();
        let stats = self.limiter.stats();
        #[expect(clippy::cast_precision_loss, reason = "metrics are floats, and nobody counts to 2^52 here")]
        let gauge = |name: &'static str, value: u64| metrics::gauge!(name).set(value as f64);
        gauge("aqad_ratelimit_redis_up", u64::from(!stats.uses_redis || stats.connected));
        gauge("aqad_ratelimit_nodes", stats.nodes);
        gauge("aqad_ratelimit_counters", stats.counters as u64);
        gauge("aqad_ratelimit_memory_bytes", stats.bytes as u64);
        gauge("aqad_ratelimit_memory_full", u64::from(stats.overflowing));
        for (outcome, count) in [
            ("admitted", stats.admitted),
            ("rejected", stats.refused),
            ("cached", stats.refused_from_cache),
            ("local", stats.decided_locally),
        ] {
            metrics::counter!("aqad_ratelimit_decisions_total", "outcome" => outcome).absolute(count);
        }
        metrics::counter!("aqad_ratelimit_redis_errors_total").absolute(stats.redis_failures);
        metrics::counter!("aqad_ratelimit_redis_wait_microseconds_total").absolute(stats.redis_wait_us);
    }
}

/// One line for however many refusals since the last one (OWASP's vocabulary: `excess_rate_limit_exceeded`).
fn log_offence(offender: &Offender, from: Option<IpAddr>) {
    let from = from.map(tracing::field::display);
    tracing::warn!(security = "excess_rate_limit_exceeded", limit.policy = %offender.policy, limit.caller = offender.caller, client.address = from, limit.times = offender.unlogged, limit.times_in_all = offender.count, "a client exceeded a limit");
}

/// A request that may go on, and what to tell about it.
pub struct RateLimitPermit {
    decision: LimitDecision,
    /// What a company was charged for it.
    pub(crate) shared: SharedCharges,
    style: HeaderStyle,
    _lease: Option<RefundGuard>,
}

impl RateLimitPermit {
    fn free() -> Self {
        let (decision, shared) = (LimitDecision::unlimited(), SharedCharges::default());
        Self { decision, shared, style: HeaderStyle::None, _lease: None }
    }
    /// Puts the fields on an answer that only this caller sees.
    pub fn apply(&self, headers: &mut http::HeaderMap) {
        headers::insert_headers(headers, &self.decision, self.style);
    }
}
