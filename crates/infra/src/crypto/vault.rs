//! Everything that is done with the master secret, and with those that it replaces.
//!
//! One secret is active: it makes tags and seals. All that are known check tags and open what is sealed. Which one is
//! active stands in the database, so that the nodes of a fleet change together ([`crate::master_secret`]).

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use kernel::{Entropy, Secret};
use sha2::{Digest, Sha256};
use tokio::sync::{Mutex, MutexGuard};

use super::purpose::Purpose;
use super::strength::{self, WeakSecret};
use super::{constant_time_eq, fingerprint, hex, token_hash};

/// Characters of a token: 256 bits in base64; and of a short tag: 96 bits.
const TOKEN_CHARS: usize = 43;
const TAG_CHARS: usize = 16;
const NONCE: usize = 24;
/// What stands first in what is sealed, before the id of its key.
const VERSION: u8 = 2;

/// What could not be opened was sealed with another key or for another purpose, or was damaged.
#[derive(Debug, thiserror::Error)]
#[error("cannot be decrypted")]
pub struct UnsealError;

/// The short name of a master secret. It tells nothing about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub [u8; 4]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

impl TryFrom<&[u8]> for KeyId {
    type Error = UnsealError;
    fn try_from(bytes: &[u8]) -> Result<Self, UnsealError> {
        bytes.try_into().map(Self).map_err(|_| UnsealError)
    }
}

/// How what is kept is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealFormat {
    /// As releases wrote it that knew one master secret: no version, no key id, and password hashes with a pepper.
    Unversioned,
    /// With a version and the id of its key.
    WithKeyId,
}

/// How the known secrets stand to the database.
#[derive(Debug, Clone)]
pub struct VaultState {
    /// Which secret makes tags and seals.
    pub active: KeyId,
    /// How it seals.
    pub format: SealFormat,
    /// Which secret peppered the password hashes that are not sealed.
    pub peppered_by: KeyId,
    /// Sealed keys of secrets that were replaced, by which their tokens are told from made-up ones.
    pub retired: Vec<(KeyId, Vec<u8>)>,
}

struct Master {
    id: KeyId,
    key: Secret<[u8; 32]>,
}

/// What that comes to here.
struct Chosen {
    active: usize,
    format: SealFormat,
    peppered_by: KeyId,
    retired: Vec<[Secret<[u8; 32]>; Purpose::PREFILTERS.len()]>,
}

struct Ring {
    /// The configured one first, then the previous ones.
    masters: Vec<Master>,
    chosen: RwLock<Arc<Chosen>>,
    following: Mutex<()>,
}

/// The known master secrets. One key per purpose (HMAC-SHA-256 of the purpose's name), so that no two uses share one.
/// Clones share what is active.
#[derive(Clone)]
pub struct Vault {
    ring: Arc<Ring>,
    entropy: Arc<dyn Entropy>,
}

fn derive(key: &[u8; 32], purpose: Purpose) -> [u8; 32] {
    let mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.chain_update(b"aqad/v1/").chain_update(purpose.as_str().as_bytes()).finalize().into_bytes().into()
}

/// HMAC-SHA-256.
fn authenticated(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A short tag under a key of a purpose.
fn short(key: &[u8; 32], text: &str) -> String {
    URL_SAFE_NO_PAD.encode(&authenticated(key, &[text.as_bytes()])[..12])
}

impl Master {
    fn of(secret: &Secret<String>) -> Self {
        let key: [u8; 32] = Sha256::digest(secret.reveal().as_bytes()).into();
        let named = authenticated(&derive(&key, Purpose::KeyId), &[]);
        Self { id: KeyId([named[0], named[1], named[2], named[3]]), key: Secret::new(key) }
    }

    fn key_of(&self, purpose: Purpose) -> [u8; 32] {
        derive(self.key.reveal(), purpose)
    }

    fn tag(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        authenticated(&self.key_of(purpose), &[message])
    }

    fn cipher(&self, purpose: Purpose) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&authenticated(&self.key_of(purpose), &[b"seal"]).into())
    }

    /// What everything begins with that this secret seals.
    fn header(&self) -> [u8; 5] {
        let [a, b, c, d] = self.id.0;
        [VERSION, a, b, c, d]
    }

    fn open(&self, purpose: Purpose, context: &[u8], sealed: &[u8]) -> Result<Secret<Vec<u8>>, UnsealError> {
        let (nonce, body) = sealed.split_at_checked(NONCE).ok_or(UnsealError)?;
        let plain = self.cipher(purpose).decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: context });
        plain.map(Secret::new).map_err(|_| UnsealError)
    }
}

impl Vault {
    /// Takes one master secret, of 32 random bytes or more.
    pub fn new(secret: &Secret<String>, entropy: Arc<dyn Entropy>) -> Result<Self, WeakSecret> {
        Self::with_previous(secret, &[], entropy)
    }

    /// The same, with those that were in use before. They may be of any strength: they are to be replaced.
    pub fn with_previous(
        secret: &Secret<String>,
        previous: &[Secret<String>],
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, WeakSecret> {
        strength::judge(secret)?;
        let mut masters = vec![Master::of(secret)];
        for master in previous.iter().map(Master::of) {
            // One that is listed twice is one.
            if masters.iter().all(|known| known.id != master.id) {
                masters.push(master);
            }
        }
        let peppered_by = masters[0].id;
        let chosen = Chosen { active: 0, format: SealFormat::WithKeyId, peppered_by, retired: Vec::new() };
        Ok(Self {
            ring: Arc::new(Ring { masters, chosen: RwLock::new(Arc::new(chosen)), following: Mutex::default() }),
            entropy,
        })
    }

    /// The secret of `auth.secret`.
    pub fn configured(&self) -> KeyId {
        self.ring.masters[0].id
    }

    /// The secret that makes tags and seals.
    pub fn active(&self) -> KeyId {
        self.master().id
    }

    /// How it seals.
    pub fn format(&self) -> SealFormat {
        self.chosen().format
    }

    /// The known secret that makes this check value.
    pub fn known_by_check(&self, check: &[u8]) -> Option<KeyId> {
        self.ring.masters.iter().find(|master| constant_time_eq(check, &check_value(master))).map(|master| master.id)
    }

    /// The check value of a known secret.
    pub fn check_value(&self, id: KeyId) -> Option<Vec<u8>> {
        self.of(id).map(|master| check_value(master).to_vec())
    }

    /// Held from reading what the database says until it is taken over, so that nothing older is taken over later.
    pub(crate) async fn take_turn(&self) -> MutexGuard<'_, ()> {
        self.ring.following.lock().await
    }

    /// Takes over what the database says. Nothing changes where it names a secret that is not known here.
    pub fn take_over(&self, state: &VaultState) {
        let Some(active) = self.ring.masters.iter().position(|master| master.id == state.active) else { return };
        let retired = state.retired.iter().filter_map(|(id, sealed)| {
            let keys = self.open(Purpose::RetiredTags, &id.0, sealed).ok()?;
            let key = |at: usize| keys.reveal().get(at * 32..(at + 1) * 32)?.try_into().ok().map(Secret::new);
            Some([key(0)?, key(1)?, key(2)?])
        });
        let (format, peppered_by) = (state.format, state.peppered_by);
        let chosen = Chosen { active, format, peppered_by, retired: retired.collect() };
        *self.ring.chosen.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(chosen);
    }

    fn chosen(&self) -> Arc<Chosen> {
        Arc::clone(&self.ring.chosen.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn master(&self) -> &Master {
        &self.ring.masters[self.chosen().active]
    }

    fn of(&self, id: KeyId) -> Option<&Master> {
        self.ring.masters.iter().find(|master| master.id == id)
    }

    /// The known secrets, the active one first.
    fn masters(&self) -> impl Iterator<Item = &Master> {
        let active = self.chosen().active;
        let others = self.ring.masters.iter().enumerate().filter(move |(at, _)| *at != active);
        std::iter::once(&self.ring.masters[active]).chain(others.map(|(_, master)| master))
    }

    /// Authenticates a message under a purpose: 32 bytes.
    pub fn tag(&self, purpose: Purpose, message: &[u8]) -> [u8; 32] {
        self.master().tag(purpose, message)
    }

    /// The tags that a message may bear: the active secret's first, then those of the others that are known.
    pub fn tags<'v>(&'v self, purpose: Purpose, message: &'v [u8]) -> impl Iterator<Item = [u8; 32]> + 'v {
        self.masters().map(move |master| master.tag(purpose, message))
    }

    /// Authenticates several parts under a purpose, in text that may stand in a cookie: 128 bits in hexadecimal.
    pub fn mac_hex(&self, purpose: Purpose, parts: &[&[u8]]) -> String {
        hex(&self.tag(purpose, &fingerprint(parts))[..16])
    }

    /// The texts that [`Self::mac_hex`] may have made of these parts, the active secret's first.
    pub fn mac_hexes<'v>(&'v self, purpose: Purpose, parts: &[&[u8]]) -> impl Iterator<Item = String> + use<'v> {
        let message = fingerprint(parts);
        self.masters().map(move |master| hex(&master.tag(purpose, &message)[..16]))
    }

    /// Seals a secret for storage, bound to its place (`context`), so it cannot be moved to another row.
    pub fn seal(&self, purpose: Purpose, context: &[u8], plain: &[u8]) -> Vec<u8> {
        let chosen = self.chosen();
        self.seal_by(&self.ring.masters[chosen.active], chosen.format, (purpose, context), plain)
    }

    fn seal_by(
        &self,
        master: &Master,
        format: SealFormat,
        (purpose, context): (Purpose, &[u8]),
        plain: &[u8],
    ) -> Vec<u8> {
        let mut nonce = [0_u8; NONCE];
        self.entropy.fill(&mut nonce);
        let sealed = master.cipher(purpose).encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: context });
        let mut out = match format {
            SealFormat::Unversioned => Vec::new(),
            SealFormat::WithKeyId => master.header().to_vec(),
        };
        out.extend(nonce);
        out.extend(sealed.expect("sealing in memory cannot fail"));
        out
    }

    /// Opens what was sealed for the same purpose and place, by any of the known secrets.
    pub fn open(&self, purpose: Purpose, context: &[u8], sealed: &[u8]) -> Result<Secret<Vec<u8>>, UnsealError> {
        let named = self.masters().find_map(|master| Some((master, sealed.strip_prefix(&master.header())?)));
        if let Some(plain) = named.and_then(|(master, body)| master.open(purpose, context, body).ok()) {
            return Ok(plain);
        }
        // Sealed before there were key ids.
        self.masters().find_map(|master| master.open(purpose, context, sealed).ok()).ok_or(UnsealError)
    }

    /// By which known secret something is sealed.
    pub fn sealed_by(&self, purpose: Purpose, context: &[u8], sealed: &[u8]) -> Option<KeyId> {
        let opens = |master: &&Master| {
            let body = sealed.strip_prefix(&master.header());
            body.is_some_and(|body| master.open(purpose, context, body).is_ok())
                || master.open(purpose, context, sealed).is_ok()
        };
        self.masters().find(opens).map(|master| master.id)
    }

    /// What is sealed by the active secret begins with this. Empty for as long as there are no key ids.
    pub fn sealed_prefix(&self) -> Vec<u8> {
        match self.format() {
            SealFormat::Unversioned => Vec::new(),
            SealFormat::WithKeyId => self.master().header().to_vec(),
        }
    }

    /// The same secret, sealed by the active one.
    pub fn reseal(&self, purpose: Purpose, context: &[u8], sealed: &[u8]) -> Result<Vec<u8>, UnsealError> {
        let plain = self.open(purpose, context, sealed)?;
        Ok(self.seal(purpose, context, plain.reveal()))
    }

    /// The keys by which tokens of a known secret are told from made-up ones, sealed by the configured secret. They
    /// are kept once that secret is gone: none of them lets anybody in.
    pub fn retired_tags(&self, id: KeyId) -> Option<Vec<u8>> {
        let keys = Purpose::PREFILTERS.map(|purpose| self.of(id).map(|master| master.key_of(purpose)));
        let keys: Option<Vec<[u8; 32]>> = keys.into_iter().collect();
        let place = (Purpose::RetiredTags, &id.0[..]);
        keys.map(|keys| self.seal_by(&self.ring.masters[0], SealFormat::WithKeyId, place, &keys.concat()))
    }

    /// The pepper of password hashes that are not sealed; nothing where its secret is not known.
    pub fn pepper(&self) -> Option<Secret<[u8; 32]>> {
        self.of(self.chosen().peppered_by).map(|master| Secret::new(master.key_of(Purpose::PasswordPepper)))
    }

    /// A short authentication of a text under a purpose: 96 bits in base64. It costs a hundredth of a signature.
    pub fn short_tag(&self, purpose: Purpose, text: &str) -> String {
        short(&self.master().key_of(purpose), text)
    }

    /// Whether a short tag belongs to a text.
    pub fn is_short_tag(&self, purpose: Purpose, text: &str, tag: &str) -> bool {
        let is_of = |key: &[u8; 32]| constant_time_eq(short(key, text).as_bytes(), tag.as_bytes());
        if self.masters().any(|master| is_of(&master.key_of(purpose))) {
            return true;
        }
        let Some(at) = Purpose::PREFILTERS.iter().position(|prefilter| *prefilter == purpose) else { return false };
        self.chosen().retired.iter().any(|keys| is_of(keys[at].reveal()))
    }

    /// A fresh token that ends in its own short tag, so that one that somebody made up is known without
    /// looking for it; and the hash to keep.
    pub fn tagged_token(&self, purpose: Purpose) -> (Secret<String>, Vec<u8>) {
        let (random, _) = self.token();
        let text = format!("{}{}", random.reveal(), self.short_tag(purpose, random.reveal()));
        let hash = token_hash(&text);
        (Secret::new(text), hash)
    }

    /// Whether a token was made by [`Self::tagged_token`] for this purpose.
    pub fn is_tagged_token(&self, purpose: Purpose, token: &str) -> bool {
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

fn check_value(master: &Master) -> [u8; 32] {
    master.tag(Purpose::CheckValue, b"of the master secret")
}

/// A password under the pepper that hashes bore before they were sealed.
pub fn peppered(pepper: &Secret<[u8; 32]>, password: &str) -> [u8; 32] {
    authenticated(pepper.reveal(), &[password.as_bytes()])
}
