//! Why nothing, or not everything, was put in.

use kernel::text::TextFault;
use kernel::{Fault, FaultKind};
use market::authority::Denied;
use market::{catalog, companies, delivery, orders, pricing};

/// Why nothing, or not everything, was put in.
#[derive(Debug, thiserror::Error)]
pub enum SeedFault {
    /// There is something already that the seed could collide with.
    #[error("this database already contains {0}; demo and test data can only be loaded into an empty database")]
    NotEmpty(&'static str),
    /// Too many passwords are being checked at the moment.
    #[error("too many passwords are being checked right now; try again in a moment")]
    Overloaded,
    /// Something imagined does not pass a check of the kernel: an error of ours.
    #[error("generated data is not valid: {0}")]
    Unfit(String),
    /// Somebody imagined lacks a right they were meant to have: an error of ours.
    #[error("a demo account is missing a permission: {0:?}")]
    Denied(Denied),
    /// Passed through.
    #[error(transparent)]
    Category(#[from] catalog::CategoryFault),
    /// Passed through.
    #[error(transparent)]
    Company(#[from] companies::CompanyFault),
    /// Passed through.
    #[error(transparent)]
    Offer(#[from] catalog::OfferFault),
    /// Passed through.
    #[error(transparent)]
    Price(#[from] pricing::PriceFault),
    /// Passed through.
    #[error(transparent)]
    Place(#[from] orders::PlaceFault),
    /// Passed through.
    #[error(transparent)]
    Order(#[from] orders::OrderFault),
    /// Passed through.
    #[error(transparent)]
    Move(#[from] orders::MoveFault),
    /// Passed through.
    #[error(transparent)]
    Dispatch(#[from] delivery::DispatchFault),
    /// Passed through.
    #[error(transparent)]
    Carry(#[from] delivery::CompleteFault),
    /// Passed through.
    #[error(transparent)]
    Delivery(#[from] delivery::DeliveryFault),
    /// The database refused.
    #[error("the database refused")]
    Db(#[from] platform::db::Error),
}

impl From<TextFault> for SeedFault {
    fn from(fault: TextFault) -> Self {
        Self::Unfit(format!("a text {fault}"))
    }
}

impl SeedFault {
    fn inner(&self) -> Option<&dyn Fault> {
        Some(match self {
            Self::NotEmpty(_) | Self::Overloaded | Self::Unfit(_) | Self::Denied(_) => return None,
            Self::Category(inner) => inner,
            Self::Company(inner) => inner,
            Self::Offer(inner) => inner,
            Self::Price(inner) => inner,
            Self::Place(inner) => inner,
            Self::Order(inner) => inner,
            Self::Move(inner) => inner,
            Self::Dispatch(inner) => inner,
            Self::Carry(inner) => inner,
            Self::Delivery(inner) => inner,
            Self::Db(inner) => inner,
        })
    }
}

impl Fault for SeedFault {
    fn kind(&self) -> FaultKind {
        match (self, self.inner()) {
            (Self::NotEmpty(_), _) => FaultKind::Conflict,
            (Self::Overloaded, _) => FaultKind::Unavailable,
            (_, inner) => inner.map_or(FaultKind::Bug, Fault::kind),
        }
    }
    fn code(&self) -> &'static str {
        match (self, self.inner()) {
            (Self::NotEmpty(_), _) => "seed.not_empty",
            (Self::Overloaded, _) => "service.busy",
            (_, inner) => inner.map_or("seed.error", Fault::code),
        }
    }
    fn is_transient(&self) -> bool {
        self.inner().is_some_and(Fault::is_transient)
    }
}
