//! Names of counters. A name tells nothing about whom it counts (no address or account can be read
//! from Redis), and nobody outside can make two callers collide or fill one bucket of a hash table.

use std::fmt;
use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher24};

/// A counter: one policy and one caller.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LimitKey(pub(crate) u128);

impl LimitKey {
    /// The name in hexadecimal, as it stands in Redis.
    pub fn hex(self) -> String {
        format!("{:032x}", self.0)
    }
    pub(crate) fn from_hex(hex: &str) -> Option<Self> {
        u128::from_str_radix(hex, 16).ok().map(Self)
    }
}

impl fmt::Debug for LimitKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({:032x})", self.0)
    }
}

/// Makes keys under a secret. All nodes of a fleet need the same one.
#[derive(Clone)]
pub struct LimitKeyHasher(SipHasher24);

impl LimitKeyHasher {
    /// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, 2012) under this secret.
    pub fn new(secret: &[u8; 16]) -> Self {
        Self(SipHasher24::new_with_key(secret))
    }

    /// The counter of a policy for a caller, who is made of parts. Each part carries its length, so
    /// that `("a", "bc")` and `("ab", "c")` are two.
    pub fn key(&self, policy: &str, parts: &[&[u8]]) -> LimitKey {
        let mut hasher = self.0;
        for part in std::iter::once(policy.as_bytes()).chain(parts.iter().copied()) {
            hasher.write_usize(part.len());
            hasher.write(part);
        }
        LimitKey(hasher.finish128().as_u128())
    }

    /// A member of a counter that counts distinct ones.
    pub fn member(&self, parts: &[&[u8]]) -> u64 {
        let low = self.key("member", parts).0 & u128::from(u64::MAX);
        u64::try_from(low).expect("the upper half was masked away")
    }
}

impl fmt::Debug for LimitKeyHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyer(secret)")
    }
}
