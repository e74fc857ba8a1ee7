//! SQLite: a few threads that read, one that writes. Measured four times the throughput of an
//! async driver over the same file; see docs/adr/0003.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kernel::Scalar;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use tokio::sync::{OwnedMutexGuard, oneshot};
use uuid::Uuid;

use self::readers::Readers;
use super::error::{Error, Result};
use super::statement::Row;
use super::write_ahead_log;
use crate::private_files::close_to_others;

mod readers;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// The embedded engine.
#[derive(Clone)]
pub struct SqlitePool {
    readers: Arc<Readers>,
    writer: Arc<tokio::sync::Mutex<Writer>>,
    acquire_timeout: Duration,
}

struct Writer {
    jobs: Option<Sender<Job>>,
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
        let (write_jobs, write_queue) = channel::<Job>();
        let monitored = write_ahead_log::monitor(path)?;
        let _ = write_jobs.send(Box::new(move |_| write_ahead_log::monitor_with_this_thread(monitored)));
        spawn("aqad-db-write", writer, Arc::new(Mutex::new(write_queue)))?;
        let path = path.to_owned();
        let open = move || {
            let reader = connect(&path, true, survive_power_loss)?;
            write_ahead_log::bound_statements(&reader, statement)?;
            Ok(reader)
        };
        Ok(Self {
            readers: Readers::start(open, readers)?,
            writer: Arc::new(tokio::sync::Mutex::new(Writer { jobs: Some(write_jobs) })),
            acquire_timeout,
        })
    }

    /// Opens a file that is there, for reading only: it makes nothing, and changes nothing.
    pub fn open_to_read(path: &Path, acquire_timeout: Duration) -> Result<Self> {
        let path = path.to_owned();
        Ok(Self {
            readers: Readers::start(move || connect_to_read(&path), 1)?,
            writer: Arc::new(tokio::sync::Mutex::new(Writer { jobs: None })),
            acquire_timeout,
        })
    }

    pub async fn read(&self, sql: String, args: Vec<Scalar>) -> Result<Vec<Row>> {
        read(&self.readers, move |conn| query(conn, &sql, &args)).await
    }

    pub async fn prepare(&self, sql: std::borrow::Cow<'static, str>) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), move |conn| conn.prepare(&sql).map(drop).map_err(Error::from)).await
    }

    /// Lets the engine look at tables that have grown, so that its plans stay good.
    pub async fn maintain(&self) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), |conn| conn.execute_batch("pragma optimize").map_err(Error::from)).await
    }

    pub async fn script(&self, script: &'static str) -> Result<()> {
        let guard = self.writer.lock().await;
        submit(guard.jobs.as_ref(), move |conn| conn.execute_batch(script).map_err(Error::from)).await
    }

    /// Waits its turn (the lock is fair), then begins. Whoever waits too long is told to come back.
    pub async fn begin(&self) -> Result<SqliteTx> {
        let turn = tokio::time::timeout(self.acquire_timeout, Arc::clone(&self.writer).lock_owned());
        let guard = turn.await.map_err(|_| Error::Unavailable("the writer is busy".to_owned()))?;
        // Before it begins: whoever is given up while it does (a client that hangs up) rolls back.
        let tx = SqliteTx { guard, open: true };
        submit(tx.guard.jobs.as_ref(), |conn| conn.execute_batch("begin immediate").map_err(Error::from)).await?;
        Ok(tx)
    }

    pub async fn close(&self) {
        self.writer.lock().await.jobs = None;
        self.readers.close();
    }
}

/// A transaction holds the writer until it ends.
pub struct SqliteTx {
    guard: OwnedMutexGuard<Writer>,
    open: bool,
}

impl SqliteTx {
    pub async fn all(&self, sql: String, args: Vec<Scalar>) -> Result<Vec<Row>> {
        submit(self.guard.jobs.as_ref(), move |conn| query(conn, &sql, &args)).await
    }
    pub async fn exec(&self, sql: String, args: Vec<Scalar>) -> Result<u64> {
        submit(self.guard.jobs.as_ref(), move |conn| {
            let changed = conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(args.iter().map(Bound)))?;
            Ok(u64::try_from(changed).unwrap_or(u64::MAX))
        })
        .await
    }
    pub async fn commit(mut self) -> Result<()> {
        let done = submit(self.guard.jobs.as_ref(), |conn| conn.execute_batch("commit").map_err(Error::from)).await;
        self.open = done.is_err();
        done
    }
}

impl Drop for SqliteTx {
    /// The rollback is queued before the lock is released, so the next writer cannot overtake it.
    fn drop(&mut self) {
        if let (true, Some(jobs)) = (self.open, self.guard.jobs.as_ref()) {
            let _ = jobs.send(Box::new(|conn| {
                if let (false, Err(error)) = (conn.is_autocommit(), conn.execute_batch("rollback")) {
                    tracing::error!(%error, "rollback failed");
                }
            }));
        }
    }
}

/// Hands a job to a reader and waits for its answer.
async fn read<T: Send + 'static>(
    readers: &Arc<Readers>,
    work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (answer, wait) = oneshot::channel();
    let taken = readers.submit(Box::new(move |conn| {
        let _ = answer.send(work(conn));
    }));
    let gone = || Error::Unavailable("the database is closed".to_owned());
    if !taken {
        return Err(gone());
    }
    wait.await.map_err(|_| gone())?
}

/// Hands a job to a thread and waits for its answer.
async fn submit<T: Send + 'static>(
    queue: Option<&Sender<Job>>,
    work: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (answer, wait) = oneshot::channel();
    let job: Job = Box::new(move |conn| {
        let _ = answer.send(work(conn));
    });
    let gone = || Error::Unavailable("the database is closed".to_owned());
    queue.ok_or_else(gone)?.send(job).map_err(|_| gone())?;
    wait.await.map_err(|_| gone())?
}

fn spawn(name: &str, mut conn: Connection, queue: Arc<Mutex<Receiver<Job>>>) -> Result<()> {
    let work = move || {
        loop {
            let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { return };
            // A panic costs one statement, not the thread: whoever waits hears that nobody answers, and a
            // transaction that was open is rolled back by its end.
            let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&mut conn)));
        }
    };
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
        .map_err(|e| Error::Unavailable(e.to_string()))
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

fn query(conn: &Connection, sql: &str, args: &[Scalar]) -> Result<Vec<Row>> {
    write_ahead_log::statement_begins();
    let mut statement = conn.prepare_cached(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(args.iter().map(Bound)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut cells = VecDeque::with_capacity(width);
        for at in 0..width {
            cells.push_back(cell(row.get_ref(at)?)?);
        }
        found.push(Row::new(cells));
    }
    Ok(found)
}

fn cell(value: ValueRef<'_>) -> Result<Scalar> {
    Ok(match value {
        ValueRef::Null => Scalar::Int(None),
        ValueRef::Integer(n) => Scalar::Int(Some(n)),
        ValueRef::Text(bytes) => {
            Scalar::Text(Some(String::from_utf8(bytes.to_vec()).map_err(|_| Error::decode("text that is not UTF-8"))?))
        }
        ValueRef::Blob(bytes) => match Uuid::from_slice(bytes) {
            Ok(id) => Scalar::Id(Some(id)),
            Err(_) => Scalar::Bytes(Some(bytes.to_vec())),
        },
        ValueRef::Real(_) => return Err(Error::decode("a floating point column")),
    })
}

struct Bound<'a>(&'a Scalar);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Scalar::Id(Some(id)) => ToSqlOutput::Borrowed(ValueRef::Blob(id.as_bytes())),
            Scalar::Int(Some(n)) => ToSqlOutput::Owned(Value::Integer(*n)),
            Scalar::Text(Some(text)) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Scalar::Bytes(Some(bytes)) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Scalar::Id(None) | Scalar::Int(None) | Scalar::Text(None) | Scalar::Bytes(None) => {
                ToSqlOutput::Owned(Value::Null)
            }
        })
    }
}
