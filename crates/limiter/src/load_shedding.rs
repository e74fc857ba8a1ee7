//! Load shedding: when there is more to do than can be done in time, what matters less gives way
//! first, and nobody waits for an answer that will not come.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How much a request matters when not all can be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Importance {
    /// Money and goods: served as long as anything is.
    Critical,
    /// Everything else: gives way when four fifths of the capacity are in use.
    Ordinary,
}

/// Capacity for so many requests at once.
#[derive(Debug, Clone)]
pub struct ConcurrencyLimiter {
    slots: Arc<Semaphore>,
    reserved: usize,
}

/// There is no capacity; come back a little later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the service is overloaded")]
pub struct Overloaded;

/// A place; given back when it is dropped.
#[derive(Debug)]
#[must_use = "dropping it gives the place back"]
pub struct ConcurrencyPermit {
    _permit: OwnedSemaphorePermit,
}

impl ConcurrencyLimiter {
    /// For at most so many at once; a fifth is kept for what is critical.
    pub fn new(most: usize) -> Self {
        Self { slots: Arc::new(Semaphore::new(most.max(1))), reserved: most / 5 }
    }

    /// A place now, or none.
    pub fn try_acquire(&self, importance: Importance) -> Result<ConcurrencyPermit, Overloaded> {
        if importance == Importance::Ordinary && self.slots.available_permits() <= self.reserved {
            return Err(Overloaded);
        }
        Arc::clone(&self.slots)
            .try_acquire_owned()
            .map(|permit| ConcurrencyPermit { _permit: permit })
            .map_err(|_| Overloaded)
    }

    /// A place within so long.
    pub async fn acquire_within(&self, timeout: Duration) -> Result<ConcurrencyPermit, Overloaded> {
        let waited = tokio::time::timeout(timeout, Arc::clone(&self.slots).acquire_owned()).await;
        let permit = waited.map_err(|_| Overloaded)?.map_err(|_| Overloaded)?;
        Ok(ConcurrencyPermit { _permit: permit })
    }

    /// Places that are free.
    pub fn available(&self) -> usize {
        self.slots.available_permits()
    }
}
