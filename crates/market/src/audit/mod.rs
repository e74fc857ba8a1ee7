//! What staff see of the service itself: the audit trail and the background work.

mod cache;
mod cache_target;
mod cached_value;
mod limits;
mod store;

use infra::db::{DbEngine, SqlText};
use infra::jobs;
use kernel::{
    CompanyId, Cursor, EventId, JobId, OrderId, PageLimit, PageOf, RequestId, Timestamp, UserId, ids::Id, string_enum,
};
use schemars::JsonSchema;
use serde::Serialize;

pub use cache::{clear_cache, clear_cache_at_console};
pub use cache_target::CacheTarget;
pub use cached_value::{CachedThing, NoCachedThing, inspect_cache};
pub use limits::{ResetOf, record_console_limits_reset, record_limits_reset};
pub use store::ALL as STATEMENTS;

use crate::authority::Staff;
use crate::{Ctx, Event, may};

/// An audit event.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditRow {
    /// Unique ID.
    pub id: EventId,
    /// When it happened.
    pub at: Timestamp,
    /// ID of the user; null for the system.
    pub user_id: Option<UserId>,
    /// ID of the company.
    pub company_id: Option<CompanyId>,
    /// ID of the request.
    pub request_id: Option<RequestId>,
    /// Kind of event.
    pub kind: String,
    /// ID of the object it is about.
    pub subject: String,
    /// Details of the event.
    pub data: serde_json::Value,
}

string_enum! {
    /// The status of a job.
    pub enum JobState {
        /// Queued or running.
        Ready = "ready",
        /// Failed, out of retries.
        Dead = "dead",
    }
}

/// A background job.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JobRow {
    /// Unique ID.
    pub id: JobId,
    /// Kind of job.
    pub kind: String,
    /// Status.
    pub state: JobState,
    /// Number of attempts.
    pub attempts: i64,
    /// Earliest time of the next attempt.
    pub run_at: Timestamp,
    /// Last error.
    pub last_error: Option<String>,
}

errors! {
    /// Why nothing is shown or done.
    pub enum AuditError {
        /// Not there, or not dead-lettered.
        NoJob = Missing "jobs.no_dead_job" "no such failed job",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of the company that this is about; somebody else must decide",
        /// Not oneself.
        OwnLimits = Forbidden "limits.not_oneself" "you cannot reset your own limits; ask somebody else to do it",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// The audit trail, newest first; of one thing, if asked. An order has no state of its own: what happens to it happens
/// to its vendor orders, and is in its trail.
pub async fn trail(
    ctx: &Ctx,
    _: &Staff<may::ReadAudit>,
    subject: Option<String>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<AuditRow>, AuditError> {
    let after = after.map(|c| c.keys("audit")).transpose().map_err(|_| AuditError::BadCursor)?;
    let order: Option<OrderId> = subject.as_ref().and_then(|subject| subject.parse().ok());
    let mut subjects: Vec<String> = subject.into_iter().collect();
    if let Some(order) = order {
        let vendor_orders = store::vendor_orders_unscoped(&ctx.store.db, order).await?;
        subjects.extend(vendor_orders.iter().map(ToString::to_string));
    }
    let rows = store::list_unscoped(&ctx.store.db, &subjects, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("audit", &row.id)))
}

/// The statement that the trail of an order comes to on an engine, for whoever asks the engine how it would go about
/// it. It names nobody.
pub fn statement_of_trail(engine: DbEngine) -> String {
    let (order, vendor_orders) = (String::new(), [String::new()]);
    let sql = store::statement_of_each((&order, &vendor_orders[..]), EventId::least(), 1);
    SqlText::from(&sql).render(engine).into_owned()
}

/// Background work in one state.
pub async fn jobs(
    ctx: &Ctx,
    _: &Staff<may::ManageJobs>,
    state: JobState,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<JobRow>, AuditError> {
    let after: Option<JobId> = after.map(|c| c.keys("jobs")).transpose().map_err(|_| AuditError::BadCursor)?;
    let seen =
        jobs::list(&ctx.store.db, state.as_str(), after.unwrap_or_else(Id::least), limit.rows_plus_one()).await?;
    let row = |j: jobs::StoredJob| JobRow {
        id: j.id,
        kind: j.kind,
        state,
        attempts: j.attempts,
        run_at: j.run_at,
        last_error: j.last_error,
    };
    Ok(PageOf::cut(seen.into_iter().map(row).collect(), limit, |row| Cursor::of("jobs", &row.id)))
}

/// Lets a dead-lettered job be tried again; one that already waits for its next try stays as it is.
pub async fn requeue_job(ctx: &Ctx, by: &Staff<may::ManageJobs>, job: JobId) -> Result<(), AuditError> {
    let clock = ctx.store.clock.as_ref();
    ctx.store
        .write(&by.origin(), |tx| async move {
            if !jobs::requeue(&tx, job, clock).await? {
                let waits = jobs::is_ready(&tx, job).await?;
                return if waits { Ok(tx.no_change(())) } else { Err(AuditError::NoJob) };
            }
            Ok(tx.commit_with(Event::JobRequeued { job }.record(), ()))
        })
        .await
}
