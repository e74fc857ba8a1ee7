//! Background work: tried again, laid aside, taken over.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use kernel::Timestamp;
use market::may::Role;
use platform::jobs::{self, JobFault, NewJob, Reactor};
use serde_json::json;
use testkit::{Engine, TestApp, hours, on_every_engine, seconds};

/// Makes one job of each company that registers; its work fails until it is told to succeed.
#[derive(Default)]
struct Stubborn {
    tries: AtomicUsize,
    well: Mutex<bool>,
}

impl Reactor for Stubborn {
    fn jobs_of(&self, kind: &str, _: &str, now: Timestamp) -> Result<Vec<NewJob>, JobFault> {
        let mine = kind == "company.registered";
        Ok(mine
            .then(|| NewJob { kind: "stubborn", data: json!({}), target: "x".to_owned(), run_at: now })
            .into_iter()
            .collect())
    }
    async fn run(&self, _: &str, _: &str) -> Result<(), JobFault> {
        self.tries.fetch_add(1, Ordering::SeqCst);
        if *self.well.lock().expect("no panic holds it") { Ok(()) } else { Err(JobFault("not today".to_owned())) }
    }
}

on_every_engine!(a_job_that_keeps_failing_is_laid_aside_and_can_be_revived, |engine: Engine| async move {
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
    admin.act(&format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"))).await.is(204);
    *stubborn.well.lock().expect("no panic holds it") = true;
    jobs::tick(&store, &stubborn).await.expect("the queue answers");

    assert_eq!(stubborn.tries.load(Ordering::SeqCst), 13);
    app.finish().await;
});

/// Never ends by itself: its worker has died in the middle.
struct Hanging;

impl Reactor for Hanging {
    fn jobs_of(&self, kind: &str, data: &str, now: Timestamp) -> Result<Vec<NewJob>, JobFault> {
        Stubborn::default().jobs_of(kind, data, now)
    }
    async fn run(&self, _: &str, _: &str) -> Result<(), JobFault> {
        std::future::pending().await
    }
}

on_every_engine!(a_job_of_a_worker_that_died_is_taken_over_after_its_lease, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    app.applicant("vendor", "acme").await;
    let store = app.ctx.store.clone();
    jobs::relay(&store, &Hanging).await.expect("the queue answers");

    // The first worker claims it and is gone in the middle of the work.
    let dying = {
        let store = store.clone();
        tokio::spawn(async move { jobs::run_due(&store, &Hanging, 10).await })
    };
    let due = async || jobs::backlog(&store.db, store.now()).await.expect("a count").due;
    for _ in 0..2_000 {
        if due().await == 0 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(due().await, 0, "the first worker never claimed it");
    dying.abort();
    let second = Stubborn::default();
    *second.well.lock().expect("no panic holds it") = true;
    assert_eq!(jobs::run_due(&store, &second, 10).await.expect("the queue answers"), 0, "its lease still holds");
    app.clock.advance(seconds(61));
    let taken_over = jobs::run_due(&store, &second, 10).await.expect("the queue answers");

    assert_eq!((taken_over, second.tries.load(Ordering::SeqCst)), (1, 1));
    app.finish().await;
});
