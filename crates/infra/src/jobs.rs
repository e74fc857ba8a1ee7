//! Background work, kept in the database: claimed with a lease, tried again with growing pauses,
//! dead-lettered when it keeps failing.
//!
//! Times of jobs are the database's, so that nodes whose clocks differ agree on them. Each claim of a job has a
//! number, and whoever ends a job, or commits what it did, must still hold the latest.

mod caught;
mod relay;
mod run;

use std::time::Duration;

use kernel::{Clock, JobId, Timestamp};
use serde_json::Value;
use tokio::sync::watch;

pub use self::relay::relay;
pub use self::run::run_due;
use crate::args;
use crate::clock::seconds;
use crate::db::{Db, Error, Query, Result, Stmt, publish_work_cost};
use crate::outbox::{self, PendingEvent};
use crate::record::JobClaim;
use crate::store::Store;

crate::statements! {
    INSERT = {
        "insert into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, ?, ?, ?, ?, 0, 'ready') on conflict (dedupe) do nothing",
        my: "insert ignore into jobs (id, kind, data, dedupe, run_at, attempts, state) values (?, ?, ?, ?, ?, 0, 'ready')"
    };
    INSERT_DEAD = {
        "insert into jobs (id, kind, data, dedupe, run_at, attempts, state, last_error) values (?, ?, ?, ?, ?, 1, 'dead', ?) on conflict (dedupe) do nothing",
        my: "insert ignore into jobs (id, kind, data, dedupe, run_at, attempts, state, last_error) values (?, ?, ?, ?, ?, 1, 'dead', ?)"
    };
    CLAIM_AND_START = "update jobs set claims = claims + 1, attempts = attempts + 1, run_at = ? where id = ?";
    GIVE_UP = "update jobs set state = 'dead', last_error = ? where id = ?";
    START = {
        "update jobs set attempts = attempts + 1, run_at = cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ? where id = ? and claims = ? and state = 'ready'",
        my: "update jobs set attempts = attempts + 1, run_at = timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ? where id = ? and claims = ? and state = 'ready'",
        pg: "update jobs set attempts = attempts + 1, run_at = (extract(epoch from statement_timestamp()) * 1000000)::bigint + ? where id = ? and claims = ? and state = 'ready'"
    };
    DONE = "delete from jobs where id = ? and claims = ?";
    LATER = {
        "update jobs set last_error = ?, run_at = cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ? where id = ? and claims = ? and state = 'ready'",
        my: "update jobs set last_error = ?, run_at = timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ? where id = ? and claims = ? and state = 'ready'",
        pg: "update jobs set last_error = ?, run_at = (extract(epoch from statement_timestamp()) * 1000000)::bigint + ? where id = ? and claims = ? and state = 'ready'"
    };
    DEAD_LETTER = "update jobs set state = 'dead', last_error = ? where id = ? and claims = ? and state = 'ready'";
    IS_READY = "select id from jobs where id = ? and state = 'ready'";
    REQUEUE = {
        "update jobs set state = 'ready', attempts = 0, run_at = cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ? where id = ? and state = 'dead'",
        my: "update jobs set state = 'ready', attempts = 0, run_at = timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ? where id = ? and state = 'dead'",
        pg: "update jobs set state = 'ready', attempts = 0, run_at = (extract(epoch from statement_timestamp()) * 1000000)::bigint + ? where id = ? and state = 'dead'"
    };
    COUNT_DUE = "select count(*) from jobs where state = 'ready' and run_at <= ?";
    OLDEST_DUE = "select min(run_at) from jobs where state = 'ready' and run_at <= ?";
    COUNT_DEAD = "select count(*) from jobs where state = 'dead'";
    LIST = "select id, kind, data, state, attempts, run_at, last_error from jobs where state = ? and id > ? order by id limit ?";
}

const DUE: Stmt = Stmt::per_engine(
    "select id, kind, data, attempts, claims, cast(round(unixepoch('subsec') * 1000) as integer) * 1000 from jobs where state = 'ready' and run_at <= cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ? and kind in (",
    "select id, kind, data, attempts, claims, timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) from jobs where state = 'ready' and run_at <= timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ? and kind in (",
    "select id, kind, data, attempts, claims, (extract(epoch from statement_timestamp()) * 1000000)::bigint from jobs where state = 'ready' and run_at <= (extract(epoch from statement_timestamp()) * 1000000)::bigint + ? and kind in (",
);
const DUE_END: Stmt = Stmt::per_engine(
    ") order by run_at limit ?",
    ") order by run_at limit ? for update skip locked",
    ") order by run_at limit ? for update skip locked",
);
const CLAIM: Stmt = Stmt::same("update jobs set claims = claims + 1, run_at = ? where id in (");
const CLAIM_END: Stmt = Stmt::same(")");

/// The job that stands for an event that could not be relayed: dead from the beginning. Tried again, it puts
/// the event back into the outbox.
const RELAY_EVENT: &str = "relay_event";

/// How long each half of a worker's round may take: relaying, and the jobs that it claimed with what the database
/// may need for each of its statements. Whatever hangs, the next round comes, and the other half before.
const ROUND: Duration = Duration::from_mins(2);
/// How many jobs are claimed at once.
const JOBS_AT_ONCE: i64 = 10;
/// How long stored replies and published events stay, and how often those older are removed.
const KEEP_S: i64 = 7 * 24 * 3_600;
const PRUNE_EVERY: Duration = Duration::from_hours(1);

/// Work to be done.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which sort of work.
    pub kind: &'static str,
    /// Its particulars.
    pub data: Value,
    /// What makes it this job and no other, within the event that caused it.
    pub target: String,
    /// Not before.
    pub run_at: Timestamp,
}

/// Why a job failed, in words for operators.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct JobError(pub String);

/// What the business makes of events and jobs.
pub trait Reactor: Send + Sync + 'static {
    /// The kinds of events that this node knows, each with the newest version of its payload. Others stay
    /// in the outbox for a node that knows them.
    fn events(&self) -> Vec<(&'static str, i64)>;
    /// The kinds of jobs that this node can do at present. Others are left to nodes that can.
    fn jobs(&self) -> Vec<&'static str>;
    /// What is to be done because this happened. Fails when the particulars cannot be read.
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> std::result::Result<Vec<NewJob>, JobError>;
    /// Work that comes round by itself: asked for every hour, on each node. One of a kind and target waits at a time.
    fn recurring(&self) -> Vec<NewJob> {
        vec![]
    }
    /// Called with events once more, by whichever node relays them: what [`crate::write::AfterCommit`] may have
    /// missed. Gives a job for what cannot be done from here at present.
    fn on_relay(&self, _: &[PendingEvent], _: Timestamp) -> impl Future<Output = Option<NewJob>> + Send {
        std::future::ready(None)
    }
    /// Does one piece of work; may be asked again for the same one, so it must bear repetition. What it commits, it
    /// commits under the claim ([`Store::under`]), if there is one.
    fn run(
        &self,
        kind: &str,
        data: &str,
        claim: Option<JobClaim>,
    ) -> impl Future<Output = std::result::Result<(), JobError>> + Send;
}

/// Why something failed, as it is kept: at most 500 characters, and none that an engine refuses.
fn clipped(error: &impl std::fmt::Display) -> String {
    error.to_string().chars().filter(|char| *char != '\0').take(500).collect()
}

/// Works until told to stop: when woken, and at least every `pause`.
pub async fn run_worker(store: &Store, reactor: &impl Reactor, pause: Duration, mut stop: watch::Receiver<bool>) {
    let mut pruned_at = None;
    while !*stop.borrow() {
        let now = store.clock.steady();
        if pruned_at.is_none_or(|at| now.saturating_sub(at) >= PRUNE_EVERY) {
            pruned_at = Some(now);
            if let Err(error) = within(ROUND, prune(store)).await {
                tracing::warn!(%error, "old idempotency replies and events could not be deleted");
            }
            if let Err(error) = within(ROUND, schedule(store, reactor)).await {
                tracing::warn!(%error, "recurring jobs could not be queued");
            }
        }
        let woken = store.wakeup.notified();
        let busy = match round(store, reactor, ROUND).await {
            Ok(done) => done > 0,
            Err(error) => {
                tracing::warn!(%error, "the worker could not read its queue");
                false
            }
        };
        if !busy {
            tokio::select! {
                () = woken => {}
                () = tokio::time::sleep(pause) => {}
                // Whoever could tell it to stop is gone.
                told = stop.changed() => if told.is_err() { return },
            }
        }
    }
}

/// Queues the work that comes round by itself, unless it waits there from the same day: a job that was dead-lettered
/// yesterday holds up nothing.
pub async fn schedule(store: &Store, reactor: &impl Reactor) -> Result<()> {
    let jobs = reactor.recurring();
    if jobs.is_empty() {
        return Ok(());
    }
    let now = store.db_now().await?;
    let day = now.seconds().div_euclid(24 * 3_600);
    let tx = store.db.begin().await?;
    for job in jobs {
        let dedupe = format!("recurring:{day}:{}:{}", job.kind, job.target);
        let values = args![store.id::<JobId>(), job.kind.to_owned(), job.data.to_string(), dedupe, now];
        tx.exec(&INSERT, values).await?;
    }
    tx.commit().await
}

/// Forgets stored replies and published events that nobody will ask for again.
async fn prune(store: &Store) -> Result<()> {
    let before = store.db_now().await?.plus_seconds(-KEEP_S);
    let tx = store.db.begin().await?;
    outbox::prune(&tx, before).await?;
    tx.commit().await?;
    store.db.maintain().await
}

/// One look: relays events, then runs what is due, each within a bound of time. Where one of them fails, the other
/// is done all the same. A job that is given up in the middle comes round again when its lease is over.
pub async fn round(store: &Store, reactor: &impl Reactor, most: Duration) -> Result<usize> {
    let relayed = within(most, Box::pin(publish_work_cost("relay", relay(store, reactor)))).await;
    let ran = within(most, Box::pin(publish_work_cost("claim", run_due(store, reactor, JOBS_AT_ONCE)))).await;
    Ok(relayed? + ran?)
}

async fn within<T>(most: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    let late = |_| Error::Unavailable(format!("not done within {}", seconds(most)));
    tokio::time::timeout(most, work).await.map_err(late)?
}

/// One look. Tells how much there was.
pub async fn tick(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    round(store, reactor, ROUND).await
}

/// How the queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Events not yet turned into jobs, those that no node knows yet among them.
    pub events: i64,
    /// Jobs that are due.
    pub due: i64,
    /// Jobs dead-lettered, and one for each event that could not be read.
    pub dead: i64,
    /// Since when those have waited that have waited longest.
    pub oldest: OldestWaiting,
}

/// Since when what has waited longest has waited; nothing where nothing waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldestWaiting {
    /// An event that is not yet turned into jobs.
    pub event: Option<Timestamp>,
    /// A job that is due.
    pub job: Option<Timestamp>,
}

impl OldestWaiting {
    /// The event's age in seconds; 0 where there is none.
    pub fn event_age_s(&self, now: Timestamp) -> i64 {
        age_s(self.event, now)
    }
    /// The job's age in seconds; 0 where there is none.
    pub fn job_age_s(&self, now: Timestamp) -> i64 {
        age_s(self.job, now)
    }
}

/// Clocks of nodes differ a little: nothing has waited for less than no time.
fn age_s(since: Option<Timestamp>, now: Timestamp) -> i64 {
    since.map_or(0, |since| (now.seconds() - since.seconds()).max(0))
}

/// Since when what has waited longest has waited. Cheap, however much waits.
pub async fn oldest(db: &Db, now: Timestamp) -> Result<OldestWaiting> {
    let job = db.one(&OLDEST_DUE, args![now]).await?.map_or(Ok(None), |mut row| row.take())?;
    Ok(OldestWaiting { event: outbox::oldest_pending(db).await?, job })
}

/// How the queue stands.
pub async fn backlog(db: &Db, now: Timestamp) -> Result<Backlog> {
    let count = |row: Option<crate::db::Row>| row.map_or(Ok(0), |mut row| row.take());
    let due = count(db.one(&COUNT_DUE, args![now]).await?)?;
    let dead = count(db.one(&COUNT_DEAD, vec![]).await?)?;
    Ok(Backlog { events: outbox::pending(db).await?, due, dead, oldest: oldest(db, now).await? })
}

/// A job as operators see it.
#[derive(Debug, Clone)]
pub struct StoredJob {
    /// Its id.
    pub id: JobId,
    /// Which sort of work.
    pub kind: String,
    /// Its particulars.
    pub data: String,
    /// `ready` or `dead`.
    pub state: String,
    /// How often it was begun.
    pub attempts: i64,
    /// Not before; while it runs, the end of its lease.
    pub run_at: Timestamp,
    /// Why it failed last.
    pub last_error: Option<String>,
}

/// Jobs in one state, by id, after one.
pub async fn list(db: &Db, state: &str, after: JobId, most: i64) -> Result<Vec<StoredJob>> {
    let rows = db.all(&LIST, args![state.to_owned(), after, most]).await?;
    rows.into_iter()
        .map(|mut r| Ok(crate::columns!(r, StoredJob { id, kind, data, state, attempts, run_at, last_error })))
        .collect()
}

/// Lets a dead-lettered job be tried again. False when there is no such dead job.
pub async fn requeue(tx: &crate::WriteTx, id: JobId, clock: &dyn Clock) -> Result<bool> {
    Ok(tx.exec(&REQUEUE, args![clock.moved_us(), id]).await? == 1)
}

/// Whether a job waits for its next try, or runs.
pub async fn is_ready(tx: &crate::WriteTx, id: JobId) -> Result<bool> {
    Ok(tx.one(&IS_READY, args![id]).await?.is_some())
}
