//! Deleting takes its time, in batches, on whichever node, and is done once.

use std::time::Duration;

use infra::jobs;
use market::reactions::Reactions;
use testkit::{Engine, TestApp, days, on_every_engine};
use tokio::sync::watch;

use super::{NOTICES, company, count, deleted, passes};

infra::statements! {
    MANY_NOTICES = {
        "insert into notices (id, company_id, at, kind, subject, text, dedupe)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 1200)
            select unhex(printf('01900000000070008000%012x', d.n)), c.id, 1, 'old', 'old', 'old', printf('old %d', d.n) from companies c, d where c.kind = 'vendor'",
        my: "insert into notices (id, company_id, at, kind, subject, text, dedupe)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 999)
            select unhex(concat('01900000000070008000', lpad(hex(d.n), 12, '0'))), c.id, 1, 'old', 'old', 'old', concat('old ', d.n) from companies c, d where c.kind = 'vendor'",
        pg: "insert into notices (id, company_id, at, kind, subject, text, dedupe)
            with recursive d (n) as (select 0 union all select n + 1 from d where n < 1200)
            select concat('01900000-0000-7000-8000-', lpad(to_hex(d.n), 12, '0'))::uuid, c.id, 1, 'old', 'old', 'old', concat('old ', d.n) from companies c, d where c.kind = 'vendor'"
    };
    DEAD = "update jobs set state = 'dead' where kind = 'forget_old_data'";
    WAITING = "select count(*) from jobs where kind = 'forget_old_data' and state = 'ready'";
}

async fn change(app: &TestApp, statement: &infra::db::Stmt) -> i64 {
    let nobody = infra::Origin::default();
    let changed = app.ctx.store.write(&nobody, |tx| async move {
        let rows = tx.exec(statement, vec![]).await?;
        Ok::<_, infra::db::Error>(tx.commit_silently(rows))
    });
    i64::try_from(changed.await.expect("the database obeys")).expect("a number of rows")
}

on_every_engine!(two_nodes_delete_in_batches_and_each_row_once, |engine: Engine| async move {
    let app = TestApp::new(engine).await;
    let acme = app.vendor("acme").await;
    app.settle().await;
    let old = change(&app, &MANY_NOTICES).await;
    assert!(old >= 1_000, "{old}");

    let (one, two) = (Reactions(app.ctx.clone()), Reactions(app.ctx.clone()));
    for node in [&one, &two] {
        jobs::schedule(&app.ctx.store, node).await.expect("jobs are queued");
    }
    assert_eq!(count(&app, &WAITING, vec![]).await, 7, "one of each class, however many nodes ask");
    for _ in 0..20 {
        let (first, second) = tokio::join!(jobs::tick(&app.ctx.store, &one), jobs::tick(&app.ctx.store, &two));
        first.and(second).expect("the queue answers");
    }
    app.settle().await;

    assert_eq!(count(&app, &NOTICES, company(&acme)).await, 1, "the new one");
    let said = deleted(&app).await;
    assert_eq!(said.iter().map(|(_, rows, _)| rows).sum::<i64>(), old, "{said:?}");
    assert!(
        said.iter().all(|(what, rows, more)| what == "notices" && *rows <= 500 && *more == (*rows == 500)),
        "{said:?}"
    );
    assert!(said.len() > 1, "{said:?}");
    app.finish().await;
});

#[tokio::test]
async fn a_dead_job_holds_up_the_days_that_follow_no_longer_than_its_own() {
    let app = TestApp::new(Engine::Sqlite).await;
    passes(&app).await;
    jobs::schedule(&app.ctx.store, &Reactions(app.ctx.clone())).await.expect("jobs are queued");
    assert_eq!(change(&app, &DEAD).await, 7);

    jobs::schedule(&app.ctx.store, &Reactions(app.ctx.clone())).await.expect("jobs are queued");
    assert_eq!(count(&app, &WAITING, vec![]).await, 0, "operators look at those first");
    app.clock.advance(days(1));
    jobs::schedule(&app.ctx.store, &Reactions(app.ctx.clone())).await.expect("jobs are queued");

    assert_eq!(count(&app, &WAITING, vec![]).await, 7);
    app.settle().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_sees_to_it_by_itself() {
    let app = TestApp::new(Engine::Sqlite).await;
    let acme = app.vendor("acme").await;
    app.settle().await;
    change(&app, &MANY_NOTICES).await;
    let (stop, stopped) = watch::channel(false);
    let (store, reactor) = (app.ctx.store.clone(), Reactions(app.ctx.clone()));

    let worker =
        tokio::spawn(async move { jobs::run_worker(&store, &reactor, Duration::from_millis(10), stopped).await });
    let gone = async { while count(&app, &NOTICES, company(&acme)).await > 1 {} };
    tokio::time::timeout(Duration::from_secs(30), gone).await.expect("old notices are deleted");
    stop.send_replace(true);

    worker.await.expect("the worker ends");
    app.finish().await;
}
