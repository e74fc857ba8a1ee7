//! Password hashing: argon2id at OWASP's parameters, never more of it at once than the machine has
//! cores, and on threads of their own that give way to all others, so that a flood of logins cannot
//! starve everything else. What is kept is sealed under the master secret ([`stored`]).

mod stored;
mod threads;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use kernel::text::spellings;
use kernel::{Entropy, Secret};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::crypto::{SealFormat, UnsealError, Vault, constant_time_eq, peppered};
use stored::{LEAST_MEMORY, OUT, Opened, SALT, StoredHash};
use threads::Threads;

/// What a hash costs whoever makes it, us or a guesser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashingCost {
    /// The first of OWASP's equivalent settings (Password Storage Cheat Sheet).
    Full,
    /// The least that is read: for tests only.
    Least,
}

impl HashingCost {
    /// Memory in KiB, passes, lanes.
    const fn params(self) -> (u32, u32, u32) {
        match self {
            Self::Full => (19_456, 2, 1),
            Self::Least => (LEAST_MEMORY, 1, 1),
        }
    }
}

/// How hashing is set up.
#[derive(Debug, Clone, Copy)]
pub struct HashingSettings {
    /// Hashes made at once.
    pub parallel: usize,
    /// Callers that may wait.
    pub queue: usize,
    /// How long one of them waits.
    pub queue_timeout: Duration,
    /// What a hash costs.
    pub cost: HashingCost,
}

/// Too many logins are being worked on; the client should come back.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("too many passwords are being checked right now")]
pub struct HashingQueueFull;

/// What came of verifying a password.
#[derive(Debug, PartialEq, Eq)]
pub enum PasswordCheck {
    /// It is another.
    Wrong,
    /// It is right.
    Right {
        /// The hash to keep from now on, if it is another.
        renewed: Option<String>,
    },
}

/// Hashes and verifies.
#[derive(Clone)]
pub struct PasswordHasher {
    vault: Vault,
    entropy: Arc<dyn Entropy>,
    permits: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
    queue: usize,
    queue_timeout: Duration,
    cost: HashingCost,
    dummy: Arc<StoredHash>,
    threads: Threads,
}

/// Counts a waiting caller until it goes, also when it goes away early.
struct QueueSlot(Arc<AtomicUsize>);

impl Drop for QueueSlot {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl PasswordHasher {
    /// Starts the threads that hash.
    pub fn new(vault: Vault, entropy: Arc<dyn Entropy>, settings: HashingSettings) -> Self {
        let HashingSettings { parallel, queue, queue_timeout, cost } = settings;
        let permits = Arc::new(Semaphore::new(parallel.max(1)));
        let threads = Threads::start(parallel.max(1));
        let waiting = Arc::default();
        let dummy = Arc::new(dummy(&*entropy, cost.params()));
        Self { vault, entropy, permits, waiting, queue, queue_timeout, cost, dummy, threads }
    }

    /// Hashes a password into the text to keep. It is composed (NFC) first, so that it opens from every device.
    pub async fn hash(&self, password: Secret<String>) -> Result<String, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || {
            let mut spellings = spellings(password.reveal()).into_iter();
            let hash = this.hash_now(&spellings.next().unwrap_or_default());
            // It takes as long as verifying the same password does.
            for other in spellings {
                verify_now(&other, &this.dummy);
            }
            hash
        })
        .await
    }

    /// Whether the password is the one that was hashed. For an unknown account pass `None`: it
    /// takes the same time and is never right.
    pub async fn verify(&self, password: Secret<String>, kept: Option<String>) -> Result<bool, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || {
            let kept = kept.as_deref().and_then(|kept| this.read(kept));
            this.is_right(&spellings(password.reveal()), kept.as_ref())
        })
        .await
    }

    /// The same; where the password is right and its hash is not made as hashes are made now (another cost, a pepper,
    /// a replaced master secret, a password as it was typed), with the hash to keep instead.
    pub async fn verify_and_renew(
        &self,
        password: Secret<String>,
        kept: Option<String>,
    ) -> Result<PasswordCheck, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || {
            let spellings = spellings(password.reveal());
            let kept = kept.as_deref().and_then(|kept| this.read(kept));
            if !this.is_right(&spellings, kept.as_ref()) {
                return PasswordCheck::Wrong;
            }
            PasswordCheck::Right { renewed: kept.and_then(|kept| this.renewed(&spellings, &kept)) }
        })
        .await
    }

    /// Whether two kept texts are one hash, which was sealed again between.
    pub fn is_same_hash(&self, one: &str, other: &str) -> bool {
        let read = |kept: &str| stored::read(&self.vault, kept).map(|opened| opened.stored);
        one == other || read(one).zip(read(other)).is_some_and(|(one, other)| one.is_same(&other))
    }

    /// The same hash, sealed by the active master secret: nobody's password is needed.
    pub fn reseal(&self, kept: &str) -> Result<String, UnsealError> {
        stored::reseal(&self.vault, kept)
    }

    /// Reads a kept text. One that cannot be read lets nobody in; the log says so.
    fn read(&self, kept: &str) -> Option<Opened> {
        let opened = stored::read(&self.vault, kept);
        if opened.is_none() {
            tracing::error!(
                "a password hash could not be opened with the known master secrets; `aqad doctor` counts them"
            );
        }
        opened
    }

    /// Whether one of the spellings is right. A hash of today is of the composed one alone; an older one may be of
    /// any. All of them are worked out in either case, so that the time tells nothing.
    fn is_right(&self, spellings: &[String], kept: Option<&Opened>) -> bool {
        let is_composed = kept.is_none_or(|kept| kept.stored.is_composed);
        let mut right = false;
        for (at, spelling) in spellings.iter().enumerate() {
            let counts = at == 0 || !is_composed;
            let against = kept.filter(|_| counts).map_or(&*self.dummy, |kept| &kept.stored);
            right |= verify_now(spelling, against) && counts;
        }
        right && kept.is_some()
    }

    /// The hash to keep instead of one that let somebody in; nothing where that is as it should be.
    fn renewed(&self, spellings: &[String], kept: &Opened) -> Option<String> {
        let Opened { stored, sealed_by } = kept;
        // Without marks there is one spelling, and no other hash of it.
        let is_composed = stored.is_composed || spellings.len() < 2;
        let is_sealed = self.vault.format() == SealFormat::WithKeyId;
        let is_made_so = stored.params == self.cost.params() && is_composed && (stored.pepper.is_none() || !is_sealed);
        if !is_made_so {
            return spellings.first().map(|composed| self.hash_now(composed));
        }
        (is_sealed && *sealed_by != Some(self.vault.active())).then(|| stored::write(&self.vault, stored))
    }

    /// Waits for a permit, then hashes on a thread of its own. The permit travels with the work:
    /// a client that has gone frees it only when the hash is done, and starts none while it waits.
    async fn with_permit<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashingQueueFull> {
        let permit = match Arc::clone(&self.permits).try_acquire_owned() {
            Ok(free) => free,
            Err(_) => self.wait_for_permit().await?,
        };
        metrics::counter!("aqad_password_hashes_total").increment(1);
        let (tell, told) = tokio::sync::oneshot::channel();
        self.threads.run(Box::new(move || {
            let _hand = permit;
            // Nobody listens when the client has gone.
            let _ = tell.send(work());
        }));
        told.await.map_err(|_| HashingQueueFull)
    }

    /// Waits in the queue for a permit.
    async fn wait_for_permit(&self) -> Result<OwnedSemaphorePermit, HashingQueueFull> {
        let _place = QueueSlot(Arc::clone(&self.waiting));
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.queue {
            return Err(HashingQueueFull);
        }
        let permit = tokio::time::timeout(self.queue_timeout, Arc::clone(&self.permits).acquire_owned()).await;
        permit.map_err(|_| HashingQueueFull)?.map_err(|_| HashingQueueFull)
    }

    /// The hash of a composed password, as it is kept.
    fn hash_now(&self, password: &str) -> String {
        // Until the database is ready for seals, nodes of earlier releases may run beside: they know peppers only.
        let pepper = (self.vault.format() == SealFormat::Unversioned).then(|| self.vault.pepper()).flatten();
        let input = input(password, pepper.as_ref());
        let stored = StoredHash { pepper, ..made(&input, &*self.entropy, self.cost.params()) };
        stored::write(&self.vault, &stored)
    }
}

/// What a kept text begins with that the active master secret sealed.
pub fn sealed_prefix(vault: &Vault) -> String {
    stored::sealed_prefix(vault.active())
}

/// What is hashed of a password.
fn input(password: &str, pepper: Option<&Secret<[u8; 32]>>) -> Vec<u8> {
    pepper.map_or_else(|| password.as_bytes().to_vec(), |pepper| peppered(pepper, password).to_vec())
}

/// What an unknown account is verified against: a hash of nothing that anybody could find. It is not worked out, only
/// compared with: at start that would cost the time, and for a while the memory, of a sign-in.
fn dummy(entropy: &dyn Entropy, params: (u32, u32, u32)) -> StoredHash {
    let (mut salt, mut hash) = (vec![0_u8; SALT], vec![0_u8; OUT]);
    entropy.fill(&mut salt);
    entropy.fill(&mut hash);
    StoredHash { params, salt, hash, is_composed: true, pepper: None }
}

fn made(input: &[u8], entropy: &dyn Entropy, params: (u32, u32, u32)) -> StoredHash {
    let (mut salt, mut hash) = (vec![0_u8; SALT], vec![0_u8; OUT]);
    entropy.fill(&mut salt);
    argon(params).hash_password_into(input, &salt, &mut hash).expect("fixed parameters are valid");
    StoredHash { params, salt, hash, is_composed: true, pepper: None }
}

fn verify_now(password: &str, kept: &StoredHash) -> bool {
    let mut out = vec![0_u8; kept.hash.len()];
    let input = input(password, kept.pepper.as_ref());
    let done = argon(kept.params).hash_password_into(&input, &kept.salt, &mut out);
    done.is_ok() && constant_time_eq(&out, &kept.hash)
}

fn argon((m, t, p): (u32, u32, u32)) -> Argon2<'static> {
    let params = Params::new(m, t, p, None).expect("bounded by `parse`");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests;
