//! SQLite: a few threads that read, one that writes. Measured four times the throughput of an
//! async driver over the same file; see docs/adr/0003.

mod group;
mod query;
mod readers;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use kernel::Scalar;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedMutexGuard, oneshot};

pub(crate) use self::group::Earlier;
use self::group::{Group, Queue, WriteJob};
use self::query::{change, query};
use self::readers::Readers;
use super::error::{Error, Result};
use super::statement::Row;
use super::write_ahead_log;
use crate::private_files::close_to_others;

/// The embedded engine.
#[derive(Clone)]
pub struct SqlitePool {
    readers: Arc<Readers>,
    writer: Arc<tokio::sync::Mutex<Writer>>,
    waiting: Queue,
    acquire_timeout: Duration,
}

struct Writer {
    jobs: Option<Sender<WriteJob>>,
}

impl SqlitePool {
    /// Opens (or makes) the file. A read may take as long as `statement`.
    pub fn open(
        path: &Path,
        readers: u32,
        survive_power_loss: bool,
        acquire_timeout: Duration,
        statement: Duration,
    ) -> Result<Self> {
        // SQLite gives the files beside it the same rights.
        for beside in ["", "-wal", "-shm"] {
            let mut file = path.as_os_str().to_owned();
            file.push(beside);
            close_to_others(Path::new(&file));
        }
        let writer = connect(path, false, survive_power_loss)?;
        let (write_jobs, write_queue) = channel::<WriteJob>();
        let waiting = Queue::default();
        let group = Group::new(writer, waiting.clone());
        let monitored = write_ahead_log::monitor(path)?;
        let _ = write_jobs.send(Box::new(move |_| write_ahead_log::monitor_with_this_thread(monitored)));
        spawn("aqad-db-write", move || group.work(&write_queue))?;
        let path = path.to_owned();
        let open = move || {
            let reader = connect(&path, true, survive_power_loss)?;
            write_ahead_log::bound_statements(&reader, statement)?;
            Ok(reader)
        };
        Ok(Self {
            readers: Readers::start(open, readers)?,
            writer: Arc::new(tokio::sync::Mutex::new(Writer { jobs: Some(write_jobs) })),
            waiting,
            acquire_timeout,
        })
    }

    /// Opens a file that is there, for reading only: it makes nothing, and changes nothing.
    pub fn open_to_read(path: &Path, acquire_timeout: Duration) -> Result<Self> {
        let path = path.to_owned();
        Ok(Self {
            readers: Readers::start(move || connect_to_read(&path), 1)?,
            writer: Arc::new(tokio::sync::Mutex::new(Writer { jobs: None })),
            waiting: Queue::default(),
            acquire_timeout,
        })
    }

    pub async fn read(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<Vec<Row>> {
        self.readers.read(move |conn| query(conn, &sql, &args)).await
    }

    pub async fn prepare(&self, sql: Cow<'static, str>) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), move |group| group.alone(|conn| conn.prepare(&sql).map(drop).map_err(Error::from)))
            .await
    }

    /// Lets the engine look at tables that have grown, so that its plans stay good.
    pub async fn maintain(&self) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), |group| {
            group.alone(|conn| conn.execute_batch("pragma optimize").map_err(Error::from))
        })
        .await
    }

    pub async fn script(&self, script: &'static str) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), move |group| group.alone(|conn| conn.execute_batch(script).map_err(Error::from)))
            .await
    }

    /// Waits its turn (the lock is fair), then begins. Whoever waits too long is told to come back.
    pub async fn begin(&self) -> Result<SqliteTx> {
        let entry = self.waiting.join();
        let turn = tokio::time::timeout(self.acquire_timeout, Arc::clone(&self.writer).lock_owned());
        let guard = turn.await.map_err(|_| Error::Unavailable("the writer is busy".to_owned()))?;
        // Before it begins: whoever is given up while it does (a client that hangs up) rolls back.
        let mut tx = SqliteTx { guard, open: true, earlier: Earlier::nothing() };
        let begin = move |group: &mut Group| {
            drop(entry);
            group.begin()
        };
        tx.earlier = submit(tx.guard.jobs.as_ref(), begin).await?;
        Ok(tx)
    }

    pub async fn close(&self) {
        let mut writer = self.writer.lock().await;
        // What was to be committed is, before the thread ends.
        let _ = submit(writer.jobs.as_ref(), |group| group.alone(|_| Ok(()))).await;
        writer.jobs = None;
        self.readers.close();
    }
}

/// A transaction has its turn to write until it ends; it may be committed together with the next ones.
pub struct SqliteTx {
    guard: OwnedMutexGuard<Writer>,
    open: bool,
    earlier: Earlier,
}

impl SqliteTx {
    /// What this transaction has seen that is not yet durable. Asked for once.
    pub fn earlier(&mut self) -> Earlier {
        std::mem::take(&mut self.earlier)
    }
    pub async fn all(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<Vec<Row>> {
        let work = move |group: &mut Group| group.statement(|conn| query(conn, &sql, &args));
        submit(self.guard.jobs.as_ref(), work).await
    }
    pub async fn exec(&self, sql: Cow<'static, str>, args: Vec<Scalar>) -> Result<u64> {
        let work = move |group: &mut Group| group.statement(|conn| change(conn, &sql, &args));
        submit(self.guard.jobs.as_ref(), work).await
    }
    pub async fn commit(mut self) -> Result<()> {
        let (tell, wait) = oneshot::channel();
        let job: WriteJob = Box::new(move |group| group.commit(tell));
        self.guard.jobs.as_ref().ok_or_else(closed)?.send(job).map_err(|_| closed())?;
        self.open = false;
        // The next one may begin meanwhile, and is committed with this one.
        drop(self);
        wait.await.map_err(|_| closed())?
    }
}

impl Drop for SqliteTx {
    /// The rollback is queued before the lock is released, so the next writer cannot overtake it.
    fn drop(&mut self) {
        if let (true, Some(jobs)) = (self.open, self.guard.jobs.as_ref()) {
            let _ = jobs.send(Box::new(Group::roll_back));
        }
    }
}

/// Hands a job to the thread that writes, and waits for its answer.
async fn submit<T: Send + 'static>(
    queue: Option<&Sender<WriteJob>>,
    work: impl FnOnce(&mut Group) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (answer, wait) = oneshot::channel();
    let job: WriteJob = Box::new(move |group| drop(answer.send(work(group))));
    queue.ok_or_else(closed)?.send(job).map_err(|_| closed())?;
    wait.await.map_err(|_| closed())?
}

fn closed() -> Error {
    Error::Unavailable("the database is closed".to_owned())
}

fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<()> {
    let started = std::thread::Builder::new().name(name.to_owned()).spawn(work);
    started.map(drop).map_err(|e| Error::Unavailable(e.to_string()))
}

fn connect(path: &Path, reader: bool, survive_power_loss: bool) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.execute_batch(
        "pragma journal_mode = wal; pragma foreign_keys = on; pragma mmap_size = 268435456; pragma cache_size = -16384;
         pragma temp_store = memory; pragma trusted_schema = off; pragma journal_size_limit = 67108864;",
    )?;
    conn.execute_batch(if survive_power_loss { "pragma synchronous = full" } else { "pragma synchronous = normal" })?;
    if reader {
        conn.execute_batch("pragma query_only = on")?;
    } else {
        // Without statistics the planner takes a table of 100,000 rows for a small one. Reads at most
        // a thousand rows per index, and only where a table has grown since the last time.
        conn.execute_batch("pragma analysis_limit = 1000; pragma optimize = 0x10002")?;
    }
    Ok(conn)
}

/// Where nobody has the file open there is no log beside it: SQLite would make one, and is told that the
/// file does not change.
fn connect_to_read(path: &Path) -> Result<Connection> {
    let log = path.with_extension("db-wal");
    let unused = std::fs::metadata(log).map_or(true, |log| log.len() == 0);
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let address = format!("file:{escaped}?mode=ro{}", if unused { "&immutable=1" } else { "" });
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(address, flags)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.query_row("select count(*) from sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(conn)
}
