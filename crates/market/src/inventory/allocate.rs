//! Promising stock to orders, taking promises back, and letting goods leave.

use std::collections::BTreeMap;

use infra::WriteTx;
use kernel::{CompanyId, MovementId, OfferId, OrderLineId, StockLevelId, Timestamp, UserId};

use super::crossing::note_crossings;
use super::store::{self, NewMovement};
use super::view::MovementKind;
use crate::Ctx;

/// Packs that a line wants.
#[derive(Debug, Clone)]
pub struct Demand {
    /// For which line.
    pub line: OrderLineId,
    /// Of which offer.
    pub offer: OfferId,
    /// Whose.
    pub vendor: CompanyId,
    /// How many.
    pub quantity: i64,
    /// What the movement names as its cause.
    pub cause: String,
}

/// Packs that a line got from one level.
#[derive(Debug, Clone, Copy)]
pub struct Allocation {
    /// For which line.
    pub line: OrderLineId,
    /// From which level.
    pub level: StockLevelId,
    /// How many.
    pub quantity: i64,
}

errors! {
    /// Why stock was not promised.
    pub enum AllocateError {
        /// Not enough, in all places together.
        OutOfStock { offer_id: OfferId, wanted: i64, left: i64 } = Conflict "orders.out_of_stock" "not enough stock of offer {offer_id}: {wanted} requested, {left} available",
    }
}

/// Promises stock to lines (one line per offer), all or nothing. Reads what is there, plans, and
/// updates in ascending id order; a level that ran out meanwhile makes the transaction run again. States
/// of which products there may be nothing left.
pub(crate) async fn allocate(
    ctx: &Ctx,
    tx: &mut WriteTx,
    wanted: &[Demand],
    by: UserId,
    now: Timestamp,
) -> Result<Vec<Allocation>, AllocateError> {
    let offers: Vec<OfferId> = wanted.iter().map(|w| w.offer).collect();
    let mut free: BTreeMap<OfferId, Vec<(StockLevelId, i64)>> = BTreeMap::new();
    for (level, offer, available) in store::free_levels(&*tx, &offers).await? {
        free.entry(offer).or_default().push((level, available));
    }
    let mut plan: Vec<(&Demand, Allocation)> = Vec::new();
    for demand in wanted {
        let levels = free.remove(&demand.offer).unwrap_or_default();
        plan.extend(split(demand, levels)?.into_iter().map(|taken| (demand, taken)));
    }
    plan.sort_by_key(|(_, taken)| taken.level);
    for (demand, taken) in &plan {
        if !store::take(tx, taken.level, taken.quantity).await? {
            // Somebody was faster: look again, in a fresh transaction.
            return Err(infra::db::Error::Busy(format!("stock of {} ran out meanwhile", demand.offer)).into());
        }
    }
    let movement = |(demand, taken): &(&Demand, Allocation)| NewMovement {
        id: ctx.store.id::<MovementId>(),
        level: taken.level,
        vendor: demand.vendor,
        kind: MovementKind::Allocated,
        on_hand: 0,
        allocated: taken.quantity,
        cause: demand.cause.clone(),
        reason: None,
        import: None,
        user: Some(by),
        now,
    };
    store::insert_movements(tx, plan.iter().map(movement).collect()).await?;
    note_crossings(tx, plan.iter().map(|(_, taken)| (taken.level, -taken.quantity))).await?;
    Ok(plan.into_iter().map(|(_, taken)| taken).collect())
}

/// One place if one has enough (the fullest), else from the fullest down.
fn split(demand: &Demand, mut levels: Vec<(StockLevelId, i64)>) -> Result<Vec<Allocation>, AllocateError> {
    let left: i64 = levels.iter().map(|(_, free)| free).sum();
    if left < demand.quantity {
        return Err(AllocateError::OutOfStock { offer_id: demand.offer, wanted: demand.quantity, left });
    }
    levels.sort_by_key(|(level, free)| (std::cmp::Reverse(*free), *level));
    let (mut open, mut taken) = (demand.quantity, Vec::new());
    for (level, free) in levels {
        let quantity = free.min(open);
        if quantity > 0 {
            taken.push(Allocation { line: demand.line, level, quantity });
            open -= quantity;
        }
    }
    Ok(taken)
}

/// What a change of promises is made for.
pub struct MovementCause<'a> {
    /// Whose stock.
    pub vendor: CompanyId,
    /// What the movement names as its cause.
    pub cause: &'a str,
    /// Who; nobody when the system does it.
    pub by: Option<UserId>,
    /// When.
    pub now: Timestamp,
}

/// Takes promises back.
pub(crate) async fn release(
    ctx: &Ctx,
    tx: &mut WriteTx,
    freed: &[Allocation],
    movement_cause: &MovementCause<'_>,
) -> infra::db::Result<()> {
    record_movements(ctx, tx, freed, movement_cause, MovementKind::Released).await?;
    note_crossings(tx, freed.iter().map(|freed| (freed.level, freed.quantity))).await
}

/// Lets promised goods leave.
pub(crate) async fn ship(
    ctx: &Ctx,
    tx: &WriteTx,
    leaving: &[Allocation],
    movement_cause: &MovementCause<'_>,
) -> infra::db::Result<()> {
    record_movements(ctx, tx, leaving, movement_cause, MovementKind::Shipped).await
}

async fn record_movements(
    ctx: &Ctx,
    tx: &WriteTx,
    taken: &[Allocation],
    movement_cause: &MovementCause<'_>,
    kind: MovementKind,
) -> infra::db::Result<()> {
    let mut by_level: BTreeMap<StockLevelId, i64> = BTreeMap::new();
    for t in taken {
        *by_level.entry(t.level).or_default() += t.quantity;
    }
    let mut movements = Vec::new();
    for (level, quantity) in by_level {
        let gone = if kind == MovementKind::Shipped { -quantity } else { 0 };
        store::give_back(tx, level, quantity, gone).await?;
        movements.push(NewMovement {
            id: ctx.store.id::<MovementId>(),
            level,
            vendor: movement_cause.vendor,
            kind,
            on_hand: gone,
            allocated: -quantity,
            cause: movement_cause.cause.to_owned(),
            reason: None,
            import: None,
            user: movement_cause.by,
            now: movement_cause.now,
        });
    }
    store::insert_movements(tx, movements).await
}
