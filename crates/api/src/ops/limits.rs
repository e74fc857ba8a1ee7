//! Staff: who runs into limits, how a caller stands, and letting them off.

use std::net::IpAddr;

use edge::limits::{CallerLimits, CallerRef, LimiterStatus};
use edge::{
    Endpoint, Json, JsonBody, LimitClass, NoContent, OrProblem, Problem, QueryParams, RateLimits, Route, Router,
};
use http::StatusCode;
use kernel::{Email, string_enum};
use market::authority::Staff;
use market::{Ctx, EventKind, audit, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowLimits>().mount::<ShowCaller>().mount::<ResetCaller>()
}

/// How many offenders an overview shows.
const TOP: usize = 100;

/// The limiter and its offenders.
struct ShowLimits;

impl Endpoint for ShowLimits {
    const ROUTE: Route = Route::get(
        "ops.limits",
        "/api/admin/limits",
        "Get this node's rate limiter status and the clients it blocked most.",
    );
    type Auth = Staff<may::ReadLimits>;
    type In = (RateLimits,);
    type Out = Json<LimiterStatus>;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Self::Auth, (limits,): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(limits.gatekeeper().status(TOP)))
    }
}

string_enum! {
    /// How a client is identified.
    pub enum KnownBy {
        /// An IP address (IPv6 is counted by /64).
        Address = "address",
        /// A user, by their ID.
        User = "user",
        /// A company, by its ID.
        Company = "company",
        /// An email address used in sign-in attempts, with or without an account.
        Account = "account",
    }
}

/// Identifier of a client: an IP address, an ID or an email address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
pub(crate) struct CallerName(#[schemars(length(min = 1, max = 254), regex(pattern = "^[!-~]+$"))] String);

impl TryFrom<String> for CallerName {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let fits = (1..=254).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        if fits { Ok(Self(text)) } else { Err("must have 1 to 254 visible ASCII characters") }
    }
}

/// A client.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallerIn {
    /// How the client is identified.
    by: KnownBy,
    /// The IP address, ID or email address.
    value: CallerName,
    /// For an account: only attempts from this IP address.
    #[serde(default)]
    from: Option<IpAddr>,
}

/// A client; by default, the current user.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallerQuery {
    /// How the client is identified.
    #[serde(default)]
    by: Option<KnownBy>,
    /// The IP address, ID or email address.
    #[serde(default)]
    value: Option<CallerName>,
    /// For an account: only attempts from this IP address.
    #[serde(default)]
    from: Option<IpAddr>,
}

fn named(by: KnownBy, value: &str, from: Option<IpAddr>) -> Result<CallerRef, Problem> {
    let named = match by {
        KnownBy::Address => value.parse().ok().map(CallerRef::Address),
        KnownBy::User => value.parse().ok().map(CallerRef::User),
        KnownBy::Company => value.parse().ok().map(CallerRef::Company),
        KnownBy::Account => Email::new(value).ok().map(|email| CallerRef::Account(email, from)),
    };
    named.filter(|_| from.is_none() || by == KnownBy::Account).ok_or_else(|| {
        let says =
            "value must match by (an IP address, a usr_ or org_ ID, or an email address), and from is only allowed with an account";
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "limits.which_caller", says)
    })
}

/// How a caller stands.
struct ShowCaller;

impl Endpoint for ShowCaller {
    const ROUTE: Route = Route::get(
        "ops.caller_limits",
        "/api/admin/limits/caller",
        "Get what a client (by default, you) has left of each limit it used. This does not use up any quota.",
    );
    type Auth = Staff<may::ReadLimits>;
    type In = (QueryParams<CallerQuery>, RateLimits);
    type Out = Json<CallerLimits>;
    type Error = Problem;
    async fn handle(_: &Ctx, auth: Self::Auth, (QueryParams(q), limits): Self::In) -> Result<Self::Out, Problem> {
        let (kind, own) = (q.by.unwrap_or(KnownBy::User), auth.user().to_string());
        let caller = named(kind, q.value.as_ref().map_or(&own, |value| &value.0), q.from)?;
        Ok(Json::new(limits.gatekeeper().inspect(&caller).await))
    }
}

/// A caller is let off.
struct ResetCaller;

impl Endpoint for ResetCaller {
    const ROUTE: Route = Route::post(
        "ops.reset_limits",
        "/api/admin/limits/resets",
        "Reset a client's limits on all nodes.",
        &[EventKind::LimitsReset],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ResetLimits>;
    type In = (JsonBody<CallerIn>, RateLimits);
    type Out = NoContent;
    type Error = OrProblem<audit::AuditError>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b), limits): Self::In) -> Result<NoContent, Self::Error> {
        let (gatekeeper, caller) = (limits.gatekeeper(), named(b.by, &b.value.0, b.from)?);
        let (company, user, account) = (caller.company(), caller.user(), caller.account());
        let of = audit::ResetOf { label: gatekeeper.label(&caller), company, user, account };
        audit::record_limits_reset(ctx, &auth, of).await?;
        if gatekeeper.reset(&caller).await {
            return Ok(NoContent);
        }
        Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "limits.only_here",
            "Redis is unavailable; the limit was reset on this node only. Try again when Redis is back",
        )
        .into())
    }
}
