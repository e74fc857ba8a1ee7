//! Why nothing, or not everything, was put in.

use kernel::text::TextError;
use kernel::{DomainError, ErrorKind};
use market::authority::AccessDenied;
use market::{catalog, companies, delivery, orders, pricing};

/// Why nothing, or not everything, was put in.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// There is something already that the seed could collide with.
    #[error("this database already contains {0}; demo and test data can only be loaded into an empty database")]
    NotEmpty(&'static str),
    /// Too many passwords are being checked at the moment.
    #[error("too many passwords are being checked right now; try again in a moment")]
    Overloaded,
    /// Something generated does not pass a check of the kernel: an error of ours.
    #[error("generated data is not valid: {0}")]
    Unexpected(String),
    /// Somebody generated lacks a right they were meant to have: an error of ours.
    #[error("a demo account is missing a permission: {0:?}")]
    Denied(AccessDenied),
    /// Passed through.
    #[error(transparent)]
    Category(#[from] catalog::CategoryError),
    /// Passed through.
    #[error(transparent)]
    Company(#[from] companies::CompanyError),
    /// Passed through.
    #[error(transparent)]
    Offer(#[from] catalog::OfferError),
    /// Passed through.
    #[error(transparent)]
    Price(#[from] pricing::PriceError),
    /// Passed through.
    #[error(transparent)]
    Place(#[from] orders::PlaceError),
    /// Passed through.
    #[error(transparent)]
    Order(#[from] orders::OrderError),
    /// Passed through.
    #[error(transparent)]
    Move(#[from] orders::TransitionError),
    /// Passed through.
    #[error(transparent)]
    Dispatch(#[from] delivery::DispatchError),
    /// Passed through.
    #[error(transparent)]
    PickUp(#[from] delivery::PickUpError),
    /// Passed through.
    #[error(transparent)]
    Complete(#[from] delivery::CompleteError),
    /// Passed through.
    #[error(transparent)]
    Delivery(#[from] delivery::DeliveryError),
    /// The database refused.
    #[error("the database refused")]
    Db(#[from] infra::db::Error),
}

impl From<TextError> for SeedError {
    fn from(error: TextError) -> Self {
        Self::Unexpected(format!("a text {error}"))
    }
}

impl SeedError {
    fn inner(&self) -> Option<&dyn DomainError> {
        Some(match self {
            Self::NotEmpty(_) | Self::Overloaded | Self::Unexpected(_) | Self::Denied(_) => return None,
            Self::Category(inner) => inner,
            Self::Company(inner) => inner,
            Self::Offer(inner) => inner,
            Self::Price(inner) => inner,
            Self::Place(inner) => inner,
            Self::Order(inner) => inner,
            Self::Move(inner) => inner,
            Self::Dispatch(inner) => inner,
            Self::PickUp(inner) => inner,
            Self::Complete(inner) => inner,
            Self::Delivery(inner) => inner,
            Self::Db(inner) => inner,
        })
    }
}

impl DomainError for SeedError {
    fn kind(&self) -> ErrorKind {
        match (self, self.inner()) {
            (Self::NotEmpty(_), _) => ErrorKind::Conflict,
            (Self::Overloaded, _) => ErrorKind::Unavailable,
            (_, inner) => inner.map_or(ErrorKind::Bug, DomainError::kind),
        }
    }
    fn code(&self) -> &'static str {
        match (self, self.inner()) {
            (Self::NotEmpty(_), _) => "seed.not_empty",
            (Self::Overloaded, _) => "service.busy",
            (_, inner) => inner.map_or("seed.error", DomainError::code),
        }
    }
    fn is_transient(&self) -> bool {
        self.inner().is_some_and(DomainError::is_transient)
    }
}
