//! Cache families: what is cached, declared once as a type.

use std::time::Duration;

use kernel::Cacheable;

use crate::key::{CacheKey, CacheKeyWriter};
use crate::versions::Tag;

/// Where values of a family are kept, and who loads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CacheTier {
    /// In the process that loaded them.
    Local,
    /// In the process and in Redis; each node loads at most once at a time.
    Shared,
    /// The same, and all nodes together load at most once at a time: for expensive loads.
    SharedSingleLoad,
}

/// A kind of cached value.
pub trait CacheFamily: Send + Sync + 'static {
    /// A number below 32 that no other family has: names its counters.
    const ID: u8;
    /// Its name in metrics and in Redis.
    const NAME: &'static str;
    /// Counts up when [`CacheFamily::Value`] changes its form: nodes of different releases never read
    /// each other's values.
    const SCHEMA_VERSION: u16 = 1;
    /// How long a value is used at most; shortened by up to a tenth at random, so that values made
    /// together do not expire together.
    const TTL: Duration = Duration::from_hours(1);
    /// How long it is cached that there is no value.
    const NEGATIVE_TTL: Duration = Duration::from_secs(30);
    /// Where, and who loads.
    const TIER: CacheTier = CacheTier::Shared;
    /// For whom: [`PublicScope`], one [`TenantScope`], or one [`SessionScope`].
    type Scope: CacheScope;
    /// What names a value.
    type Key: CacheKey;
    /// What is kept.
    type Value: Cacheable;

    /// The value's own version, for conditional requests.
    fn version(_: &Self::Value) -> Option<i64> {
        None
    }
}

/// What a family declares, as a value for tables and documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyPolicy {
    /// Its name.
    pub name: &'static str,
    /// For whom a value of it is.
    pub scope: &'static str,
    /// Where values are kept, and who loads them.
    pub tier: CacheTier,
    /// How long a value is used at most.
    pub ttl: Duration,
    /// How long it is cached that there is no value.
    pub negative_ttl: Duration,
}

impl FamilyPolicy {
    /// Of a family.
    pub(crate) const fn of<F: CacheFamily>() -> Self {
        Self { name: F::NAME, scope: F::Scope::NAME, tier: F::TIER, ttl: F::TTL, negative_ttl: F::NEGATIVE_TTL }
    }
}

/// For whom a value is. Sealed: everybody, one tenant, or one session.
pub trait CacheScope: sealed::Sealed + Send + Sync {
    /// For whom, in words.
    const NAME: &'static str;
    /// Puts itself into the key.
    fn put(&self, key: &mut CacheKeyWriter);
}

/// A value that is the same for everybody.
#[derive(Debug, Clone, Copy)]
pub struct PublicScope;

/// A value of one tenant: its id is part of the key, so no other tenant finds it.
#[derive(Debug, Clone, Copy)]
pub struct TenantScope(pub [u8; 16]);

/// A value of one session: the hash of its secret is part of the key, so nobody else finds it.
#[derive(Clone, Copy)]
pub struct SessionScope(pub [u8; 32]);

impl CacheScope for SessionScope {
    const NAME: &'static str = "one session";
    fn put(&self, key: &mut CacheKeyWriter) {
        key.session(&self.0);
    }
}

impl CacheScope for PublicScope {
    const NAME: &'static str = "everybody";
    fn put(&self, _: &mut CacheKeyWriter) {}
}

impl CacheScope for TenantScope {
    const NAME: &'static str = "one company";
    fn put(&self, key: &mut CacheKeyWriter) {
        key.tenant(self.0);
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::PublicScope {}
    impl Sealed for super::SessionScope {}
    impl Sealed for super::TenantScope {}
}

/// What a load found.
#[derive(Debug, Clone)]
pub struct Loaded<V> {
    pub(crate) value: Option<V>,
    pub(crate) tags: Vec<Tag>,
}

impl<V> Loaded<V> {
    /// A value, or that there is none, with everything it depends on.
    pub fn of(value: Option<V>, tags: Vec<Tag>) -> Self {
        Self { value, tags }
    }
}

/// How far an invalidation got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidationReach {
    /// All nodes apply it within the staleness bound.
    AllNodes,
    /// Only this node applied it; the others will when Redis can be reached again.
    ThisNode,
}
