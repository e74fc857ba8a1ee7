//! Load shedding: when there is more to do than can be done in time, what matters less gives way
//! first, and nobody waits for an answer that will not come.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much a request matters when not all can be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importance {
    /// Money and goods: served as long as there is any room.
    Critical,
    /// Everything else: gives way when four fifths of the room are taken.
    Ordinary,
}

/// Room for so many requests at once.
#[derive(Debug, Clone)]
pub struct Shedder {
    room: Arc<Semaphore>,
    reserved: usize,
}

/// There is no room; come back a little later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the service is overloaded")]
pub struct Shed;

/// A place; given back when it is dropped.
#[derive(Debug)]
#[must_use = "dropping it gives the place back"]
pub struct Place {
    _permit: OwnedSemaphorePermit,
}

impl Shedder {
    /// For at most so many at once; a fifth is kept for what is critical.
    pub fn new(most: usize) -> Self {
        Self { room: Arc::new(Semaphore::new(most.max(1))), reserved: most / 5 }
    }

    /// A place now, or none.
    pub fn enter(&self, importance: Importance) -> Result<Place, Shed> {
        if importance == Importance::Ordinary && self.room.available_permits() <= self.reserved {
            return Err(Shed);
        }
        Arc::clone(&self.room).try_acquire_owned().map(|permit| Place { _permit: permit }).map_err(|_| Shed)
    }

    /// A place within so long.
    pub async fn enter_within(&self, patience: Duration) -> Result<Place, Shed> {
        let waited = tokio::time::timeout(patience, Arc::clone(&self.room).acquire_owned()).await;
        let permit = waited.map_err(|_| Shed)?.map_err(|_| Shed)?;
        Ok(Place { _permit: permit })
    }

    /// Places that are free.
    pub fn free(&self) -> usize {
        self.room.available_permits()
    }
}
