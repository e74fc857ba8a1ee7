//! Redis stopped, silent, emptied, restarted, taken over from.

use std::time::{Duration, Instant};

use cache::{CacheHealth, InvalidationReach};

use crate::support::proxy::Proxy;
use crate::support::redis_server::Server;
use crate::support::{BOUND, SharedRows, Table, connecting_node, node, read, tag, until};

#[tokio::test]
async fn without_redis_every_read_loads_and_is_right() {
    let mut redis = Server::start();
    let (a, table) = (node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;

    redis.kill();
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;

    for _ in 0..3 {
        let version = table.advance(1);
        // Another node may have done this: nobody tells us.
        assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
    }
    until(Duration::from_secs(5), || a.stats().health == CacheHealth::Disconnected).await;
    let began = Instant::now();
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, 4);
    assert!(
        began.elapsed() < Duration::from_millis(50),
        "a Redis known to be gone costs nothing: {:?}",
        began.elapsed()
    );
    assert!(a.stats().reads_bypassed >= 4);
}

#[tokio::test]
async fn a_node_without_polls_bypasses_its_cache_within_the_bound() {
    let redis = Server::start();
    let proxy = Proxy::before(redis.port).await;
    let (a, b, table) = (node(&redis.url()).await, node(&proxy.url()).await, Table::with([1]));
    for _ in 0..3 {
        assert_eq!(read::<SharedRows>(&b, &table, 1).await, 1);
    }

    proxy.blackhole();
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);
    let told = Instant::now();

    loop {
        let asked = told.elapsed();
        if read::<SharedRows>(&b, &table, 1).await == version {
            break;
        }
        assert!(asked <= BOUND, "an old value {asked:?} after the change");
    }
    // And back: what was missed is heard before anything is trusted.
    proxy.heal();
    until(Duration::from_secs(10), || b.stats().health == CacheHealth::Shared).await;
    for _ in 0..3 {
        assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
    }
}

#[tokio::test]
async fn a_change_made_while_redis_is_away_is_sent_when_it_is_back() {
    let redis = Server::start();
    let proxy = Proxy::before(redis.port).await;
    let (a, b, table) = (node(&proxy.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    read::<SharedRows>(&b, &table, 1).await;

    proxy.blackhole();
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::ThisNode, "the writer knows that others were not told");
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version, "and never sees the old value itself");
    proxy.heal();

    until(Duration::from_secs(10), || a.stats().health == CacheHealth::Shared).await;
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

#[tokio::test]
async fn an_emptied_redis_begins_anew() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1, 2]));
    for id in [1, 2] {
        read::<SharedRows>(&a, &table, id).await;
        read::<SharedRows>(&b, &table, id).await;
    }

    redis.cli(&["flushall"]);
    let version = table.advance(1);
    a.drop_tags(&[tag(1)]).await;
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;

    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
    until(Duration::from_secs(10), || [&a, &b].iter().all(|n| n.stats().health == CacheHealth::Shared)).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

/// A snapshot brings back values and marks from before the last changes.
#[tokio::test]
async fn a_redis_restored_from_an_old_snapshot_brings_no_old_value_back() {
    let mut redis = Server::start();
    let (a, table) = (node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    assert_eq!(redis.cli(&["save"]), "OK");
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);

    redis.kill();
    redis.restart();
    assert!(redis.cli(&["--raw", "keys", "test:cache:v:*"]).contains("Shared"), "the old value is back in Redis");

    let b = node(&redis.url()).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
    until(Duration::from_secs(10), || a.stats().health == CacheHealth::Shared).await;
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
}

/// A replica takes over that never heard of the last change.
#[tokio::test]
async fn a_replica_that_missed_a_change_serves_no_old_value_when_it_takes_over() {
    let mut primary = Server::start();
    let port = primary.port.to_string();
    let replica = Server::with(&["--replicaof", "127.0.0.1", &port]);
    let proxy = Proxy::before(primary.port).await;
    let (a, table) = (node(&proxy.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    until(Duration::from_secs(10), || replica.cli(&["--raw", "keys", "test:cache:v:*"]).contains("Shared")).await;
    replica.pause();
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);
    primary.kill();
    replica.resume();
    assert_eq!(replica.cli(&["replicaof", "no", "one"]), "OK");
    assert!(replica.cli(&["--raw", "keys", "test:cache:v:*"]).contains("Shared"), "the old value is there");

    let b = node(&replica.url()).await;

    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

#[tokio::test]
async fn a_read_only_redis_is_no_redis() {
    let redis = Server::start();
    let (a, table) = (node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;

    redis.cli(&["replicaof", "127.0.0.1", "1"]);
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::ThisNode);

    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
    redis.cli(&["replicaof", "no", "one"]);
    until(Duration::from_secs(10), || a.stats().health == CacheHealth::Shared).await;
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
}

/// It can be read, and refuses whatever would be written.
async fn nobody_trusts(redis: &Server, spoil: impl Fn(&Server), mend: impl Fn(&Server)) {
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    read::<SharedRows>(&b, &table, 1).await;

    spoil(redis);
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::ThisNode);
    assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version, "who cannot be told must not go on trusting");

    mend(redis);
    until(Duration::from_secs(10), || [&a, &b].iter().all(|n| n.stats().health == CacheHealth::Shared)).await;
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

#[tokio::test]
async fn a_full_redis_that_evicts_nothing_is_no_redis() {
    let redis = Server::with(&["--maxmemory-policy", "noeviction"]);
    let full = |redis: &Server| drop(redis.cli(&["config", "set", "maxmemory", "1"]));
    nobody_trusts(&redis, full, |redis| drop(redis.cli(&["config", "set", "maxmemory", "0"]))).await;
}

#[tokio::test]
async fn a_redis_that_wants_more_replicas_is_no_redis() {
    let redis = Server::start();
    let lonely = |redis: &Server| drop(redis.cli(&["config", "set", "min-replicas-to-write", "1"]));
    nobody_trusts(&redis, lonely, |redis| drop(redis.cli(&["config", "set", "min-replicas-to-write", "0"]))).await;
}

#[tokio::test]
async fn foreign_members_of_the_version_set_are_removed() {
    let redis = Server::start();
    let junk = |redis: &Server| drop(redis.cli(&["zadd", "{test:cache}:versions", "1000000", "junk"]));
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&b, &table, 1).await;
    junk(&redis);
    let version = table.advance(1);
    a.drop_tags(&[tag(1)]).await;
    // SLEEP: the bound: from here on no node may use what is old.
    tokio::time::sleep(BOUND).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
    read::<SharedRows>(&a, &table, 1).await;
    until(Duration::from_secs(10), || [&a, &b].iter().all(|n| n.stats().health == CacheHealth::Shared)).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

/// Nobody has begun another counting yet, so nobody will ever hear of it under the one that is gone.
#[tokio::test]
async fn an_invalidation_under_no_epoch_stays_pending() {
    let redis = Server::start();
    let (a, table) = (node(&redis.url()).await, Table::with([1]));
    // An idle node asks once a second: hardly ever between the two lines, and never three times.
    for _ in 0..3 {
        read::<SharedRows>(&a, &table, 1).await;
        // SLEEP: until the node is idle, and asks once a second only.
        tokio::time::sleep(Duration::from_millis(2_300)).await;
        redis.cli(&["del", "{test:cache}:versions"]);
        let version = table.advance(1);
        let reach = a.drop_tags(&[tag(1)]).await;
        assert_eq!(read::<SharedRows>(&a, &table, 1).await, version);
        if reach == InvalidationReach::ThisNode {
            return;
        }
        until(Duration::from_secs(10), || a.stats().health == CacheHealth::Shared).await;
    }
    panic!("told under no counting, and taken for told");
}

/// The counting in which the change was told is gone when the node is back: only that it is another
/// one says that something was missed.
#[tokio::test]
async fn a_change_missed_in_an_epoch_that_is_gone_drops_local_values() {
    let mut redis = Server::start();
    let proxy = Proxy::before(redis.port).await;
    let (a, b, table) = (node(&redis.url()).await, node(&proxy.url()).await, Table::with([1]));
    read::<SharedRows>(&b, &table, 1).await;

    proxy.blackhole();
    let version = table.advance(1);
    assert_eq!(a.drop_tags(&[tag(1)]).await, InvalidationReach::AllNodes);
    redis.kill();
    redis.restart();
    until(Duration::from_secs(10), || b.stats().health == CacheHealth::Disconnected).await;
    proxy.heal();
    until(Duration::from_secs(10), || b.stats().health == CacheHealth::Shared).await;

    assert_eq!(read::<SharedRows>(&b, &table, 1).await, version);
}

/// It evicts whatever it likes, the marks too.
#[tokio::test]
async fn a_redis_that_evicts_everything_serves_nothing_old() {
    let redis = Server::with(&["--maxmemory", "3mb", "--maxmemory-policy", "allkeys-random"]);
    let (a, b, table) = (connecting_node(&redis.url()), connecting_node(&redis.url()), Table::with(0..500));
    for round in 0..6_u64 {
        for id in 0..500 {
            read::<SharedRows>(&a, &table, id).await;
        }
        for id in (0..500).step_by(7) {
            let version = table.advance(id);
            let reach = a.drop_tags(&[tag(id)]).await;
            assert_eq!(read::<SharedRows>(&a, &table, id).await, version);
            if reach == InvalidationReach::AllNodes && id % 70 == 0 {
                // SLEEP: the bound: from here on no node may use what is old.
                tokio::time::sleep(BOUND).await;
                assert_eq!(read::<SharedRows>(&b, &table, id).await, version, "round {round}");
            }
        }
        redis.cli(&["del", "{test:cache}:versions"]);
    }
}
