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

/// Which brands.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BrandsIn {
    /// The beginning of their name.
    #[serde(default)]
    q: Option<SearchWords>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Rows a page holds; 20 unless told.
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

/// Which ranking.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopularIn {
    /// The slug of a category; those under it belong to it.
    #[serde(default)]
    category: Option<Slug>,
    /// How many; 12 unless told.
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
