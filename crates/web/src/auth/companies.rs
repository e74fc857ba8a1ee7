//! The companies somebody works for, and going from one to another.

use askama::Template;
use edge::{
    Admits, ClientInfo, Endpoint, Form, FormFields, LimitClass, LocalPath, Page, PageContext, Problem, QueryParams,
    Route, Router,
};
use kernel::CompanyId;
use market::accounts::{self, BrowserSignIn, Membership};
use market::authority::SignedIn;
use market::{Ctx, EventKind};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListMemberships>().mount::<Switch>()
}

/// The choice of a company, and where it leads afterwards.
pub(super) fn choosing(next: &LocalPath) -> LocalPath {
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
    form: FormFields,
    places: Vec<Membership>,
    here: CompanyId,
    next: LocalPath,
}

async fn page(
    ctx: &Ctx,
    by: &SignedIn,
    page_context: PageContext,
    form: FormFields,
    next: &str,
) -> Result<Page, Problem> {
    let next = LocalPath::new(next).unwrap_or_else(|| links::local("/home"));
    let places = accounts::memberships(ctx, by).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let here = by.principal().company();
    frame.show_form(&CompaniesPage { f: &frame, form: form.clone(), places, here, next }, &form)
}

/// They are looked at.
struct ListMemberships;

impl Endpoint for ListMemberships {
    const ROUTE: Route = Route::get("auth.page.companies", "/me/companies", "List the companies you work for.")
        .admits(Admits::Suspended);
    type Auth = SignedIn;
    type In = (PageContext, QueryParams<NextIn>);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (page_context, QueryParams(query)): Self::In) -> Result<Page, Problem> {
        page(ctx, &auth, page_context, FormFields::default(), &query.next).await
    }
}

/// One of them is chosen.
struct Switch;

impl Endpoint for Switch {
    const ROUTE: Route = Route::post(
        "auth.page.switch_company",
        "/me/companies",
        "Switch to another of your companies. The current session ends.",
        &[EventKind::SessionEnded, EventKind::SignedIn],
    )
    .limit(LimitClass::Token)
    .admits(Admits::Suspended);
    type Auth = SignedIn;
    type In = (Form, ClientInfo, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: SignedIn, (form, visitor, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let next = LocalPath::new(fields.text("next")).unwrap_or_else(|| links::local("/home"));
        match switch(ctx, &auth, &mut fields, &visitor).await {
            Ok(Some(entered)) => Ok(Page::redirect(&next).session(Some(&entered.secret))),
            Ok(None) => Ok(Page::redirect(&next)),
            Err(problem) => page(ctx, &auth, page_context, fields.with_problem(problem), next.as_str()).await,
        }
    }
}

/// Nothing where somebody stays where they are.
async fn switch(
    ctx: &Ctx,
    by: &SignedIn,
    fields: &mut FormFields,
    ClientInfo(caller): &ClientInfo,
) -> Result<Option<BrowserSignIn>, Problem> {
    let Some(company) = fields.read::<CompanyId>("company") else { return Err(fields.to_problem()) };
    if company == by.principal().company() {
        Ok(None)
    } else {
        Ok(Some(accounts::switch(ctx, by, company, caller).await?))
    }
}
