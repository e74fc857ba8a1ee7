//! How many connections are open, in all and per address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::ListenLimits;

/// Counts open connections; cheap to clone.
#[derive(Clone)]
pub(super) struct AddressCap {
    counts: Arc<Mutex<Counts>>,
    max: usize,
    max_per_address: usize,
}

/// Why a connection may not enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denied {
    Address,
    Full,
}

/// The right to keep one connection open; dropping it gives the place back.
///
/// At first it counts in all only: whom to count it for may be known later.
pub(super) struct Permit {
    counts: Arc<Mutex<Counts>>,
    max_per_address: usize,
    source: Option<Source>,
}

impl AddressCap {
    pub(super) fn new(limits: &ListenLimits) -> Self {
        Self {
            counts: Arc::default(),
            max: limits.max_connections,
            max_per_address: limits.max_connections_per_address,
        }
    }

    pub(super) fn open(&self) -> usize {
        lock(&self.counts).open
    }

    pub(super) fn enter(&self) -> Result<Permit, Denied> {
        let mut counts = lock(&self.counts);
        if counts.open >= self.max {
            return Err(Denied::Full);
        }
        counts.open += 1;
        Ok(Permit { counts: Arc::clone(&self.counts), max_per_address: self.max_per_address, source: None })
    }
}

impl Permit {
    /// Counts the connection for an address too, from now on; once only.
    pub(super) fn count_for(mut self, ip: IpAddr) -> Result<Self, Denied> {
        debug_assert!(self.source.is_none(), "a permit gives one address back, so it may take one only");
        let source = Source::of(ip);
        let mut counts = lock(&self.counts);
        // Never more entries than open connections: an entry leaves with its last permit.
        let here = counts.by_source.entry(source).or_insert(0);
        if *here >= self.max_per_address {
            if *here == 0 {
                counts.by_source.remove(&source);
            }
            return Err(Denied::Address);
        }
        *here += 1;
        drop(counts);
        self.source = Some(source);
        Ok(self)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut counts = lock(&self.counts);
        counts.open -= 1;
        let Some(source) = self.source else { return };
        if let Some(here) = counts.by_source.get_mut(&source) {
            *here -= 1;
            if *here == 0 {
                counts.by_source.remove(&source);
            }
        }
    }
}

#[derive(Default)]
struct Counts {
    open: usize,
    by_source: HashMap<Source, usize>,
}

/// What counts as one address. An IPv6 customer gets a /64, so any narrower key is free to evade.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Source {
    V4([u8; 4]),
    V6([u16; 4]),
}

impl Source {
    fn of(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V4(v4) => Self::V4(v4.octets()),
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                Self::V6([a, b, c, d])
            }
        }
    }
}

fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cap(max: usize, per_address: usize) -> AddressCap {
        AddressCap::new(&ListenLimits {
            max_connections: max,
            max_connections_per_address: per_address,
            ..ListenLimits::default()
        })
    }

    fn admit(cap: &AddressCap, ip: IpAddr) -> Result<Permit, Denied> {
        cap.enter()?.count_for(ip)
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn an_ipv6_network_counts_as_one_and_a_mapped_address_as_ipv4() {
        let cap = cap(10, 1);
        let _six = admit(&cap, ip("2001:db8:1:2::1")).ok();
        let _four = admit(&cap, ip("192.0.2.1")).ok();

        assert_eq!(admit(&cap, ip("2001:db8:1:2:ffff::9")).err(), Some(Denied::Address));
        assert_eq!(admit(&cap, ip("::ffff:192.0.2.1")).err(), Some(Denied::Address));
        assert!(admit(&cap, ip("2001:db8:1:3::1")).is_ok());
        assert!(admit(&cap, ip("192.0.2.2")).is_ok());
    }

    #[test]
    fn a_dropped_permit_gives_its_place_back_and_leaves_no_trace() {
        let cap = cap(1, 1);
        let first = admit(&cap, ip("192.0.2.1")).ok();
        assert_eq!(admit(&cap, ip("192.0.2.2")).err(), Some(Denied::Full));

        drop(first);

        assert!(lock(&cap.counts).by_source.is_empty());
        assert!(admit(&cap, ip("192.0.2.2")).is_ok());
    }

    #[test]
    fn a_permit_counted_for_nobody_takes_a_place_in_all_only() {
        let cap = cap(2, 1);
        let first = cap.enter().ok();
        let _second = cap.enter().ok();
        assert_eq!((cap.enter().err(), cap.open()), (Some(Denied::Full), 2));

        drop(first);

        assert_eq!(cap.open(), 1);
        assert!(lock(&cap.counts).by_source.is_empty());
        assert!(admit(&cap, ip("192.0.2.1")).is_ok());
    }

    #[test]
    fn whoever_is_over_his_share_leaves_his_place_to_others() {
        let cap = cap(2, 1);
        let _first = admit(&cap, ip("192.0.2.1")).ok();

        assert_eq!(admit(&cap, ip("192.0.2.1")).err(), Some(Denied::Address));

        assert!(admit(&cap, ip("192.0.2.2")).is_ok());
    }
}
