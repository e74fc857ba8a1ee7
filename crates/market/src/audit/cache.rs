//! What was cached is dropped by hand: said in the trail, and done by saying it, because every event
//! drops what depends on it ([`crate::invalidation`]).

use cache::InvalidationReach;
use infra::Origin;

use super::AuditError;
use super::cache_target::CacheTarget;
use crate::authority::{Operator, Staff};
use crate::{Ctx, Event, invalidation, may};

/// Staff empties the cache. Tells how far the news got.
pub async fn clear_cache(ctx: &Ctx, by: &Staff<may::ManageCache>) -> Result<InvalidationReach, AuditError> {
    drop_cached(ctx, by.origin(), CacheTarget::Everything).await
}

/// The console drops something from the cache, or everything. Tells how far the news got.
pub async fn clear_cache_at_console(
    ctx: &Ctx,
    _: Operator,
    what: CacheTarget,
) -> Result<InvalidationReach, AuditError> {
    drop_cached(ctx, Origin::default(), what).await
}

async fn drop_cached(ctx: &Ctx, origin: Origin, what: CacheTarget) -> Result<InvalidationReach, AuditError> {
    let event = Event::CacheCleared { what };
    let tags = invalidation::tags_of(&event);
    ctx.store
        .write(&origin, |tx| {
            let record = event.record();
            async move { Ok::<_, AuditError>(tx.commit_with(record, ())) }
        })
        .await?;
    // The commit dropped them already. Once more, because only this tells whether others heard.
    let reach = ctx.cache.drop_tags(&tags).await;
    ctx.cache.sweep();
    Ok(reach)
}
