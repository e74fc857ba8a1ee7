//! The login limit on four nodes at once: four processes of the program, one database, one Redis.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use testkit::{Actor, Engine, PASSWORD, TestDb, engine_url};
use tokio::task::JoinSet;

use super::raw::{Wire, post};
use super::{OTHER_PASSWORD, login};
use crate::nodes::redis_server::Server;
use crate::nodes::{Node, until};

fn folder(db: &TestDb, at: usize) -> PathBuf {
    db.folder.path().join(format!("node{at}"))
}

/// Whether a node reckons with all four: it hears at its next heartbeat who came after it.
fn knows_all(db: &TestDb, at: usize) -> bool {
    let mut ask = Command::new(env!("CARGO_BIN_EXE_aqad"));
    ask.env_clear().args(["limits", "show", "--set"]).arg(format!("data_dir={}", folder(db, at).display()));
    let said = ask.output().expect("the console runs");
    String::from_utf8_lossy(&said.stdout).contains("(nodes: 4)")
}

fn node(db: &TestDb, at: usize, redis: &str, patience_ms: &str) -> Node {
    let folder = folder(db, at);
    std::fs::create_dir_all(&folder).expect("a folder");
    Node::start(&[
        ("data_dir", &folder.display().to_string()),
        ("database.url", &engine_url(db)),
        ("auth.secret", "kQ7vX2mZ9pLw4RtY8uNc3BfH6jDs1GaE5oTi0VyUdX4"),
        ("server.listen", "127.0.0.1:0"),
        ("server.metrics_listen", ""),
        ("server.trusted_proxies", "127.0.0.1"),
        ("limits.redis_url", redis),
        ("limits.redis_timeout_ms", patience_ms),
        ("limits.address", "{ requests = 100000, seconds = 60, burst = 0 }"),
        ("auth.hashing_queue", "1000"),
        ("jobs.enabled", "false"),
        ("log.level", "error"),
    ])
}

async fn four(redis: &Server, patience_ms: &str) -> (TestDb, Vec<Node>) {
    let db = TestDb::migrated(Engine::Postgres).await;
    let nodes: Vec<Node> = (0..4).map(|at| node(&db, at, &redis.url(), patience_ms)).collect();
    until(Duration::from_secs(20), || (0..4).all(|at| knows_all(&db, at))).await;
    let body = json!({
        "kind": "retailer", "legal_name": "Corner Limited", "display_name": "Corner", "currency": "INR",
        "address": { "line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN" },
        "name": "Asha Menon", "email": "corner@retailer.example", "password": PASSWORD,
    });
    Actor::anybody(&nodes[0].url).post("/api/auth/register", &body).await.is(202);
    (db, nodes)
}

/// So many tries of one account from one address, spread over all nodes, all under way at once.
async fn guesses(nodes: &Arc<Vec<Node>>, each: usize, from: &str) -> Vec<u16> {
    let headers = format!("x-forwarded-for: {from}\r\n");
    let mut trying = JoinSet::new();
    for at in 0..each * nodes.len() {
        let (nodes, headers) = (Arc::clone(nodes), headers.clone());
        trying.spawn(async move {
            let spelling = if at % 2 == 0 { "corner@retailer.example" } else { " CORNER@retailer.example " };
            let body = json!({ "email": spelling, "password": OTHER_PASSWORD }).to_string();
            let mut wire = Wire::from("127.0.0.1", nodes[at % nodes.len()].address).await;
            wire.ask(&post("/api/auth/login", &headers, &body)).await
        });
    }
    trying.join_all().await
}

fn count(statuses: &[u16], status: u16) -> usize {
    statuses.iter().filter(|s| **s == status).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn four_nodes_compare_five_passwords_between_them() {
    let redis = Server::start();
    // Eighty processes' worth of work on two cores: a node that gets no turn must not take that for an outage.
    let (_db, nodes) = four(&redis, "1000").await;
    let nodes = Arc::new(nodes);

    let statuses = guesses(&nodes, 20, "198.51.100.1").await;

    assert_eq!((count(&statuses, 401), count(&statuses, 429)), (5, 75), "{statuses:?}");
    // Known to all of them, and to none as somebody else's.
    for node in nodes.iter() {
        login(&Actor::anybody(&node.url), "198.51.100.1", "corner@retailer.example", PASSWORD, None).await.is(429);
    }
    login(&Actor::anybody(&nodes[2].url), "198.51.100.2", "corner@retailer.example", PASSWORD, None).await.is(200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killing_redis_gains_a_guesser_one_try_a_node_at_most_and_nothing_when_it_is_back() {
    let mut redis = Server::start();
    let (_db, nodes) = four(&redis, "1000").await;
    let nodes = Arc::new(nodes);
    let before = guesses(&nodes, 10, "198.51.100.1").await;

    redis.kill();
    let during = guesses(&nodes, 10, "198.51.100.1").await;
    redis.restart();
    until(Duration::from_secs(20), || redis.cli(&["zcard", "{aqad:limits}:nodes"]) == "4").await;
    let after = guesses(&nodes, 10, "198.51.100.1").await;

    assert_eq!(count(&before, 401), 5, "{before:?}");
    // RL-6: 2N - N/K, with a share of at least one each.
    assert!(count(&during, 401) <= 4, "{during:?}");
    assert!(during.iter().all(|s| matches!(s, 401 | 429)), "somebody got an error: {during:?}");
    assert_eq!(count(&after, 401), 0, "{after:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_emptied_again_and_again_never_gives_a_guesser_more_than_each_nodes_own() {
    let redis = Server::start();
    let (_db, nodes) = four(&redis, "1000").await;
    let nodes = Arc::new(nodes);
    let first = guesses(&nodes, 5, "198.51.100.1").await;
    assert_eq!(count(&first, 401), 5);

    let mut more = 0;
    for _ in 0..4 {
        redis.cli(&["flushall"]);
        more += count(&guesses(&nodes, 5, "198.51.100.1").await, 401);
        until(Duration::from_secs(20), || redis.cli(&["zcard", "{aqad:limits}:nodes"]) == "4").await;
    }

    // Each node tells again what it compared itself. One that is back before the others have told goes
    // by its own until they have, so each could come to five in the end; mostly none to six more are.
    assert!(5 + more <= 5 * nodes.len(), "{more} more were compared");
    let after = guesses(&nodes, 5, "198.51.100.1").await;
    assert_eq!(count(&after, 401), 0, "and none once all have told");
}
