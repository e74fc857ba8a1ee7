//! From a job that is due to its end.
//!
//! Jobs are claimed several at once, and begun one by one: a try is counted when its job begins, so that one that
//! takes the process with it spends its own tries only, and is dead-lettered at the claim after the last.

use std::time::Duration;
use std::vec::IntoIter;

use kernel::{EventId, JobId, Timestamp};
use serde_json::Value;

use super::caught::caught_in;
use super::{
    CLAIM, CLAIM_AND_START, CLAIM_END, DEAD_LETTER, DONE, DUE, DUE_END, GIVE_UP, JobError, LATER, RELAY_EVENT, Reactor,
    START, clipped,
};
use crate::args;
use crate::db::{Query, Result, SqlBuilder, Tx, publish_work_cost};
use crate::outbox;
use crate::record::JobClaim;
use crate::store::Store;

/// How long a worker has a job that it has begun before another may try.
const LEASE_S: i64 = 60;
/// How long one job may run; well within its lease.
const RUN: Duration = Duration::from_secs(50);
/// How long after a claim jobs of it are begun. Those that are left come round again.
const BEGIN_WITHIN: Duration = Duration::from_secs(10);
/// How long a worker has a job that it has not begun. Shorter than a lease: what dies with its process comes
/// back behind what waited for it.
const WAITING_S: i64 = 20;
/// After how many tries a job is dead-lettered.
const TRIES: i64 = 12;

struct Claimed {
    id: JobId,
    kind: String,
    data: String,
    attempts: i64,
    claims: i64,
}

/// How a try ended.
enum Ended {
    Done,
    /// The event that it stands for is to be relayed again.
    PutBack(EventId),
    Failed(JobError),
}

/// Runs what is due, up to `most` jobs; tells how many there were.
pub async fn run_due(store: &Store, reactor: &impl Reactor, most: i64) -> Result<usize> {
    let claimed_at = store.clock.steady();
    let (count, claimed) = claim(store, reactor.jobs(), most).await?;
    let mut waiting = claimed.into_iter();
    let mut begun = waiting.next();
    while let Some(job) = begun {
        let ended = perform(reactor, &job).await;
        if store.clock.steady().saturating_sub(claimed_at) > BEGIN_WITHIN {
            waiting = vec![].into_iter();
        }
        begun = settle(store, &job, ended, &mut waiting).await?;
    }
    Ok(count)
}

/// Claims what is due, begins the first of it, and gives up what has had all its tries. Tells how much there was.
async fn claim(store: &Store, kinds: Vec<&'static str>, most: i64) -> Result<(usize, Vec<Claimed>)> {
    let tx = store.db.begin().await?;
    let moved_us = store.clock.moved_us();
    let kinds = kinds.into_iter().chain([RELAY_EVENT]).flat_map(|kind| args![kind.to_owned()]).collect();
    let mut due = SqlBuilder::new(&DUE, args![moved_us]);
    due.push_list(kinds).push(&DUE_END, args![most]);
    let values = due.take_args();
    let (mut claimed, mut given_up, mut now) = (Vec::new(), Vec::new(), Timestamp::from_micros(moved_us));
    for mut row in tx.all(&due, values).await? {
        let mut job = crate::columns!(row, Claimed { id, kind, data, attempts, claims });
        now = Timestamp::from_micros(row.take::<i64>()?.saturating_add(moved_us));
        if job.attempts >= TRIES {
            given_up.push(job);
        } else {
            job.claims += 1;
            claimed.push(job);
        }
    }
    for job in &given_up {
        let why = format!("try {} of {TRIES} never ended: the program stopped, or lost the database", job.attempts);
        tx.exec(&GIVE_UP, args![why, job.id]).await?;
    }
    if let Some((first, others)) = claimed.split_first_mut() {
        first.attempts += 1;
        tx.exec(&CLAIM_AND_START, args![now.plus_seconds(LEASE_S), first.id]).await?;
        if !others.is_empty() {
            let mut wait = SqlBuilder::new(&CLAIM, args![now.plus_seconds(WAITING_S)]);
            wait.push_list(others.iter().flat_map(|job| args![job.id]).collect()).push(&CLAIM_END, vec![]);
            let values = wait.take_args();
            tx.exec(&wait, values).await?;
        }
    }
    tx.commit().await?;
    for job in &given_up {
        tracing::error!(job.id = %job.id, job.kind = job.kind, job.attempts, "the last try of a job never ended; it was dead-lettered");
        count_dead(job);
    }
    Ok((claimed.len() + given_up.len(), claimed))
}

async fn perform(reactor: &impl Reactor, job: &Claimed) -> Ended {
    if job.kind == RELAY_EVENT {
        return event_of(&job.data)
            .map_or_else(|| Ended::Failed(JobError("it names no event".to_owned())), Ended::PutBack);
    }
    let claim = JobClaim { job: job.id, number: job.claims };
    let running = caught_in(publish_work_cost(&job.kind, reactor.run(&job.kind, &job.data, Some(claim))));
    match tokio::time::timeout(RUN, running).await {
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
    let mut next = None;
    for mut job in waiting.by_ref() {
        let lease = LEASE_S * 1_000_000 + store.clock.moved_us();
        if tx.exec(&START, args![lease, job.id, job.claims]).await? == 1 {
            job.attempts += 1;
            next = Some(job);
            break;
        }
    }
    tx.commit().await?;
    tell(job, &ended, held);
    Ok(next)
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
