//! Memory of request bodies that are still arriving: a budget for the whole process. Room is taken before bytes
//! are read, step by step, so that a claimed length holds nothing; it is given back when the body is whole or
//! its request is over.
//!
//! One client has a share of it only, and a quarter is left for the first step of others: whoever fills it with
//! large bodies stops no sign-in and no order.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use limiter::http::address::client_prefix;

/// Bytes that are made room for at a time; a small form is one step.
pub(super) const STEP: usize = 8 * 1024;
/// Of the whole, what one client (an IPv4 address, an IPv6 /64) may hold: an eighth.
const SHARES: usize = 8;

/// The budget. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct BodyBudget(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    total: usize,
    per_client: usize,
    held: Mutex<BudgetUse>,
}

#[derive(Debug, Default)]
struct BudgetUse {
    bytes: usize,
    by_client: HashMap<IpAddr, usize>,
}

impl BudgetUse {
    fn set_bytes(&mut self, bytes: usize) {
        self.bytes = bytes;
        #[expect(clippy::cast_precision_loss, reason = "metrics are floats, and no memory has 2^52 bytes")]
        metrics::gauge!("aqad_request_body_bytes").set(bytes as f64);
    }
}

/// There is no room at present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BudgetFull;

impl BodyBudget {
    /// Of so many bytes in all; a client's share holds one body of the largest size at least.
    pub fn new(total: usize, largest_body: usize) -> Self {
        let per_client = (total / SHARES).max(largest_body.saturating_add(STEP));
        Self(Arc::new(Inner { total, per_client, held: Mutex::default() }))
    }

    /// Room for a body from an address; none is taken yet.
    pub fn reservation(&self, from: IpAddr) -> BodyReservation {
        BodyReservation { budget: self.clone(), client: client_prefix(from), bytes: 0 }
    }

    /// Bytes that are held.
    pub fn held(&self) -> usize {
        self.lock().bytes
    }

    fn lock(&self) -> MutexGuard<'_, BudgetUse> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one body holds; dropped, it is given back.
#[derive(Debug)]
pub struct BodyReservation {
    budget: BodyBudget,
    client: IpAddr,
    bytes: usize,
}

impl BodyReservation {
    /// Makes room for so many bytes in all.
    pub(super) fn grow_to(&mut self, bytes: usize) -> Result<(), BudgetFull> {
        let more = bytes.saturating_sub(self.bytes);
        if more == 0 {
            return Ok(());
        }
        let inner = &self.budget.0;
        let mut held = self.budget.lock();
        let most = if bytes <= STEP { inner.total } else { inner.total / 4 * 3 };
        let of_client = held.by_client.get(&self.client).copied().unwrap_or(0);
        if held.bytes + more > most || of_client + more > inner.per_client {
            metrics::counter!("aqad_request_bodies_refused_total").increment(1);
            return Err(BudgetFull);
        }
        let bytes_held = held.bytes + more;
        held.set_bytes(bytes_held);
        held.by_client.insert(self.client, of_client + more);
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for BodyReservation {
    fn drop(&mut self) {
        if self.bytes == 0 {
            return;
        }
        let mut held = self.budget.lock();
        let left = held.bytes - self.bytes;
        held.set_bytes(left);
        let left = held.by_client.get(&self.client).map_or(0, |bytes| bytes - self.bytes);
        if left > 0 {
            held.by_client.insert(self.client, left);
        } else {
            held.by_client.remove(&self.client);
            // A flood of many clients does not leave its table behind.
            if held.by_client.is_empty() && held.by_client.capacity() > 1_024 {
                held.by_client = HashMap::new();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: usize = 1024 * 1024;

    fn from(n: u8) -> IpAddr {
        IpAddr::from([203, 0, 113, n])
    }

    #[test]
    fn one_client_has_a_share_and_gives_it_back() {
        let budget = BodyBudget::new(8 * MIB, 256 * 1024);
        let mut held: Vec<BodyReservation> = Vec::new();

        let refused = loop {
            let mut one = budget.reservation(from(1));
            if one.grow_to(STEP).is_err() {
                break one;
            }
            held.push(one);
        };
        assert_eq!((held.len(), budget.held()), (MIB / STEP, MIB));
        assert!(budget.reservation(from(2)).grow_to(STEP).is_ok(), "others have room");
        drop((refused, held));

        assert_eq!(budget.held(), 0);
        assert!(budget.reservation(from(1)).grow_to(STEP).is_ok());
    }

    #[test]
    fn large_bodies_leave_room_for_the_first_step_of_others() {
        let budget = BodyBudget::new(MIB, 256 * 1024);
        let mut held: Vec<BodyReservation> = (0..12).map(|n| budget.reservation(from(n))).collect();

        let large = held.iter_mut().filter_map(|one| one.grow_to(64 * 1024).ok()).count();
        let mut small: Vec<BodyReservation> = (100..140).map(|n| budget.reservation(from(n))).collect();
        let taken = small.iter_mut().filter_map(|one| one.grow_to(STEP).ok()).count();

        assert_eq!((large, budget.reservation(from(200)).grow_to(STEP + 1)), (12, Err(BudgetFull)));
        assert_eq!(taken, 32, "a quarter of the whole");
    }

    #[test]
    fn a_share_holds_one_body_of_the_largest_size() {
        let budget = BodyBudget::new(MIB, 256 * 1024);

        assert!(budget.reservation(from(1)).grow_to(256 * 1024).is_ok());
    }
}
