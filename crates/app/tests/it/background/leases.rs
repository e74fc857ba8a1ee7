//! Leases: a worker that comes back too late changes nothing. Pauses: twice as long after each failure.

use std::sync::Arc;

use infra::Store;
use infra::jobs::{self, JobError, NewJob, Reactor, StoredJob};
use kernel::ids::Id;
use kernel::{JobId, Timestamp};
use market::may::Role;
use testkit::{Engine, TestApp, hours, on_every_engine, seconds};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::Stubborn;

/// A worker that ends its work, well or not, only when it is told to.
struct Slow {
    succeeds: bool,
    began: Arc<Notify>,
    may_end: Arc<Notify>,
}

impl Reactor for Slow {
    fn events(&self) -> Vec<(&'static str, i64)> {
        Stubborn::default().events()
    }
    fn jobs(&self) -> Vec<&'static str> {
        Stubborn::default().jobs()
    }
    fn jobs_of(&self, kind: &str, data: &str, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        Stubborn::default().jobs_of(kind, data, now)
    }
    async fn run(&self, _: &str, _: &str) -> Result<(), JobError> {
        self.began.notify_one();
        self.may_end.notified().await;
        if self.succeeds { Ok(()) } else { Err(JobError("too late".to_owned())) }
    }
}

/// A worker in the middle of its work.
pub(super) struct Worker {
    may_end: Arc<Notify>,
    running: JoinHandle<infra::db::Result<usize>>,
}

impl Worker {
    /// Claims the job and does not end it.
    pub(super) async fn begins(store: &Store, succeeds: bool) -> Self {
        let slow = Slow { succeeds, began: Arc::default(), may_end: Arc::default() };
        let (began, may_end, store) = (Arc::clone(&slow.began), Arc::clone(&slow.may_end), store.clone());
        let running = tokio::spawn(async move { jobs::run_due(&store, &slow, 10).await });
        began.notified().await;
        Self { may_end, running }
    }

    /// Is gone in the middle of its work.
    pub(super) fn dies(self) {
        self.running.abort();
    }

    /// Ends its work, and says so.
    async fn ends(self) {
        self.may_end.notify_one();
        let ran = self.running.await.expect("no panic").expect("the queue answers");
        assert_eq!(ran, 1);
    }
}

/// The one job there is: its state, how often it was tried, when it is due, why it failed last.
async fn the_job(store: &Store) -> Option<(String, i64, Timestamp, Option<String>)> {
    let mut rows: Vec<StoredJob> = vec![];
    for state in ["ready", "dead"] {
        rows.extend(jobs::list(&store.db, state, JobId::least(), 10).await.expect("a list"));
    }
    assert!(rows.len() < 2, "{rows:?}");
    rows.pop().map(|job| (job.state, job.attempts, job.run_at, job.last_error))
}

/// A marketplace with one job and no other.
async fn one_job(engine: Engine) -> TestApp {
    let app = TestApp::new(engine).await;
    app.applicant("vendor", "acme").await;
    jobs::relay(&app.ctx.store, &Stubborn::default()).await.expect("the queue answers");
    app
}

on_every_engine!(a_late_success_does_not_end_what_another_has_begun, |engine: Engine| async move {
    let app = one_job(engine).await;
    let store = &app.ctx.store;
    let late = Worker::begins(store, true).await;
    app.clock.advance(seconds(61));
    let second = Worker::begins(store, false).await;
    let begun = the_job(store).await;

    late.ends().await;

    assert_eq!(the_job(store).await, begun, "the second worker is still at it");
    assert_eq!(begun.map(|job| job.1), Some(2));
    second.ends().await;
    let waits = the_job(store).await.expect("it failed and waits");
    assert_eq!((waits.1, waits.3.as_deref()), (2, Some("too late")));
    app.clock.advance(hours(1));
    Worker::begins(store, true).await.ends().await;
    assert_eq!(the_job(store).await, None, "who held the lease has done it");
    app.finish().await;
});

on_every_engine!(a_late_failure_neither_puts_off_nor_revives_what_another_does, |engine: Engine| async move {
    let app = one_job(engine).await;
    let store = &app.ctx.store;
    let (late, later) = {
        let late = Worker::begins(store, false).await;
        app.clock.advance(seconds(61));
        (late, Worker::begins(store, false).await)
    };
    app.clock.advance(seconds(61));
    let third = Worker::begins(store, true).await;
    let begun = the_job(store).await;

    late.ends().await;

    assert_eq!(the_job(store).await, begun, "the third worker's lease is as it was");
    assert_eq!(begun.and_then(|job| job.3), None, "nobody who held the lease has failed");
    third.ends().await;
    assert_eq!(the_job(store).await, None);
    later.ends().await;
    assert_eq!(the_job(store).await, None, "what was done stays done");
    app.finish().await;
});

on_every_engine!(a_late_failure_at_the_last_try_dead_letters_nothing, |engine: Engine| async move {
    let app = one_job(engine).await;
    let store = &app.ctx.store;
    let failing = Stubborn::default();
    for _ in 0..11 {
        jobs::run_due(store, &failing, 10).await.expect("the queue answers");
        app.clock.advance(hours(1));
    }
    let late = Worker::begins(store, false).await;
    app.clock.advance(seconds(61));
    let second = Worker::begins(store, true).await;

    late.ends().await;

    let job = the_job(store).await.expect("the second worker is at it");
    assert_eq!((job.0.as_str(), job.1), ("ready", 13));
    second.ends().await;
    assert_eq!(the_job(store).await, None);
    app.finish().await;
});

on_every_engine!(
    pauses_double_and_the_twelfth_failure_is_the_last_until_staff_asks_again,
    |engine: Engine| async move {
        let app = one_job(engine).await;
        let store = &app.ctx.store;
        let failing = Stubborn::default();
        let admin = app.staff(Role::SuperAdmin).await;
        let promised = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048];

        for _ in 0..2 {
            for (nth, pause) in (1..).zip(promised) {
                let before = store.now();
                assert_eq!(jobs::run_due(store, &failing, 10).await.expect("the queue answers"), 1, "try {nth}");
                let (state, tries, run_at, _) = the_job(store).await.expect("it waits");
                assert_eq!((state.as_str(), tries), ("ready", nth));
                let earliest = before.plus_seconds(pause);
                assert!(earliest <= run_at && run_at <= store.now().plus_seconds(pause), "after try {nth}: {run_at}");
                app.clock.advance(seconds(pause.unsigned_abs()));
            }
            assert_eq!(jobs::run_due(store, &failing, 10).await.expect("the queue answers"), 1);
            let (state, tries, _, why) = the_job(store).await.expect("it is kept");
            assert_eq!((state.as_str(), tries, why.as_deref()), ("dead", 12, Some("not today")));
            app.clock.advance(hours(24));
            assert_eq!(jobs::run_due(store, &failing, 10).await.expect("the queue answers"), 0, "it was given up");

            // Staff asks for it: it has all its tries again, the first at once.
            let admin = admin.again().await;
            let dead = admin.get("/api/admin/jobs").await.is(200);
            let path = format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"));
            admin.act(&path).await.is(204);
            admin.act(&path).await.is(404);
        }

        *failing.well.lock().expect("no panic holds it") = true;
        assert_eq!(jobs::run_due(store, &failing, 10).await.expect("the queue answers"), 1);
        assert_eq!(the_job(store).await, None);
        app.finish().await;
    }
);
