//! Crowds that ask for what nobody has: the database is asked once.

use std::time::Duration;

use sqlx::{Connection, Executor};
use testkit::{Actor, Engine, TestApp, engine_url};
use tokio::task::JoinSet;

use super::{stage, truth};
use crate::limits::raw::{Wire, get};
use crate::nodes::redis_server::Server;
use crate::nodes::until;

const NODES: usize = 2;
const CONNECTIONS: usize = 200;
const EACH: usize = 50;
/// How long the database keeps them waiting.
const HELD: Duration = Duration::from_millis(600);

/// Nodes in this process, so that their caches can be asked how they are doing.
async fn beside(truth: &TestApp, count: usize, redis: &str) -> Vec<TestApp> {
    // All of them and their crowd share this process: one that gets no turn for a tenth of a second
    // is not cut off, and would have to load for itself if it thought so.
    let patient = [("cache.redis_timeout_ms", "5000"), ("cache.max_staleness_ms", "1000")];
    let options = [&[super::SECRET, ("cache.redis_url", redis)], patient.as_slice()].concat();
    let mut all = Vec::new();
    for _ in 0..count {
        all.push(TestApp::on(truth.db.beside(), &options).await);
    }
    let shared = |node: &TestApp| node.ctx.cache.stats().health == cache::CacheHealth::Shared;
    until(Duration::from_secs(10), || all.iter().all(shared)).await;
    all
}

/// Holds a table for itself, so that whoever reads it waits.
async fn held(truth: &TestApp, sql: &'static str) -> sqlx::PgConnection {
    let mut conn = sqlx::PgConnection::connect(&engine_url(&truth.db)).await.expect("PostgreSQL answers");
    conn.execute("begin").await.expect("PostgreSQL obeys");
    conn.execute(sql).await.expect("PostgreSQL obeys");
    conn
}

fn family(node: &TestApp, name: &str) -> cache::FamilyStats {
    let report = node.ctx.cache.stats();
    report.families.into_iter().find(|f| f.family == name).expect("it was asked for")
}

/// What a node has counted of products so far.
fn counted(node: &TestApp) -> Counted {
    let report = node.ctx.cache.stats();
    let product = report.families.iter().find(|f| f.family == "product");
    Counted {
        alone: report.reads_bypassed,
        loads: product.map_or(0, |p| p.loads),
        coalesced: product.map_or(0, |p| p.coalesced),
        shared: product.map_or(0, |p| p.coalesced + p.hits_local),
    }
}

#[derive(Debug, Clone, Copy)]
struct Counted {
    alone: u64,
    loads: u64,
    coalesced: u64,
    shared: u64,
}

impl Counted {
    fn since(self, before: Self) -> Self {
        Self {
            alone: self.alone - before.alone,
            loads: self.loads - before.loads,
            coalesced: self.coalesced - before.coalesced,
            shared: self.shared - before.shared,
        }
    }
}

/// All wires ask `EACH` times for one path while the table is held for `HELD`.
async fn crowd(wires: Vec<Wire>, request: &[u8], lock: sqlx::PgConnection) -> Vec<Wire> {
    let mut asking = JoinSet::new();
    for mut wire in wires {
        let request = request.repeat(EACH);
        asking.spawn(async move {
            let mut refused = u32::from(wire.ask(&request).await != 200);
            for _ in 1..EACH {
                refused += u32::from(wire.ask(&[]).await != 200);
            }
            (wire, refused)
        });
    }
    // SLEEP: how long the database keeps the crowd waiting.
    tokio::time::sleep(HELD).await;
    drop(lock);
    let (wires, refused): (Vec<Wire>, Vec<u32>) = asking.join_all().await.into_iter().unzip();
    assert_eq!(refused.iter().sum::<u32>(), 0, "everybody is answered");
    wires
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_requests_for_a_cold_product_make_one_query_on_each_node() {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (_, _, offer) = stage(&truth).await;
    let nodes = beside(&truth, NODES, &redis.url()).await;
    let request = get(&format!("/api/products/{}", offer.product_id), None);
    let mut wires = Vec::new();
    for node in &nodes {
        for _ in 0..CONNECTIONS {
            wires.push(Wire::from("127.0.0.1", node.address).await);
        }
    }

    // A node that got no turn for a second holds itself for cut off, and rightly loads for itself:
    // what is promised is seen in a round in which that happened to none.
    let mut rounds = Vec::new();
    for round in 1..=4_u64 {
        assert_eq!(nodes[0].ctx.cache.clear().await, cache::InvalidationReach::AllNodes);
        let heard = |node: &TestApp| node.ctx.cache.stats().invalidations_received >= round;
        until(Duration::from_secs(10), || nodes[1..].iter().all(heard)).await;
        let before: Vec<Counted> = nodes.iter().map(counted).collect();
        let lock = held(&truth, "lock table offers in access exclusive mode").await;
        wires = crowd(wires, &request, lock).await;
        let seen: Vec<Counted> = nodes.iter().zip(before).map(|(node, before)| counted(node).since(before)).collect();
        let calm = seen.iter().all(|node| node.alone == 0);
        rounds.push(seen);
        if calm {
            break;
        }
    }
    for node in rounds.last().expect("there was one") {
        assert_eq!((node.alone, node.loads, node.shared), (0, 1, 9_999), "{rounds:?}");
        assert!(node.coalesced > 50, "they did not ask at once: {rounds:?}");
    }
    for node in nodes {
        node.finish().await;
    }
    truth.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ranking_that_four_nodes_want_at_once_is_made_by_one_of_them() {
    let (redis, truth) = (Server::start(), truth(Engine::Postgres).await);
    let (_, _, offer) = stage(&truth).await;
    let nodes = beside(&truth, 4, &redis.url()).await;

    // Made before anything is timed: the right to rank for all is lost to whoever takes two seconds.
    let clients: Vec<Actor> = nodes.iter().map(TestApp::anybody).collect();

    for round in 1..=5_u64 {
        assert_eq!(nodes[0].ctx.cache.clear().await, cache::InvalidationReach::AllNodes);
        // A node that has not heard of it may rightly show what it kept, or a moment before.
        let heard = |node: &TestApp| node.ctx.cache.stats().invalidations_received;
        until(Duration::from_secs(10), || nodes[1..].iter().all(|node| heard(node) >= round)).await;
        let lock = held(&truth, "lock table vendor_orders in access exclusive mode").await;
        let mut asking = JoinSet::new();
        for anybody in clients.iter().cycle().take(80) {
            let anybody = anybody.clone();
            asking.spawn(async move { anybody.get("/api/popular-products").await });
        }
        // SLEEP: how long the database keeps the crowd waiting.
        tokio::time::sleep(Duration::from_millis(300)).await;
        drop(lock);
        let answers = asking.join_all().await;

        for answer in answers {
            let answer = answer.is(200);
            assert_eq!(answer.text_at("/0/id"), offer.product_id);
        }
        let loads: Vec<u64> = nodes.iter().map(|node| family(node, "popular").loads).collect();
        let reports: Vec<_> = nodes.iter().map(|node| family(node, "popular")).collect();
        assert_eq!(loads.iter().sum::<u64>(), round, "one of four nodes ranks, once a round: {reports:?}");
    }
    for node in nodes {
        node.finish().await;
    }
    truth.finish().await;
}
