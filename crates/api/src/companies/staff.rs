//! All companies, and what is decided about one.

use edge::{Body, Cache, Endpoint, Json, Limit, Method, Path, Problem, Query, Route, Table};
use kernel::{Cursor, OrgId, PageOf};
use market::authority::{OrgState, Staff};
use market::companies::{self, Company, Decision};
use market::may::{self, OrgKind};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::{PageIn, ReasonIn};

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListRetailers>()
        .with::<ShowRetailer>()
        .with::<ListCompanies>()
        .with::<ShowCompany>()
        .with::<ApproveCompany>()
        .with::<RejectCompany>()
        .with::<SuspendCompany>()
        .with::<ReinstateCompany>()
}

/// Retailers.
struct ListRetailers;

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
struct ShowRetailer;

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

/// Filters for companies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompaniesIn {
    /// Filter by company type.
    #[serde(default)]
    kind: Option<OrgKind>,
    /// Filter by status.
    #[serde(default)]
    state: Option<OrgState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// Companies.
struct ListCompanies;

impl Endpoint for ListCompanies {
    const ROUTE: Route = Route {
        id: "admin.companies",
        method: Method::Get,
        path: "/api/admin/organizations",
        summary: "List companies, newest first, by type and status.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::ReadCompanies>;
    type In = (Query<CompaniesIn>,);
    type Out = Json<PageOf<Company>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let page = (q.cursor, q.limit.unwrap_or_default());
        Ok(Json::of(companies::companies(ctx, &by, q.kind, q.state, page).await?))
    }
}

/// One company.
struct ShowCompany;

impl Endpoint for ShowCompany {
    const ROUTE: Route = Route {
        id: "admin.company",
        method: Method::Get,
        path: "/api/admin/organizations/{organization_id}",
        summary: "Get a company.",
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

/// A company may trade.
struct ApproveCompany;

impl Endpoint for ApproveCompany {
    const ROUTE: Route = Route {
        id: "admin.approve",
        method: Method::Post,
        path: "/api/admin/organizations/{organization_id}/approval",
        summary: "Approve a company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyApproved],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::DecideCompanies>;
    type In = (Path<OrgId>,);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(companies::decide(ctx, id, Decision::Approve(&by)).await?))
    }
}

/// A company is refused.
struct RejectCompany;

impl Endpoint for RejectCompany {
    const ROUTE: Route = Route {
        id: "admin.reject",
        method: Method::Post,
        path: "/api/admin/organizations/{organization_id}/rejection",
        summary: "Reject a company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyRejected],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::DecideCompanies>;
    type In = (Path<OrgId>, Body<ReasonIn>);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(companies::decide(ctx, id, Decision::Reject(&by, b.reason)).await?))
    }
}

/// A company is stopped.
struct SuspendCompany;

impl Endpoint for SuspendCompany {
    const ROUTE: Route = Route {
        id: "admin.suspend",
        method: Method::Post,
        path: "/api/admin/organizations/{organization_id}/suspension",
        summary: "Suspend a company. Its users lose access immediately.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanySuspended],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::SuspendCompanies>;
    type In = (Path<OrgId>, Body<ReasonIn>);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(companies::decide(ctx, id, Decision::Suspend(&by, b.reason)).await?))
    }
}

/// A company may go on.
struct ReinstateCompany;

impl Endpoint for ReinstateCompany {
    const ROUTE: Route = Route {
        id: "admin.reinstate",
        method: Method::Post,
        path: "/api/admin/organizations/{organization_id}/reinstatement",
        summary: "Reinstate a suspended company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyReinstated],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::SuspendCompanies>;
    type In = (Path<OrgId>,);
    type Out = Json<Company>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(companies::decide(ctx, id, Decision::Reinstate(&by)).await?))
    }
}
