//! A vendor's places and stock.

use infra::{IdempotentRequest, WriteOutcome};
use kernel::fold::fold;
use kernel::text::{Name, Reason};
use kernel::{Cursor, ImportId, LocationId, MovementId, OfferId, PageLimit, PageOf, SignedQuantity, StockLevelId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::crossing::note_crossings;
use super::store::{self, NewMovement};
use super::view::{LevelRow, LocationRow, MovementKind, MovementRow};
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

/// A warehouse to add.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "LocationIn")]
pub struct AddLocation {
    /// Name.
    pub name: Name,
    /// City.
    pub city: Name,
}

/// A stock adjustment.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MovementIn")]
pub struct MoveStock {
    /// ID of the offer.
    #[serde(rename = "offer_id")]
    pub offer: OfferId,
    /// ID of the warehouse.
    #[serde(rename = "location_id")]
    pub location: LocationId,
    /// `received`, `adjusted` or `damaged`. Orders record the others automatically.
    pub kind: MovementKind,
    /// Change in packs: positive for received, negative for damaged, either for adjusted.
    pub quantity: SignedQuantity,
    /// The reason.
    #[serde(default)]
    pub reason: Option<Reason>,
    /// The import that it undoes a row of.
    #[serde(skip)]
    pub import: Option<ImportId>,
}

/// Stock after a movement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// The movement.
    pub movement_id: MovementId,
    /// The level.
    pub level_id: StockLevelId,
    /// Packs on hand.
    pub on_hand: i64,
    /// Reserved packs.
    pub allocated: i64,
}

errors! {
    /// Why stock stays as it is.
    pub enum StockError {
        /// Not there, or another vendor's.
        Missing = Missing "stock.no_such_offer_or_location" "no such offer or warehouse",
        /// Two places, one name.
        NameTaken = Conflict "stock.location_name_taken" "you already have a warehouse with this name",
        /// Orders move stock by themselves.
        KindNotByHand { kind: MovementKind } = Invalid "stock.kind_not_by_hand" "{kind} is recorded automatically with orders; use received, adjusted or damaged",
        /// Coming in is more, spoilt is less.
        WrongSign { kind: MovementKind } = Invalid "stock.wrong_sign" "the quantity must be positive for received and negative for damaged; this {kind} quantity is not",
        /// What is promised must stay there.
        Promised { on_hand: i64, allocated: i64 } = Conflict "stock.promised" "{allocated} of {on_hand} packs are reserved for orders; you cannot go below that",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// Adds a place.
pub async fn add_location(ctx: &Ctx, by: &Vendor<may::MoveStock>, cmd: AddLocation) -> Result<LocationRow, StockError> {
    let (id, vendor, now) = (ctx.store.id::<LocationId>(), by.vendor(), ctx.store.now());
    let origin = by.origin();
    let added = ctx.store.write(&origin, |tx| {
        let cmd = cmd.clone();
        async move {
            let row = LocationRow { id, name: cmd.name.into_string(), city: cmd.city.into_string() };
            store::insert_location(&tx, vendor, &row, &fold(&row.name), now).await?;
            Ok(tx.commit_with(Event::LocationAdded { location: id, vendor }.record(), row))
        }
    });
    added.await.map_err(|error| match error {
        StockError::Db(error) if error.is_unique() => StockError::NameTaken,
        other => other,
    })
}

/// One's own places.
pub async fn locations(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<LocationRow>, StockError> {
    let after = after.map(|c| c.keys("locations")).transpose().map_err(|_| StockError::BadCursor)?;
    let rows = store::list_locations(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("locations", &row.id)))
}

/// One's own stock; of one offer, if asked.
pub async fn levels(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    offer: Option<OfferId>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<LevelRow>, StockError> {
    let after = after.map(|c| c.keys("stock")).transpose().map_err(|_| StockError::BadCursor)?;
    let rows = store::list_levels(&ctx.store.db, by.vendor(), offer, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("stock", &row.id)))
}

/// One's own movements, newest first.
pub async fn movements(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<MovementRow>, StockError> {
    let after = after.map(|c| c.keys("movements")).transpose().map_err(|_| StockError::BadCursor)?;
    let rows = store::list_movements(&ctx.store.db, by.vendor(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("movements", &row.id)))
}

/// Moves stock by hand.
pub async fn move_stock(
    ctx: &Ctx,
    by: &Vendor<may::MoveStock>,
    key: &IdempotentRequest,
    cmd: MoveStock,
) -> Result<WriteOutcome<Moved>, StockError> {
    check_kind(&cmd)?;
    let (id, fresh) = (ctx.store.id::<MovementId>(), ctx.store.id::<StockLevelId>());
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    ctx.store
        .write_idempotent(&by.origin(), key, |mut tx| {
            let cmd = cmd.clone();
            async move {
                if !store::owns_both(&tx, vendor, cmd.offer, cmd.location).await? {
                    return Err(StockError::Missing);
                }
                let quantity = cmd.quantity.get();
                store::ensure_level(&tx, fresh, vendor, cmd.offer, cmd.location).await?;
                let (level, on_hand, allocated) =
                    store::find_level(&tx, cmd.offer, cmd.location).await?.ok_or(StockError::Missing)?;
                if !store::add_on_hand(&tx, level, quantity).await? {
                    return Err(StockError::Promised { on_hand, allocated });
                }
                let row = NewMovement {
                    id,
                    level,
                    vendor,
                    kind: cmd.kind,
                    on_hand: quantity,
                    allocated: 0,
                    cause: id.to_string(),
                    reason: cmd.reason.map(Reason::into_string),
                    import: cmd.import,
                    user: Some(user),
                    now,
                };
                store::insert_movements(&tx, vec![row]).await?;
                let left = note_crossings(&mut tx, [(level, quantity)]).await?;
                let left = left.first().ok_or(StockError::Missing)?;
                let (on_hand, allocated) = (left.on_hand, left.allocated);
                let moved = Moved { movement_id: id, level_id: level, on_hand, allocated };
                Ok(tx.commit_with(Event::StockMoved { movement: id, level, vendor, quantity }.record(), moved))
            }
        })
        .await
}

fn check_kind(cmd: &MoveStock) -> Result<(), StockError> {
    match (cmd.kind, cmd.quantity.get()) {
        (MovementKind::Received, 1..) | (MovementKind::Damaged, ..0) | (MovementKind::Adjusted, _) => Ok(()),
        (kind @ (MovementKind::Received | MovementKind::Damaged), _) => Err(StockError::WrongSign { kind }),
        (kind, _) => Err(StockError::KindNotByHand { kind }),
    }
}
