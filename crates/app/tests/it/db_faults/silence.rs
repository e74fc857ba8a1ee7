//! Peers that go silent: no answer, and no end of the connection either.

use std::time::{Duration, Instant};

use infra::db::Query;
use infra::{args, jobs};
use serde_json::json;
use testkit::{Engine, Options, TestApp, TestDb};

use super::proxy::Proxy;
use super::{join_all, words};

/// Bounds of seconds, so that the test takes no longer.
const SHORT: Options<'static> = &[
    ("database.statement_timeout_seconds", "2"),
    ("database.commit_timeout_seconds", "2"),
    ("database.max_connections", "4"),
    ("database.acquire_timeout_seconds", "1"),
    ("jobs.enabled", "true"),
    ("jobs.poll_interval_ms", "50"),
];

/// A statement's bound and the second more until its answer is no longer waited for; and some for a busy machine.
const BOUND: Duration = Duration::from_secs(8);

/// How many events wait, and how many jobs are due.
async fn waiting(app: &TestApp) -> Result<(i64, i64), infra::db::Error> {
    jobs::backlog(&app.ctx.store.db, app.ctx.store.now()).await.map(|backlog| (backlog.events, backlog.due))
}

/// Waits until the worker has done what there was, within a bound.
async fn worker_is_idle(app: &TestApp, began: Instant, most: Duration) {
    while waiting(app).await.ok() != Some((0, 0)) {
        assert!(began.elapsed() < most, "the worker has not done its work after {:?}", began.elapsed());
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn the_server_and_its_worker_come_back(engine: Engine) {
    let mut db = TestDb::migrated(engine).await;
    let proxy = Proxy::before(&mut db).await;
    let app = TestApp::on(db, SHORT).await;
    let vendor = app.vendor("acme").await;
    let add = |name: String| {
        let vendor = &vendor;
        async move { vendor.post("/api/locations", &json!({ "name": name, "city": "Kochi" })).await }
    };
    // Each of the connections has been used.
    let warm = (0..8).map(|n| add(format!("Warm {n}")));
    for answer in join_all(warm).await {
        answer.is(201);
    }

    // What a worker holds in the middle of a transaction is free once the server ends that, a minute later.
    worker_is_idle(&app, Instant::now(), BOUND).await;

    proxy.silence();
    let began = Instant::now();
    let mut tries = 0;
    loop {
        tries += 1;
        let answer = add(format!("Try {tries}")).await;
        if answer.status == 201 {
            break;
        }
        assert_eq!(answer.is(503).headers.get("retry-after").expect("when to come back"), "2");
        assert!(began.elapsed() < BOUND, "still no answer to a write after {:?}", began.elapsed());
    }
    worker_is_idle(&app, began, BOUND * 2).await;

    // What was acknowledged is there, once; what had no answer may be there or not, but not twice.
    let listed = vendor.get("/api/locations?limit=100").await.is(200);
    let mut names: Vec<String> =
        listed.items().iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect();
    assert!(names.contains(&format!("Try {tries}")), "{names:?}");
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "{names:?}");
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mariadb_that_went_silent_is_left_for_new_connections() {
    the_server_and_its_worker_come_back(Engine::Mariadb).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_went_silent_is_left_for_new_connections() {
    the_server_and_its_worker_come_back(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_database_is_closed_in_time_whatever_is_silent() {
    let mut db = TestDb::migrated(Engine::Postgres).await;
    let proxy = Proxy::before(&mut db).await;
    // A statement may take longer than the end of the program may wait.
    let app = TestApp::on(db, &[("database.statement_timeout_seconds", "60")]).await;
    let store = app.ctx.store.clone();
    store.db.ping().await.expect("it answers");
    proxy.silence();
    let hung = tokio::spawn(async move { store.db.all(&words("select cast(? as bigint)"), args![7_i64]).await });
    // SLEEP: until it is under way.
    tokio::time::sleep(Duration::from_millis(100)).await;

    let began = Instant::now();
    app.ctx.store.db.close().await;

    assert!((9..12).contains(&began.elapsed().as_secs()), "closing took {:?}", began.elapsed());
    assert!(!hung.is_finished());
    assert!(proxy.around(&app.db.url).starts_with("postgres"));
    hung.abort();
}
