//! The remote tier (Redis): values loaded by one node and found by the others.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use redis::{Value, from_redis_value};
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::envelope::{self, Envelope, MAX_LENGTH, ValueId};
use crate::key::random_u64;
use crate::scripts;
use crate::stats::FamilyCounters;
use crate::sync::{FleetSync, Session};
use crate::value::CachedValue;
use crate::versions::LocalVersions;

/// How long the lock for loading lasts, and how long others wait for its result before they load
/// themselves.
const LOAD_LOCK_TTL: Duration = Duration::from_secs(2);
/// Pause between two lookups while waiting.
const LOAD_LOCK_POLL: Duration = Duration::from_millis(15);

/// One value in the remote tier.
pub(crate) struct RemoteTier<'a> {
    pub shared: &'a FleetSync,
    pub versions: &'a LocalVersions,
    pub counts: &'a FamilyCounters,
    pub secret: &'a [u8; 32],
    pub id: ValueId,
}

/// The lock for loading a value, among all nodes. Released when it is dropped, so that a cancelled
/// load blocks nobody.
pub(crate) struct LoadLock {
    session: Session,
    key: String,
    token: u64,
}

impl Drop for LoadLock {
    fn drop(&mut self) {
        let (connection, unlock) = (self.session.connection.clone(), scripts::unlock(&self.key, self.token));
        if let Ok(runtime) = Handle::try_current() {
            // Not answered, it ends by itself.
            runtime.spawn(async move { timeout(LOAD_LOCK_TTL, connection.send(&unlock)).await });
        }
    }
}

/// The outcome of trying to lock.
pub(crate) enum LockOutcome {
    /// The caller loads.
    Acquired(LoadLock),
    /// Another node had loaded it meanwhile.
    Found(Arc<CachedValue>),
    /// Redis does not answer, or waiting took too long: load without the lock.
    Unavailable,
}

impl RemoteTier<'_> {
    /// The value, if it is there, good, and stays so for longer than `least_left` microseconds.
    pub async fn get(&self, least_left: u64) -> Option<Arc<CachedValue>> {
        let session = self.shared.session()?;
        let since = self.versions.current();
        let (asked, id) = (self.shared.now(), self.id);
        let key = self.shared.keys.value(session.root, id.family, id.schema_version, id.name);
        let asking = session.connection.send_all(scripts::get(&key, MAX_LENGTH).to_vec());
        let answer = self.answer(asking).await?;
        let [value, left] = <[Value; 2]>::try_from(answer).ok()?;
        let (value, left): (Vec<u8>, i64) = (from_redis_value(value).ok()?, from_redis_value(left).ok()?);
        if value.is_empty() {
            return None;
        }
        let Some(e) = envelope::open(self.secret, id, &Bytes::from(value)) else {
            self.counts.rejected.add();
            return None;
        };
        // Whoever can write there can write any end of life.
        let left = u64::try_from(left).unwrap_or(0).saturating_mul(1_000).min(e.life);
        let good = session.epoch.is_current(e.as_of, &e.tags)
            && !self.shared.has_pending(&e.tags)
            && self.shared.is_trusted(self.shared.now())
            && self.shared.session().is_some_and(|s| s.root == session.root);
        if !good {
            self.counts.stale_remote.add();
        }
        let Envelope { version, tags, json, digest, life, .. } = e;
        (good && left > least_left).then(|| {
            Arc::new(CachedValue { json, digest, version, tags, since, began: asked, until: asked + left, life })
        })
    }

    /// Puts a value that was loaded under a session, knowing of changes up to `as_of`.
    pub async fn put(&self, session: &Session, as_of: u64, value: &CachedValue) {
        if !session.epoch.is_current(as_of, &value.tags) || self.shared.has_pending(&value.tags) {
            return;
        }
        let id = self.id;
        let sealed = envelope::seal(
            self.secret,
            id,
            &Envelope {
                as_of,
                life: value.life,
                version: value.version,
                tags: value.tags.clone(),
                json: value.json.clone(),
                digest: value.digest,
            },
        );
        let left = Duration::from_micros(value.until.saturating_sub(self.shared.now()));
        let Some(sealed) = sealed.filter(|_| !left.is_zero()) else { return };
        let key = self.shared.keys.value(session.root, id.family, id.schema_version, id.name);
        let _ = self.answer(session.connection.send(&scripts::put(&key, sealed, left))).await;
    }

    /// Tries to lock loading for all nodes; waits where another node holds the lock.
    pub async fn lock_load(&self) -> LockOutcome {
        let Some(session) = self.shared.session() else { return LockOutcome::Unavailable };
        let (key, token) = (self.lock(&session), random_u64());
        let give_up = self.shared.now() + u64::try_from(LOAD_LOCK_TTL.as_micros()).unwrap_or(0);
        loop {
            match self.answer(session.connection.send(&scripts::lock(&key, token, LOAD_LOCK_TTL))).await {
                Some(Value::Okay) => {
                    let lock = LoadLock { session, key, token };
                    // Whoever had the right before may have loaded since we looked.
                    return self.get(0).await.map_or(LockOutcome::Acquired(lock), LockOutcome::Found);
                }
                Some(Value::Nil) if self.shared.now() < give_up => tokio::time::sleep(LOAD_LOCK_POLL).await,
                _ => return LockOutcome::Unavailable,
            }
            if let Some(value) = self.get(0).await {
                self.counts.waited.add();
                return LockOutcome::Found(value);
            }
        }
    }

    fn lock(&self, session: &Session) -> String {
        self.shared.keys.lock(session.root, self.id.family, self.id.schema_version, self.id.name)
    }

    /// A reply within the deadline; nothing, and a failure counted, otherwise.
    async fn answer<T>(&self, asking: impl Future<Output = redis::RedisResult<T>>) -> Option<T> {
        match timeout(self.shared.settings.deadline, asking).await {
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
