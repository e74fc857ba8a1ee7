//! A database per test.

use std::path::PathBuf;

use infra::db::DataSource;
use kernel::Secret;
use sqlx::{AssertSqlSafe, Connection, Executor, MySqlConnection};
use tempfile::TempDir;

use crate::template::{self, PREFIX};

/// Which engine a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded.
    Sqlite,
    /// A real server, started by `scripts/test`.
    Mariadb,
    /// A real server, started by `scripts/test`.
    Postgres,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sqlite, Self::Mariadb, Self::Postgres];
}

/// A database of one test's own.
pub struct TestDb {
    /// Which engine.
    pub engine: Engine,
    /// For `database.url`; empty for the embedded one.
    pub url: String,
    /// The data folder.
    pub folder: TempDir,
    end: End,
}

/// What becomes of a database when its test is over.
enum End {
    /// It goes with the folder, or is somebody else's.
    Nothing,
    /// It is dropped: where the server answers, and its name.
    Drop(String, String),
    /// It goes back to the pool as soon as the lock that this connection has is gone.
    Freed { _lock: MySqlConnection },
}

#[expect(clippy::disallowed_methods, reason = "tests find the servers by their environment")]
fn server(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run the tests with scripts/test, which starts the servers"))
}

impl TestDb {
    /// Makes an empty database: for tests of the migrations themselves, and of programs that run them.
    pub async fn new(engine: Engine) -> Self {
        let (folder, name) = (folder(), unused());
        let url = url_of(engine, &name);
        let mut end = End::Nothing;
        if let Some(base) = base_of(engine) {
            run(&base, &format!("create database {name}")).await;
            end = End::Drop(base, name);
        }
        Self { engine, url, folder, end }
    }

    /// Makes a database that has all tables, and nothing in them.
    pub async fn migrated(engine: Engine) -> Self {
        let (folder, name) = (folder(), unused());
        let named = |name: &str| url_of(engine, name);
        match (engine, base_of(engine)) {
            (Engine::Mariadb, Some(base)) => {
                let (name, lock) = template::take_mariadb(&base, named).await;
                Self { engine, url: named(&name), folder, end: End::Freed { _lock: lock } }
            }
            (Engine::Postgres, Some(base)) => {
                template::copy_postgres(&base, &name, named).await;
                Self { engine, url: named(&name), folder, end: End::Drop(base, name) }
            }
            _ => {
                let made = Self { engine, url: String::new(), folder, end: End::Nothing };
                template::copy_sqlite(&made.file()).await;
                made
            }
        }
    }

    /// The same database for another node of the marketplace; the first one's end is its end.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { engine: self.engine, url: self.url.clone(), folder: folder(), end: End::Nothing }
    }

    /// For [`infra::db::Db::open`].
    pub fn source(&self) -> DataSource {
        match self.engine {
            Engine::Sqlite => DataSource::Sqlite { path: self.file(), survive_power_loss: false },
            Engine::Mariadb => DataSource::Mysql(Secret::new(self.url.clone())),
            Engine::Postgres => DataSource::Postgres(Secret::new(self.url.clone())),
        }
    }

    /// The embedded database's file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("aqad.db")
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A name that no database has.
fn unused() -> String {
    let mut id = [0_u8; 8];
    kernel::Entropy::fill(&infra::clock::OsEntropy, &mut id);
    format!("{PREFIX}{:016x}", u64::from_be_bytes(id))
}

/// Where an engine's server answers.
fn base_of(engine: Engine) -> Option<String> {
    match engine {
        Engine::Sqlite => None,
        Engine::Mariadb => Some(server("AQAD_TEST_MARIADB_URL")),
        Engine::Postgres => Some(server("AQAD_TEST_POSTGRES_URL")),
    }
}

/// The URL of a database by its name; empty for the embedded one.
fn url_of(engine: Engine, name: &str) -> String {
    let base = base_of(engine).unwrap_or_default();
    match engine {
        Engine::Sqlite => base,
        Engine::Mariadb => format!("{}/{name}", base.trim_end_matches('/')),
        Engine::Postgres => format!("{}/{name}", base.rsplit_once('/').map_or(base.as_str(), |(root, _)| root)),
    }
}

#[expect(clippy::disallowed_methods, reason = "the name is ours: hexadecimal digits")]
async fn run(base: &str, sql: &str) {
    if base.starts_with("mysql") {
        let mut conn = MySqlConnection::connect(base).await.expect("MariaDB answers");
        conn.execute(AssertSqlSafe(sql)).await.expect("MariaDB obeys");
    } else {
        let mut conn = sqlx::PgConnection::connect(base).await.expect("PostgreSQL answers");
        conn.execute(AssertSqlSafe(sql)).await.expect("PostgreSQL obeys");
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let End::Drop(base, name) = std::mem::replace(&mut self.end, End::Nothing) else { return };
        let force = if base.starts_with("mysql") { "" } else { " with (force)" };
        let sql = format!("drop database {name}{force}");
        // A thread of its own: the test's runtime may be ending.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(run(&base, &sql));
        });
        let _ = dropping.join();
    }
}
