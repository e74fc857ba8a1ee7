//! The companies of the marketplace.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Problem, Route, Screen, Shown, Table};
use kernel::PageOf;
use market::Ctx;
use market::authority::{OrgState, Staff};
use market::companies::{self, Company};
use market::may::{self, OrgKind};

use super::asked::{Asked, choices};
use crate::frame::Frame;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListCompanies>()
}

/// Companies, by sort and state.
#[derive(Template)]
#[template(path = "admin/companies.html")]
struct CompaniesPage<'a> {
    f: &'a Frame,
    asked: &'a Asked,
    found: PageOf<Company>,
    tabs: Vec<(String, String, String)>,
    kinds: Vec<(String, String)>,
}

/// They are looked at.
pub struct ListCompanies;

impl Endpoint for ListCompanies {
    const ROUTE: Route = Route {
        id: "staff.companies",
        method: Method::Get,
        path: "/admin/companies",
        summary: "List companies by type and status.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[companies::CompanyFault::LIST],
    };
    type By = Staff<may::ReadCompanies>;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (screen,): Self::In) -> Result<Shown, Problem> {
        let mut asked = Asked::of(&screen, &["kind", "state"]);
        let found = find(ctx, &by, &mut asked).await;
        let found = asked.settle(found)?;
        let frame = Frame::open(ctx, screen).await?;
        let (tabs, kinds) = (tabs(&frame, &asked), choices(&frame, "kind", OrgKind::ALL));
        frame.show_form(&CompaniesPage { f: &frame, asked: &asked, found, tabs, kinds }, &asked.fields)
    }
}

async fn find(ctx: &Ctx, by: &Staff<may::ReadCompanies>, asked: &mut Asked) -> Result<PageOf<Company>, Problem> {
    let (kind, state, after) = (asked.fields.maybe("kind"), asked.fields.maybe("state"), asked.cursor());
    let (Some(kind), Some(state), Some(after)) = (kind, state, after) else { return Err(asked.fields.refusal()) };
    Ok(companies::companies(ctx, by, kind, state, (after, kernel::Limit::default())).await?)
}

fn tabs(f: &Frame, asked: &Asked) -> Vec<(String, String, String)> {
    let tab = |state: &str, text: String| (asked.with("state", state), text, String::new());
    let states = OrgState::ALL.iter().map(|state| tab(state.word(), f.word("org", state)));
    std::iter::once(tab("", f.t("admin-all"))).chain(states).collect()
}
