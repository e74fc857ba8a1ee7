//! Tags, and when anything with a tag was last invalidated.
//!
//! A tag hashes to one of 65,536 shards. Two tags in one shard invalidate each other's values now
//! and then, which costs a load and is never wrong. Each shard has two versions:
//!
//! - **local**: counted by this node, raised by each invalidation it makes or receives. A value in
//!   this process is valid while no shard of its tags has a version above the one that was current
//!   when its load began.
//! - **fleet**: counted in Redis. A value in Redis carries the highest version its node knew of
//!   when the load began, and is valid while no shard of its tags has a version above that.
//!
//! Both are taken *before* the load, so a change that commits during the load invalidates its
//! result, and a slow reader cannot bring an old value back.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

/// How many shards there are.
pub(crate) const SHARDS: usize = 1 << 16;

/// Something that values depend on, by kind and id, hashed to a shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(pub(crate) u16);

impl Tag {
    /// The tag of one thing of a kind. The same on every node and in every release.
    pub fn of(kind: &str, id: &[u8]) -> Self {
        // Shard 0 is [`Tag::EVERYTHING`].
        Self(1 + hash(kind, id) % (HALF - 1))
    }
    /// The same for what changes often, such as sign-ins: it shares no shard with the rest.
    pub fn volatile(kind: &str, id: &[u8]) -> Self {
        Self(HALF + hash(kind, id) % HALF)
    }
    /// What everything depends on.
    pub const EVERYTHING: Self = Self(0);
    /// Its shard.
    pub const fn shard(self) -> u16 {
        self.0
    }
}

const HALF: u16 = 1 << 15;

fn hash(kind: &str, id: &[u8]) -> u16 {
    use std::hash::Hasher;
    let mut hasher = SipHasher13::new();
    hasher.write(kind.as_bytes());
    hasher.write_u8(0xff);
    hasher.write(id);
    u16::try_from(hasher.finish() & 0xffff).unwrap_or_default()
}

/// A version counted by this node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LocalVersion(pub(crate) u64);

/// The local versions of all shards.
pub(crate) struct LocalVersions {
    version: AtomicU64,
    floor: AtomicU64,
    local: Box<[AtomicU64]>,
}

/// The fleet versions of all shards within one epoch, as far as this node knows them. Versions of
/// different epochs are never compared.
pub(crate) struct Epoch {
    pub name: Box<str>,
    fleet: Box<[AtomicU64]>,
    synced: AtomicU64,
}

fn zeros() -> Box<[AtomicU64]> {
    (0..SHARDS).map(|_| AtomicU64::new(0)).collect()
}

impl Default for LocalVersions {
    fn default() -> Self {
        Self { version: AtomicU64::new(1), floor: AtomicU64::new(0), local: zeros() }
    }
}

impl LocalVersions {
    /// Before everything.
    pub(crate) const START: LocalVersion = LocalVersion(0);

    /// The current local version. To be taken before a load begins.
    pub fn current(&self) -> LocalVersion {
        LocalVersion(self.version.load(Ordering::SeqCst))
    }

    /// Raises the local version of shards: values loaded before are not used any more.
    pub fn bump(&self, shards: &[u16]) {
        let next = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        for shard in shards {
            self.local[usize::from(*shard)].fetch_max(next, Ordering::SeqCst);
        }
    }

    /// Raises the local version of all shards.
    pub fn bump_all(&self) {
        let next = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        self.floor.fetch_max(next, Ordering::SeqCst);
    }

    /// Whether a value whose load began at a version is still valid.
    pub fn is_current(&self, since: LocalVersion, tags: &[Tag]) -> bool {
        since.0 >= self.floor.load(Ordering::Acquire)
            && tags.iter().all(|tag| self.local[usize::from(tag.0)].load(Ordering::Acquire) <= since.0)
    }
}

impl Epoch {
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), fleet: zeros(), synced: AtomicU64::new(0) }
    }

    /// The highest version this node knows of. To be taken before a load begins.
    pub fn synced(&self) -> u64 {
        self.synced.load(Ordering::SeqCst)
    }

    /// Every invalidation up to this version is known.
    pub fn advance(&self, version: u64) {
        self.synced.fetch_max(version, Ordering::SeqCst);
    }

    /// Whether a value loaded at a fleet version is still valid.
    pub fn is_current(&self, as_of: u64, tags: &[Tag]) -> bool {
        tags.iter().all(|tag| self.fleet[usize::from(tag.0)].load(Ordering::Acquire) <= as_of)
    }

    /// Applies the version of a shard; false if it was known.
    pub fn apply(&self, shard: u16, version: u64) -> bool {
        self.fleet[usize::from(shard)].fetch_max(version, Ordering::SeqCst) < version
    }
}
