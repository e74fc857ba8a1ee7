//! What is to be done today: for those who hand deliveries out, and for those who ride.

use kernel::{DeliveryId, Timestamp};

use super::read::DeliveryError;
use super::store::{self, DeliveryScope};
use super::view::{DeliveryEventRow, DeliveryView, RiderRow};
use crate::authority::Partner;
use crate::{Ctx, may};

/// The most deliveries of a board that have not arrived, and that arrived.
pub const MOST_OPEN: usize = 200;
const MOST_DONE: usize = 50;

/// What is to be done, and what was done.
#[derive(Debug, Clone)]
pub struct Board {
    /// Those that have not arrived, oldest first, at most [`MOST_OPEN`].
    pub open: Vec<DeliveryView>,
    /// Whether there are more.
    pub more_open: bool,
    /// Those that arrived, the latest first, at most fifty.
    pub done: Vec<DeliveryView>,
    /// Whether there are more.
    pub more_done: bool,
}

/// Cuts the row off that says that there are more.
fn cut(mut rows: Vec<DeliveryView>, most: usize) -> (Vec<DeliveryView>, bool) {
    let more = rows.len() > most;
    rows.truncate(most);
    (rows, more)
}

fn probe(most: usize) -> i64 {
    i64::try_from(most + 1).unwrap_or(i64::MAX)
}

async fn board(ctx: &Ctx, scope: DeliveryScope, since: Timestamp) -> infra::db::Result<Board> {
    let (open, more_open) = cut(store::open(&ctx.store.db, scope, probe(MOST_OPEN)).await?, MOST_OPEN);
    let done = store::delivered_since(&ctx.store.db, scope, since, probe(MOST_DONE)).await?;
    let (done, more_done) = cut(done, MOST_DONE);
    Ok(Board { open, more_open, done, more_done })
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
