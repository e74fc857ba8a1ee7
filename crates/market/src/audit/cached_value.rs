//! Values of the cache by names that people can read and type: `product:prd_…`, `vendor:cmp_…`.

use std::fmt;
use std::str::FromStr;

use cache::ValueReport;
use kernel::{CompanyId, ProductId};
use serde::{Deserialize, Serialize};

use crate::authority::Operator;
use crate::{Ctx, catalog, companies};

/// A cached value with a name of its own. Others, such as pages of a search, are named by a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CachedThing {
    /// A product with its offers.
    Product(ProductId),
    /// A vendor's profile.
    Vendor(CompanyId),
}

/// The text names no cached value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it must be product:prd_… or vendor:cmp_…")]
pub struct NoCachedThing;

impl FromStr for CachedThing {
    type Err = NoCachedThing;
    fn from_str(text: &str) -> Result<Self, NoCachedThing> {
        match text.split_once(':') {
            Some(("product", id)) => id.parse().map(Self::Product).map_err(|_| NoCachedThing),
            Some(("vendor", id)) => id.parse().map(Self::Vendor).map_err(|_| NoCachedThing),
            _ => Err(NoCachedThing),
        }
    }
}

impl fmt::Display for CachedThing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Product(id) => write!(f, "product:{id}"),
            Self::Vendor(id) => write!(f, "vendor:{id}"),
        }
    }
}

/// Whether and where a value is kept; nothing where nothing is.
pub async fn inspect_cache(ctx: &Ctx, _: Operator, what: CachedThing) -> Option<ValueReport> {
    match what {
        CachedThing::Product(id) => catalog::inspect_product(&ctx.cache, id).await,
        CachedThing::Vendor(id) => companies::inspect_vendor(&ctx.cache, id).await,
    }
}
