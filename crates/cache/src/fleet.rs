//! This node among others: what it hears of their changes, what it tells of its own, and whether
//! it may trust what it has.
//!
//! Trust is a lease. Every few milliseconds, while anybody reads, the node asks Redis what changed
//! since it last asked. An answer proves that it knew of every change up to the moment it *asked*;
//! for [`Fleet::bound`] from that moment it uses its tiers. Redis away, a blackhole, a stopped
//! process: the lease runs out by the monotonic clock, and reads load until an answer comes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use redis_link::{Link, Target};
use tokio::sync::{Notify, watch};
use tokio::time::timeout;

use crate::cache::Steady;
use crate::marks::{Counting, Marks, Tag};
use crate::owed::Owed;
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

/// Whether Redis can be used for the cache: it does everything that a node asks of it. Says how long
/// an answer took, or what is wrong.
pub async fn probe(target: &Target, prefix: &str) -> Result<Duration, String> {
    let names = Names::new(prefix);
    let asking = async {
        let link = Link::open(target, &scripts::sources()).await.map_err(|e| e.to_string())?;
        let began = Instant::now();
        let name = begin(&link, &names).await?;
        let answer = link.ask(&scripts::changes(&names, &name, 0)).await;
        answer.and_then(scripts::changed).map_err(|e| e.to_string())?;
        Ok(began.elapsed())
    };
    timeout(OPENING * 2, asking).await.map_err(|_| "timed out".to_owned())?
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
const OTHER_COUNTING: &str = "a new epoch has begun";

/// A connection, and the counting it was made under.
#[derive(Clone)]
pub(crate) struct Session {
    pub link: Link,
    pub counting: Arc<Counting>,
    /// A hash of the counting's name: values are kept under it.
    pub root: u64,
}

/// What readers, writers and the keeper share.
pub(crate) struct Shared {
    pub fleet: Fleet,
    pub names: Names,
    pub losses: AtomicU64,
    marks: Arc<Marks>,
    counters: Arc<Counters>,
    clock: Steady,
    session: RwLock<Option<Session>>,
    trusted_until: AtomicU64,
    read_at: AtomicU64,
    failures: AtomicU64,
    owed: Owed,
    poke: Notify,
    heard: watch::Sender<u64>,
}

impl Shared {
    /// Begins to keep in touch; ends when it is dropped.
    pub fn start(fleet: Fleet, marks: Arc<Marks>, counters: Arc<Counters>, clock: Steady) -> Arc<Self> {
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
            failures: AtomicU64::new(0),
            owed: Owed::default(),
            poke: Notify::new(),
            heard: watch::Sender::new(0),
        });
        tokio::spawn(keep(Arc::downgrade(&shared)));
        shared
    }

    pub fn now(&self) -> u64 {
        micros((self.clock)())
    }

    /// Whether this node knows of every change older than the bound.
    pub fn is_trusted(&self, now: u64) -> bool {
        now < self.trusted_until.load(Ordering::Acquire)
    }

    /// Makes sure of it, if Redis answers in time.
    pub async fn trust(&self, now: u64) -> bool {
        // Seldom, or all cores would write to one place at every read.
        if now.saturating_sub(self.read_at.load(Ordering::Relaxed)) > ATTENTIVE / 20 {
            self.read_at.store(now, Ordering::Relaxed);
        }
        if self.is_trusted(now) {
            return true;
        }
        let mut heard = self.heard.subscribe();
        if self.session().is_none() {
            return false;
        }
        self.poke.notify_one();
        // One answer may be to a question asked too long ago; the next one is not.
        let hearing = async {
            while heard.changed().await.is_ok() && !self.is_trusted(self.now()) && self.session().is_some() {}
        };
        let _ = timeout(self.fleet.deadline * 2, hearing).await;
        self.is_trusted(self.now())
    }

    pub fn session(&self) -> Option<Session> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether Redis was not yet told of a change to any of these.
    pub fn owes(&self, tags: &[Tag]) -> bool {
        self.owed.touches(tags)
    }

    /// Marks slots here, and tells all nodes; false if Redis could not be told. Then it is owed, and
    /// told when it can be.
    pub async fn tell(&self, slots: &[u16]) -> bool {
        // Owed before anything else: whoever gives up waiting for us takes nothing back, and what
        // lies in Redis is not used meanwhile.
        let debt = self.owed.borrow(slots);
        self.marks.mark(slots);
        let Some(session) = self.session() else { return false };
        let told = timeout(self.fleet.deadline, self.mark(&session, slots)).await;
        let told = told.map_err(|_| "timed out".to_owned()).flatten();
        match told {
            Ok(()) => {
                self.owed.repay(debt);
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
        if *name != *session.counting.name {
            // Under another counting it says nothing to those who are still with this one, such as we.
            self.lose(OTHER_COUNTING);
            return Err(OTHER_COUNTING.to_owned());
        }
        // This node need not hear it again, if it did not load anything between the change and now.
        self.marks.mark(slots);
        for slot in slots {
            session.counting.hear(*slot, number);
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
            tracing::warn!(
                error = why,
                "the cache lost its Redis connection; reads go to the database until it is back"
            );
        }
        self.failures.store(0, Ordering::Relaxed);
        self.poke.notify_one();
        // Whoever waits for an answer waits for nothing now.
        self.heard.send_modify(|n| *n += 1);
    }

    /// Tells Redis everything that is owed.
    async fn settle(&self, session: &Session) -> Result<(), String> {
        let (slots, newest) = self.owed.all();
        for some in slots.chunks(4_096) {
            self.mark(session, some).await?;
        }
        self.owed.repay_until(newest);
        Ok(())
    }

    /// Asks what changed; takes it in; renews the lease.
    async fn listen(&self, session: &Session) -> Result<(), String> {
        let asked = self.now();
        let counting = &session.counting;
        let after = counting.synced();
        let answer = session.link.ask(&scripts::changes(&self.names, &counting.name, after)).await;
        let changes = answer.and_then(scripts::changed).map_err(|e| e.to_string())?;
        if *changes.counting != *counting.name {
            return Err(OTHER_COUNTING.to_owned());
        }
        let mut newest = after;
        let mut fresh = Vec::new();
        for (slot, number) in changes.slots {
            newest = newest.max(number);
            if counting.hear(slot, number) {
                fresh.push(slot);
            }
        }
        if !fresh.is_empty() {
            self.counters.told.add();
            self.marks.mark(&fresh);
        }
        counting.sync(newest);
        self.trusted_until.store(asked + micros(self.fleet.bound), Ordering::Release);
        self.heard.send_modify(|n| *n += 1);
        self.answered();
        Ok(())
    }

    /// Connects, and joins the counting there is. One that is new to this node ends everything it
    /// kept: changes may have been lost with the one before.
    async fn join(&self, last: &mut Option<Arc<Counting>>) -> Result<Session, String> {
        let opening = timeout(OPENING, Link::open(&self.fleet.target, &scripts::sources())).await;
        let link = opening.map_err(|_| "timed out connecting".to_owned())?.map_err(|e| e.to_string())?;
        let name = timeout(OPENING, begin(&link, &self.names)).await;
        let name = name.map_err(|_| "timed out".to_owned())??;
        let counting = match last {
            Some(known) if *known.name == *name => Arc::clone(known),
            before => {
                if before.is_some() {
                    tracing::info!("the cache starts over: Redis was restarted, emptied or failed over");
                }
                self.marks.mark_all();
                let fresh = Arc::new(Counting::new(&name));
                *before = Some(Arc::clone(&fresh));
                fresh
            }
        };
        Ok(Session { link, root: crate::held::digest(name.as_bytes()), counting })
    }
}

async fn begin(link: &Link, names: &Names) -> Result<String, String> {
    let answer = link.ask(&scripts::begin(names, crate::key::chance())).await;
    answer.and_then(scripts::begun).map_err(|e| e.to_string())
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
                    tracing::warn!(error = why, "the cache cannot use Redis; reads go to the database until it can");
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
async fn found(shared: &Shared, last: &mut Option<Arc<Counting>>) -> Result<Session, String> {
    let session = shared.join(last).await?;
    let catching_up = async {
        shared.settle(&session).await?;
        shared.listen(&session).await
    };
    timeout(OPENING, catching_up).await.map_err(|_| "timed out".to_owned())??;
    *shared.session.write().unwrap_or_else(PoisonError::into_inner) = Some(session.clone());
    Ok(session)
}

/// Asks again and again, as long as the connection is the one in use.
async fn converse(weak: &Weak<Shared>, session: &Session) {
    loop {
        let Some(shared) = weak.upgrade() else { return };
        let pause = shared.pause();
        if timeout(pause, shared.poke.notified()).await.is_ok() || shared.is_read() || pause == IDLE {
            if shared.session().is_none_or(|now| now.root != session.root) {
                return;
            }
            let talk = async {
                if !shared.owed.is_empty() {
                    shared.settle(session).await?;
                }
                shared.listen(session).await
            };
            let talked = timeout(shared.fleet.bound.max(shared.fleet.deadline), talk).await;
            if let Err(why) = talked.map_err(|_| "timed out".to_owned()).flatten() {
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
