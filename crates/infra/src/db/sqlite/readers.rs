//! The threads that read, and what they have to do. Whoever asks wakes one thread, and none where all have work: the
//! first that is free takes it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::{closed, spawn};
use crate::db::error::Result;

type ReadJob = Box<dyn FnOnce(&mut Connection) + Send>;

/// The reading threads. Dropped, they end when they have done what was asked of them.
pub(super) struct Readers(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    more: Condvar,
}

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<ReadJob>,
    is_closed: bool,
}

impl Readers {
    /// One thread for each connection.
    pub(super) fn start(connections: Vec<Connection>) -> Result<Self> {
        let readers = Self(Arc::default());
        for conn in connections {
            let shared = Arc::clone(&readers.0);
            spawn("aqad-db-read", move || shared.work(conn))?;
        }
        Ok(readers)
    }

    /// Has something read, and waits for it.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, wait) = oneshot::channel();
        let job: ReadJob = Box::new(move |conn| drop(answer.send(work(conn))));
        self.0.add(job)?;
        wait.await.map_err(|_| closed())?
    }

    pub(super) fn close(&self) {
        self.0.waiting().is_closed = true;
        self.0.more.notify_all();
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn add(&self, job: ReadJob) -> Result<()> {
        let mut waiting = self.waiting();
        if waiting.is_closed {
            return Err(closed());
        }
        waiting.jobs.push_back(job);
        drop(waiting);
        self.more.notify_one();
        Ok(())
    }

    fn work(&self, mut conn: Connection) {
        while let Some(job) = self.next() {
            // A panic costs one statement, not the thread: whoever waits hears that nobody answers.
            let _ = catch_unwind(AssertUnwindSafe(|| job(&mut conn)));
        }
    }

    fn next(&self) -> Option<ReadJob> {
        let mut waiting = self.waiting();
        loop {
            if let Some(job) = waiting.jobs.pop_front() {
                return Some(job);
            }
            if waiting.is_closed {
                return None;
            }
            waiting = self.more.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
