//! What everybody may look at: categories, products, brands, and what is bought most.

use edge::{Cache, Cached, Endpoint, Limit, Method, NameInPath, Path, Problem, Query, Route, Table};
use kernel::text::{Name, SearchWords, Slug};
use kernel::{Currency, Cursor, OrgId, PageOf, ProductId};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Brand, BrandRow, Category, Found, ProductView, Search, Sort};
use market::orders::{self, Popular, Top};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListCategories>()
        .with::<SearchProducts>()
        .with::<ShowProduct>()
        .with::<ListBrands>()
        .with::<ShowBrand>()
        .with::<ListPopular>()
}

/// All categories.
struct ListCategories;

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
pub(crate) struct SearchIn {
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
struct SearchProducts;

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
struct ShowProduct;

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

/// Filters for brands.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrandsIn {
    /// Filter by the beginning of the name.
    #[serde(default)]
    q: Option<SearchWords>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// Brands.
struct ListBrands;

impl Endpoint for ListBrands {
    const ROUTE: Route = Route {
        id: "catalog.brands",
        method: Method::Get,
        path: "/api/brands",
        summary: "List brands with available products, by name.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[catalog::BrandFault::LIST],
    };
    type By = Anyone;
    type In = (Query<BrandsIn>,);
    type Out = Cached<PageOf<BrandRow>>;
    async fn handle(ctx: &Ctx, _: Anyone, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let which = catalog::WhichBrands { q: q.q, after: q.cursor, limit: q.limit.unwrap_or_default() };
        Ok(Cached(catalog::brands(ctx, &which).await?))
    }
}

/// One brand.
struct ShowBrand;

impl Endpoint for ShowBrand {
    const ROUTE: Route = Route {
        id: "catalog.brand",
        method: Method::Get,
        path: "/api/brands/{brand}",
        summary: "Get a brand by its percent-encoded name, in any spelling.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[catalog::BrandFault::LIST],
    };
    type By = Anyone;
    type In = (NameInPath<Name>,);
    type Out = Cached<Brand>;
    async fn handle(ctx: &Ctx, _: Anyone, (NameInPath(name),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Cached(catalog::brand(ctx, &name).await?))
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
    const ROUTE: Route = Route {
        id: "catalog.popular",
        method: Method::Get,
        path: "/api/popular-products",
        summary: "List the most popular products of the last thirty days, then the newest.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[orders::PopularFault::LIST],
    };
    type By = Anyone;
    type In = (Query<PopularIn>,);
    type Out = Cached<Vec<Found>>;
    async fn handle(ctx: &Ctx, _: Anyone, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let query = Popular { category: q.category, top: q.limit.unwrap_or_default() };
        Ok(Cached(orders::popular(ctx, &query).await?))
    }
}
