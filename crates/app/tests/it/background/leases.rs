//! Leases: a worker that comes back too late changes nothing, and nothing that it did is kept. Pauses: twice as long
//! after each failure.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use infra::db::{Error, Query};
use infra::jobs::{self, JobError, NewJob, Reactor, StoredJob};
use infra::outbox::PendingEvent;
use infra::{EventRecord, JobClaim, Origin, Store};
use kernel::ids::Id;
use kernel::{JobId, Timestamp};
use market::may::Role;
use market::reactions::Reactions;
use serde_json::json;
use testkit::{Engine, TestApp, hours, on_every_engine, seconds};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::Stubborn;

infra::statements! {
    DID = "select count(*) from audit_log where subject = 'done by a worker'";
}

/// A worker that ends its work, well or not, only when it is told to.
struct Slow {
    store: Store,
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
    fn jobs_of(&self, event: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        Stubborn::default().jobs_of(event, now)
    }
    async fn run(&self, _: &str, _: &str, claim: Option<JobClaim>) -> Result<(), JobError> {
        self.began.notify_one();
        self.may_end.notified().await;
        if !self.succeeds {
            return Err(JobError("too late".to_owned()));
        }
        let (store, origin) = (self.store.clone().under(claim), Origin::default());
        let did = store.write(&origin, |tx| async move {
            let subject = "done by a worker".to_owned();
            let event =
                EventRecord { kind: infra::signing_keys::ROTATED, subject, data: json!({ "v": 1 }), relayed: true };
            Ok::<_, Error>(tx.commit_with(event, ()))
        });
        did.await.map_err(|error| JobError(error.to_string()))
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
        let slow = Slow { store: store.clone(), succeeds, began: Arc::default(), may_end: Arc::default() };
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
    pub(super) async fn ends(self) {
        self.may_end.notify_one();
        let ran = self.running.await.expect("no panic").expect("the queue answers");
        assert_eq!(ran, 1);
    }
}

/// The one job there is: its state, how often it was tried, when it is due, why it failed last.
pub(super) async fn the_job(store: &Store) -> Option<(String, i64, Timestamp, Option<String>)> {
    let mut rows: Vec<StoredJob> = vec![];
    for state in ["ready", "dead"] {
        rows.extend(jobs::list(&store.db, state, JobId::least(), 10).await.expect("a list"));
    }
    assert!(rows.len() < 2, "{rows:?}");
    rows.pop().map(|job| (job.state, job.attempts, job.run_at, job.last_error))
}

/// How often a worker's work was kept.
async fn kept(store: &Store) -> i64 {
    store.db.one(&DID, vec![]).await.expect("a count").expect("a row").take().expect("a number")
}

/// A marketplace with one job and no other.
pub(super) async fn one_job(engine: Engine) -> TestApp {
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
    assert_eq!((begun.map(|job| job.1), kept(store).await), (Some(2), 0), "what the late one did was rolled back");
    second.ends().await;
    let waits = the_job(store).await.expect("it failed and waits");
    assert_eq!((waits.1, waits.3.as_deref()), (2, Some("too late")));
    app.clock.advance(hours(1));
    Worker::begins(store, true).await.ends().await;
    assert_eq!((the_job(store).await, kept(store).await), (None, 1), "who held the claim has done it");
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
    assert_eq!((the_job(store).await, kept(store).await), (None, 1), "what was done stays done");
    app.finish().await;
});

on_every_engine!(a_late_worker_whose_job_nobody_else_has_claimed_ends_it, |engine: Engine| async move {
    let app = one_job(engine).await;
    let store = &app.ctx.store;
    let late = Worker::begins(store, true).await;
    app.clock.advance(hours(1));

    late.ends().await;

    assert_eq!((the_job(store).await, kept(store).await), (None, 1));
    app.finish().await;
});

/// One job at its twelfth try, which does not end within its lease.
async fn at_its_last_try(engine: Engine, succeeds: bool) -> (TestApp, Worker) {
    let app = one_job(engine).await;
    let failing = Stubborn::default();
    for _ in 0..11 {
        jobs::run_due(&app.ctx.store, &failing, 10).await.expect("the queue answers");
        app.clock.advance(hours(1));
    }
    let late = Worker::begins(&app.ctx.store, succeeds).await;
    app.clock.advance(seconds(61));
    (app, late)
}

on_every_engine!(a_last_try_that_does_not_end_is_the_last, |engine: Engine| async move {
    for succeeds in [false, true] {
        let (app, late) = at_its_last_try(engine, succeeds).await;
        let store = &app.ctx.store;
        let another = Stubborn::default();

        assert_eq!(jobs::run_due(store, &another, 10).await.expect("the queue answers"), 1);

        assert_eq!(another.tries.load(Ordering::SeqCst), 0, "there is no thirteenth try");
        let given_up = the_job(store).await.expect("it is kept");
        assert_eq!((given_up.0.as_str(), given_up.1), ("dead", 12));
        let why = given_up.3.clone().unwrap_or_default();
        assert_eq!(why, "try 12 of 12 never ended: the program stopped, or lost the database");

        // It ends at last, and nobody else is at it.
        late.ends().await;
        if succeeds {
            assert_eq!((the_job(store).await, kept(store).await), (None, 1), "it was done after all");
            app.finish().await;
        } else {
            assert_eq!(the_job(store).await, Some(given_up));
        }
    }
});

on_every_engine!(a_late_failure_at_the_last_try_dead_letters_nothing, |engine: Engine| async move {
    let (app, late) = at_its_last_try(engine, false).await;
    let store = &app.ctx.store;
    jobs::run_due(store, &Stubborn::default(), 10).await.expect("the queue answers");
    let admin = app.staff(Role::SuperAdmin).await;
    let dead = admin.get("/api/admin/jobs").await.is(200);
    admin.act(&format!("/api/admin/jobs/{}/retry", dead.text_at("/items/0/id"))).await.is(204);
    let second = Worker::begins(store, true).await;

    late.ends().await;

    let job = the_job(store).await.expect("the second worker is at it");
    assert_eq!((job.0.as_str(), job.1), ("ready", 1));
    second.ends().await;
    assert_eq!(the_job(store).await, None);
    app.finish().await;
});

on_every_engine!(
    what_a_job_of_the_marketplace_changes_is_kept_under_its_latest_claim_only,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        let vendor = app.vendor("acme").await;
        let (store, reactor) = (&app.ctx.store, Reactions(app.ctx.clone()));
        while jobs::relay(store, &reactor).await.expect("the queue answers") > 0 {}
        let ready = jobs::list(&store.db, "ready", JobId::least(), 100).await.expect("a list");
        let told = ready.iter().find(|job| job.kind == "notify").expect("the vendor is told that it was approved");
        let notices = async || vendor.get("/api/notices").await.is(200).items().len();
        let before = notices().await;
        let under = async |number| reactor.run(&told.kind, &told.data, Some(JobClaim { job: told.id, number })).await;

        let lost = under(7).await.expect_err("nobody holds a seventh claim");
        assert!(lost.0.contains("ClaimLost"), "{lost}");
        assert_eq!(notices().await, before);

        under(0).await.expect("it was never claimed");
        assert_eq!(notices().await, before + 1);
        app.finish().await;
    }
);

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
                // SQLite tells milliseconds.
                let near = |at: Timestamp, us| Timestamp::from_micros(at.micros() + us);
                let latest = near(store.now().plus_seconds(pause), 1_000);
                assert!(near(earliest, -1_000) <= run_at && run_at <= latest, "after try {nth}: {run_at}");
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
        }

        *failing.well.lock().expect("no panic holds it") = true;
        assert_eq!(jobs::run_due(store, &failing, 10).await.expect("the queue answers"), 1);
        assert_eq!(the_job(store).await, None);
        app.finish().await;
    }
);
