use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use kernel::Scalar;
use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::{Group, Queue};
use crate::db::error::{Error, Result};
use crate::db::sqlite::{SqlitePool, SqliteTx, submit};

const SOON: Duration = Duration::from_secs(5);

/// How many commits there were, and how many transactions in them.
#[derive(Clone, Default)]
struct Commits(Arc<AtomicU64>, Arc<AtomicU64>);

impl Recorder for Commits {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        match key.name() {
            "aqad_db_sqlite_commits_total" => Counter::from_arc(Arc::clone(&self.0)),
            "aqad_db_sqlite_transactions_total" => Counter::from_arc(Arc::clone(&self.1)),
            _ => Counter::noop(),
        }
    }
    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }
    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

impl Commits {
    fn counted(&self) -> (u64, u64) {
        (self.0.load(Ordering::SeqCst), self.1.load(Ordering::SeqCst))
    }
}

/// A group without its thread: each step is made by the test.
fn group() -> (TempDir, Group, Queue) {
    let folder = tempfile::tempdir().expect("a folder");
    let conn = Connection::open(folder.path().join("test.db")).expect("it opens");
    conn.execute_batch(
        "pragma journal_mode = wal; create table t (n integer not null unique); create table large (data blob)",
    )
    .expect("tables");
    let queue = Queue::default();
    (folder, Group::new(conn, queue.clone()), queue)
}

fn insert(group: &mut Group, n: i64) -> Result<()> {
    group.statement(|conn| conn.execute("insert into t (n) values (?)", [n]).map(drop).map_err(Error::from))
}

/// What others see.
fn rows(folder: &TempDir) -> Vec<i64> {
    let conn = Connection::open(folder.path().join("test.db")).expect("it opens");
    let mut all = conn.prepare("select n from t order by n").expect("a statement");
    all.query_map([], |row| row.get(0)).expect("rows").collect::<rusqlite::Result<_>>().expect("numbers")
}

fn commit(group: &mut Group) -> oneshot::Receiver<Result<()>> {
    let (tell, told) = oneshot::channel();
    group.commit(tell);
    told
}

#[test]
fn writers_that_wait_share_a_commit_and_none_is_answered_before_it() {
    let (commits, (folder, mut group, queue)) = (Commits::default(), group());
    let _counted = metrics::set_default_local_recorder(&commits);
    let mut told = Vec::new();
    for n in 0..3 {
        let others = (n < 2).then(|| queue.join());
        let earlier = group.begin().expect("it begins");
        assert_eq!(earlier.0.is_some(), n > 0);
        insert(&mut group, n).expect("it is inserted");
        assert_eq!((rows(&folder), commits.counted()), (vec![], (0, 0)));
        assert!(told.iter_mut().all(|told: &mut oneshot::Receiver<_>| told.try_recv().is_err()), "told too early");
        told.push(commit(&mut group));
        drop(others);
    }

    assert!(told.iter_mut().all(|told| matches!(told.try_recv(), Ok(Ok(())))));
    assert_eq!((rows(&folder), commits.counted()), (vec![0, 1, 2], (1, 3)));
}

#[test]
fn a_writer_that_is_alone_is_committed_at_once() {
    let (folder, mut group, _) = group();
    group.begin().expect("it begins");
    insert(&mut group, 1).expect("it is inserted");

    let mut told = commit(&mut group);

    assert!(matches!(told.try_recv(), Ok(Ok(()))));
    assert_eq!(rows(&folder), [1]);
}

#[test]
fn a_transaction_that_is_rolled_back_takes_its_own_changes_only() {
    let (folder, mut group, queue) = group();
    let others = queue.join();
    group.begin().expect("it begins");
    insert(&mut group, 1).expect("it is inserted");
    let mut first = commit(&mut group);
    let mut earlier = group.begin().expect("it begins").0.expect("it has seen the first");
    insert(&mut group, 2).expect("it is inserted");
    let refused = insert(&mut group, 1).expect_err("the first is seen");

    drop(others);
    assert!(earlier.try_recv().is_err(), "nobody may be told yet that 1 is there");
    group.roll_back();

    assert!(matches!(refused, Error::Unique(_)), "{refused}");
    assert!(matches!((first.try_recv(), earlier.try_recv()), (Ok(Ok(())), Ok(Ok(())))));
    assert_eq!(rows(&folder), [1]);
}

#[test]
fn a_commit_that_fails_fails_for_all_who_share_it() {
    let (folder, mut group, queue) = group();
    let others = queue.join();
    group.begin().expect("it begins");
    insert(&mut group, 1).expect("it is inserted");
    let mut first = commit(&mut group);
    let mut earlier = group.begin().expect("it begins").0.expect("it has seen the first");
    drop(others);
    // The disk says no: here, SQLite's transaction is gone when it is to be committed.
    group.conn.execute_batch("rollback").expect("it is rolled back");

    let mut second = commit(&mut group);

    assert!(matches!(second.try_recv(), Ok(Err(_))));
    assert!(matches!((first.try_recv(), earlier.try_recv()), (Ok(Err(Error::Busy(_))), Ok(Err(Error::Busy(_))))));
    assert_eq!(rows(&folder), [0; 0]);
    group.begin().expect("the next one begins");
    insert(&mut group, 3).expect("it is inserted");
    assert!(matches!(commit(&mut group).try_recv(), Ok(Ok(()))));
    assert_eq!(rows(&folder), [3]);
}

#[test]
fn a_full_disk_rolls_back_all_who_share_the_transaction() {
    let (folder, mut group, queue) = group();
    let others = queue.join();
    group.begin().expect("it begins");
    insert(&mut group, 1).expect("it is inserted");
    let mut first = commit(&mut group);
    let mut earlier = group.begin().expect("it begins").0.expect("it has seen the first");
    group.conn.execute_batch("pragma max_page_count = 1").expect("it is full");

    let fill = |conn: &Connection| conn.execute("insert into large (data) values (zeroblob(900000))", []).map(drop);
    let refused = group.statement(|conn| fill(conn).map_err(Error::from)).expect_err("the disk is full");

    assert!(group.conn.is_autocommit(), "SQLite has ended the transaction");
    assert!(matches!((first.try_recv(), earlier.try_recv()), (Ok(Err(Error::Busy(_))), Ok(Err(Error::Busy(_))))));
    assert!(matches!(refused, Error::Unavailable(_)), "{refused}");
    assert!(insert(&mut group, 4).is_err(), "a transaction that has ended takes no statement");
    group.roll_back();
    assert_eq!(rows(&folder), [0; 0]);
    drop(others);
}

async fn add(tx: &SqliteTx, n: i64) -> Result<u64> {
    tx.exec("insert into t (n) values (?)".into(), vec![Scalar::Int(Some(n))]).await
}

fn open(folder: &TempDir) -> SqlitePool {
    let path = folder.path().join("test.db");
    SqlitePool::open(&path, 1, true, Duration::from_secs(10), Duration::from_secs(10)).expect("it opens")
}

async fn commits(pool: &SqlitePool) -> u64 {
    let writer = pool.writer.lock().await;
    submit(writer.jobs.as_ref(), |group: &mut Group| Ok(group.commits)).await.expect("a number")
}

/// So many transactions at once, each of its own task; in how many commits.
async fn commits_of(writers: i64) -> u64 {
    let folder = tempfile::tempdir().expect("a folder");
    let pool = open(&folder);
    pool.script("create table t (n integer not null unique)").await.expect("a table");
    let before = commits(&pool).await;
    let first = pool.begin().await.expect("it begins");
    let mut others = tokio::task::JoinSet::new();
    for n in 1..writers {
        let pool = pool.clone();
        others.spawn(async move {
            let tx = pool.begin().await?;
            add(&tx, n).await?;
            tx.commit().await
        });
    }
    while pool.waiting.len() + 1 < usize::try_from(writers).expect("a few") {
        tokio::task::yield_now().await;
    }
    add(&first, 0).await.expect("it is inserted");
    first.commit().await.expect("it is committed");
    for done in others.join_all().await {
        done.expect("it is committed");
    }
    let done = commits(&pool).await - before;
    let rows = pool.read("select count(*) from t".into(), vec![]).await.expect("a number").remove(0).take::<i64>();
    assert_eq!(rows.expect("a number"), writers);
    done
}

#[tokio::test]
async fn many_writers_share_few_commits_and_one_has_its_own() {
    assert_eq!(commits_of(1).await, 1);
    let commits = commits_of(32).await;
    assert!(commits <= 16, "{commits} commits for 32 transactions");
}

#[tokio::test]
async fn a_shared_commit_is_made_also_where_the_next_in_the_queue_goes_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let pool = open(&folder);
    pool.script("create table t (n integer not null unique)").await.expect("a table");
    let tx = pool.begin().await.expect("it begins");
    add(&tx, 1).await.expect("it is inserted");
    let entry = pool.waiting.join();

    let told = tokio::time::timeout(SOON, tx.commit()).await;

    assert!(matches!(told, Ok(Ok(()))), "{told:?}");
    drop(entry);
}
