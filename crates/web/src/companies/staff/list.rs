//! The companies of the marketplace.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::PageOf;
use market::Ctx;
use market::authority::{CompanyState, Staff};
use market::companies::{self, CompanyReview};
use market::may::{self, CompanyKind};

use crate::ui::filters::{Filters, choices};
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListCompanies>()
}

/// Companies, by sort and state.
#[derive(Template)]
#[template(path = "companies/staff/list.html")]
struct CompaniesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<CompanyReview>,
    tabs: Vec<(String, String, String)>,
    kinds: Vec<(String, String)>,
}

/// They are looked at.
struct ListCompanies;

impl Endpoint for ListCompanies {
    const ROUTE: Route = Route::get("companies.staff.list", "/admin/companies", "List companies by type and status.");
    type Auth = Staff<may::ReadCompanies>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &["kind", "state"]);
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let frame = Frame::open(ctx, page_context).await?;
        let (tabs, kinds) = (tabs(&frame, &filters), choices(&frame, "company-kind", CompanyKind::ALL));
        frame.show_form(&CompaniesPage { f: &frame, filters: &filters, found, tabs, kinds }, &filters.fields)
    }
}

async fn fetch(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    filters: &mut Filters,
) -> Result<PageOf<CompanyReview>, Problem> {
    let (kind, state, after) =
        (filters.fields.read_optional("kind"), filters.fields.read_optional("state"), filters.cursor());
    let (Some(kind), Some(state), Some(after)) = (kind, state, after) else { return Err(filters.fields.to_problem()) };
    Ok(companies::company_reviews(ctx, by, kind, state, (after, kernel::PageLimit::default())).await?)
}

fn tabs(f: &Frame, filters: &Filters) -> Vec<(String, String, String)> {
    let tab = |state: &str, text: String| (filters.with("state", state), text, String::new());
    let states = CompanyState::ALL.iter().map(|state| tab(state.as_str(), f.word("company-state", state)));
    std::iter::once(tab("", f.t("label-all"))).chain(states).collect()
}
