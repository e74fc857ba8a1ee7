//! The write probe: what answers queries and refuses every write is found out.

use std::time::{Duration, Instant};

use infra::db::{Db, Error};
use testkit::{Engine, TestApp, on_every_engine};

use super::{another, name_of, on_server};

/// Looks until writing is, or is not, possible.
async fn until(db: &Db, possible: bool) -> Result<(), Error> {
    let began = Instant::now();
    loop {
        let answer = db.can_write().await;
        if answer.is_ok() == possible {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_secs(20), "can_write is still {answer:?}");
        // SLEEP: an answer is good for a second.
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

on_every_engine!(a_database_that_takes_writes_is_found_to_do_so, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let idle = another(&app, 2, |_| ()).await;

    let (first, second) = tokio::join!(idle.can_write(), idle.can_write());

    assert!(first.is_ok() && second.is_ok(), "{first:?}, {second:?}");
    idle.close().await;
    app.finish().await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_foreign_lock_on_the_file_means_that_nothing_can_be_written() {
    let app = TestApp::new(Engine::Sqlite).await;
    let db = &app.ctx.store.db;
    let foreign = rusqlite::Connection::open(app.db.file()).expect("the file opens");
    foreign.execute_batch("begin immediate").expect("the lock is free");

    let refused = until(db, false).await;
    db.ping().await.expect("it answers queries");
    foreign.execute_batch("rollback").expect("the lock is given up");
    let possible = until(db, true).await;

    assert!(matches!(refused, Err(Error::Unavailable(_) | Error::Busy(_))), "{refused:?}");
    assert!(possible.is_ok());
    app.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_for_reading_only_is_found_to_be_so() {
    let app = TestApp::new(Engine::Postgres).await;
    let name = name_of(&app.db);
    on_server(&app.db, &format!("alter database {name} set default_transaction_read_only = on")).await;
    let replica = another(&app, 2, |_| ()).await;

    let refused = replica.can_write().await;
    replica.ping().await.expect("it answers queries");

    assert!(matches!(&refused, Err(Error::Unavailable(why)) if why.contains("read-only")), "{refused:?}");
    on_server(&app.db, &format!("alter database {name} reset default_transaction_read_only")).await;
    assert!(until(&replica, true).await.is_ok());
    replica.close().await;
    // The app may have made a connection meanwhile.
    assert!(until(&app.ctx.store.db, true).await.is_ok());
    app.finish().await;
}
