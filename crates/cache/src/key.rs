//! Names of values: any parts, 128 bits.

use sha2::{Digest, Sha256};
use smallvec::SmallVec;

/// Something that names a value.
pub trait CacheKey: Send + Sync {
    /// Writes its parts, always in the same order and number.
    fn write(&self, to: &mut CacheKeyWriter);
}

/// Collects the parts of a key. Each is written with its length before it: `("ab", "c")` is not
/// `("a", "bc")`, and no sign in a part means anything.
#[derive(Default)]
pub struct CacheKeyWriter {
    parts: SmallVec<[u8; 128]>,
    whole: bool,
    count: usize,
}

impl CacheKeyWriter {
    /// Text or bytes.
    pub fn bytes(&mut self, part: &[u8]) -> &mut Self {
        self.count += 1;
        self.parts.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        self.parts.extend_from_slice(part);
        self
    }
    /// Text that may be missing; missing is not empty.
    pub fn optional(&mut self, part: Option<&[u8]>) -> &mut Self {
        self.bytes(&[u8::from(part.is_some())]).bytes(part.unwrap_or_default())
    }
    /// An id of 16 bytes. Alone it is the name itself.
    pub fn id(&mut self, id: [u8; 16]) -> &mut Self {
        self.whole = self.count == 0;
        self.bytes(&id)
    }
    pub(crate) fn tenant(&mut self, tenant: [u8; 16]) {
        self.bytes(b"tenant").bytes(&tenant);
    }

    pub(crate) fn session(&mut self, hash: &[u8; 32]) {
        self.bytes(b"bearer").bytes(hash);
    }

    /// The name. All keys of one family are made of the same number of parts, so an id that stands
    /// for itself never meets a hash. The hash is secret: nobody can make two keys meet.
    pub(crate) fn name(&self, secret: &[u8; 32]) -> u128 {
        if self.whole && self.count == 1 {
            let mut id = [0; 16];
            id.copy_from_slice(&self.parts[4..20]);
            return u128::from_le_bytes(id);
        }
        let digest = Sha256::new().chain_update(secret).chain_update(&self.parts).finalize();
        let mut name = [0; 16];
        name.copy_from_slice(&digest[..16]);
        u128::from_le_bytes(name)
    }
}

impl CacheKey for () {
    fn write(&self, _: &mut CacheKeyWriter) {}
}

/// A random number, from the seed that the standard library takes for its hash maps.
pub(crate) fn random_u64() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}
