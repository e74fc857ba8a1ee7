//! A database per test, dropped at its end.

use std::path::PathBuf;

use kernel::Secret;
use platform::db::Place;
use sqlx::{AssertSqlSafe, Connection, Executor};
use tempfile::TempDir;

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
    drop: Option<(String, String)>,
}

#[expect(clippy::disallowed_methods, reason = "tests find the servers by their environment")]
fn server(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: run the tests with scripts/test, which starts the servers"))
}

impl TestDb {
    /// Makes an empty database.
    pub async fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut id = [0_u8; 8];
        kernel::Entropy::fill(&platform::clock::OsEntropy, &mut id);
        let name = format!("aqad_{:016x}", u64::from_be_bytes(id));
        let (url, drop) = match engine {
            Engine::Sqlite => (String::new(), None),
            Engine::Mariadb => {
                let base = server("AQAD_TEST_MARIADB_URL");
                (format!("{}{name}", with_slash(&base)), Some((base, name)))
            }
            Engine::Postgres => {
                let base = server("AQAD_TEST_POSTGRES_URL");
                let root = base.rsplit_once('/').map_or(base.as_str(), |(root, _)| root).to_owned();
                (format!("{root}/{name}"), Some((base, name)))
            }
        };
        if let Some((base, name)) = &drop {
            run(base, &format!("create database {name}")).await;
        }
        Self { engine, url, folder, drop }
    }

    /// The same database for another node of the marketplace; the first one's end is its end.
    #[must_use]
    pub fn beside(&self) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self { engine: self.engine, url: self.url.clone(), folder, drop: None }
    }

    /// For [`platform::db::Db::open`].
    pub fn place(&self) -> Place {
        match self.engine {
            Engine::Sqlite => Place::Sqlite { path: self.file(), survive_power_loss: false },
            Engine::Mariadb => Place::Mysql(Secret::new(self.url.clone())),
            Engine::Postgres => Place::Postgres(Secret::new(self.url.clone())),
        }
    }

    /// The embedded database's file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("aqad.db")
    }
}

fn with_slash(url: &str) -> String {
    if url.ends_with('/') { url.to_owned() } else { format!("{url}/") }
}

#[expect(clippy::disallowed_methods, reason = "the name is ours: hexadecimal digits")]
async fn run(base: &str, sql: &str) {
    if base.starts_with("mysql") {
        let mut conn = sqlx::MySqlConnection::connect(base).await.expect("MariaDB answers");
        conn.execute(AssertSqlSafe(sql)).await.expect("MariaDB obeys");
    } else {
        let mut conn = sqlx::PgConnection::connect(base).await.expect("PostgreSQL answers");
        conn.execute(AssertSqlSafe(sql)).await.expect("PostgreSQL obeys");
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        let Some((base, name)) = self.drop.take() else { return };
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
