//! Keys derived from one master secret, sealing, message authentication, tokens.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use kernel::{Entropy, Secret};
use sha2::{Digest, Sha256};

/// Characters of a token: 256 bits in base64; and of a short tag: 96 bits.
const TOKEN_CHARS: usize = 43;
const TAG_CHARS: usize = 16;

/// The master secret is unfit.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum WeakSecret {
    /// Too short.
    #[error("the secret has {0} bytes but needs at least 32 (generate one with: openssl rand -base64 48)")]
    TooShort(usize),
    /// Too few different characters, or a word that everybody tries.
    #[error("the secret is easy to guess; use random bytes (generate some with: openssl rand -base64 48)")]
    Guessable,
}

/// What could not be opened was sealed with another key or for another purpose, or was damaged.
#[derive(Debug, thiserror::Error)]
#[error("cannot be decrypted")]
pub struct UnsealError;

/// Everything that is done with the master secret. One key per purpose (HMAC-SHA-256 of the
/// purpose's name), so that no two uses share one.
#[derive(Clone)]
pub struct Vault {
    master: Secret<[u8; 32]>,
    entropy: Arc<dyn Entropy>,
}

impl Vault {
    /// Takes a master secret of at least 32 bytes that is not plainly guessable.
    pub fn new(secret: &Secret<String>, entropy: Arc<dyn Entropy>) -> Result<Self, WeakSecret> {
        let bytes = secret.reveal().as_bytes();
        if bytes.len() < 32 {
            return Err(WeakSecret::TooShort(bytes.len()));
        }
        let mut distinct = bytes.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        let lower = secret.reveal().to_ascii_lowercase();
        if distinct.len() < 12
            || ["secret", "password", "changeme", "123456", "qwerty", "aqad", "example"]
                .iter()
                .any(|w| lower.contains(w))
        {
            return Err(WeakSecret::Guessable);
        }
        Ok(Self { master: Secret::new(Sha256::digest(bytes).into()), entropy })
    }

    fn mac(&self, purpose: &str) -> Hmac<Sha256> {
        let derive =
            <Hmac<Sha256> as Mac>::new_from_slice(self.master.reveal()).expect("HMAC takes keys of any length");
        let key = derive.chain_update(b"aqad/v1/").chain_update(purpose.as_bytes()).finalize().into_bytes();
        <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("HMAC takes keys of any length")
    }

    /// Authenticates a message under a purpose: 32 bytes.
    pub fn tag(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        self.mac(purpose).chain_update(message).finalize().into_bytes().into()
    }

    /// Authenticates several parts under a purpose, in text that may stand in a cookie: 128 bits in hexadecimal.
    pub fn mac_hex(&self, purpose: &str, parts: &[&[u8]]) -> String {
        use std::fmt::Write;
        let tag = self.tag(purpose, &fingerprint(parts));
        tag[..16].iter().fold(String::with_capacity(32), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    /// Seals a secret for storage, bound to its place (`context`), so it cannot be moved to another row.
    pub fn seal(&self, purpose: &str, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0_u8; 24];
        self.entropy.fill(&mut nonce);
        let sealed = self.cipher(purpose).encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context });
        let mut out = nonce.to_vec();
        out.extend(sealed.expect("sealing in memory cannot fail"));
        out
    }

    /// Opens what [`Self::seal`] sealed for the same purpose and place.
    pub fn open(&self, purpose: &str, context: &[u8], sealed: &[u8]) -> Result<Secret<Vec<u8>>, UnsealError> {
        let (nonce, body) = sealed.split_at_checked(24).ok_or(UnsealError)?;
        let plain = self.cipher(purpose).decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context });
        plain.map(Secret::new).map_err(|_| UnsealError)
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        let key = self.mac(purpose).chain_update(b"seal").finalize().into_bytes();
        XChaCha20Poly1305::new(&key)
    }

    /// A short authentication of a text under a purpose: 96 bits in base64. It costs a hundredth of a signature.
    pub fn short_tag(&self, purpose: &str, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(&self.tag(purpose, text.as_bytes())[..12])
    }

    /// Whether a short tag belongs to a text.
    pub fn is_short_tag(&self, purpose: &str, text: &str, tag: &str) -> bool {
        constant_time_eq(self.short_tag(purpose, text).as_bytes(), tag.as_bytes())
    }

    /// A fresh token that ends in its own short tag, so that one that somebody made up is known without
    /// looking for it; and the hash to keep.
    pub fn tagged_token(&self, purpose: &str) -> (Secret<String>, Vec<u8>) {
        let (random, _) = self.token();
        let text = format!("{}{}", random.reveal(), self.short_tag(purpose, random.reveal()));
        let hash = token_hash(&text);
        (Secret::new(text), hash)
    }

    /// Whether a token was made by [`Self::tagged_token`] for this purpose.
    pub fn is_tagged_token(&self, purpose: &str, token: &str) -> bool {
        let parts = token.split_at_checked(TOKEN_CHARS).filter(|_| token.len() == TOKEN_CHARS + TAG_CHARS);
        parts.is_some_and(|(random, tag)| self.is_short_tag(purpose, random, tag))
    }

    /// A fresh token of 256 random bits, in text, and the hash to keep.
    pub fn token(&self) -> (Secret<String>, Vec<u8>) {
        let mut bytes = [0_u8; 32];
        self.entropy.fill(&mut bytes);
        let text = URL_SAFE_NO_PAD.encode(bytes);
        let hash = token_hash(&text);
        (Secret::new(text), hash)
    }
}

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
