//! What vendors ask about products, and what staff decide.

use std::collections::BTreeSet;

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::text::Reason;
use kernel::{PageOf, ProductId, ProductRequestId};
use market::authority::Staff;
use market::catalog::{self, ProductRequest, RequestDecision, RequestKind};
use market::{Ctx, EventKind, companies, may};

use crate::ui::filters::{Filters, choices};
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListRequests>().mount::<Decide>()
}

const PATH: &str = "/admin/requests";
const NAMES: &[&str] = &["state", "kind"];

/// Requests, with what can be decided about those that wait.
#[derive(Template)]
#[template(path = "catalog/staff/requests.html")]
struct RequestsPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<ProductRequest>,
    /// Products that the reader decides nothing about.
    conflicting: BTreeSet<ProductId>,
    tabs: Vec<(String, String, String)>,
    kinds: Vec<(String, String)>,
}

impl RequestsPage<'_> {
    /// What can be decided about a kind of request, beside refusing it.
    fn decisions(&self, kind: &RequestKind) -> Vec<(String, String)> {
        let fits: &[RequestDecision] = match kind {
            RequestKind::Change => &[RequestDecision::Accept, RequestDecision::Refuse],
            RequestKind::GtinClaim => &[RequestDecision::Transfer, RequestDecision::Release, RequestDecision::Refuse],
        };
        fits.iter().map(|fit| (fit.to_string(), self.f.word("request-decision", fit))).collect()
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
    let conflicting = companies::conflicting_products(ctx, by, found.items.iter().map(|row| row.product_id)).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let tabs = crate::catalog::request_tabs(&frame, &filters);
    let kinds = choices(&frame, "request-kind", RequestKind::ALL);
    frame.show_form(&RequestsPage { f: &frame, filters: &filters, found, conflicting, tabs, kinds }, &filters.fields)
}

async fn fetch(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    filters: &mut Filters,
) -> Result<PageOf<ProductRequest>, Problem> {
    let fields = &mut filters.fields;
    let (kind, state) = (fields.read_optional("kind"), fields.read_optional("state"));
    let (Some(kind), Some(state), Some(after)) = (kind, state, filters.cursor()) else {
        return Err(filters.fields.to_problem());
    };
    Ok(catalog::requests(ctx, by, (kind, state), after, kernel::PageLimit::default()).await?)
}

/// They are looked at.
struct ListRequests;

impl Endpoint for ListRequests {
    const ROUTE: Route = Route::get("catalog.staff.requests", PATH, "List vendors' requests about products.");
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
        "catalog.staff.decide_request",
        "/admin/requests/{product_request_id}/decision",
        "Decide a vendor's request about a product.",
        &[EventKind::ProductRequestDecided, EventKind::ProductEdited],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductRequestId>, Form, PageContext);
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
    id: ProductRequestId,
    typed: &mut FormFields,
) -> Result<&'static str, Problem> {
    let (decision, reason) = (typed.read::<RequestDecision>("decision"), typed.read::<Reason>("reason"));
    let (Some(decision), Some(reason)) = (decision, reason) else { return Err(typed.to_problem()) };
    let state = match decision {
        RequestDecision::Accept => "accepted",
        RequestDecision::Transfer => "transferred",
        RequestDecision::Release => "released",
        RequestDecision::Refuse => "refused",
    };
    let done =
        catalog::decide_request(ctx, by, id, decision, reason).await.map(|_| "request-decided").map_err(Problem::from);
    problems::settled(done, &[state])
}
