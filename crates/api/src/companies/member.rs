//! One's own company.

use edge::{Body, Cache, Endpoint, IfMatch, Json, Limit, Method, Problem, Route, Table};
use kernel::ZoneName;
use kernel::text::{AddressLine, Name, Postcode};
use market::authority::{Member, SignedIn};
use market::companies::{self, Company, EditCompany};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowOwnCompany>().with::<EditOwnCompany>()
}

/// One's own company.
struct ShowOwnCompany;

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
pub(crate) struct CompanyPatch {
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
struct EditOwnCompany;

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
