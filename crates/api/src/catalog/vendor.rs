//! A vendor's own products and offers.

use edge::{BodySize, Endpoint, IfMatch, Json, JsonBody, Path, QueryParams, Route, Router};
use kernel::text::{Description, Name, Slug, Title};
use kernel::{OfferId, PageOf, ProductId, Quantity};
use market::authority::Vendor;
use market::catalog::{self, EditOffer, EditProduct, OfferState, OfferView, ProductView};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::PageIn;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<EditOwnProduct>().mount::<ListOwnOffers>().mount::<ShowOwnOffer>().mount::<EditOwnOffer>()
}

/// Changes to a product.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductPatch {
    /// Product name.
    #[serde(default)]
    title: Option<Title>,
    /// Brand.
    #[serde(default)]
    brand: Option<Name>,
    /// Slug of a category without subcategories.
    #[serde(default)]
    category: Option<Slug>,
    /// Description.
    #[serde(default)]
    description: Option<Description>,
}

/// A product changes.
struct EditOwnProduct;

impl Endpoint for EditOwnProduct {
    const ROUTE: Route = Route::patch(
        "catalog.edit_product",
        "/api/products/{product_id}",
        "Update a product that your company listed first.",
        &[EventKind::ProductEdited],
    )
    .body(BodySize::Medium);
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<ProductId>, IfMatch, JsonBody<ProductPatch>);
    type Out = Json<ProductView>;
    type Error = catalog::ProductError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(version), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd =
            EditProduct { title: b.title, brand: b.brand, category: b.category, description: b.description, version };
        let product = catalog::edit_product(ctx, &auth, id, cmd).await?;
        let version = product.version;
        Ok(Json::versioned(product, version))
    }
}

/// One's own offers.
struct ListOwnOffers;

impl Endpoint for ListOwnOffers {
    const ROUTE: Route =
        Route::get("catalog.offers", "/api/offers", "List your offers with their prices, oldest first.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<OfferView>>;
    type Error = catalog::OfferError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(catalog::own_offers(ctx, &auth, q.cursor, limit).await?))
    }
}

/// One of one's own offers.
struct ShowOwnOffer;

impl Endpoint for ShowOwnOffer {
    const ROUTE: Route = Route::get("catalog.offer", "/api/offers/{offer_id}", "Get one of your offers.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>,);
    type Out = Json<OfferView>;
    type Error = catalog::OfferError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        let offer = catalog::own_offer(ctx, &auth, id).await?;
        let version = offer.version;
        Ok(Json::versioned(offer, version))
    }
}

/// Changes to an offer. The price has its own endpoint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfferPatch {
    /// Minimum packs per order.
    #[serde(default)]
    min_quantity: Option<Quantity>,
    /// Packs are ordered in multiples of this.
    #[serde(default)]
    quantity_step: Option<Quantity>,
    /// Maximum packs per order.
    #[serde(default)]
    max_quantity: Option<Quantity>,
    /// Pause, resume or archive the offer.
    #[serde(default)]
    state: Option<OfferState>,
}

/// An offer changes.
struct EditOwnOffer;

impl Endpoint for EditOwnOffer {
    const ROUTE: Route = Route::patch(
        "catalog.edit_offer",
        "/api/offers/{offer_id}",
        "Update the quantities of one of your offers, or pause or archive it.",
        &[EventKind::OfferEdited],
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<OfferId>, IfMatch, JsonBody<OfferPatch>);
    type Out = Json<OfferView>;
    type Error = catalog::OfferError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(version), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = EditOffer {
            min_quantity: b.min_quantity,
            quantity_step: b.quantity_step,
            max_quantity: b.max_quantity,
            state: b.state,
            version,
        };
        let offer = catalog::edit_offer(ctx, &auth, id, cmd).await?;
        let version = offer.version;
        Ok(Json::versioned(offer, version))
    }
}
