//! SQLite's write-ahead log stays small. What is committed is written back into the database every thousand pages, but
//! not what somebody who reads has not seen yet: while a read goes on, the log grows.
//!
//! Reads of our own are bounded. Those of others (a copy that is being made, a console) are not ours to end, so the log
//! is watched: its size is a metric, and a warning when it is large. When they are over it is written back and cut off
//! at once, not at the next commit.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::error::{Error, Result};

/// How often the log is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// A log of this size is written back and cut off; SQLite itself cuts it off to this.
pub(super) const LARGE: u64 = 64 * 1024 * 1024;
/// A log of this size is worth a warning, and another while it stays so.
const TOO_LARGE: u64 = 2 * LARGE;
const AGAIN: Duration = Duration::from_mins(10);
/// Whoever writes meanwhile waits no longer than this.
const WAIT: Duration = Duration::from_millis(200);

/// Instructions of a statement between two looks at the clock.
const STEPS: i32 = 10_000;

thread_local! {
    /// When the statement that runs on this thread began.
    static BEGAN: Cell<Option<Instant>> = const { Cell::new(None) };
    /// On the thread that writes: as long as this is there, the log is watched.
    static MONITORED: Cell<Option<Sender<()>>> = const { Cell::new(None) };
}

/// From now on a statement on this connection that takes longer is given up, if it began with [`statement_begins`].
pub(super) fn bound_statements(conn: &Connection, most: Duration) -> Result<()> {
    let is_late = move || BEGAN.get().is_some_and(|began| began.elapsed() > most);
    Ok(conn.progress_handler(STEPS, Some(is_late))?)
}

/// A statement begins on this thread.
pub(super) fn statement_begins() {
    BEGAN.set(Some(Instant::now()));
}

/// The log while it is too large.
struct Excess {
    since: Instant,
    told: Instant,
    most: u64,
}

struct LogMonitor {
    conn: Connection,
    log: PathBuf,
    excess: Option<Excess>,
}

/// What [`monitor`] began goes on as long as this thread.
pub(super) fn monitor_with_this_thread(until: Sender<()>) {
    MONITORED.set(Some(until));
}

/// Watches the log of a database on a thread of its own, until what it returns is dropped.
pub(super) fn monitor(database: &Path) -> Result<Sender<()>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(database, flags)?;
    conn.busy_timeout(WAIT)?;
    let mut log = database.as_os_str().to_owned();
    log.push("-wal");
    let mut monitor = LogMonitor { conn, log: log.into(), excess: None };
    let (until, ended) = channel();
    let work = move || monitor.work(&ended);
    let spawned = std::thread::Builder::new().name("aqad-db-log".to_owned()).spawn(work);
    spawned.map_err(|e| Error::Unavailable(e.to_string()))?;
    Ok(until)
}

impl LogMonitor {
    fn work(&mut self, ended: &Receiver<()>) {
        while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            // A look that panics has been logged; the next one is due all the same.
            let _ = catch_unwind(AssertUnwindSafe(|| self.look()));
        }
    }

    fn look(&mut self) {
        let mut bytes = self.size();
        if bytes > LARGE && self.is_written_back() {
            self.cut_off();
            bytes = self.size();
        }
        #[expect(clippy::cast_precision_loss, reason = "a log of 8 PiB is off by a byte")]
        metrics::gauge!("aqad_db_wal_bytes").set(bytes as f64);
        self.tell(bytes);
    }

    fn size(&self) -> u64 {
        std::fs::metadata(&self.log).map_or(0, |log| log.len())
    }

    /// Writes back what can be without waiting for anybody; whether that was all of it.
    fn is_written_back(&self) -> bool {
        let pages = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let done = self.conn.query_row("pragma wal_checkpoint(passive)", [], pages);
        done.is_ok_and(|(logged, written_back)| logged == written_back)
    }

    /// Fails where somebody began to read meanwhile; then the next look tries again.
    fn cut_off(&self) {
        let _ = self.conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
    }

    /// Warns when the log becomes too large, now and then while it is, and tells when it is no more.
    fn tell(&mut self, bytes: u64) {
        let now = Instant::now();
        if bytes <= TOO_LARGE {
            if let Some(excess) = self.excess.take() {
                let seconds = excess.since.elapsed().as_secs();
                tracing::info!(
                    db.wal_bytes = bytes,
                    most = excess.most,
                    seconds,
                    "SQLite's write-ahead log is small again"
                );
            }
            return;
        }
        let excess = self.excess.get_or_insert(Excess { since: now, told: now, most: 0 });
        let is_due = excess.most == 0 || excess.told.elapsed() >= AGAIN;
        excess.most = excess.most.max(bytes);
        if is_due {
            excess.told = now;
            tracing::warn!(
                db.wal_bytes = bytes,
                seconds = excess.since.elapsed().as_secs(),
                "SQLite's write-ahead log is large: another program has been reading for long (a backup, a console), and until it ends the disk fills"
            );
        }
    }
}
