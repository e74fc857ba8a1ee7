//! The companies that somebody is a member of.

use super::view::Membership;
use crate::Ctx;
use crate::accounts::store;
use crate::authority::SignedIn;

/// The companies somebody can work for now, those where they have been longest first.
pub async fn memberships(ctx: &Ctx, by: &SignedIn) -> infra::db::Result<Vec<Membership>> {
    store::list_memberships(&ctx.store.db, by.principal().user).await
}
