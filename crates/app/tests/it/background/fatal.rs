//! Jobs that take down what runs them: the process, or the task.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use infra::JobClaim;
use infra::jobs::{self, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use kernel::ids::Id;
use kernel::{JobId, Timestamp};
use market::may::Role;
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine, seconds};
use tokio::sync::Notify;

/// How it ends with whoever runs the fatal job.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Killed,
    Panics,
    Well,
}

/// Makes a fatal job and two harmless ones of each company that registers.
struct Fatal {
    end: End,
    began: Arc<Notify>,
    tries: Arc<AtomicUsize>,
    harmless: Arc<Mutex<Vec<String>>>,
}

impl Fatal {
    fn new(end: End) -> Self {
        Self { end, began: Arc::default(), tries: Arc::default(), harmless: Arc::default() }
    }
    /// The same, ending otherwise.
    fn ending(&self, end: End) -> Self {
        let (began, tries, harmless) = (Arc::clone(&self.began), Arc::clone(&self.tries), Arc::clone(&self.harmless));
        Self { end, began, tries, harmless }
    }
    fn tries(&self) -> usize {
        self.tries.load(Ordering::SeqCst)
    }
    fn harmless(&self) -> Vec<String> {
        let mut done = self.harmless.lock().expect("no panic holds it").clone();
        done.sort_unstable();
        done
    }
}

impl Reactor for Fatal {
    fn events(&self) -> Vec<(&'static str, i64)> {
        vec![("company.registered", 1)]
    }
    fn jobs(&self) -> Vec<&'static str> {
        vec!["fatal", "harmless"]
    }
    fn jobs_of(&self, _: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        let job = |kind, target: &str| NewJob { kind, data: json!(target), target: target.to_owned(), run_at: now };
        Ok(vec![job("fatal", "x"), job("harmless", "one"), job("harmless", "two")])
    }
    async fn run(&self, kind: &str, data: &str, _: Option<JobClaim>) -> Result<(), JobError> {
        if kind == "harmless" {
            self.harmless.lock().expect("no panic holds it").push(data.to_owned());
            return Ok(());
        }
        self.tries.fetch_add(1, Ordering::SeqCst);
        assert!(self.end != End::Panics, "it panics here, as it should");
        if self.end == End::Killed {
            self.began.notify_one();
            std::future::pending::<()>().await;
        }
        Ok(())
    }
}

async fn three_jobs(engine: Engine) -> TestApp {
    let app = TestApp::new(engine).await;
    app.applicant("vendor", "acme").await;
    jobs::relay(&app.ctx.store, &Fatal::new(End::Well)).await.expect("the queue answers");
    app
}

/// Runs what is due until the fatal job is begun, and is gone.
async fn is_killed(app: &TestApp, fatal: &Fatal) {
    let (store, reactor) = (app.ctx.store.clone(), fatal.ending(End::Killed));
    let running = tokio::spawn(async move { jobs::run_due(&store, &reactor, 10).await });
    fatal.began.notified().await;
    running.abort();
    assert!(running.await.expect_err("it was killed").is_cancelled());
}

on_every_engine!(a_job_that_kills_its_process_is_dead_lettered_and_costs_others_no_try, |engine: Engine| async move {
    let app = three_jobs(engine).await;
    let (store, fatal) = (&app.ctx.store, Fatal::new(End::Killed));

    // What waited for it comes back before it, and is not tried less often for it.
    is_killed(&app, &fatal).await;
    app.clock.advance(seconds(21));
    let well = fatal.ending(End::Well);
    jobs::run_due(store, &well, 10).await.expect("the queue answers");
    assert_eq!((fatal.harmless(), fatal.tries()), (vec![r#""one""#.to_owned(), r#""two""#.to_owned()], 1));

    for _ in 1..12 {
        app.clock.advance(seconds(61));
        is_killed(&app, &fatal).await;
    }
    app.clock.advance(seconds(61));
    assert_eq!(jobs::run_due(store, &well, 10).await.expect("the queue answers"), 1);
    assert_eq!((fatal.tries(), fatal.harmless().len()), (12, 2), "there is no thirteenth try");
    let dead = jobs::list(&store.db, "dead", JobId::least(), 10).await.expect("a list");
    let [job] = dead.as_slice() else { panic!("{dead:?}") };
    let why = "try 12 of 12 never ended: the program stopped, or lost the database";
    assert_eq!((job.kind.as_str(), job.attempts, job.last_error.as_deref()), ("fatal", 12, Some(why)));

    // Staff asks for it when it is mended.
    let admin = app.staff(Role::SuperAdmin).await;
    let shown = admin.get("/api/admin/jobs").await.is(200);
    admin.act(&format!("/api/admin/jobs/{}/retry", shown.text_at("/items/0/id"))).await.is(204);
    assert_eq!(jobs::run_due(store, &well, 10).await.expect("the queue answers"), 1);
    assert_eq!(fatal.tries(), 13);
    app.finish().await;
});

on_every_engine!(what_waited_in_a_claim_of_a_process_that_died_has_all_its_tries, |engine: Engine| async move {
    let app = three_jobs(engine).await;
    let fatal = Fatal::new(End::Killed);

    is_killed(&app, &fatal).await;

    let ready = jobs::list(&app.ctx.store.db, "ready", JobId::least(), 10).await.expect("a list");
    let tried = |kind: &str| ready.iter().filter(|job| job.kind == kind).map(|job| job.attempts).sum::<i64>();
    assert_eq!((tried("fatal"), tried("harmless")), (1, 0));
    app.clock.advance(seconds(61));
    jobs::run_due(&app.ctx.store, &fatal.ending(End::Well), 10).await.expect("the queue answers");
    app.finish().await;
});

on_every_engine!(a_job_that_panics_has_failed_and_the_worker_goes_on, |engine: Engine| async move {
    let app = three_jobs(engine).await;
    let (store, fatal) = (&app.ctx.store, Fatal::new(End::Panics));

    assert_eq!(jobs::run_due(store, &fatal, 10).await.expect("the queue answers"), 3);

    assert_eq!((fatal.tries(), fatal.harmless().len()), (1, 2));
    let ready = jobs::list(&store.db, "ready", JobId::least(), 10).await.expect("a list");
    let [job] = ready.as_slice() else { panic!("{ready:?}") };
    let why = "it panicked: it panics here, as it should";
    assert_eq!((job.kind.as_str(), job.attempts, job.last_error.as_deref()), ("fatal", 1, Some(why)));
    app.clock.advance(seconds(2));
    jobs::run_due(store, &fatal.ending(End::Well), 10).await.expect("the queue answers");
    app.finish().await;
});
