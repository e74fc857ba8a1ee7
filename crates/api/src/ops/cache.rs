//! Staff: how the cache is doing, and emptying it.

use ::cache::{CacheStats, InvalidationReach};
use edge::{Endpoint, Json, LimitClass, NoContent, OrProblem, Problem, Route, Router};
use http::StatusCode;
use market::authority::Staff;
use market::{Ctx, EventKind, audit, may};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowCache>().mount::<ClearCache>()
}

/// The cache and its families.
struct ShowCache;

impl Endpoint for ShowCache {
    const ROUTE: Route =
        Route::get("ops.cache", "/api/admin/cache", "Get cache statistics for this node, since it started.");
    type Auth = Staff<may::ManageCache>;
    type In = ();
    type Out = Json<CacheStats>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(ctx.cache.stats_with_redis().await))
    }
}

/// The cache is emptied.
struct ClearCache;

impl Endpoint for ClearCache {
    const ROUTE: Route = Route::post(
        "ops.clear_cache",
        "/api/admin/cache/clearings",
        "Clear the cache on all nodes.",
        &[EventKind::CacheCleared],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ManageCache>;
    type In = ();
    type Out = NoContent;
    type Error = OrProblem<audit::AuditError>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (): Self::In) -> Result<NoContent, Self::Error> {
        match audit::clear_cache(ctx, &auth).await? {
            InvalidationReach::AllNodes => Ok(NoContent),
            InvalidationReach::ThisNode => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "cache.only_here",
                "Redis is unavailable; only this node's cache was cleared. A background job will clear the others when Redis is back",
            )
            .into()),
        }
    }
}
