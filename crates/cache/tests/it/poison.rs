//! What lies in Redis may be anything.

use cache::{Cache, TenantScope};

use crate::support::redis_server::Server;
use crate::support::{Id, SharedRows, Table, TenantRows, node, read};

/// Runs something on every value there is; there must be some.
fn spoil(redis: &Server, how: impl Fn(&str) -> Vec<String>) {
    let keys = redis.cli(&["--raw", "keys", "test:cache:v:*"]);
    assert!(!keys.is_empty());
    for key in keys.lines() {
        let command = how(key);
        let said = redis.cli(&command.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(!said.starts_with("ERR"), "{said}");
    }
}

async fn refused_after(how: impl Fn(&str) -> Vec<String>) {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;

    spoil(&redis, how);

    assert_eq!(read::<SharedRows>(&b, &table, 1).await, 1);
    assert_eq!(table.reads(), 2, "it was loaded again");
    let family = &b.stats().families[0];
    assert_eq!((family.hits_redis, family.rejected_redis), (0, 1), "and counted");
    // The next node finds what is right.
    let c = node(&redis.url()).await;
    assert_eq!(read::<SharedRows>(&c, &table, 1).await, 1);
    assert_eq!(table.reads(), 2);
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|w| (*w).to_owned()).collect()
}

#[tokio::test]
async fn junk_is_refused() {
    refused_after(|key| words(&["set", key, "junk"])).await;
}

#[tokio::test]
async fn a_value_cut_off_is_refused() {
    refused_after(|key| {
        words(&[
            "eval",
            "redis.call('SET', KEYS[1], string.sub(redis.call('GET', KEYS[1]), 1, -3), 'PX', 100000) return 1",
            "1",
            key,
        ])
    })
    .await;
}

#[tokio::test]
async fn one_altered_byte_is_refused() {
    refused_after(|key| words(&["setrange", key, "60", "\u{1}"])).await;
}

#[tokio::test]
async fn json_that_somebody_wrote_is_refused() {
    refused_after(|key| words(&["set", key, r#"{"tenant":0,"id":1,"version":9,"text":"mine"}"#])).await;
}

#[tokio::test]
async fn a_hundred_megabytes_are_not_even_fetched() {
    refused_after(|key| words(&["setrange", key, "100000000", "x"])).await;
}

#[tokio::test]
async fn another_type_of_key_is_only_a_miss() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    spoil(&redis, |key| {
        words(&["eval", "redis.call('DEL', KEYS[1]) return redis.call('LPUSH', KEYS[1], 'a')", "1", key])
    });
    for _ in 0..3 {
        assert_eq!(read::<SharedRows>(&b, &table, 1).await, 1);
    }
    assert_eq!(table.reads(), 2);
}

/// Two tenants' values, each copied over the other's.
#[tokio::test]
async fn a_value_copied_under_another_tenants_key_is_refused() {
    let redis = Server::start();
    let (a, b, table) = (node(&redis.url()).await, node(&redis.url()).await, Table::with([]));
    table.set(1, 5, 10);
    table.set(2, 5, 20);
    assert_eq!(of(&a, &table, 1).await, 10);
    assert_eq!(of(&a, &table, 2).await, 20);

    let keys = redis.cli(&["--raw", "keys", "test:cache:v:*"]);
    let keys: Vec<&str> = keys.lines().collect();
    assert_eq!(keys.len(), 2);
    redis.cli(&["copy", keys[0], "other"]);
    redis.cli(&["copy", keys[1], keys[0], "replace"]);
    redis.cli(&["copy", "other", keys[1], "replace"]);

    assert_eq!(of(&b, &table, 1).await, 10);
    assert_eq!(of(&b, &table, 2).await, 20);
    assert_eq!(b.stats().families[0].rejected_redis, 2);
}

async fn of(cache: &Cache, table: &std::sync::Arc<Table>, tenant: u64) -> u64 {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&tenant.to_le_bytes());
    let found =
        cache.read::<TenantRows, _, _, _>(&TenantScope(id), &Id(5), || table.load(tenant, 5)).await.unwrap().unwrap();
    let row = found.value().unwrap();
    assert_eq!(row.tenant, tenant, "another tenant's");
    row.version
}

#[tokio::test]
async fn nodes_with_different_secrets_share_nothing() {
    let redis = Server::start();
    let (a, table) = (node(&redis.url()).await, Table::with([1]));
    read::<SharedRows>(&a, &table, 1).await;
    let redis = cache::CacheRedisSettings {
        target: redis_link::RedisTarget::parse(&redis.url()).unwrap(),
        prefix: "test:cache".to_owned(),
        max_staleness: crate::support::BOUND,
        deadline: std::time::Duration::from_millis(100),
    };
    let b = Cache::start(cache::CacheSettings { max_bytes: 1 << 20, secret: [8; 32], redis: Some(redis) });
    crate::support::until(std::time::Duration::from_secs(5), || b.stats().health == cache::CacheHealth::Shared).await;
    assert_eq!(read::<SharedRows>(&b, &table, 1).await, 1);
    assert_eq!(table.reads(), 2);
}
