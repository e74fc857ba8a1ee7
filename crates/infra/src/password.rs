//! Password hashing: argon2id at OWASP's parameters, never more of it at once than the machine has
//! cores, and on threads of their own that give way to all others, so that a flood of logins cannot
//! starve everything else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use kernel::text::spellings;
use kernel::{Entropy, Secret};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::crypto::{Vault, constant_time_eq};

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

/// KiB of the cheapest hash that is read.
const LEAST_MEMORY: u32 = 7_168;

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

const SALT: usize = 16;
const OUT: usize = 32;

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
    dummy: Arc<str>,
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
        let (waiting, dummy) = (Arc::default(), "".into());
        let mut ready = Self { vault, entropy, permits, waiting, queue, queue_timeout, cost, dummy, threads };
        // What an unknown account is verified against: a hash of something nobody knows.
        let unknowable = ready.vault.token().0;
        ready.dummy = ready.hash_now(unknowable.reveal()).into();
        ready
    }

    /// Hashes a password into the text to keep. It is composed (NFC) first, so that it opens from every device.
    pub async fn hash(&self, password: Secret<String>) -> Result<String, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || {
            let mut spellings = spellings(password.reveal()).into_iter();
            let hash = this.hash_now(&spellings.next().unwrap_or_default());
            // It takes as long as verifying the same password does.
            for other in spellings {
                this.verify_now(&other, &this.dummy);
            }
            hash
        })
        .await
    }

    /// Whether the password is the one that was hashed. For an unknown account pass `None`: it
    /// takes the same time and is never right.
    pub async fn verify(&self, password: Secret<String>, kept: Option<String>) -> Result<bool, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || this.is_right(&spellings(password.reveal()), kept.as_deref())).await
    }

    /// The same; where the password is right and its hash is one of the days when passwords were hashed as they
    /// were typed, with the hash to keep instead.
    pub async fn verify_and_renew(
        &self,
        password: Secret<String>,
        kept: Option<String>,
    ) -> Result<PasswordCheck, HashingQueueFull> {
        let this = self.clone();
        self.with_permit(move || {
            let spellings = spellings(password.reveal());
            if !this.is_right(&spellings, kept.as_deref()) {
                return PasswordCheck::Wrong;
            }
            let is_old = spellings.len() > 1 && kept.as_deref().and_then(parse).is_some_and(|kept| !kept.is_composed);
            let renewed = is_old.then(|| spellings.first().map(|composed| this.hash_now(composed))).flatten();
            PasswordCheck::Right { renewed }
        })
        .await
    }

    /// Whether one of the spellings is right. A hash of today is of the composed one alone; an older one may be of
    /// any. All of them are worked out in either case, so that the time tells nothing.
    fn is_right(&self, spellings: &[String], kept: Option<&str>) -> bool {
        let is_composed = kept.and_then(parse).is_none_or(|kept| kept.is_composed);
        let mut right = false;
        for (at, spelling) in spellings.iter().enumerate() {
            let counts = at == 0 || !is_composed;
            let against = kept.filter(|_| counts).unwrap_or(&self.dummy);
            right |= self.verify_now(spelling, against) && counts;
        }
        right && kept.is_some()
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

    /// The pepper: what lies in the database is of no use without the master secret.
    fn peppered(&self, password: &str) -> [u8; 32] {
        self.vault.tag("password-pepper", password.as_bytes())
    }

    /// The hash of a composed password.
    fn hash_now(&self, password: &str) -> String {
        let mut salt = [0_u8; SALT];
        self.entropy.fill(&mut salt);
        let mut out = [0_u8; OUT];
        let (m, t, p) = self.cost.params();
        argon((m, t, p))
            .hash_password_into(&self.peppered(password), &salt, &mut out)
            .expect("fixed parameters are valid");
        format!(
            "$argon2id$v=19$m={m},t={t},p={p},{COMPOSED}${}${}",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(out)
        )
    }

    fn verify_now(&self, password: &str, kept: &str) -> bool {
        let Some(Parsed { params, salt, hash, .. }) = parse(kept) else {
            return false;
        };
        let mut out = vec![0_u8; hash.len()];
        let done = argon(params).hash_password_into(&self.peppered(password), &salt, &mut out);
        done.is_ok() && constant_time_eq(&out, &hash)
    }
}

type HashJob = Box<dyn FnOnce() + Send>;

/// Threads that only hash, at a lower priority than the rest of the program: what answers requests
/// runs first, whoever floods the logins.
#[derive(Clone)]
struct Threads(mpsc::Sender<HashJob>);

/// How nice they are; 0 is ordinary, 19 the nicest.
const NICENESS: i32 = 10;

impl Threads {
    fn start(count: usize) -> Self {
        let (give, take) = mpsc::channel::<HashJob>();
        let take = Arc::new(Mutex::new(take));
        for at in 0..count {
            let take = Arc::clone(&take);
            let thread = std::thread::Builder::new().name(format!("password-{at}"));
            // They end when the last sender is gone.
            let started = thread.spawn(move || {
                lower_priority();
                while let Some(work) = next(&take) {
                    // A panic costs one login, not the thread; whoever waits hears that nobody answers.
                    let _ = std::panic::catch_unwind(std::panic::AssertUnwindSafe(work));
                }
            });
            started.expect("a program that cannot start threads cannot serve");
        }
        Self(give)
    }

    fn run(&self, work: HashJob) {
        // The threads outlive every sender.
        let _ = self.0.send(work);
    }
}

fn next(take: &Mutex<mpsc::Receiver<HashJob>>) -> Option<HashJob> {
    take.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Lowers this thread's priority; on Linux a thread has its own. Where that is refused, it stays.
fn lower_priority() {
    let lowered = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICENESS);
    if let Err(error) = lowered {
        tracing::debug!(%error, "password threads run at normal priority");
    }
}

fn argon((m, t, p): (u32, u32, u32)) -> Argon2<'static> {
    let params = Params::new(m, t, p, None).expect("bounded by `parse`");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// What says that the password was composed before it was hashed. Older programs read past it.
const COMPOSED: &str = "form=nfc";

/// What a kept text says.
struct Parsed {
    params: (u32, u32, u32),
    salt: Vec<u8>,
    hash: Vec<u8>,
    is_composed: bool,
}

/// Reads `$argon2id$v=19$m=…,t=…,p=…,form=nfc$salt$hash`. Parameters beyond what we ever wrote are refused,
/// so that a damaged row cannot make the server spend gigabytes.
fn parse(kept: &str) -> Option<Parsed> {
    let mut parts = kept.strip_prefix("$argon2id$v=19$")?.split('$');
    let (costs, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
    let mut costs = costs.split(',');
    let mut number = |name: &str| costs.next()?.strip_prefix(name)?.parse::<u32>().ok();
    let (m, t, p) = (number("m=")?, number("t=")?, number("p=")?);
    let within = (LEAST_MEMORY..=65_536).contains(&m) && (1..=8).contains(&t) && (1..=4).contains(&p);
    let (salt, hash) = (STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(hash).ok()?);
    let is_one = within && salt.len() >= 8 && hash.len() == OUT && parts.next().is_none();
    let is_composed = costs.next() == Some(COMPOSED);
    is_one.then_some(Parsed { params: (m, t, p), salt, hash, is_composed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::OsEntropy;

    fn hasher() -> PasswordHasher {
        let key = Secret::new("zq81 kettle under seven pines at noon".to_owned());
        let vault = Vault::new(&key, Arc::new(OsEntropy)).expect("nobody guesses it");
        let (queue_timeout, cost) = (Duration::from_secs(5), HashingCost::Least);
        let settings = HashingSettings { parallel: 1, queue: 4, queue_timeout, cost };
        PasswordHasher::new(vault, Arc::new(OsEntropy), settings)
    }

    /// As releases hashed that took passwords as they were typed.
    fn as_typed(hasher: &PasswordHasher, password: &str) -> String {
        hasher.hash_now(password).replace(&format!(",{COMPOSED}"), "")
    }

    const COMPOSED_ONE: &str = "kaf\u{e9} na\u{ef}ve seventeen";
    const IN_PARTS: &str = "kafe\u{301} nai\u{308}ve seventeen";

    async fn checked(hasher: &PasswordHasher, password: &str, kept: &str) -> PasswordCheck {
        hasher.verify_and_renew(Secret::new(password.to_owned()), Some(kept.to_owned())).await.expect("there is room")
    }

    #[tokio::test]
    async fn a_password_opens_in_every_spelling_and_an_old_hash_is_renewed_once() {
        let hasher = hasher();
        let new = hasher.hash(Secret::new(IN_PARTS.to_owned())).await.expect("there is room");
        for typed in [COMPOSED_ONE, IN_PARTS, "kaf\u{e9} nai\u{308}ve seventeen"] {
            assert_eq!(checked(&hasher, typed, &new).await, PasswordCheck::Right { renewed: None });
        }

        for old in [as_typed(&hasher, COMPOSED_ONE), as_typed(&hasher, IN_PARTS)] {
            for typed in [COMPOSED_ONE, IN_PARTS] {
                let PasswordCheck::Right { renewed: Some(renewed) } = checked(&hasher, typed, &old).await else {
                    panic!("{typed} does not open")
                };
                assert_eq!(checked(&hasher, COMPOSED_ONE, &renewed).await, PasswordCheck::Right { renewed: None });
            }
            assert_eq!(checked(&hasher, "kafe naive seventeen", &old).await, PasswordCheck::Wrong);
        }
        let plain = as_typed(&hasher, "nothing but plain letters");
        assert_eq!(checked(&hasher, "nothing but plain letters", &plain).await, PasswordCheck::Right { renewed: None });
    }

    #[tokio::test]
    async fn an_account_that_is_not_there_has_no_password_in_any_spelling() {
        let hasher = hasher();

        for typed in [COMPOSED_ONE, IN_PARTS, ""] {
            assert_eq!(hasher.verify(Secret::new(typed.to_owned()), None).await, Ok(false));
        }
    }
}
