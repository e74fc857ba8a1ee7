//! What is read of imports. Imports neither store nor actions.

use kernel::{ImportId, Timestamp, UserId, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

use super::kind::ImportKind;
use super::plan::{RowOutcome, RowState, RowVerdict};

string_enum! {
    /// Where an import stands.
    pub enum ImportState {
        /// It was shown, and nobody has confirmed it.
        Previewed = "previewed",
        /// Its rows are being worked through.
        Applying = "applying",
        /// All that it would change was changed, or waits at the price guard.
        Applied = "applied",
        /// Some rows were not applied, or not taken back.
        Partly = "partly",
        /// It is being taken back.
        Undoing = "undoing",
        /// All of it was taken back.
        Undone = "undone",
    }
}

/// An import, without its rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportRow {
    /// Unique ID.
    pub id: ImportId,
    /// What it changes.
    pub kind: ImportKind,
    /// Status.
    pub state: ImportState,
    /// Who handed it in.
    pub user_id: UserId,
    /// How many rows it has.
    pub rows: i64,
    /// How many of them would change something.
    pub changes: i64,
    /// How many cannot be applied.
    pub errors: i64,
    /// How many changes go too far for the price guard, and would wait.
    pub held: i64,
    /// How many rows there are to be worked through, in the run that goes on or was the last.
    pub to_do: i64,
    /// How many of those are done.
    pub done: i64,
    /// How many of those did not do what was asked: conflicts and refusals; in taking back, held ones too.
    pub failed: i64,
    /// When it was handed in.
    pub at: Timestamp,
    /// When it was confirmed.
    pub applied_at: Option<Timestamp>,
    /// When somebody wanted it taken back.
    pub undone_at: Option<Timestamp>,
}

/// A row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowView {
    /// The line of the file it begins on.
    pub line: i64,
    /// Its cells, in the order of the columns.
    pub cells: Vec<String>,
    /// What it would do.
    pub verdict: RowVerdict,
    /// Result of the change.
    pub outcome: Option<RowOutcome>,
    /// What became of taking it back.
    pub reversal: Option<RowOutcome>,
}

impl RowView {
    /// Whether its change waited for approval until it was withdrawn with the import. A change that was made and set
    /// back has a version.
    pub(super) fn was_withdrawn(&self) -> bool {
        let held = self.outcome.as_ref().is_some_and(|outcome| outcome.state == RowState::Held);
        let by_change = |back: &RowOutcome| back.change_id.is_some() && back.version.is_none();
        held && self.reversal.as_ref().is_some_and(by_change)
    }
}

/// An import with its rows.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportView {
    /// The import and its totals.
    pub import: ImportRow,
    /// The columns of its kind.
    pub columns: Vec<&'static str>,
    /// Whether confirming it takes the password.
    pub needs_password: bool,
    /// How many changes that waited for approval were withdrawn when it was taken back.
    pub withdrawn: i64,
    /// Its rows, as they stand in the file.
    pub rows: Vec<RowView>,
}
