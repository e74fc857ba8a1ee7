//! Rows of a file: counted like what is listed or changed one by one, as many as they are, all or none, and
//! given back where the file is not begun.

use limiter::LimitDecision;
use market::imports::{ImportKind, RowsToCount};

use super::budget::{Budget, LimitScope};
use super::gatekeeper::Gatekeeper;
use super::policies::Checks;
use super::subject::RateSubject;
use crate::problem::Problem;

/// Why a file's rows were not counted.
#[derive(Debug)]
pub enum RowRefusal {
    /// More than there may ever be within the window.
    NeverFits {
        /// How many may.
        most: u64,
    },
    /// Too many at present.
    TooMany(Problem),
}

/// What a file was counted for.
pub struct RowCharge {
    gatekeeper: Gatekeeper,
    decision: LimitDecision,
}

impl RowCharge {
    /// The file does nothing after all.
    pub fn give_back(self) {
        self.gatekeeper.limiter.refund_in_background(self.decision);
    }
}

/// The budget that rows of a kind of file share with what is done one by one, or the larger one for files.
const fn budget(kind: ImportKind, in_bulk: bool) -> Budget {
    match (kind, in_bulk) {
        (ImportKind::Products, false) => Budget::Listing,
        (ImportKind::Products, true) => Budget::ListingBulk,
        (ImportKind::Prices, false) => Budget::Price,
        (ImportKind::Prices, true) => Budget::PriceBulk,
        (ImportKind::Stock, false) => Budget::Stock,
        (ImportKind::Stock, true) => Budget::StockBulk,
    }
}

impl Gatekeeper {
    /// Counts the rows of a file against the company: with all else of that kind that it does or, where staff
    /// gave it a bulk allowance, against the larger budget for that.
    pub async fn charge_rows(&self, subject: &RateSubject, file: RowsToCount) -> Result<RowCharge, RowRefusal> {
        let current = self.current();
        let mut checks = Checks::new();
        let (budget, rows) = (budget(file.kind, file.in_bulk), u32::try_from(file.rows).unwrap_or(u32::MAX));
        current.policies.add(&mut checks, budget, LimitScope::Company, subject, self.limiter.key_hasher());
        // A file is one request: its rows are no burst.
        checks.retain(|check| !check.policy.name.ends_with("-burst"));
        let enforced = checks.iter().filter(|check| current.enabled && !check.policy.monitor_only);
        if let Some(most) = enforced.map(|check| check.policy.limit).min().filter(|most| u64::from(rows) > *most) {
            return Err(RowRefusal::NeverFits { most });
        }
        checks.iter_mut().for_each(|check| check.cost = rows);
        let decision = self.enforce(&checks, subject, &current).await.map_err(RowRefusal::TooMany)?;
        Ok(RowCharge { gatekeeper: self.clone(), decision })
    }
}
