//! What pages make of a cached list, kept as long as the list is the same.

use std::sync::{Arc, Mutex, PoisonError};

use cache::CacheEntry;
use edge::Problem;
use kernel::Cacheable;

use crate::ui::problems;

/// What is made of one list that all pages share.
pub(crate) struct Decoded<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Decoded<T> {
    /// Nothing so far.
    pub const fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// What `make` makes of it, now or the last time.
    pub fn of<V: Cacheable>(&self, entry: &CacheEntry<V>, make: impl FnOnce(V) -> T) -> Result<Arc<T>, Problem> {
        let digest = entry.digest();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, made)) = known.filter(|(of, _)| *of == digest) {
            return Ok(made);
        }
        let made = Arc::new(make(problems::cached_value(entry)?));
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((digest, Arc::clone(&made)));
        Ok(made)
    }
}
