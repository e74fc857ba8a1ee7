//! A table that counts how often it is read, and caches in front of it.

#[path = "../../../../limiter/tests/it/support/proxy.rs"]
pub mod proxy;
#[path = "../../../../limiter/tests/it/support/redis_server.rs"]
#[expect(dead_code, reason = "the limiter's tests use more of it")]
pub mod redis_server;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use cache::{
    Cache, CacheFamily, CacheKey, CacheKeyWriter, CacheRedisSettings, CacheSettings, CacheTier, Loaded, PublicScope,
    Tag, TenantScope,
};
use kernel::Cacheable;
use redis_link::RedisTarget;
use serde::{Deserialize, Serialize};

pub const SECRET: [u8; 32] = [7; 32];
pub const BOUND: Duration = Duration::from_millis(100);

/// What the table holds of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub tenant: u64,
    pub id: u64,
    pub version: u64,
    pub text: String,
}

impl Cacheable for Row {}

/// A number as a key.
pub struct Id(pub u64);

impl CacheKey for Id {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.bytes(&self.0.to_le_bytes());
    }
}

macro_rules! family {
    ($name:ident, $id:literal, $tier:ident, $scope:ty, $life:expr) => {
        pub struct $name;
        impl CacheFamily for $name {
            const ID: u8 = $id;
            const NAME: &'static str = stringify!($name);
            const SCHEMA_VERSION: u16 = 1;
            const TTL: Duration = $life;
            const NEGATIVE_TTL: Duration = Duration::from_millis(300);
            const TIER: CacheTier = CacheTier::$tier;
            type Scope = $scope;
            type Key = Id;
            type Value = Row;
            fn version(row: &Row) -> Option<i64> {
                i64::try_from(row.version).ok()
            }
        }
    };
}

family!(LocalRows, 1, Local, PublicScope, Duration::from_hours(1));
family!(SharedRows, 2, Shared, PublicScope, Duration::from_hours(1));
family!(SingleLoadRows, 3, SharedSingleLoad, PublicScope, Duration::from_hours(1));
family!(ShortLivedRows, 4, Local, PublicScope, Duration::from_millis(400));
family!(TenantRows, 5, Shared, TenantScope, Duration::from_hours(1));

/// A table: versions by tenant and id. Reading takes a while.
#[derive(Default)]
pub struct Table {
    rows: Mutex<HashMap<(u64, u64), u64>>,
    pub reads: AtomicU64,
    /// Milliseconds before and after the row is looked at.
    pub before: AtomicU64,
    pub after: AtomicU64,
}

pub fn tag(id: u64) -> Tag {
    Tag::of("row", &id.to_le_bytes())
}

impl Table {
    pub fn with(ids: impl IntoIterator<Item = u64>) -> Arc<Self> {
        let table = Self::default();
        table.rows.lock().unwrap().extend(ids.into_iter().map(|id| ((0, id), 1)));
        Arc::new(table)
    }

    pub fn set(&self, tenant: u64, id: u64, version: u64) {
        self.rows.lock().unwrap().insert((tenant, id), version);
    }

    /// The next version of a row.
    pub fn advance(&self, id: u64) -> u64 {
        let mut rows = self.rows.lock().unwrap();
        let version = rows.entry((0, id)).or_default();
        *version += 1;
        *version
    }

    pub async fn load(&self, tenant: u64, id: u64) -> Result<Loaded<Row>, String> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        pause(&self.before).await;
        let version = self.rows.lock().unwrap().get(&(tenant, id)).copied();
        pause(&self.after).await;
        let row = version.map(|version| Row { tenant, id, version, text: "x".repeat(200) });
        Ok(Loaded::of(row, vec![tag(id)]))
    }

    pub fn reads(&self) -> u64 {
        self.reads.load(Ordering::SeqCst)
    }
}

async fn pause(millis: &AtomicU64) {
    let millis = millis.load(Ordering::SeqCst);
    // Even a sleep of nothing lasts until the clock's next tick.
    if millis > 0 {
        // SLEEP: how long the table takes to answer.
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }
}

/// A node by itself.
pub fn single_node() -> Cache {
    Cache::start(CacheSettings { max_bytes: 16 << 20, secret: SECRET, redis: None })
}

/// A clock that stands still until a test moves it.
#[derive(Clone, Default)]
pub struct Hands(Arc<AtomicU64>);

impl Hands {
    pub fn advance(&self, millis: u64) {
        self.0.fetch_add(millis * 1_000, Ordering::SeqCst);
    }
}

/// A node by itself, whose values age by this clock.
pub fn alone_at(hands: &Hands) -> Cache {
    let now = Arc::clone(&hands.0);
    let settings = CacheSettings { max_bytes: 16 << 20, secret: SECRET, redis: None };
    Cache::start_at(settings, Arc::new(move || Duration::from_micros(now.load(Ordering::SeqCst))))
}

/// A node of a fleet that has found it.
pub async fn node(url: &str) -> Cache {
    let node = connecting_node(url);
    until(Duration::from_secs(10), || node.stats().health == cache::CacheHealth::Shared).await;
    node
}

/// A node that may not have found its fleet.
pub fn connecting_node(url: &str) -> Cache {
    let redis = CacheRedisSettings {
        target: RedisTarget::parse(url).unwrap(),
        prefix: "test:cache".to_owned(),
        max_staleness: BOUND,
        deadline: Duration::from_millis(100),
    };
    Cache::start(CacheSettings { max_bytes: 16 << 20, secret: SECRET, redis: Some(redis) })
}

/// Reads a row of everybody's through a family; its version, 0 where there is none.
pub async fn read<F>(cache: &Cache, table: &Arc<Table>, id: u64) -> u64
where
    F: CacheFamily<Scope = PublicScope, Key = Id, Value = Row>,
{
    let found = cache.read::<F, _, _, _>(&PublicScope, &Id(id), || table.load(0, id)).await.unwrap();
    found.map_or(0, |entry| {
        let row = entry.value().unwrap();
        assert_eq!(row.id, id, "somebody else's row");
        row.version
    })
}

/// Waits until something holds, at most so long.
pub async fn until(within: Duration, mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < within, "it did not come to hold within {within:?}");
        // SLEEP: between two looks.
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
