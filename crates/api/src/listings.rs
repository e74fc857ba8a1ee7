//! A vendor lists a product, or offers one that is listed.

use edge::{BodySize, Created, Endpoint, IdempotencyHeader, JsonBody, LimitClass, Path, Route, Router};
use kernel::ProductId;
use market::authority::Vendor;
use market::catalog::OfferTerms;
use market::listings::{self, ListProduct, Listed, OfferProduct};
use market::{Ctx, EventKind, may};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNewProduct>().mount::<OfferListedProduct>()
}

/// A vendor lists a product.
struct ListNewProduct;

impl Endpoint for ListNewProduct {
    const ROUTE: Route = Route::post(
        "listings.list_product",
        "/api/products",
        "List a new product with your offer.",
        &[EventKind::ProductListed],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (IdempotencyHeader, JsonBody<ListProduct>);
    type Out = Created<Listed>;
    type Error = listings::ListError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let (listed, replayed) = listings::list_product(ctx, &auth, &key, b).await?.split();
        Ok(Created::new(format!("/api/products/{}", listed.product_id), listed).replayed(replayed))
    }
}

/// A vendor offers a listed product.
struct OfferListedProduct;

impl Endpoint for OfferListedProduct {
    const ROUTE: Route = Route::post(
        "listings.offer_product",
        "/api/products/{product_id}/offers",
        "Offer an existing product.",
        &[EventKind::OfferCreated],
    )
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<ProductId>, IdempotencyHeader, JsonBody<OfferTerms>);
    type Out = Created<Listed>;
    type Error = listings::ListError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(product), IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = OfferProduct { product, terms: b };
        let (listed, replayed) = listings::offer_product(ctx, &auth, &key, cmd).await?.split();
        Ok(Created::new(format!("/api/offers/{}", listed.offer_id), listed).replayed(replayed))
    }
}
