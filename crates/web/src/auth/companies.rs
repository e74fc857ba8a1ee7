//! The companies somebody works for, and going from one to another.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Limit, Local, Method, Problem, Query, Route, Screen, Shown, Table, Visitor};
use kernel::OrgId;
use market::accounts::{self, Entered, Workplace};
use market::authority::SignedIn;
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListPlaces>().with::<Switch>()
}

/// The choice of a company, and where it leads afterwards.
pub(super) fn choosing(next: &Local) -> Local {
    links::local(&format!("/me/companies?next={}", links::escaped(next.as_str())))
}

/// Where to go on to.
#[derive(Debug, Deserialize, JsonSchema)]
pub(crate) struct NextIn {
    #[serde(default)]
    next: String,
}

/// One's companies.
#[derive(Template)]
#[template(path = "auth/companies.html")]
struct CompaniesPage<'a> {
    f: &'a Frame,
    form: Fields,
    places: Vec<Workplace>,
    here: OrgId,
    next: Local,
}

async fn page(ctx: &Ctx, by: &SignedIn, screen: Screen, form: Fields, next: &str) -> Result<Shown, Problem> {
    let next = Local::new(next).unwrap_or_else(|| links::local("/home"));
    let places = accounts::places(ctx, by).await?;
    let frame = Frame::open(ctx, screen).await?;
    let here = by.standing().org();
    frame.show_form(&CompaniesPage { f: &frame, form: form.clone(), places, here, next }, &form)
}

/// They are looked at.
struct ListPlaces;

impl Endpoint for ListPlaces {
    const ROUTE: Route = Route {
        id: "doors.companies",
        method: Method::Get,
        path: "/me/companies",
        summary: "List the companies you work for.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = SignedIn;
    type In = (Screen, Query<NextIn>);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: SignedIn, (screen, Query(query)): Self::In) -> Result<Shown, Problem> {
        page(ctx, &by, screen, Fields::default(), &query.next).await
    }
}

/// One of them is chosen.
struct Switch;

impl Endpoint for Switch {
    const ROUTE: Route = Route {
        id: "doors.switch",
        method: Method::Post,
        path: "/me/companies",
        summary: "Switch to another of your companies. The current session ends.",
        limit: Limit::Token,
        cache: Cache::Never,
        audit: &[EventKind::SessionEnded, EventKind::SignedIn],
        refuses: &[accounts::SwitchFault::LIST],
    };
    type By = SignedIn;
    type In = (Form, Visitor, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: SignedIn, (form, visitor, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let next = Local::new(fields.text("next")).unwrap_or_else(|| links::local("/home"));
        match switch(ctx, &by, &mut fields, &visitor).await {
            Ok(Some(entered)) => Ok(Shown::goto(&next).session(Some(&entered.secret))),
            Ok(None) => Ok(Shown::goto(&next)),
            Err(problem) => page(ctx, &by, screen, fields.refused(problem), next.as_str()).await,
        }
    }
}

/// Nothing where somebody stays where they are.
async fn switch(
    ctx: &Ctx,
    by: &SignedIn,
    fields: &mut Fields,
    Visitor(caller): &Visitor,
) -> Result<Option<Entered>, Problem> {
    let Some(org) = fields.read::<OrgId>("organization") else { return Err(fields.refusal()) };
    if org == by.standing().org() { Ok(None) } else { Ok(Some(accounts::switch(ctx, by, org, caller).await?)) }
}
