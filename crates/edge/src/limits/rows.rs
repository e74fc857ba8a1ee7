//! Products that a file lists: counted like those that are listed one by one, as many as they are, all or
//! none, and given back where the file is not begun.

use limiter::LimitDecision;

use super::budget::{Budget, LimitScope};
use super::gatekeeper::Gatekeeper;
use super::policies::Checks;
use super::subject::RateSubject;
use crate::problem::Problem;

/// Why a file's products were not counted.
#[derive(Debug)]
pub enum ListingRefusal {
    /// More than may ever be listed within the window.
    NeverFits {
        /// How many may.
        most: u64,
    },
    /// Too many at present.
    TooMany(Problem),
}

/// What a file was counted for.
pub struct ListingCharge {
    gatekeeper: Gatekeeper,
    decision: LimitDecision,
}

impl ListingCharge {
    /// The file lists nothing after all.
    pub fn give_back(self) {
        self.gatekeeper.limiter.refund_in_background(self.decision);
    }
}

impl Gatekeeper {
    /// Counts the products of a file against the company: with all others that it lists or, where staff let
    /// it list in bulk, against the larger budget for that.
    pub async fn charge_listings(
        &self,
        subject: &RateSubject,
        rows: u32,
        in_bulk: bool,
    ) -> Result<ListingCharge, ListingRefusal> {
        let current = self.current();
        let mut checks = Checks::new();
        let budget = if in_bulk { Budget::ListingBulk } else { Budget::Listing };
        current.policies.add(&mut checks, budget, LimitScope::Company, subject, self.limiter.key_hasher());
        // A file is one request: its rows are no burst.
        checks.retain(|check| !check.policy.name.ends_with("-burst"));
        let enforced = checks.iter().filter(|check| current.enabled && !check.policy.monitor_only);
        if let Some(most) = enforced.map(|check| check.policy.limit).min().filter(|most| u64::from(rows) > *most) {
            return Err(ListingRefusal::NeverFits { most });
        }
        checks.iter_mut().for_each(|check| check.cost = rows);
        let decision = self.enforce(&checks, subject, &current).await.map_err(ListingRefusal::TooMany)?;
        Ok(ListingCharge { gatekeeper: self.clone(), decision })
    }
}
