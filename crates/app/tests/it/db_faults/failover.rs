//! After a failover the old primary is there, answers queries, and takes no writes: connections to it are left.

use std::time::{Duration, Instant};

use infra::db::Error;
use serde_json::json;
use testkit::{Actor, Engine, TestApp, TestDb};

use super::{SERVERS, another, connection_id, join_all, name_of, on_server};

/// Adds a warehouse, again and again until that is acknowledged; tells how often it was refused.
async fn insists(vendor: &Actor, name: &str) -> u32 {
    let (began, mut refused) = (Instant::now(), 0);
    loop {
        let answer = vendor.post("/api/locations", &json!({ "name": name, "city": "Kochi" })).await;
        if answer.status == 201 {
            return refused;
        }
        answer.is(503).code("service.unavailable");
        refused += 1;
        assert!(began.elapsed() < Duration::from_secs(10), "no write after {refused} tries");
    }
}

async fn names(vendor: &Actor) -> Vec<String> {
    let listed = vendor.get("/api/locations?limit=100").await.is(200);
    let mut names: Vec<String> =
        listed.items().iter().map(|row| row["name"].as_str().expect("a name").to_owned()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_go_on_as_soon_as_new_connections_reach_the_new_primary() {
    let app = TestApp::new(Engine::Postgres).await;
    let vendor = app.vendor("acme").await;
    let name = name_of(&app.db);
    // All connections are made anew, to a database that is for reading only; what the name of the server stands for
    // then changes, and the connections to the old one remain.
    on_server(&app.db, &format!("alter database {name} set default_transaction_read_only = on")).await;
    let ours = format!("pid <> pg_backend_pid() and datname = '{name}'");
    on_server(&app.db, &format!("select pg_terminate_backend(pid) from pg_stat_activity where {ours}")).await;
    let answer = vendor.post("/api/locations", &json!({ "name": "Nowhere", "city": "Kochi" })).await.is(503);
    assert_eq!(answer.headers.get("retry-after").expect("when to come back"), "2");
    // Several connections, all of which read only.
    for answer in join_all((0..20).map(|_| vendor.get("/api/locations"))).await {
        answer.is(200);
    }
    // SLEEP: connections are not all closed more than once a second.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    on_server(&app.db, &format!("alter database {name} reset default_transaction_read_only")).await;

    let mut refused = 0;
    for n in 0..20 {
        refused += insists(&vendor, &format!("Here {n:02}")).await;
    }

    assert!((1..=2).contains(&refused), "{refused} writes were refused: each pooled connection was tried");
    assert_eq!(names(&vendor).await, (0..20).map(|n| format!("Here {n:02}")).collect::<Vec<_>>());
    app.finish().await;
}

/// MariaDB's own words, said by a trigger: making the whole server read-only would stop all other tests.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_is_repeated_also_while_nothing_can_be_written() {
    let app = TestApp::new(Engine::Postgres).await;
    app.category().await;
    let (vendor, buyer) = (app.vendor("acme").await, app.retailer("corner").await);
    let body = Actor::order_body(&[(&vendor.sells("Tea", 10_000, 100).await, 1)]);
    let placed = buyer.post_once("/api/orders", "once", &body).await.is(201);
    let name = name_of(&app.db);
    on_server(&app.db, &format!("alter database {name} set default_transaction_read_only = on")).await;
    let ours = format!("pid <> pg_backend_pid() and datname = '{name}'");
    on_server(&app.db, &format!("select pg_terminate_backend(pid) from pg_stat_activity where {ours}")).await;

    let repeated = buyer.post_once("/api/orders", "once", &body).await.is(201);
    buyer.post_once("/api/orders", "another", &body).await.is(503);

    assert_eq!(repeated.text, placed.text);
    // SLEEP: connections are not all closed more than once a second.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    on_server(&app.db, &format!("alter database {name} reset default_transaction_read_only")).await;
    insists(&vendor, "Here").await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_to_a_mariadb_that_became_a_replica_is_left() {
    let app = TestApp::on(TestDb::new(Engine::Mariadb).await, &[("database.max_connections", "1")]).await;
    let vendor = app.vendor("acme").await;
    for (number, said) in [
        (1290, "The MariaDB server is running with the --read-only option so it cannot execute this statement"),
        (1836, "Running in read-only mode"),
    ] {
        let refuse = format!("signal sqlstate 'HY000' set mysql_errno = {number}, message_text = '{said}'");
        on_server(&app.db, &format!("create trigger replica before insert on locations for each row {refuse}")).await;
        let before = connection_id(&app.ctx.store.db).await.expect("an answer");

        let answer = vendor.post("/api/locations", &json!({ "name": "Nowhere", "city": "Kochi" })).await.is(503);

        assert_eq!(answer.headers.get("retry-after").expect("when to come back"), "2");
        let after = connection_id(&app.ctx.store.db).await.expect("an answer");
        assert_ne!(before, after, "the same connection after {number}");
        on_server(&app.db, "drop trigger replica").await;
    }
    vendor.post("/api/locations", &json!({ "name": "Here", "city": "Kochi" })).await.is(201);
    assert_eq!(names(&vendor).await, ["Here"]);
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_the_server_closed_while_idle_fail_nobody() {
    for engine in SERVERS {
        let app = TestApp::new(engine).await;
        let db = another(&app, 1, |_| ()).await;
        for write in [false, true] {
            let id = connection_id(&db).await.expect("an answer");
            let kill = if engine == Engine::Mariadb {
                format!("kill {id}")
            } else {
                format!("select pg_terminate_backend({id})")
            };
            on_server(&app.db, &kill).await;

            let answer: Result<(), Error> = if write { db.can_write().await } else { db.ping().await };

            assert!(answer.is_ok(), "{engine:?}: {answer:?}");
            assert_ne!(connection_id(&db).await.expect("an answer"), id);
        }
        db.close().await;
        app.finish().await;
    }
}
