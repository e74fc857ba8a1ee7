//! Writing down what was seen, and forgetting what is old. The server's own task does both.

use std::time::Duration;

use infra::db;
use infra::telemetry::record_removed;
use tokio::sync::watch::Receiver;

use super::store;
use crate::Ctx;

/// How often what was seen is written down.
const EVERY: Duration = Duration::from_secs(5);
/// How often what is older than it is kept (`retention.security_days`) is forgotten.
const PURGE_EVERY: Duration = Duration::from_hours(1);
/// Samples there may be in all: an attack that lasts drives the oldest out.
const MOST_SAMPLES: i64 = 200_000;
/// Counts there may be in all: who has every endpoint refuse them in every minute gets that far in a week.
const MOST_COUNTS: i64 = 2_000_000;

/// Writes down what was seen, every few seconds until told to stop. Requests that run then are to be
/// written down once they have ended.
pub async fn run(ctx: &Ctx, mut stop: Receiver<bool>) {
    let mut purged_at = None;
    while !*stop.borrow() {
        log_error(flush(ctx).await, "security events could not be saved yet");
        let now = ctx.store.clock.steady();
        if purged_at.is_none_or(|at| now.saturating_sub(at) >= PURGE_EVERY) {
            purged_at = Some(now);
            log_error(purge(ctx).await, "old security events could not be deleted");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            // Whoever could tell to stop is gone: that is the end, too.
            told = stop.changed() => if told.is_err() { break },
        }
    }
}

fn log_error(done: db::Result<()>, what: &str) {
    if let Err(error) = done {
        tracing::warn!(%error, "{what}");
    }
}

/// Writes down what was seen so far, in one transaction. What cannot be written waits for the next time;
/// when the database is lost in the middle of the commit, it may be counted twice.
pub async fn flush(ctx: &Ctx) -> db::Result<()> {
    let _writing = ctx.security.writer_lock().await;
    let batch = ctx.security.take();
    if batch.is_empty() {
        return Ok(());
    }
    let added = store::add(&ctx.store, &batch).await;
    if added.is_err() {
        ctx.security.put_back(batch);
    }
    added
}

/// Forgets what is older than it is kept, and the oldest counts and samples where there are too many.
pub async fn purge(ctx: &Ctx) -> db::Result<()> {
    let before = ctx.store.db_now().await?.plus_seconds(-ctx.rules.retention.security_s());
    let removed = store::forget(&ctx.store, before, (MOST_COUNTS, MOST_SAMPLES)).await?;
    if removed > 0 {
        record_removed("security_log", removed);
    }
    Ok(())
}
