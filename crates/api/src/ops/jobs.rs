//! Background jobs: what waits, and what failed and may be tried again.

use edge::{Cache, Endpoint, Json, Limit, Method, NoContent, Path, Problem, Query, Route, Table};
use kernel::{Cursor, JobId, PageOf};
use market::audit::{self, JobRow, JobState};
use market::authority::Staff;
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListJobs>().with::<RetryJob>()
}

/// Filters for jobs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct JobsIn {
    /// Filter by status; the default is failed.
    #[serde(default)]
    state: Option<JobState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// Background work.
struct ListJobs;

impl Endpoint for ListJobs {
    const ROUTE: Route = Route {
        id: "admin.jobs",
        method: Method::Get,
        path: "/api/admin/jobs",
        summary: "List failed or queued background jobs.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Query<JobsIn>,);
    type Out = Json<PageOf<JobRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let state = q.state.unwrap_or(JobState::Dead);
        Ok(Json::of(audit::jobs(ctx, &by, state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A job is tried again.
struct RetryJob;

impl Endpoint for RetryJob {
    const ROUTE: Route = Route {
        id: "admin.retry_job",
        method: Method::Post,
        path: "/api/admin/jobs/{job_id}/retry",
        summary: "Retry a failed job.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::JobRevived],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Path<JobId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        audit::revive_job(ctx, &by, id).await?;
        Ok(NoContent)
    }
}
