//! What a shop window shows besides the search: brands, and what is bought most.

use edge::{Cache, Cached, Endpoint, Limit, Method, NameInPath, Problem, Query, Route, Table};
use kernel::text::{Name, SearchWords, Slug};
use kernel::{Cursor, PageOf};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Brand, BrandRow, Found};
use market::orders::{self, Popular, Top};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListBrands>().with::<ShowBrand>().with::<ListPopular>()
}

/// Filters for brands.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BrandsIn {
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
pub struct ListBrands;

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
pub struct ShowBrand;

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
pub struct PopularIn {
    /// Slug of a category; its subcategories are included.
    #[serde(default)]
    category: Option<Slug>,
    /// Number of products; the default is 12.
    #[serde(default)]
    limit: Option<Top>,
}

/// What is bought most.
pub struct ListPopular;

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
