//! How the node that answers is doing, and the configuration it goes by.

use edge::{Endpoint, Json, Problem, Route, Router};
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
    const ROUTE: Route = Route::get(
        "ops.health",
        "/api/admin/health",
        "Get this node's health, now and over the last hour: CPU, memory, requests, database, Redis, background jobs.",
    );
    type Auth = Staff<may::ReadSecurity>;
    type In = ();
    type Out = Json<NodeHealth>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(security::health(ctx, &auth)))
    }
}

/// What the node goes by.
struct ShowConfiguration;

impl Endpoint for ShowConfiguration {
    const ROUTE: Route =
        Route::get("ops.config", "/api/admin/config", "Get this node's configuration, with secrets masked.");
    type Auth = Staff<may::ReadSecurity>;
    type In = ();
    type Out = Json<ListOut<ConfigEntry>>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(ListOut { items: security::configuration(ctx, &auth) }))
    }
}
