//! The database together with a clock and a source of ids: what every write needs.

use std::sync::Arc;

use kernel::ids::Id;
use kernel::{Clock, Entropy, Timestamp};
use tokio::sync::Notify;

use crate::clock::IdClock;
use crate::db::{Db, Result};
use crate::record::{AfterCommit, BatchClaim, HeldClaim, JobClaim};

/// The database with a clock, an id source, and the notifier that wakes the workers. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// The database.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Notified after each commit that recorded an event; workers also look by themselves.
    pub wakeup: Arc<Notify>,
    /// The times that ids carry.
    id_clock: Arc<IdClock>,
    /// What is called with events right after their commit.
    pub(crate) after_commit: Option<Arc<dyn AfterCommit>>,
    /// Under which claims of jobs all of this happens.
    pub(crate) claim: HeldClaim,
}

impl Store {
    /// Puts the parts together.
    pub fn new(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        let (wakeup, id_clock) = (Arc::new(Notify::new()), Arc::default());
        Self { db, clock, entropy, wakeup, id_clock, after_commit: None, claim: HeldClaim::Nothing }
    }
    /// With a hook that is called with events right after their commit.
    #[must_use]
    pub fn with_after_commit(mut self, after_commit: Arc<dyn AfterCommit>) -> Self {
        self.after_commit = Some(after_commit);
        self
    }
    /// The same for what is done under a claim of a job: once the claim is lost, every write fails with
    /// [`crate::db::Error::ClaimLost`] instead of its commit.
    #[must_use]
    pub fn under(mut self, claim: Option<JobClaim>) -> Self {
        self.claim = claim.map_or(HeldClaim::Nothing, HeldClaim::Job);
        self
    }
    /// The same for what is done under the claims of several jobs, in one write at most: its commit ends them. Once
    /// one of the claims is lost, it fails with [`crate::db::Error::ClaimLost`].
    #[must_use]
    pub fn ending(mut self, batch: BatchClaim) -> Self {
        self.claim = HeldClaim::Batch(batch);
        self
    }
    /// Now, by the database: for what nodes whose clocks differ must agree on.
    pub async fn db_now(&self) -> Result<Timestamp> {
        let now = self.db.now().await?;
        Ok(Timestamp::from_micros(now.micros().saturating_add(self.clock.moved_us())))
    }
    /// Now, by this node's clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
    /// A fresh id. It sorts behind all that this node has made, also after somebody has set the clock back.
    pub fn id<T: Id>(&self) -> T {
        T::from_uuid(self.entropy.uuid(self.id_clock.next(self.clock.now())))
    }
}
