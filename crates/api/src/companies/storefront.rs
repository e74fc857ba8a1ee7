//! Vendors, as everybody sees them.

use edge::{CachePolicy, CachedJson, Endpoint, LimitClass, Method, Path, Problem, QueryParams, Route, Router};
use kernel::text::SearchWords;
use kernel::{Cursor, OrgId, PageOf};
use market::Ctx;
use market::authority::Anyone;
use market::companies::{self, Shown};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListVendors>().mount::<ShowVendor>()
}

/// Filters for vendors.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VendorsIn {
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

/// Approved vendors.
struct ListVendors;

impl Endpoint for ListVendors {
    const ROUTE: Route = Route {
        id: "vendors.list",
        method: Method::Get,
        path: "/api/vendors",
        summary: "List approved vendors by name.",
        limit: LimitClass::Catalogue,
        cache: CachePolicy::Revalidate,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type Auth = Anyone;
    type In = (QueryParams<VendorsIn>,);
    type Out = CachedJson<PageOf<Shown>>;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        let which = companies::Which { q: q.q, after: q.cursor, limit: q.limit.unwrap_or_default() };
        Ok(CachedJson(companies::vendors(ctx, &which).await?))
    }
}

/// One approved vendor.
struct ShowVendor;

impl Endpoint for ShowVendor {
    const ROUTE: Route = Route {
        id: "vendors.show",
        method: Method::Get,
        path: "/api/vendors/{vendor_id}",
        summary: "Get the public profile of an approved vendor.",
        limit: LimitClass::Catalogue,
        cache: CachePolicy::Revalidate,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type Auth = Anyone;
    type In = (Path<OrgId>,);
    type Out = CachedJson<Shown>;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(CachedJson(companies::vendor_profile(ctx, id).await?))
    }
}
