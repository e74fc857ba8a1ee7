//! The end of a server has a bound, whatever hangs.

use std::io::Write;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use testkit::{Actor, Engine, TestDb};

use super::process::{Process, serve};
use crate::db_faults::proxy::Proxy;

fn settings(more: &[&str]) -> Vec<String> {
    let usual = ["server.drain_timeout_seconds=1", "log.level=warn"];
    usual.iter().chain(more).map(|setting| (*setting).to_owned()).collect()
}

/// A request whose body never ends.
fn hangs(server: &mut Process) -> (String, TcpStream) {
    let address = server.address().expect("it serves");
    let mut peer = TcpStream::connect(address).expect("it accepts");
    let head =
        "POST /api/auth/login HTTP/1.1\r\nhost: aqad\r\ncontent-type: application/json\r\ncontent-length: 90\r\n\r\n{";
    peer.write_all(head.as_bytes()).expect("it reads");
    (format!("http://{address}"), peer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_hangs_is_cut_at_the_end_of_the_drain_time() {
    let db = TestDb::migrated(Engine::Sqlite).await;
    let mut server = serve("", db.folder.path(), &settings(&[]));
    let (url, _peer) = hangs(&mut server);
    Actor::anybody(&url).get("/livez").await.is(200);

    let began = Instant::now();
    server.signal("TERM");
    let status = server.ends_within(Duration::from_secs(6));

    assert!(status.success(), "{status}");
    assert!(began.elapsed() >= Duration::from_secs(1), "the request had no time");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_database_does_not_keep_a_server_from_ending() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut db = TestDb::migrated(Engine::Postgres).await;
    let proxy = Proxy::before(&mut db).await;
    let url_of_database = format!("database.url={}", db.url);
    let silent = ["database.statement_timeout_seconds=600", "database.commit_timeout_seconds=300", &url_of_database];
    let mut server = serve("", db.folder.path(), &settings(&silent));
    let (url, _peer) = hangs(&mut server);
    Actor::anybody(&url).get("/api/products").await.is(200);
    proxy.silence();
    let asked = tokio::spawn(async move { reqwest::get(format!("{url}/api/vendors")).await });
    // SLEEP: the request is under way, and the worker has begun another round.
    tokio::time::sleep(Duration::from_millis(1_200)).await;

    server.signal("TERM");
    // A second of drain, one to cut, ten for the rest, one for threads; and some for a busy machine.
    let status = server.ends_within(Duration::from_secs(18));

    assert!(status.success(), "{status}");
    // What it was told does not matter, if anything.
    drop(asked.await.expect("it was asked"));
}
