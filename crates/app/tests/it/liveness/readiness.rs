//! `/readyz` says 503 while nothing can be written, and tells what waits.

use std::time::{Duration, Instant};

use infra::jobs;
use market::reactions::Reactions;
use testkit::{Actor, Engine, TestApp, TestDb, TestResponse, on_every_engine, seconds};

use super::process::serve;
use crate::db_faults::{name_of, on_server};

/// Asks until the answer has a status; a look is good for a second.
async fn until(anybody: &Actor, status: u16) -> TestResponse {
    let began = Instant::now();
    loop {
        let answer = anybody.get("/readyz").await;
        if answer.status == status {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "it is still {}: {}", answer.status, answer.text);
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// That nothing can be written is said, and not why.
async fn says_that_it_cannot_write(anybody: &Actor) {
    let refused = until(anybody, 503).await.code("service.not_ready");
    assert_eq!(refused.text_at("/detail"), "the database takes no writes");
    assert_eq!(refused.text_at("/details/checks/writes"), "failed");
    assert_eq!(refused.text_at("/details/checks/database"), "ok");
    assert!(refused.headers.contains_key("retry-after"));
    let text = refused.json["details"].to_string().to_lowercase();
    for inner in ["read-only", "read only", "locked", "full", "sql", "i/o", "1290", "25006"] {
        assert!(!text.contains(inner), "{text}");
    }
    anybody.get("/livez").await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_whose_file_somebody_else_has_locked_is_not_ready() {
    let app = TestApp::new(Engine::Sqlite).await;
    let foreign = rusqlite::Connection::open(app.db.file()).expect("the file opens");
    foreign.execute_batch("begin immediate").expect("the lock is free");

    says_that_it_cannot_write(&app.anybody()).await;
    foreign.execute_batch("rollback").expect("the lock is given up");

    until(&app.anybody(), 200).await;
    app.finish().await;
}

/// MariaDB's own words, said by a trigger: making the whole server read-only would stop all other tests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_whose_mariadb_is_read_only_is_not_ready() {
    let app = TestApp::on(TestDb::new(Engine::Mariadb).await, &[]).await;
    let said = "The MariaDB server is running with the --read-only option so it cannot execute this statement";
    let refuse = format!("signal sqlstate 'HY000' set mysql_errno = 1290, message_text = '{said}'");
    on_server(&app.db, &format!("create trigger replica before insert on write_probe for each row {refuse}")).await;

    says_that_it_cannot_write(&app.anybody()).await;
    on_server(&app.db, "drop trigger replica").await;

    until(&app.anybody(), 200).await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_whose_postgres_is_read_only_is_not_ready() {
    let app = TestApp::new(Engine::Postgres).await;
    let name = name_of(&app.db);
    on_server(&app.db, &format!("alter database {name} set default_transaction_read_only = on")).await;
    let ours = format!("pid <> pg_backend_pid() and datname = '{name}'");
    on_server(&app.db, &format!("select pg_terminate_backend(pid) from pg_stat_activity where {ours}")).await;

    says_that_it_cannot_write(&app.anybody()).await;
    on_server(&app.db, &format!("alter database {name} reset default_transaction_read_only")).await;

    until(&app.anybody(), 200).await;
    app.finish().await;
}

/// A limit on the length of files stands for a full disk where a disk of one's own needs root: SQLite is told of
/// an error of the device (`SQLITE_IOERR_WRITE`).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_whose_files_cannot_grow_is_not_ready_and_is_again_once_they_can() {
    let db = TestDb::migrated(Engine::Sqlite).await;
    let mut server = serve("trap '' XFSZ;", db.folder.path(), &["log.level=error".to_owned()]);
    let anybody = Actor::anybody(&format!("http://{}", server.address().expect("it serves")));
    until(&anybody, 200).await;

    limit_files(server.0.id(), "4096");
    says_that_it_cannot_write(&anybody).await;
    limit_files(server.0.id(), "unlimited");

    until(&anybody, 200).await;
}

/// How long its files may become, in bytes.
fn limit_files(process: u32, bytes: &str) {
    let set = std::process::Command::new("prlimit")
        .args(["--pid", &process.to_string(), &format!("--fsize={bytes}:unlimited")])
        .status();
    assert!(set.expect("prlimit runs").success());
}

on_every_engine!(what_waits_long_is_told_and_takes_no_node_out, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.settle().await;
    let anybody = app.anybody();
    let quiet = anybody.get("/readyz").await.is(200);
    // What the vendor's registration is followed by waits for a worker; there is none.
    app.applicant("vendor", "acme").await;

    app.clock.advance(seconds(30));
    let soon = anybody.get("/readyz").await.is(200);
    app.clock.advance(seconds(31));
    let late = anybody.get("/readyz").await.is(200);
    app.settle().await;
    app.clock.advance(seconds(2));
    let done = anybody.get("/readyz").await.is(200);

    assert_eq!((quiet.text_at("/status"), quiet.int_at("/oldest_event_seconds")), ("ok".to_owned(), 0));
    assert_eq!((soon.text_at("/status"), soon.text_at("/checks/events")), ("ok".to_owned(), "ok".to_owned()));
    assert!((30..40).contains(&soon.int_at("/oldest_event_seconds")), "{}", soon.text);
    assert_eq!((late.text_at("/status"), late.text_at("/checks/events")), ("degraded".into(), "degraded".into()));
    assert!((61..80).contains(&late.int_at("/oldest_event_seconds")), "{}", late.text);
    assert_eq!((done.text_at("/status"), done.int_at("/oldest_event_seconds")), ("ok".to_owned(), 0));
    app.finish().await;
});

on_every_engine!(a_job_that_waits_long_is_told_and_takes_no_node_out, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.category().await;
    let (vendor, retailer) = (app.vendor("acme").await, app.retailer("corner").await);
    let offer = vendor.sells("Mangoes", 100, 10).await;
    app.settle().await;
    retailer.buys(&[(&offer, 1)]).await;
    // The event is turned into jobs, of which one is due at once, and nobody does it.
    let reactor = Reactions(app.ctx.clone());
    while jobs::relay(&app.ctx.store, &reactor).await.expect("the queue answers") > 0 {}

    app.clock.advance(seconds(301));
    let late = app.anybody().get("/readyz").await.is(200);

    assert_eq!((late.text_at("/status"), late.text_at("/checks/jobs")), ("degraded".into(), "degraded".into()));
    assert!((301..330).contains(&late.int_at("/oldest_job_seconds")), "{}", late.text);
    assert_eq!(late.int_at("/oldest_event_seconds"), 0);
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_ask_cost_one_look_a_second() {
    let app = TestApp::new(Engine::Sqlite).await;
    let file = rusqlite::Connection::open(app.db.file()).expect("the file opens");
    let times = || -> i64 {
        file.query_row("select coalesce(max(times), 0) from write_probe", [], |row| row.get(0)).expect("a number")
    };
    let anybody = app.anybody();
    let (began, before) = (Instant::now(), times());

    for _ in 0..300 {
        anybody.get("/readyz").await.is(200);
    }

    let (written, took) = (times() - before, began.elapsed());
    let most = 1 + i64::try_from(took.as_secs()).expect("few") + 1;
    // None while others' writes succeed.
    assert!((0..=most).contains(&written), "{written} writes for 300 questions in {took:?}");
    app.finish().await;
}
