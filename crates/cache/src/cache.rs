//! Reading through the tiers, and dropping what changed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::envelope::Place;
use crate::family::{Family, Loaded, Reach, Scope, Sharing};
use crate::far::{Asked, Far};
use crate::fleet::{Fleet, Session, Shared, micros};
use crate::flights::{Flights, Pilot, Seat};
use crate::held::{Entry, Held, Tags, digest};
use crate::key::{Key, KeyWriter, chance};
use crate::marks::{Marks, Tag};
use crate::near::{Near, NearKey};
use crate::report::{Counters, Health, OfFamily, Report};

/// Flights a read joins whose results turn out too old, before it loads by itself.
const JOINS: usize = 3;
/// A value that has less than this part of its time left is loaded again while others still use it.
const LAST_PART: u64 = 20;

/// How a cache is set up.
#[derive(Debug)]
pub struct Settings {
    /// Bytes this process keeps at most.
    pub bytes: u64,
    /// What values in Redis are sealed with; the same on all nodes.
    pub secret: [u8; 32],
    /// The other nodes; none for one node by itself.
    pub fleet: Option<Fleet>,
}

/// How long some instant is ago; never less than a moment before.
pub type Steady = Arc<dyn Fn() -> Duration + Send + Sync>;

/// The cache. Cheap to clone.
#[derive(Clone)]
pub struct Cache(Option<Arc<Inner>>);

struct Inner {
    clock: Steady,
    secret: [u8; 32],
    marks: Arc<Marks>,
    near: Near,
    flights: Flights,
    counters: Arc<Counters>,
    shared: Option<Arc<Shared>>,
}

/// One read on its way.
struct Trip {
    key: NearKey,
    place: Place,
    sharing: Sharing,
    life: Duration,
    absent: Duration,
    asked: u64,
    trusted: bool,
}

/// What was known when a load began.
struct Before {
    since: crate::marks::Step,
    session: Option<Session>,
    as_of: u64,
    began: u64,
}

impl Cache {
    /// A cache that keeps nothing: every read loads.
    pub const fn off() -> Self {
        Self(None)
    }

    /// Starts one. With a fleet, it has to be called within a Tokio runtime.
    pub fn start(settings: Settings) -> Self {
        let began = Instant::now();
        Self::start_at(settings, Arc::new(move || began.elapsed()))
    }

    /// The same, with lifetimes that run on somebody's clock.
    pub fn start_at(settings: Settings, clock: Steady) -> Self {
        let (marks, counters) = (Arc::new(Marks::default()), Arc::new(Counters::default()));
        let shared = settings
            .fleet
            .map(|fleet| Shared::start(fleet, Arc::clone(&marks), Arc::clone(&counters), Arc::clone(&clock)));
        Self(Some(Arc::new(Inner {
            clock,
            secret: settings.secret,
            marks,
            near: Near::new(settings.bytes, Arc::clone(&counters)),
            flights: Flights::default(),
            counters,
            shared,
        })))
    }

    /// The value with a key: from a tier, or from `load`, whose result is kept. Nothing where
    /// `load` found nothing.
    pub async fn read<F, L, Fut, E>(
        &self,
        scope: &F::Scope,
        key: &F::Key,
        load: L,
    ) -> Result<Option<Entry<F::Value>>, E>
    where
        F: Family,
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Loaded<F::Value>, E>> + Send,
        E: Send,
    {
        let load = || async { load().await.map(|loaded| written::<F>(loaded)) };
        let Some(inner) = &self.0 else {
            return Ok(Entry::of(Arc::new(unkept(load().await?))));
        };
        let mut writer = KeyWriter::default();
        scope.put(&mut writer);
        key.write(&mut writer);
        let name = writer.name(&inner.secret);
        let (trusted, asked) = inner.trust().await;
        let trip = Trip {
            key: (F::ID, name),
            place: Place { family: F::NAME, shape: F::SHAPE, name },
            sharing: F::SHARING,
            life: F::LIFETIME,
            absent: F::ABSENT,
            asked,
            trusted,
        };
        inner.read(&trip, load).await.map(Entry::of)
    }

    /// Drops everything that depends on any of these. To be called right after the commit of a
    /// change, before anybody is told of it; bears repetition.
    pub async fn drop_tags(&self, tags: &[Tag]) -> Reach {
        let Some(inner) = &self.0 else { return Reach::All };
        if tags.is_empty() {
            return Reach::All;
        }
        let slots: Vec<u16> = tags.iter().map(|tag| tag.slot()).collect();
        inner.counters.dropped.add();
        let Some(shared) = &inner.shared else {
            inner.marks.mark(&slots);
            return Reach::All;
        };
        if shared.tell(&slots).await {
            return Reach::All;
        }
        inner.counters.untold.add();
        Reach::Here
    }

    /// Drops everything, on all nodes.
    pub async fn clear(&self) -> Reach {
        self.drop_tags(&[Tag::EVERYTHING]).await
    }

    /// Whether other nodes can be told of changes at present.
    pub fn reaches_others(&self) -> bool {
        self.0.as_ref().and_then(|inner| inner.shared.as_ref()).is_none_or(|shared| shared.session().is_some())
    }

    /// Takes out of memory what nobody will be given any more; for every minute or so.
    pub fn sweep(&self) {
        let Some(inner) = &self.0 else { return };
        let now = inner.now();
        inner.near.sweep(|held| held.until <= now || !inner.marks.good_here(held.since, &held.tags));
    }

    /// How it is doing.
    pub fn report(&self) -> Report {
        self.0.as_ref().map_or_else(|| Counters::default().report(Health::Off, None), |inner| inner.report())
    }
}

/// A loaded value as it is kept: its JSON.
struct Written {
    json: Option<Bytes>,
    version: Option<i64>,
    tags: Tags,
}

fn written<F: Family>(loaded: Loaded<F::Value>) -> Written {
    let version = loaded.value.as_ref().and_then(F::version);
    let json = loaded.value.map(|value| {
        let json = serde_json::to_vec(&value).expect("a value of named fields can be written as JSON");
        // Without the room to grow that writing left.
        Bytes::from(json.into_boxed_slice())
    });
    let mut tags: Tags = loaded.tags.into_iter().collect();
    tags.sort_unstable();
    tags.dedup();
    tags.push(Tag::EVERYTHING);
    Written { json, version, tags }
}

fn unkept(w: Written) -> Held {
    let digest = digest(w.json.as_deref().unwrap_or_default());
    let since = Marks::START;
    Held { json: w.json, digest, version: w.version, tags: w.tags, since, began: 0, until: 0, life: 0 }
}

impl Inner {
    fn now(&self) -> u64 {
        micros((self.clock)())
    }

    /// Whether the tiers may be used, and since when we ask.
    async fn trust(&self) -> (bool, u64) {
        let asked = self.now();
        let Some(shared) = &self.shared else { return (true, asked) };
        if shared.trust(asked).await {
            return (true, asked);
        }
        self.counters.unheard.add();
        (false, asked)
    }

    fn is_trusted(&self) -> bool {
        self.shared.as_ref().is_none_or(|shared| shared.is_trusted(shared.now()))
    }

    fn far<'a>(&'a self, trip: &Trip) -> Option<Far<'a>> {
        let shared = self.shared.as_deref().filter(|_| trip.sharing != Sharing::Node)?;
        let counts = self.counters.of(trip.key.0);
        Some(Far { shared, marks: &self.marks, counts, secret: &self.secret, place: trip.place })
    }

    async fn read<L, Fut, E>(&self, trip: &Trip, load: L) -> Result<Arc<Held>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Written, E>> + Send,
        E: Send,
    {
        let counts = self.counters.of(trip.key.0);
        self.counters.name(trip.key.0, trip.place.family);
        if let Some(held) = self.near(trip) {
            counts.hits_near.add();
            if held.json.is_none() {
                counts.absent.add();
            }
            // One of those who read it loads it again before it ends; the others go on with it.
            let left = held.until.saturating_sub(trip.asked);
            if left < held.life / LAST_PART
                && let Some(pilot) = self.flights.begin(trip.key, trip.asked)
            {
                counts.refreshed.add();
                // Should that fail, this one is still good.
                return Ok(self.fly(trip, pilot, held.life / LAST_PART, &load).await.unwrap_or(held));
            }
            return Ok(held);
        }
        counts.misses_near.add();
        // Without trust, what others changed meanwhile is not known: only a load that has just begun will do.
        let mut oldest = if trip.trusted { 0 } else { trip.asked.saturating_sub(self.bound()) };
        for _ in 0..JOINS {
            match self.flights.join(trip.key, self.now(), oldest) {
                Seat::Pilot(pilot) => return self.fly(trip, pilot, 0, &load).await,
                Seat::Passenger(mut landing) => {
                    let landed = landing.wait_for(Option::is_some).await.map(|held| held.clone()).ok().flatten();
                    if let Some((held, _)) = landed.filter(|(held, good_at)| self.will_do(trip, held, *good_at)) {
                        counts.coalesced.add();
                        return Ok(held);
                    }
                    // From now on one that began after we asked.
                    oldest = trip.asked;
                }
            }
        }
        let before = self.before();
        self.load(trip, &before, &load).await
    }

    /// The value in this process, if it may be used.
    fn near(&self, trip: &Trip) -> Option<Arc<Held>> {
        let held = self.near.get(trip.key).filter(|_| trip.trusted)?;
        let counts = self.counters.of(trip.key.0);
        if held.until <= trip.asked {
            counts.expired.add();
        } else if !self.marks.good_here(held.since, &held.tags) {
            counts.stale_near.add();
        } else {
            return Some(held);
        }
        self.near.take(trip.key);
        None
    }

    /// Whether what another read loaded is as good as a load of one's own.
    fn will_do(&self, trip: &Trip, held: &Held, good_at: u64) -> bool {
        // As good as a load that began after we asked, whatever changed since.
        good_at >= trip.asked
            || (self.marks.good_here(held.since, &held.tags)
                && (self.is_trusted() || held.began + self.bound() >= trip.asked))
    }

    fn bound(&self) -> u64 {
        self.shared.as_ref().map_or(0, |shared| micros(shared.fleet.bound))
    }

    /// Looks once more, then in Redis, then loads; tells all who wait.
    async fn fly<L, Fut, E>(&self, trip: &Trip, pilot: Pilot<'_>, least_left: u64, load: &L) -> Result<Arc<Held>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Written, E>> + Send,
        E: Send,
    {
        let counts = self.counters.of(trip.key.0);
        // The flight before may have landed between our look and our joining.
        let now = self.now();
        if least_left == 0
            && self.is_trusted()
            && let Some(held) = self.near(trip)
        {
            pilot.land(&held, now);
            return Ok(held);
        }
        let far = self.far(trip).filter(|_| trip.trusted);
        let mut turn = None;
        if let Some(far) = &far {
            let found = match far.get(least_left).await {
                None if trip.sharing == Sharing::FleetOnce && least_left == 0 => match far.turn().await {
                    Asked::Mine(mine) => {
                        turn = Some(mine);
                        None
                    }
                    Asked::Found(held) => Some(held),
                    Asked::Alone => None,
                },
                found => found,
            };
            if let Some(held) = found {
                counts.hits_far.add();
                self.near.put(trip.key, Arc::clone(&held));
                pilot.land(&held, held.began);
                return Ok(held);
            }
            counts.misses_far.add();
        }
        let before = self.before();
        let loaded = self.load(trip, &before, load).await;
        if let Ok(held) = &loaded {
            let is_kept = held.life > 0 && self.marks.good_here(held.since, &held.tags);
            if is_kept {
                self.near.put(trip.key, Arc::clone(held));
            }
            pilot.land(held, held.began);
            if let (Some(far), Some(session), true) = (&far, &before.session, is_kept) {
                far.put(session, before.as_of, held).await;
            }
        }
        drop(turn);
        loaded
    }

    /// What is known now; a load that begins after this knows at least as much.
    fn before(&self) -> Before {
        // In this order: a number read later may be higher than the load knows of.
        let session = self.shared.as_ref().and_then(|shared| shared.session());
        let as_of = session.as_ref().map_or(0, |session| session.counting.synced());
        Before { session, as_of, since: self.marks.step(), began: self.now() }
    }

    async fn load<L, Fut, E>(&self, trip: &Trip, before: &Before, load: &L) -> Result<Arc<Held>, E>
    where
        L: Fn() -> Fut + Send + Sync,
        Fut: Future<Output = Result<Written, E>> + Send,
        E: Send,
    {
        let counts: &OfFamily = self.counters.of(trip.key.0);
        let began = Instant::now();
        let w = load().await.inspect_err(|_| counts.failed.add())?;
        counts.loaded(trip.place.family, began.elapsed());
        let life = micros(if w.json.is_some() { trip.life } else { trip.absent });
        let life = life - chance() % (life / 10).max(1);
        Ok(Arc::new(Held {
            digest: digest(w.json.as_deref().unwrap_or_default()),
            json: w.json,
            version: w.version,
            tags: w.tags,
            since: before.since,
            began: before.began,
            until: before.began + life,
            life,
        }))
    }

    fn report(&self) -> Report {
        let health = match &self.shared {
            None => Health::Alone,
            Some(shared) if shared.session().is_some() => Health::Shared,
            Some(_) => Health::CutOff,
        };
        let mut report = self.counters.report(health, self.shared.as_deref());
        report.entries = self.near.entries();
        report.bytes = self.near.bytes();
        report.most_bytes = self.near.capacity();
        report
    }
}
