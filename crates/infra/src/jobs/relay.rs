//! From events to jobs.

use kernel::{EventId, JobId, Timestamp};
use serde_json::json;

use super::caught::{caught, caught_in};
use super::claimed::{Claimed, LEASE_S, TOGETHER};
use super::{INSERT_DEAD, JobError, JobRow, NewJob, RELAY_EVENT, Reactor, clipped, insert};
use crate::args;
use crate::db::{Error, Result, Tx};
use crate::outbox::{self, PendingEvent, Unpublished};
use crate::record::BatchClaim;
use crate::store::Store;

/// How many events are relayed in one transaction.
pub(super) const EVENTS_AT_ONCE: usize = 50;

/// What became of the events that waited.
#[derive(Default)]
pub(super) struct Relayed {
    /// How many there were.
    pub events: usize,
    /// Jobs of theirs that are done together, claimed for this worker already.
    pub begun: Vec<Claimed>,
    /// Others of their jobs are due.
    pub due: bool,
}

/// Turns waiting events into jobs; tells how many events there were. What cannot be read, or relayed, is
/// dead-lettered, and holds up nothing behind it.
pub async fn relay(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    relay_and_claim(store, reactor, &[]).await.map(|relayed| relayed.events)
}

/// The same; jobs of these kinds that are due at once are inserted as claimed by this worker.
pub(super) async fn relay_and_claim(
    store: &Store,
    reactor: &impl Reactor,
    together: &[&'static str],
) -> Result<Relayed> {
    let tx = store.db.begin().await?;
    let Unpublished { events, now } = take(store, &tx, reactor, EVENTS_AT_ONCE).await?;
    match publish(store, reactor, &tx, (events, now), together).await {
        Ok(relayed) => tx.commit().await.map(|()| relayed),
        Err(error) if error.is_refusal() => {
            drop(tx);
            tracing::warn!(%error, "events could not be relayed together and are relayed one by one");
            let events = relay_each(store, reactor).await?;
            Ok(Relayed { events, begun: vec![], due: true })
        }
        Err(error) => Err(error),
    }
}

/// Each in a transaction of its own.
async fn relay_each(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    let mut count = 0;
    for _ in 0..EVENTS_AT_ONCE {
        let tx = store.db.begin().await?;
        let Unpublished { mut events, now } = take(store, &tx, reactor, 1).await?;
        let Some(event) = events.pop() else { break };
        match publish(store, reactor, &tx, (vec![event.clone()], now), &[]).await {
            Ok(_) => tx.commit().await?,
            Err(error) if error.is_refusal() => {
                drop(tx);
                let tx = store.db.begin().await?;
                dead_letter(store, &tx, &event, &JobError(error.to_string()), now).await?;
                tx.commit().await?;
            }
            Err(error) => return Err(error),
        }
        count += 1;
    }
    Ok(count)
}

/// Locks the next events.
async fn take(store: &Store, tx: &Tx, reactor: &impl Reactor, most: usize) -> Result<Unpublished> {
    let mut taken = outbox::unpublished(tx, &reactor.events(), most).await?;
    taken.now = Timestamp::from_micros(taken.now.micros().saturating_add(store.clock.moved_us()));
    Ok(taken)
}

/// All their jobs in one insert, and one word of it to the outbox.
async fn publish(
    store: &Store,
    reactor: &impl Reactor,
    tx: &Tx,
    (events, now): (Vec<PendingEvent>, Timestamp),
    together: &[&'static str],
) -> Result<Relayed> {
    let count = events.len();
    let (mut relayed, mut jobs) = (Vec::with_capacity(count), Vec::new());
    for event in events {
        match caught(|| reactor.jobs_of(&event, now)).and_then(|jobs| jobs) {
            Ok(made) => {
                jobs.extend(made.into_iter().map(|job| (event.id, job)));
                relayed.push(event);
            }
            Err(error) => dead_letter(store, tx, &event, &error, now).await?,
        }
    }
    let Some(first) = relayed.first() else { return Ok(Relayed { events: count, ..Relayed::default() }) };
    let told = caught_in(reactor.on_relay(&relayed, now)).await;
    let job = told.map_err(|JobError(why)| Error::Other(why))?;
    jobs.extend(job.map(|job| (first.id, job)));
    let (mut rows, mut begun, mut due) = (Vec::with_capacity(jobs.len()), Vec::new(), false);
    for (event, job) in jobs {
        let mut row = row(store.id(), event, &job);
        if row.run_at <= now && together.contains(&row.kind) && begun.len() < TOGETHER {
            row.claims = BatchClaim::NUMBER;
            row.run_at = now.plus_seconds(LEASE_S);
            let (kind, data, claims) = (row.kind.to_owned(), row.data.clone(), row.claims);
            begun.push(Claimed { id: row.id, kind, data, attempts: 0, claims });
        } else {
            due |= row.run_at <= now;
        }
        rows.push(row);
    }
    insert(tx, rows.into_iter()).await?;
    outbox::published(tx, &relayed, now).await?;
    Ok(Relayed { events: count, begun, due })
}

fn row(id: JobId, event: EventId, job: &NewJob) -> JobRow {
    let dedupe = format!("{event}:{}:{}", job.kind, job.target);
    JobRow { id, kind: job.kind, data: job.data.to_string(), dedupe, run_at: job.run_at, claims: 0 }
}

/// An event that cannot be relayed must not stop the ones behind it, nor be lost: it waits among the dead jobs.
async fn dead_letter(store: &Store, tx: &Tx, event: &PendingEvent, error: &JobError, now: Timestamp) -> Result<()> {
    if !outbox::failed(tx, event.id, now).await? {
        return Ok(());
    }
    tracing::error!(event.id = %event.id, event.kind = event.kind, %error, "an event could not be relayed and was dead-lettered");
    metrics::counter!("aqad_jobs_dead_lettered_total", "kind" => RELAY_EVENT).increment(1);
    let (data, why) = (json!({ "event_id": event.id }).to_string(), format!("{}: {}", event.kind, clipped(error)));
    let dedupe = format!("{}:{RELAY_EVENT}", event.id);
    let values = args![store.id::<JobId>(), RELAY_EVENT.to_owned(), data, dedupe, now, why];
    tx.exec(&INSERT_DEAD, values).await.map(drop)
}
