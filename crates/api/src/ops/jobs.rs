//! Background jobs: what waits, and what failed and may be tried again.

use edge::{Endpoint, Json, LimitClass, NoContent, Path, QueryParams, Route, Router};
use kernel::{Cursor, JobId, PageOf};
use market::audit::{self, JobRow, JobState};
use market::authority::Staff;
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListJobs>().mount::<RetryJob>()
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
    limit: Option<kernel::PageLimit>,
}

/// Background work.
struct ListJobs;

impl Endpoint for ListJobs {
    const ROUTE: Route = Route::get("ops.jobs", "/api/admin/jobs", "List failed or queued background jobs.");
    type Auth = Staff<may::ManageJobs>;
    type In = (QueryParams<JobsIn>,);
    type Out = Json<PageOf<JobRow>>;
    type Error = audit::AuditError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let state = q.state.unwrap_or(JobState::Dead);
        Ok(Json::new(audit::jobs(ctx, &auth, state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A job is tried again.
struct RetryJob;

impl Endpoint for RetryJob {
    const ROUTE: Route = Route::post(
        "ops.retry_job",
        "/api/admin/jobs/{job_id}/retry",
        "Retry a failed job.",
        &[EventKind::JobRequeued],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ManageJobs>;
    type In = (Path<JobId>,);
    type Out = NoContent;
    type Error = audit::AuditError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        audit::requeue_job(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}
