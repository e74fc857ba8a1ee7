//! Files of any length: rows are read page by page as the client takes them, written by an encoder, and sent.
//!
//! What is in memory is a page. A connection to the database is held while a page is read, never while the client
//! is slow. An export ends after [`EXPORT_MINUTES`] at the latest, and a node runs so many at once
//! (`limits.max_concurrent_exports`), a person [`EXPORTS_PER_PERSON`]. One that cannot go on says so in its last
//! line and breaks the transfer off, so that no client takes it for whole.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::{HeaderValue, StatusCode, header};
use infra::EventLine;
use infra::row_source::RowSource;
use infra::table_encoder::TableEncoder;
use kernel::{Clock, RequestId, UserId};
use limiter::load_shedding::{ConcurrencyLimiter, ConcurrencyPermit, Importance};
use market::authority::Principal;
use schemars::SchemaGenerator;

use crate::extract::{FromRequest, RequestContext};
use crate::listen::{BodyStream, BrokenOff};
use crate::load_shedder;
use crate::operation::Operation;
use crate::pages::Page;
use crate::problem::Problem;

/// How long an export may take, in minutes.
pub const EXPORT_MINUTES: u64 = 15;
/// How many exports a person may run at once.
pub const EXPORTS_PER_PERSON: usize = 2;
/// Exports up to this size are made before they are sent, and say how long they are.
const WHOLE_BYTES: usize = 64 * 1024;
/// The largest piece that is handed to the connection at once.
const PIECE_BYTES: usize = 32 * 1024;
/// When to come back who runs too many.
const RETRY_SECONDS: u64 = 30;

/// The places of exports on a node.
pub(crate) struct ExportLimiter {
    all: ConcurrencyLimiter,
    by_person: Arc<Mutex<BTreeMap<UserId, usize>>>,
}

impl ExportLimiter {
    pub fn new(at_once: usize) -> Self {
        Self { all: ConcurrencyLimiter::new(at_once), by_person: Arc::default() }
    }

    fn enter(&self, person: UserId, request: RequestId) -> Result<ExportPermit, Problem> {
        {
            let mut running = self.by_person.lock().unwrap_or_else(PoisonError::into_inner);
            let own = running.entry(person).or_default();
            if *own >= EXPORTS_PER_PERSON {
                return Err(too_many());
            }
            *own += 1;
        }
        let own = PersonPermit { person, running: Arc::clone(&self.by_person) };
        let shared = self.all.try_acquire(Importance::Critical).map_err(|_| load_shedder::overloaded(request))?;
        Ok(ExportPermit { _own: own, _shared: shared })
    }
}

fn too_many() -> Problem {
    let detail = format!("{EXPORTS_PER_PERSON} of your exports are still running; wait until one of them is finished");
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "limits.too_many_exports", detail)
        .with_header(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS))
}

/// One of a person's places; given back when it is dropped.
struct PersonPermit {
    person: UserId,
    running: Arc<Mutex<BTreeMap<UserId, usize>>>,
}

impl Drop for PersonPermit {
    fn drop(&mut self) {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = running.get_mut(&self.person) {
            *own -= 1;
            if *own == 0 {
                running.remove(&self.person);
            }
        }
    }
}

/// A place for one export, held until its last byte is sent.
pub struct ExportPermit {
    _own: PersonPermit,
    _shared: ConcurrencyPermit,
}

impl FromRequest for ExportPermit {
    fn describe(_: &mut Operation, _: &mut SchemaGenerator) {}
    async fn from_request(request: &mut RequestContext<'_>) -> Result<Self, Problem> {
        let person = request.principal.map(Principal::user);
        let person = person.ok_or_else(|| Problem::new(StatusCode::UNAUTHORIZED, "auth.required", "sign in first"))?;
        request.load_shedder.exports().enter(person, request.request_id)
    }
}

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
    _place: ExportPermit,
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
    let mut export = Export { rows, encoder, notices, clock, until, pieces, state, _place: place };
    let mut first = Vec::new();
    while export.state == ExportState::Reading && first.len() <= WHOLE_BYTES {
        export.read().await?;
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
        if self.clock.steady() >= self.until {
            self.break_off("too_slow");
        } else if let Err(error) = self.read().await {
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
