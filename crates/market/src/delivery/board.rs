//! What is to be done today: for those who hand deliveries out, and for those who ride.

use kernel::{DeliveryId, Timestamp};

use super::read::DeliveryError;
use super::store::{self, DeliveryScope};
use super::view::{DeliveryEventRow, DeliveryView, RiderRow};
use crate::authority::Partner;
use crate::{Ctx, may};

/// What is to be done, and what was done.
#[derive(Debug, Clone)]
pub struct Board {
    /// Those that have not arrived, oldest first, at most two hundred.
    pub open: Vec<DeliveryView>,
    /// Those that arrived, the latest first, at most fifty.
    pub done: Vec<DeliveryView>,
}

async fn board(ctx: &Ctx, scope: DeliveryScope, since: Timestamp) -> infra::db::Result<Board> {
    let open = store::open(&ctx.store.db, scope).await?;
    let done = store::delivered_since(&ctx.store.db, scope, since).await?;
    Ok(Board { open, done })
}

/// A partner's deliveries that are not over, and those that arrived since an instant.
pub async fn partner_board(ctx: &Ctx, by: &Partner<may::ReadDeliveries>, since: Timestamp) -> infra::db::Result<Board> {
    board(ctx, DeliveryScope::Partner(by.partner()), since).await
}

/// The same of what was given to one rider.
pub async fn rides(ctx: &Ctx, by: &Partner<may::FulfilDeliveries>, since: Timestamp) -> infra::db::Result<Board> {
    board(ctx, DeliveryScope::Rider(by.partner(), by.user()), since).await
}

/// Those who ride for a partner, by name, and how much each has to do.
pub async fn riders(ctx: &Ctx, by: &Partner<may::ReadDeliveries>) -> infra::db::Result<Vec<RiderRow>> {
    store::riders(&ctx.store.db, by.partner()).await
}

/// What happened to one of a partner's deliveries, oldest first.
pub async fn history(
    ctx: &Ctx,
    by: &Partner<may::ReadDeliveries>,
    id: DeliveryId,
) -> Result<Vec<DeliveryEventRow>, DeliveryError> {
    Ok(store::history(&ctx.store.db, by.partner(), id).await?)
}
