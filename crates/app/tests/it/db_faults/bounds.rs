//! What operators are told about time: the defaults, the life of a connection, who waits for one, and the worker.

use std::future::pending;
use std::time::{Duration, Instant};

use infra::clock::OsEntropy;
use infra::config;
use infra::db::{DbTimeouts, Error, Pooler, Query};
use infra::jobs::{self, JobError, NewJob, Reactor};
use infra::outbox::PendingEvent;
use infra::{JobClaim, Origin, args};
use kernel::Timestamp;
use serde_json::json;
use testkit::{Engine, TestApp, on_every_engine};

use super::{SERVERS, another, connection_id, words};

#[test]
fn the_bounds_of_a_talk_with_the_database_are_what_the_defaults_say() {
    let defaults = config::load(None, [], &OsEntropy).expect("the defaults");

    let timeouts = defaults.database_settings().expect("settings").timeouts;

    let seconds = Duration::from_secs;
    let told = DbTimeouts {
        statement: seconds(30),
        commit: seconds(10),
        connect: seconds(5),
        idle: seconds(300),
        lifetime: seconds(900),
        pooler: Pooler::Auto,
    };
    assert_eq!((timeouts, DbTimeouts::default()), (told, told));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_not_used_beyond_its_life_nor_after_a_long_rest() {
    for engine in SERVERS {
        let app = TestApp::new(engine).await;
        let short = Duration::from_millis(300);
        let by_life = another(&app, 1, |settings| settings.timeouts.lifetime = short).await;
        let by_rest = another(&app, 1, |settings| settings.timeouts.idle = short).await;
        for db in [by_life, by_rest] {
            let first = connection_id(&db).await.expect("an answer");
            assert_eq!(connection_id(&db).await.expect("an answer"), first);
            // SLEEP: longer than it may live, or rest.
            tokio::time::sleep(short).await;

            assert_ne!(connection_id(&db).await.expect("an answer"), first, "{engine:?}");
            db.close().await;
        }
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_hangs_up_while_waiting_for_a_connection_leaves_the_queue() {
    for engine in SERVERS {
        let app = TestApp::new(engine).await;
        let db = another(&app, 1, |_| ()).await;
        let slow = if engine == Engine::Mariadb {
            // SLEEP: the server is slow, so that others come meanwhile.
            words("select cast(sleep(0.4) as signed)")
        } else {
            // SLEEP: the server is slow, so that others come meanwhile.
            words("select cast(1 as bigint) from (select pg_sleep(0.4)) as slept")
        };
        let holder = tokio::spawn({
            let db = db.clone();
            async move { db.all(&slow, vec![]).await.map(drop) }
        });
        // SLEEP: until it has the only connection.
        tokio::time::sleep(Duration::from_millis(100)).await;
        let waiting: Vec<_> = (0..10)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move { db.all(&slow, vec![]).await.map(drop) })
            })
            .collect();
        // SLEEP: until they are in the queue.
        tokio::time::sleep(Duration::from_millis(100)).await;
        for client in waiting {
            client.abort();
        }

        let began = Instant::now();
        db.ping().await.expect("an answer");

        assert!(began.elapsed() < Duration::from_secs(2), "{engine:?}: it waited {:?} behind nobody", began.elapsed());
        holder.await.expect("no panic").expect("an answer");
        db.close().await;
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_that_nobody_continues_is_ended_by_the_server() {
    let app = TestApp::new(Engine::Postgres).await;
    let store = &app.ctx.store;

    let origin = Origin::default();
    let ended = store.write(&origin, |tx| async move {
        let soon = "select set_config('idle_in_transaction_session_timeout', '50ms', true)";
        tx.all(&words(soon), vec![]).await?;
        // SLEEP: longer than that.
        tokio::time::sleep(Duration::from_millis(300)).await;
        tx.all(&words("select cast(? as bigint)"), args![1_i64]).await?;
        Ok::<_, Error>(tx.no_change(()))
    });

    let ended = ended.await;
    assert!(matches!(&ended, Err(Error::Unavailable(why)) if why.contains("idle-in-transaction")), "{ended:?}");
    let usual = store.db.one(&words("select current_setting('idle_in_transaction_session_timeout')"), vec![]).await;
    assert_eq!(usual.expect("an answer").expect("a row").take::<String>().expect("a text"), "1min");
    app.finish().await;
}

/// Whatever it is told of, it never comes to an end.
struct Hung;

impl Reactor for Hung {
    fn events(&self) -> Vec<(&'static str, i64)> {
        vec![("inventory.location_added", 1), ("company.registered", 1)]
    }
    fn jobs(&self) -> Vec<&'static str> {
        vec![]
    }
    fn jobs_of(&self, _: &PendingEvent, _: Timestamp) -> Result<Vec<NewJob>, JobError> {
        Ok(vec![])
    }
    async fn on_relay(&self, _: &[PendingEvent], _: Timestamp) -> Option<NewJob> {
        pending().await
    }
    async fn run(&self, _: &str, _: &str, _: Option<JobClaim>) -> Result<(), JobError> {
        Ok(())
    }
}

on_every_engine!(
    a_round_of_the_worker_that_hangs_is_given_up_and_the_next_does_its_work,
    |engine: Engine| async move {
        let app = TestApp::new(engine).await;
        app.applicant("vendor", "acme").await;
        let store = &app.ctx.store;

        let hung = jobs::round(store, &Hung, Duration::from_millis(200)).await;

        assert!(matches!(&hung, Err(Error::Unavailable(why)) if why.contains("within 0.2 seconds")), "{hung:?}");
        let vendor = app.vendor("bravo").await;
        vendor.post("/api/locations", &json!({ "name": "Here", "city": "Kochi" })).await.is(201);
        app.finish().await;
    }
);
