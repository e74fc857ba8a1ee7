//! For the job: works through some rows, writes down what became of them, and leaves the rest to the next job.
//!
//! A row is done under a key made of its import and line before its outcome is written down. Who dies
//! in between comes back to the same rows, and each answers what it answered before.

use kernel::ImportId;

use super::importer::Importer;
use super::kind::Direction;
use super::plan::{self, Plan, RowOutcome, RowState};
use super::read::ImportError;
use super::row_result::{RowResult, batch, changed, key_of, row_result};
use super::store::{self, FinishedRow, ImportRun, PlannedRow};
use super::undo::take_back;
use super::view::ImportState;
use crate::inventory::{self, CountStock};
use crate::job::System;
use crate::pricing::{self, NewPrice};
use crate::{Ctx, Event, accounts, listings};

/// Works through the next rows of an import that goes on.
pub(super) async fn advance(ctx: &Ctx, _: &System, id: ImportId) -> Result<(), ImportError> {
    // TENANT: the job of this import; what is found names the vendor that all else is scoped to.
    let Some(run) = store::find_run_unscoped(&ctx.store.db, id).await? else { return Ok(()) };
    // With the rights that are left to whoever confirmed, not with those they had.
    let principal = accounts::current_principal(ctx, run.user, run.vendor).await?;
    let by = Importer::grant(run.kind, principal.as_ref()).ok();
    let mut ended = Vec::new();
    for row in store::rows_to_do(&ctx.store.db, &run).await? {
        let outcome = match (&by, run.way) {
            (None, _) => Ok(no_right()),
            (Some(by), Direction::Apply) => do_row(ctx, by, &run, &row).await,
            (Some(by), Direction::Undo) => take_back(ctx, by, &run, &row).await,
        };
        let outcome = outcome.map_err(|why| ImportError::Interrupted { line: row.line, why })?;
        ended.push(FinishedRow { line: row.line, outcome });
    }
    record_outcome(ctx, &run, ended).await
}

fn no_right() -> RowOutcome {
    let why = "the person who approved this import no longer has permission".to_owned();
    RowOutcome { code: Some("imports.no_right".to_owned()), why: Some(why), ..RowOutcome::of(RowState::Refused) }
}

async fn do_row(ctx: &Ctx, by: &Importer, run: &ImportRun, row: &PlannedRow) -> RowResult {
    let key = key_of(run, row.line);
    match (by, &row.plan) {
        (Importer::Prices(by), Plan::Price { offer, version, new, .. }) => {
            let new = NewPrice { offer: *offer, price: *new, version: *version, batch: batch(run) };
            row_result(pricing::change_price_in_batch(ctx, by, &key, new).await, |c| changed(&c))
        }
        (Importer::Stock(by), Plan::Count { offer, location, old, new }) => {
            let (believed, counted) = (*old, *new);
            let cmd = CountStock { offer: *offer, location: *location, believed, counted, import: run.id };
            row_result(inventory::count_stock(ctx, by, &key, cmd).await, |_| RowOutcome::of(RowState::Applied))
        }
        (Importer::Products(by), Plan::List { currency }) => match plan::product(&row.cells, *currency) {
            Ok(cmd) => row_result(listings::list_product(ctx, by, &key, cmd).await, |listed| RowOutcome {
                offer_id: Some(listed.offer_id),
                version: Some(listed.version),
                ..RowOutcome::of(RowState::Applied)
            }),
            Err((field, code)) => Err(format!("{field}: {code} (it was valid in the preview)")),
        },
        _ => Err("the row is of another kind than its import".to_owned()),
    }
}

async fn record_outcome(ctx: &Ctx, run: &ImportRun, ended: Vec<FinishedRow>) -> Result<(), ImportError> {
    let (import, vendor) = (run.id, run.vendor);
    let did = |row: &FinishedRow| match run.way {
        Direction::Apply => matches!(row.outcome.state, RowState::Applied | RowState::Held),
        Direction::Undo => row.outcome.state == RowState::Undone,
    };
    ctx.store
        .write(&run.origin(), |tx| {
            let ended = &ended;
            async move {
                let (mut done, mut failed) = (0, 0);
                for row in ended {
                    // Another worker may have been here, should this one have lost its lease.
                    if store::record_outcome(&tx, run, row).await? {
                        done += 1;
                        failed += i64::from(!did(row));
                    }
                }
                if done == 0 && !ended.is_empty() {
                    return Ok(tx.no_change(()));
                }
                let so_far = store::count(&tx, run, done, failed).await?;
                if so_far.left == 0 {
                    let whole = if run.way == Direction::Apply { ImportState::Applied } else { ImportState::Undone };
                    let state = if so_far.failed == 0 { whole } else { ImportState::Partly };
                    store::end(&tx, run, state).await?;
                }
                let event = Event::ImportAdvanced {
                    import,
                    vendor,
                    done: so_far.done,
                    left: so_far.left,
                    failed: so_far.failed,
                };
                Ok(tx.commit_with(event.record(), ()))
            }
        })
        .await
}
