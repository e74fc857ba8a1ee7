//! What vendors ask staff to decide about products, as it is read. Imports neither store nor actions.

use kernel::{CompanyId, ProductId, ProductRequestId, Timestamp, UserId, string_enum};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

string_enum! {
    /// What is requested.
    pub enum RequestKind {
        /// A change of a product that others sell or that was ordered.
        Change = "change",
        /// The GTIN of a product that another company listed.
        GtinClaim = "gtin_claim",
    }

    /// The status of a request.
    pub enum RequestState {
        /// Waiting for staff.
        Pending = "pending",
        /// The change was applied.
        Accepted = "accepted",
        /// The claimant maintains the product from now on.
        Transferred = "transferred",
        /// The product gave up the GTIN, which can be listed anew.
        Released = "released",
        /// Staff refused it.
        Refused = "refused",
        /// The vendor withdrew it.
        Withdrawn = "withdrawn",
        /// A newer request, or a decision about the same product, took its place.
        Superseded = "superseded",
    }

    /// A field of a product that can change.
    pub enum ProductField {
        /// Product name.
        Title = "title",
        /// Brand.
        Brand = "brand",
        /// Slug of the category.
        Category = "category",
        /// Description.
        Description = "description",
    }

    /// What staff decide about a request.
    pub enum RequestDecision {
        /// Apply the change.
        Accept = "accept",
        /// Let the claimant maintain the product.
        Transfer = "transfer",
        /// Take the GTIN from the product, so that it can be listed anew.
        Release = "release",
        /// Refuse the request.
        Refuse = "refuse",
    }
}

/// One difference between a product and what it is to become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// Which field.
    pub field: ProductField,
    /// Its value when the request was made.
    pub old: String,
    /// The requested value.
    pub new: String,
}

/// What a vendor asks staff to decide about a product.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ProductRequest {
    /// Unique ID.
    pub id: ProductRequestId,
    /// What is requested.
    pub kind: RequestKind,
    /// Status.
    pub state: RequestState,
    /// ID of the product.
    pub product_id: ProductId,
    /// The product's name now.
    pub title: String,
    /// ID of the company that asks.
    pub company_id: CompanyId,
    /// Name of the company that asks.
    pub company_name: String,
    /// The requested change, field by field; empty for a claim.
    pub changes: Vec<FieldChange>,
    /// The claimed GTIN; null for a change.
    pub gtin: Option<String>,
    /// The vendor's explanation or evidence.
    pub note: Option<String>,
    /// When it was requested.
    pub requested_at: Timestamp,
    /// When it was decided or withdrawn.
    pub decided_at: Option<Timestamp>,
    /// The reason staff gave.
    pub reason: Option<String>,
}

/// A request as it is written.
#[derive(Debug, Clone)]
pub(super) struct NewRequest {
    pub id: ProductRequestId,
    pub kind: RequestKind,
    pub product: ProductId,
    pub company: CompanyId,
    pub user: UserId,
    pub now: Timestamp,
    pub changes: Vec<FieldChange>,
    pub gtin: Option<String>,
    pub note: Option<String>,
}
