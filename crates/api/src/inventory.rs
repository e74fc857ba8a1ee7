//! One's own stock.

use edge::{Created, Endpoint, IdempotencyHeader, Json, JsonBody, LimitClass, QueryParams, RateLimits, Route, Router};
use kernel::{Cursor, OfferId, PageOf};
use market::authority::Vendor;
use market::inventory::{self, AddLocation, LevelRow, LocationRow, MoveStock, Moved, MovementRow};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListLocations>()
        .mount::<AddNewLocation>()
        .mount::<ListStock>()
        .mount::<ListMovements>()
        .mount::<MoveOwnStock>()
}

/// One's own places.
struct ListLocations;

impl Endpoint for ListLocations {
    const ROUTE: Route = Route::get("inventory.locations", "/api/locations", "List your warehouses.");
    type Auth = Vendor<may::ReadStock>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<LocationRow>>;
    type Error = inventory::StockError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(inventory::locations(ctx, &auth, q.cursor, limit).await?))
    }
}

/// A place is added.
struct AddNewLocation;

impl Endpoint for AddNewLocation {
    const ROUTE: Route =
        Route::post("inventory.add_location", "/api/locations", "Add a warehouse.", &[EventKind::LocationAdded]);
    type Auth = Vendor<may::MoveStock>;
    type In = (JsonBody<AddLocation>,);
    type Out = Created<LocationRow>;
    type Error = inventory::StockError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b),): Self::In) -> Result<Self::Out, Self::Error> {
        let row = inventory::add_location(ctx, &auth, b).await?;
        Ok(Created::new("/api/locations".to_owned(), row))
    }
}

/// Filters for stock.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StockIn {
    /// Filter by offer.
    #[serde(default)]
    offer_id: Option<OfferId>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// One's own stock.
struct ListStock;

impl Endpoint for ListStock {
    const ROUTE: Route =
        Route::get("inventory.levels", "/api/inventory", "List your stock by offer and warehouse, in packs.");
    type Auth = Vendor<may::ReadStock>;
    type In = (QueryParams<StockIn>,);
    type Out = Json<PageOf<LevelRow>>;
    type Error = inventory::StockError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(inventory::levels(ctx, &auth, q.offer_id, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// One's own movements.
struct ListMovements;

impl Endpoint for ListMovements {
    const ROUTE: Route =
        Route::get("inventory.movements", "/api/inventory/movements", "List your stock movements, newest first.");
    type Auth = Vendor<may::ReadStock>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<MovementRow>>;
    type Error = inventory::StockError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(inventory::movements(ctx, &auth, q.cursor, limit).await?))
    }
}

/// Stock moves by hand.
struct MoveOwnStock;

impl Endpoint for MoveOwnStock {
    const ROUTE: Route = Route::post(
        "inventory.move",
        "/api/inventory/movements",
        "Adjust your stock by hand. Orders adjust it automatically.",
        &[EventKind::StockMoved, EventKind::AvailabilityChanged],
    )
    .limit(LimitClass::Stock);
    type Auth = Vendor<may::MoveStock>;
    type In = (IdempotencyHeader, JsonBody<MoveStock>, RateLimits);
    type Out = Created<Moved>;
    type Error = inventory::StockError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IdempotencyHeader(key), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let (moved, replayed) = inventory::move_stock(ctx, &auth, &key, b).await?.split();
        if replayed {
            limits.give_back();
        }
        Ok(Created::new("/api/inventory/movements".to_owned(), moved).replayed(replayed))
    }
}
