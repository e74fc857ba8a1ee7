//! Somebody confirms what they saw, or wants it taken back. The rows are worked through by a job.

use infra::IdempotentRequest;
use kernel::{ImportId, Secret};

use super::importer::Importer;
use super::read::{ImportError, needs_password};
use super::store::{self, Begin};
use super::view::{ImportRow, ImportState};
use crate::{Ctx, Event, accounts};

/// What is needed to confirm.
#[derive(Debug, Clone, Default)]
pub struct Confirm {
    /// Needed when the view says so.
    pub password: Option<Secret<String>>,
}

/// Confirms one of one's own imports. It is begun once, however often it is asked for.
pub async fn apply(
    ctx: &Ctx,
    by: &Importer,
    id: ImportId,
    key: &IdempotentRequest,
    cmd: Confirm,
) -> Result<ImportRow, ImportError> {
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let row = find(ctx, by, id).await?;
    let is_confirmed = needs_password(ctx, vendor, &row).await?;
    if is_confirmed {
        accounts::confirm_password(ctx, user, cmd.password.ok_or(ImportError::PasswordNeeded)?).await?;
    }
    ctx.store
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
    find(ctx, by, id).await
}

/// Wants one of one's own imports taken back: prices and stock as they were, where nobody changed
/// them since, and its offers paused.
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
