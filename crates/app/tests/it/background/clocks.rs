//! Nodes whose clocks are wrong: what they must agree on goes by the database's time.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use infra::db::{Error, Query};
use infra::{IdempotentRequest, Origin, Store, jobs};
use kernel::ids::Id;
use kernel::{Clock, CompanyId, JobId, Timestamp};
use market::security;
use testkit::{Engine, MovableClock, TestApp, hours, on_every_engine, seconds};

use super::Stubborn;
use super::leases::{Worker, one_job, the_job};
use super::relaying::{looks_once, two_events, work_is_done};
use crate::security::refused_from;

infra::statements! {
    REPLIES = "select count(*) from replies";
    PUBLISHED = "select count(*) from outbox where published_at is not null";
    COUNTS = "select count(*) from security_counts";
}

const YEAR_S: i64 = 365 * 86_400;

/// The test's clock, but wrong by so many seconds.
struct WrongClock {
    right: Arc<MovableClock>,
    by_s: i64,
}

impl Clock for WrongClock {
    fn now(&self) -> Timestamp {
        self.right.now().plus_seconds(self.by_s)
    }
    fn steady(&self) -> Duration {
        self.right.steady()
    }
    fn moved_us(&self) -> i64 {
        self.right.moved_us()
    }
}

/// Another node on the same database, whose clock is wrong by so many seconds.
fn node(app: &TestApp, by_s: i64) -> Store {
    let mut store = app.ctx.store.clone();
    store.clock = Arc::new(WrongClock { right: Arc::clone(&app.clock), by_s });
    store
}

/// How many jobs a worker begins.
async fn begun(store: &Store) -> usize {
    let stubborn = Stubborn::default();
    jobs::run_due(store, &stubborn, 10).await.expect("the queue answers");
    stubborn.tries.load(Ordering::SeqCst)
}

async fn count(app: &TestApp, statement: &infra::db::Stmt) -> i64 {
    let row = app.ctx.store.db.one(statement, vec![]).await.expect("a count");
    row.expect("a row").take().expect("a number")
}

on_every_engine!(a_node_whose_clock_is_wrong_takes_no_job_that_another_has_begun, |engine: Engine| async move {
    let app = one_job(engine).await;
    let right = &app.ctx.store;
    for by_s in [70, -70] {
        let wrong = node(&app, by_s);
        for (one, other) in [(right, &wrong), (&wrong, right)] {
            let working = Worker::begins(one, false).await;

            assert_eq!(begun(other).await, 0, "{by_s} s: it is taken from who has begun it");

            working.ends().await;
            app.clock.advance(hours(1));
        }
    }
    assert_eq!(the_job(right).await.map(|job| job.1), Some(4));
    Worker::begins(right, true).await.ends().await;
    app.finish().await;
});

/// Does what is due, well.
async fn done(store: &Store) -> usize {
    let well = Stubborn::default();
    *well.well.lock().expect("no panic holds it") = true;
    jobs::run_due(store, &well, 10).await.expect("the queue answers")
}

on_every_engine!(a_node_whose_clock_is_wrong_keeps_no_job_waiting, |engine: Engine| async move {
    for by_s in [70, -70] {
        let app = TestApp::new(engine).await;
        let (right, wrong) = (&app.ctx.store, node(&app, by_s));

        app.applicant("vendor", "acme").await;
        jobs::relay(&wrong, &Stubborn::default()).await.expect("the queue answers");
        assert_eq!(done(right).await, 1, "{by_s} s: what it relayed is not due for others");
        app.applicant("vendor", "bravo").await;
        jobs::relay(right, &Stubborn::default()).await.expect("the queue answers");
        assert_eq!(begun(&wrong).await, 1, "{by_s} s: it does not see what is due");

        assert_eq!(begun(right).await, 0, "{by_s} s: there is no pause after its failure");
        app.clock.advance(seconds(2));
        assert_eq!(begun(right).await, 1, "{by_s} s: the pause after its failure is longer");

        for _ in 0..30 {
            app.clock.advance(hours(1));
            begun(right).await;
        }
        let dead = jobs::list(&right.db, "dead", JobId::least(), 10).await.expect("a list");
        let [job] = dead.as_slice() else { panic!("{dead:?}") };
        let (origin, id, clock) = (Origin::default(), job.id, wrong.clock.as_ref());
        let requeued = wrong.write(&origin, |tx| async move {
            assert!(jobs::requeue(&tx, id, clock).await?);
            Ok::<_, Error>(tx.commit_silently(()))
        });
        requeued.await.expect("a write");
        assert_eq!(done(right).await, 1, "{by_s} s: what was asked for again there is not due");
        app.finish().await;
    }
});

on_every_engine!(a_node_whose_clock_is_a_year_ahead_forgets_nothing_of_others, |engine: Engine| async move {
    let app = two_events(engine).await;
    let (right, future, past) = (&app.ctx.store, node(&app, YEAR_S), node(&app, -YEAR_S));
    looks_once(right).await;
    let published = count(&app, &PUBLISHED).await;
    let key = |key: &str| IdempotentRequest {
        company: CompanyId::least().uuid(),
        key: key.to_owned(),
        request_hash: vec![1],
    };
    for (store, name) in [(right, "by a right node"), (&past, "by one that is late")] {
        let (origin, key) = (Origin::default(), key(name));
        let written =
            store.write_idempotent(&origin, &key, |tx| async move { Ok::<_, Error>(tx.commit_silently(1_i64)) });
        written.await.expect("a write");
    }
    app.ctx.security.record(refused_from(1));
    security::flush(&app.ctx).await.expect("it is written down");
    let counted = count(&app, &COUNTS).await;
    assert!(published >= 2 && counted > 0, "{published} {counted}");

    for store in [&future, right] {
        looks_once(store).await;
        let mut ctx = app.ctx.clone();
        ctx.store = store.clone();
        security::purge(&ctx).await.expect("old ones are forgotten");
    }

    assert_eq!((count(&app, &PUBLISHED).await, count(&app, &REPLIES).await), (published, 2));
    assert_eq!(count(&app, &COUNTS).await, counted);
    work_is_done(app).await;
});

on_every_engine!(
    keys_that_are_replaced_where_the_clock_is_wrong_stay_good_as_long_as_they_should,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        let mut buyer = app.retailer("corner").await;
        for by_s in [-3_600, 3_600] {
            let (store, keys) = (&app.ctx.store, &app.ctx.keys);
            keys.rotate::<Error>(&node(&app, by_s), &Origin::default(), 300).await.expect("a key");

            // To a node whose clock is an hour ahead, too.
            for at in [store, &node(&app, 3_600)] {
                keys.reload(at).await.expect("keys");
                buyer.get("/api/me").await.is(200);
            }

            // Six minutes until the new key signs, and five more.
            app.clock.advance(seconds(661));
            let again = keys.public_set()["keys"].as_array().map(Vec::len);
            keys.reload(store).await.expect("keys");
            let left = keys.public_set()["keys"].as_array().map(Vec::len);
            assert_eq!((again, left), (Some(2), Some(1)), "{by_s} s: its time is not over, or not at all");
            buyer.get("/api/me").await.is(401);
            buyer = buyer.again().await;
        }
        app.settle().await;
        app.finish().await;
    }
);
