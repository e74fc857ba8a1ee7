//! What a write is recorded with: on whose behalf, which event, under which key.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use kernel::JobId;
use serde_json::Value;
use uuid::Uuid;

use crate::db::Stmt;

/// On whose behalf a write happens; goes into the audit trail.
#[derive(Debug, Clone, Copy, Default)]
pub struct Origin {
    /// The person, if one is known.
    pub user: Option<Uuid>,
    /// The company they act for.
    pub company: Option<Uuid>,
    /// The request, as named in its answer.
    pub request: Option<Uuid>,
    /// What they must still be when the write commits.
    pub standing: Option<WriteGuard>,
}

/// What somebody was when their write was let through. It is looked at again, and locked, in the transaction itself,
/// by the statement that writes the audit row: a write whose author is something else by then fails with
/// [`crate::db::Error::StandingLost`].
#[derive(Debug, Clone, Copy)]
pub struct WriteGuard {
    /// The rest of `insert … select …`, from its `from` on. It gives one row while the standing holds, locked until
    /// the transaction ends, and binds person, company, role and state.
    pub held: &'static Stmt,
    /// The person.
    pub user: Uuid,
    /// The company they act for.
    pub company: Uuid,
    /// Their role there.
    pub role: &'static str,
    /// The state of the company.
    pub company_state: &'static str,
}

/// One thing that happened, in words that outlive the code that stated it.
#[derive(Debug, Clone)]
pub struct EventRecord {
    /// Which sort of thing, such as `order.placed`.
    pub kind: &'static str,
    /// The id of the thing it is about, in its text form.
    pub subject: String,
    /// The particulars, as the listener will read them.
    pub data: Value,
    /// Whether anything may follow from it: if so, it goes through the outbox. The audit trail has it in any case.
    pub relayed: bool,
}

/// Called with the events of a commit right after it, before whoever wrote them gets an answer.
/// Best effort: a process may end in between. What must not be missed is done by a job.
pub trait AfterCommit: Send + Sync {
    /// Runs after the commit; takes no longer than an answer may wait.
    fn committed<'a>(&'a self, events: &'a [EventRecord]) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;
}

/// A client's name for one attempt at a write. The same name within a company means the same
/// attempt: its effect happens once and its reply is repeated (ASVS 2.3.4, REL-7).
#[derive(Debug, Clone)]
pub struct IdempotentRequest {
    /// Whose name it is: a company never meets another's keys.
    pub company: Uuid,
    /// The name.
    pub key: String,
    /// SHA-256 over the operation and its input, to notice a name used for something else.
    pub request_hash: Vec<u8>,
}

/// Which claim of a job something is done under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobClaim {
    /// The job.
    pub job: JobId,
    /// How often the job was claimed, this time included. Claimed once more, this claim is lost.
    pub number: i64,
}

/// The first claim of several jobs of one kind, which one write does together: its commit ends them all, or is none.
#[derive(Debug, Clone)]
pub struct BatchClaim {
    jobs: Arc<[JobId]>,
    ended: Arc<AtomicBool>,
}

impl BatchClaim {
    /// The number of each of these claims. What was claimed before is done by itself.
    pub(crate) const NUMBER: i64 = 1;

    pub(crate) fn of(jobs: impl Iterator<Item = JobId>) -> Self {
        Self { jobs: jobs.collect(), ended: Arc::default() }
    }
    pub(crate) fn jobs(&self) -> &[JobId] {
        &self.jobs
    }
    /// The jobs were ended by a commit.
    pub(crate) fn note_end(&self) {
        self.ended.store(true, Ordering::Release);
    }
    pub(crate) fn is_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}

/// Under which claims of jobs a store writes.
#[derive(Debug, Clone, Default)]
pub(crate) enum HeldClaim {
    /// Under none: what is written is no job's work.
    #[default]
    Nothing,
    /// Under that of one job.
    Job(JobClaim),
    /// Under those of several jobs, which the write ends.
    Batch(BatchClaim),
}
