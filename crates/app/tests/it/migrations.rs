//! Migrations that were interrupted, that wait for others, and that an older program does not know.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use infra::clock::SystemClock;
use infra::db::{self, Db, DbSettings, DbTimeouts, Error, Migration, Query, Stmt};
use testkit::{Engine, TestDb, on_every_engine};

pub mod killed;

const fn step(name: &'static str, text: &'static str) -> Migration {
    Migration { name, sqlite: text, mysql: text, postgres: text, breaks_older: false }
}

const FIRST: Migration = step("0001_first", "create table eggs (n bigint not null primary key);\n");
const SECOND: Migration = step(
    "0002_second",
    "-- Rows are there by now.
create table nests (n bigint not null primary key, egg bigint not null references eggs (n));
create index nests_egg on nests (egg, n);
insert into eggs (n) values (7);
alter table eggs add column weight bigint not null default 3;
update eggs set weight = weight + 1;
create unique index eggs_weight on eggs (weight);
create table hens (n bigint not null primary key);
",
);

async fn open(fresh: &TestDb) -> Db {
    let settings = DbSettings {
        source: fresh.source(),
        max_connections: 4,
        acquire_timeout: Duration::from_secs(30),
        timeouts: DbTimeouts::default(),
    };
    Db::open(&settings).await.expect("the database opens")
}

async fn numbers(db: &Db, sql: &'static str) -> Vec<Option<i64>> {
    let rows = db.all(&Stmt::same(sql), vec![]).await.unwrap_or_else(|refused| panic!("{sql}: {refused}"));
    rows.into_iter().map(|mut row| row.take().expect("a number")).collect()
}

/// Runs statements as somebody does who is not the program.
async fn by_hand(fresh: &TestDb, statements: &[&str]) {
    for statement in statements {
        killed::raw(fresh, statement).await;
    }
}

fn statements() -> Vec<&'static str> {
    SECOND.mysql.split(";\n").map(str::trim).filter(|statement| !statement.is_empty()).collect()
}

async fn is_whole(db: &Db, fresh: &TestDb, whole: &[String], how: &str) {
    assert_eq!(numbers(db, "select weight from eggs order by n").await, [Some(4)], "{how}");
    assert_eq!(numbers(db, "select count(*) from hens").await, [Some(0)], "{how}");
    assert_eq!(numbers(db, "select count(*) from nests").await, [Some(0)], "{how}");
    db.close().await;
    assert_eq!(killed::shape(fresh).await, whole, "{how}");
}

/// A database that was migrated in one go.
async fn in_one_go() -> Vec<String> {
    let fresh = TestDb::new(Engine::Mariadb).await;
    let db = open(&fresh).await;
    db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await.expect("in one go");
    db.close().await;
    killed::shape(&fresh).await
}

#[tokio::test]
async fn on_mariadb_a_step_goes_on_after_whichever_statement_it_was_interrupted() {
    let (all, whole) = (statements(), in_one_go().await);
    let (checksum, of_rows) = (hex(&SECOND), |at: usize| all[at].contains("insert ") || all[at].contains("update "));
    for done in 0..all.len() {
        for last_one_was_done in [false, true] {
            // What it does to rows is noted in the same commit.
            if last_one_was_done && of_rows(done) {
                continue;
            }
            let fresh = TestDb::new(Engine::Mariadb).await;
            let db = open(&fresh).await;
            db::migrate(&db, &SystemClock, &[FIRST]).await.expect("the first");
            by_hand(&fresh, &all[..done + usize::from(last_one_was_done)]).await;
            let begun = done + usize::from(!of_rows(done));
            let note = format!(
                "insert into schema_steps (name, checksum, begun, done, breaks_older) values ('0002_second', x'{checksum}', {begun}, {done}, 0)"
            );
            by_hand(&fresh, &[&note]).await;

            let went_on = db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await;

            let how = format!("{done} done, the next {last_one_was_done}");
            assert_eq!(went_on.expect(&how), ["0002_second"], "{how}");
            is_whole(&db, &fresh, &whole, &how).await;
        }
    }
}

/// As the notes are written.
fn hex(migration: &Migration) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(migration.mysql.as_bytes());
    digest.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[tokio::test]
async fn on_mariadb_a_step_goes_on_that_was_interrupted_before_progress_was_noted() {
    let (all, whole) = (statements(), in_one_go().await);
    // Up to the first statement about rows: nobody knows of those whether they were done.
    for done in 0..=2 {
        let fresh = TestDb::new(Engine::Mariadb).await;
        let db = open(&fresh).await;
        db::migrate(&db, &SystemClock, &[FIRST]).await.expect("the first");
        by_hand(&fresh, &all[..done]).await;
        by_hand(&fresh, &["drop table schema_steps"]).await;

        let went_on = db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await;

        assert_eq!(went_on.expect("it goes on"), ["0002_second"]);
        is_whole(&db, &fresh, &whole, &format!("{done} done")).await;
    }
}

#[tokio::test]
async fn on_mariadb_what_somebody_else_made_is_neither_dropped_nor_taken_for_ours() {
    let fresh = TestDb::new(Engine::Mariadb).await;
    let db = open(&fresh).await;
    db::migrate(&db, &SystemClock, &[FIRST]).await.expect("the first");

    // Not begun: it is somebody else's, though it is empty. It stays so after a refusal.
    by_hand(&fresh, &["create table nests (other bigint)"]).await;
    for _ in 0..2 {
        let refused = db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await.expect_err("there is such a table");
        assert!(refused.to_string().contains("nests"), "{refused}");
    }
    assert_eq!(numbers(&db, "select count(other) from nests").await, [Some(0)]);

    // Begun, and with rows.
    by_hand(&fresh, &["insert into nests values (5)", "update schema_steps set begun = 1 where name = '0002_second'"])
        .await;
    let refused = db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await.expect_err("it has rows").to_string();
    assert!(refused.contains("nests") && refused.contains("has rows"), "{refused}");
    assert_eq!(numbers(&db, "select other from nests").await, [Some(5)]);

    // An index of that name over other columns.
    let index = "create index nests_egg on nests (other)";
    by_hand(&fresh, &[index, "update schema_steps set begun = 2, done = 1 where name = '0002_second'"]).await;
    let refused = db::migrate(&db, &SystemClock, &[FIRST, SECOND]).await.expect_err("another index").to_string();
    assert!(refused.contains("nests_egg is over other"), "{refused}");
    db.close().await;
}

const ADD: Migration = step("0002_add", "alter table eggs add column colour bigint null;\n");

/// A statement of the schema waits for a table that a long transaction uses; whoever reads it meanwhile does not
/// wait for that transaction, though the lock would be theirs after ours.
async fn readers_go_on(engine: Engine, waits: &'static str) {
    let fresh = TestDb::new(engine).await;
    let db = open(&fresh).await;
    db::migrate(&db, &SystemClock, &[FIRST]).await.expect("the first");
    let held = killed::hold(&fresh, "select n from eggs").await;

    let (migrating, over) = (db.clone(), Arc::new(AtomicBool::new(false)));
    let ends = Arc::clone(&over);
    let migration = tokio::spawn(async move {
        let done = db::migrate(&migrating, &SystemClock, &[FIRST, ADD]).await;
        ends.store(true, Ordering::SeqCst);
        done
    });
    let began = Instant::now();
    while numbers(&db, waits).await != [Some(1)] {
        assert!(began.elapsed() < Duration::from_secs(10), "it never waits for the table");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let reads = Instant::now();
    let read = tokio::time::timeout(Duration::from_millis(3_500), numbers(&db, "select n from eggs")).await;

    assert!(read.is_ok(), "a reader waits behind the migration for longer than {:?}", reads.elapsed());
    assert!(!over.load(Ordering::SeqCst), "it cannot be over: the table is still used");
    drop(held);
    let done = migration.await.expect("no panic").expect("it is tried again");
    assert_eq!(done, ["0002_add"]);
    assert_eq!(numbers(&db, "select colour from eggs").await, []);
    db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_postgres_readers_wait_two_seconds_at_most_behind_a_migration_that_waits() {
    let waits = "select count(*) from pg_locks where not granted and relation = 'eggs'::regclass";
    readers_go_on(Engine::Postgres, waits).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn on_mariadb_readers_wait_two_seconds_at_most_behind_a_migration_that_waits() {
    let waits = "select count(*) from information_schema.processlist where db = database() and state like 'Waiting for table metadata lock%'";
    readers_go_on(Engine::Mariadb, waits).await;
}

on_every_engine!(
    an_older_program_uses_a_newer_schema_unless_a_step_says_that_it_must_not,
    |engine: Engine| async move {
        let fresh = TestDb::new(engine).await;
        let db = open(&fresh).await;
        db::migrate(&db, &SystemClock, &[FIRST, ADD]).await.expect("the newer program");

        let older = [FIRST];
        assert_eq!(db::newer_steps(&db, &older).await.expect("it may"), ["0002_add"]);
        assert!(
            db::migration_states(&db, &older).await.expect("it may").iter().all(|state| state.applied_at.is_some())
        );
        assert_eq!(db::migrate(&db, &SystemClock, &older).await.expect("nothing to do"), Vec::<&str>::new());

        let breaks = Migration {
            breaks_older: true,
            ..step("0003_breaks", "create table hens (n bigint not null primary key);\n")
        };
        db::migrate(&db, &SystemClock, &[FIRST, ADD, breaks]).await.expect("the newest program");
        let (states, again) = (db::migration_states(&db, &older).await, db::migrate(&db, &SystemClock, &older).await);
        for refused in [states.expect_err("it must not"), again.expect_err("it must not")] {
            assert!(matches!(&refused, Error::TooNew(why) if why.contains("0003_breaks")), "{refused}");
        }
        db.close().await;
    }
);

on_every_engine!(told_to_end_a_migration_ends_with_the_step_that_it_applies, |engine: Engine| async move {
    let fresh = TestDb::new(engine).await;
    let db = open(&fresh).await;
    // Told while the first step is being applied.
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let stop = || asked.fetch_add(1, Ordering::SeqCst) > 0;

    let done = db::migrate_until(&db, &SystemClock, &[FIRST, ADD], &stop).await.expect("it ends well");

    assert_eq!(done, ["0001_first"]);
    assert_eq!(db::migrate(&db, &SystemClock, &[FIRST, ADD]).await.expect("it goes on"), ["0002_add"]);
    db.close().await;
});
