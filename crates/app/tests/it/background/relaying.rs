//! Relaying: an event is published together with its jobs, or not at all; and how long it is kept.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use infra::args;
use infra::db::Query;
use infra::jobs::{self, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use kernel::Timestamp;
use serde_json::json;
use testkit::{Engine, TestApp, minutes, on_every_engine};
use tokio::sync::{Notify, watch};

use super::{Node, backlog, say};

infra::statements! {
    JOBS = "select count(*) from jobs where kind = ?";
    PUBLISHED = "select count(*) from outbox where kind = ? and published_at is not null";
    STORED = "select count(*) from outbox where kind = ?";
}

async fn count(app: &TestApp, statement: &infra::db::Stmt, kind: &str) -> i64 {
    let row = app.ctx.store.db.one(statement, args![kind.to_owned()]).await.expect("a count");
    row.expect("a row").take().expect("a number")
}

/// Makes two jobs of each event. It may die on the way: before an event is read, or when all of them were.
#[derive(Default)]
struct Mortal {
    dies_at: Option<&'static str>,
    hangs: Option<Arc<Notify>>,
    stop: Option<watch::Sender<bool>>,
}

impl Reactor for Mortal {
    fn events(&self) -> Vec<(&'static str, i64)> {
        // The worker looks once.
        if let Some(stop) = &self.stop {
            stop.send_replace(true);
        }
        vec![("test.first", 1), ("test.second", 1)]
    }
    fn jobs(&self) -> Vec<&'static str> {
        vec![]
    }
    fn jobs_of(&self, kind: &str, _: &str, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        assert_ne!(Some(kind), self.dies_at, "it dies here, as it should");
        let job = |target: &str| NewJob { kind: "work", data: json!({}), target: target.to_owned(), run_at: now };
        Ok(vec![job("one"), job("two")])
    }
    async fn on_relay(&self, _: &[PendingEvent], _: Timestamp) -> Option<NewJob> {
        if let Some(reached) = &self.hangs {
            reached.notify_one();
            pending::<()>().await;
        }
        None
    }
    async fn run(&self, _: &str, _: &str) -> Result<(), JobError> {
        Ok(())
    }
}

/// Nothing was published, and there is no job; then a worker that lives publishes each event with its jobs.
async fn nothing_is_lost_or_done_twice(app: &TestApp) {
    let store = &app.ctx.store;
    assert_eq!(backlog(app).await.events, 2);
    assert_eq!(count(app, &JOBS, "work").await, 0);

    assert_eq!(jobs::relay(store, &Mortal::default()).await.expect("the queue answers"), 2);
    assert_eq!(jobs::relay(store, &Mortal::default()).await.expect("the queue answers"), 0);

    assert_eq!(count(app, &JOBS, "work").await, 4, "two of each event");
    assert_eq!((backlog(app).await.events, backlog(app).await.dead), (0, 0));
    for kind in ["test.first", "test.second"] {
        assert_eq!(count(app, &PUBLISHED, kind).await, 1, "{kind}");
    }
}

/// Somebody who knows that kind of job does it.
async fn work_is_done(app: TestApp) {
    let node = Node { jobs: vec!["work"], ..Node::default() };
    while jobs::run_due(&app.ctx.store, &node, 10).await.expect("the queue answers") > 0 {}
    assert_eq!(node.ran().len(), 4);
    app.finish().await;
}

async fn two_events(engine: Engine) -> TestApp {
    let app = TestApp::new(engine).await;
    app.settle().await;
    say(&app, "test.first", 1).await;
    say(&app, "test.second", 1).await;
    app
}

on_every_engine!(a_relay_that_dies_before_its_commit_has_published_nothing, |engine: Engine| async move {
    let app = two_events(engine).await;
    let reached = Arc::new(Notify::new());
    let mortal = Mortal { hangs: Some(Arc::clone(&reached)), ..Mortal::default() };

    let dying = {
        let store = app.ctx.store.clone();
        tokio::spawn(async move { jobs::relay(&store, &mortal).await })
    };
    reached.notified().await;
    dying.abort();
    assert!(dying.await.expect_err("it was killed").is_cancelled());

    nothing_is_lost_or_done_twice(&app).await;
    work_is_done(app).await;
});

on_every_engine!(a_relay_that_dies_between_two_events_has_published_neither, |engine: Engine| async move {
    let app = two_events(engine).await;

    let store = app.ctx.store.clone();
    let dying = tokio::spawn(async move {
        jobs::relay(&store, &Mortal { dies_at: Some("test.second"), ..Mortal::default() }).await
    });
    assert!(dying.await.expect_err("it died").is_panic());

    nothing_is_lost_or_done_twice(&app).await;
    work_is_done(app).await;
});

/// One look of the worker, which begins with forgetting what is old.
pub async fn worker_looks(app: &TestApp) {
    let (stop, stopped) = watch::channel(false);
    let once = Mortal { stop: Some(stop), ..Mortal::default() };
    jobs::run_worker(&app.ctx.store, &once, Duration::from_mins(1), stopped).await;
}

on_every_engine!(a_published_event_is_kept_for_seven_days_and_one_that_waits_for_ever, |engine: Engine| async move {
    let app = two_events(engine).await;
    say(&app, "test.unknown", 1).await;
    worker_looks(&app).await;
    assert_eq!(count(&app, &PUBLISHED, "test.first").await, 1);

    app.clock.advance(minutes(7 * 24 * 60 - 1));
    worker_looks(&app).await;
    assert_eq!((count(&app, &STORED, "test.first").await, count(&app, &STORED, "test.unknown").await), (1, 1));
    app.clock.advance(minutes(2));
    worker_looks(&app).await;
    assert_eq!((count(&app, &STORED, "test.first").await, count(&app, &STORED, "test.unknown").await), (0, 1));

    let node = Node { events: vec![("test.unknown", 1)], jobs: vec!["new_work", "work"], ..Node::default() };
    while jobs::tick(&app.ctx.store, &node).await.expect("the queue answers") > 0 {}
    assert_eq!(node.relayed().len(), 1, "a node that knows it relays it at last");
    app.finish().await;
});
