//! A vendor lists a product, or offers one that is listed.

use edge::{Created, Endpoint, IdempotencyHeader, JsonBody, LimitClass, Path, Route, Router};
use kernel::gtin::Gtin;
use kernel::text::{Description, Name, Sku, Slug, Title};
use kernel::{Price, ProductId, Quantity};
use market::authority::Vendor;
use market::catalog::{OfferTerms, TaxClass};
use market::listings::{self, ListProduct, Listed, OfferProduct};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNewProduct>().mount::<OfferListedProduct>()
}

/// The terms of an offer. Orders, prices and stock are in packs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TermsIn {
    /// Your SKU, case-sensitive.
    sku: Sku,
    /// Pieces per pack.
    pack_size: Quantity,
    /// Minimum packs per order.
    min_quantity: Quantity,
    /// Packs are ordered in multiples of this.
    quantity_step: Quantity,
    /// Maximum packs per order.
    max_quantity: Quantity,
    /// The price of one pack, in minor units of your company's currency.
    price_minor: Price,
}

impl TermsIn {
    fn into_terms(self) -> OfferTerms {
        OfferTerms {
            sku: self.sku,
            pack_size: self.pack_size,
            min_quantity: self.min_quantity,
            quantity_step: self.quantity_step,
            max_quantity: self.max_quantity,
            price: self.price_minor,
        }
    }
}

/// A product to list, with your offer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductIn {
    /// Product name.
    title: Title,
    /// Brand.
    brand: Name,
    /// Slug of a category without subcategories.
    category: Slug,
    /// GTIN, if any.
    #[serde(default)]
    gtin: Option<Gtin>,
    /// Description. Basic formatting tags are kept when shown as HTML; all others are removed.
    description: Description,
    /// Tax class.
    tax_class: TaxClass,
    /// Your offer of the product.
    offer: TermsIn,
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
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (IdempotencyHeader, JsonBody<ProductIn>);
    type Out = Created<Listed>;
    type Error = listings::ListError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = ListProduct {
            title: b.title,
            brand: b.brand,
            category: b.category,
            gtin: b.gtin,
            description: b.description,
            tax_class: b.tax_class,
            terms: b.offer.into_terms(),
        };
        let (listed, replayed) = listings::list_product(ctx, &auth, &key, cmd).await?.split();
        let version = listed.version;
        Ok(Created::new(format!("/api/products/{}", listed.product_id), listed).versioned(version).replayed(replayed))
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
    type In = (Path<ProductId>, IdempotencyHeader, JsonBody<TermsIn>);
    type Out = Created<Listed>;
    type Error = listings::ListError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(product), IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = OfferProduct { product, terms: b.into_terms() };
        let (listed, replayed) = listings::offer_product(ctx, &auth, &key, cmd).await?.split();
        let version = listed.version;
        Ok(Created::new(format!("/api/offers/{}", listed.offer_id), listed).versioned(version).replayed(replayed))
    }
}
