//! How the node that answers is doing, and the configuration it goes by.

use edge::{CachePolicy, Endpoint, Json, LimitClass, Method, Problem, Route, Router};
use infra::config::ConfigEntry;
use market::authority::Staff;
use market::security::{self, NodeHealth};
use market::{Ctx, may};

use crate::shapes::ListOut;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowHealth>().mount::<ShowConfiguration>()
}

/// How the node is doing.
struct ShowHealth;

impl Endpoint for ShowHealth {
    const ROUTE: Route = Route {
        id: "ops.health",
        method: Method::Get,
        path: "/api/admin/health",
        summary: "Get this node's health, now and over the last hour: CPU, memory, requests, database, Redis, background jobs.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[],
    };
    type Auth = Staff<may::ReadSecurity>;
    type In = ();
    type Out = Json<NodeHealth>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(security::health(ctx, &auth)))
    }
}

/// What the node goes by.
struct ShowConfiguration;

impl Endpoint for ShowConfiguration {
    const ROUTE: Route = Route {
        id: "ops.config",
        method: Method::Get,
        path: "/api/admin/config",
        summary: "Get this node's configuration, with secrets masked.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[],
    };
    type Auth = Staff<may::ReadSecurity>;
    type In = ();
    type Out = Json<ListOut<ConfigEntry>>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(ListOut { items: security::configuration(ctx, &auth) }))
    }
}
