//! All companies, and what is decided about one.

use edge::{Endpoint, Json, JsonBody, LimitClass, Path, QueryParams, Route, Router};
use kernel::text::Reason;
use kernel::{CompanyId, Cursor, PageOf};
use market::authority::{CompanyState, Staff};
use market::companies::{self, Company, CompanyDecision, CompanyReview};
use market::may::{self, CompanyKind};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use super::name_changes::SimilarSeen;
use crate::shapes::{PageIn, ReasonIn};

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListRetailers>()
        .mount::<ShowRetailer>()
        .mount::<ListCompanies>()
        .mount::<ShowCompany>()
        .mount::<ApproveCompany>()
        .mount::<RejectCompany>()
        .mount::<SuspendCompany>()
        .mount::<ReinstateCompany>()
        .mount::<SetBulkListing>()
}

/// Retailers.
struct ListRetailers;

impl Endpoint for ListRetailers {
    const ROUTE: Route =
        Route::get("companies.retailers", "/api/retailers", "List retailers, newest first (staff only).");
    type Auth = Staff<may::ReadCompanies>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<Company>>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let page = (q.cursor.clone(), q.limit());
        Ok(Json::new(companies::companies(ctx, &auth, Some(CompanyKind::Retailer), None, page).await?))
    }
}

/// One retailer.
struct ShowRetailer;

impl Endpoint for ShowRetailer {
    const ROUTE: Route =
        Route::get("companies.retailer", "/api/retailers/{retailer_id}", "Get a retailer (staff only).");
    type Auth = Staff<may::ReadCompanies>;
    type In = (Path<CompanyId>,);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(companies::company(ctx, &auth, id).await?))
    }
}

/// Filters for companies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompaniesIn {
    /// Filter by company type.
    #[serde(default)]
    kind: Option<CompanyKind>,
    /// Filter by status.
    #[serde(default)]
    state: Option<CompanyState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// Companies.
struct ListCompanies;

impl Endpoint for ListCompanies {
    const ROUTE: Route = Route::get(
        "companies.list",
        "/api/admin/companies",
        "List companies, newest first, by type and status, each with the companies whose names look alike.",
    );
    type Auth = Staff<may::ReadCompanies>;
    type In = (QueryParams<CompaniesIn>,);
    type Out = Json<PageOf<CompanyReview>>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let page = (q.cursor, q.limit.unwrap_or_default());
        Ok(Json::new(companies::company_reviews(ctx, &auth, q.kind, q.state, page).await?))
    }
}

/// One company.
struct ShowCompany;

impl Endpoint for ShowCompany {
    const ROUTE: Route = Route::get(
        "companies.show",
        "/api/admin/companies/{company_id}",
        "Get a company, with the companies whose names look like its own.",
    );
    type Auth = Staff<may::ReadCompanies>;
    type In = (Path<CompanyId>,);
    type Out = Json<CompanyReview>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(companies::company_review(ctx, &auth, id).await?))
    }
}

/// An approval.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApprovalIn {
    /// How many `similar_companies` you have seen. Required where the company's names look like others'.
    #[serde(default)]
    similar_seen: Option<SimilarSeen>,
}

/// A company may trade.
struct ApproveCompany;

impl Endpoint for ApproveCompany {
    const ROUTE: Route = Route::post(
        "companies.approve",
        "/api/admin/companies/{company_id}/approval",
        "Approve a company.",
        &[EventKind::CompanyApproved],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, JsonBody<ApprovalIn>);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        let similar_seen = b.similar_seen.map_or(0, SimilarSeen::get);
        Ok(Json::new(companies::decide(ctx, id, CompanyDecision::Approve { by: &auth, similar_seen }).await?))
    }
}

/// A company is refused.
struct RejectCompany;

impl Endpoint for RejectCompany {
    const ROUTE: Route = Route::post(
        "companies.reject",
        "/api/admin/companies/{company_id}/rejection",
        "Reject a company.",
        &[EventKind::CompanyRejected],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, JsonBody<ReasonIn>);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(companies::decide(ctx, id, CompanyDecision::Reject(&auth, b.reason)).await?))
    }
}

/// A company is stopped.
struct SuspendCompany;

impl Endpoint for SuspendCompany {
    const ROUTE: Route = Route::post(
        "companies.suspend",
        "/api/admin/companies/{company_id}/suspension",
        "Suspend a company. Its users lose access immediately.",
        &[EventKind::CompanySuspended],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>, JsonBody<ReasonIn>);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(companies::decide(ctx, id, CompanyDecision::Suspend(&auth, b.reason)).await?))
    }
}

/// A company may go on.
struct ReinstateCompany;

impl Endpoint for ReinstateCompany {
    const ROUTE: Route = Route::post(
        "companies.reinstate",
        "/api/admin/companies/{company_id}/reinstatement",
        "Reinstate a suspended company.",
        &[EventKind::CompanyReinstated],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>,);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(companies::decide(ctx, id, CompanyDecision::Reinstate(&auth)).await?))
    }
}

/// Whether a vendor can list many products by file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BulkListingIn {
    /// Whether it can.
    allowed: bool,
    /// Why, for the audit trail.
    reason: Reason,
}

/// A vendor's files are counted against a larger budget, or not any more.
struct SetBulkListing;

impl Endpoint for SetBulkListing {
    const ROUTE: Route = Route::put(
        "companies.set_bulk_listing",
        "/api/admin/companies/{company_id}/bulk-listing",
        "Approve a larger limit for the products that a vendor lists by file, or withdraw it.",
        &[EventKind::BulkListingSet],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, JsonBody<BulkListingIn>);
    type Out = Json<Company>;
    type Error = companies::CompanyError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        let cmd = companies::SetBulkListing { allowed: b.allowed, reason: b.reason };
        Ok(Json::new(companies::set_bulk_listing(ctx, &auth, id, cmd).await?))
    }
}
