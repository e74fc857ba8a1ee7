//! Staff: who runs into limits, how a caller stands, and letting them off.

use std::net::IpAddr;

use edge::limits::{CallerLimits, Named, Overview};
use edge::{Body, Cache, Endpoint, Gate, Json, Limit, Method, NoContent, Problem, Query, Route, Table};
use http::StatusCode;
use kernel::{Email, UserId};
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
pub struct ShowLimits;

impl Endpoint for ShowLimits {
    const ROUTE: Route = Route {
        id: "admin.limits",
        method: Method::Get,
        path: "/api/admin/limits",
        summary: "How the limiter of the node that answers is, and the callers that it refused most.",
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

/// A caller, by exactly one of: an address, a person, an account that is tried.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CallerIn {
    /// An address, with the networks around it.
    #[serde(default)]
    address: Option<IpAddr>,
    /// A person.
    #[serde(default)]
    user_id: Option<UserId>,
    /// The e-mail address that somebody tries to sign in with, whether or not it has an account.
    #[serde(default)]
    account: Option<Email>,
    /// With `account`: tries from this address.
    #[serde(default)]
    from: Option<IpAddr>,
}

impl CallerIn {
    fn named(self) -> Result<Named, Problem> {
        match (self.address, self.user_id, self.account) {
            (Some(address), None, None) if self.from.is_none() => Ok(Named::Address(address)),
            (None, Some(user), None) if self.from.is_none() => Ok(Named::User(user)),
            (None, None, Some(account)) => Ok(Named::Account(account, self.from)),
            _ => Err(Problem::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "limits.which_caller",
                "name exactly one of address, user_id and account; from goes with account only",
            )),
        }
    }
}

/// How a caller stands.
pub struct ShowCaller;

impl Endpoint for ShowCaller {
    const ROUTE: Route = Route {
        id: "admin.limits_caller",
        method: Method::Get,
        path: "/api/admin/limits/caller",
        summary: "What a caller has left of each limit they used. Looking counts nothing.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Staff<may::ReadLimits>;
    type In = (Query<CallerIn>, Gate);
    type Out = Json<CallerLimits>;
    async fn handle(_: &Ctx, _: Self::By, (Query(q), gate): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(gate.keeper().look(&q.named()?).await))
    }
}

/// A caller is let off.
pub struct ResetCaller;

impl Endpoint for ResetCaller {
    const ROUTE: Route = Route {
        id: "admin.limits_reset",
        method: Method::Post,
        path: "/api/admin/limits/resets",
        summary: "Forgets what a caller was counted for, on all nodes.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::LimitsReset],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ResetLimits>;
    type In = (Body<CallerIn>, Gate);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Body(b), gate): Self::In) -> Result<NoContent, Problem> {
        let (keeper, caller) = (gate.keeper(), b.named()?);
        audit::say_limits_reset(ctx, &by, keeper.called(&caller)).await?;
        if keeper.reset(&caller).await {
            return Ok(NoContent);
        }
        Err(Problem::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "limits.only_here",
            "Redis does not answer: only this node forgot; try again when it is back",
        ))
    }
}
