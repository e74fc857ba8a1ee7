//! What of the cache can be dropped by hand.

use std::fmt;

use kernel::{CompanyId, ProductId, UserId};
use serde::{Deserialize, Serialize};

/// What of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CacheTarget {
    /// All of it.
    Everything,
    /// What depends on a product.
    Product(ProductId),
    /// What depends on a company.
    Company(CompanyId),
    /// What depends on a person.
    User(UserId),
}

impl fmt::Display for CacheTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("everything"),
            Self::Product(id) => id.fmt(f),
            Self::Company(id) => id.fmt(f),
            Self::User(id) => id.fmt(f),
        }
    }
}
