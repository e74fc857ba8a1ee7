//! What a server refuses for reasons that are no fault of a statement: come back later, and never an error of ours.

use std::time::Duration;

use infra::db::{Db, Error, Query};
use infra::{Origin, args};
use kernel::{DomainError, Secret};
use testkit::{Engine, TestApp};

use super::{another, name_of, on_server, words};

fn is_unavailable<T: std::fmt::Debug>(answer: Result<T, Error>, says: &str) {
    let refused = answer.expect_err("it is refused");
    let text = refused.to_string();
    assert!(matches!(refused, Error::Unavailable(_)), "{refused:?}");
    assert!(text.contains(says), "{text}");
    assert!(refused.retry_after_s().is_some(), "{text}");
}

async fn limited(app: &TestApp) -> Db {
    another(app, 1, |settings| settings.timeouts.statement = Duration::from_secs(1)).await
}

/// Waits for a lock that is never given up, until somebody ends the waiting.
async fn ended_while_it_waits(app: &TestApp, end: fn(i64) -> String) -> Result<u64, Error> {
    let (store, db) = (&app.ctx.store, another(app, 1, |_| ()).await);
    db.can_write().await.expect("the row is there");
    let id = super::connection_id(&db).await.expect("an answer");
    let lock = words("update write_probe set times = times + 1 where id = ?");
    let origin = Origin::default();
    let held = store.write(&origin, |tx| {
        let db = db.clone();
        async move {
            tx.exec(&lock, args![1_i64]).await?;
            let waits = tokio::spawn(async move {
                db.all(&words("select times from write_probe where id = 1 for update"), vec![]).await
            });
            // SLEEP: until it waits.
            tokio::time::sleep(Duration::from_millis(200)).await;
            on_server(&app.db, &end(id)).await;
            let answer = waits.await.expect("no panic").map(|rows| rows.len() as u64);
            Ok::<_, Error>(tx.no_change(answer))
        }
    });
    let answer = held.await.expect("the lock is had");
    db.close().await;
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_mariadb_ends_or_does_not_take_is_unavailable() {
    let app = TestApp::new(Engine::Mariadb).await;

    let db = limited(&app).await;
    // SLEEP: the server is slow, as long as the statement's bound is tested.
    let took_long = db.all(&words("select cast(sleep(5) as signed)"), vec![]).await;
    is_unavailable(took_long, "1969");
    let killed = ended_while_it_waits(&app, |id| format!("kill query {id}")).await;
    is_unavailable(killed, "1317");

    let name = name_of(&app.db);
    let user = format!("refused_{}", &name[name.len() - 12..]);
    on_server(&app.db, &format!("create or replace user {user} identified by 'first' with max_user_connections 1"))
        .await;
    // Of no database: nobody may give this user rights to one.
    let url = app.db.url.replace("aqad:aqad@", &format!("{user}:first@")).replace(&name, "");
    let theirs = another(&app, 2, |settings| {
        settings.source = infra::db::DataSource::Mysql(Secret::new(url));
        settings.acquire_timeout = Duration::from_secs(1);
    })
    .await;
    // SLEEP: the server is slow, so that others come meanwhile.
    let select = words("select cast(sleep(0.3) as signed)");
    is_unavailable(tokio::try_join!(theirs.all(&select, vec![]), theirs.all(&select, vec![])), "max_user_connections");
    on_server(&app.db, &format!("alter user {user} identified by 'second'")).await;
    // SLEEP: the other of the two is answered.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let id = super::connection_id(&theirs).await.expect("an answer");
    on_server(&app.db, &format!("kill {id}")).await;
    is_unavailable(theirs.ping().await, "1045");
    theirs.close().await;
    on_server(&app.db, &format!("drop user {user}")).await;
    db.ping().await.expect("it goes on");
    db.close().await;
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_postgres_ends_or_does_not_take_is_unavailable() {
    let app = TestApp::new(Engine::Postgres).await;

    let db = limited(&app).await;
    // SLEEP: the server is slow, as long as the statement's bound is tested.
    let took_long = db.all(&words("select cast(1 as bigint) from (select pg_sleep(5)) as slept"), vec![]).await;
    is_unavailable(took_long, "statement timeout");
    let cancelled = ended_while_it_waits(&app, |id| format!("select pg_cancel_backend({id})")).await;
    is_unavailable(cancelled, "user request");

    let (name, role) = (name_of(&app.db), format!("{}_role", name_of(&app.db)));
    on_server(&app.db, &format!("create role {role} login password 'first' connection limit 1")).await;
    on_server(&app.db, &format!("grant connect on database {name} to {role}")).await;
    let theirs = another(&app, 2, |settings| {
        let url = app.db.url.replace("aqad:aqad@", &format!("{role}:first@"));
        settings.source = infra::db::DataSource::Postgres(Secret::new(url));
        settings.acquire_timeout = Duration::from_secs(1);
    })
    .await;
    // SLEEP: the server is slow, so that others come meanwhile.
    let select = words("select cast(1 as bigint) from (select pg_sleep(0.3)) as slept");
    is_unavailable(tokio::try_join!(theirs.all(&select, vec![]), theirs.all(&select, vec![])), "too many connections");
    on_server(&app.db, &format!("alter role {role} password 'second'")).await;
    // SLEEP: the other of the two is answered.
    tokio::time::sleep(Duration::from_millis(400)).await;
    let id = super::connection_id(&theirs).await.expect("an answer");
    on_server(&app.db, &format!("select pg_terminate_backend({id})")).await;
    is_unavailable(theirs.ping().await, "password authentication failed");
    theirs.close().await;
    on_server(&app.db, &format!("revoke connect on database {name} from {role}")).await;
    on_server(&app.db, &format!("drop role {role}")).await;
    db.ping().await.expect("it goes on");
    db.close().await;
    app.finish().await;
}
