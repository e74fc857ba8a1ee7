//! A value as it lies in Redis: sealed against mixing up and tampering, not against reading.
//!
//! ```text
//! "AQC1" | MAC, 16 bytes | as_of u64 | life u64 | kind u8 | version i64 | tags u16 × u16 | JSON
//! ```
//! Integers are little-endian. The MAC (HMAC-SHA-256, cut) covers everything after it and the place
//! the value belongs to: family, its shape, and the key with the tenant in it. A value copied under
//! another key, cut off, altered or made up is not ours (REL-8, CACHE-5).

use bytes::Bytes;
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::value::{Tags, digest};
use crate::versions::Tag;

const MAGIC: &[u8; 4] = b"AQC1";
const MAC: usize = 16;
/// The longest value that goes to Redis or is taken from there, in bytes.
pub(crate) const MAX_LENGTH: usize = 512 * 1024;

/// What lies in Redis.
pub(crate) struct Envelope {
    pub as_of: u64,
    /// How long it was to be used when it was made, in microseconds.
    pub life: u64,
    pub version: Option<i64>,
    pub tags: Tags,
    pub json: Option<Bytes>,
    pub digest: u64,
}

/// The place a value belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ValueId {
    pub family: &'static str,
    pub schema_version: u16,
    pub name: u128,
}

fn mac(secret: &[u8; 32], id: ValueId, rest: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&(id.family.len() as u64).to_le_bytes());
    mac.update(id.family.as_bytes());
    mac.update(&id.schema_version.to_le_bytes());
    mac.update(&id.name.to_le_bytes());
    mac.update(rest);
    mac
}

/// Seals a value; nothing if it is too long to be kept in Redis.
pub(crate) fn seal(secret: &[u8; 32], id: ValueId, e: &Envelope) -> Option<Vec<u8>> {
    let body = e.json.as_deref().unwrap_or_default();
    let mut rest = Vec::with_capacity(64 + body.len());
    rest.extend_from_slice(&e.as_of.to_le_bytes());
    rest.extend_from_slice(&e.life.to_le_bytes());
    rest.push(u8::from(e.json.is_some()) | u8::from(e.version.is_some()) << 1);
    rest.extend_from_slice(&e.version.unwrap_or_default().to_le_bytes());
    rest.extend_from_slice(&u16::try_from(e.tags.len()).ok()?.to_le_bytes());
    for tag in &e.tags {
        rest.extend_from_slice(&tag.shard().to_le_bytes());
    }
    rest.extend_from_slice(body);
    if rest.len() + 20 > MAX_LENGTH {
        return None;
    }
    let sum = mac(secret, id, &rest).finalize().into_bytes();
    Some([MAGIC.as_slice(), &sum[..MAC], &rest].concat())
}

/// Opens what lies in Redis; nothing unless this very place was sealed into it.
pub(crate) fn open(secret: &[u8; 32], id: ValueId, sealed: &Bytes) -> Option<Envelope> {
    let rest = sealed.strip_prefix(MAGIC.as_slice())?;
    let (sum, rest) = rest.split_at_checked(MAC)?;
    mac(secret, id, rest).verify_truncated_left(sum).ok()?;
    let mut reader = Reader(rest);
    let (as_of, life, kind, version) = (reader.u64()?, reader.u64()?, reader.u8()?, reader.u64()?);
    let mut tags = Tags::new();
    for _ in 0..reader.u16()? {
        tags.push(Tag(reader.u16()?));
    }
    // Copied: a part of it would keep the whole alive.
    let json = (kind & 1 == 1).then(|| Bytes::copy_from_slice(reader.0));
    Some(Envelope {
        digest: digest(reader.0),
        as_of,
        life,
        version: (kind & 2 == 2).then_some(i64::from_le_bytes(version.to_le_bytes())),
        tags,
        json,
    })
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }
    fn u8(&mut self) -> Option<u8> {
        self.take::<1>().map(|b| b[0])
    }
    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }
    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }
}
