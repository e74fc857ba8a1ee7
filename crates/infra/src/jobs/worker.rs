//! What a worker does: it looks for events and jobs when it is woken, and at least every so often.

use std::time::Duration;

use tokio::sync::watch;

use super::relay::{EVENTS_AT_ONCE, Relayed, relay_and_claim};
use super::run::{run_claimed, run_due};
use super::{JobRow, NewJob, Reactor, WAITING, insert};
use crate::args;
use crate::clock::seconds;
use crate::db::{Error, Query, Result, publish_work_cost};
use crate::outbox;
use crate::store::Store;

/// How long each half of a worker's round may take: relaying, and the jobs that it claimed with what the database
/// may need for each of its statements. Whatever hangs, the next round comes, and the other half before.
const ROUND: Duration = Duration::from_mins(2);
/// How many jobs are claimed at once, besides those that are done together.
const JOBS_AT_ONCE: usize = 10;
/// How long stored replies and published events stay, and how often those older are removed.
const KEEP_S: i64 = 7 * 24 * 3_600;
const PRUNE_EVERY: Duration = Duration::from_hours(1);

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
        // Whoever states an event wakes it; what is left of a full round waits for nobody.
        let busy = match look(store, reactor, ROUND).await {
            Ok(looked) => looked.is_full,
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
    let row = |job: NewJob| {
        let dedupe = format!("recurring:{day}:{}:{}", job.kind, job.target);
        JobRow { id: store.id(), kind: job.kind, data: job.data.to_string(), dedupe, run_at: now, claims: 0 }
    };
    let tx = store.db.begin().await?;
    insert(&tx, jobs.into_iter().map(row)).await?;
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
    look(store, reactor, most).await.map(|looked| looked.count)
}

/// What a look came to.
struct Looked {
    /// How much there was.
    count: usize,
    /// It took as much as it takes at once: there may be more.
    is_full: bool,
}

async fn look(store: &Store, reactor: &impl Reactor, most: Duration) -> Result<Looked> {
    let waiting = within(most, waiting(store)).await.unwrap_or(Waiting { events: true, jobs: true });
    let relayed_at = store.clock.steady();
    let relayed = if waiting.events {
        within(most, Box::pin(publish_work_cost("relay", relay_and_claim(store, reactor, &reactor.batched())))).await
    } else {
        Ok(Relayed::default())
    };
    let (relayed, begun, due) = match relayed {
        Ok(Relayed { events, begun, due }) => (Ok((events, begun.len())), begun, due),
        Err(error) => (Err(error), vec![], false),
    };
    let work = async {
        run_claimed(store, reactor, begun, relayed_at).await?;
        if waiting.jobs || due { run_due(store, reactor, JOBS_AT_ONCE).await } else { Ok(0) }
    };
    let ran = within(most, Box::pin(publish_work_cost("claim", work))).await;
    let ((events, begun), ran) = (relayed?, ran?);
    Ok(Looked { count: events + begun + ran, is_full: events >= EVENTS_AT_ONCE || ran >= JOBS_AT_ONCE })
}

/// What there is to do.
struct Waiting {
    events: bool,
    jobs: bool,
}

/// Whether anything waits, be it for this node or for another: most looks find nothing, and take no transaction.
async fn waiting(store: &Store) -> Result<Waiting> {
    let Some(mut row) = store.db.one(&WAITING, args![store.clock.moved_us()]).await? else {
        return Err(Error::Decode("the queue has no row".to_owned()));
    };
    let (events, jobs): (Option<i64>, Option<i64>) = row.take_tuple()?;
    Ok(Waiting { events: events.is_some(), jobs: jobs.is_some() })
}

async fn within<T>(most: Duration, work: impl Future<Output = Result<T>>) -> Result<T> {
    let late = |_| Error::Unavailable(format!("not done within {}", seconds(most)));
    tokio::time::timeout(most, work).await.map_err(late)?
}

/// One look. Tells how much there was.
pub async fn tick(store: &Store, reactor: &impl Reactor) -> Result<usize> {
    round(store, reactor, ROUND).await
}
