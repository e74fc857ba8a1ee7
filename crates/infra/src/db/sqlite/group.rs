//! Group commit: transactions that wait for one another share one commit, and so one `fsync`.
//!
//! SQLite has one writer at a time. While others wait for their turn, a transaction that has ended is not committed at
//! once: the next one goes on within the same transaction of SQLite's, as a savepoint of it. When nobody waits any
//! more, or it has been going on for [`LONGEST`], or [`MOST`] have joined, all of them are committed, and only then
//! each is told. A writer that is alone is committed at once, and has no savepoint.
//!
//! - Whoever was told that a transaction is committed finds it after a power cut: nobody is told before the commit.
//! - A transaction that is rolled back takes its own changes only. One whose failure ends all of SQLite's transaction
//!   (a full disk) takes all that share it: none was told, and they are run again.
//! - A later transaction sees what earlier ones have changed and nobody else does. What it read or was refused is told
//!   by nobody before these are durable, either: [`Earlier`].
//! - The schema has no constraint that is judged at the commit (`deferrable`), so each is judged for its own statement.
//!
//! See docs/adr/0020.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::db::error::{Error, Result};

/// How many transactions share a commit at most.
const MOST: usize = 64;
/// How long after its first transaction began a group takes another. The last one may take longer, and all wait for it.
const LONGEST: Duration = Duration::from_millis(20);
/// How long whoever waits may take to begin, before those that have ended are committed without it.
const HANDOVER: Duration = Duration::from_millis(3);

/// What the writing thread is given to do.
pub(super) type WriteJob = Box<dyn FnOnce(&mut Group) + Send>;

/// How many wait for their turn to write.
#[derive(Clone, Default)]
pub(super) struct Queue(Arc<AtomicUsize>);

/// An entry in the [`Queue`], until it is dropped.
pub(super) struct QueueEntry(Queue);

impl Queue {
    pub(super) fn join(&self) -> QueueEntry {
        self.0.fetch_add(1, Ordering::SeqCst);
        QueueEntry(self.clone())
    }
    fn len(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Drop for QueueEntry {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What becomes of those whose changes a transaction has seen, and that are not yet durable.
#[derive(Default)]
pub(crate) struct Earlier(Option<oneshot::Receiver<Result<()>>>);

impl Earlier {
    pub(crate) const fn nothing() -> Self {
        Self(None)
    }

    /// Waits until they are durable; fails where they are not, and then what was seen of them never was. To be waited
    /// for when one's own transaction has ended: it is committed with it.
    pub(crate) async fn settled(self) -> Result<()> {
        let Some(wait) = self.0 else { return Ok(()) };
        wait.await.unwrap_or_else(|_| Err(Error::Unavailable("the database is closed".to_owned())))
    }
}

/// The transaction that has its turn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Nobodys,
    /// All that SQLite's transaction has is its own.
    First,
    /// It is a savepoint behind others.
    Later,
}

/// The connection that writes, and those who share its transaction.
pub(super) struct Group {
    conn: Connection,
    queue: Queue,
    turn: Turn,
    began: Instant,
    ended: usize,
    /// Who is told what becomes of the commit.
    told: Vec<oneshot::Sender<Result<()>>>,
    #[cfg(test)]
    commits: u64,
}

impl Group {
    pub(super) fn new(conn: Connection, queue: Queue) -> Self {
        Self {
            conn,
            queue,
            turn: Turn::Nobodys,
            began: Instant::now(),
            ended: 0,
            told: Vec::new(),
            #[cfg(test)]
            commits: 0,
        }
    }

    /// Does what comes, until nobody is left who could send anything.
    pub(super) fn work(mut self, jobs: &Receiver<WriteJob>) {
        loop {
            let next = if self.is_between_turns() { jobs.recv_timeout(HANDOVER) } else { wait_for(jobs) };
            match next {
                // A panic costs one statement, not the thread: whoever waits hears that nobody answers, and a
                // transaction that was open is rolled back by its end.
                Ok(job) => drop(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&mut self)))),
                Err(RecvTimeoutError::Timeout) => self.conclude(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if self.is_between_turns() {
            self.conclude();
        }
    }

    /// A transaction has its turn.
    pub(super) fn begin(&mut self) -> Result<Earlier> {
        if self.told.is_empty() {
            self.roll_back_all();
            self.conn.execute_batch("begin immediate")?;
            (self.turn, self.began, self.ended) = (Turn::First, Instant::now(), 0);
            return Ok(Earlier(None));
        }
        self.control("savepoint member")?;
        self.turn = Turn::Later;
        let (tell, wait) = oneshot::channel();
        self.told.push(tell);
        Ok(Earlier(Some(wait)))
    }

    /// A statement of the transaction that has its turn.
    pub(super) fn statement<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.turn == Turn::Nobodys || self.conn.is_autocommit() {
            return Err(over());
        }
        let done = work(&self.conn);
        if let Err(error) = &done {
            self.look_for_the_others(error);
        }
        done
    }

    /// The transaction that has its turn is to be committed; it is told when it is.
    pub(super) fn commit(&mut self, tell: oneshot::Sender<Result<()>>) {
        let ended = match self.turn {
            Turn::First if !self.conn.is_autocommit() => Ok(()),
            Turn::Later if !self.conn.is_autocommit() => self.control("release member"),
            _ => Err(over()),
        };
        if let Err(error) = ended {
            drop(tell.send(Err(error)));
            return self.roll_back();
        }
        self.turn = Turn::Nobodys;
        self.ended += 1;
        self.told.push(tell);
        self.hand_over();
    }

    /// The transaction that has its turn is not to be; whoever has none is not disturbed.
    pub(super) fn roll_back(&mut self) {
        match std::mem::replace(&mut self.turn, Turn::Nobodys) {
            Turn::Nobodys => return,
            Turn::First => self.roll_back_all(),
            Turn::Later => {
                if let Err(error) = self.control("rollback to member; release member") {
                    // What it changed cannot be told from what the others did.
                    self.roll_back_all();
                    self.fail(&lost(&error));
                }
            }
        }
        self.hand_over();
    }

    /// Something that shares no transaction.
    pub(super) fn alone<T>(&mut self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.is_between_turns() {
            self.conclude();
        }
        work(&self.conn)
    }

    /// Some have ended, and nobody has begun after them.
    fn is_between_turns(&self) -> bool {
        self.turn == Turn::Nobodys && !self.told.is_empty()
    }

    /// The next one joins, or there is a commit.
    fn hand_over(&mut self) {
        let goes_on = self.queue.len() > 0 && self.ended < MOST && self.began.elapsed() < LONGEST;
        if self.is_between_turns() && !goes_on {
            self.conclude();
        }
    }

    /// Commits, and tells everybody.
    fn conclude(&mut self) {
        let done = self.conn.execute_batch("commit").map_err(Error::from);
        match &done {
            Ok(()) => {
                #[cfg(test)]
                {
                    self.commits += 1;
                }
                metrics::counter!("aqad_db_sqlite_commits_total").increment(1);
                metrics::counter!("aqad_db_sqlite_transactions_total").increment(self.ended as u64);
            }
            Err(_) => self.roll_back_all(),
        }
        self.tell(&done);
    }

    fn tell(&mut self, done: &Result<()>) {
        for tell in self.told.drain(..) {
            // Whoever is gone needs no answer.
            drop(tell.send(done.clone()));
        }
    }

    fn fail(&mut self, why: &Error) {
        self.turn = Turn::Nobodys;
        self.tell(&Err(why.clone()));
    }

    fn control(&mut self, sql: &str) -> Result<()> {
        let done = self.conn.execute_batch(sql).map_err(Error::from);
        if let Err(error) = &done {
            self.look_for_the_others(error);
        }
        done
    }

    /// Some errors end all of SQLite's transaction, and not the statement alone.
    fn look_for_the_others(&mut self, error: &Error) {
        if self.conn.is_autocommit() {
            self.fail(&lost(error));
        }
    }

    fn roll_back_all(&self) {
        if let (false, Err(error)) = (self.conn.is_autocommit(), self.conn.execute_batch("rollback")) {
            tracing::error!(%error, "rollback failed");
        }
    }
}

fn wait_for(jobs: &Receiver<WriteJob>) -> std::result::Result<WriteJob, RecvTimeoutError> {
    jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
}

fn over() -> Error {
    Error::Other("the transaction has ended".to_owned())
}

/// Nothing is wrong with those that are rolled back with another one: they are run again.
fn lost(error: &Error) -> Error {
    Error::Busy(format!("rolled back together with another transaction: {error}"))
}

#[cfg(test)]
mod tests;
