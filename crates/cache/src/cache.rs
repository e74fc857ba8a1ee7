//! Reading through the tiers, and invalidation.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use bytes::Bytes;
use supervisor::Supervisor;

use crate::clock::Steady;
use crate::envelope::ValueId;
use crate::family::{CacheFamily, CacheScope, CacheTier, FamilyPolicy, InvalidationReach, Loaded};
use crate::inspection::{self, Inspection, ValueReport};
use crate::key::{CacheKey, CacheKeyWriter, random_u64};
use crate::local::{LocalKey, LocalTier};
use crate::remote::{LockOutcome, RemoteTier};
use crate::singleflight::{Leader, Role, SingleFlight};
use crate::stats::{CacheCounters, CacheHealth, CacheStats, FamilyCounters};
use crate::sync::{CacheRedisSettings, FleetSync, Session, micros};
use crate::value::{CacheEntry, CachedValue, Tags, digest};
use crate::versions::{LocalVersions, Tag};

/// Loads of others that a read waits for whose results turn out too old, before it loads by itself.
const MAX_JOINS: usize = 3;
/// A value with less than this fraction of its TTL left is refreshed while others still use it.
const REFRESH_FRACTION: u64 = 20;

/// How a cache is set up.
#[derive(Debug)]
pub struct CacheSettings {
    /// Bytes this process keeps at most.
    pub max_bytes: u64,
    /// What values in Redis are sealed with; the same on all nodes.
    pub secret: [u8; 32],
    /// Redis, shared with the other nodes; none for a single node.
    pub redis: Option<CacheRedisSettings>,
}

/// The cache. Cheap to clone.
#[derive(Clone)]
pub struct Cache(Option<Arc<Inner>>);

struct Inner {
    clock: Steady,
    secret: [u8; 32],
    versions: Arc<LocalVersions>,
    local: LocalTier,
    loads: SingleFlight,
    counters: Arc<CacheCounters>,
    shared: Option<Arc<FleetSync>>,
}

/// The parameters of one read.
struct ReadRequest {
    key: LocalKey,
    id: ValueId,
    policy: FamilyPolicy,
    asked: u64,
    trusted: bool,
}

/// What was known when a load began.
struct LoadStart {
    since: crate::versions::LocalVersion,
    session: Option<Session>,
    as_of: u64,
    began: u64,
}

impl Cache {
    /// A cache that keeps nothing: every read loads.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Starts one. With a fleet, it has to be called within a Tokio runtime.
    pub fn start(settings: CacheSettings) -> Self {
        let began = Instant::now();
        Self::start_at(settings, Arc::new(move || began.elapsed()))
    }

    /// The same, with lifetimes that run on somebody's clock.
    pub fn start_at(settings: CacheSettings, clock: Steady) -> Self {
        Self::start_supervised(settings, clock, &Supervisor::default())
    }

    /// The same, with its background task among those of a supervisor.
    pub fn start_supervised(settings: CacheSettings, clock: Steady, supervisor: &Supervisor) -> Self {
        let (versions, counters) = (Arc::new(LocalVersions::default()), Arc::new(CacheCounters::default()));
        let shared = settings.redis.map(|redis| {
            let (versions, counters) = (Arc::clone(&versions), Arc::clone(&counters));
            FleetSync::start(supervisor, redis, versions, counters, Arc::clone(&clock))
        });
        Self(Some(Arc::new(Inner {
            clock,
            secret: settings.secret,
            versions,
            local: LocalTier::new(settings.max_bytes, Arc::clone(&counters)),
            loads: SingleFlight::default(),
            counters,
            shared,
        })))
    }

    /// The value with a key: from a tier, or from `load`, whose result is kept. Nothing where
    /// `load` found nothing.
    pub async fn read<F, L, Fut, E>(
        &self,
        scope: &F::Scope,
        key: &F::Key,
        load: L,
    ) -> Result<Option<CacheEntry<F::Value>>, E>
    where
        F: CacheFamily,
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Loaded<F::Value>, E>> + Send,
        E: Send,
    {
        let load = || async { load().await.map(|loaded| serialize::<F>(loaded)) };
        let Some(inner) = &self.0 else {
            return Ok(CacheEntry::of(Arc::new(uncached(load().await?))));
        };
        let mut writer = CacheKeyWriter::default();
        scope.put(&mut writer);
        key.write(&mut writer);
        let name = writer.name(&inner.secret);
        let (trusted, asked) = inner.trust().await;
        let request = ReadRequest {
            key: (F::ID, name),
            id: ValueId { family: F::NAME, schema_version: F::SCHEMA_VERSION, name },
            policy: FamilyPolicy::of::<F>(),
            asked,
            trusted,
        };
        inner.read(&request, load).await.map(CacheEntry::of)
    }

    /// Invalidates everything that depends on any of these tags. Call it after the commit of a
    /// change, before the client gets its answer; idempotent.
    pub async fn drop_tags(&self, tags: &[Tag]) -> InvalidationReach {
        let Some(inner) = &self.0 else { return InvalidationReach::AllNodes };
        if tags.is_empty() {
            return InvalidationReach::AllNodes;
        }
        let shards: Vec<u16> = tags.iter().map(|tag| tag.shard()).collect();
        inner.counters.dropped.add();
        let Some(shared) = &inner.shared else {
            inner.versions.bump(&shards);
            return InvalidationReach::AllNodes;
        };
        if shared.broadcast(&shards).await {
            return InvalidationReach::AllNodes;
        }
        inner.counters.delayed.add();
        InvalidationReach::ThisNode
    }

    /// Drops everything, on all nodes.
    pub async fn clear(&self) -> InvalidationReach {
        self.drop_tags(&[Tag::EVERYTHING]).await
    }

    /// Whether invalidations reach other nodes at present.
    pub fn reaches_others(&self) -> bool {
        self.0.as_ref().and_then(|inner| inner.shared.as_ref()).is_none_or(|shared| shared.session().is_some())
    }

    /// Frees the memory of expired and invalidated values; call it every minute or so.
    pub fn sweep(&self) {
        let Some(inner) = &self.0 else { return };
        let now = inner.now();
        inner.local.sweep(|value| value.until <= now || !inner.versions.is_current(value.since, &value.tags));
    }

    /// What the families declare that were read since the start.
    pub fn families(&self) -> Vec<FamilyPolicy> {
        self.0.as_ref().map_or_else(Vec::new, |inner| inner.counters.policies())
    }

    /// Statistics of this node.
    pub fn stats(&self) -> CacheStats {
        self.0.as_ref().map_or_else(|| CacheCounters::default().stats(CacheHealth::Off), |inner| inner.stats())
    }

    /// The same, and what Redis says of itself, which takes as long as one call.
    pub async fn stats_with_redis(&self) -> CacheStats {
        let shared = self.0.as_ref().and_then(|inner| inner.shared.as_deref());
        let redis = match shared {
            Some(shared) => inspection::redis_usage(shared).await,
            None => None,
        };
        CacheStats { redis, ..self.stats() }
    }

    /// One value, wherever it is kept; nothing where nothing is.
    pub async fn inspect<F: CacheFamily>(&self, scope: &F::Scope, key: &F::Key) -> Option<ValueReport> {
        let inner = self.0.as_deref()?;
        let (secret, versions, local, shared) =
            (&inner.secret, &*inner.versions, &inner.local, inner.shared.as_deref());
        Some(Inspection { secret, versions, local, shared, now: inner.now() }.at::<F>(scope, key).await)
    }
}

/// A loaded value as it is kept: its JSON.
struct Serialized {
    json: Option<Bytes>,
    version: Option<i64>,
    tags: Tags,
}

fn serialize<F: CacheFamily>(loaded: Loaded<F::Value>) -> Serialized {
    let version = loaded.value.as_ref().and_then(F::version);
    let json = loaded.value.map(|value| {
        let json = serde_json::to_vec(&value).expect("a value of named fields can be written as JSON");
        // Shrunk to fit.
        Bytes::from(json.into_boxed_slice())
    });
    let mut tags: Tags = loaded.tags.into_iter().collect();
    tags.sort_unstable();
    tags.dedup();
    tags.push(Tag::EVERYTHING);
    Serialized { json, version, tags }
}

fn uncached(loaded: Serialized) -> CachedValue {
    let digest = digest(loaded.json.as_deref().unwrap_or_default());
    let since = LocalVersions::START;
    CachedValue {
        json: loaded.json,
        digest,
        version: loaded.version,
        tags: loaded.tags,
        since,
        began: 0,
        until: 0,
        life: 0,
    }
}

impl Inner {
    fn now(&self) -> u64 {
        micros((self.clock)())
    }

    /// Whether the tiers may be used, and when this read began.
    async fn trust(&self) -> (bool, u64) {
        let asked = self.now();
        let Some(shared) = &self.shared else { return (true, asked) };
        if shared.trust(asked).await {
            return (true, asked);
        }
        self.counters.bypassed.add();
        (false, asked)
    }

    fn is_trusted(&self) -> bool {
        self.shared.as_ref().is_none_or(|shared| shared.is_trusted(shared.now()))
    }

    fn remote<'a>(&'a self, request: &ReadRequest) -> Option<RemoteTier<'a>> {
        let shared = self.shared.as_deref().filter(|_| request.policy.tier != CacheTier::Local)?;
        let counts = self.counters.of(request.key.0);
        Some(RemoteTier { shared, versions: &self.versions, counts, secret: &self.secret, id: request.id })
    }

    async fn read<L, Fut, E>(&self, request: &ReadRequest, load: L) -> Result<Arc<CachedValue>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Serialized, E>> + Send,
        E: Send,
    {
        let counts = self.counters.of(request.key.0);
        self.counters.declare(request.key.0, request.policy);
        if let Some(value) = self.local_value(request) {
            counts.hits_local.add();
            if value.json.is_none() {
                counts.absent.add();
            }
            // One reader refreshes it before it expires; the others go on using it.
            let left = value.until.saturating_sub(request.asked);
            if left < value.life / REFRESH_FRACTION
                && let Some(leader) = self.loads.begin(request.key, request.asked)
            {
                counts.refreshed.add();
                // Should that fail, this one is still good.
                return Ok(self
                    .load_as_leader(request, leader, value.life / REFRESH_FRACTION, &load)
                    .await
                    .unwrap_or(value));
            }
            return Ok(value);
        }
        counts.misses_local.add();
        // Without trust, what others changed meanwhile is not known: only a load that has just begun will do.
        let mut oldest = if request.trusted { 0 } else { request.asked.saturating_sub(self.max_staleness()) };
        for _ in 0..MAX_JOINS {
            match self.loads.join(request.key, self.now(), oldest) {
                Role::Leader(leader) => return self.load_as_leader(request, leader, 0, &load).await,
                Role::Follower(mut result) => {
                    let loaded = result.wait_for(Option::is_some).await.map(|value| value.clone()).ok().flatten();
                    if let Some((value, _)) =
                        loaded.filter(|(value, good_at)| self.is_acceptable(request, value, *good_at))
                    {
                        counts.coalesced.add();
                        return Ok(value);
                    }
                    // From now on, only a load that began after this read did.
                    oldest = request.asked;
                }
            }
        }
        let before = self.before();
        self.load(request, &before, &load).await
    }

    /// The value in this process, if it may be used.
    fn local_value(&self, request: &ReadRequest) -> Option<Arc<CachedValue>> {
        let value = self.local.get(request.key).filter(|_| request.trusted)?;
        let counts = self.counters.of(request.key.0);
        if value.until <= request.asked {
            counts.expired.add();
        } else if !self.versions.is_current(value.since, &value.tags) {
            counts.stale_local.add();
        } else {
            return Some(value);
        }
        self.local.take(request.key);
        None
    }

    /// Whether what another read loaded is as good as a load of one's own.
    fn is_acceptable(&self, request: &ReadRequest, value: &CachedValue, good_at: u64) -> bool {
        // It began after this read, so it is as fresh as a load of our own.
        good_at >= request.asked
            || (self.versions.is_current(value.since, &value.tags)
                && (self.is_trusted() || value.began + self.max_staleness() >= request.asked))
    }

    fn max_staleness(&self) -> u64 {
        self.shared.as_ref().map_or(0, |shared| micros(shared.settings.max_staleness))
    }

    /// Looks in the local tier once more, then in Redis, then loads; hands the result to all
    /// followers.
    async fn load_as_leader<L, Fut, E>(
        &self,
        request: &ReadRequest,
        leader: Leader<'_>,
        least_left: u64,
        load: &L,
    ) -> Result<Arc<CachedValue>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Serialized, E>> + Send,
        E: Send,
    {
        let counts = self.counters.of(request.key.0);
        // The previous load may have finished between our lookup and our joining.
        let now = self.now();
        if least_left == 0
            && self.is_trusted()
            && let Some(value) = self.local_value(request)
        {
            leader.complete(&value, now);
            return Ok(value);
        }
        let remote = self.remote(request).filter(|_| request.trusted);
        let mut lock = None;
        if let Some(remote) = &remote {
            let found = match remote.get(least_left).await {
                None if request.policy.tier == CacheTier::SharedSingleLoad && least_left == 0 => {
                    match remote.lock_load().await {
                        LockOutcome::Acquired(acquired) => {
                            lock = Some(acquired);
                            None
                        }
                        LockOutcome::Found(value) => Some(value),
                        LockOutcome::Unavailable => None,
                    }
                }
                found => found,
            };
            if let Some(value) = found {
                counts.hits_remote.add();
                self.local.put(request.key, Arc::clone(&value));
                leader.complete(&value, value.began);
                return Ok(value);
            }
            counts.misses_remote.add();
        }
        let before = self.before();
        let loaded = self.load(request, &before, load).await;
        if let Ok(value) = &loaded {
            let is_kept = value.life > 0 && self.versions.is_current(value.since, &value.tags);
            if is_kept {
                self.local.put(request.key, Arc::clone(value));
            }
            leader.complete(value, value.began);
            if let (Some(remote), Some(session), true) = (&remote, &before.session, is_kept) {
                remote.put(session, before.as_of, value).await;
            }
        }
        drop(lock);
        loaded
    }

    /// What is known now; a load that begins after this knows at least as much.
    fn before(&self) -> LoadStart {
        // In this order: a version read later may be higher than the load knows of.
        let session = self.shared.as_ref().and_then(|shared| shared.session());
        let as_of = session.as_ref().map_or(0, |session| session.epoch.synced());
        LoadStart { session, as_of, since: self.versions.current(), began: self.now() }
    }

    async fn load<L, Fut, E>(&self, request: &ReadRequest, before: &LoadStart, load: &L) -> Result<Arc<CachedValue>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Serialized, E>> + Send,
        E: Send,
    {
        let counts: &FamilyCounters = self.counters.of(request.key.0);
        let began = Instant::now();
        let loaded = load().await.inspect_err(|_| counts.failed.add())?;
        counts.loaded(request.id.family, began.elapsed());
        let life = micros(if loaded.json.is_some() { request.policy.ttl } else { request.policy.negative_ttl });
        let life = life - random_u64() % (life / 10).max(1);
        Ok(Arc::new(CachedValue {
            digest: digest(loaded.json.as_deref().unwrap_or_default()),
            json: loaded.json,
            version: loaded.version,
            tags: loaded.tags,
            since: before.since,
            began: before.began,
            until: before.began + life,
            life,
        }))
    }

    fn stats(&self) -> CacheStats {
        let health = match &self.shared {
            None => CacheHealth::Local,
            Some(shared) if shared.session().is_some() => CacheHealth::Shared,
            Some(_) => CacheHealth::Disconnected,
        };
        let mut stats = self.counters.stats(health);
        if let Some(shared) = &self.shared {
            stats.max_staleness_ms = u64::try_from(shared.settings.max_staleness.as_millis()).unwrap_or(u64::MAX);
            stats.redis_losses = shared.disconnects.load(Ordering::Relaxed);
        }
        stats.entries = self.local.entries();
        stats.bytes = self.local.bytes();
        stats.max_bytes = self.local.capacity();
        stats
    }
}
