//! One company, and what is decided about it.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Limit, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::OrgId;
use kernel::text::Reason;
use market::authority::{Access, Staff};
use market::companies::{self, Company, Decision};
use market::{Ctx, EventKind, may};

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowCompany>().with::<Approve>().with::<Reject>().with::<Suspend>().with::<Reinstate>()
}

/// A company's particulars.
#[derive(Template)]
#[template(path = "companies/staff/show.html")]
struct CompanyPage<'a> {
    f: &'a Frame,
    company: Company,
    form: &'a Fields,
}

/// It is looked at.
struct ShowCompany;

impl Endpoint for ShowCompany {
    const ROUTE: Route = Route {
        id: "staff.company",
        method: Method::Get,
        path: "/admin/companies/{organization_id}",
        summary: "Get a company.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::ReadCompanies>;
    type In = (Path<OrgId>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), screen): Self::In) -> Result<Shown, Problem> {
        show(ctx, &by, screen, id, &Fields::default()).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    screen: Screen,
    id: OrgId,
    form: &Fields,
) -> Result<Shown, Problem> {
    let company = companies::company(ctx, by, id).await?;
    let frame = Frame::open(ctx, screen).await?;
    frame.show_form(&CompanyPage { f: &frame, company, form }, form)
}

/// Back to the company: with what was done, or with what was in the way.
async fn after(
    ctx: &Ctx,
    screen: Screen,
    id: OrgId,
    done: Result<&'static str, Problem>,
    typed: Fields,
) -> Result<Shown, Problem> {
    let problem = match done {
        Ok(flash) => return Ok(Shown::goto(&links::with_flash(&links::of("/admin/companies", &id), flash))),
        Err(problem) => problem,
    };
    match Staff::<may::ReadCompanies>::grant(screen.standing.as_ref()) {
        Ok(by) => show(ctx, &by, screen, id, &typed.refused(problem)).await,
        Err(_) => Err(problem),
    }
}

/// A company may trade.
struct Approve;

impl Endpoint for Approve {
    const ROUTE: Route = Route {
        id: "staff.approve",
        method: Method::Post,
        path: "/admin/companies/{organization_id}/approval",
        summary: "Approve a company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyApproved],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::DecideCompanies>;
    type In = (Path<OrgId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let done = companies::decide(ctx, id, Decision::Approve(&by)).await;
        after(ctx, screen, id, done.map(|_| "company-approved").map_err(Problem::from), form.fields).await
    }
}

/// A company is refused.
struct Reject;

impl Endpoint for Reject {
    const ROUTE: Route = Route {
        id: "staff.reject",
        method: Method::Post,
        path: "/admin/companies/{organization_id}/rejection",
        summary: "Reject a company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyRejected],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::DecideCompanies>;
    type In = (Path<OrgId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => companies::decide(ctx, id, Decision::Reject(&by, reason)).await.map_err(Problem::from),
            None => Err(typed.refusal()),
        };
        after(ctx, screen, id, done.map(|_| "company-rejected"), typed).await
    }
}

/// A company is stopped.
struct Suspend;

impl Endpoint for Suspend {
    const ROUTE: Route = Route {
        id: "staff.suspend",
        method: Method::Post,
        path: "/admin/companies/{organization_id}/suspension",
        summary: "Suspend a company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanySuspended],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::SuspendCompanies>;
    type In = (Path<OrgId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => companies::decide(ctx, id, Decision::Suspend(&by, reason)).await.map_err(Problem::from),
            None => Err(typed.refusal()),
        };
        after(ctx, screen, id, done.map(|_| "company-suspended"), typed).await
    }
}

/// A stopped company may go on.
struct Reinstate;

impl Endpoint for Reinstate {
    const ROUTE: Route = Route {
        id: "staff.reinstate",
        method: Method::Post,
        path: "/admin/companies/{organization_id}/reinstatement",
        summary: "Reinstate a suspended company.",
        limit: Limit::Admin,
        cache: Cache::Never,
        audit: &[EventKind::CompanyReinstated],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::SuspendCompanies>;
    type In = (Path<OrgId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let done = companies::decide(ctx, id, Decision::Reinstate(&by)).await;
        after(ctx, screen, id, done.map(|_| "company-reinstated").map_err(Problem::from), form.fields).await
    }
}
