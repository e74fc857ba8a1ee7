//! Staff: who runs into limits, how a caller stands, and letting them off.

use std::net::IpAddr;

use edge::limits::{CallerLimits, Named, Overview};
use edge::{Body, Cache, Endpoint, Gate, Json, Limit, Method, NoContent, Problem, Query, Route, Table};
use http::StatusCode;
use kernel::{Email, words};
use market::authority::Staff;
use market::{Ctx, EventKind, audit, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowLimits>().with::<ShowCaller>().with::<ResetCaller>()
}

/// How many offenders an overview shows.
const TOP: usize = 100;

/// The limiter and its offenders.
struct ShowLimits;

impl Endpoint for ShowLimits {
    const ROUTE: Route = Route {
        id: "admin.limits",
        method: Method::Get,
        path: "/api/admin/limits",
        summary: "Get this node's rate limiter status and the clients it blocked most.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Staff<may::ReadLimits>;
    type In = (Gate,);
    type Out = Json<Overview>;
    async fn handle(_: &Ctx, _: Self::By, (gate,): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(gate.keeper().overview(TOP)))
    }
}

words! {
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

fn named(by: KnownBy, value: &str, from: Option<IpAddr>) -> Result<Named, Problem> {
    let named = match by {
        KnownBy::Address => value.parse().ok().map(Named::Address),
        KnownBy::User => value.parse().ok().map(Named::User),
        KnownBy::Company => value.parse().ok().map(Named::Company),
        KnownBy::Account => Email::new(value).ok().map(|email| Named::Account(email, from)),
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
    const ROUTE: Route = Route {
        id: "admin.limits_caller",
        method: Method::Get,
        path: "/api/admin/limits/caller",
        summary: "Get what a client (by default, you) has left of each limit it used. This does not use up any quota.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Staff<may::ReadLimits>;
    type In = (Query<CallerQuery>, Gate);
    type Out = Json<CallerLimits>;
    async fn handle(_: &Ctx, by: Self::By, (Query(q), gate): Self::In) -> Result<Self::Out, Problem> {
        let (kind, own) = (q.by.unwrap_or(KnownBy::User), by.user().to_string());
        let caller = named(kind, q.value.as_ref().map_or(&own, |value| &value.0), q.from)?;
        Ok(Json::of(gate.keeper().look(&caller).await))
    }
}

/// A caller is let off.
struct ResetCaller;

impl Endpoint for ResetCaller {
    const ROUTE: Route = Route {
        id: "admin.limits_reset",
        method: Method::Post,
        path: "/api/admin/limits/resets",
        summary: "Reset a client's limits on all nodes.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::LimitsReset],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ResetLimits>;
    type In = (Body<CallerIn>, Gate);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Body(b), gate): Self::In) -> Result<NoContent, Problem> {
        let (keeper, caller) = (gate.keeper(), named(b.by, &b.value.0, b.from)?);
        audit::say_limits_reset(ctx, &by, keeper.called(&caller)).await?;
        if keeper.reset(&caller).await {
            return Ok(NoContent);
        }
        Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "limits.only_here",
            "Redis is unavailable; the limit was reset on this node only. Try again when Redis is back",
        ))
    }
}
