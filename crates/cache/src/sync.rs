//! Keeping this node in step with the others: it polls Redis for their invalidations, sends its
//! own, and knows whether its tiers can be trusted.
//!
//! Trust is a lease. Every few milliseconds, while the cache is being read, the node polls Redis
//! for invalidations since the last poll. An answer proves that the node knew of every invalidation
//! up to the moment the poll was *sent*; for [`CacheRedisSettings::max_staleness`] from that moment
//! it uses its tiers. If Redis is away, the network drops packets or the process is stopped, the
//! lease runs out by the monotonic clock, and reads bypass the cache until a poll succeeds.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use redis_link::{RedisConnection, RedisTarget};
use supervisor::{Supervisor, TaskImportance};
use tokio::sync::{Notify, watch};
use tokio::time::timeout;

use crate::clock::Steady;
use crate::pending::PendingInvalidations;
use crate::scripts::{self, RedisKeys};
use crate::stats::CacheCounters;
use crate::versions::{Epoch, LocalVersions, Tag};

/// The Redis that all nodes share.
#[derive(Debug)]
pub struct CacheRedisSettings {
    /// Where Redis is.
    pub target: RedisTarget,
    /// What names in Redis begin with.
    pub prefix: String,
    /// The longest a change may stay unseen on other nodes; at least 20 ms.
    pub max_staleness: Duration,
    /// How long one call to Redis may take.
    pub deadline: Duration,
}

/// Checks that Redis supports everything the cache does. Returns how long an answer took, or what
/// is wrong.
pub async fn probe(target: &RedisTarget, prefix: &str) -> Result<Duration, String> {
    let keys = RedisKeys::new(prefix);
    let asking = async {
        let connection = RedisConnection::open(target, &scripts::sources()).await.map_err(|e| e.to_string())?;
        let began = Instant::now();
        let name = join_epoch(&connection, &keys).await?;
        let answer = connection.send(&scripts::changes(&keys, &name, 0)).await;
        answer.and_then(scripts::parse_changes).map_err(|e| e.to_string())?;
        Ok(began.elapsed())
    };
    timeout(CONNECT_TIMEOUT * 2, asking).await.map_err(|_| "timed out".to_owned())?
}

/// How long opening a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
/// Pauses between tries to connect.
const RETRY_FROM: Duration = Duration::from_millis(20);
const RETRY_TO: Duration = Duration::from_millis(500);
/// How long after the last read the node goes on polling at the fast rate.
const ACTIVE_US: u64 = 2_000_000;
/// How often it polls without being read, to notice a lost connection.
const IDLE_INTERVAL: Duration = Duration::from_secs(1);
/// Calls in a row that fail before the connection is given up.
const MAX_FAILURES: u64 = 3;
/// How often a lasting outage is logged.
const WARN_INTERVAL: Duration = Duration::from_mins(1);
const EPOCH_CHANGED: &str = "a new epoch has begun";

/// A connection, and the epoch it joined.
#[derive(Clone)]
pub(crate) struct Session {
    pub connection: RedisConnection,
    pub epoch: Arc<Epoch>,
    /// A hash of the epoch's name; part of every value's key in Redis.
    pub root: u64,
}

/// State shared by readers, writers and the background task.
pub(crate) struct FleetSync {
    pub settings: CacheRedisSettings,
    pub keys: RedisKeys,
    pub disconnects: AtomicU64,
    versions: Arc<LocalVersions>,
    counters: Arc<CacheCounters>,
    clock: Steady,
    session: RwLock<Option<Session>>,
    trusted_until: AtomicU64,
    read_at: AtomicU64,
    failures: AtomicU64,
    pending: PendingInvalidations,
    wake: Notify,
    polled: watch::Sender<u64>,
}

impl FleetSync {
    /// Starts the background task; it ends when this is dropped.
    pub fn start(
        supervisor: &Supervisor,
        settings: CacheRedisSettings,
        versions: Arc<LocalVersions>,
        counters: Arc<CacheCounters>,
        clock: Steady,
    ) -> Arc<Self> {
        let shared = Arc::new(Self {
            keys: RedisKeys::new(&settings.prefix),
            settings,
            versions,
            counters,
            clock,
            disconnects: AtomicU64::new(0),
            session: RwLock::new(None),
            trusted_until: AtomicU64::new(0),
            read_at: AtomicU64::new(0),
            failures: AtomicU64::new(0),
            pending: PendingInvalidations::default(),
            wake: Notify::new(),
            polled: watch::Sender::new(0),
        });
        let weak = Arc::downgrade(&shared);
        let alive = weak.clone();
        let task = move || run(weak.clone());
        supervisor.spawn("cache_sync", TaskImportance::Useful, move || alive.strong_count() > 0, task);
        shared
    }

    pub fn now(&self) -> u64 {
        micros((self.clock)())
    }

    /// Whether this node knows of every change older than the bound.
    pub fn is_trusted(&self, now: u64) -> bool {
        now < self.trusted_until.load(Ordering::Acquire)
    }

    /// Waits for a poll that renews the lease, if Redis answers in time.
    pub async fn trust(&self, now: u64) -> bool {
        // Only now and then, or all cores would write to one cache line at every read.
        if now.saturating_sub(self.read_at.load(Ordering::Relaxed)) > ACTIVE_US / 20 {
            self.read_at.store(now, Ordering::Relaxed);
        }
        if self.is_trusted(now) {
            return true;
        }
        let mut polled = self.polled.subscribe();
        if self.session().is_none() {
            return false;
        }
        self.wake.notify_one();
        // The first answer may belong to a poll sent too long ago; the next one does not.
        let polling = async {
            while polled.changed().await.is_ok() && !self.is_trusted(self.now()) && self.session().is_some() {}
        };
        let _ = timeout(self.settings.deadline * 2, polling).await;
        self.is_trusted(self.now())
    }

    pub fn session(&self) -> Option<Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether an invalidation of any of these is still pending.
    pub fn has_pending(&self, tags: &[Tag]) -> bool {
        self.pending.touches(tags)
    }

    /// Invalidates shards here, and in Redis for all nodes; false if Redis could not be reached.
    /// Then it stays pending, and is sent after reconnecting.
    pub async fn broadcast(&self, shards: &[u16]) -> bool {
        // Recorded before anything else: a caller that is cancelled undoes nothing, and values in
        // Redis with these tags are not used meanwhile.
        let id = self.pending.add(shards);
        self.versions.bump(shards);
        let Some(session) = self.session() else { return false };
        let told = timeout(self.settings.deadline, self.invalidate(&session, shards)).await;
        let told = told.map_err(|_| "timed out".to_owned()).flatten();
        match told {
            Ok(()) => {
                self.pending.remove(id);
                self.wake.notify_one();
                true
            }
            Err(why) => {
                self.failed(&why);
                self.wake.notify_one();
                false
            }
        }
    }

    async fn invalidate(&self, session: &Session, shards: &[u16]) -> Result<(), String> {
        let answer = session.connection.send(&scripts::invalidate(&self.keys, shards)).await;
        let (name, number) = answer.and_then(scripts::parse_invalidate).map_err(|e| e.to_string())?;
        if *name != *session.epoch.name {
            // Under another epoch it tells nothing to nodes that are still in this one, such as
            // ourselves.
            self.disconnect(EPOCH_CHANGED);
            return Err(EPOCH_CHANGED.to_owned());
        }
        // This node need not receive it by polling, if it loaded nothing between the change and
        // now.
        self.versions.bump(shards);
        for shard in shards {
            session.epoch.apply(*shard, number);
        }
        Ok(())
    }

    /// A call failed. After a few in a row the connection is given up.
    pub fn failed(&self, why: &str) {
        if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= MAX_FAILURES {
            self.disconnect(why);
        }
    }

    /// A call was answered.
    pub fn answered(&self) {
        self.failures.store(0, Ordering::Relaxed);
    }

    fn disconnect(&self, why: &str) {
        if self.session.write().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            self.disconnects.fetch_add(1, Ordering::Relaxed);
            tracing::warn!(
                error = why,
                "the cache lost its Redis connection; reads go to the database until it is back"
            );
        }
        self.failures.store(0, Ordering::Relaxed);
        self.wake.notify_one();
        // Wake those who wait for a poll: none will come.
        self.polled.send_modify(|n| *n += 1);
    }

    /// Sends all pending invalidations.
    async fn send_pending(&self, session: &Session) -> Result<(), String> {
        let (shards, newest) = self.pending.all();
        for some in shards.chunks(4_096) {
            self.invalidate(session, some).await?;
        }
        self.pending.remove_until(newest);
        Ok(())
    }

    /// Polls for invalidations, applies them, and renews the lease.
    async fn poll(&self, session: &Session) -> Result<(), String> {
        let asked = self.now();
        let epoch = &session.epoch;
        let after = epoch.synced();
        let answer = session.connection.send(&scripts::changes(&self.keys, &epoch.name, after)).await;
        let changes = answer.and_then(scripts::parse_changes).map_err(|e| e.to_string())?;
        if *changes.epoch != *epoch.name {
            return Err(EPOCH_CHANGED.to_owned());
        }
        let mut newest = after;
        let mut fresh = Vec::new();
        for (shard, number) in changes.shards {
            newest = newest.max(number);
            if epoch.apply(shard, number) {
                fresh.push(shard);
            }
        }
        if !fresh.is_empty() {
            self.counters.received.add();
            self.versions.bump(&fresh);
        }
        epoch.advance(newest);
        self.trusted_until.store(asked + micros(self.settings.max_staleness), Ordering::Release);
        self.polled.send_modify(|n| *n += 1);
        self.answered();
        Ok(())
    }

    /// Connects, and joins the current epoch. An epoch that is new to this node invalidates
    /// everything it cached: invalidations may have been lost with the one before.
    async fn join(&self, last: &mut Option<Arc<Epoch>>) -> Result<Session, String> {
        let opening = timeout(CONNECT_TIMEOUT, RedisConnection::open(&self.settings.target, &scripts::sources())).await;
        let connection = opening.map_err(|_| "timed out connecting".to_owned())?.map_err(|e| e.to_string())?;
        let name = timeout(CONNECT_TIMEOUT, join_epoch(&connection, &self.keys)).await;
        let name = name.map_err(|_| "timed out".to_owned())??;
        let epoch = match last {
            Some(known) if *known.name == *name => Arc::clone(known),
            before => {
                if before.is_some() {
                    tracing::info!("the cache starts over: Redis was restarted, emptied or failed over");
                }
                self.versions.bump_all();
                let fresh = Arc::new(Epoch::new(&name));
                *before = Some(Arc::clone(&fresh));
                fresh
            }
        };
        Ok(Session { connection, root: crate::value::digest(name.as_bytes()), epoch })
    }
}

async fn join_epoch(connection: &RedisConnection, keys: &RedisKeys) -> Result<String, String> {
    let answer = connection.send(&scripts::join_epoch(keys, crate::key::random_u64())).await;
    answer.and_then(scripts::parse_join).map_err(|e| e.to_string())
}

pub(crate) fn micros(d: Duration) -> u64 {
    u64::try_from(d.as_micros()).unwrap_or(u64::MAX)
}

/// The background task: connects, polls, reconnects; until the cache is dropped.
async fn run(weak: Weak<FleetSync>) {
    let (mut pause, mut last, mut warned_at) = (RETRY_FROM, None, None::<Instant>);
    while let Some(shared) = weak.upgrade() {
        match connect(&shared, &mut last).await {
            Ok(session) => {
                (pause, warned_at) = (RETRY_FROM, None);
                drop(shared);
                poll_while_connected(&weak, &session).await;
            }
            Err(why) => {
                if warned_at.is_none_or(|at| at.elapsed() > WARN_INTERVAL) {
                    warned_at = Some(Instant::now());
                    tracing::warn!(error = why, "the cache cannot use Redis; reads go to the database until it can");
                }
                drop(shared);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(RETRY_TO);
            }
        }
    }
}

/// Connects; hands the connection to readers and writers once all pending invalidations are sent
/// and all others are received.
async fn connect(shared: &FleetSync, last: &mut Option<Arc<Epoch>>) -> Result<Session, String> {
    let session = shared.join(last).await?;
    let catching_up = async {
        shared.send_pending(&session).await?;
        shared.poll(&session).await
    };
    timeout(CONNECT_TIMEOUT, catching_up).await.map_err(|_| "timed out".to_owned())??;
    *shared.session.write().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
    Ok(session)
}

/// Gives the connection up when its task panics: readers would wait for a poll that does not come.
struct PolledSession<'a>(&'a Weak<FleetSync>);

impl Drop for PolledSession<'_> {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(shared) = self.0.upgrade()
        {
            shared.disconnect("the task that polls Redis has failed");
        }
    }
}

/// Polls as long as this connection is the current one.
async fn poll_while_connected(weak: &Weak<FleetSync>, session: &Session) {
    let _polled = PolledSession(weak);
    loop {
        let Some(shared) = weak.upgrade() else { return };
        let pause = shared.pause();
        if timeout(pause, shared.wake.notified()).await.is_ok() || shared.is_read() || pause == IDLE_INTERVAL {
            if shared.session().is_none_or(|now| now.root != session.root) {
                return;
            }
            let exchange = async {
                if !shared.pending.is_empty() {
                    shared.send_pending(session).await?;
                }
                shared.poll(session).await
            };
            let outcome = timeout(shared.settings.max_staleness.max(shared.settings.deadline), exchange).await;
            if let Err(why) = outcome.map_err(|_| "timed out".to_owned()).flatten() {
                shared.disconnect(&why);
                return;
            }
        }
    }
}

impl FleetSync {
    fn is_read(&self) -> bool {
        self.now().saturating_sub(self.read_at.load(Ordering::Relaxed)) < ACTIVE_US
    }
    /// While somebody reads, five times within the bound; else now and then.
    fn pause(&self) -> Duration {
        if self.is_read() { self.settings.max_staleness / 5 } else { IDLE_INTERVAL }
    }
}
