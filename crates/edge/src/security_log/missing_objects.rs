//! Who asks for many different objects that are not there, or are somebody else's. One wrong address is a mistake;
//! many different ones are a search for other companies' objects (OWASP API1).
//!
//! Invariants: of an object only a hash of its path is kept, and only in memory; so many people are remembered and
//! no more, each with so many objects and no more, however many ask.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use kernel::UserId;

/// Different objects within one window that make it a search.
pub const MANY_OBJECTS: usize = 10;
/// How long they are remembered, from the first one on.
pub const WINDOW: Duration = Duration::from_mins(10);
/// People who are remembered at once.
const MOST_PEOPLE: usize = 4_096;

/// What one person asked for in vain.
struct Seen {
    since: Duration,
    objects: Vec<u64>,
}

/// Counts what is missing, by person.
#[derive(Default)]
pub struct MissingObjects {
    keys: RandomState,
    people: Mutex<HashMap<UserId, Seen>>,
}

impl MissingObjects {
    /// Notes one object by its path. True where it is the one with which the person has asked for many: once in each
    /// window.
    pub(crate) fn note(&self, user: UserId, path: &str, now: Duration) -> bool {
        let object = self.keys.hash_one(path);
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        if !people.contains_key(&user) && people.len() >= MOST_PEOPLE {
            evict(&mut people, now);
        }
        let seen = people.entry(user).or_insert_with(|| Seen { since: now, objects: Vec::new() });
        if now.saturating_sub(seen.since) >= WINDOW {
            *seen = Seen { since: now, objects: Vec::new() };
        }
        if seen.objects.len() >= MANY_OBJECTS || seen.objects.contains(&object) {
            return false;
        }
        seen.objects.push(object);
        seen.objects.len() == MANY_OBJECTS
    }
}

/// Forgets those whose window is over; where there is none, whoever was seen first.
fn evict(people: &mut HashMap<UserId, Seen>, now: Duration) {
    people.retain(|_, seen| now.saturating_sub(seen.since) < WINDOW);
    if people.len() >= MOST_PEOPLE
        && let Some(oldest) = people.iter().min_by_key(|(_, seen)| seen.since).map(|(user, _)| *user)
    {
        people.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use kernel::ids::Id;

    use super::*;

    fn user(nth: u128) -> UserId {
        UserId::from_uuid(uuid::Uuid::from_u128(nth))
    }

    #[test]
    fn many_different_objects_are_told_once_in_each_window_and_one_again_and_again_never() {
        let missing = MissingObjects::default();
        let at = |minutes: u64| Duration::from_mins(minutes);
        for _ in 0..100 {
            assert!(!missing.note(user(1), "/api/orders/one", at(1)));
        }

        let told = |from: usize, now: Duration| {
            (from..from + 30).filter(|nth| missing.note(user(2), &format!("/api/orders/{nth}"), now)).count()
        };
        assert_eq!([told(0, at(1)), told(50, at(2)), told(100, at(12)), told(150, at(13))], [1, 0, 1, 0]);
    }

    #[test]
    fn what_is_remembered_is_bounded_however_many_ask() {
        let missing = MissingObjects::default();
        for nth in 0..10_000 {
            missing.note(user(nth), "/api/orders/one", Duration::from_secs(1));
        }

        let people = missing.people.lock().expect("one thread");
        assert_eq!(people.len(), MOST_PEOPLE);
        assert!(people.values().all(|seen| seen.objects.len() <= MANY_OBJECTS));
    }
}
