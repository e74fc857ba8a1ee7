//! A vendor's own products and offers.

use edge::operation::Operation;
use edge::response::Response;
use edge::{
    Accepted, BodySize, Endpoint, IfMatch, IntoResponse, Json, JsonBody, Path, QueryParams, Route, Router, Tagged,
};
use kernel::text::{Description, Name, Reason, Slug, Title};
use kernel::{OfferId, PageOf, ProductId, Quantity};
use market::authority::Vendor;
use market::catalog::{
    self, EditOffer, EditProduct, EditedProduct, OfferState, OfferView, ProductRequest, ProductView,
};
use market::{Ctx, EventKind, may};
use schemars::{JsonSchema, SchemaGenerator};
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
    /// Why, for our staff, should they have to decide.
    #[serde(default)]
    note: Option<Reason>,
}

/// 200 with the product as it is now, or 202 with the request that staff decide.
pub(crate) enum EditedOut {
    /// The change was made.
    Now(Tagged<ProductView>),
    /// It waits.
    Later(Accepted<ProductRequest>),
}

impl IntoResponse for EditedOut {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        Tagged::<ProductView>::describe(operation, schemas);
        Accepted::<ProductRequest>::describe(operation, schemas);
    }
    fn into_response(self) -> Response {
        match self {
            Self::Now(product) => product.into_response(),
            Self::Later(request) => request.into_response(),
        }
    }
}

impl From<EditedProduct> for EditedOut {
    fn from(edited: EditedProduct) -> Self {
        match edited {
            EditedProduct::Now(product) => Self::Now(Tagged(product)),
            EditedProduct::Later(request) => Self::Later(Accepted::at("/api/product-requests".to_owned(), request)),
        }
    }
}

/// A product changes.
struct EditOwnProduct;

impl Endpoint for EditOwnProduct {
    const ROUTE: Route = Route::patch(
        "catalog.edit_product",
        "/api/products/{product_id}",
        "Update a product that your company maintains; if others sell it or it was ordered, request the change.",
        &[EventKind::ProductEdited, EventKind::ProductChangeRequested],
    )
    .body(BodySize::Medium);
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<ProductId>, IfMatch, JsonBody<ProductPatch>);
    type Out = EditedOut;
    type Error = catalog::ProductError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(expected), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let ProductPatch { title, brand, category, description, note } = b;
        let cmd = EditProduct { title, brand, category, description, note, expected };
        Ok(catalog::edit_product(ctx, &auth, id, cmd).await?.into())
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
    type Out = Tagged<OfferView>;
    type Error = catalog::OfferError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Tagged(catalog::own_offer(ctx, &auth, id).await?))
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
    type Out = Tagged<OfferView>;
    type Error = catalog::OfferError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(expected), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = EditOffer {
            min_quantity: b.min_quantity,
            quantity_step: b.quantity_step,
            max_quantity: b.max_quantity,
            state: b.state,
            expected,
        };
        Ok(Tagged(catalog::edit_offer(ctx, &auth, id, cmd).await?))
    }
}
