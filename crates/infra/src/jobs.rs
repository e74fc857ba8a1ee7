//! Background work, kept in the database: claimed with a lease, tried again with growing pauses,
//! dead-lettered when it keeps failing.

use std::time::Duration;

use kernel::{JobId, Timestamp};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::args;
use crate::db::{Db, Error, Query, Result, SqlBuilder, Stmt, Tx};
use crate::outbox::{self, PendingEvent};
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
    LEASE = "update jobs set run_at = ?, attempts = attempts + 1 where id = ? and run_at = ?";
    DONE = "delete from jobs where id = ? and run_at = ?";
    LATER = "update jobs set run_at = ?, last_error = ? where id = ? and run_at = ?";
    DEAD_LETTER = "update jobs set state = 'dead', last_error = ? where id = ? and run_at = ?";
    REQUEUE = "update jobs set state = 'ready', attempts = 0, run_at = ? where id = ? and state = 'dead'";
    COUNT_DUE = "select count(*) from jobs where state = 'ready' and run_at <= ?";
    OLDEST_DUE = "select min(run_at) from jobs where state = 'ready' and run_at <= ?";
    COUNT_DEAD = "select count(*) from jobs where state = 'dead'";
    LIST = "select id, kind, data, state, attempts, run_at, last_error from jobs where state = ? and id > ? order by id limit ?";
}

const DUE: Stmt =
    Stmt::same("select id, kind, data, attempts, run_at from jobs where state = 'ready' and run_at <= ? and kind in (");
const DUE_END: Stmt = Stmt::per_engine(
    ") order by run_at limit ?",
    ") order by run_at limit ? for update skip locked",
    ") order by run_at limit ? for update skip locked",
);

/// The job that stands for an event that could not be read: dead from the beginning. Tried again, it puts
/// the event back into the outbox.
const RELAY_EVENT: &str = "relay_event";

/// How long a worker may take before another may try.
const LEASE_S: i64 = 60;
/// How long one job may run; well within its lease.
const RUN_S: i64 = 50;
/// How long one round of the worker may take: the jobs that it claimed, and what the database may need for each of
/// its statements. Whatever hangs, the next round comes.
const ROUND: Duration = Duration::from_mins(2);
/// How long stored replies and published events stay, and how often those older are removed.
const KEEP_S: i64 = 7 * 24 * 3_600;
const PRUNE_EVERY_S: i64 = 3_600;
/// After how many tries a job is dead-lettered.
const TRIES: i64 = 12;

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
    fn jobs_of(&self, kind: &str, data: &str, now: Timestamp) -> std::result::Result<Vec<NewJob>, JobError>;
    /// Called with events once more, by whichever node relays them: what [`crate::write::AfterCommit`] may have
    /// missed. Gives a job for what cannot be done from here at present.
    fn on_relay(&self, _: &[PendingEvent], _: Timestamp) -> impl Future<Output = Option<NewJob>> + Send {
        std::future::ready(None)
    }
    /// Does one piece of work; may be asked again for the same one, so it must bear repetition.
    fn run(&self, kind: &str, data: &str) -> impl Future<Output = std::result::Result<(), JobError>> + Send;
}

struct Claimed {
    id: JobId,
    kind: String,
    data: String,
    attempts: i64,
    lease: Timestamp,
}

/// Turns waiting events into jobs; tells how many events there were.
pub async fn relay(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    let tx = store.db.begin().await?;
    let events = outbox::unpublished(&tx, &reactor.events()).await?;
    let (count, mut relayed) = (events.len(), Vec::new());
    for event in events {
        match reactor.jobs_of(&event.kind, &event.data, store.now()) {
            Ok(jobs) => {
                for job in jobs {
                    insert(&tx, store.id(), &job, &format!("{}:{}:{}", event.id, job.kind, job.target)).await?;
                }
                outbox::published(&tx, event.id, store.now()).await?;
                relayed.push(event);
            }
            Err(error) => dead_letter(store, &tx, &event, &error).await?,
        }
    }
    if let Some(first) = relayed.first()
        && let Some(job) = reactor.on_relay(&relayed, store.now()).await
    {
        insert(&tx, store.id(), &job, &format!("{}:{}:{}", first.id, job.kind, job.target)).await?;
    }
    tx.commit().await?;
    Ok(count)
}

/// An unreadable event must not stop the ones behind it, nor be lost: it waits among the dead jobs.
async fn dead_letter(store: &Store, tx: &Tx, event: &PendingEvent, error: &JobError) -> Result<()> {
    tracing::error!(event.id = %event.id, event.kind = event.kind, %error, "an event could not be read and was dead-lettered");
    metrics::counter!("aqad_jobs_dead_lettered_total", "kind" => RELAY_EVENT).increment(1);
    let now = store.now();
    outbox::failed(tx, event.id, now).await?;
    let (data, why) = (json!({ "event_id": event.id }).to_string(), format!("{}: {}", event.kind, clipped(error)));
    let dedupe = format!("{}:{RELAY_EVENT}", event.id);
    let values = args![store.id::<JobId>(), RELAY_EVENT.to_owned(), data, dedupe, now, why];
    tx.exec(&INSERT_DEAD, values).await.map(drop)
}

async fn insert(tx: &Tx, id: JobId, job: &NewJob, dedupe: &str) -> Result<()> {
    tx.exec(&INSERT, args![id, job.kind.to_owned(), job.data.to_string(), dedupe.to_owned(), job.run_at])
        .await
        .map(drop)
}

async fn claim(store: &Store, kinds: Vec<&'static str>, most: i64) -> Result<Vec<Claimed>> {
    let tx = store.db.begin().await?;
    let now = store.now();
    let mut claimed = Vec::new();
    let kinds = kinds.into_iter().chain([RELAY_EVENT]).flat_map(|kind| args![kind.to_owned()]).collect();
    let mut due = SqlBuilder::new(&DUE, args![now]);
    due.push_list(kinds).push(&DUE_END, args![most]);
    let values = due.take_args();
    for mut row in tx.all(&due, values).await? {
        let mut job = crate::columns!(row, Claimed { id, kind, data, attempts, lease });
        let lease = now.plus_seconds(LEASE_S);
        if tx.exec(&LEASE, args![lease, job.id, job.lease]).await? == 1 {
            job.lease = lease;
            job.attempts += 1;
            claimed.push(job);
        }
    }
    tx.commit().await?;
    Ok(claimed)
}

/// Runs what is due, up to `most` jobs; tells how many there were.
pub async fn run_due(store: &Store, reactor: &impl Reactor, most: i64) -> Result<usize> {
    let jobs = claim(store, reactor.jobs(), most).await?;
    for job in &jobs {
        // The ones before took long: what is left of this lease may be too short. It comes round again.
        if store.now() > job.lease.plus_seconds(-RUN_S) {
            break;
        }
        if job.kind == RELAY_EVENT {
            put_back(store, job).await?;
            continue;
        }
        let outcome =
            tokio::time::timeout(Duration::from_secs(RUN_S.unsigned_abs()), reactor.run(&job.kind, &job.data)).await;
        let outcome = outcome.unwrap_or_else(|_| Err(JobError("took longer than its lease".to_owned())));
        settle(store, job, outcome).await?;
    }
    Ok(jobs.len())
}

/// Puts an event that could not be read back into the outbox. In one transaction with the end of its job,
/// so that it can be dead-lettered again.
async fn put_back(store: &Store, job: &Claimed) -> Result<()> {
    let event = serde_json::from_str::<Value>(&job.data)
        .ok()
        .and_then(|data| serde_json::from_value(data.get("event_id")?.clone()).ok());
    let Some(event) = event else {
        return settle(store, job, Err(JobError("it names no event".to_owned()))).await;
    };
    let tx = store.db.begin().await?;
    if tx.exec(&DONE, args![job.id, job.lease]).await? == 1 {
        outbox::put_back(&tx, event).await?;
    }
    tx.commit().await
}

/// Ends a claim. Every statement names the lease, so a worker that lost it changes nothing.
async fn settle(store: &Store, job: &Claimed, outcome: std::result::Result<(), JobError>) -> Result<()> {
    let tx = store.db.begin().await?;
    match outcome {
        Ok(()) => tx.exec(&DONE, args![job.id, job.lease]).await?,
        Err(error) if job.attempts >= TRIES => {
            tracing::error!(job.id = %job.id, job.kind = job.kind, %error, "a job failed for good and was dead-lettered");
            metrics::counter!("aqad_jobs_dead_lettered_total", "kind" => job.kind.clone()).increment(1);
            tx.exec(&DEAD_LETTER, args![clipped(&error), job.id, job.lease]).await?
        }
        Err(error) => {
            tracing::warn!(job.id = %job.id, job.kind = job.kind, job.attempts, %error, "a job failed and will be tried again");
            let pause = (1_i64 << job.attempts.clamp(0, 12)).min(3_600);
            tx.exec(&LATER, args![store.now().plus_seconds(pause), clipped(&error), job.id, job.lease]).await?
        }
    };
    tx.commit().await
}

fn clipped(error: &JobError) -> String {
    error.0.chars().take(500).collect()
}

/// Works until told to stop: when woken, and at least every `pause`.
pub async fn run_worker(store: &Store, reactor: &impl Reactor, pause: Duration, mut stop: watch::Receiver<bool>) {
    let mut pruned_at = Timestamp::from_micros(0);
    while !*stop.borrow() {
        if pruned_at.plus_seconds(PRUNE_EVERY_S) <= store.now() {
            pruned_at = store.now();
            if let Err(error) = within(ROUND, prune(store)).await {
                tracing::warn!(%error, "old idempotency replies and events could not be deleted");
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
                _ = stop.changed() => {}
            }
        }
    }
}

/// Forgets stored replies and published events that nobody will ask for again.
async fn prune(store: &Store) -> Result<()> {
    let tx = store.db.begin().await?;
    outbox::prune(&tx, store.now().plus_seconds(-KEEP_S)).await?;
    tx.commit().await?;
    store.db.maintain().await
}

/// One look within a bound of time. A job that is given up in the middle comes round again when its lease is over.
pub async fn round(store: &Store, reactor: &impl Reactor, most: Duration) -> Result<usize> {
    within(most, tick(store, reactor)).await
}

async fn within<T>(most: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    let late = |_| Error::Unavailable(format!("not done within {} seconds", most.as_secs_f32()));
    tokio::time::timeout(most, work).await.map_err(late)?
}

/// One look: relays events, then runs what is due. Tells how much there was.
pub async fn tick(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    Ok(relay(store, reactor).await? + run_due(store, reactor, 10).await?)
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
    /// How often it was tried.
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
pub async fn requeue(tx: &crate::WriteTx, id: JobId, now: Timestamp) -> Result<bool> {
    Ok(tx.exec(&REQUEUE, args![now, id]).await? == 1)
}
