//! Shelves, products and offers.

use edge::{
    Body, Cache, Cached, Created, Endpoint, IfMatch, Json, Key, Limit, Method, Path, Problem, Query, Route, Table,
};
use kernel::gtin::Gtin;
use kernel::text::{Description, Name, SearchWords, Sku, Slug, Title};
use kernel::{Currency, Cursor, OfferId, OrgId, PageOf, Price, ProductId, Quantity};
use market::authority::{Anyone, Vendor};
use market::catalog::{
    self, Category, EditOffer, EditProduct, Found, OfferState, OfferView, ProductView, Search, Sort, TaxClass, Terms,
};
use market::listings::{self, ListProduct, Listed, OfferProduct};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::page::PageIn;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListCategories>()
        .with::<SearchProducts>()
        .with::<ShowProduct>()
        .with::<ListNewProduct>()
        .with::<EditOwnProduct>()
        .with::<OfferListedProduct>()
        .with::<ListOwnOffers>()
        .with::<ShowOwnOffer>()
        .with::<EditOwnOffer>()
}

/// All shelves.
pub struct ListCategories;

impl Endpoint for ListCategories {
    const ROUTE: Route = Route {
        id: "catalog.categories",
        method: Method::Get,
        path: "/api/categories",
        summary: "List all categories, two levels deep.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[catalog::CategoryFault::LIST],
    };
    type By = Anyone;
    type In = ();
    type Out = Cached<Vec<Category>>;
    async fn handle(ctx: &Ctx, _: Anyone, (): ()) -> Result<Self::Out, Problem> {
        Ok(Cached(catalog::categories(ctx).await?))
    }
}

/// Search filters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchIn {
    /// Words from title, brand, category, SKU or GTIN. All must match; the last can be incomplete.
    #[serde(default)]
    q: Option<SearchWords>,
    /// Slug of a category; its subcategories are included.
    #[serde(default)]
    category: Option<Slug>,
    /// Filter by brand.
    #[serde(default)]
    brand: Option<Name>,
    /// Filter by vendor.
    #[serde(default)]
    vendor_id: Option<OrgId>,
    /// Filter by currency; when sorting by price, the default is the marketplace's currency.
    #[serde(default)]
    currency: Option<Currency>,
    /// Sort order; the default is newest.
    #[serde(default)]
    sort: Option<Sort>,
    /// `next_cursor` of the previous page, with the same filters and sort order.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// Finding products.
pub struct SearchProducts;

impl Endpoint for SearchProducts {
    const ROUTE: Route = Route {
        id: "catalog.search",
        method: Method::Get,
        path: "/api/products",
        summary: "Search products by words, category, brand and vendor.",
        limit: Limit::Search,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[catalog::SearchFault::LIST],
    };
    type By = Anyone;
    type In = (Query<SearchIn>,);
    type Out = Cached<PageOf<Found>>;
    async fn handle(ctx: &Ctx, _: Anyone, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit.unwrap_or_default();
        let search = Search {
            q: q.q,
            category: q.category,
            brand: q.brand,
            vendor: q.vendor_id,
            currency: q.currency,
            sort: q.sort,
            after: q.cursor,
            limit,
        };
        Ok(Cached(catalog::search(ctx, &search).await?))
    }
}

/// One product.
pub struct ShowProduct;

impl Endpoint for ShowProduct {
    const ROUTE: Route = Route {
        id: "catalog.product",
        method: Method::Get,
        path: "/api/products/{product_id}",
        summary: "Get a product with all vendors' offers, cheapest first.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[catalog::ProductFault::LIST],
    };
    type By = Anyone;
    type In = (Path<ProductId>,);
    type Out = Cached<ProductView>;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Cached(catalog::product(ctx, id).await?))
    }
}

/// The terms of an offer. Orders, prices and stock are in packs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsIn {
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
    fn into_terms(self) -> Terms {
        Terms {
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
pub struct ProductIn {
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
pub struct ListNewProduct;

impl Endpoint for ListNewProduct {
    const ROUTE: Route = Route {
        id: "catalog.list_product",
        method: Method::Post,
        path: "/api/products",
        summary: "List a new product with your offer.",
        limit: Limit::Listing,
        cache: Cache::Never,
        audit: &[EventKind::ProductListed],
        refuses: &[listings::ListFault::LIST],
    };
    type By = Vendor<may::EditOffers>;
    type In = (Key, Body<ProductIn>);
    type Out = Created<Listed>;
    async fn handle(ctx: &Ctx, by: Self::By, (Key(key), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        let cmd = ListProduct {
            title: b.title,
            brand: b.brand,
            category: b.category,
            gtin: b.gtin,
            description: b.description,
            tax_class: b.tax_class,
            terms: b.offer.into_terms(),
        };
        let (listed, replayed) = listings::list_product(ctx, &by, &key, cmd).await?.split();
        let version = listed.version;
        Ok(Created::at(format!("/api/products/{}", listed.product_id), listed).versioned(version).replayed(replayed))
    }
}

/// Changes to a product.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductPatch {
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
pub struct EditOwnProduct;

impl Endpoint for EditOwnProduct {
    const ROUTE: Route = Route {
        id: "catalog.edit_product",
        method: Method::Patch,
        path: "/api/products/{product_id}",
        summary: "Update a product that your company listed first.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::ProductEdited],
        refuses: &[catalog::ProductFault::LIST],
    };
    type By = Vendor<may::EditOffers>;
    type In = (Path<ProductId>, IfMatch, Body<ProductPatch>);
    type Out = Json<ProductView>;
    async fn handle(
        ctx: &Ctx,
        by: Self::By,
        (Path(id), IfMatch(version), Body(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let cmd =
            EditProduct { title: b.title, brand: b.brand, category: b.category, description: b.description, version };
        let product = catalog::edit_product(ctx, &by, id, cmd).await?;
        let version = product.version;
        Ok(Json::at(product, version))
    }
}

/// A vendor offers a listed product.
pub struct OfferListedProduct;

impl Endpoint for OfferListedProduct {
    const ROUTE: Route = Route {
        id: "catalog.offer_product",
        method: Method::Post,
        path: "/api/products/{product_id}/offers",
        summary: "Offer an existing product.",
        limit: Limit::Listing,
        cache: Cache::Never,
        audit: &[EventKind::OfferMade],
        refuses: &[listings::ListFault::LIST],
    };
    type By = Vendor<may::EditOffers>;
    type In = (Path<ProductId>, Key, Body<TermsIn>);
    type Out = Created<Listed>;
    async fn handle(
        ctx: &Ctx,
        by: Self::By,
        (Path(product), Key(key), Body(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let cmd = OfferProduct { product, terms: b.into_terms() };
        let (listed, replayed) = listings::offer_product(ctx, &by, &key, cmd).await?.split();
        let version = listed.version;
        Ok(Created::at(format!("/api/offers/{}", listed.offer_id), listed).versioned(version).replayed(replayed))
    }
}

/// One's own offers.
pub struct ListOwnOffers;

impl Endpoint for ListOwnOffers {
    const ROUTE: Route = Route {
        id: "offers.list",
        method: Method::Get,
        path: "/api/offers",
        summary: "List your offers with their prices, oldest first.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[catalog::OfferFault::LIST],
    };
    type By = Vendor<may::ReadOffers>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<OfferView>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(catalog::own_offers(ctx, &by, q.cursor, limit).await?))
    }
}

/// One of one's own offers.
pub struct ShowOwnOffer;

impl Endpoint for ShowOwnOffer {
    const ROUTE: Route = Route {
        id: "offers.show",
        method: Method::Get,
        path: "/api/offers/{offer_id}",
        summary: "Get one of your offers.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[catalog::OfferFault::LIST],
    };
    type By = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>,);
    type Out = Json<OfferView>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        let offer = catalog::own_offer(ctx, &by, id).await?;
        let version = offer.version;
        Ok(Json::at(offer, version))
    }
}

/// Changes to an offer. The price has its own endpoint.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OfferPatch {
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
pub struct EditOwnOffer;

impl Endpoint for EditOwnOffer {
    const ROUTE: Route = Route {
        id: "offers.edit",
        method: Method::Patch,
        path: "/api/offers/{offer_id}",
        summary: "Update the quantities of one of your offers, or pause or archive it.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::OfferEdited],
        refuses: &[catalog::OfferFault::LIST],
    };
    type By = Vendor<may::EditOffers>;
    type In = (Path<OfferId>, IfMatch, Body<OfferPatch>);
    type Out = Json<OfferView>;
    async fn handle(
        ctx: &Ctx,
        by: Self::By,
        (Path(id), IfMatch(version), Body(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let cmd = EditOffer {
            min_quantity: b.min_quantity,
            quantity_step: b.quantity_step,
            max_quantity: b.max_quantity,
            state: b.state,
            version,
        };
        let offer = catalog::edit_offer(ctx, &by, id, cmd).await?;
        let version = offer.version;
        Ok(Json::at(offer, version))
    }
}
