//! What imports make of events: they go on.

use infra::jobs::{JobError, NewJob};
use kernel::{ImportId, Timestamp};
use serde::{Deserialize, Serialize};

use super::advance::advance;
use crate::job::{self, Job, System};
use crate::{Ctx, Event};

/// Work through some more rows of an import.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct AdvanceImport {
    #[serde(rename = "import_id")]
    pub(crate) import: ImportId,
}

impl Job for AdvanceImport {
    const KIND: &'static str = "advance_import";

    fn target(&self) -> String {
        self.import.to_string()
    }

    async fn run(self, ctx: &Ctx, by: &System) -> Result<(), JobError> {
        advance(ctx, by, self.import).await.map_err(job::failed)
    }
}

/// What is to be done because of an event.
pub(crate) fn follow(event: &Event, now: Timestamp) -> Vec<NewJob> {
    match event {
        Event::ImportAdvanced { left: 0, .. } => vec![],
        Event::ImportConfirmed { import, .. }
        | Event::ImportUndoRequested { import, .. }
        | Event::ImportAdvanced { import, .. } => vec![job::due(&AdvanceImport { import: *import }, now)],
        _ => vec![],
    }
}
