//! Changes that Redis was not told of yet.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::marks::Tag;

/// Changes that are kept apart; more are kept as one set of slots, so there is a bound.
const APART: usize = 256;

/// One change that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Debt(u64);

#[derive(Default)]
struct Book {
    next: u64,
    apart: HashMap<Debt, Vec<u16>>,
    /// By slot, the newest debt on it.
    together: BTreeMap<u16, Debt>,
}

/// All that is owed.
#[derive(Default)]
pub(crate) struct Owed {
    anything: AtomicBool,
    book: Mutex<Book>,
}

impl Owed {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self, book: &Book) {
        self.anything.store(!(book.apart.is_empty() && book.together.is_empty()), Ordering::Release);
    }

    pub fn is_empty(&self) -> bool {
        !self.anything.load(Ordering::Acquire)
    }

    /// Whether a change to any of these is owed.
    pub fn touches(&self, tags: &[Tag]) -> bool {
        if self.is_empty() {
            return false;
        }
        let book = self.book();
        let owed =
            |slot: u16| book.together.contains_key(&slot) || book.apart.values().any(|slots| slots.contains(&slot));
        tags.iter().any(|tag| owed(tag.slot()))
    }

    /// Writes a change down.
    pub fn borrow(&self, slots: &[u16]) -> Debt {
        let mut book = self.book();
        book.next += 1;
        let debt = Debt(book.next);
        if book.apart.len() < APART {
            book.apart.insert(debt, slots.to_vec());
        } else {
            book.together.extend(slots.iter().map(|slot| (*slot, debt)));
        }
        self.close(&book);
        debt
    }

    /// One change was told. Written together with others, it stays until all are.
    pub fn repay(&self, debt: Debt) {
        let mut book = self.book();
        book.apart.remove(&debt);
        self.close(&book);
    }

    /// All slots that are owed, and the newest debt among them.
    pub fn all(&self) -> (Vec<u16>, Debt) {
        let book = self.book();
        let slots: BTreeSet<u16> = book.apart.values().flatten().chain(book.together.keys()).copied().collect();
        (slots.into_iter().collect(), Debt(book.next))
    }

    /// Everything up to a debt was told. What was written down since stays, on the same slots too.
    pub fn repay_until(&self, newest: Debt) {
        let mut book = self.book();
        book.apart.retain(|debt, _| *debt > newest);
        book.together.retain(|_, debt| *debt > newest);
        self.close(&book);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_owed_while_the_rest_is_told_stays_owed() {
        let owed = Owed::default();
        for _ in 0..=APART {
            owed.borrow(&[7]);
        }

        let (slots, newest) = owed.all();
        owed.borrow(&[7]);
        owed.repay_until(newest);

        assert_eq!((slots, owed.is_empty()), (vec![7], false));
        let (slots, newest) = owed.all();
        owed.repay_until(newest);
        assert_eq!((slots, owed.is_empty()), (vec![7], true));
    }

    #[test]
    fn a_change_that_was_told_is_not_owed() {
        let owed = Owed::default();
        let (one, other) = (owed.borrow(&[1, 2]), owed.borrow(&[2, 3]));
        owed.repay(one);

        assert_eq!(owed.all().0, [2, 3]);
        owed.repay(other);
        assert!(owed.is_empty());
    }
}
