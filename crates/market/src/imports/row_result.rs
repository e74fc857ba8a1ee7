//! What a row of an import is done under, and what became of it; for applying and for undoing.

use std::fmt::Display;

use infra::{IdempotentRequest, WriteOutcome, crypto};
use kernel::ids::Id;
use kernel::{DomainError, ErrorKind};

use super::plan::{RowOutcome, RowState};
use super::store::ImportRun;
use crate::pricing::{Batch, ChangeState, Changed};

/// What a row came to; an error in words when that cannot be told now.
pub(super) type RowResult = Result<RowOutcome, String>;

pub(super) const fn batch(run: &ImportRun) -> Batch {
    Batch { import: run.id, is_confirmed: run.is_confirmed }
}

/// The name of one attempt at a row. It holds blanks, so no client's key is ever the same.
pub(super) fn key_of(run: &ImportRun, line: i64) -> IdempotentRequest {
    let key = format!("import {} {line} {}", run.id, run.way);
    IdempotentRequest { company: run.vendor.uuid(), request_hash: crypto::fingerprint(&[key.as_bytes()]), key }
}

pub(super) fn changed(changed: &Changed) -> RowOutcome {
    let state = if changed.state == ChangeState::Held { RowState::Held } else { RowState::Applied };
    RowOutcome {
        held: changed.why_held,
        version: Some(changed.version),
        change_id: Some(changed.change_id),
        ..RowOutcome::of(state)
    }
}

/// What an action's answer makes of a row. What may be otherwise in a moment is no outcome.
pub(super) fn row_result<T, F: DomainError + Display>(
    answer: Result<WriteOutcome<T>, F>,
    good: impl Fn(T) -> RowOutcome,
) -> RowResult {
    let error = match answer {
        Ok(done) => return Ok(good(done.split().0)),
        Err(error) => error,
    };
    let state = match error.kind() {
        ErrorKind::Unavailable | ErrorKind::TooMany | ErrorKind::Bug => return Err(error.to_string()),
        ErrorKind::Stale => RowState::Conflict,
        _ => RowState::Refused,
    };
    Ok(RowOutcome { code: Some(error.code().to_owned()), why: Some(error.to_string()), ..RowOutcome::of(state) })
}
