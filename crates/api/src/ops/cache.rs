//! Staff: how the cache is doing, and emptying it.

use ::cache::{Reach, Report};
use edge::{Cache, Endpoint, Json, Limit, Method, NoContent, Problem, Route, Table};
use http::StatusCode;
use market::authority::Staff;
use market::{Ctx, EventKind, audit, may};

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowCache>().with::<ClearCache>()
}

/// The cache and its families.
struct ShowCache;

impl Endpoint for ShowCache {
    const ROUTE: Route = Route {
        id: "admin.cache",
        method: Method::Get,
        path: "/api/admin/cache",
        summary: "Get cache statistics for this node, since it started.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Staff<may::ManageCache>;
    type In = ();
    type Out = Json<Report>;
    async fn handle(ctx: &Ctx, _: Self::By, (): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(ctx.cache.report()))
    }
}

/// The cache is emptied.
struct ClearCache;

impl Endpoint for ClearCache {
    const ROUTE: Route = Route {
        id: "admin.cache_clear",
        method: Method::Post,
        path: "/api/admin/cache/clearings",
        summary: "Clear the cache on all nodes.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CacheCleared],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageCache>;
    type In = ();
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (): Self::In) -> Result<NoContent, Problem> {
        match audit::clear_cache(ctx, &by).await? {
            Reach::All => Ok(NoContent),
            Reach::Here => Err(Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "cache.only_here",
                "Redis is unavailable; only this node's cache was cleared. A background job will clear the others when Redis is back",
            )),
        }
    }
}
