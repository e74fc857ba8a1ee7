//! Databases that are migrated already, so that a test does not wait for fifteen migrations.
//!
//! - SQLite: a copy of a migrated file.
//! - PostgreSQL: `create database … template`.
//! - MariaDB: one of a pool of migrated databases, emptied for its next test. Tables are slow to make there.
//!
//! Their names carry a hash of the migrations, so another schema never meets them. Each is made once,
//! however many test processes want it, and gets its name when it is complete.
//! `scripts/services stop` drops those on servers.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Duration;

use infra::clock::SystemClock;
use infra::db::{self, DataSource, Db, DbSettings, DbTimeouts};
use kernel::Secret;
use market::schema::MIGRATIONS;
use sqlx::{AssertSqlSafe, Connection, MySqlConnection, PgConnection, Row};

/// What all databases of tests are called at first; `scripts/services stop` drops them by it.
pub(crate) const PREFIX: &str = "aqad_test_";
/// A database of the pool that holds more bytes than this is made anew rather than emptied.
const EMPTIED_UP_TO: i64 = 24 << 20;

/// Which schema this is.
fn schema() -> String {
    let mut hasher = DefaultHasher::new();
    for step in MIGRATIONS {
        (step.name, step.sqlite, step.mysql, step.postgres).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

async fn open(place: DataSource) -> Db {
    let settings = DbSettings {
        source: place,
        max_connections: 1,
        acquire_timeout: Duration::from_mins(1),
        timeouts: DbTimeouts::default(),
    };
    Db::open(&settings).await.expect("the database opens")
}

async fn migrate(place: DataSource) {
    let db = open(place).await;
    db::migrate(&db, &SystemClock, MIGRATIONS).await.expect("the schema");
    db.close().await;
}

/// Puts a migrated file at a path.
pub(crate) async fn copy_sqlite(to: &Path) {
    let template = sqlite().await;
    fs::copy(template, to).expect("a copy of the template");
}

/// The migrated file, beside the test's own program.
async fn sqlite() -> PathBuf {
    let program = std::env::current_exe().expect("this program");
    let file = program.with_file_name(format!("{PREFIX}{}.db", schema()));
    if file.exists() {
        return file;
    }
    let lock = File::create(file.with_extension("lock")).expect("a file to lock");
    lock.lock().expect("the lock comes free");
    if !file.exists() {
        let making = tempfile::tempdir().expect("a temporary folder");
        let made = making.path().join("made.db");
        migrate(DataSource::Sqlite { path: made.clone(), survive_power_loss: false }).await;
        // The last connection to close writes back what is beside the file, and removes it.
        let beside = made.with_extension("db-wal");
        until(|| async {
            if beside.exists() {
                // Two that close at the same moment leave it: each takes the other for the last.
                open(DataSource::Sqlite { path: made.clone(), survive_power_loss: false }).await.close().await;
            }
            !beside.exists()
        })
        .await;
        // Renaming is the last step, and works within one file system only.
        let near = file.with_extension("making");
        fs::copy(&made, &near).expect("a copy");
        fs::rename(&near, &file).expect("its name");
    }
    file
}

/// Makes a migrated database on PostgreSQL. `base` is where the server answers, `url_of` names a database of it.
pub(crate) async fn copy_postgres(base: &str, name: &str, url_of: impl Fn(&str) -> String) {
    let mut conn = PgConnection::connect(base).await.expect("PostgreSQL answers");
    let template = postgres(&mut conn, url_of).await;
    // Files are copied: quicker than through the log, which is what newer servers do unless told.
    let how = if conn.server_version_num().is_some_and(|v| v >= 150_000) { "strategy file_copy" } else { "" };
    pg(&mut conn, &format!("create database {name} template {template} {how}")).await;
}

async fn postgres(conn: &mut PgConnection, url_of: impl Fn(&str) -> String) -> String {
    let (template, making) = (format!("{PREFIX}{}_template", schema()), format!("{PREFIX}{}_making", schema()));
    if pg_has(conn, &template).await {
        return template;
    }
    // Held until the end of this connection; the number is this lock's alone.
    pg(conn, "select pg_advisory_lock(719300)").await;
    if !pg_has(conn, &template).await {
        pg(conn, &format!("drop database if exists {making} with (force)")).await;
        pg(conn, &format!("create database {making}")).await;
        migrate(DataSource::Postgres(Secret::new(url_of(&making)))).await;
        // A connection takes a moment to be gone.
        let rename = format!("alter database {making} rename to {template}");
        while let Err(refused) = sqlx::raw_sql(safe(&rename)).execute(&mut *conn).await {
            let in_use = refused
                .as_database_error()
                .and_then(sqlx::error::DatabaseError::code)
                .is_some_and(|code| code == "55006");
            assert!(in_use, "{rename}: {refused}");
            // SLEEP: between two tries.
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        pg(conn, &format!("alter database {template} allow_connections false")).await;
    }
    pg(conn, "select pg_advisory_unlock(719300)").await;
    template
}

async fn pg_has(conn: &mut PgConnection, name: &str) -> bool {
    let found = sqlx::query("select 1 from pg_database where datname = $1").bind(name).fetch_optional(conn).await;
    found.expect("PostgreSQL obeys").is_some()
}

async fn pg(conn: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(safe(sql)).execute(conn).await.unwrap_or_else(|refused| panic!("{sql}: {refused}"));
}

/// Takes a migrated, empty database out of MariaDB's pool: its name, and the connection whose lock
/// keeps everybody else from it.
pub(crate) async fn take_mariadb(base: &str, url_of: impl Fn(&str) -> String) -> (String, MySqlConnection) {
    let mut conn = MySqlConnection::connect(base).await.expect("MariaDB answers");
    let mut at = 0;
    let name = loop {
        let name = format!("{PREFIX}{}_{at}", schema());
        let locked = sqlx::query("select get_lock(?, 0)").bind(&name).fetch_one(&mut conn).await;
        if locked.expect("MariaDB obeys").get::<Option<i64>, _>(0) == Some(1) {
            break name;
        }
        at += 1;
    };
    if !emptied(&mut conn, &name, url_of(&name)).await {
        my(&mut conn, &format!("drop database if exists {name}; create database {name}")).await;
        migrate(DataSource::Mysql(Secret::new(url_of(&name)))).await;
    }
    (name, conn)
}

/// Empties a database of the pool; false where it is not there, is large, or is not as the migrations left it.
async fn emptied(conn: &mut MySqlConnection, name: &str, url: String) -> bool {
    let rows = sqlx::query(
        "select table_name, cast(coalesce(data_length, 0) as signed) from information_schema.tables where table_schema = ?",
    );
    let rows = rows.bind(name).fetch_all(&mut *conn).await.expect("MariaDB obeys");
    let (mut tables, mut bytes) = (Vec::new(), 0);
    for row in rows {
        tables.push(row.get::<String, _>(0));
        bytes += row.get::<i64, _>(1);
    }
    let made = MIGRATIONS.iter().map(|step| step.mysql.matches("create table ").count()).sum::<usize>();
    // With the two that record the migrations. Every table has at least one page.
    if tables.len() != made + 2 || bytes > EMPTIED_UP_TO {
        return false;
    }
    // Whoever is left over from a test whose program was killed.
    let strangers = sqlx::query("select id from information_schema.processlist where db = ?").bind(name);
    for stranger in strangers.fetch_all(&mut *conn).await.expect("MariaDB obeys") {
        // One that has gone meanwhile cannot be ended.
        let _ = sqlx::raw_sql(safe(&format!("kill {}", stranger.get::<i64, _>(0)))).execute(&mut *conn).await;
    }
    let rows = tables.iter().filter(|table| !table.starts_with("schema_"));
    let clear: Vec<String> = rows.map(|table| format!("delete from {name}.{table}")).collect();
    my(conn, &format!("set foreign_key_checks = 0; {}; set foreign_key_checks = 1", clear.join("; "))).await;
    let db = open(DataSource::Mysql(Secret::new(url))).await;
    let states = db::migration_states(&db, MIGRATIONS).await;
    db.close().await;
    states.is_ok_and(|all| all.iter().all(|state| state.applied_at.is_some()))
}

async fn my(conn: &mut MySqlConnection, sql: &str) {
    sqlx::raw_sql(safe(sql)).execute(conn).await.unwrap_or_else(|refused| panic!("{sql}: {refused}"));
}

#[expect(clippy::disallowed_methods, reason = "the names in it are ours")]
fn safe(sql: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql.to_owned())
}

/// Waits for a condition, a minute at most.
async fn until<F: Future<Output = bool>>(holds: impl Fn() -> F) {
    let waits = async {
        while !holds().await {
            // SLEEP: between two looks.
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waits).await.expect("it comes to hold within a minute");
}
