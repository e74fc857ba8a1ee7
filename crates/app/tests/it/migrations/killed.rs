//! The program is killed, or told to end, at any instant of its migrations, and starts again.
//!
//! `scripts/kill-migrations` does it more often than the gate.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use infra::clock::{OsEntropy, SystemClock};
use infra::db;
use kernel::Entropy;
use market::schema::MIGRATIONS;
use sqlx::{AssertSqlSafe, Connection, MySqlConnection, PgConnection, Row};
use testkit::{Engine, TestDb, on_every_engine};

use super::open;

#[expect(clippy::disallowed_methods, reason = "the statements are ours")]
fn safe(sql: &str) -> AssertSqlSafe<String> {
    AssertSqlSafe(sql.to_owned())
}

/// Runs a statement past the program, on a server or the embedded file.
pub async fn raw(fresh: &TestDb, sql: &str) {
    match fresh.engine {
        Engine::Sqlite => {
            rusqlite::Connection::open(fresh.file()).expect("the file").execute_batch(sql).expect("it obeys");
        }
        Engine::Mariadb => {
            let mut conn = MySqlConnection::connect(&fresh.url).await.expect("MariaDB answers");
            sqlx::raw_sql(safe(sql)).execute(&mut conn).await.unwrap_or_else(|refused| panic!("{sql}: {refused}"));
        }
        Engine::Postgres => {
            let mut conn = PgConnection::connect(&fresh.url).await.expect("PostgreSQL answers");
            sqlx::raw_sql(safe(sql)).execute(&mut conn).await.unwrap_or_else(|refused| panic!("{sql}: {refused}"));
        }
    }
}

/// A transaction that has read something, on a connection of its own. It ends with the value.
pub async fn hold(fresh: &TestDb, sql: &str) -> Box<dyn Send> {
    if fresh.engine == Engine::Mariadb {
        let mut conn = MySqlConnection::connect(&fresh.url).await.expect("MariaDB answers");
        sqlx::raw_sql(safe(&format!("start transaction; {sql}"))).execute(&mut conn).await.expect("it reads");
        Box::new(conn)
    } else {
        let mut conn = PgConnection::connect(&fresh.url).await.expect("PostgreSQL answers");
        sqlx::raw_sql(safe(&format!("begin; {sql}"))).execute(&mut conn).await.expect("it reads");
        Box::new(conn)
    }
}

const OF_SQLITE: &str = "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_master where name not like 'sqlite_stat%' union all select name from schema_migrations order by 1";
const OF_MARIADB: &str = "select cast(concat_ws(' ', table_name, column_name, column_type, is_nullable, coalesce(column_default, '-'), coalesce(collation_name, '-')) as char) as line from information_schema.columns where table_schema = database()
    union all select cast(concat_ws(' ', table_name, index_name, seq_in_index, column_name, coalesce(sub_part, '-'), non_unique) as char) from information_schema.statistics where table_schema = database()
    union all select cast(concat_ws(' ', table_name, constraint_name, constraint_type) as char) from information_schema.table_constraints where table_schema = database()
    union all select cast(concat_ws(' ', table_name, constraint_name, check_clause) as char) from information_schema.check_constraints where constraint_schema = database()
    union all select cast(name as char) from schema_migrations order by 1";
const OF_POSTGRES: &str = "select concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, collation_name) as line from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select concat_ws(' ', c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)) from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public'
    union all select name from schema_migrations order by 1";

/// All that a database says of its schema, and the steps that it has.
pub async fn shape(of: &TestDb) -> Vec<String> {
    match of.engine {
        Engine::Sqlite => {
            let file = rusqlite::Connection::open(of.file()).expect("the file");
            let mut statement = file.prepare(OF_SQLITE).expect("the catalogue can be asked");
            let rows = statement.query_map([], |row| row.get(0)).expect("it answers");
            rows.collect::<Result<_, _>>().expect("texts")
        }
        Engine::Mariadb => {
            let mut conn = MySqlConnection::connect(&of.url).await.expect("MariaDB answers");
            let rows = sqlx::query(OF_MARIADB).fetch_all(&mut conn).await.expect("it answers");
            rows.iter().map(|row| row.get(0)).collect()
        }
        Engine::Postgres => {
            let mut conn = PgConnection::connect(&of.url).await.expect("PostgreSQL answers");
            let rows = sqlx::query(OF_POSTGRES).fetch_all(&mut conn).await.expect("it answers");
            rows.iter().map(|row| row.get(0)).collect()
        }
    }
}

/// How many steps are noted as begun and are not complete.
async fn half_done(of: &TestDb) -> i64 {
    let sql = "select count(*) from schema_steps where name not in (select name from schema_migrations)";
    match of.engine {
        Engine::Sqlite => {
            let file = rusqlite::Connection::open(of.file()).expect("the file");
            // Ended before there was a table.
            file.query_row(sql, [], |row| row.get(0)).unwrap_or(0)
        }
        Engine::Mariadb => {
            let mut conn = MySqlConnection::connect(&of.url).await.expect("MariaDB answers");
            sqlx::query(sql).fetch_one(&mut conn).await.map_or(0, |row| row.get(0))
        }
        Engine::Postgres => {
            let mut conn = PgConnection::connect(&of.url).await.expect("PostgreSQL answers");
            sqlx::query(sql).fetch_one(&mut conn).await.map_or(0, |row| row.get(0))
        }
    }
}

fn aqad(db: &TestDb, command: &str, folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_aqad"));
    program.env_clear().arg(command).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
    let settings = [
        format!("data_dir={}", db.folder.path().display()),
        format!("database.url={}", db.url),
        "database.sqlite_durability=normal".to_owned(),
        "server.listen=127.0.0.1:0".to_owned(),
        "server.metrics_listen=".to_owned(),
    ];
    for setting in settings {
        program.arg("--set").arg(setting);
    }
    program
}

/// Waits for its end; a server that came up by then is told to end.
fn ended(child: &mut Child) -> std::process::ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a state") {
            return status;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "it does not end");
        std::thread::yield_now();
    }
}

/// A number below some other.
fn dice(below: u64) -> u64 {
    let mut bytes = [0_u8; 8];
    OsEntropy.fill(&mut bytes);
    u64::from_be_bytes(bytes) % below
}

#[expect(clippy::disallowed_methods, reason = "how often is said by scripts/kill-migrations")]
fn how_often() -> u64 {
    std::env::var("AQAD_TEST_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(2)
}

/// How long migrations take, at most, when they are all to be done.
const fn span_ms(engine: Engine) -> u64 {
    match engine {
        Engine::Sqlite => 150,
        Engine::Mariadb => 900,
        Engine::Postgres => 500,
    }
}

async fn interrupted(engine: Engine, whole: &[String], from: usize) {
    let fresh = TestDb::new(engine).await;
    let db = open(&fresh).await;
    if from > 0 {
        db::migrate(&db, &SystemClock, &MIGRATIONS[..from]).await.expect("the earlier steps");
    }
    db.close().await;
    let (after, command, signal) = (
        Duration::from_millis(dice(span_ms(engine))),
        ["migrate", "serve"][usize::from(dice(2) == 1)],
        ["-KILL", "-TERM"][usize::from(dice(2) == 1)],
    );
    let how = format!("{command} from step {from}, {signal} after {after:?}");

    let mut child = aqad(&fresh, command, fresh.folder.path()).stderr(Stdio::null()).spawn().expect("it starts");
    // SLEEP: the instant is what is tried here.
    tokio::time::sleep(after).await;
    // It may be over by now.
    let _ = Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
    ended(&mut child);

    if signal == "-TERM" {
        assert_eq!(half_done(&fresh).await, 0, "{how}: it ends with a whole step");
    }
    let again = aqad(&fresh, "migrate", fresh.folder.path()).output().expect("it runs");
    assert!(again.status.success(), "{how}: {}", String::from_utf8_lossy(&again.stderr));
    assert_eq!(shape(&fresh).await, whole, "{how}");
}

on_every_engine!(killed_at_any_instant_a_migration_goes_on_at_the_next_start, |engine: Engine| async move {
    let whole = {
        let fresh = TestDb::new(engine).await;
        let db = open(&fresh).await;
        db::migrate(&db, &SystemClock, MIGRATIONS).await.expect("in one go");
        db.close().await;
        shape(&fresh).await
    };
    for time in 0..how_often() {
        // From nothing as often as from all earlier schemas together.
        let steps = u64::try_from(MIGRATIONS.len()).expect("few");
        let from = if time % 2 == 0 { 0 } else { dice(steps) };
        interrupted(engine, &whole, usize::try_from(from).expect("few")).await;
    }
});
