//! What everybody may look at: categories, products, brands, and what is bought most.

use edge::operation::Operation;
use edge::response::Response;
use edge::{
    CachePolicy, CachedJson, Endpoint, IntoResponse, Json, LimitClass, Path, PathName, QueryParams, Route, Router,
    RowsRead,
};
use kernel::text::{Name, SearchText, Slug};
use kernel::{CompanyId, Currency, Cursor, PageNumber, PageOf, ProductId};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Brand, BrandRow, Category, ProductSummary, ProductView, Search, Sort};
use market::orders::{self, Popular, Top};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListCategories>()
        .mount::<SearchProducts>()
        .mount::<ShowProduct>()
        .mount::<ListBrands>()
        .mount::<ShowBrand>()
        .mount::<ListPopular>()
}

/// All categories.
struct ListCategories;

impl Endpoint for ListCategories {
    const ROUTE: Route = Route::get("catalog.categories", "/api/categories", "List all categories, two levels deep.")
        .limit(LimitClass::Catalogue)
        .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = ();
    type Out = CachedJson<Vec<Category>>;
    type Error = catalog::CategoryError;
    async fn handle(ctx: &Ctx, _: Anyone, (): ()) -> Result<Self::Out, Self::Error> {
        Ok(CachedJson(catalog::categories(ctx).await?))
    }
}

/// Search filters.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SearchIn {
    /// Words from title, brand or category; all must match, the last can be incomplete. Or a whole SKU or GTIN.
    #[serde(default)]
    q: Option<SearchText>,
    /// Slug of a category; its subcategories are included.
    #[serde(default)]
    category: Option<Slug>,
    /// Filter by brand.
    #[serde(default)]
    brand: Option<Name>,
    /// Filter by vendor; prices, and orders by them, are those of its own offers.
    #[serde(default)]
    vendor_id: Option<CompanyId>,
    /// Filter by currency.
    #[serde(default)]
    currency: Option<Currency>,
    /// When sorting by price without a filter by currency: the currency whose products come first; those in other
    /// currencies follow, one currency after the other. The default is the marketplace's currency.
    #[serde(default)]
    first_currency: Option<Currency>,
    /// Sort order; the default is newest.
    #[serde(default)]
    sort: Option<Sort>,
    /// `next_cursor` of the previous page, with the same filters and sort order.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of the page, from 1, in place of a cursor; for the first 1,000 products.
    #[serde(default)]
    page: Option<PageNumber>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// A page that was found, or an empty one behind the last.
pub(crate) enum FoundOut {
    Found(CachedJson<PageOf<ProductSummary>>),
    BehindTheLast,
}

impl IntoResponse for FoundOut {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        CachedJson::<PageOf<ProductSummary>>::describe(operation, schemas);
    }
    fn into_response(self) -> Response {
        match self {
            Self::Found(page) => page.into_response(),
            Self::BehindTheLast => {
                Json::new(PageOf::<ProductSummary> { items: Vec::new(), next_cursor: None }).into_response()
            }
        }
    }
}

/// Finding products.
struct SearchProducts;

impl Endpoint for SearchProducts {
    const ROUTE: Route =
        Route::get("catalog.search", "/api/products", "Search products by words, category, brand and vendor.")
            .limit(LimitClass::Search)
            .rows(RowsRead::ByLimit)
            .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (QueryParams<SearchIn>,);
    type Out = FoundOut;
    type Error = catalog::SearchError;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit.unwrap_or_default();
        let search = Search {
            q: q.q,
            category: q.category,
            brand: q.brand,
            vendor: q.vendor_id,
            currency: q.currency,
            sort: q.sort,
            first: q.first_currency,
            after: q.cursor,
            limit,
        };
        let Some(page) = q.page else { return Ok(FoundOut::Found(CachedJson(catalog::search(ctx, &search).await?))) };
        let found = catalog::search_page(ctx, &search, page).await?;
        Ok(found.map_or(FoundOut::BehindTheLast, |page| FoundOut::Found(CachedJson(page))))
    }
}

/// One product.
struct ShowProduct;

impl Endpoint for ShowProduct {
    const ROUTE: Route = Route::get(
        "catalog.product",
        "/api/products/{product_id}",
        "Get a product with all vendors' offers: those in stock first, cheapest first.",
    )
    .limit(LimitClass::Catalogue)
    .rows(RowsRead::UpTo(1))
    .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (Path<ProductId>,);
    type Out = CachedJson<ProductView>;
    type Error = catalog::ProductError;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(CachedJson(catalog::product(ctx, id).await?))
    }
}

/// Filters for brands.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandsIn {
    /// Filter by the beginning of the name.
    #[serde(default)]
    q: Option<SearchText>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// Brands.
struct ListBrands;

impl Endpoint for ListBrands {
    const ROUTE: Route = Route::get("catalog.brands", "/api/brands", "List brands with available products, by name.")
        .limit(LimitClass::Catalogue)
        .rows(RowsRead::ByLimit)
        .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (QueryParams<BrandsIn>,);
    type Out = CachedJson<PageOf<BrandRow>>;
    type Error = catalog::BrandError;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let which = catalog::BrandFilter { q: q.q, after: q.cursor, limit: q.limit.unwrap_or_default() };
        Ok(CachedJson(catalog::brands(ctx, &which).await?))
    }
}

/// One brand.
struct ShowBrand;

impl Endpoint for ShowBrand {
    const ROUTE: Route =
        Route::get("catalog.brand", "/api/brands/{brand}", "Get a brand by its percent-encoded name, in any spelling.")
            .limit(LimitClass::Catalogue)
            .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (PathName<Name>,);
    type Out = CachedJson<Brand>;
    type Error = catalog::BrandError;
    async fn handle(ctx: &Ctx, _: Anyone, (PathName(name),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(CachedJson(catalog::brand(ctx, &name).await?))
    }
}

/// Filters for popular products.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PopularIn {
    /// Slug of a category; its subcategories are included.
    #[serde(default)]
    category: Option<Slug>,
    /// Number of products; the default is 12.
    #[serde(default)]
    limit: Option<Top>,
}

/// What is bought most.
struct ListPopular;

impl Endpoint for ListPopular {
    const ROUTE: Route = Route::get(
        "catalog.popular",
        "/api/popular-products",
        "List the most popular products of the last thirty days, then the newest.",
    )
    .limit(LimitClass::Catalogue)
    .rows(RowsRead::UpTo(1))
    .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (QueryParams<PopularIn>,);
    type Out = CachedJson<Vec<ProductSummary>>;
    type Error = orders::PopularError;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let query = Popular { category: q.category, top: q.limit.unwrap_or_default() };
        Ok(CachedJson(orders::popular(ctx, &query).await?))
    }
}
