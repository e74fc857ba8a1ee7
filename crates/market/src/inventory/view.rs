//! What is read of stock: locations, levels, movements. Imports neither store nor actions.

use kernel::{ImportId, LocationId, MovementId, OfferId, StockLevelId, Timestamp, UserId, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

string_enum! {
    /// The reason for a stock movement.
    pub enum MovementKind {
        /// Received.
        Received = "received",
        /// Adjusted after a recount.
        Adjusted = "adjusted",
        /// Damaged.
        Damaged = "damaged",
        /// Reserved for an order.
        Allocated = "allocated",
        /// Reservation released.
        Released = "released",
        /// Shipped with an order.
        Shipped = "shipped",
    }
}

/// A warehouse.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LocationRow {
    /// Unique ID.
    pub id: LocationId,
    /// Name.
    pub name: String,
    /// City.
    pub city: String,
}

/// Stock of one offer at one warehouse.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LevelRow {
    /// Unique ID.
    pub id: StockLevelId,
    /// ID of the offer.
    pub offer_id: OfferId,
    /// The vendor's SKU.
    pub sku: String,
    /// Product name.
    pub title: String,
    /// ID of the warehouse.
    pub location_id: LocationId,
    /// Packs on hand.
    pub on_hand: i64,
    /// Reserved packs.
    pub allocated: i64,
    /// Available packs.
    pub available: i64,
    /// Low-stock alert level, in available packs.
    pub low_threshold: i64,
}

/// A stock movement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MovementRow {
    /// Unique ID.
    pub id: MovementId,
    /// ID of the stock level.
    pub level_id: StockLevelId,
    /// The reason for the movement.
    pub kind: MovementKind,
    /// Change in packs on hand.
    pub on_hand_delta: i64,
    /// Change in reserved packs.
    pub allocated_delta: i64,
    /// Cause of the movement.
    pub cause: String,
    /// The reason.
    pub reason: Option<String>,
    /// ID of the import that made the movement.
    pub import_id: Option<ImportId>,
    /// ID of the user.
    pub user_id: Option<UserId>,
    /// When it happened.
    pub at: Timestamp,
}

/// How much of an offer can be sold, over all places.
#[derive(Debug, Clone, Copy)]
pub struct FreePacks {
    /// The offer.
    pub offer_id: OfferId,
    /// Packs that nobody was promised.
    pub available: i64,
    /// Whether any place is at its threshold or below.
    pub is_low: bool,
}

/// A movement, with what and where by name.
#[derive(Debug, Clone)]
pub struct LedgerRow {
    /// The movement.
    pub movement: MovementRow,
    /// Of which offer.
    pub offer_id: OfferId,
    /// The vendor's article number.
    pub sku: String,
    /// What the product is called.
    pub title: String,
    /// Where.
    pub location_name: String,
    /// Who, by name.
    pub by_name: Option<String>,
}

/// Stock that runs low.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LowRow {
    /// The level.
    pub id: StockLevelId,
    /// ID of the offer.
    pub offer_id: OfferId,
    /// The vendor's SKU.
    pub sku: String,
    /// Product name.
    pub title: String,
    /// ID of the warehouse.
    pub location_id: LocationId,
    /// Where, by name.
    pub location_name: String,
    /// Packs on hand.
    pub on_hand: i64,
    /// Reserved packs.
    pub allocated: i64,
    /// Available packs.
    pub available: i64,
    /// From how many on it is low.
    pub low_threshold: i64,
}
