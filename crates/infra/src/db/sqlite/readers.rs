//! Threads that read, each with a connection of its own. A thread is started when there is a job and nobody to take it,
//! up to a number; and of those that wait, the one that worked last takes the next job. So as few are in use as do,
//! and their statements and pages are warm: each connection has the whole schema in its memory.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::closed;
use crate::db::error::{Error, Result};

type ReadJob = Box<dyn FnOnce(&mut Connection) + Send>;
type Open = Box<dyn Fn() -> Result<Connection> + Send + Sync>;

/// The readers of one file.
pub(super) struct Readers {
    open: Open,
    most: usize,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Jobs that nobody could take yet.
    waiting: VecDeque<ReadJob>,
    /// Readers without work; the last is the one that worked last.
    idle: Vec<SyncSender<ReadJob>>,
    threads: usize,
    closed: bool,
}

impl State {
    /// One more without work: where its next job comes from.
    fn line_up(&mut self) -> Receiver<ReadJob> {
        let (give, take) = sync_channel(1);
        self.idle.push(give);
        take
    }
}

impl Readers {
    /// Opens the first connection, so that a file that cannot be read is known at once.
    pub fn start(open: impl Fn() -> Result<Connection> + Send + Sync + 'static, most: u32) -> Result<Arc<Self>> {
        let most = usize::try_from(most).unwrap_or(usize::MAX).max(1);
        let readers = Arc::new(Self { open: Box::new(open), most, state: Mutex::default() });
        let first = (readers.open)()?;
        readers.lock().threads = 1;
        // It lines up before anybody can ask.
        let inbox = readers.lock().line_up();
        readers.spawn(Some(first), Some(inbox))?;
        Ok(readers)
    }

    /// Has something read, and waits for it.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, wait) = oneshot::channel();
        if !self.submit(Box::new(move |conn| drop(answer.send(work(conn))))) {
            return Err(closed());
        }
        wait.await.map_err(|_| closed())?
    }

    /// Gives a job to a reader, or puts it into the queue; false once they are closed.
    fn submit(self: &Arc<Self>, job: ReadJob) -> bool {
        let mut state = self.lock();
        if state.closed {
            return false;
        }
        if let Some(reader) = state.idle.pop() {
            // It waits for this one: there is room for it.
            return reader.send(job).is_ok();
        }
        state.waiting.push_back(job);
        if state.threads == self.most {
            return true;
        }
        state.threads += 1;
        drop(state);
        if let Err(error) = self.spawn(None, None) {
            // Those that are there take it.
            tracing::warn!(%error, "another reading thread could not be started");
            self.give_up();
        }
        true
    }

    /// No job is taken any more; those that were taken are done.
    pub fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.idle.clear();
    }

    fn spawn(self: &Arc<Self>, conn: Option<Connection>, inbox: Option<Receiver<ReadJob>>) -> Result<()> {
        let this = Arc::clone(self);
        let thread = std::thread::Builder::new().name("aqad-db-read".to_owned());
        let started = thread.spawn(move || match conn.map_or_else(|| (this.open)(), Ok) {
            Ok(conn) => this.work(conn, inbox),
            Err(error) => {
                tracing::warn!(%error, "another connection for reading could not be opened");
                this.give_up();
            }
        });
        started.map(drop).map_err(|error| Error::Unavailable(error.to_string()))
    }

    /// There is one thread less; what only it could have done is refused.
    fn give_up(&self) {
        let mut state = self.lock();
        state.threads -= 1;
        if state.threads == 0 {
            state.waiting.clear();
        }
    }

    fn work(&self, mut conn: Connection, mut inbox: Option<Receiver<ReadJob>>) {
        loop {
            let job = if let Some(inbox) = inbox.take() {
                inbox.recv().ok()
            } else {
                let mut state = self.lock();
                match state.waiting.pop_front() {
                    Some(job) => Some(job),
                    None if state.closed => None,
                    None => {
                        inbox = Some(state.line_up());
                        continue;
                    }
                }
            };
            let Some(job) = job else { return };
            // A panic costs one statement, not the thread: whoever waits hears that nobody answers.
            let _ = catch_unwind(AssertUnwindSafe(|| job(&mut conn)));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::channel;

    use super::*;

    /// Readers of nothing, and how many connections they opened.
    fn readers(most: u32) -> (Arc<Readers>, Arc<AtomicUsize>) {
        let opened = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&opened);
        let open = move || {
            count.fetch_add(1, Ordering::SeqCst);
            Ok(Connection::open_in_memory()?)
        };
        (Readers::start(open, most).expect("the first connection"), opened)
    }

    fn done(readers: &Arc<Readers>, work: impl FnOnce() + Send + 'static) -> Receiver<()> {
        let (tell, told) = channel();
        let taken = readers.submit(Box::new(move |_| {
            work();
            let _ = tell.send(());
        }));
        assert!(taken, "they are open");
        told
    }

    #[test]
    fn what_comes_one_after_another_needs_few_connections() {
        let (readers, opened) = readers(16);

        for _ in 0..200 {
            done(&readers, || ()).recv().expect("an answer");
        }

        // A job that comes before the reader of the last one lines up again starts one more.
        assert!(opened.load(Ordering::SeqCst) <= 4, "{opened:?}");
    }

    #[test]
    fn what_comes_at_once_is_read_at_once_as_far_as_there_may_be_connections() {
        let (readers, opened) = readers(3);
        let together = Arc::new(Barrier::new(3));

        let waits = [(); 3].map(|()| Arc::clone(&together)).map(|barrier| {
            done(&readers, move || {
                barrier.wait();
            })
        });
        let more: Vec<_> = (0..50).map(|_| done(&readers, || ())).collect();

        waits.iter().chain(&more).for_each(|told| told.recv().expect("an answer"));
        assert_eq!(opened.load(Ordering::SeqCst), 3);
    }

    #[test]
    fn a_connection_that_cannot_be_opened_leaves_the_work_to_the_others() {
        let first = AtomicUsize::new(0);
        let open = move || match first.fetch_add(1, Ordering::SeqCst) {
            0 => Ok(Connection::open_in_memory()?),
            _ => Err(Error::Unavailable("no more".to_owned())),
        };
        let readers = Readers::start(open, 4).expect("the first connection");

        let all: Vec<_> = (0..50).map(|_| done(&readers, || ())).collect();

        for told in all {
            told.recv().expect("an answer");
        }
        readers.close();
        assert!(!readers.submit(Box::new(|_| ())), "they are closed");
    }

    #[test]
    fn a_panic_costs_one_answer() {
        let (readers, _) = readers(1);

        assert!(done(&readers, || panic!("on purpose")).recv().is_err(), "nobody answers");
        done(&readers, || ()).recv().expect("an answer");
    }
}
