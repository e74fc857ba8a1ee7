//! One company, and what is decided about it.

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::CompanyId;
use kernel::text::Reason;
use market::authority::{Access, Staff};
use market::companies::{self, Company, CompanyDecision, SimilarCompany};
use market::{Ctx, EventKind, may};

use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ShowCompany>()
        .mount::<Approve>()
        .mount::<Reject>()
        .mount::<Suspend>()
        .mount::<Reinstate>()
        .mount::<SetBulk>()
}

/// A company's particulars.
#[derive(Template)]
#[template(path = "companies/staff/show.html")]
struct CompanyPage<'a> {
    f: &'a Frame,
    company: Company,
    similar: Vec<SimilarCompany>,
    mixes_scripts: bool,
    /// Whether the reader is, or was lately, of this company.
    is_interested: bool,
    form: &'a FormFields,
}

impl CompanyPage<'_> {
    fn approve_text(&self) -> String {
        let similar = i64::try_from(self.similar.len()).unwrap_or(i64::MAX);
        if similar == 0 {
            self.f.t("companies-staff-approve-text")
        } else {
            self.f.locale.fill("companies-staff-approve-similar", &[("count", similar.into())])
        }
    }
}

/// It is looked at.
struct ShowCompany;

impl Endpoint for ShowCompany {
    const ROUTE: Route = Route::get("companies.staff.show", "/admin/companies/{company_id}", "Get a company.");
    type Auth = Staff<may::ReadCompanies>;
    type In = (Path<CompanyId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        show(ctx, &auth, page_context, id, &FormFields::default()).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    page_context: PageContext,
    id: CompanyId,
    form: &FormFields,
) -> Result<Page, Problem> {
    let review = companies::company_review(ctx, by, id).await?;
    let is_interested = companies::conflicting_companies(ctx, by).await?.contains(&id);
    let frame = Frame::open(ctx, page_context).await?;
    let (company, similar, mixes_scripts) = (review.company, review.similar_companies, review.mixes_scripts);
    frame.show_form(&CompanyPage { f: &frame, company, similar, mixes_scripts, is_interested, form }, form)
}

/// Back to the company: with what was done, or with what was in the way.
pub(super) async fn after(
    ctx: &Ctx,
    page_context: PageContext,
    id: CompanyId,
    done: Result<&'static str, Problem>,
    typed: FormFields,
) -> Result<Page, Problem> {
    let problem = match done {
        Ok(flash) => return Ok(Page::redirect(&links::with_flash(&links::of("/admin/companies", &id), flash))),
        Err(problem) => problem,
    };
    match Staff::<may::ReadCompanies>::grant(page_context.principal.as_ref()) {
        Ok(by) => show(ctx, &by, page_context, id, &typed.with_problem(problem)).await,
        Err(_) => Err(problem),
    }
}

/// A company may trade.
struct Approve;

impl Endpoint for Approve {
    const ROUTE: Route = Route::post(
        "companies.staff.approve",
        "/admin/companies/{company_id}/approval",
        "Approve a company.",
        &[EventKind::CompanyApproved],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let seen = if typed.has("similar_seen") { typed.read_number("similar_seen") } else { Some(0) };
        let done = match seen {
            Some(similar_seen) => {
                let decision = CompanyDecision::Approve { by: &auth, similar_seen };
                companies::decide(ctx, id, decision).await.map_err(Problem::from)
            }
            None => Err(typed.to_problem()),
        };
        let done = problems::settled(done.map(|_| "company-approved"), &["approved"]);
        after(ctx, page_context, id, done, typed).await
    }
}

/// A company is refused.
struct Reject;

impl Endpoint for Reject {
    const ROUTE: Route = Route::post(
        "companies.staff.reject",
        "/admin/companies/{company_id}/rejection",
        "Reject a company.",
        &[EventKind::CompanyRejected],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => {
                companies::decide(ctx, id, CompanyDecision::Reject(&auth, reason)).await.map_err(Problem::from)
            }
            None => Err(typed.to_problem()),
        };
        let done = problems::settled(done.map(|_| "company-rejected"), &["rejected"]);
        after(ctx, page_context, id, done, typed).await
    }
}

/// A company is stopped.
struct Suspend;

impl Endpoint for Suspend {
    const ROUTE: Route = Route::post(
        "companies.staff.suspend",
        "/admin/companies/{company_id}/suspension",
        "Suspend a company.",
        &[EventKind::CompanySuspended],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => {
                companies::decide(ctx, id, CompanyDecision::Suspend(&auth, reason)).await.map_err(Problem::from)
            }
            None => Err(typed.to_problem()),
        };
        let done = problems::settled(done.map(|_| "company-suspended"), &["suspended"]);
        after(ctx, page_context, id, done, typed).await
    }
}

/// A stopped company may go on.
struct Reinstate;

impl Endpoint for Reinstate {
    const ROUTE: Route = Route::post(
        "companies.staff.reinstate",
        "/admin/companies/{company_id}/reinstatement",
        "Reinstate a suspended company.",
        &[EventKind::CompanyReinstated],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::SuspendCompanies>;
    type In = (Path<CompanyId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = companies::decide(ctx, id, CompanyDecision::Reinstate(&auth)).await;
        let done = problems::settled(done.map(|_| "company-reinstated").map_err(Problem::from), &["approved"]);
        after(ctx, page_context, id, done, form.fields).await
    }
}

/// A vendor's files are counted against a larger budget, or not any more.
struct SetBulk;

impl Endpoint for SetBulk {
    const ROUTE: Route = Route::post(
        "companies.staff.set_bulk_listing",
        "/admin/companies/{company_id}/bulk-listing",
        "Approve a larger limit for the products that a vendor lists by file, or withdraw it.",
        &[EventKind::BulkListingSet],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<CompanyId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let allowed = typed.text("allowed") == "yes";
        let done = match typed.read::<Reason>("reason") {
            Some(reason) => {
                let cmd = companies::SetBulkListing { allowed, reason };
                companies::set_bulk_listing(ctx, &auth, id, cmd).await.map_err(Problem::from)
            }
            None => Err(typed.to_problem()),
        };
        let flash = if allowed { "company-bulk-approved" } else { "company-bulk-withdrawn" };
        after(ctx, page_context, id, done.map(|_| flash), typed).await
    }
}
