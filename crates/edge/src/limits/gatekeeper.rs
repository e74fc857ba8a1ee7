//! Counts and refuses on the road of a request.

use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use kernel::ids::Id;
use kernel::{OrgId, RequestId, UserId};
use limiter::http::address::household;
use limiter::http::fields::{self, Style};
use limiter::{Clock, Decision, Fleet, Key, Lease, Limiter, Micros, Offence, Offenders, Policy, Settings};
use market::Ctx;
use market::authority::Standing;
use platform::config::{Config, LimitHeaders, Limits};
use platform::crypto::Vault;

use super::book::{Asks, Book};
use super::budget::{Budget, KnownAs, Scope};
use super::{refusal, step_up};
use crate::problem::Problem;
use crate::route::{Limit, Route};

/// Whom a request is counted against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who {
    address: IpAddr,
    person: Option<(UserId, Option<OrgId>)>,
}

impl Who {
    /// An address.
    pub const fn at(address: IpAddr) -> Self {
        Self { address, person: None }
    }
    /// A person, wherever they are.
    pub(super) const fn of_person(user: UserId) -> Self {
        let nowhere = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
        Self { address: nowhere, person: Some((user, None)) }
    }
    /// A company, whoever acts for it.
    pub(super) fn of_company(org: OrgId) -> Self {
        Self {
            address: IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED),
            person: Some((UserId::from_uuid(org.uuid()), Some(org))),
        }
    }
    /// A person, as the tables know them, who acts for a company.
    #[must_use]
    pub const fn known(self, standing: &Standing) -> Self {
        self.of(standing.user(), standing.org())
    }
    /// A person who acts for a company.
    #[must_use]
    pub const fn of(mut self, user: UserId, org: OrgId) -> Self {
        self.person = Some((user, Some(org)));
        self
    }
    pub(super) fn person(&self) -> Option<UserId> {
        self.person.map(|(user, _)| user)
    }
    pub(super) fn known_as(&self) -> KnownAs {
        if self.person.is_some() { KnownAs::Person } else { KnownAs::Address }
    }
    pub(super) fn company(&self) -> Option<OrgId> {
        self.person.and_then(|(_, org)| org)
    }
    pub(super) const fn address(&self) -> IpAddr {
        self.address
    }
    /// As the log and the console call them.
    pub(super) fn called(&self) -> String {
        self.person().map_or_else(|| format!("address {}", household(self.address)), |user| format!("user {user}"))
    }
}

/// Why a token is not good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoGood {
    /// It was ours, and has run out or was ended.
    Over,
    /// Nobody here signed it.
    Forged,
}

/// Counts and refuses. Cheap to clone.
#[derive(Clone)]
pub struct Gatekeeper {
    pub(super) limiter: Limiter,
    pub(super) offenders: Arc<Offenders>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) vault: Vault,
    pub(super) wall: Arc<dyn kernel::Clock>,
    routes: Arc<[&'static str]>,
    now: Arc<RwLock<Arc<Now>>>,
}

/// What configuration says at present.
pub(super) struct Now {
    pub book: Book,
    pub enabled: bool,
    pub style: Style,
    pub step_up_bits: u32,
    /// An answer to a challenge pays once.
    pub work: Arc<Policy>,
    /// Tries of an account that were paid for; it refuses nothing.
    pub worked: Arc<Policy>,
}

impl Now {
    fn new(limits: &Limits, routes: &[&'static str]) -> Result<Self, String> {
        let style = match limits.headers {
            LimitHeaders::Draft => Style::Draft,
            LimitHeaders::Legacy => Style::Legacy,
            LimitHeaders::Both => Style::Both,
            LimitHeaders::None => Style::None,
        };
        let book = Book::new(limits, routes)?;
        let window = Duration::from_secs(step_up::SECONDS.unsigned_abs());
        let work = Arc::new(Policy::new("login-work", 1, window).strict());
        let worked = Arc::new(Policy::new("login-worked", u64::MAX >> 16, Duration::from_hours(24)).refundable());
        Ok(Self { book, enabled: limits.enabled, style, step_up_bits: limits.step_up_bits, work, worked })
    }
}

/// The clock that everything else has, as limits want it.
struct Steady(Arc<dyn kernel::Clock>);

impl Clock for Steady {
    fn now(&self) -> Micros {
        Micros::try_from(self.0.steady().as_micros()).unwrap_or(Micros::MAX)
    }
}

impl Gatekeeper {
    /// Starts counting; with Redis, it is looked for first, for up to a second. `routes` are the
    /// names that configuration may set limits for.
    pub async fn start(config: &Config, ctx: &Ctx, routes: Vec<&'static str>) -> Result<Self, String> {
        let limits = &config.limits;
        let now = Now::new(limits, &routes)?;
        let fleet = config.limits_redis().map_err(|e| e.to_string())?.map(|target| Fleet {
            prefix: limits.redis_prefix.clone(),
            deadline: Duration::from_millis(limits.redis_millis),
            nodes: limits.nodes,
            ..Fleet::at(target)
        });
        let mut secret = [0; 16];
        secret.copy_from_slice(&ctx.vault.tag("limits", b"names of callers")[..16]);
        let clock: Arc<dyn Clock> = Arc::new(Steady(Arc::clone(&ctx.store.clock)));
        let settings = Settings { secret, memory_bytes: limits.memory_bytes, fleet };
        Ok(Self {
            limiter: Limiter::start(settings, Arc::clone(&clock)).await,
            offenders: Arc::default(),
            clock,
            vault: ctx.vault.clone(),
            wall: Arc::clone(&ctx.store.clock),
            routes: routes.into(),
            now: Arc::new(RwLock::new(Arc::new(now))),
        })
    }

    /// Takes other numbers over, keeping what was counted. Refuses as a whole what it cannot use.
    pub fn renumber(&self, limits: &Limits) -> Result<(), String> {
        let now = Now::new(limits, &self.routes)?;
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(now);
        self.limiter.renumbered();
        Ok(())
    }

    pub(super) fn now(&self) -> Arc<Now> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Names for a bearer token in this process' memory: for everything, and for one route.
    fn token_keys(&self, token: &str, route: &Route) -> [Key; 2] {
        let keyer = self.limiter.keyer();
        [keyer.key("bearer", &[token.as_bytes()]), keyer.key("bearer", &[token.as_bytes(), route.id.as_bytes()])]
    }

    /// What can be refused before anybody is recognised: a token whose owner is known to be refused.
    pub fn at_the_door(&self, who: &Who, token: &str, route: &Route) -> Result<(), Problem> {
        let now = self.now();
        if !now.enabled {
            return Ok(());
        }
        let refused = self.token_keys(token, route).into_iter().find_map(|key| self.limiter.recall(key));
        refused.map_or(Ok(()), |refused| Err(self.refuse(&refused, who, &now)))
    }

    /// Counts a request against everything it has to be counted against, in one decision.
    pub async fn admit(&self, who: &Who, route: Option<&Route>, request: RequestId) -> Result<Admitted, Problem> {
        let now = self.now();
        if !now.enabled {
            return Ok(Admitted::free());
        }
        let (keyer, mut asks) = (self.limiter.keyer(), Asks::new());
        if route.is_none_or(|route| route.limit != Limit::Probe) {
            now.book.general(&mut asks, who, keyer);
        }
        if let Some(route) = route {
            now.book.of_route(&mut asks, route, who, request, keyer);
        }
        let decision = self.decide(&asks, who, &now).await?;
        // Places among those that run at once are given back at the end, everything else stays counted.
        let (places, rest): (Vec<_>, Vec<_>) = decision.verdicts.iter().cloned().partition(|v| v.policy.members);
        let lease =
            |verdicts: Vec<_>| Lease::new(&self.limiter, Decision { verdicts: verdicts.into(), ..decision.clone() });
        let lease = (!places.is_empty()).then(|| lease(places));
        let told = Decision { verdicts: rest.into(), ..decision };
        Ok(Admitted { told, style: now.style, _lease: lease })
    }

    /// Counts a token that is not good against where it came from; one that nobody here signed also
    /// as a guess.
    pub async fn count_refused_token(&self, who: &Who, token: NoGood) -> Result<(), Problem> {
        let now = self.now();
        let mut asks = Asks::new();
        now.book.general(&mut asks, who, self.limiter.keyer());
        if token == NoGood::Forged {
            now.book.count(&mut asks, Budget::BadToken, Scope::Address, who, self.limiter.keyer());
        }
        self.decide(&asks, who, &now).await.map(drop)
    }

    /// Counts something that only the content names: whom a company sends a message to.
    pub async fn admit_destination(&self, budget: Budget, who: &Who, destination: &str) -> Result<(), Problem> {
        let now = self.now();
        let mut asks = Asks::new();
        let company = who.company().map(|org| *org.uuid().as_bytes()).unwrap_or_default();
        now.book.named(&mut asks, budget, &[&company, destination.as_bytes()], self.limiter.keyer());
        self.decide(&asks, who, &now).await.map(drop)
    }

    pub(super) async fn decide(&self, asks: &Asks<'_>, who: &Who, now: &Now) -> Result<Decision, Problem> {
        let decision = self.judge(asks, who, now).await;
        if decision.admitted { Ok(decision) } else { Err(self.refuse(&decision, who, now)) }
    }

    /// A decision. What a limit in the shadow would have refused is written down here.
    pub(super) async fn judge(&self, asks: &Asks<'_>, who: &Who, now: &Now) -> Decision {
        if !now.enabled {
            return Decision::free();
        }
        let decision = self.limiter.admit(asks).await;
        for verdict in decision.shadowed() {
            metrics::counter!("aqad_limited_total", "policy" => verdict.policy.name.to_string(), "shadow" => "yes")
                .increment(1);
            self.note(&format!("{} (shadow)", verdict.policy.name).into(), who);
        }
        decision
    }

    /// A refusal: counted, written down, and turned into what the caller is told.
    pub(super) fn refuse(&self, decision: &Decision, who: &Who, now: &Now) -> Problem {
        if let Some(verdict) = decision.violated().next() {
            self.refused(&verdict.policy.name, who);
        }
        refusal::problem(decision, now.style)
    }

    /// Counts a refusal, and writes it down.
    pub(super) fn refused(&self, policy: &Arc<str>, who: &Who) {
        metrics::counter!("aqad_limited_total", "policy" => policy.to_string(), "shadow" => "no").increment(1);
        self.note(policy, who);
    }

    /// Remembers a person's refusal under the token that was shown: what is over for the person, for
    /// everything; what is over for a class of routes, for this route.
    pub fn remember(&self, token: &str, route: &Route, who: &Who, refused: &Problem) {
        let Some(decision) = refused.limit.as_ref().filter(|_| who.person().is_some()) else { return };
        let [everything, here] = self.token_keys(token, route);
        for verdict in decision.violated() {
            let name = verdict.policy.name.trim_end_matches("-burst");
            let key = if name == Budget::User.word() { everything } else { here };
            self.limiter.remember(key, verdict);
        }
    }

    fn note(&self, policy: &Arc<str>, who: &Who) {
        if let Some(offence) = self.offenders.count(policy, &who.called(), self.clock.as_ref()) {
            write_down(&offence, Some(who.address()));
        }
    }

    /// Housekeeping: what was refused since it was last written down, expired counters, metrics.
    /// To be called every few seconds.
    pub fn keep_house(&self) {
        for offence in self.offenders.due(self.clock.as_ref()) {
            write_down(&offence, None);
        }
        let callers = self.offenders.unmentioned();
        if callers > 0 {
            tracing::warn!(
                security = "excess_rate_limit_exceeded",
                callers,
                "many more clients exceeded their limits; see GET /api/admin/limits"
            );
        }
        self.limiter.sweep();
        let health = self.limiter.health();
        #[expect(clippy::cast_precision_loss, reason = "metrics are floats, and nobody counts to 2^52 here")]
        let gauge = |name: &'static str, value: u64| metrics::gauge!(name).set(value as f64);
        gauge("aqad_limits_connected", u64::from(!health.shares || health.connected));
        gauge("aqad_limits_nodes", health.nodes);
        gauge("aqad_limits_counters", health.counters as u64);
        gauge("aqad_limits_bytes", health.bytes as u64);
        gauge("aqad_limits_overflowing", u64::from(health.overflowing));
        for (outcome, count) in [
            ("admitted", health.admitted),
            ("refused", health.refused),
            ("remembered", health.remembered),
            ("alone", health.alone),
        ] {
            metrics::counter!("aqad_limits_decisions_total", "outcome" => outcome).absolute(count);
        }
        metrics::counter!("aqad_limits_redis_failures_total").absolute(health.failures);
        metrics::counter!("aqad_limits_redis_wait_microseconds_total").absolute(health.waited_us);
    }
}

/// One line for however many refusals since the last one (OWASP's vocabulary: `excess_rate_limit_exceeded`).
fn write_down(offence: &Offence, from: Option<IpAddr>) {
    let from = from.map(tracing::field::display);
    tracing::warn!(security = "excess_rate_limit_exceeded", limit.policy = %offence.policy, limit.caller = offence.who, client.address = from, limit.times = offence.unsaid, limit.times_in_all = offence.times, "a client exceeded a limit");
}

/// A request that may go on, and what to tell about it.
pub struct Admitted {
    told: Decision,
    style: Style,
    _lease: Option<Lease>,
}

impl Admitted {
    fn free() -> Self {
        Self { told: Decision::free(), style: Style::None, _lease: None }
    }
    /// Puts the fields on an answer that only this caller sees.
    pub fn put_on(&self, headers: &mut http::HeaderMap) {
        fields::put_on(headers, &self.told, self.style);
    }
}
