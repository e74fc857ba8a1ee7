//! Several nodes over one Redis.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use cache::{Cache, InvalidationReach};
use tokio::task::JoinSet;

use crate::support::redis_server::{Cluster, Server};
use crate::support::{BOUND, LocalRows, SharedRows, SingleLoadRows, Table, node, read, tag, until};

#[tokio::test]
async fn what_one_node_loaded_the_others_find() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));

    assert_eq!(read::<SharedRows>(&a, &table, 1).await, 1);
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, 1);

    assert_eq!(table.reads(), 1);
    assert_eq!(b.stats().families[0].hits_redis, 1);
    // What is not shared stays in its process.
    read::<LocalRows>(&a, &table, 1).await;
    read::<LocalRows>(&b, &table, 1).await;
    assert_eq!(table.reads(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_is_seen_here_at_once_and_everywhere_within_the_bound() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with(0..10));
    for round in 1..100 {
        let id = round % 10;
        read::<SharedRows>(&a, &table, id).await;
        read::<LocalRows>(&b, &table, id).await;
        read::<SharedRows>(&b, &table, id).await;

        let version = table.advance(id);
        assert_eq!(a.drop_tags(&[tag(id)]).await, InvalidationReach::AllNodes);
        let told = Instant::now();

        assert_eq!(read::<SharedRows>(&a, &table, id).await, version);
        while read::<LocalRows>(&b, &table, id).await < version || read::<SharedRows>(&b, &table, id).await < version {
            assert!(told.elapsed() <= BOUND, "an old value {:?} after the change", told.elapsed());
            // SLEEP: between two looks; each checks the bound.
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_reads_on_each_of_four_nodes_make_one_single_load() {
    let redis = Server::start();
    let table = Table::with([1, 2]);
    table.before.store(150, Ordering::SeqCst);
    let mut nodes: Vec<Cache> = Vec::new();
    for _ in 0..4 {
        nodes.push(node(&redis.url()).await);
    }
    let mut readers = JoinSet::new();
    for node in &nodes {
        for _ in 0..10_000 {
            let (node, table) = (node.clone(), table.clone());
            readers.spawn(async move { read::<SingleLoadRows>(&node, &table, 1).await });
        }
    }
    assert!(readers.join_all().await.into_iter().all(|version| version == 1));
    assert_eq!(table.reads(), 1, "one in all");

    let mut readers = JoinSet::new();
    for node in &nodes {
        for _ in 0..10_000 {
            let (node, table) = (node.clone(), table.clone());
            readers.spawn(async move { read::<SharedRows>(&node, &table, 2).await });
        }
    }
    assert!(readers.join_all().await.into_iter().all(|version| version == 1));
    assert!(table.reads() <= 1 + 4, "{} loads: at most one a node of what is not", table.reads());
}

#[tokio::test]
async fn whoever_gives_up_loading_for_all_holds_nobody_up() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    table.before.store(60_000, Ordering::SeqCst);
    let dies = {
        let (a, table) = (a.clone(), table.clone());
        tokio::spawn(async move { read::<SingleLoadRows>(&a, &table, 1).await })
    };
    until(Duration::from_secs(5), || table.reads() == 1).await;
    dies.abort();
    table.before.store(0, Ordering::SeqCst);

    let began = Instant::now();
    assert_eq!(read::<SingleLoadRows>(&b, &table, 1).await, 1);
    assert!(began.elapsed() < Duration::from_millis(500), "{:?}", began.elapsed());
}

#[tokio::test]
async fn clearing_on_one_node_clears_all() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    read::<SharedRows>(&b, &table, 1).await;

    assert_eq!(a.clear().await, InvalidationReach::AllNodes);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;

    read::<SharedRows>(&b, &table, 1).await;
    assert_eq!(table.reads(), 2);
}

#[tokio::test]
async fn an_idle_node_asks_redis_once_a_second_and_trusts_nothing_meanwhile() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&b, &table, 1).await;
    // SLEEP: until both nodes are idle.
    tokio::time::sleep(Duration::from_millis(2_500)).await;
    let before = redis.script_calls();
    // SLEEP: the three seconds in which they may ask about once each.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let asked = redis.script_calls() - before;
    assert!(asked <= 10, "{asked} calls of two idle nodes in three seconds");

    let version = table.advance(1);
    a.drop_tags(&[tag(1)]).await;
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

#[tokio::test]
async fn a_cluster_keeps_values_on_all_its_servers_and_changes_reach_all_nodes() {
    let cluster = Cluster::start().await;
    let (a, b, table) = (node(&cluster.url()).await, node(&cluster.url()).await, Table::with(0..60));
    for id in 0..60 {
        read::<SingleLoadRows>(&a, &table, id).await;
    }
    for id in 0..60 {
        assert_eq!(read::<SingleLoadRows>(&b, &table, id).await, 1);
    }
    assert_eq!(table.reads(), 60);
    for server in &cluster.servers {
        assert!(server.cli(&["--raw", "keys", "test:cache:v:*"]).lines().count() > 5);
    }

    let version = table.advance(7);
    assert_eq!(a.drop_tags(&[tag(7)]).await, InvalidationReach::AllNodes);
    assert_eq!(read::<SingleLoadRows>(&a, &table, 7).await, version);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SingleLoadRows>(&b, &table, 7).await, version);
}
