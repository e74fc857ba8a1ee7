//! A value as it is kept: the JSON of it, and what it depends on.

use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Bytes;
use kernel::Cacheable;
use smallvec::SmallVec;

use crate::versions::{LocalVersion, Tag};

/// Tags of what a value depends on.
pub(crate) type Tags = SmallVec<[Tag; 8]>;

/// One kept value, or that there is none.
#[derive(Debug)]
pub(crate) struct CachedValue {
    pub json: Option<Bytes>,
    /// A hash of the JSON that all nodes agree on.
    pub digest: u64,
    pub version: Option<i64>,
    pub tags: Tags,
    /// The local version when its load began.
    pub since: LocalVersion,
    /// When its load began, in microseconds of this node's clock.
    pub began: u64,
    /// Not used from then on, in microseconds of this node's clock.
    pub until: u64,
    /// How long it was to be used when it was made, in microseconds.
    pub life: u64,
}

/// What an entry costs besides its bytes, as measured with 100,000 of them: itself, its place in the
/// table and in the list of those that were there lately, what the allocator rounds up.
const OVERHEAD: usize = 576;

impl CachedValue {
    pub fn weight(&self) -> u64 {
        let spilled = if self.tags.spilled() { self.tags.capacity() * size_of::<Tag>() } else { 0 };
        (OVERHEAD + spilled + self.json.as_ref().map_or(0, Bytes::len)) as u64
    }
}

pub(crate) use kernel::entity_tag::digest;

/// A value that was found.
#[derive(Debug)]
pub struct CacheEntry<V> {
    pub(crate) value: Arc<CachedValue>,
    pub(crate) json: Bytes,
    pub(crate) of: PhantomData<fn() -> V>,
}

impl<V> Clone for CacheEntry<V> {
    fn clone(&self) -> Self {
        Self { value: Arc::clone(&self.value), json: self.json.clone(), of: PhantomData }
    }
}

impl<V: Cacheable> CacheEntry<V> {
    pub(crate) fn of(value: Arc<CachedValue>) -> Option<Self> {
        let json = value.json.clone()?;
        Some(Self { value, json, of: PhantomData })
    }
    /// Its JSON, as it was written once.
    pub fn json(&self) -> Bytes {
        self.json.clone()
    }
    /// A hash of the JSON, the same on every node.
    pub fn digest(&self) -> u64 {
        self.value.digest
    }
    /// The value's own version.
    pub fn version(&self) -> Option<i64> {
        self.value.version
    }
    /// The value. Fails only for JSON that this type did not write.
    pub fn value(&self) -> Result<V, serde_json::Error> {
        serde_json::from_slice(&self.json)
    }
}
