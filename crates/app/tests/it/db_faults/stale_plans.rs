//! The schema changes while the program runs: what it prepared before is prepared anew.

use infra::db::{Error, Query};
use infra::{Origin, args};
use testkit::{Engine, TestApp, TestDb};

use super::{SERVERS, another, on_server, words};

async fn app(engine: Engine) -> TestApp {
    let app = TestApp::on(TestDb::new(engine).await, &[]).await;
    on_server(&app.db, "create table changing (id bigint not null)").await;
    on_server(&app.db, "insert into changing (id) values (7)").await;
    app
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_query_is_prepared_anew_after_the_schema_changed() {
    let all = words("select * from changing where id = ?");
    for engine in SERVERS {
        let app = app(engine).await;
        let db = another(&app, 2, |_| ()).await;
        // On both connections.
        let both = tokio::join!(db.all(&all, args![7_i64]), db.all(&all, args![7_i64]));
        assert!(both.0.is_ok() && both.1.is_ok());

        on_server(&app.db, "alter table changing add column more bigint").await;

        for _ in 0..4 {
            let row = db.one(&all, args![7_i64]).await;
            let row: (i64, Option<i64>) = row.expect("an answer").expect("a row").take_tuple().expect("two numbers");
            assert_eq!(row, (7, None), "{engine:?}");
        }
        db.close().await;
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_is_run_again_after_the_schema_changed() {
    let all = words("select * from changing where id = ?");
    for engine in SERVERS {
        let app = app(engine).await;
        let store = &app.ctx.store;
        let read = || {
            let origin = Origin::default();
            async move {
                let write = |tx: infra::WriteTx| async move {
                    let rows = tx.all(&all, args![7_i64]).await?.len();
                    Ok::<_, Error>(tx.no_change(rows))
                };
                store.write(&origin, write).await
            }
        };
        assert_eq!(read().await.expect("an answer"), 1);

        on_server(&app.db, "alter table changing add column more bigint").await;

        assert_eq!(read().await.expect("an answer"), 1, "{engine:?}");
        app.finish().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn statements_that_the_server_forgot_are_prepared_anew() {
    let app = TestApp::new(Engine::Postgres).await;
    let db = another(&app, 1, |_| ()).await;
    let seven = words("select cast(? as bigint)");
    db.all(&seven, args![7_i64]).await.expect("an answer");
    db.all(&words("deallocate all"), vec![]).await.expect("it forgets");

    let again = db.all(&seven, args![7_i64]).await;

    assert!(again.is_ok(), "{again:?}");
    db.close().await;
    app.finish().await;
}
