//! From events to jobs.

use kernel::{EventId, JobId, Timestamp};
use serde_json::json;

use super::caught::{caught, caught_in};
use super::{INSERT, INSERT_DEAD, JobError, NewJob, RELAY_EVENT, Reactor, clipped};
use crate::args;
use crate::db::{Error, Result, Tx};
use crate::outbox::{self, PendingEvent, Unpublished};
use crate::store::Store;

/// How many events are relayed in one transaction.
const EVENTS_AT_ONCE: i64 = 50;

/// Turns waiting events into jobs; tells how many events there were. What cannot be read, or relayed, is
/// dead-lettered, and holds up nothing behind it.
pub async fn relay(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    let tx = store.db.begin().await?;
    let Unpublished { events, now } = take(store, &tx, reactor, EVENTS_AT_ONCE).await?;
    let count = events.len();
    match publish(store, reactor, &tx, events, now).await {
        Ok(()) => tx.commit().await.map(|()| count),
        Err(error) if error.is_refusal() => {
            drop(tx);
            tracing::warn!(%error, "events could not be relayed together and are relayed one by one");
            relay_each(store, reactor).await
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
        match publish(store, reactor, &tx, vec![event.clone()], now).await {
            Ok(()) => tx.commit().await?,
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
async fn take(store: &Store, tx: &Tx, reactor: &impl Reactor, most: i64) -> Result<Unpublished> {
    let mut taken = outbox::unpublished(tx, &reactor.events(), most).await?;
    taken.now = Timestamp::from_micros(taken.now.micros().saturating_add(store.clock.moved_us()));
    Ok(taken)
}

async fn publish(
    store: &Store,
    reactor: &impl Reactor,
    tx: &Tx,
    events: Vec<PendingEvent>,
    now: Timestamp,
) -> Result<()> {
    let mut relayed = Vec::new();
    for event in events {
        match caught(|| reactor.jobs_of(&event, now)).and_then(|jobs| jobs) {
            Ok(jobs) => {
                for job in jobs {
                    insert(store, tx, event.id, &job).await?;
                }
                outbox::published(tx, event.id, now).await?;
                relayed.push(event);
            }
            Err(error) => dead_letter(store, tx, &event, &error, now).await?,
        }
    }
    let Some(first) = relayed.first() else { return Ok(()) };
    let told = caught_in(reactor.on_relay(&relayed, now)).await;
    if let Some(job) = told.map_err(|JobError(why)| Error::Other(why))? {
        insert(store, tx, first.id, &job).await?;
    }
    Ok(())
}

async fn insert(store: &Store, tx: &Tx, event: EventId, job: &NewJob) -> Result<()> {
    let dedupe = format!("{event}:{}:{}", job.kind, job.target);
    let values = args![store.id::<JobId>(), job.kind.to_owned(), job.data.to_string(), dedupe, job.run_at];
    tx.exec(&INSERT, values).await.map(drop)
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
