//! Staff: who may trade, who may sign in, what stands in the catalogue, what happened.

use edge::{Body, Cache, Created, Endpoint, Json, Limit, Method, NoContent, Path, Problem, Query, Route, Table};
use kernel::text::{Name, Slug};
use kernel::{Cursor, Email, JobId, OrgId, PageOf, ProductId, UserId};
use market::accounts::{self, UserRow};
use market::audit::{self, AuditRow, JobRow, JobState};
use market::authority::{OrgState, Staff};
use market::catalog::{self, AddCategory, CategoryRow};
use market::companies::{self, Company, Decision};
use market::may::{self, OrgKind};
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::orders::ReasonIn;

pub(crate) fn mount(table: Table) -> Table {
    table
        .with::<ListCompanies>()
        .with::<ShowCompany>()
        .with::<ApproveCompany>()
        .with::<RejectCompany>()
        .with::<SuspendCompany>()
        .with::<ReinstateCompany>()
        .with::<ListUsers>()
        .with::<LockUser>()
        .with::<UnlockUser>()
        .with::<AddNewCategory>()
        .with::<RetireProduct>()
        .with::<ListAudit>()
        .with::<ListJobs>()
        .with::<RetryJob>()
}

/// Filters for companies.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompaniesIn {
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
pub struct ListCompanies;

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
pub struct ShowCompany;

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
pub struct ApproveCompany;

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
pub struct RejectCompany;

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
pub struct SuspendCompany;

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
pub struct ReinstateCompany;

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

/// Filters for users.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsersIn {
    /// Filter by email address.
    #[serde(default)]
    email: Option<Email>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// People.
pub struct ListUsers;

impl Endpoint for ListUsers {
    const ROUTE: Route = Route {
        id: "admin.users",
        method: Method::Get,
        path: "/api/admin/users",
        summary: "List users, newest first, or find one by email address.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[accounts::UsersFault::LIST],
    };
    type By = Staff<may::ReadUsers>;
    type In = (Query<UsersIn>,);
    type Out = Json<PageOf<UserRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::of(accounts::users(ctx, &by, q.email, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A person is locked out.
pub struct LockUser;

impl Endpoint for LockUser {
    const ROUTE: Route = Route {
        id: "admin.lock_user",
        method: Method::Post,
        path: "/api/admin/users/{user_id}/lock",
        summary: "Block a user. All their sessions end immediately.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::UserLocked],
        refuses: &[accounts::UsersFault::LIST],
    };
    type By = Staff<may::LockUsers>;
    type In = (Path<UserId>, Body<ReasonIn>);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        accounts::lock_user(ctx, &by, id, b.reason).await?;
        Ok(NoContent)
    }
}

/// A person may sign in again.
pub struct UnlockUser;

impl Endpoint for UnlockUser {
    const ROUTE: Route = Route {
        id: "admin.unlock_user",
        method: Method::Post,
        path: "/api/admin/users/{user_id}/unlock",
        summary: "Unblock a user.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::UserUnlocked],
        refuses: &[accounts::UsersFault::LIST],
    };
    type By = Staff<may::LockUsers>;
    type In = (Path<UserId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        accounts::unlock_user(ctx, &by, id).await?;
        Ok(NoContent)
    }
}

/// A category to add.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CategoryIn {
    /// URL slug.
    slug: Slug,
    /// Name.
    name: Name,
    /// Slug of the parent category; none for the top level.
    #[serde(default)]
    parent: Option<Slug>,
}

/// A shelf is added.
pub struct AddNewCategory;

impl Endpoint for AddNewCategory {
    const ROUTE: Route = Route {
        id: "admin.add_category",
        method: Method::Post,
        path: "/api/admin/categories",
        summary: "Add a category.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CategoryAdded],
        refuses: &[catalog::CategoryFault::LIST],
    };
    type By = Staff<may::ModerateCatalog>;
    type In = (Body<CategoryIn>,);
    type Out = Created<CategoryRow>;
    async fn handle(ctx: &Ctx, by: Self::By, (Body(b),): Self::In) -> Result<Self::Out, Problem> {
        let row = catalog::add_category(ctx, &by, AddCategory { slug: b.slug, name: b.name, parent: b.parent }).await?;
        Ok(Created::at("/api/categories".to_owned(), row))
    }
}

/// A product leaves the catalogue.
pub struct RetireProduct;

impl Endpoint for RetireProduct {
    const ROUTE: Route = Route {
        id: "admin.retire_product",
        method: Method::Post,
        path: "/api/admin/products/{product_id}/retirement",
        summary: "Remove a product from the catalogue.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::ProductRetired],
        refuses: &[catalog::ProductFault::LIST],
    };
    type By = Staff<may::ModerateCatalog>;
    type In = (Path<ProductId>, Body<ReasonIn>);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Body(b)): Self::In) -> Result<Self::Out, Problem> {
        catalog::retire_product(ctx, &by, id, b.reason).await?;
        Ok(NoContent)
    }
}

/// Filters for audit events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditIn {
    /// Only events about the object with this ID.
    #[serde(default)]
    #[schemars(length(min = 1, max = 64))]
    subject: Option<kernel::text::Reference>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// The audit trail.
pub struct ListAudit;

impl Endpoint for ListAudit {
    const ROUTE: Route = Route {
        id: "admin.audit",
        method: Method::Get,
        path: "/api/admin/audit",
        summary: "List audit events, newest first, optionally for one ID.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ReadAudit>;
    type In = (Query<AuditIn>,);
    type Out = Json<PageOf<AuditRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let subject = q.subject.map(kernel::text::Reference::into_string);
        Ok(Json::of(audit::trail(ctx, &by, subject, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// Filters for jobs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct JobsIn {
    /// Filter by status; the default is failed.
    #[serde(default)]
    state: Option<JobState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// Background work.
pub struct ListJobs;

impl Endpoint for ListJobs {
    const ROUTE: Route = Route {
        id: "admin.jobs",
        method: Method::Get,
        path: "/api/admin/jobs",
        summary: "List failed or queued background jobs.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Query<JobsIn>,);
    type Out = Json<PageOf<JobRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let state = q.state.unwrap_or(JobState::Dead);
        Ok(Json::of(audit::jobs(ctx, &by, state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A job is tried again.
pub struct RetryJob;

impl Endpoint for RetryJob {
    const ROUTE: Route = Route {
        id: "admin.retry_job",
        method: Method::Post,
        path: "/api/admin/jobs/{job_id}/retry",
        summary: "Retry a failed job.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::JobRevived],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ManageJobs>;
    type In = (Path<JobId>,);
    type Out = NoContent;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        audit::revive_job(ctx, &by, id).await?;
        Ok(NoContent)
    }
}
