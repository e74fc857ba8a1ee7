//! Jobs that are done together: in one transaction, or each by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use infra::db::{Error, Query};
use infra::jobs::{self, JobError, NewJob, Reactor, StoredJob};
use infra::outbox::PendingEvent;
use infra::{BatchClaim, EventRecord, JobClaim, Origin, Store};
use kernel::ids::Id;
use kernel::{JobId, Timestamp};
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine, seconds};
use tokio::sync::Notify;

use super::{Node, say};

infra::statements! {
    DID = "select subject from audit_log where kind = 'test.done' order by subject";
}

/// What happens to jobs that are done together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    /// One write does them.
    Written,
    /// There is nothing to be written.
    NothingToDo,
    /// The same, but for the second.
    LeavesOne,
    /// One of them spoils it.
    Fails,
    Panics,
    /// It ends only when it is told to.
    Hangs,
}

/// Makes three jobs of an event, of a kind that is done together. The second of them fails also by itself.
#[derive(Clone)]
struct Batching {
    store: Store,
    together: Together,
    spoilt: bool,
    began: Arc<Notify>,
    may_end: Arc<Notify>,
    batches: Arc<AtomicUsize>,
    alone: Arc<Mutex<Vec<String>>>,
}

impl Batching {
    fn new(app: &TestApp, together: Together) -> Self {
        let (began, may_end, batches, alone) = (Arc::default(), Arc::default(), Arc::default(), Arc::default());
        Self { store: app.ctx.store.clone(), together, spoilt: false, began, may_end, batches, alone }
    }

    /// How often jobs were done together, and which were done by themselves.
    fn seen(&self) -> (usize, Vec<String>) {
        let mut alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner).clone();
        alone.sort_unstable();
        (self.batches.load(Ordering::SeqCst), alone)
    }
}

/// Writes down that jobs were done.
async fn writes(store: Store, jobs: Vec<String>) -> Result<(), JobError> {
    let (origin, jobs) = (Origin::default(), &jobs);
    let done = store.write(&origin, |mut tx| async move {
        let event = |job: &String| EventRecord {
            kind: "test.done",
            subject: job.clone(),
            data: json!({ "v": 1 }),
            relayed: false,
        };
        let (last, others) = jobs.split_last().expect("a job");
        for job in others {
            tx.emit(event(job));
        }
        Ok::<_, Error>(tx.commit_with(event(last), ()))
    });
    done.await.map_err(|error| JobError(format!("{error:?}")))
}

impl Reactor for Batching {
    fn events(&self) -> Vec<(&'static str, i64)> {
        vec![("test.first", 1)]
    }
    fn jobs(&self) -> Vec<&'static str> {
        vec!["work"]
    }
    fn jobs_of(&self, _: &PendingEvent, now: Timestamp) -> Result<Vec<NewJob>, JobError> {
        let job = |name: &str| NewJob { kind: "work", data: json!(name), target: name.to_owned(), run_at: now };
        Ok(["one", "two", "three"].map(job).to_vec())
    }
    async fn run(&self, _: &str, data: &str, claim: Option<JobClaim>) -> Result<(), JobError> {
        self.alone.lock().unwrap_or_else(PoisonError::into_inner).push(data.to_owned());
        if self.spoilt && data.contains("two") {
            return Err(JobError("two is spoilt".to_owned()));
        }
        writes(self.store.clone().under(claim), vec![data.to_owned()]).await
    }
    fn batched(&self) -> Vec<&'static str> {
        vec!["work"]
    }
    async fn run_batch(&self, _: &str, data: &[&str], claim: BatchClaim) -> Result<Vec<usize>, JobError> {
        self.batches.fetch_add(1, Ordering::SeqCst);
        match self.together {
            Together::NothingToDo => return Ok(vec![]),
            Together::LeavesOne => return Ok(vec![1]),
            Together::Fails => return Err(JobError("one of them is spoilt".to_owned())),
            Together::Panics => panic!("it panics here, as it should"),
            Together::Written => {}
            Together::Hangs => {
                self.began.notify_one();
                self.may_end.notified().await;
            }
        }
        writes(self.store.clone().ending(claim), data.iter().map(|&job| job.to_owned()).collect()).await?;
        Ok(vec![])
    }
}

async fn ready(app: &TestApp) -> Vec<StoredJob> {
    jobs::list(&app.ctx.store.db, "ready", JobId::least(), 10).await.expect("a list")
}

/// What was done, and kept.
async fn kept(app: &TestApp) -> Vec<String> {
    let rows = app.ctx.store.db.all(&DID, vec![]).await.expect("rows");
    rows.into_iter().map(|mut row| row.take().expect("a text")).collect()
}

async fn an_event(engine: Engine) -> TestApp {
    let app = TestApp::new(engine).await;
    app.settle().await;
    say(&app, "test.first", 1).await;
    app
}

const JOBS: [&str; 3] = [r#""one""#, r#""three""#, r#""two""#];

on_every_engine!(jobs_that_are_done_together_are_done_once_and_ended_with_it, |engine: Engine| async move {
    // Claimed as they are relayed, or later.
    for at_once in [true, false] {
        for (together, alone, done) in [
            (Together::Written, &[] as &[&str], JOBS.as_slice()),
            (Together::NothingToDo, &[], &[]),
            (Together::LeavesOne, &[JOBS[2]], &[JOBS[2]]),
        ] {
            let app = an_event(engine).await;
            let (store, batching) = (&app.ctx.store, Batching::new(&app, together));

            let looked = if at_once {
                jobs::tick(store, &batching).await
            } else {
                jobs::relay(store, &batching).await.expect("the queue answers");
                jobs::run_due(store, &batching, 10).await
            };

            assert_eq!(looked.expect("the queue answers"), if at_once { 4 } else { 3 });
            let (batches, by_themselves) = batching.seen();
            assert_eq!(batches, 1);
            assert_eq!(by_themselves, alone);
            assert_eq!(kept(&app).await, done);
            assert!(ready(&app).await.is_empty(), "{together:?}");
            app.finish().await;
        }
    }
});

on_every_engine!(one_job_that_fails_spoils_none_of_those_it_was_done_with, |engine: Engine| async move {
    for together in [Together::Fails, Together::Panics] {
        let app = an_event(engine).await;
        let (store, spoilt) = (&app.ctx.store, Batching { spoilt: true, ..Batching::new(&app, together) });

        jobs::tick(store, &spoilt).await.expect("the queue answers");

        assert_eq!(spoilt.seen(), (1, JOBS.map(str::to_owned).to_vec()), "each by itself");
        assert_eq!(kept(&app).await, [JOBS[0], JOBS[1]]);
        let [job] = ready(&app).await.try_into().expect("the one that failed");
        assert_eq!((job.data.as_str(), job.attempts, job.last_error.as_deref()), (JOBS[2], 1, Some("two is spoilt")));

        // It is tried again by itself, whatever else waits.
        say(&app, "test.first", 1).await;
        app.clock.advance(seconds(2));
        let mended = Batching::new(&app, Together::Written);
        while jobs::tick(store, &mended).await.expect("the queue answers") > 0 {}
        assert_eq!(mended.seen(), (1, vec![JOBS[2].to_owned()]));
        assert_eq!(kept(&app).await.len(), 6);
        app.finish().await;
    }
});

on_every_engine!(
    what_takes_the_process_with_it_together_is_tried_by_itself_and_costs_no_try,
    |engine: Engine| async move {
        for at_once in [true, false] {
            let app = an_event(engine).await;
            let (store, hangs) = (app.ctx.store.clone(), Batching::new(&app, Together::Hangs));
            let running = {
                let (store, hangs) = (store.clone(), hangs.clone());
                tokio::spawn(async move {
                    if at_once {
                        return jobs::tick(&store, &hangs).await;
                    }
                    jobs::relay(&store, &hangs).await?;
                    jobs::run_due(&store, &hangs, 10).await
                })
            };
            hangs.began.notified().await;
            running.abort();
            assert!(running.await.expect_err("it was killed").is_cancelled());

            assert!(ready(&app).await.iter().all(|job| job.attempts == 0));
            let other = Batching::new(&app, Together::Written);
            assert_eq!(jobs::tick(&store, &other).await.expect("the queue answers"), 0, "their lease still holds");
            // A node of an earlier release takes some of them over as well.
            app.clock.advance(seconds(61));
            let old = Node { events: vec![], jobs: vec!["work"], ..Node::default() };
            assert_eq!(jobs::run_due(&store, &old, 1).await.expect("the queue answers"), 1);
            while jobs::tick(&store, &other).await.expect("the queue answers") > 0 {}

            assert_eq!((old.ran().len(), other.seen().0, other.seen().1.len()), (1, 0, 2));
            app.finish().await;
        }
    }
);

on_every_engine!(what_a_late_batch_did_is_kept_only_under_all_of_its_claims, |engine: Engine| async move {
    let app = an_event(engine).await;
    let (store, late) = (app.ctx.store.clone(), Batching::new(&app, Together::Hangs));
    let running = {
        let (store, late) = (store.clone(), late.clone());
        tokio::spawn(async move { jobs::tick(&store, &late).await })
    };
    late.began.notified().await;
    app.clock.advance(seconds(61));
    // Somebody else has done one of them.
    let other = Batching::new(&app, Together::Written);
    assert_eq!(jobs::run_due(&store, &other, 1).await.expect("the queue answers"), 1);
    let by_other = other.seen().1;

    late.may_end.notify_one();
    running.await.expect("no panic").expect("the queue answers");

    assert_eq!(kept(&app).await, by_other, "what the late one did was rolled back");
    while jobs::tick(&store, &other).await.expect("the queue answers") > 0 {}
    assert_eq!(kept(&app).await, JOBS, "each was done once");
    app.finish().await;
});
