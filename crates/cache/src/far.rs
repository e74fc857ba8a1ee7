//! The tier in Redis: what one node loaded, the others find.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use redis::{Value, from_redis_value};
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::envelope::{self, Envelope, LONGEST, Place};
use crate::fleet::{Session, Shared};
use crate::held::Held;
use crate::key::chance;
use crate::marks::Marks;
use crate::report::OfFamily;
use crate::scripts;

/// How long the right to load lasts, and how long others wait for its result before they load
/// themselves.
const LOADING: Duration = Duration::from_secs(2);
/// Between two looks for it.
const LOOK_AGAIN: Duration = Duration::from_millis(15);

/// One value's place in the tier.
pub(crate) struct Far<'a> {
    pub shared: &'a Shared,
    pub marks: &'a Marks,
    pub counts: &'a OfFamily,
    pub secret: &'a [u8; 32],
    pub place: Place,
}

/// The right to load for all nodes. Given back when it is dropped, so that whoever gives up loading
/// holds nobody up.
pub(crate) struct Turn {
    session: Session,
    key: String,
    word: u64,
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (link, unlock) = (self.session.link.clone(), scripts::unlock(&self.key, self.word));
        if let Ok(runtime) = Handle::try_current() {
            // Not answered, it ends by itself.
            runtime.spawn(async move { timeout(LOADING, link.ask(&unlock)).await });
        }
    }
}

/// What came of asking for it.
pub(crate) enum Asked {
    /// One loads.
    Mine(Turn),
    /// Another node had loaded it meanwhile.
    Found(Arc<Held>),
    /// Redis cannot say, or it takes too long: one loads all the same.
    Alone,
}

impl Far<'_> {
    /// The value, if it is there, good, and stays so for longer than `least_left` microseconds.
    pub async fn get(&self, least_left: u64) -> Option<Arc<Held>> {
        let session = self.shared.session()?;
        let since = self.marks.step();
        let (asked, place) = (self.shared.now(), self.place);
        let key = self.shared.names.value(session.root, place.family, place.shape, place.name);
        let asking = session.link.ask_all(scripts::get(&key, LONGEST).to_vec());
        let answer = self.answer(asking).await?;
        let [value, left] = <[Value; 2]>::try_from(answer).ok()?;
        let (value, left): (Vec<u8>, i64) = (from_redis_value(value).ok()?, from_redis_value(left).ok()?);
        if value.is_empty() {
            return None;
        }
        let Some(e) = envelope::open(self.secret, place, &Bytes::from(value)) else {
            self.counts.strange.add();
            return None;
        };
        // Whoever can write there can write any end of life.
        let left = u64::try_from(left).unwrap_or(0).saturating_mul(1_000).min(e.life);
        let good = session.counting.is_good(e.as_of, &e.tags)
            && !self.shared.owes(&e.tags)
            && self.shared.is_trusted(self.shared.now())
            && self.shared.session().is_some_and(|s| s.root == session.root);
        if !good {
            self.counts.stale_far.add();
        }
        let Envelope { version, tags, json, digest, life, .. } = e;
        (good && left > least_left)
            .then(|| Arc::new(Held { json, digest, version, tags, since, began: asked, until: asked + left, life }))
    }

    /// Puts a value that was loaded under a session, knowing of changes up to `as_of`.
    pub async fn put(&self, session: &Session, as_of: u64, held: &Held) {
        if !session.counting.is_good(as_of, &held.tags) || self.shared.owes(&held.tags) {
            return;
        }
        let place = self.place;
        let sealed = envelope::seal(
            self.secret,
            place,
            &Envelope {
                as_of,
                life: held.life,
                version: held.version,
                tags: held.tags.clone(),
                json: held.json.clone(),
                digest: held.digest,
            },
        );
        let left = Duration::from_micros(held.until.saturating_sub(self.shared.now()));
        let Some(sealed) = sealed.filter(|_| !left.is_zero()) else { return };
        let key = self.shared.names.value(session.root, place.family, place.shape, place.name);
        let _ = self.answer(session.link.ask(&scripts::put(&key, sealed, left))).await;
    }

    /// Asks for the right to load for all nodes; waits where another has it.
    pub async fn turn(&self) -> Asked {
        let Some(session) = self.shared.session() else { return Asked::Alone };
        let (key, word) = (self.lock(&session), chance());
        let give_up = self.shared.now() + u64::try_from(LOADING.as_micros()).unwrap_or(0);
        loop {
            match self.answer(session.link.ask(&scripts::lock(&key, word, LOADING))).await {
                Some(Value::Okay) => {
                    let turn = Turn { session, key, word };
                    // Whoever had the right before may have loaded since we looked.
                    return self.get(0).await.map_or(Asked::Mine(turn), Asked::Found);
                }
                Some(Value::Nil) if self.shared.now() < give_up => tokio::time::sleep(LOOK_AGAIN).await,
                _ => return Asked::Alone,
            }
            if let Some(held) = self.get(0).await {
                self.counts.waited.add();
                return Asked::Found(held);
            }
        }
    }

    fn lock(&self, session: &Session) -> String {
        self.shared.names.lock(session.root, self.place.family, self.place.shape, self.place.name)
    }

    /// An answer within the deadline; nothing, and a mark against the connection, otherwise.
    async fn answer<T>(&self, asking: impl Future<Output = redis::RedisResult<T>>) -> Option<T> {
        match timeout(self.shared.fleet.deadline, asking).await {
            Ok(Ok(answer)) => {
                self.shared.answered();
                Some(answer)
            }
            Ok(Err(error)) => {
                self.shared.failed(&error.to_string());
                None
            }
            Err(_) => {
                self.shared.failed("timed out");
                None
            }
        }
    }
}
