//! Vendors, as everybody sees them.

use edge::{CachePolicy, CachedJson, Endpoint, LimitClass, Path, QueryParams, Route, Router, RowsRead};
use kernel::text::SearchText;
use kernel::{CompanyId, Cursor, PageOf};
use market::Ctx;
use market::authority::Anyone;
use market::companies::{self, CompanyProfile};
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
    q: Option<SearchText>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// Approved vendors.
struct ListVendors;

impl Endpoint for ListVendors {
    const ROUTE: Route = Route::get("companies.vendors", "/api/vendors", "List approved vendors by name.")
        .limit(LimitClass::Catalogue)
        .rows(RowsRead::ByLimit)
        .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (QueryParams<VendorsIn>,);
    type Out = CachedJson<PageOf<CompanyProfile>>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, _: Anyone, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let which = companies::VendorFilter { q: q.q, after: q.cursor, limit: q.limit.unwrap_or_default() };
        Ok(CachedJson(companies::vendors(ctx, &which).await?))
    }
}

/// One approved vendor.
struct ShowVendor;

impl Endpoint for ShowVendor {
    const ROUTE: Route =
        Route::get("companies.vendor", "/api/vendors/{vendor_id}", "Get the public profile of an approved vendor.")
            .limit(LimitClass::Catalogue)
            .rows(RowsRead::UpTo(1))
            .cache(CachePolicy::Revalidate);
    type Auth = Anyone;
    type In = (Path<CompanyId>,);
    type Out = CachedJson<CompanyProfile>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(CachedJson(companies::vendor_profile(ctx, id).await?))
    }
}
