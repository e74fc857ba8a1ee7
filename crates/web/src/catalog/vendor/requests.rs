//! What a vendor asks staff to decide about products: the list, taking one back, and claiming a GTIN.

use askama::Template;
use edge::{
    BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, QueryParams, Route, Router,
};
use kernel::{PageOf, ProductRequestId};
use market::authority::Vendor;
use market::catalog::{self, ClaimGtin, ProductRequest, RequestError, RequestState};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListRequests>().mount::<Withdraw>().mount::<ShowClaim>().mount::<Claim>()
}

const PATH: &str = "/vendor/requests";
const NAMES: &[&str] = &["state"];

/// The vendor's requests.
#[derive(Template)]
#[template(path = "catalog/vendor/requests.html")]
struct RequestsPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<ProductRequest>,
    tabs: Vec<(String, String, String)>,
}

async fn page(ctx: &Ctx, page_context: PageContext, mut filters: Filters) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let found = fetch(ctx, &by, &mut filters).await;
    let found = filters.settle(found)?;
    let frame = Frame::open(ctx, page_context).await?;
    let tabs = crate::catalog::request_tabs(&frame, &filters);
    frame.show_form(&RequestsPage { f: &frame, filters: &filters, found, tabs }, &filters.fields)
}

async fn fetch(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    filters: &mut Filters,
) -> Result<PageOf<ProductRequest>, Problem> {
    let (state, after) = (filters.fields.read_optional::<RequestState>("state"), filters.cursor());
    let (Some(state), Some(after)) = (state, after) else { return Err(filters.fields.to_problem()) };
    Ok(catalog::own_requests(ctx, by, state, after, kernel::PageLimit::default()).await?)
}

/// They are looked at.
struct ListRequests;

impl Endpoint for ListRequests {
    const ROUTE: Route =
        Route::get("catalog.vendor.requests", PATH, "List what the vendor has asked staff to decide about products.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        page(ctx, page_context, filters).await
    }
}

/// One is withdrawn.
struct Withdraw;

impl Endpoint for Withdraw {
    const ROUTE: Route = Route::post(
        "catalog.vendor.withdraw_request",
        "/vendor/requests/{product_request_id}/withdrawal",
        "Withdraw a pending request.",
        &[EventKind::ProductRequestWithdrawn],
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<ProductRequestId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = catalog::withdraw_request(ctx, &auth, id).await.map(|_| "request-withdrawn").map_err(Problem::from);
        match problems::settled(done, &["withdrawn"]) {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), flash))),
            Err(problem) => page(ctx, page_context, Filters::at(PATH, NAMES, form.fields.with_problem(problem))).await,
        }
    }
}

/// Which GTIN is to be claimed.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct ClaimIn {
    /// Its digits.
    #[serde(default)]
    gtin: String,
}

/// The form of a claim.
#[derive(Template)]
#[template(path = "catalog/vendor/claim.html")]
struct ClaimPage<'a> {
    f: &'a Frame,
    form: FormFields,
}

async fn claim_page(ctx: &Ctx, page_context: PageContext, form: FormFields) -> Result<Page, Problem> {
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&ClaimPage { f: &frame, form: form.clone() }, &form)
}

/// It is shown.
struct ShowClaim;

impl Endpoint for ShowClaim {
    const ROUTE: Route =
        Route::get("catalog.vendor.claim", "/vendor/gtin-claims", "Show the form for claiming a GTIN.");
    type Auth = Vendor<may::EditOffers>;
    type In = (QueryParams<ClaimIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (QueryParams(query), page_context): Self::In) -> Result<Page, Problem> {
        claim_page(ctx, page_context, FormFields::default().with("gtin", query.gtin)).await
    }
}

/// A GTIN is claimed.
struct Claim;

impl Endpoint for Claim {
    const ROUTE: Route = Route::post(
        "catalog.vendor.claim_gtin",
        "/vendor/gtin-claims",
        "Claim a GTIN that another company's product holds.",
        &[EventKind::GtinClaimed],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match claim(ctx, &auth, &mut fields).await {
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), "gtin-claimed"))),
            Err(problem) => claim_page(ctx, page_context, fields.with_problem(problem)).await,
        }
    }
}

async fn claim(ctx: &Ctx, by: &Vendor<may::EditOffers>, fields: &mut FormFields) -> Result<(), Problem> {
    let (gtin, evidence) = (fields.read("gtin"), fields.read("evidence"));
    let (Some(gtin), Some(evidence)) = (gtin, evidence) else { return Err(fields.to_problem()) };
    let claimed = catalog::claim_gtin(ctx, by, ClaimGtin { gtin, evidence }).await;
    claimed.map(drop).map_err(|error| match error {
        RequestError::GtinFree | RequestError::OwnGtin | RequestError::AlreadyClaimed => {
            problems::beside(error, "gtin")
        }
        other => other.into(),
    })
}
