//! Relaying: an event is published together with its jobs, or not at all, and none holds up others; and how long it
//! is kept.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use infra::db::{Error, Query};
use infra::jobs::{self, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use infra::{JobClaim, Store, args};
use kernel::Timestamp;
use market::may::Role;
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
    /// Reading this kind of event panics.
    dies_at: Option<&'static str>,
    /// Hearing of this kind of event once more panics.
    dies_of: Option<&'static str>,
    /// This kind of event makes a job that the database refuses.
    overflows_at: Option<&'static str>,
    hangs: Option<Arc<Notify>>,
    stop: Option<watch::Sender<bool>>,
    /// It does the jobs too, and counts them.
    does: Option<Arc<AtomicUsize>>,
}

impl Reactor for Mortal {
    fn events(&self) -> Vec<(&'static str, i64)> {
        vec![("test.first", 1), ("test.second", 1)]
    }
    fn recurring(&self) -> Vec<NewJob> {
        // The worker looks once.
        if let Some(stop) = &self.stop {
            stop.send_replace(true);
        }
        vec![]
    }
    fn jobs(&self) -> Vec<&'static str> {
        if self.does.is_some() { vec!["work"] } else { vec![] }
    }
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        assert!(self.dies_at != Some(event.kind.as_str()), "it dies here, as it should");
        let job = |target: &str| NewJob { kind: "work", data: json!({}), target: target.to_owned(), run_at: now };
        let two = if self.overflows_at == Some(&event.kind) { "far too long ".repeat(100) } else { "two".to_owned() };
        Ok(vec![job("one"), job(&two)])
    }
    async fn on_relay(&self, events: &[PendingEvent], _: Timestamp) -> Option<NewJob> {
        assert!(!events.iter().any(|event| self.dies_of == Some(&event.kind)), "it dies of it, as it should");
        if let Some(reached) = &self.hangs {
            reached.notify_one();
            pending::<()>().await;
        }
        None
    }
    async fn run(&self, _: &str, _: &str, _: Option<JobClaim>) -> Result<(), JobError> {
        if let Some(done) = &self.does {
            done.fetch_add(1, Ordering::SeqCst);
        }
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
pub async fn work_is_done(app: TestApp) {
    let node = Node { jobs: vec!["work"], ..Node::default() };
    while jobs::run_due(&app.ctx.store, &node, 10).await.expect("the queue answers") > 0 {}
    assert_eq!(node.ran().len(), 4);
    app.finish().await;
}

pub async fn two_events(engine: Engine) -> TestApp {
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

/// The first event cannot be relayed: it waits among the dead jobs, and the second is relayed. Then it is mended.
async fn only_the_first_is_held_up(app: TestApp, mortal: Mortal, why: &str) {
    let store = &app.ctx.store;

    let relayed = jobs::relay(store, &mortal).await.expect("the queue answers");

    assert_eq!(relayed, 2);
    assert_eq!((backlog(&app).await.events, backlog(&app).await.dead), (0, 1));
    assert_eq!((count(&app, &PUBLISHED, "test.first").await, count(&app, &PUBLISHED, "test.second").await), (0, 1));
    assert_eq!(count(&app, &JOBS, "work").await, 2, "those of the second event");
    let admin = app.staff(Role::SuperAdmin).await;
    let dead = admin.get("/api/admin/jobs").await.is(200);
    assert_eq!(dead.text_at("/items/0/kind"), "relay_event");
    let told = dead.text_at("/items/0/last_error");
    assert!(told.starts_with("test.first: ") && told.contains(why), "{told}");

    admin.act(&format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"))).await.is(204);
    while jobs::tick(store, &Mortal::default()).await.expect("the queue answers") > 0 {}
    assert_eq!(count(&app, &JOBS, "work").await, 4, "two of each event");
    work_is_done(app).await;
}

on_every_engine!(an_event_whose_reading_panics_holds_up_no_other, |engine: Engine| async move {
    let app = two_events(engine).await;
    let mortal = Mortal { dies_at: Some("test.first"), ..Mortal::default() };
    Box::pin(only_the_first_is_held_up(app, mortal, "it dies here, as it should")).await;
});

on_every_engine!(an_event_that_nobody_can_hear_once_more_holds_up_no_other, |engine: Engine| async move {
    let app = two_events(engine).await;
    let mortal = Mortal { dies_of: Some("test.first"), ..Mortal::default() };
    Box::pin(only_the_first_is_held_up(app, mortal, "it panicked: it dies of it, as it should")).await;
});

#[tokio::test]
async fn an_event_whose_job_the_database_refuses_holds_up_no_other() {
    // SQLite has no such bound, and MariaDB cuts.
    let app = two_events(Engine::Postgres).await;
    let mortal = Mortal { overflows_at: Some("test.first"), ..Mortal::default() };
    Box::pin(only_the_first_is_held_up(app, mortal, "too long")).await;
}

on_every_engine!(a_relay_that_hangs_keeps_no_job_waiting, |engine: Engine| async move {
    let app = two_events(engine).await;
    let store = &app.ctx.store;
    jobs::relay(store, &Mortal::default()).await.expect("the queue answers");
    say(&app, "test.first", 1).await;
    let (hangs, does) = (Some(Arc::default()), Arc::default());
    let mortal = Mortal { hangs, does: Some(Arc::clone(&does)), ..Mortal::default() };

    let looked = jobs::round(store, &mortal, Duration::from_secs(1)).await;

    assert!(matches!(&looked, Err(Error::Unavailable(_))), "{looked:?}");
    assert_eq!(does.load(Ordering::SeqCst), 4, "the jobs that were due");
    while backlog(&app).await.events > 0 {
        jobs::relay(store, &Mortal::default()).await.expect("the queue answers");
    }
    let node = Node { jobs: vec!["work"], ..Node::default() };
    while jobs::run_due(store, &node, 10).await.expect("the queue answers") > 0 {}
    app.finish().await;
});

/// One look of the worker, which begins with forgetting what is old.
pub async fn worker_looks(app: &TestApp) {
    looks_once(&app.ctx.store).await;
}

/// The same on some node.
pub async fn looks_once(store: &Store) {
    let (stop, stopped) = watch::channel(false);
    let once = Mortal { stop: Some(stop), ..Mortal::default() };
    jobs::run_worker(store, &once, Duration::from_mins(1), stopped).await;
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
