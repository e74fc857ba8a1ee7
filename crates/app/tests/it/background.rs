//! Background work: tried again, dead-lettered, taken over.

mod batches;
mod clocks;
mod fatal;
mod leases;
pub mod relaying;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use infra::jobs::{self, Backlog, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use infra::{EventRecord, JobClaim, Origin};
use kernel::Timestamp;
use market::may::Role;
use serde_json::json;
use testkit::{Engine, TestApp, hours, on_every_engine, seconds};

/// Makes one job of each company that registers; its work fails until it is told to succeed.
#[derive(Default)]
struct Stubborn {
    tries: AtomicUsize,
    well: Mutex<bool>,
}

impl Reactor for Stubborn {
    fn events(&self) -> Vec<(&'static str, i64)> {
        vec![("company.registered", 1)]
    }
    fn jobs(&self) -> Vec<&'static str> {
        vec!["stubborn"]
    }
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        let mine = event.kind == "company.registered";
        Ok(mine
            .then(|| NewJob { kind: "stubborn", data: json!({}), target: "x".to_owned(), run_at: now })
            .into_iter()
            .collect())
    }
    async fn run(&self, _: &str, _: &str, _: Option<JobClaim>) -> Result<(), JobError> {
        self.tries.fetch_add(1, Ordering::SeqCst);
        if *self.well.lock().expect("no panic holds it") { Ok(()) } else { Err(JobError("not today".to_owned())) }
    }
}

on_every_engine!(a_job_that_keeps_failing_is_dead_lettered_and_can_be_requeued, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.applicant("vendor", "acme").await;
    let store = app.ctx.store.clone();
    let stubborn = Stubborn::default();

    // It fails at once, is not tried again at once, and is after a pause.
    jobs::tick(&store, &stubborn).await.expect("the queue answers");
    assert_eq!(stubborn.tries.load(Ordering::SeqCst), 1);
    jobs::tick(&store, &stubborn).await.expect("the queue answers");
    assert_eq!(stubborn.tries.load(Ordering::SeqCst), 1, "no pause was made");
    for _ in 0..30 {
        app.clock.advance(hours(1));
        jobs::tick(&store, &stubborn).await.expect("the queue answers");
    }
    assert_eq!(stubborn.tries.load(Ordering::SeqCst), 12, "it is tried twelve times");
    assert_eq!(jobs::backlog(&store.db, store.now()).await.expect("a count").dead, 1);

    // Staff sees why, and lets it be tried again.
    let admin = app.staff(Role::SuperAdmin).await;
    let dead = admin.get("/api/admin/jobs").await.is(200);
    assert_eq!(dead.text_at("/items/0/last_error"), "not today");
    let retry = format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"));
    for _ in 0..2 {
        // The second press finds it waiting.
        admin.act(&retry).await.is(204);
    }
    let trail = admin.get("/api/admin/audit?limit=100").await.is(200);
    assert_eq!(trail.items().iter().filter(|row| row["kind"] == "job.requeued").count(), 1);
    *stubborn.well.lock().expect("no panic holds it") = true;
    jobs::tick(&store, &stubborn).await.expect("the queue answers");

    assert_eq!(stubborn.tries.load(Ordering::SeqCst), 13);
    admin.act(&retry).await.is(404);
    app.finish().await;
});

on_every_engine!(a_job_of_a_worker_that_died_is_taken_over_after_its_lease, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.applicant("vendor", "acme").await;
    let store = app.ctx.store.clone();
    jobs::relay(&store, &Stubborn::default()).await.expect("the queue answers");

    // The first worker claims it and is gone in the middle of the work.
    leases::Worker::begins(&store, true).await.dies();
    assert_eq!(jobs::backlog(&store.db, store.now()).await.expect("a count").due, 0);
    let second = Stubborn::default();
    *second.well.lock().expect("no panic holds it") = true;
    assert_eq!(jobs::run_due(&store, &second, 10).await.expect("the queue answers"), 0, "its lease still holds");
    app.clock.advance(seconds(61));
    let taken_over = jobs::run_due(&store, &second, 10).await.expect("the queue answers");

    assert_eq!((taken_over, second.tries.load(Ordering::SeqCst)), (1, 1));
    app.finish().await;
});

/// A node of an older or a newer release: it knows some kinds of events and jobs, and not others.
#[derive(Default)]
struct Node {
    events: Vec<(&'static str, i64)>,
    jobs: Vec<&'static str>,
    cannot_read: bool,
    relayed: Mutex<Vec<String>>,
    ran: Mutex<Vec<String>>,
}

impl Node {
    fn relayed(&self) -> Vec<String> {
        self.relayed.lock().expect("no panic holds it").clone()
    }
    fn ran(&self) -> Vec<String> {
        self.ran.lock().expect("no panic holds it").clone()
    }
}

impl Reactor for Node {
    fn events(&self) -> Vec<(&'static str, i64)> {
        self.events.clone()
    }
    fn jobs(&self) -> Vec<&'static str> {
        self.jobs.clone()
    }
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        let PendingEvent { kind, data, .. } = event;
        if self.cannot_read {
            return Err(JobError("a field is missing".to_owned()));
        }
        self.relayed.lock().expect("no panic holds it").push(format!("{kind} {data}"));
        let kind = if kind == "test.old" { "old_work" } else { "new_work" };
        Ok(vec![NewJob { kind, data: json!({}), target: "x".to_owned(), run_at: now }])
    }
    async fn run(&self, kind: &str, _: &str, _: Option<JobClaim>) -> Result<(), JobError> {
        self.ran.lock().expect("no panic holds it").push(kind.to_owned());
        Ok(())
    }
}

async fn say(app: &TestApp, kind: &'static str, version: i64) {
    let origin = Origin::default();
    let said = app.ctx.store.write(&origin, |tx| async move {
        let event = EventRecord { kind, subject: "x".to_owned(), data: json!({ "v": version }), relayed: true };
        Ok::<_, infra::db::Error>(tx.commit_with(event, ()))
    });
    said.await.expect("it is said");
}

async fn backlog(app: &TestApp) -> Backlog {
    jobs::backlog(&app.ctx.store.db, app.ctx.store.now()).await.expect("a count")
}

on_every_engine!(what_a_node_does_not_know_waits_for_one_that_does_and_is_done_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.settle().await;
    let store = &app.ctx.store;
    let old = Node { events: vec![("test.old", 1)], jobs: vec!["old_work"], ..Node::default() };
    let new =
        Node { events: vec![("test.old", 2), ("test.new", 1)], jobs: vec!["old_work", "new_work"], ..Node::default() };
    // More that it does not know than it reads at once, before and between what it knows.
    for _ in 0..60 {
        say(&app, "test.new", 1).await;
    }
    for (kind, version) in [("test.old", 1), ("test.old", 2), ("test.new", 1), ("test.old", 1)] {
        say(&app, kind, version).await;
    }

    // The old node does what it knows; the rest stays, and is not looked at again and again.
    assert_eq!(jobs::relay(store, &old).await.expect("the queue answers"), 2);
    assert_eq!(jobs::relay(store, &old).await.expect("the queue answers"), 0);
    assert_eq!(old.relayed(), [r#"test.old {"v":1}"#; 2]);
    assert_eq!((backlog(&app).await.events, backlog(&app).await.dead), (62, 0));

    // The upgrade: a node that knows more relays the rest, and leaves work behind.
    while jobs::relay(store, &new).await.expect("the queue answers") > 0 {}
    assert_eq!(new.relayed().len(), 62);
    assert_eq!((backlog(&app).await.events, backlog(&app).await.due), (0, 64));

    // The old node does the work that it knows, and leaves the rest ready.
    while jobs::run_due(store, &old, 10).await.expect("the queue answers") > 0 {}
    assert_eq!(old.ran(), ["old_work"; 3]);
    assert_eq!((backlog(&app).await.due, backlog(&app).await.dead), (61, 0));
    while jobs::tick(store, &new).await.expect("the queue answers") > 0 {}
    assert_eq!(new.ran(), ["new_work"; 61]);
    assert_eq!((old.relayed().len(), new.relayed().len()), (2, 62));
    app.finish().await;
});

on_every_engine!(an_event_that_cannot_be_read_is_dead_lettered_and_can_be_put_back, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.settle().await;
    let store = &app.ctx.store;
    let knows = || Node { events: vec![("test.old", 1)], jobs: vec!["old_work"], ..Node::default() };
    let (broken, mended) = (Node { cannot_read: true, ..knows() }, knows());
    say(&app, "test.old", 1).await;

    assert_eq!(jobs::tick(store, &broken).await.expect("the queue answers"), 1);
    assert_eq!(jobs::tick(store, &broken).await.expect("the queue answers"), 0, "it is read again and again");
    assert_eq!((backlog(&app).await.events, backlog(&app).await.dead), (0, 1));

    // Staff sees what it was and why; tried again in vain, it is dead once more.
    let admin = app.staff(Role::SuperAdmin).await;
    let retry = async || {
        let dead = admin.get("/api/admin/jobs").await.is(200);
        assert_eq!(dead.items().len(), 1);
        assert_eq!(dead.text_at("/items/0/kind"), "relay_event");
        assert_eq!(dead.text_at("/items/0/last_error"), "test.old: a field is missing");
        admin.act(&format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"))).await.is(204);
    };
    retry().await;
    while jobs::tick(store, &broken).await.expect("the queue answers") > 0 {}
    assert_eq!(backlog(&app).await.dead, 1);
    retry().await;
    while jobs::tick(store, &mended).await.expect("the queue answers") > 0 {}

    assert_eq!((mended.relayed().len(), mended.ran().len()), (1, 1));
    app.finish().await;
});
