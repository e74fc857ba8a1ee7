//! Whether this node should be sent requests, and what is late. One look a second serves everybody who asks.
//!
//! Not ready is a node that cannot keep what it promises: its database does not answer, has another schema or takes
//! no writes, or a task that it cannot do without fails again and again. Work that waits long makes it degraded and
//! no more: all nodes see the same queue, so all would be taken out at once, and requests would fail as well.

use std::sync::Arc;
use std::time::Duration;

use kernel::string_enum;
use schemars::JsonSchema;
use serde::Serialize;
use supervisor::{Supervisor, TaskImportance, TaskState, TaskStatus};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::db::{self, Error, Migration};
use crate::jobs;
use crate::store::Store;

/// How long a look is good.
const FRESH: Duration = Duration::from_secs(1);
/// How long the database may take to answer one of its questions.
const MOST: Duration = Duration::from_secs(2);
/// After how many seconds an event that nobody relayed is late.
pub const LATE_EVENT_S: i64 = 60;
/// After how many seconds a job that is due is late.
pub const LATE_JOB_S: i64 = 300;

string_enum! {
    /// The state of a node, as a balancer should take it.
    pub enum NodeStatus {
        /// All is well.
        Ok = "ok",
        /// It serves requests; something is late, or is done without.
        Degraded = "degraded",
        /// It should be sent no requests.
        NotReady = "not_ready",
    }

    /// The result of a check.
    pub enum CheckState {
        /// All is well.
        Ok = "ok",
        /// Not as it should be; the node serves requests all the same.
        Degraded = "degraded",
        /// It keeps the node from serving.
        Failed = "failed",
        /// There was no answer in time.
        Unknown = "unknown",
    }
}

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadinessChecks {
    /// Whether the database answers.
    pub database: CheckState,
    /// Whether its schema is the one that this version needs.
    pub schema: CheckState,
    /// Whether a write succeeds.
    pub writes: CheckState,
    /// Whether background tasks run.
    pub tasks: CheckState,
    /// Whether events are relayed in time (a minute).
    pub events: CheckState,
    /// Whether jobs are run in time (five minutes).
    pub jobs: CheckState,
}

/// A background task of this node.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaskReport {
    /// Name of the task.
    pub name: &'static str,
    /// State of the task.
    pub state: TaskState,
}

/// How this node is, for whoever may ask: it names no cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadinessReport {
    /// `ok`, `degraded` or `not_ready`.
    pub status: NodeStatus,
    /// The checks.
    pub checks: ReadinessChecks,
    /// The node's background tasks.
    pub tasks: Vec<TaskReport>,
    /// Seconds the oldest event has waited to be relayed; 0 if none waits, null if unknown.
    pub oldest_event_seconds: Option<i64>,
    /// Seconds the oldest queued job has been waiting; 0 if none waits, null if unknown.
    pub oldest_job_seconds: Option<i64>,
}

impl ReadinessReport {
    /// Why the node is not ready, for clients; nothing where it is.
    pub fn reason(&self) -> Option<&'static str> {
        let checks = &self.checks;
        let reasons = [
            (checks.database, "the database does not respond"),
            (checks.schema, "the database schema is not the one this version needs; run aqad migrate"),
            (checks.writes, "the database takes no writes"),
            (checks.tasks, "a background task keeps failing"),
        ];
        reasons.into_iter().find(|(state, _)| *state == CheckState::Failed).map(|(_, reason)| reason)
    }
}

/// Looks, at most once a second. Cheap to clone.
#[derive(Clone, Default)]
pub struct Readiness(Arc<Mutex<Option<Look>>>);

struct Look {
    /// By the steady clock.
    at: Duration,
    report: Arc<ReadinessReport>,
}

impl Readiness {
    /// How the node is, as of a second ago at the latest; within about two seconds.
    pub async fn look(&self, store: &Store, migrations: &[Migration], supervisor: &Supervisor) -> Arc<ReadinessReport> {
        // Whoever comes meanwhile waits here, and is given the same report.
        let mut last = self.0.lock().await;
        if let Some(look) = &*last
            && store.clock.steady().saturating_sub(look.at) < FRESH
        {
            return Arc::clone(&look.report);
        }
        let found = Found::by_looking(store, migrations).await;
        let report = Arc::new(found.report(&supervisor.statuses()));
        let before = last.as_ref().map(|look| look.report.status);
        found.log_change(before, &report);
        metrics::gauge!("aqad_ready").set(if report.status == NodeStatus::NotReady { 0.0 } else { 1.0 });
        *last = Some(Look { at: store.clock.steady(), report: Arc::clone(&report) });
        report
    }
}

/// What the database said.
struct Found {
    schema: db::Result<bool>,
    writes: db::Result<()>,
    oldest: Option<(i64, i64)>,
}

impl Found {
    async fn by_looking(store: &Store, migrations: &[Migration]) -> Self {
        let schema = async {
            let late = || Err(Error::Unavailable(format!("no answer within {} seconds", MOST.as_secs())));
            let states = timeout(MOST, db::migration_states(&store.db, migrations)).await.unwrap_or_else(|_| late())?;
            Ok(states.iter().all(|step| step.applied_at.is_some()))
        };
        let oldest = async {
            let now = store.now();
            let oldest = timeout(MOST, jobs::oldest(&store.db, now)).await.ok()?.ok()?;
            Some((oldest.event_age_s(now), oldest.job_age_s(now)))
        };
        let (schema, writes, oldest) = tokio::join!(schema, store.db.can_write(), oldest);
        Self { schema, writes, oldest }
    }

    fn report(&self, tasks: &[TaskStatus]) -> ReadinessReport {
        let failed_if = |failed: bool| if failed { CheckState::Failed } else { CheckState::Ok };
        let late_if = |age: Option<i64>, late: i64| match age {
            None => CheckState::Unknown,
            Some(age) if age > late => CheckState::Degraded,
            Some(_) => CheckState::Ok,
        };
        let no_answer = matches!(self.schema, Err(Error::Unavailable(_) | Error::Busy(_) | Error::Stale(_)));
        let (event, job) = self.oldest.unzip();
        let checks = ReadinessChecks {
            database: failed_if(no_answer),
            schema: if no_answer { CheckState::Unknown } else { failed_if(!matches!(self.schema, Ok(true))) },
            writes: if no_answer { CheckState::Unknown } else { failed_if(self.writes.is_err()) },
            tasks: check_of(tasks),
            events: late_if(event, LATE_EVENT_S),
            jobs: late_if(job, LATE_JOB_S),
        };
        let all = [checks.database, checks.schema, checks.writes, checks.tasks, checks.events, checks.jobs];
        let status = if all.contains(&CheckState::Failed) {
            NodeStatus::NotReady
        } else if all.contains(&CheckState::Degraded) {
            NodeStatus::Degraded
        } else {
            NodeStatus::Ok
        };
        let tasks = tasks.iter().map(|task| TaskReport { name: task.name, state: task.state }).collect();
        ReadinessReport { status, checks, tasks, oldest_event_seconds: event, oldest_job_seconds: job }
    }

    /// The cause is for operators, once.
    fn log_change(&self, before: Option<NodeStatus>, report: &ReadinessReport) {
        if before.unwrap_or(NodeStatus::Ok) == report.status {
            return;
        }
        let cause = [self.schema.as_ref().err(), self.writes.as_ref().err()].into_iter().flatten().next();
        let checks = &report.checks;
        tracing::warn!(
            status = report.status.as_str(),
            check.database = checks.database.as_str(),
            check.schema = checks.schema.as_str(),
            check.writes = checks.writes.as_str(),
            check.tasks = checks.tasks.as_str(),
            check.events = checks.events.as_str(),
            check.jobs = checks.jobs.as_str(),
            error = cause.map(tracing::field::display),
            "the node's readiness changed"
        );
    }
}

fn check_of(tasks: &[TaskStatus]) -> CheckState {
    let failed = tasks.iter().filter(|task| task.state == TaskState::Failed);
    let worst = failed.map(|task| match task.importance {
        TaskImportance::Vital | TaskImportance::Required => CheckState::Failed,
        TaskImportance::Useful => CheckState::Degraded,
    });
    worst.max().unwrap_or(CheckState::Ok)
}
