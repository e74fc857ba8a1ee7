//! From a job that is due to its end.
//!
//! Jobs are claimed several at once. Those of a kind that can be done together, and that nobody has claimed before,
//! are: that is no try of any of them. All others, and those that failed together, are begun one by one: a try is
//! counted when its job begins, so that one that takes the process with it spends its own tries only, and is
//! dead-lettered at the claim after the last.

use std::time::Duration;
use std::vec::IntoIter;

use kernel::{EventId, Scalar, Stored, Timestamp};
use serde_json::Value;
use tokio::time::timeout;

use super::caught::caught_in;
use super::claimed::{BEGIN_WITHIN, Claimed, LEASE_S, RUN_TOGETHER, TOGETHER};
use super::{
    CLAIM, CLAIM_AND_START, DEAD_LETTER, DONE, DONE_TOGETHER, DUE, DUE_END, GIVE_UP, JobError, LATER, LIST_END,
    RELAY_EVENT, Reactor, START, clipped,
};
use crate::args;
use crate::db::{Query, Result, SqlBuilder, Tx, publish_work_cost};
use crate::outbox;
use crate::record::{BatchClaim, JobClaim};
use crate::store::Store;

/// How long one job may run; well within its lease.
const RUN: Duration = Duration::from_secs(50);
/// How long a worker has a job that it has not begun. Shorter than a lease: what dies with its process comes
/// back behind what waited for it.
const WAITING_S: i64 = 20;
/// After how many tries a job is dead-lettered.
const TRIES: i64 = 12;

/// What a worker has claimed.
#[derive(Default)]
struct Work {
    /// Jobs that are done together, by kind.
    together: Vec<Claimed>,
    /// One that is begun.
    begun: Option<Claimed>,
    /// Those behind it, one by one.
    waiting: Vec<Claimed>,
}

/// How a try ended.
enum Ended {
    Done,
    /// The event that it stands for is to be relayed again.
    PutBack(EventId),
    Failed(JobError),
}

/// Runs what is due: up to `most` jobs, and those that are done together besides. Tells how many there were.
pub async fn run_due(store: &Store, reactor: &impl Reactor, most: usize) -> Result<usize> {
    let claimed_at = store.clock.steady();
    let (count, work) = claim(store, reactor, most).await?;
    run(store, reactor, work, claimed_at).await?;
    Ok(count)
}

/// Runs jobs that were claimed to be done together.
pub(super) async fn run_claimed(
    store: &Store,
    reactor: &impl Reactor,
    together: Vec<Claimed>,
    claimed_at: Duration,
) -> Result<()> {
    run(store, reactor, Work { together, ..Work::default() }, claimed_at).await
}

async fn run(store: &Store, reactor: &impl Reactor, work: Work, claimed_at: Duration) -> Result<()> {
    let Work { together, mut begun, waiting } = work;
    let is_late = || store.clock.steady().saturating_sub(claimed_at) > BEGIN_WITHIN;
    let (mut done, mut one_by_one) = (Vec::new(), Vec::new());
    for batch in by_kind(together) {
        if is_late() {
            break;
        }
        match perform_together(reactor, &batch).await {
            Ok(BatchEnd::Written) => {}
            Ok(BatchEnd::Left(places)) => {
                for (place, job) in batch.into_iter().enumerate() {
                    if places.contains(&place) { one_by_one.push(job) } else { done.push(job) }
                }
            }
            Err(error) => {
                tracing::warn!(job.kind = batch[0].kind, jobs = batch.len(), %error, "jobs could not be done together and are done one by one");
                one_by_one.extend(batch);
            }
        }
    }
    one_by_one.extend(waiting);
    let mut waiting = if is_late() { vec![] } else { one_by_one }.into_iter();
    if begun.is_none() && (!done.is_empty() || waiting.len() > 0) {
        begun = begin_next(store, &done, &mut waiting).await?;
    }
    while let Some(job) = begun {
        let ended = perform(reactor, &job).await;
        if is_late() {
            waiting = vec![].into_iter();
        }
        begun = settle(store, &job, ended, &mut waiting).await?;
    }
    Ok(())
}

fn by_kind(jobs: Vec<Claimed>) -> Vec<Vec<Claimed>> {
    let mut batches: Vec<Vec<Claimed>> = Vec::new();
    for job in jobs {
        match batches.iter_mut().find(|batch| batch.iter().any(|other| other.kind == job.kind)) {
            Some(batch) => batch.push(job),
            None => batches.push(vec![job]),
        }
    }
    batches
}

/// Claims what is due, begins the first of what is not done together, unless others come before it, and gives up
/// what has had all its tries. Tells how much there was.
async fn claim(store: &Store, reactor: &impl Reactor, most: usize) -> Result<(usize, Work)> {
    let tx = store.db.begin().await?;
    let (moved_us, together) = (store.clock.moved_us(), reactor.batched());
    let kinds = reactor.jobs().into_iter().chain([RELAY_EVENT]).flat_map(|kind| args![kind.to_owned()]).collect();
    let limit = if together.is_empty() { most } else { most.max(TOGETHER) };
    let mut due = SqlBuilder::new(&DUE, args![moved_us]);
    due.push_list(kinds).push(&DUE_END, args![i64::try_from(limit).unwrap_or(i64::MAX)]);
    let values = due.take_args();
    let (mut claimed, mut given_up, mut now) = (Work::default(), Vec::new(), Timestamp::from_micros(moved_us));
    for mut row in tx.all(&due, values).await? {
        let mut job = crate::columns!(row, Claimed { id, kind, data, attempts, claims });
        now = Timestamp::from_micros(row.take::<i64>()?.saturating_add(moved_us));
        // What was claimed before may be what failed, or took its process with it: it is done by itself.
        let is_first = job.attempts == 0 && job.claims + 1 == BatchClaim::NUMBER;
        if job.attempts >= TRIES {
            given_up.push(job);
        } else if is_first && together.contains(&job.kind.as_str()) {
            job.claims += 1;
            claimed.together.push(job);
        } else if claimed.waiting.len() < most {
            job.claims += 1;
            claimed.waiting.push(job);
        }
    }
    let count = claimed.together.len() + claimed.waiting.len() + given_up.len();
    for job in &given_up {
        let why = format!("try {} of {TRIES} never ended: the program stopped, or lost the database", job.attempts);
        tx.exec(&GIVE_UP, args![why, job.id]).await?;
    }
    lease(&tx, &claimed.together, now.plus_seconds(LEASE_S)).await?;
    if claimed.together.is_empty() && !claimed.waiting.is_empty() {
        let mut first = claimed.waiting.remove(0);
        first.attempts += 1;
        tx.exec(&CLAIM_AND_START, args![now.plus_seconds(LEASE_S), first.id]).await?;
        claimed.begun = Some(first);
    }
    lease(&tx, &claimed.waiting, now.plus_seconds(WAITING_S)).await?;
    tx.commit().await?;
    for job in &given_up {
        tracing::error!(job.id = %job.id, job.kind = job.kind, job.attempts, "the last try of a job never ended; it was dead-lettered");
        count_dead(job);
    }
    Ok((count, claimed))
}

async fn lease(tx: &Tx, jobs: &[Claimed], until: Timestamp) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let mut sql = SqlBuilder::new(&CLAIM, args![until]);
    sql.push_list(ids(jobs)).push(&LIST_END, vec![]);
    let values = sql.take_args();
    tx.exec(&sql, values).await.map(drop)
}

fn ids(jobs: &[Claimed]) -> Vec<Scalar> {
    jobs.iter().map(|job| job.id.to_scalar()).collect()
}

/// How jobs ended that were done together.
enum BatchEnd {
    /// One write did them, and ended them.
    Written,
    /// There was nothing to be written; those at these places are to be done by themselves.
    Left(Vec<usize>),
}

async fn perform_together(reactor: &impl Reactor, jobs: &[Claimed]) -> std::result::Result<BatchEnd, JobError> {
    let claim = BatchClaim::of(jobs.iter().map(|job| job.id));
    let data: Vec<&str> = jobs.iter().map(|job| job.data.as_str()).collect();
    let running = caught_in(publish_work_cost(&jobs[0].kind, reactor.run_batch(&jobs[0].kind, &data, claim.clone())));
    match timeout(RUN_TOGETHER, running).await {
        _ if claim.is_ended() => Ok(BatchEnd::Written),
        Ok(Ok(Ok(left))) => Ok(BatchEnd::Left(left)),
        Ok(Ok(Err(error)) | Err(error)) => Err(error),
        Err(_) => Err(JobError("took longer than its lease".to_owned())),
    }
}

async fn perform(reactor: &impl Reactor, job: &Claimed) -> Ended {
    if job.kind == RELAY_EVENT {
        return event_of(&job.data)
            .map_or_else(|| Ended::Failed(JobError("it names no event".to_owned())), Ended::PutBack);
    }
    let claim = JobClaim { job: job.id, number: job.claims };
    let running = caught_in(publish_work_cost(&job.kind, reactor.run(&job.kind, &job.data, Some(claim))));
    match timeout(RUN, running).await {
        Ok(Ok(Ok(()))) => Ended::Done,
        Ok(Ok(Err(error)) | Err(error)) => Ended::Failed(error),
        Err(_) => Ended::Failed(JobError("took longer than its lease".to_owned())),
    }
}

fn event_of(data: &str) -> Option<EventId> {
    let data: Value = serde_json::from_str(data).ok()?;
    serde_json::from_value(data.get("event_id")?.clone()).ok()
}

/// Ends a claim, and begins the next of those that wait, in one transaction. Every statement names the claim, so
/// a worker that lost it changes nothing.
async fn settle(
    store: &Store,
    job: &Claimed,
    ended: Ended,
    waiting: &mut IntoIter<Claimed>,
) -> Result<Option<Claimed>> {
    let tx = store.db.begin().await?;
    let held = end(store, &tx, job, &ended).await?;
    let next = start_next(store, &tx, waiting).await?;
    tx.commit().await?;
    tell(job, &ended, held);
    Ok(next)
}

/// Ends jobs that were done together without a write, and begins the first of those that wait.
async fn begin_next(store: &Store, done: &[Claimed], waiting: &mut IntoIter<Claimed>) -> Result<Option<Claimed>> {
    let tx = store.db.begin().await?;
    if !done.is_empty() {
        let mut sql = SqlBuilder::new(&DONE_TOGETHER, args![BatchClaim::NUMBER]);
        sql.push_list(ids(done)).push(&LIST_END, vec![]);
        let values = sql.take_args();
        tx.exec(&sql, values).await?;
    }
    let next = start_next(store, &tx, waiting).await?;
    tx.commit().await?;
    Ok(next)
}

async fn start_next(store: &Store, tx: &Tx, waiting: &mut IntoIter<Claimed>) -> Result<Option<Claimed>> {
    for mut job in waiting.by_ref() {
        let lease = LEASE_S * 1_000_000 + store.clock.moved_us();
        if tx.exec(&START, args![lease, job.id, job.claims]).await? == 1 {
            job.attempts += 1;
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// Whether the claim still held.
async fn end(store: &Store, tx: &Tx, job: &Claimed, ended: &Ended) -> Result<bool> {
    let changed = match ended {
        Ended::Done | Ended::PutBack(_) => tx.exec(&DONE, args![job.id, job.claims]).await?,
        Ended::Failed(error) if job.attempts >= TRIES => {
            tx.exec(&DEAD_LETTER, args![clipped(error), job.id, job.claims]).await?
        }
        Ended::Failed(error) => {
            let pause = (1_i64 << job.attempts.clamp(0, 12)).min(3_600);
            let moved_us = store.clock.moved_us();
            tx.exec(&LATER, args![clipped(error), pause * 1_000_000 + moved_us, job.id, job.claims]).await?
        }
    };
    // In one transaction with the end of its job, so that the event can be dead-lettered again.
    if let (1, Ended::PutBack(event)) = (changed, ended) {
        outbox::put_back(tx, *event).await?;
    }
    Ok(changed == 1)
}

fn tell(job: &Claimed, ended: &Ended, held: bool) {
    match ended {
        _ if !held => {
            tracing::warn!(job.id = %job.id, job.kind = job.kind, "a job was taken from this worker, which was late; what it did was not kept");
        }
        Ended::Done | Ended::PutBack(_) => {}
        Ended::Failed(error) if job.attempts >= TRIES => {
            tracing::error!(job.id = %job.id, job.kind = job.kind, %error, "a job failed for good and was dead-lettered");
            count_dead(job);
        }
        Ended::Failed(error) => {
            tracing::warn!(job.id = %job.id, job.kind = job.kind, job.attempts, %error, "a job failed and will be tried again");
        }
    }
}

fn count_dead(job: &Claimed) {
    metrics::counter!("aqad_jobs_dead_lettered_total", "kind" => job.kind.clone()).increment(1);
}
