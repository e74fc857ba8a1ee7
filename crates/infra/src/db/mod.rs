//! Access to three database engines.
//!
//! A subject states each statement once (`statements!`), says where an engine needs other words,
//! binds words of the kernel, and reads them back in the order of the columns. Nothing else in
//! the program knows which engine runs. Only static text reaches a driver.

mod cases;
mod cost;
mod error;
mod migrate;
mod server;
mod sqlite;
mod statement;
pub(crate) mod transport;
mod tx;
mod write_ahead_log;
mod write_probe;

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use cost::counted_here;
pub use cost::{CostMeter, DbCost, publish_request_cost, publish_work_cost};
pub use error::{Error, Result};
pub use migrate::{Migration, MigrationState, migrate, migrate_until, migration_states, newer_steps};
pub use statement::{Columns, DbEngine, Row, SqlBuilder, SqlText, Stmt};
pub use tx::Tx;

use kernel::{Scalar, Secret, Timestamp};
use serde::{Deserialize, Serialize};

/// Where the data lives, and how many connections it may have.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// Which engine, and where.
    pub source: DataSource,
    /// Connections to a server, or reading threads of SQLite.
    pub max_connections: u32,
    /// How long a request waits for a connection or a lock before it is told to come back.
    pub acquire_timeout: Duration,
    /// How long the parts of a talk with a server may take.
    pub timeouts: DbTimeouts,
}

/// How long the parts of a talk with a database server may take, and how long connections are kept. What takes
/// longer is given up, and its connection closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DbTimeouts {
    /// A statement, on the server; a tenth more (a second at least) until an answer is no longer waited for.
    /// On SQLite a read; a write is not cut off.
    pub statement: Duration,
    /// The begin, the commit and the rollback of a transaction.
    pub commit: Duration,
    /// Making a connection.
    pub connect: Duration,
    /// How long a connection may be idle.
    pub idle: Duration,
    /// How long a connection is used at most; up to a tenth less, by chance.
    pub lifetime: Duration,
    /// What stands between the program and PostgreSQL.
    pub pooler: Pooler,
}

impl Default for DbTimeouts {
    fn default() -> Self {
        Self {
            statement: Duration::from_secs(30),
            commit: Duration::from_secs(10),
            connect: Duration::from_secs(5),
            idle: Duration::from_mins(5),
            lifetime: Duration::from_mins(15),
            pooler: Pooler::Auto,
        }
    }
}

/// What stands between the program and PostgreSQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pooler {
    /// That is found out when the database is opened.
    Auto,
    /// Nothing that gives a session's transactions to different connections.
    None,
    /// A pooler that does, such as `PgBouncer` in transaction mode.
    Transaction,
}

/// The place of the data.
#[derive(Debug, Clone)]
pub enum DataSource {
    /// One file, in this process.
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Whether a commit is on the platters before it is acknowledged.
        survive_power_loss: bool,
    },
    /// `mysql://user:password@host:port/database`
    Mysql(Secret<String>),
    /// `postgres://user:password@host:port/database`
    Postgres(Secret<String>),
}

/// How long the end waits for running statements.
const CLOSE: Duration = Duration::from_secs(10);

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Inner,
    write_probe: Arc<write_probe::WriteProbe>,
}

#[derive(Clone)]
enum Inner {
    Sqlite(sqlite::SqlitePool),
    Server(server::ServerPool),
}

impl Db {
    /// Opens the database; says at once when it cannot be reached.
    pub async fn open(settings: &DbSettings) -> Result<Self> {
        let inner = match &settings.source {
            DataSource::Sqlite { path, survive_power_loss } => Inner::Sqlite(sqlite::SqlitePool::open(
                path,
                settings.max_connections,
                *survive_power_loss,
                settings.acquire_timeout,
                settings.timeouts.statement,
            )?),
            DataSource::Mysql(url) => Inner::Server(server::ServerPool::mysql(url, settings).await?),
            DataSource::Postgres(url) => Inner::Server(server::ServerPool::postgres(url, settings).await?),
        };
        Ok(Self { inner, write_probe: Arc::new(write_probe::WriteProbe::new()) })
    }

    /// Opens a database that is there to look at it: a file is opened for reading only, and nothing is made.
    pub async fn open_to_read(settings: &DbSettings) -> Result<Self> {
        let DataSource::Sqlite { path, .. } = &settings.source else { return Self::open(settings).await };
        let inner = Inner::Sqlite(sqlite::SqlitePool::open_to_read(path, settings.acquire_timeout)?);
        Ok(Self { inner, write_probe: Arc::new(write_probe::WriteProbe::new()) })
    }

    /// Which engine runs.
    pub fn engine(&self) -> DbEngine {
        match &self.inner {
            Inner::Sqlite(_) => DbEngine::Sqlite,
            Inner::Server(server) => server.engine(),
        }
    }

    /// Begins a transaction: immediate on SQLite, read committed elsewhere. Subjects do not call
    /// this: they write through [`crate::write`], which says what happened and retries.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        cost::count_begin();
        match &self.inner {
            Inner::Sqlite(sqlite) => sqlite.begin().await.map(|tx| Tx::sqlite(tx, Arc::clone(&self.write_probe))),
            Inner::Server(server) => server.begin().await.map(|tx| Tx::server(tx, Arc::clone(&self.write_probe))),
        }
    }

    /// Begins a transaction for a step of the schema: on a server, statements in it may take an hour, and its
    /// connection is closed afterwards, with whatever was set on it.
    pub(crate) async fn begin_for_schema(&self) -> Result<Tx> {
        match &self.inner {
            Inner::Sqlite(_) => self.begin().await,
            Inner::Server(server) => {
                cost::count_begin();
                server.begin_for_schema().await.map(|tx| Tx::server(tx, Arc::clone(&self.write_probe)))
            }
        }
    }

    /// Whether anything can be written, as of a second ago at the latest: a row is written, unless somebody's
    /// change was committed within that second. Answers within two seconds, and costs one write a second
    /// however many ask.
    pub async fn can_write(&self) -> Result<()> {
        self.write_probe.can_write(self).await
    }

    /// Prepares a statement without running it; the test of all statements uses it.
    pub async fn prepare(&self, statement: &Stmt) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(sqlite) => sqlite.prepare(statement.text(DbEngine::Sqlite)).await,
            Inner::Server(server) => server.prepare(&statement.text(server.engine())).await,
        }
    }

    /// Runs the shortest query there is, to see whether and how fast it is answered.
    pub async fn ping(&self) -> Result<()> {
        const PING: Stmt = Stmt::same("select 1");
        self.all(&PING, vec![]).await.map(drop)
    }

    /// What time it is by the database's clock: by SQLite's, whole milliseconds.
    pub(crate) async fn now(&self) -> Result<Timestamp> {
        const NOW: Stmt = Stmt::per_engine(
            "select cast(round(unixepoch('subsec') * 1000) as integer) * 1000",
            "select timestampdiff(microsecond, '1970-01-01', utc_timestamp(6))",
            "select (extract(epoch from statement_timestamp()) * 1000000)::bigint",
        );
        let row = self.one(&NOW, vec![]).await?;
        row.ok_or_else(|| Error::decode("the database's time"))?.take()
    }

    /// Runs one statement of many lines that no subject owns: migrations only.
    pub(crate) async fn run_script(&self, script: &'static str) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(sqlite) => sqlite.script(script).await,
            Inner::Server(server) => server.script(script).await,
        }
    }

    /// What the embedded engine wants done now and then; servers look after themselves.
    pub(crate) async fn maintain(&self) -> Result<()> {
        match &self.inner {
            Inner::Sqlite(sqlite) => sqlite.maintain().await,
            Inner::Server(_) => Ok(()),
        }
    }

    /// Closes every connection; running statements end first, or are cut after ten seconds.
    pub async fn close(&self) {
        match &self.inner {
            Inner::Sqlite(sqlite) => {
                if tokio::time::timeout(CLOSE, sqlite.close()).await.is_err() {
                    tracing::warn!("a write has not ended; the database is left as the last commit made it");
                }
            }
            Inner::Server(server) => server.close().await,
        }
    }
}

/// A running query. Boxed, so that the futures of subjects stay `Send` for every lifetime
/// (rust-lang/rust#100013), and small.
pub type QueryFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// What can be queried: the database, or an open transaction.
pub trait Query: Sync {
    /// Runs a statement and reads its rows.
    fn query<'a>(&'a self, text: SqlText<'a>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>>;

    /// All rows.
    fn all<'a>(&'a self, text: impl Into<SqlText<'a>>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>> {
        self.query(text.into(), args)
    }

    /// The first row, if there is one.
    fn one<'a>(&'a self, text: impl Into<SqlText<'a>>, args: Vec<Scalar>) -> QueryFuture<'a, Option<Row>> {
        let rows = self.query(text.into(), args);
        Box::pin(async move { Ok(rows.await?.into_iter().next()) })
    }
}

impl Query for Db {
    fn query<'a>(&'a self, text: SqlText<'a>, args: Vec<Scalar>) -> QueryFuture<'a, Vec<Row>> {
        Box::pin(async move {
            cost::count_statements(1);
            let sql = text.render(self.engine());
            match &self.inner {
                Inner::Sqlite(sqlite) => sqlite.read(sql, args).await,
                Inner::Server(server) => server.read(sql, args).await,
            }
        })
    }
}

/// Reads a struct from a row: each field is the next column, unless a value stands behind it.
/// `columns!(row, OrderRow { id, number, total: money(&mut row)? })`
#[macro_export]
macro_rules! columns {
    ($row:ident, $name:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        $name { $($field: $crate::column!($row $(, $value)?)),* }
    };
}

/// One field of [`columns!`].
#[macro_export]
macro_rules! column {
    ($row:ident) => {
        $row.take()?
    };
    ($row:ident, $value:expr) => {
        $value
    };
}

/// Binds words in the order of the question marks.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$(kernel::Stored::to_scalar(&$value)),*] };
}

/// Defines a file's statements, and `ALL`, which the test that prepares every statement walks.
/// `NAME = "…"` where one text serves all engines; `{ "…", my: "…", pg: "…" }` where they differ; `["…", piece, "…"]`
/// where a piece of it does, which a macro of that name says for `sqlite`, `mysql` and `postgres`.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:tt;)*) => {
        $($(#[$doc])* const $name: $crate::db::Stmt = $crate::one_statement!(concat!(module_path!(), "::", stringify!($name)), $sql);)*
        /// Every statement of this store.
        pub const ALL: &[(&str, $crate::db::Stmt)] = &[$((concat!(module_path!(), "::", stringify!($name)), $name)),*];
    };
}

/// One statement of [`statements!`].
#[macro_export]
macro_rules! one_statement {
    ($name:expr, { $sql:literal, my: $my:literal, pg: $pg:literal }) => {
        $crate::db::Stmt::per_engine(concat!("/* ", $name, " */ ", $sql), concat!("/* ", $name, " */ ", $my), concat!("/* ", $name, " */ ", $pg))
    };
    // A piece that engines say differently: a macro that is given the engine.
    ($name:expr, [$before:literal, $piece:ident, $after:literal]) => {
        $crate::db::Stmt::per_engine(
            concat!("/* ", $name, " */ ", $before, $piece!(sqlite), $after),
            concat!("/* ", $name, " */ ", $before, $piece!(mysql), $after),
            concat!("/* ", $name, " */ ", $before, $piece!(postgres), $after),
        )
    };
    ($name:expr, { $sql:literal, my: $my:literal }) => {
        $crate::one_statement!($name, { $sql, my: $my, pg: $sql })
    };
    ($name:expr, { $sql:literal, pg: $pg:literal }) => {
        $crate::one_statement!($name, { $sql, my: $sql, pg: $pg })
    };
    ($name:expr, $sql:literal) => {
        $crate::one_statement!($name, { $sql, my: $sql, pg: $sql })
    };
}
