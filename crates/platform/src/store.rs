//! The database together with a clock and a source of ids: what every write needs.

use std::sync::Arc;

use kernel::ids::Id;
use kernel::{Clock, Entropy, Timestamp};
use tokio::sync::Notify;

use crate::db::Db;
use crate::write::Heard;

/// The database with a clock, an id source, and the bell that wakes the workers. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// The door.
    pub db: Db,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where chance comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Rung after each commit that stated a fact; workers also look by themselves.
    pub bell: Arc<Notify>,
    /// Who hears of facts right after their commit.
    pub(crate) heard: Option<Arc<dyn Heard>>,
}

impl Store {
    /// Puts the parts together.
    pub fn new(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { db, clock, entropy, bell: Arc::new(Notify::new()), heard: None }
    }
    /// With somebody who hears of facts right after their commit.
    #[must_use]
    pub fn heard_by(mut self, heard: Arc<dyn Heard>) -> Self {
        self.heard = Some(heard);
        self
    }
    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }
    /// A fresh id.
    pub fn id<T: Id>(&self) -> T {
        T::from_uuid(self.entropy.uuid(self.clock.now()))
    }
}
