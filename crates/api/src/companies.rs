//! Companies: vendors for everybody, retailers for staff, one's own for oneself.

use edge::{Body, Cache, Cached, Endpoint, IfMatch, Json, Limit, Method, Path, Problem, Query, Route, Table};
use kernel::text::{AddressLine, Name, Postcode, SearchWords};
use kernel::{Cursor, OrgId, PageOf, ZoneName};
use market::authority::{Anyone, Member, SignedIn, Staff};
use market::companies::{self, Company, EditCompany, Shown};
use market::may::{self, OrgKind};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::page::PageIn;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListVendors>()
        .with::<ShowVendor>()
        .with::<ListRetailers>()
        .with::<ShowRetailer>()
        .with::<ShowOwnCompany>()
        .with::<EditOwnCompany>()
}

/// Filters for vendors.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VendorsIn {
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
pub struct ListVendors;

impl Endpoint for ListVendors {
    const ROUTE: Route = Route {
        id: "vendors.list",
        method: Method::Get,
        path: "/api/vendors",
        summary: "List approved vendors by name.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Anyone;
    type In = (Query<VendorsIn>,);
    type Out = Cached<PageOf<Shown>>;
    async fn handle(ctx: &Ctx, _: Anyone, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let which = companies::Which { q: q.q, after: q.cursor, limit: q.limit.unwrap_or_default() };
        Ok(Cached(companies::vendors(ctx, &which).await?))
    }
}

/// One approved vendor.
pub struct ShowVendor;

impl Endpoint for ShowVendor {
    const ROUTE: Route = Route {
        id: "vendors.show",
        method: Method::Get,
        path: "/api/vendors/{vendor_id}",
        summary: "Get the public profile of an approved vendor.",
        limit: Limit::Catalogue,
        cache: Cache::Revalidate,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Anyone;
    type In = (Path<OrgId>,);
    type Out = Cached<Shown>;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Cached(companies::vendor_profile(ctx, id).await?))
    }
}

/// Retailers.
pub struct ListRetailers;

impl Endpoint for ListRetailers {
    const ROUTE: Route = Route {
        id: "retailers.list",
        method: Method::Get,
        path: "/api/retailers",
        summary: "List retailers, newest first (staff only).",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::ReadCompanies>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<Company>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let page = (q.cursor.clone(), q.limit());
        Ok(Json::of(companies::companies(ctx, &by, Some(OrgKind::Retailer), None, page).await?))
    }
}

/// One retailer.
pub struct ShowRetailer;

impl Endpoint for ShowRetailer {
    const ROUTE: Route = Route {
        id: "retailers.show",
        method: Method::Get,
        path: "/api/retailers/{retailer_id}",
        summary: "Get a retailer (staff only).",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::ReadCompanies>;
    type In = (Path<OrgId>,);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(companies::company(ctx, &by, id).await?))
    }
}

/// One's own company.
pub struct ShowOwnCompany;

impl Endpoint for ShowOwnCompany {
    const ROUTE: Route = Route {
        id: "company.show",
        method: Method::Get,
        path: "/api/organization",
        summary: "Get your company, whatever its status.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = SignedIn;
    type In = ();
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: SignedIn, (): ()) -> Result<Self::Out, Problem> {
        let company = companies::own_company(ctx, &by).await?;
        let version = company.version;
        Ok(Json::at(company, version))
    }
}

/// Changes to your company.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompanyPatch {
    /// Display name on the marketplace.
    #[serde(default)]
    display_name: Option<Name>,
    /// Street address.
    #[serde(default)]
    address_line: Option<AddressLine>,
    /// City.
    #[serde(default)]
    city: Option<Name>,
    /// Postcode.
    #[serde(default)]
    postcode: Option<Postcode>,
    /// IANA time zone, such as `Asia/Kolkata`.
    #[serde(default)]
    time_zone: Option<ZoneName>,
}

/// One's own company changes.
pub struct EditOwnCompany;

impl Endpoint for EditOwnCompany {
    const ROUTE: Route = Route {
        id: "company.edit",
        method: Method::Patch,
        path: "/api/organization",
        summary: "Update your company. Its legal name and country cannot be changed.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::CompanyEdited],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Member<may::EditCompany>;
    type In = (IfMatch, Body<CompanyPatch>);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (IfMatch(version), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        let cmd = EditCompany {
            display_name: b.display_name,
            address_line: b.address_line,
            city: b.city,
            postcode: b.postcode,
            time_zone: b.time_zone,
            version,
        };
        let company = companies::edit_own(ctx, &by, cmd).await?;
        let version = company.version;
        Ok(Json::at(company, version))
    }
}
