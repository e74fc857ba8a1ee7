//! Files of any length: rows are read page by page as the client takes them, written by an encoder, and sent.
//!
//! What is in memory is a page. A connection to the database is held while a page is read, never while the client
//! is slow, and exports together read with a share of the connections ([`CONNECTIONS_PER_EXPORT_READ`]). An export ends after [`EXPORT_MINUTES`] at the latest, and a node runs so many at once
//! (`limits.max_concurrent_exports`), a person [`EXPORTS_PER_PERSON`]. One that cannot go on says so in its last
//! line and breaks the transfer off, so that no client takes it for whole.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use infra::EventLine;
use infra::db::publish_work_cost;
use infra::row_source::RowSource;
use infra::table_encoder::TableEncoder;
use kernel::Clock;

use crate::listen::{BodyStream, BrokenOff};
pub use crate::load_shedder::{CONNECTIONS_PER_EXPORT_READ, EXPORT_RETRY_SECONDS, EXPORTS_PER_PERSON, ExportPermit};
use crate::pages::Page;
use crate::problem::Problem;

/// How long an export may take, in minutes.
pub const EXPORT_MINUTES: u64 = 15;
/// Exports up to this size are made before they are sent, and say how long they are.
const WHOLE_BYTES: usize = 64 * 1024;
/// The largest piece that is handed to the connection at once.
const PIECE_BYTES: usize = 32 * 1024;

/// What a file says in its last line if it is not whole, in the reader's language.
pub struct BreakNotices {
    /// It took longer than [`EXPORT_MINUTES`].
    pub too_slow: String,
    /// Something went wrong on our side.
    pub failed: String,
}

/// A file on its way.
struct Export {
    rows: RowSource,
    encoder: Box<dyn TableEncoder>,
    notices: BreakNotices,
    clock: Arc<dyn Clock>,
    until: Duration,
    pieces: VecDeque<Bytes>,
    state: ExportState,
    place: ExportPermit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExportState {
    Reading,
    Whole,
    /// Its last line is to be sent, and then nothing more.
    Breaking,
    Broken,
}

/// Begins a file: what cannot be read at all is refused, and what is short is sent whole.
pub async fn export(
    name: &str,
    rows: RowSource,
    mut encoder: Box<dyn TableEncoder>,
    notices: BreakNotices,
    (place, clock): (ExportPermit, Arc<dyn Clock>),
) -> Result<Page, Problem> {
    let name = format!("{name}.{}", encoder.extension());
    let content_type = encoder.content_type();
    encoder.header(rows.columns());
    let lasts = Duration::from_secs(EXPORT_MINUTES * 60);
    let until = clock.steady() + lasts;
    let (pieces, state) = (VecDeque::new(), ExportState::Reading);
    let mut export = Export { rows, encoder, notices, clock, until, pieces, state, place };
    let mut first = Vec::new();
    while export.state == ExportState::Reading && first.len() <= WHOLE_BYTES {
        let turn = export.place.first_turn().await?;
        export.read().await?;
        drop(turn);
        first.extend(export.encoder.take());
    }
    let is_whole = export.state == ExportState::Whole;
    if is_whole {
        count("whole");
    }
    let rest = (!is_whole).then(|| BodyStream::new(stream::unfold(export, next_piece), lasts));
    Ok(Page::download(&name, content_type, Bytes::from(first), rest))
}

impl Export {
    /// The next page, or the end.
    async fn read(&mut self) -> Result<(), infra::db::Error> {
        if let Some(rows) = self.rows.next_page().await? {
            for row in &rows {
                self.encoder.row(row);
            }
        } else {
            self.encoder.finish();
            self.state = ExportState::Whole;
        }
        Ok(())
    }

    /// What is sent next is made.
    async fn advance(&mut self) {
        let left = self.until.saturating_sub(self.clock.steady());
        let turn = if left.is_zero() { None } else { self.place.next_turn(left).await };
        if turn.is_none() {
            self.break_off("too_slow");
        } else if let Err(error) = publish_work_cost("export", self.read()).await {
            if EventLine::ServerError.is_due() {
                tracing::error!(%error, "an export broke off");
            }
            self.break_off("failed");
        } else if self.state == ExportState::Whole {
            count("whole");
        }
        let mut made = Bytes::from(self.encoder.take());
        while !made.is_empty() {
            let piece = made.split_to(made.len().min(PIECE_BYTES));
            self.pieces.push_back(piece);
        }
    }

    fn break_off(&mut self, outcome: &'static str) {
        let notice = if outcome == "too_slow" { &self.notices.too_slow } else { &self.notices.failed };
        self.encoder.break_off(notice);
        self.state = ExportState::Breaking;
        count(outcome);
    }
}

fn count(outcome: &'static str) {
    metrics::counter!("aqad_exports_total", "outcome" => outcome).increment(1);
}

async fn next_piece(mut export: Export) -> Option<(Result<Bytes, BrokenOff>, Export)> {
    loop {
        if let Some(piece) = export.pieces.pop_front() {
            return Some((Ok(piece), export));
        }
        match export.state {
            ExportState::Reading => export.advance().await,
            ExportState::Whole | ExportState::Broken => return None,
            ExportState::Breaking => {
                export.state = ExportState::Broken;
                // Meanwhile the connection writes what it has: it throws that away when it hears of the end.
                tokio::task::yield_now().await;
                return Some((Err(BrokenOff), export));
            }
        }
    }
}
