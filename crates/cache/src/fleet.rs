//! This node among others: what it hears of their changes, what it tells of its own, and whether
//! it may trust what it has.
//!
//! Trust is a lease. Every few milliseconds, while anybody reads, the node asks Redis what changed
//! since it last asked. An answer proves that it knew of every change up to the moment it *asked*;
//! for [`Fleet::bound`] from that moment it uses its tiers. Redis away, a blackhole, a stopped
//! process: the lease runs out by the monotonic clock, and reads load until an answer comes.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use redis_link::{Link, Target};
use tokio::sync::{Notify, watch};
use tokio::time::timeout;

use crate::marks::{Marks, Tag};
use crate::report::Counters;
use crate::scripts::{self, Names};

/// Where the fleet meets.
#[derive(Debug)]
pub struct Fleet {
    /// Where Redis is.
    pub target: Target,
    /// What names in Redis begin with.
    pub prefix: String,
    /// How long a change may take to be seen on all nodes; at least 20 ms.
    pub bound: Duration,
    /// How long one call to Redis may take.
    pub deadline: Duration,
}

/// Whether Redis can be used for the cache. Says how long the answer took, or what is wrong.
pub async fn probe(target: &Target) -> Result<Duration, String> {
    redis_link::probe(target, &scripts::sources()).await
}

/// How long opening a connection may take.
const OPENING: Duration = Duration::from_secs(2);
/// Pauses between tries to connect.
const RETRY_FROM: Duration = Duration::from_millis(20);
const RETRY_TO: Duration = Duration::from_millis(500);
/// How long after the last read the node goes on asking.
const ATTENTIVE: u64 = 2_000_000;
/// How often it asks without being read, to notice a lost connection.
const IDLE: Duration = Duration::from_secs(1);
/// Calls in a row that fail before the connection is given up.
const FAILURES: u64 = 3;
/// How often a lasting trouble is written down.
const COMPLAIN: Duration = Duration::from_mins(1);
/// Changes owed to Redis that are kept apart; more are kept as one set of slots.
const OWED_APART: usize = 256;

/// A connection, and the counting it was made under.
#[derive(Clone)]
pub(crate) struct Session {
    pub link: Link,
    /// A hash of the counting's name, in which values are kept.
    pub counting: u64,
    name: Arc<str>,
}

/// Changes that Redis was not told of yet.
#[derive(Default)]
struct Owed {
    next: u64,
    apart: HashMap<u64, Vec<u16>>,
    together: BTreeSet<u16>,
}

/// What readers, writers and the keeper share.
pub(crate) struct Shared {
    pub fleet: Fleet,
    pub names: Names,
    pub losses: AtomicU64,
    marks: Arc<Marks>,
    counters: Arc<Counters>,
    clock: Instant,
    session: RwLock<Option<Session>>,
    trusted_until: AtomicU64,
    read_at: AtomicU64,
    synced: AtomicU64,
    failures: AtomicU64,
    owes: AtomicBool,
    owed: Mutex<Owed>,
    poke: Notify,
    heard: watch::Sender<u64>,
}

impl Shared {
    /// Begins to keep in touch; ends when it is dropped.
    pub fn start(fleet: Fleet, marks: Arc<Marks>, counters: Arc<Counters>, clock: Instant) -> Arc<Self> {
        let shared = Arc::new(Self {
            names: Names::new(&fleet.prefix),
            fleet,
            marks,
            counters,
            clock,
            losses: AtomicU64::new(0),
            session: RwLock::new(None),
            trusted_until: AtomicU64::new(0),
            read_at: AtomicU64::new(0),
            synced: AtomicU64::new(0),
            failures: AtomicU64::new(0),
            owes: AtomicBool::new(false),
            owed: Mutex::default(),
            poke: Notify::new(),
            heard: watch::Sender::new(0),
        });
        tokio::spawn(keep(Arc::downgrade(&shared)));
        shared
    }

    pub fn now(&self) -> u64 {
        micros(self.clock.elapsed())
    }

    /// Whether this node knows of every change older than the bound.
    pub fn is_trusted(&self, now: u64) -> bool {
        now < self.trusted_until.load(Ordering::Acquire)
    }

    /// Makes sure of it, if Redis answers in time.
    pub async fn trust(&self) -> bool {
        let now = self.now();
        self.read_at.store(now, Ordering::Relaxed);
        if self.is_trusted(now) {
            return true;
        }
        let mut heard = self.heard.subscribe();
        if self.session().is_none() {
            return false;
        }
        self.poke.notify_one();
        // One answer may be to a question asked too long ago; the next one is not.
        let hearing = async { while heard.changed().await.is_ok() && !self.is_trusted(self.now()) {} };
        let _ = timeout(self.fleet.deadline * 2, hearing).await;
        self.is_trusted(self.now())
    }

    pub fn session(&self) -> Option<Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The highest number whose changes this node knows of. To be taken before a load begins.
    pub fn synced(&self) -> u64 {
        self.synced.load(Ordering::SeqCst)
    }

    /// Whether Redis was not yet told of a change to any of these.
    pub fn owes(&self, tags: &[Tag]) -> bool {
        if !self.owes.load(Ordering::Acquire) {
            return false;
        }
        let owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        tags.iter().any(|t| owed.together.contains(&t.slot()) || owed.apart.values().any(|s| s.contains(&t.slot())))
    }

    /// Tells all nodes; false if Redis could not be told. Then it is owed, and told when it can be.
    pub async fn tell(&self, slots: &[u16]) -> bool {
        // Owed before it is tried: whoever gives up waiting for us takes nothing back.
        let debt = self.borrow(slots);
        let Some(session) = self.session() else { return false };
        let told = timeout(self.fleet.deadline, self.mark(&session, slots)).await;
        let told = told.map_err(|_| "no answer in time".to_owned()).flatten();
        match told {
            Ok(()) => {
                self.repay(debt);
                self.poke.notify_one();
                true
            }
            Err(why) => {
                self.failed(&why);
                self.poke.notify_one();
                false
            }
        }
    }

    async fn mark(&self, session: &Session, slots: &[u16]) -> Result<(), String> {
        let answer = session.link.ask(&scripts::mark(&self.names, slots)).await;
        let (name, number) = answer.and_then(scripts::marked).map_err(|e| e.to_string())?;
        // This node need not hear it again, if it did not load anything between the change and now.
        self.marks.mark(slots);
        if *name == *session.name {
            for slot in slots {
                self.marks.hear(*slot, number);
            }
        }
        Ok(())
    }

    /// A call failed. After a few in a row the connection is given up.
    pub fn failed(&self, why: &str) {
        if self.failures.fetch_add(1, Ordering::Relaxed) + 1 >= FAILURES {
            self.lose(why);
        }
    }

    /// A call was answered.
    pub fn answered(&self) {
        self.failures.store(0, Ordering::Relaxed);
    }

    fn lose(&self, why: &str) {
        if self.session.write().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            self.losses.fetch_add(1, Ordering::Relaxed);
            tracing::warn!(why, "the cache lost Redis; reads load until it is back");
        }
        self.failures.store(0, Ordering::Relaxed);
        self.poke.notify_one();
    }

    fn borrow(&self, slots: &[u16]) -> u64 {
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        owed.next += 1;
        let number = owed.next;
        if owed.apart.len() < OWED_APART {
            owed.apart.insert(number, slots.to_vec());
        } else {
            owed.together.extend(slots);
        }
        self.owes.store(true, Ordering::Release);
        number
    }

    fn repay(&self, debt: u64) {
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        owed.apart.remove(&debt);
        let clear = owed.apart.is_empty() && owed.together.is_empty();
        self.owes.store(!clear, Ordering::Release);
    }

    /// Tells Redis everything that is owed.
    async fn settle(&self, session: &Session) -> Result<(), String> {
        let (apart, together) = {
            let owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
            (owed.apart.clone(), owed.together.clone())
        };
        let slots: BTreeSet<u16> = apart.values().flatten().chain(&together).copied().collect();
        let slots: Vec<u16> = slots.into_iter().collect();
        for some in slots.chunks(4_096) {
            self.mark(session, some).await?;
        }
        let mut owed = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        for debt in apart.keys() {
            owed.apart.remove(debt);
        }
        // Those that joined meanwhile stay.
        owed.together.retain(|slot| !together.contains(slot));
        let clear = owed.apart.is_empty() && owed.together.is_empty();
        self.owes.store(!clear, Ordering::Release);
        Ok(())
    }

    /// Asks what changed; takes it in; renews the lease.
    async fn listen(&self, session: &Session) -> Result<(), String> {
        let asked = self.now();
        let after = self.synced();
        let answer = session.link.ask(&scripts::changes(&self.names, &session.name, after)).await;
        let changes = answer.and_then(scripts::changed).map_err(|e| e.to_string())?;
        if *changes.counting != *session.name {
            return Err("another counting has begun".to_owned());
        }
        let mut newest = after;
        let mut fresh = Vec::new();
        for (slot, number) in changes.slots {
            newest = newest.max(number);
            if self.marks.hear(slot, number) {
                fresh.push(slot);
            }
        }
        if !fresh.is_empty() {
            self.counters.told.add();
            self.marks.mark(&fresh);
        }
        self.synced.fetch_max(newest, Ordering::SeqCst);
        self.trusted_until.store(asked + micros(self.fleet.bound), Ordering::Release);
        self.heard.send_modify(|n| *n += 1);
        self.answered();
        Ok(())
    }

    /// Connects, and joins the counting there is.
    async fn join(&self) -> Result<Session, String> {
        let opening = timeout(OPENING, Link::open(&self.fleet.target, &scripts::sources())).await;
        let link = opening.map_err(|_| "no connection in time".to_owned())?.map_err(|e| e.to_string())?;
        let beginning = timeout(OPENING, link.ask(&scripts::begin(&self.names, crate::key::chance()))).await;
        let answer = beginning.map_err(|_| "no answer in time".to_owned())?.map_err(|e| e.to_string())?;
        let name = scripts::begun(answer).map_err(|e| e.to_string())?;
        Ok(Session { link, counting: crate::held::digest(name.as_bytes()), name: name.into() })
    }

    /// Another counting: nothing that was kept under the old one is used, and its numbers mean nothing.
    fn adopt(&self, last: &mut Option<Arc<str>>, session: &Session) {
        if last.as_ref() == Some(&session.name) {
            return;
        }
        if last.is_some() {
            tracing::info!("the cache begins anew: Redis was restarted, emptied or taken over from");
        }
        self.marks.forget_fleet();
        self.synced.store(0, Ordering::SeqCst);
        self.marks.mark_all();
        *last = Some(Arc::clone(&session.name));
    }
}

pub(crate) fn micros(d: Duration) -> u64 {
    u64::try_from(d.as_micros()).unwrap_or(u64::MAX)
}

/// Keeps in touch until nobody needs it any more.
async fn keep(weak: Weak<Shared>) {
    let (mut pause, mut last, mut complained) = (RETRY_FROM, None, None::<Instant>);
    while let Some(shared) = weak.upgrade() {
        match found(&shared, &mut last).await {
            Ok(session) => {
                (pause, complained) = (RETRY_FROM, None);
                drop(shared);
                converse(&weak, &session).await;
            }
            Err(why) => {
                if complained.is_none_or(|at| at.elapsed() > COMPLAIN) {
                    complained = Some(Instant::now());
                    tracing::warn!(why, "the cache cannot use Redis; reads load until it can");
                }
                drop(shared);
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(RETRY_TO);
            }
        }
    }
}

/// Connects; lets readers and writers have the connection once everything owed is told and
/// everything changed is heard.
async fn found(shared: &Shared, last: &mut Option<Arc<str>>) -> Result<Session, String> {
    let session = shared.join().await?;
    shared.adopt(last, &session);
    let catching_up = async {
        shared.settle(&session).await?;
        shared.listen(&session).await
    };
    timeout(OPENING, catching_up).await.map_err(|_| "no answer in time".to_owned())??;
    *shared.session.write().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
    Ok(session)
}

/// Asks again and again, as long as the connection is the one in use.
async fn converse(weak: &Weak<Shared>, session: &Session) {
    loop {
        let Some(shared) = weak.upgrade() else { return };
        let pause = shared.pause();
        if timeout(pause, shared.poke.notified()).await.is_ok() || shared.is_read() || pause == IDLE {
            if shared.session().is_none_or(|now| now.name != session.name) {
                return;
            }
            let talk = async {
                if shared.owes.load(Ordering::Acquire) {
                    shared.settle(session).await?;
                }
                shared.listen(session).await
            };
            let talked = timeout(shared.fleet.bound.max(shared.fleet.deadline), talk).await;
            if let Err(why) = talked.map_err(|_| "no answer in time".to_owned()).flatten() {
                shared.lose(&why);
                return;
            }
        }
    }
}

impl Shared {
    fn is_read(&self) -> bool {
        self.now().saturating_sub(self.read_at.load(Ordering::Relaxed)) < ATTENTIVE
    }
    /// While somebody reads, five times within the bound; else now and then.
    fn pause(&self) -> Duration {
        if self.is_read() { self.fleet.bound / 5 } else { IDLE }
    }
}
