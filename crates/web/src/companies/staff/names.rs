//! Companies that wish to be called otherwise.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{CompanyId, NameChangeId, PageOf};
use market::authority::{Access, Staff};
use market::companies::{self, NameChangeReview, NameChangeState, NameDecision};
use market::{Ctx, EventKind, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListNameChanges>().mount::<DecideNames>()
}

const PATH: &str = "/admin/name-changes";
const FILTERS: &[&str] = &["state"];

/// What companies asked for.
#[derive(Template)]
#[template(path = "companies/staff/names.html")]
struct NamesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<NameChangeReview>,
    /// Companies that the reader decides nothing about.
    interests: BTreeSet<CompanyId>,
    tabs: Vec<(String, String, String)>,
}

impl NamesPage<'_> {
    fn decides(&self, row: &NameChangeReview) -> bool {
        let is_open = row.change.state == NameChangeState::Open && self.f.may_do("companies.decide");
        is_open && !self.is_interested(row)
    }
    /// Whether the reader is, or was lately, of the company that this is about.
    fn is_interested(&self, row: &NameChangeReview) -> bool {
        self.interests.contains(&row.change.company_id)
    }
    fn accept_text(&self, row: &NameChangeReview) -> String {
        let similar = i64::try_from(row.similar_companies.len()).unwrap_or(i64::MAX);
        if similar == 0 {
            self.f.t("companies-staff-names-accept-text")
        } else {
            self.f.locale.fill("companies-staff-names-accept-similar", &[("count", similar.into())])
        }
    }
}

/// They are looked at.
struct ListNameChanges;

impl Endpoint for ListNameChanges {
    const ROUTE: Route = Route::get(
        "companies.staff.name_changes",
        PATH,
        "List requests to change companies' names, newest first, with the companies whose names look alike.",
    );
    type Auth = Staff<may::ReadCompanies>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, FILTERS);
        show(ctx, &auth, page_context, filters).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    page_context: PageContext,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let found = fetch(ctx, by, &mut filters).await;
    let found = filters.settle(found)?;
    let interests = companies::conflicting_companies(ctx, by).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let tab = |state: &str, text: String| (filters.with("state", state), text, String::new());
    let states = NameChangeState::ALL.iter().map(|state| tab(state.as_str(), frame.word("name-change-state", state)));
    let tabs = std::iter::once(tab("", frame.t("label-all"))).chain(states).collect();
    frame.show_form(&NamesPage { f: &frame, filters: &filters, found, interests, tabs }, &filters.fields)
}

async fn fetch(
    ctx: &Ctx,
    by: &Staff<may::ReadCompanies>,
    filters: &mut Filters,
) -> Result<PageOf<NameChangeReview>, Problem> {
    let (state, after) = (filters.fields.read_optional("state"), filters.cursor());
    let (Some(state), Some(after)) = (state, after) else { return Err(filters.fields.to_problem()) };
    Ok(companies::name_changes(ctx, by, state, after, kernel::PageLimit::default()).await?)
}

/// Staff decides about names.
struct DecideNames;

impl Endpoint for DecideNames {
    const ROUTE: Route = Route::post(
        "companies.staff.decide_name_change",
        "/admin/name-changes/{name_change_id}/decision",
        "Accept or refuse a company's new names.",
        &[EventKind::CompanyRenamed, EventKind::NameChangeRefused],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::DecideCompanies>;
    type In = (Path<NameChangeId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let problem = match decide(ctx, &auth, id, &mut typed).await {
            Ok(flash) => {
                return Ok(Page::redirect(&links::with_flash(&links::local("/admin/name-changes?state=open"), flash)));
            }
            Err(problem) => problem,
        };
        match Staff::<may::ReadCompanies>::grant(page_context.principal.as_ref()) {
            Ok(by) => show(ctx, &by, page_context, Filters::at(PATH, FILTERS, typed.with_problem(problem))).await,
            Err(_) => Err(problem),
        }
    }
}

/// What is said afterwards.
async fn decide(
    ctx: &Ctx,
    by: &Staff<may::DecideCompanies>,
    id: NameChangeId,
    typed: &mut FormFields,
) -> Result<&'static str, Problem> {
    if typed.text("decision") == "accept" {
        let similar_seen = typed.read_number("similar_seen").ok_or_else(|| typed.to_problem())?;
        let done = companies::decide_name_change(ctx, by, id, NameDecision::Accept { similar_seen }).await;
        return problems::settled(done.map(|_| "names-accepted").map_err(Problem::from), &["accepted"]);
    }
    let reason = typed.read::<Reason>("reason").ok_or_else(|| typed.to_problem())?;
    let done = companies::decide_name_change(ctx, by, id, NameDecision::Refuse(reason)).await;
    problems::settled(done.map(|_| "names-refused").map_err(Problem::from), &["refused"])
}
