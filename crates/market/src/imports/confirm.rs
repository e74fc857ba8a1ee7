//! Somebody confirms what they saw, or wants it taken back. The rows are worked through by a job.

use infra::{IdempotentRequest, WriteOutcome};
use kernel::{ImportId, Secret};

use super::importer::Importer;
use super::kind::ImportKind;
use super::read::{ImportError, needs_password};
use super::store::{self, Begin};
use super::view::{ImportRow, ImportState};
use crate::{Ctx, Event, accounts, companies};

/// What is needed to confirm.
#[derive(Debug, Clone, Default)]
pub struct Confirm {
    /// Needed when the view says so.
    pub password: Option<Secret<String>>,
}

/// An import that goes on.
#[derive(Debug, Clone)]
pub struct Begun {
    /// As it is.
    pub import: ImportRow,
    /// Whether this began it, and not the same request before.
    pub is_fresh: bool,
}

/// Confirms one of one's own imports. It is begun once, however often it is asked for.
pub async fn apply(
    ctx: &Ctx,
    by: &Importer,
    id: ImportId,
    key: &IdempotentRequest,
    cmd: Confirm,
) -> Result<Begun, ImportError> {
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let row = find(ctx, by, id).await?;
    let is_confirmed = needs_password(ctx, vendor, &row).await?;
    if is_confirmed {
        accounts::confirm_password(ctx, user, cmd.password.ok_or(ImportError::PasswordNeeded)?).await?;
    }
    let outcome = ctx
        .store
        .write_idempotent::<(), ImportError, _, _>(&by.origin(), key, |tx| async move {
            let state = store::lock_own(&tx, vendor, id).await?.ok_or(ImportError::Missing)?;
            if state != ImportState::Previewed {
                return Err(ImportError::NotWaiting { state });
            }
            if row.changes == 0 {
                return Err(ImportError::NothingToDo);
            }
            store::begin_applying(&tx, vendor, id, &Begin { by: user, now, is_confirmed }).await?;
            Ok(tx.commit_with(Event::ImportConfirmed { import: id, vendor, by: user }.record(), ()))
        })
        .await?;
    let is_fresh = matches!(outcome, WriteOutcome::Fresh(()));
    Ok(Begun { import: find(ctx, by, id).await?, is_fresh })
}

/// What confirming it would do, for the limits.
#[derive(Debug, Clone, Copy)]
pub struct RowsToCount {
    /// What its rows change.
    pub kind: ImportKind,
    /// How many of them do.
    pub rows: i64,
    /// Whether staff gave this vendor a bulk allowance.
    pub in_bulk: bool,
}

/// How many products, prices or counts one of one's own imports changes when it is confirmed; none where it
/// waits no more. They count like those that are changed one by one. Taking it back is not counted: it is done
/// once, and a mistake must not have to wait.
pub async fn rows_to_count(ctx: &Ctx, by: &Importer, id: ImportId) -> Result<Option<RowsToCount>, ImportError> {
    let row = find(ctx, by, id).await?;
    if row.state != ImportState::Previewed || row.changes == 0 {
        return Ok(None);
    }
    let in_bulk = companies::bulk_listing(&ctx.store.db, by.vendor()).await?;
    Ok(Some(RowsToCount { kind: row.kind, rows: row.changes, in_bulk }))
}

/// Wants one of one's own imports taken back: prices and stock as they were, where nobody changed
/// them since, its offers paused, and what of it still waits for approval withdrawn.
pub async fn undo(ctx: &Ctx, by: &Importer, id: ImportId) -> Result<ImportRow, ImportError> {
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    find(ctx, by, id).await?;
    ctx.store
        .write::<(), ImportError, _, _>(&by.origin(), |tx| async move {
            let state = store::lock_own(&tx, vendor, id).await?.ok_or(ImportError::Missing)?;
            let has_ended = matches!(state, ImportState::Applied | ImportState::Partly);
            if !has_ended
                || !store::begin_undoing(&tx, vendor, id, &Begin { by: user, now, is_confirmed: true }).await?
            {
                return Err(ImportError::NotApplied { state });
            }
            Ok(tx.commit_with(Event::ImportUndoRequested { import: id, vendor, by: user }.record(), ()))
        })
        .await?;
    find(ctx, by, id).await
}

async fn find(ctx: &Ctx, by: &Importer, id: ImportId) -> Result<ImportRow, ImportError> {
    let found = store::find_own(&ctx.store.db, by.vendor(), id).await?;
    found.filter(|row| row.kind == by.kind()).ok_or(ImportError::Missing)
}
