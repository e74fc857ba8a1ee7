//! A password's hash as it is kept.
//!
//! ```text
//! $sealed$k=1a2b3c4d$…        what argon2id made, sealed; k is the id of the master secret that sealed it
//! $argon2id$v=19$m=…,t=…,p=…,form=nfc$salt$hash      as earlier releases kept it, over a pepper
//! ```
//! Sealed are the parameters, salt and hash in a fixed form: whoever has the database alone has nothing to guess at,
//! and another master secret needs nobody's password.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use kernel::Secret;

use crate::crypto::{KeyId, Purpose, SealFormat, UnsealError, Vault};

/// KiB of the cheapest hash that is read.
pub(super) const LEAST_MEMORY: u32 = 7_168;
pub(super) const SALT: usize = 16;
pub(super) const OUT: usize = 32;

/// What says that the password was composed before it was hashed. Older programs read past it.
pub(super) const COMPOSED: &str = "form=nfc";
const SEALED: &str = "$sealed$k=";

/// What a kept text says.
#[derive(Clone)]
pub(super) struct StoredHash {
    /// Memory in KiB, passes, lanes.
    pub params: (u32, u32, u32),
    pub salt: Vec<u8>,
    pub hash: Vec<u8>,
    pub is_composed: bool,
    /// What the password goes through before it is hashed, in hashes of earlier releases.
    pub pepper: Option<Secret<[u8; 32]>>,
}

/// A kept text that was read, and by which master secret it is sealed.
pub(super) struct Opened {
    pub stored: StoredHash,
    pub sealed_by: Option<KeyId>,
}

/// What everything begins with that a secret sealed.
pub(super) fn sealed_prefix(by: KeyId) -> String {
    format!("{SEALED}{by}$")
}

/// Reads a kept text; nothing where it was sealed by a secret that is not known, or damaged.
pub(super) fn read(vault: &Vault, kept: &str) -> Option<Opened> {
    let Some(rest) = kept.strip_prefix(SEALED) else {
        let stored = StoredHash { pepper: Some(vault.pepper()?), ..StoredHash::parse(kept)? };
        return Some(Opened { stored, sealed_by: None });
    };
    let sealed = STANDARD_NO_PAD.decode(rest.split_once('$')?.1).ok()?;
    let plain = vault.open(Purpose::PasswordHash, b"", &sealed).ok()?;
    let sealed_by = sealed.get(1..5).and_then(|id| KeyId::try_from(id).ok());
    Some(Opened { stored: StoredHash::unpack(plain.reveal())?, sealed_by })
}

/// Writes a hash as the database wants it now.
pub(super) fn write(vault: &Vault, stored: &StoredHash) -> String {
    match vault.format() {
        SealFormat::Unversioned => stored.text(),
        SealFormat::WithKeyId => {
            let sealed = vault.seal(Purpose::PasswordHash, b"", &stored.pack());
            // The id that was sealed under, should another become active this moment.
            let by = sealed.get(1..5).and_then(|id| KeyId::try_from(id).ok()).unwrap_or_else(|| vault.active());
            format!("{}{}", sealed_prefix(by), STANDARD_NO_PAD.encode(sealed))
        }
    }
}

/// The same hash, sealed by the active secret, with the pepper that it was made over.
pub(super) fn reseal(vault: &Vault, kept: &str) -> Result<String, UnsealError> {
    read(vault, kept).map(|opened| write(vault, &opened.stored)).ok_or(UnsealError)
}

impl StoredHash {
    /// Whether it stands for the same password, made in the same way.
    pub fn is_same(&self, other: &Self) -> bool {
        let of = |hash: &Self| (hash.params, hash.salt.clone(), hash.hash.clone(), hash.is_composed);
        of(self) == of(other)
    }

    /// Reads `$argon2id$v=19$m=…,t=…,p=…,form=nfc$salt$hash`.
    fn parse(kept: &str) -> Option<Self> {
        let mut parts = kept.strip_prefix("$argon2id$v=19$")?.split('$');
        let (costs, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let mut costs = costs.split(',');
        let mut number = |name: &str| costs.next()?.strip_prefix(name)?.parse::<u32>().ok();
        let params = (number("m=")?, number("t=")?, number("p=")?);
        let (salt, hash) = (STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(hash).ok()?);
        let is_composed = costs.next() == Some(COMPOSED);
        let is_one = parts.next().is_none();
        Self { params, salt, hash, is_composed, pepper: None }.within_bounds().filter(|_| is_one)
    }

    /// Parameters beyond what we ever wrote are refused, so that a damaged row cannot make the server spend gigabytes.
    fn within_bounds(self) -> Option<Self> {
        let (m, t, p) = self.params;
        let within = (LEAST_MEMORY..=65_536).contains(&m) && (1..=8).contains(&t) && (1..=4).contains(&p);
        (within && self.salt.len() >= 8 && self.hash.len() == OUT).then_some(self)
    }

    fn text(&self) -> String {
        let (m, t, p) = self.params;
        let form = if self.is_composed { format!(",{COMPOSED}") } else { String::new() };
        let (salt, hash) = (STANDARD_NO_PAD.encode(&self.salt), STANDARD_NO_PAD.encode(&self.hash));
        format!("$argon2id$v=19$m={m},t={t},p={p}{form}${salt}${hash}")
    }

    /// Memory (4 bytes), passes, lanes, whether it is composed, salt (16), hash (32), pepper (32, or nothing).
    fn pack(&self) -> Vec<u8> {
        let (m, t, p) = self.params;
        let small = |number: u32| u8::try_from(number).unwrap_or(u8::MAX);
        let mut bytes = m.to_be_bytes().to_vec();
        bytes.extend([small(t), small(p), u8::from(self.is_composed)]);
        bytes.extend(&self.salt);
        bytes.extend(&self.hash);
        bytes.extend(self.pepper.iter().flat_map(|pepper| *pepper.reveal()));
        bytes
    }

    fn unpack(bytes: &[u8]) -> Option<Self> {
        let (memory, rest) = bytes.split_first_chunk::<4>()?;
        let ([passes, lanes, composed], rest) = rest.split_first_chunk::<3>()?;
        let (salt, rest) = rest.split_at_checked(SALT)?;
        let (hash, rest) = rest.split_at_checked(OUT)?;
        let pepper = if rest.is_empty() { None } else { Some(Secret::new(rest.try_into().ok()?)) };
        let params = (u32::from_be_bytes(*memory), u32::from(*passes), u32::from(*lanes));
        let (salt, hash) = (salt.to_vec(), hash.to_vec());
        Self { params, salt, hash, is_composed: *composed == 1, pepper }.within_bounds()
    }
}
