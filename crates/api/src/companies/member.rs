//! One's own company.

use edge::{Endpoint, IfMatch, JsonBody, Route, Router, Tagged};
use kernel::ZoneName;
use kernel::text::{AddressLine, Name, Postcode};
use market::authority::{Member, SignedIn};
use market::companies::{self, Company, DeliveryCountries, EditCompany};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOwnCompany>().mount::<EditOwnCompany>()
}

/// One's own company.
struct ShowOwnCompany;

impl Endpoint for ShowOwnCompany {
    const ROUTE: Route = Route::get("companies.own", "/api/company", "Get your company, whatever its status.");
    type Auth = SignedIn;
    type In = ();
    type Out = Tagged<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: SignedIn, (): ()) -> Result<Self::Out, Self::Error> {
        Ok(Tagged(companies::own_company(ctx, &auth).await?))
    }
}

/// Changes to your company.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompanyPatch {
    /// The display name as it is; to change it, ask for a name change.
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
    /// Countries that your company delivers to, as ISO 3166-1 alpha-2 codes; for vendors only.
    #[serde(default)]
    delivers_to: Option<DeliveryCountries>,
}

/// One's own company changes.
struct EditOwnCompany;

impl Endpoint for EditOwnCompany {
    const ROUTE: Route = Route::patch(
        "companies.edit_own",
        "/api/company",
        "Update your company. Its names change by review (companies.ask_name_change), its country not at all.",
        &[EventKind::CompanyEdited],
    );
    type Auth = Member<may::EditCompany>;
    type In = (IfMatch, JsonBody<CompanyPatch>);
    type Out = Tagged<Company>;
    type Error = companies::CompanyError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IfMatch(expected), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let cmd = EditCompany {
            display_name: b.display_name,
            address_line: b.address_line,
            city: b.city,
            postcode: b.postcode,
            time_zone: b.time_zone,
            delivers_to: b.delivers_to,
            expected,
        };
        Ok(Tagged(companies::edit_own(ctx, &auth, cmd).await?))
    }
}
