//! The job that deletes data by age: once a day and class, in batches, each with an event that says how much went.
//!
//! Whoever wants it sooner or later sets `[retention]`. Ages are counted by the database's clock. A batch is one
//! transaction; while there is more, its event is followed by the next.

use infra::WriteTx;
use infra::jobs::{JobError, NewJob};
use infra::telemetry::record_removed;
use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::job::{self, Job, System};
use crate::{Ctx, Event, RetainedData, accounts, baskets, imports, notices, orders};

/// Rows of one batch.
const BATCH: i64 = 500;

/// Delete what is older than it is kept.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ForgetOldData {
    pub(crate) what: RetainedData,
}

impl Job for ForgetOldData {
    const KIND: &'static str = "forget_old_data";

    fn target(&self) -> String {
        self.what.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        forget_batch(ctx, by, self.what).await.map_err(job::failed)
    }
}

async fn forget_batch(ctx: &Ctx, by: &System, what: RetainedData) -> infra::db::Result<()> {
    let now = ctx.store.db_now().await?;
    let before = now.plus_seconds(-ctx.rules.retention.seconds(what));
    let removed = ctx
        .store
        .write::<_, infra::db::Error, _, _>(&by.origin(), |tx| async move {
            let removed = remove(&tx, by, what, (before, now)).await?;
            if removed == 0 {
                return Ok(tx.no_change(0));
            }
            let rows = i64::try_from(removed).unwrap_or(i64::MAX);
            Ok(tx.commit_with(Event::DataForgotten { what, rows, more: rows >= BATCH }.record(), removed))
        })
        .await?;
    if removed > 0 {
        record_removed(what.as_str(), removed);
    }
    Ok(())
}

/// One batch of a class; tells how many rows there were.
async fn remove(
    tx: &WriteTx,
    by: &System,
    what: RetainedData,
    (before, now): (Timestamp, Timestamp),
) -> infra::db::Result<u64> {
    match what {
        RetainedData::Sessions => accounts::forget_sessions(tx, by, before, BATCH).await,
        RetainedData::Invitations => accounts::forget_invitations(tx, by, before, BATCH).await,
        RetainedData::BasketLines => baskets::forget_lines(tx, by, before, BATCH).await,
        RetainedData::ImportPreviews => imports::forget_previews(tx, by, now, BATCH).await,
        RetainedData::OrderAddresses => orders::erase_addresses(tx, by, (before, now), BATCH).await,
        RetainedData::Notices => notices::forget(tx, by, before, BATCH).await,
        RetainedData::AuditRows => tx.forget_audit_rows(before, BATCH).await,
    }
}

/// What is looked for every day, whatever happened.
pub(crate) fn recurring() -> Vec<NewJob> {
    let now = Timestamp::from_micros(0);
    RetainedData::ALL.iter().map(|what| job::due(&ForgetOldData { what: *what }, now)).collect()
}

/// The next batch, where there is one.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::DataForgotten { what, more: true, .. } => vec![job::due(&ForgetOldData { what: *what }, now)],
        _ => vec![],
    }
}
