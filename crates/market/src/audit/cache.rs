//! What was cached is dropped by hand: said in the trail, and done by saying it, because every fact
//! drops what depends on it ([`crate::freshness`]).

use std::fmt;

use cache::Reach;
use kernel::{OrgId, ProductId, UserId};
use platform::Origin;
use serde::{Deserialize, Serialize};

use super::AuditFault;
use crate::authority::{Operator, Staff};
use crate::{Ctx, Event, freshness, may};

/// What of the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cached {
    /// All of it.
    Everything,
    /// What depends on a product.
    Product(ProductId),
    /// What depends on a company.
    Company(OrgId),
    /// What depends on a person.
    User(UserId),
}

impl fmt::Display for Cached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("everything"),
            Self::Product(id) => id.fmt(f),
            Self::Company(id) => id.fmt(f),
            Self::User(id) => id.fmt(f),
        }
    }
}

/// Staff empties the cache. Tells how far the news got.
pub async fn clear_cache(ctx: &Ctx, by: &Staff<may::ManageCache>) -> Result<Reach, AuditFault> {
    drop_cached(ctx, by.origin(), Cached::Everything).await
}

/// The console drops something from the cache, or everything. Tells how far the news got.
pub async fn clear_cache_at_console(ctx: &Ctx, _: Operator, what: Cached) -> Result<Reach, AuditFault> {
    drop_cached(ctx, Origin::default(), what).await
}

async fn drop_cached(ctx: &Ctx, origin: Origin, what: Cached) -> Result<Reach, AuditFault> {
    let event = Event::CacheCleared { what };
    let tags = freshness::tags_of(&event);
    ctx.store
        .write(&origin, |work| {
            let fact = event.fact();
            async move { Ok::<_, AuditFault>(work.commit_saying(fact, ())) }
        })
        .await?;
    // The commit dropped them already. Once more, because only this tells whether others heard.
    let reach = ctx.cache.drop_tags(&tags).await;
    ctx.cache.sweep();
    Ok(reach)
}
