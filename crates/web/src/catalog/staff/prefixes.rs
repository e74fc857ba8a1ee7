//! The GS1 company prefixes that vendors state, and what staff decide about them.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{CompanyPrefixId, PageLimit, PageOf};
use market::authority::Staff;
use market::catalog::{self, PrefixDecision, PrefixRow, PrefixState};
use market::{Ctx, EventKind, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListPrefixes>().mount::<Decide>()
}

const PATH: &str = "/admin/prefixes";
const NAMES: &[&str] = &["state"];

/// Prefixes, with what can be decided about those that are open.
#[derive(Template)]
#[template(path = "catalog/staff/prefixes.html")]
struct PrefixesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<PrefixRow>,
    /// Prefixes that the reader decides nothing about.
    conflicting: BTreeSet<CompanyPrefixId>,
    tabs: Vec<(String, String, String)>,
}

impl PrefixesPage<'_> {
    /// What can be decided about a prefix; nothing where it is open no more.
    fn decisions(&self, state: &PrefixState) -> Vec<(String, String)> {
        let fits: &[PrefixDecision] = match state {
            PrefixState::Pending => &[PrefixDecision::Confirm, PrefixDecision::Refuse],
            PrefixState::Confirmed => &[PrefixDecision::Revoke],
            PrefixState::Refused | PrefixState::Withdrawn | PrefixState::Revoked => &[],
        };
        fits.iter().map(|fit| (fit.to_string(), self.f.word("prefix-decision", fit))).collect()
    }
    /// The id of the list of decisions: the plain one where its form came back, so that what is wrong leads there.
    fn decision_id(&self, about: &str) -> String {
        if self.filters.fields.text("about") == about { "decision".to_owned() } else { format!("decision-{about}") }
    }
    /// What is wrong about a field of that form.
    fn wrong(&self, about: &str, name: &str) -> String {
        let fields = &self.filters.fields;
        if fields.text("about") == about { self.f.error(fields, name) } else { String::new() }
    }
    /// What a form about this one was sent with.
    fn typed(&self, about: &str, name: &str) -> String {
        let fields = &self.filters.fields;
        if fields.text("about") == about { fields.text(name).to_owned() } else { String::new() }
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    page_context: PageContext,
    mut filters: Filters,
) -> Result<Page, Problem> {
    let found = fetch(ctx, by, &mut filters).await;
    let found = filters.settle(found)?;
    let conflicting = catalog::conflicting_prefixes(ctx, by, &found.items).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let tabs = crate::catalog::prefix_tabs(&frame, &filters);
    frame.show_form(&PrefixesPage { f: &frame, filters: &filters, found, conflicting, tabs }, &filters.fields)
}

async fn fetch(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    filters: &mut Filters,
) -> Result<PageOf<PrefixRow>, Problem> {
    let (state, after) = (filters.fields.read_optional("state"), filters.cursor());
    let (Some(state), Some(after)) = (state, after) else { return Err(filters.fields.to_problem()) };
    Ok(catalog::prefixes(ctx, by, state, after, PageLimit::default()).await?)
}

/// They are looked at.
struct ListPrefixes;

impl Endpoint for ListPrefixes {
    const ROUTE: Route =
        Route::get("catalog.staff.prefixes", PATH, "List the GS1 company prefixes that vendors have stated.");
    type Auth = Staff<may::ModerateCatalog>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        show(ctx, &auth, page_context, filters).await
    }
}

/// One is decided.
struct Decide;

impl Endpoint for Decide {
    const ROUTE: Route = Route::post(
        "catalog.staff.decide_prefix",
        "/admin/prefixes/{company_prefix_id}/decision",
        "Confirm, refuse or revoke a vendor's company prefix.",
        &[EventKind::PrefixDecided],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<CompanyPrefixId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        match decide(ctx, &auth, id, &mut typed).await {
            Ok(flash) => {
                let filters = Filters::at(PATH, NAMES, typed);
                Ok(Page::redirect(&links::with_flash(&links::local(&filters.here()), flash)))
            }
            Err(problem) => show(ctx, &auth, page_context, Filters::at(PATH, NAMES, typed.with_problem(problem))).await,
        }
    }
}

async fn decide(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: CompanyPrefixId,
    typed: &mut FormFields,
) -> Result<&'static str, Problem> {
    let (decision, reason) = (typed.read::<PrefixDecision>("decision"), typed.read::<Reason>("reason"));
    let (Some(decision), Some(reason)) = (decision, reason) else { return Err(typed.to_problem()) };
    let state = match decision {
        PrefixDecision::Confirm => "confirmed",
        PrefixDecision::Refuse => "refused",
        PrefixDecision::Revoke => "revoked",
    };
    let done =
        catalog::decide_prefix(ctx, by, id, decision, reason).await.map(|_| "request-decided").map_err(Problem::from);
    problems::settled(done, &[state])
}
