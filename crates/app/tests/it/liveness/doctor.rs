//! `aqad doctor` judges what waits by its age, and asks the server that runs how it is.

use std::process::{Command, Stdio};

use infra::db::{DataSource, Error};
use rusqlite::ffi;
use supervisor::TaskState;
use testkit::{Engine, TestApp};

/// What it says, and whether all is well.
fn doctor(app: &TestApp) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    let folder = app.db.folder.path();
    command.arg("doctor").env_clear().env("AQAD_DATA_DIR", folder).current_dir(folder).stdin(Stdio::null());
    let output = command.output().expect("it runs");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

fn file(app: &TestApp, sql: &str) {
    rusqlite::Connection::open(app.db.file()).expect("the file").execute_batch(sql).expect("it obeys");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_judges_what_waits_by_its_age() {
    let app = TestApp::new(Engine::Sqlite).await;
    for name in ["acme", "apex", "zenith"] {
        app.applicant("vendor", name).await;
    }

    let (well, much) = doctor(&app);
    file(&app, "update outbox set at = at - 120000000 where published_at is null");
    let (late_is_well, late) = doctor(&app);
    app.settle().await;
    let (done_is_well, done) = doctor(&app);

    assert!(well && much.contains("ok    events pending: ") && !much.contains("events pending: 0"), "{much}");
    assert!(!late_is_well && late.contains("WRONG events pending: ") && late.contains("the oldest for 12"), "{late}");
    assert!(late.contains("no worker keeps up"), "{late}");
    assert!(done_is_well && done.contains("ok    events pending: 0, the oldest for 0 seconds"), "{done}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_tells_of_search_statistics_that_are_far_off() {
    let app = TestApp::new(Engine::Sqlite).await;

    let (_, before) = doctor(&app);
    file(&app, "insert into search_counts (term, products) values (':products', 5000)");
    let (_, far_off) = doctor(&app);

    assert!(before.contains("ok    search statistics: of 0 products, there are 0"), "{before}");
    assert!(far_off.contains("ok    warning: search statistics: of 5000 products, there are 0"), "{far_off}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_tells_of_a_running_server_that_is_not_well() {
    let app = TestApp::with(Engine::Sqlite, &[("jobs.enabled", "true")]).await;
    let (well, said) = doctor(&app);
    let state = || app.ctx.supervisor.statuses().into_iter().find(|task| task.name == "worker").map(|task| task.state);

    while state() != Some(TaskState::Failed) {
        app.ctx.supervisor.panic_once("worker");
        // SLEEP: between two looks.
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    app.clock.advance(testkit::seconds(2));
    let (failing_is_well, failing) = doctor(&app);

    assert!(well && said.contains("ok    the server that runs here is ready"), "{said}");
    assert!(!failing_is_well, "{failing}");
    assert!(
        failing.contains("WRONG the server that runs here is not ready: a background task keeps failing"),
        "{failing}"
    );
    assert!(
        failing.contains("WRONG background task worker is failed") || failing.contains("worker is restarting"),
        "{failing}"
    );
    app.finish().await;
}

/// What SQLite says of each, and what whoever looks after the machine is to do.
#[test]
fn errors_of_sqlite_are_explained_as_such() {
    let table = [
        (ffi::SQLITE_BUSY, "database is locked", "another program holds the file"),
        (ffi::SQLITE_FULL, "database or disk is full", "free some space"),
        (ffi::SQLITE_READONLY, "attempt to write a readonly database", "mounted read-only"),
        (ffi::SQLITE_IOERR_WRITE, "disk I/O error", "look at the system's log"),
        (ffi::SQLITE_CORRUPT, "database disk image is malformed", "restore it from its backup"),
        (ffi::SQLITE_NOTADB, "file is not a database", "restore it from its backup"),
        (ffi::SQLITE_CANTOPEN, "unable to open database file", "their owner and rights"),
    ];
    let source = DataSource::Sqlite { path: "data/aqad.db".into(), survive_power_loss: true };
    for (code, said, what_to_do) in table {
        let error = Error::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some(said.to_owned())));

        let explained = format!("{:#}", aqad::bootstrap::explained(&source, &error));

        assert!(explained.contains(what_to_do) && explained.contains("data/aqad.db"), "{explained}");
        assert!(explained.contains(said) && !explained.contains("password"), "{explained}");
    }
}

#[test]
fn a_file_that_is_no_database_is_told_by_the_doctor() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("aqad.db"), "a letter that was saved over it ".repeat(200)).expect("a file");

    let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
    command.arg("doctor").env_clear().env("AQAD_DATA_DIR", folder.path()).current_dir(folder.path());
    let output = command.stdin(Stdio::null()).output().expect("it runs");

    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!output.status.success() && said.contains("the file is no SQLite database: restore it"), "{said}");
}
