//! Keys derived from master secrets, sealing, message authentication, tokens. docs/crypto.md lists them all.

mod purpose;
mod strength;
mod vault;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{Entropy, Secret};
use sha2::{Digest, Sha256};

pub use purpose::Purpose;
pub use strength::WeakSecret;
pub use vault::{KeyId, SealFormat, UnsealError, Vault, VaultState, peppered};

/// What is kept of a token: its SHA-256. Enough for 256 random bits (ASVS 6.5.2).
pub fn token_hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// SHA-256 of several parts, each with its length, so that parts cannot flow into each other.
pub fn fingerprint(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

/// Compares without telling by its time where the difference is.
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    subtle::ConstantTimeEq::ct_eq(a, b).into()
}

/// A fresh master secret in text: 48 random bytes.
pub fn generate_secret(entropy: &dyn Entropy) -> Secret<String> {
    let mut bytes = [0_u8; 48];
    entropy.fill(&mut bytes);
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
