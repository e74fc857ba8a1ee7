//! When did anything with this tag last change?
//!
//! 65,536 slots; a tag falls into one of them. Two tags in one slot drop each other's values now
//! and then, which costs a load and is never wrong. Slots are marked in two countings:
//!
//! - **local**: this node's own, one step per change it makes or hears of. A value in this process
//!   is good while no slot of its tags is marked above the step at which its load began.
//! - **fleet**: Redis'. A value in Redis carries the highest number whose changes its maker knew of
//!   when its load began, and is good while no slot of its tags is marked above that.
//!
//! Both are lower bounds taken *before* a load, so a change that commits during the load ends its
//! result, and a slow reader cannot bring an old value back.

use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};
use siphasher::sip::SipHasher13;

/// How many slots there are.
pub(crate) const SHARDS: usize = 1 << 16;

/// Something that values depend on, by sort and id; at last, a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(pub(crate) u16);

impl Tag {
    /// The tag of a sort of thing and one of its kind. The same on every node and in every release.
    pub fn of(kind: &str, id: &[u8]) -> Self {
        // The first slot is everything's.
        Self(1 + hash(kind, id) % (HALF - 1))
    }
    /// The same for what changes all the time, such as sign-ins: it shares no slot with the rest.
    pub fn volatile(kind: &str, id: &[u8]) -> Self {
        Self(HALF + hash(kind, id) % HALF)
    }
    /// What everything depends on.
    pub const EVERYTHING: Self = Self(0);
    /// Its slot.
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

/// A point in the local counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LocalVersion(pub(crate) u64);

/// The local counting of one node.
pub(crate) struct LocalVersions {
    version: AtomicU64,
    floor: AtomicU64,
    local: Box<[AtomicU64]>,
}

/// One counting of the fleet, as far as this node has heard of it. Another counting is another of
/// these: numbers of two never meet.
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

    /// Where the local counting stands. To be taken before a load begins.
    pub fn current(&self) -> LocalVersion {
        LocalVersion(self.version.load(Ordering::SeqCst))
    }

    /// Marks slots in the local counting: what was loaded before is not used any more.
    pub fn bump(&self, shards: &[u16]) {
        let next = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        for shard in shards {
            self.local[usize::from(*shard)].fetch_max(next, Ordering::SeqCst);
        }
    }

    /// Marks everything.
    pub fn bump_all(&self) {
        let next = self.version.fetch_add(1, Ordering::SeqCst) + 1;
        self.floor.fetch_max(next, Ordering::SeqCst);
    }

    /// Whether a value whose load began at a step is good.
    pub fn is_current(&self, since: LocalVersion, tags: &[Tag]) -> bool {
        since.0 >= self.floor.load(Ordering::Acquire)
            && tags.iter().all(|tag| self.local[usize::from(tag.0)].load(Ordering::Acquire) <= since.0)
    }
}

impl Epoch {
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), fleet: zeros(), synced: AtomicU64::new(0) }
    }

    /// The highest number whose changes this node knows of. To be taken before a load begins.
    pub fn synced(&self) -> u64 {
        self.synced.load(Ordering::SeqCst)
    }

    /// Every change up to this number is known.
    pub fn advance(&self, version: u64) {
        self.synced.fetch_max(version, Ordering::SeqCst);
    }

    /// Whether a value that knows of the changes up to a number is good.
    pub fn is_current(&self, as_of: u64, tags: &[Tag]) -> bool {
        tags.iter().all(|tag| self.fleet[usize::from(tag.0)].load(Ordering::Acquire) <= as_of)
    }

    /// Takes in the number of a slot; false if it was known.
    pub fn apply(&self, shard: u16, version: u64) -> bool {
        self.fleet[usize::from(shard)].fetch_max(version, Ordering::SeqCst) < version
    }
}
