//! Promising stock to orders, taking promises back, and letting goods leave.

use std::collections::BTreeMap;

use infra::WriteTx;
use kernel::{CompanyId, MovementId, OfferId, OrderLineId, ProductId, StockLevelId, Timestamp, UserId, string_enum};

use super::crossing::{note_crossings, note_products};
use super::store::{self, NewMovement, Taking};
use super::view::MovementKind;
use crate::Ctx;

/// Packs that a line wants.
#[derive(Debug, Clone)]
pub struct Demand {
    /// For which line.
    pub line: OrderLineId,
    /// Of which offer.
    pub offer: OfferId,
    /// Of which product that is.
    pub product: ProductId,
    /// Packs that the smallest order of it takes.
    pub fewest: i64,
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

string_enum! {
    /// What is left of an offer of which more was wanted. How much that is stays the vendor's business.
    pub enum StockLeft {
        /// Less than was wanted.
        Less = "less_than_requested",
        /// None at all.
        Nothing = "nothing",
    }
}

errors! {
    /// Why stock was not promised.
    pub enum AllocateError {
        /// Not enough, in all places together.
        OutOfStock { offer_id: OfferId, wanted: i64, left: StockLeft } = Conflict "orders.out_of_stock" "not enough stock of offer {offer_id}; packs wanted: {wanted}",
    }
}

/// What is free of some offers, and what of it is to be taken for which line.
pub(crate) struct StockPlan<'d> {
    /// Packs that nobody is promised.
    pub free: BTreeMap<OfferId, i64>,
    takes: Vec<Take<'d>>,
}

/// Packs to be taken from one level.
struct Take<'d> {
    demand: &'d Demand,
    taken: Allocation,
    /// Packs that are free there afterwards.
    left: i64,
}

impl Take<'_> {
    /// Whether the level then has less than the smallest order takes, so that the offer may have run out.
    const fn crosses(&self) -> bool {
        self.left < self.demand.fewest
    }
    /// What the level must have, or else it is not as it was planned: enough, and where nothing is said of an
    /// offer that ran out, enough that none does.
    const fn taking(&self) -> Taking {
        let (level, packs) = (self.taken.level, self.taken.quantity);
        let least_free = if self.crosses() { packs } else { packs.saturating_add(self.demand.fewest) };
        Taking { level, packs, least_free }
    }
}

/// Reads what is there and plans for lines (one line per offer), all or nothing. Nothing is taken yet.
pub(crate) async fn plan<'d>(tx: &WriteTx, wanted: &'d [Demand]) -> Result<StockPlan<'d>, AllocateError> {
    let offers: Vec<OfferId> = wanted.iter().map(|w| w.offer).collect();
    let mut levels: BTreeMap<OfferId, Vec<(StockLevelId, i64)>> = BTreeMap::new();
    let mut free: BTreeMap<OfferId, i64> = BTreeMap::new();
    for (level, offer, available) in store::free_levels(tx, &offers).await? {
        levels.entry(offer).or_default().push((level, available));
        *free.entry(offer).or_default() += available;
    }
    let mut takes: Vec<Take<'_>> = Vec::new();
    for demand in wanted {
        takes.extend(split(demand, levels.remove(&demand.offer).unwrap_or_default())?);
    }
    takes.sort_by_key(|take| take.taken.level);
    Ok(StockPlan { free, takes })
}

/// Promises stock as planned, all levels by one statement that locks them in ascending id order; one that has less
/// than was planned with makes the transaction run again. States of which products there may be nothing left: by
/// the plan, because what was taken is what was planned.
pub(crate) async fn allocate(
    ctx: &Ctx,
    tx: &mut WriteTx,
    StockPlan { takes: plan, .. }: StockPlan<'_>,
    by: UserId,
    now: Timestamp,
) -> Result<Vec<Allocation>, AllocateError> {
    if !store::take(tx, &plan.iter().map(Take::taking).collect::<Vec<_>>()).await? {
        // Somebody was faster: look again, in a fresh transaction.
        return Err(infra::db::Error::Busy("stock ran out meanwhile".to_owned()).into());
    }
    let movement = |Take { demand, taken, .. }: &Take<'_>| NewMovement {
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
    note_products(tx, plan.iter().filter(|take| take.crosses()).map(|take| take.demand.product));
    Ok(plan.into_iter().map(|take| take.taken).collect())
}

/// One place if one has enough (the fullest), else from the fullest down.
fn split(demand: &Demand, mut levels: Vec<(StockLevelId, i64)>) -> Result<Vec<Take<'_>>, AllocateError> {
    let left: i64 = levels.iter().map(|(_, free)| free).sum();
    if left < demand.quantity {
        let left = if left > 0 { StockLeft::Less } else { StockLeft::Nothing };
        return Err(AllocateError::OutOfStock { offer_id: demand.offer, wanted: demand.quantity, left });
    }
    levels.sort_by_key(|(level, free)| (std::cmp::Reverse(*free), *level));
    let (mut open, mut takes) = (demand.quantity, Vec::new());
    for (level, free) in levels {
        let quantity = free.min(open);
        if quantity > 0 {
            let taken = Allocation { line: demand.line, level, quantity };
            takes.push(Take { demand, taken, left: free - quantity });
            open -= quantity;
        }
    }
    Ok(takes)
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
    note_crossings(tx, freed.iter().map(|freed| (freed.level, freed.quantity))).await.map(drop)
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
    let by_level: Vec<(StockLevelId, i64)> = by_level.into_iter().collect();
    let leaves = kind == MovementKind::Shipped;
    let changed = if leaves { store::ship(tx, &by_level).await? } else { store::give_back(tx, &by_level).await? };
    if !changed {
        let why = format!("fewer packs are promised of the stock of {} than are given back", movement_cause.cause);
        return Err(infra::db::Error::Other(why));
    }
    let movement = |(level, quantity): (StockLevelId, i64)| NewMovement {
        id: ctx.store.id::<MovementId>(),
        level,
        vendor: movement_cause.vendor,
        kind,
        on_hand: if leaves { -quantity } else { 0 },
        allocated: -quantity,
        cause: movement_cause.cause.to_owned(),
        reason: None,
        import: None,
        user: movement_cause.by,
        now: movement_cause.now,
    };
    store::insert_movements(tx, by_level.into_iter().map(movement).collect()).await
}
