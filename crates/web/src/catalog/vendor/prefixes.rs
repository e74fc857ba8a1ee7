//! The GS1 company prefixes that a vendor holds: the list, the form that states one, and giving one up.

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router};
use kernel::{CompanyPrefixId, PageLimit, PageOf};
use market::authority::Vendor;
use market::catalog::{self, PrefixError, PrefixRow, PrefixState, StatePrefix};
use market::{Ctx, EventKind, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListPrefixes>().mount::<State>().mount::<Withdraw>()
}

const PATH: &str = "/vendor/prefixes";
const NAMES: &[&str] = &["state"];

/// The vendor's prefixes.
#[derive(Template)]
#[template(path = "catalog/vendor/prefixes.html")]
struct PrefixesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<PrefixRow>,
    tabs: Vec<(String, String, String)>,
}

async fn page(ctx: &Ctx, page_context: PageContext, mut filters: Filters) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let found = fetch(ctx, &by, &mut filters).await;
    let found = filters.settle(found)?;
    let frame = Frame::open(ctx, page_context).await?;
    let tabs = crate::catalog::prefix_tabs(&frame, &filters);
    frame.show_form(&PrefixesPage { f: &frame, filters: &filters, found, tabs }, &filters.fields)
}

async fn fetch(ctx: &Ctx, by: &Vendor<may::ReadOffers>, filters: &mut Filters) -> Result<PageOf<PrefixRow>, Problem> {
    let (state, after) = (filters.fields.read_optional::<PrefixState>("state"), filters.cursor());
    let (Some(state), Some(after)) = (state, after) else { return Err(filters.fields.to_problem()) };
    Ok(catalog::own_prefixes(ctx, by, state, after, PageLimit::default()).await?)
}

/// They are looked at.
struct ListPrefixes;

impl Endpoint for ListPrefixes {
    const ROUTE: Route =
        Route::get("catalog.vendor.prefixes", PATH, "List the GS1 company prefixes that the vendor has stated.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, NAMES);
        page(ctx, page_context, filters).await
    }
}

async fn state(ctx: &Ctx, by: &Vendor<may::EditOffers>, fields: &mut FormFields) -> Result<(), Problem> {
    let (prefix, evidence) = (fields.read("prefix"), fields.read("evidence"));
    let (Some(prefix), Some(evidence)) = (prefix, evidence) else { return Err(fields.to_problem()) };
    let stated = catalog::state_prefix(ctx, by, StatePrefix { prefix, evidence }).await;
    stated.map(drop).map_err(|error| match error {
        PrefixError::AlreadyStated => problems::beside(error, "prefix"),
        other => other.into(),
    })
}

/// One is stated.
struct State;

impl Endpoint for State {
    const ROUTE: Route = Route::post(
        "catalog.vendor.state_prefix",
        PATH,
        "State a GS1 company prefix that the vendor holds.",
        &[EventKind::PrefixStated],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match state(ctx, &auth, &mut fields).await {
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), "prefix-stated"))),
            Err(problem) => page(ctx, page_context, Filters::at(PATH, NAMES, fields.with_problem(problem))).await,
        }
    }
}

/// One is withdrawn or given up.
struct Withdraw;

impl Endpoint for Withdraw {
    const ROUTE: Route = Route::post(
        "catalog.vendor.withdraw_prefix",
        "/vendor/prefixes/{company_prefix_id}/withdrawal",
        "Withdraw a pending company prefix, or give up a confirmed one.",
        &[EventKind::PrefixWithdrawn],
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<CompanyPrefixId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = catalog::withdraw_prefix(ctx, &auth, id).await.map(|_| "prefix-withdrawn").map_err(Problem::from);
        match problems::settled(done, &["withdrawn"]) {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local(PATH), flash))),
            Err(problem) => page(ctx, page_context, Filters::at(PATH, NAMES, form.fields.with_problem(problem))).await,
        }
    }
}
