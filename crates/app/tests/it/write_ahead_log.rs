//! SQLite's write-ahead log while somebody reads for long, and reads of our own that take too long.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use infra::db::{Error, Query};
use rusqlite::Connection;
use testkit::{Actor, Engine, TestApp};

use crate::nodes::redis_server::free_port;
use crate::nodes::until;

infra::statements! {
    ENDLESS = "with recursive n (x) as (select 1 union all select x + 1 from n) select count(*) from n";
}

const MIB: u64 = 1024 * 1024;
/// A look a second, and figures are published at once.
const SOON: Duration = Duration::from_secs(10);

/// The program, killed at the end.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    fn start(folder: &Path, metrics: &str, log: File) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aqad"));
        command.env_clear().arg("serve").env("AQAD_DATA_DIR", folder).env("AQAD_SERVER__METRICS_LISTEN", metrics);
        command.args(["--set", "server.listen=127.0.0.1:0", "--set", "log.level=info"]);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("it says where it listens");
        Self(child)
    }
}

/// Writes so much as another program does.
fn write(by: &Connection, mib: u64) {
    for _ in 0..mib {
        by.execute("insert into scratch (data) values (zeroblob(1048576))", []).expect("it is written");
    }
}

async fn figure(scraper: &Actor) -> u64 {
    let scraped = scraper.get("/metrics").await.text;
    let line = scraped.lines().find_map(|line| line.strip_prefix("aqad_db_wal_bytes "));
    line.map_or(0, |bytes| bytes.parse().expect("a number"))
}

async fn is_shown(scraper: &Actor, bytes: u64) {
    let began = Instant::now();
    while figure(scraper).await < bytes {
        assert!(began.elapsed() < SOON, "the figure stays at {}", figure(scraper).await);
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_grows_under_a_long_read_is_told_once_and_cut_off_when_it_is_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let (database, log, told) =
        (folder.path().join("aqad.db"), folder.path().join("aqad.db-wal"), folder.path().join("told"));
    let metrics = format!("127.0.0.1:{}", free_port());
    let _server = Server::start(folder.path(), &metrics, File::create(&told).expect("a file"));
    let size = || fs::metadata(&log).expect("the log").len();
    let times = |words: &str| fs::read_to_string(&told).expect("its log").matches(words).count();
    let scraper = Actor::anybody(&format!("http://{metrics}"));
    let (reader, writer) =
        (Connection::open(&database).expect("it opens"), Connection::open(&database).expect("it opens"));
    writer.execute_batch("pragma synchronous = off; create table scratch (data blob) strict").expect("a table");
    reader.execute_batch("begin").expect("it begins");
    let people: i64 = reader.query_row("select count(*) from users", [], |row| row.get(0)).expect("it reads");

    write(&writer, 130);
    is_shown(&scraper, 130 * MIB).await;
    for more in [2, 4] {
        write(&writer, 2);
        is_shown(&scraper, (130 + more) * MIB).await;
    }

    assert_eq!((people, times("write-ahead log is large")), (0, 1), "{}", fs::read_to_string(&told).expect("its log"));
    reader.execute_batch("rollback").expect("it ends");
    until(SOON, || size() == 0).await;
    until(SOON, || times("write-ahead log is small again") == 1).await;
    assert_eq!(times("write-ahead log is large"), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_that_takes_too_long_is_given_up() {
    let app = TestApp::with(Engine::Sqlite, &[("database.statement_timeout_seconds", "1")]).await;

    let began = Instant::now();
    let refused = app.ctx.store.db.all(&ENDLESS, vec![]).await.expect_err("it has no end");

    assert!(matches!(refused, Error::Unavailable(_)), "{refused}");
    assert!((Duration::from_secs(1)..Duration::from_secs(5)).contains(&began.elapsed()), "{:?}", began.elapsed());
    app.anybody().get("/api/products").await.is(200);
    app.finish().await;
}
