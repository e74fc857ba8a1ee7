//! Price changes that the guard holds, to be confirmed or refused, and the latest there were.

use askama::Template;
use edge::{Endpoint, Form, FormFields, Page, PageContext, Path, Problem, QueryParams, RateLimits, Route, Router};
use kernel::{Cursor, DomainError, PageOf, PriceChangeId, Secret};
use market::authority::{Access, Vendor};
use market::pricing::{self, Applies, Decide, PriceChangeView, PriceError};
use market::{Ctx, EventKind, may};

use crate::ui::filters::{self, PageIn};
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListPrices>().mount::<DecidePrice>()
}

/// Held changes, and the latest.
#[derive(Template)]
#[template(path = "pricing/vendor/changes.html")]
struct PricesPage<'a> {
    f: &'a Frame,
    form: FormFields,
    held: PageOf<PriceChangeView>,
    /// For each of them, why the reader may not confirm it, or needs the password for it; of no use to readers who
    /// confirm none.
    barriers: Vec<Option<PriceError>>,
    latest: Vec<PriceChangeView>,
}

impl PricesPage<'_> {
    fn barrier(&self, at: &usize) -> Option<&PriceError> {
        self.barriers.get(*at)?.as_ref()
    }
    /// Whether this change is confirmed with the password: by somebody who is alone in their company.
    fn asks_password(&self, at: &usize) -> bool {
        matches!(self.barrier(at), Some(PriceError::PasswordNeeded))
    }
    /// Why the reader may not confirm this change; empty where they may.
    fn why_not(&self, at: &usize) -> String {
        let barrier = self.barrier(at).filter(|_| !self.asks_password(at));
        let key = |why: &PriceError| format!("code-{}", why.code().replace(['.', '_'], "-"));
        barrier.map(|why| self.f.t(&key(why))).unwrap_or_default()
    }
    /// What is wrong about the password of this change.
    fn wrong_password(&self, id: &PriceChangeId) -> String {
        if self.form.text("change") == id.to_string() { self.f.error(&self.form, "password") } else { String::new() }
    }
    /// The id of the field for a change's password: the plain one where its form came back.
    fn password_id(&self, id: &PriceChangeId) -> String {
        if self.form.text("change") == id.to_string() { "password".to_owned() } else { format!("password-{id}") }
    }
    fn older(&self) -> String {
        filters::older(self.f, self.held.next_cursor.as_ref())
    }
    fn newer(&self) -> String {
        filters::newest(self.f)
    }
}

async fn page(ctx: &Ctx, page_context: PageContext, after: Option<Cursor>, form: FormFields) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let held = pricing::held_change_views(ctx, &by, after, kernel::PageLimit::default()).await?;
    let latest = pricing::latest_changes(ctx, &by, kernel::PageLimit::default()).await?;
    let barriers = match Vendor::<may::ApprovePrices>::grant(page_context.principal.as_ref()) {
        Ok(by) => pricing::approval_barriers(ctx, &by, &held.items).await?,
        Err(_) => Vec::new(),
    };
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&PricesPage { f: &frame, form: form.clone(), held, barriers, latest }, &form)
}

/// The guard's held changes.
struct ListPrices;

impl Endpoint for ListPrices {
    const ROUTE: Route =
        Route::get("pricing.vendor.changes", "/vendor/prices", "List the vendor's held and recent price changes.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<PageIn>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (QueryParams(query), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, page_context, query.cursor, FormFields::default()).await
    }
}

/// A held change is decided.
struct DecidePrice;

impl Endpoint for DecidePrice {
    const ROUTE: Route = Route::post(
        "pricing.vendor.decide",
        "/vendor/prices/{price_change_id}/decision",
        "Approve or reject a held price change.",
        &[EventKind::PriceChanged, EventKind::PriceRejected],
    );
    type Auth = Vendor<may::ApprovePrices>;
    type In = (Path<PriceChangeId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match decide(ctx, &auth, id, (&mut fields, &limits)).await {
            Ok(flash) => Ok(Page::redirect(&links::with_flash(&links::local("/vendor/prices"), flash))),
            Err(problem) => {
                page(ctx, page_context, None, fields.with_problem(problem).with("change", id.to_string())).await
            }
        }
    }
}

async fn decide(
    ctx: &Ctx,
    by: &Vendor<may::ApprovePrices>,
    id: PriceChangeId,
    (fields, limits): (&mut FormFields, &RateLimits),
) -> Result<&'static str, Problem> {
    let Some(apply) = fields.read::<Applies>("decision") else { return Err(fields.to_problem()) };
    let typed = fields.raw("password");
    let password = (!typed.is_empty() && typed.len() <= 512).then(|| Secret::new(typed.to_owned()));
    let is_confirmed = password.is_some();
    let decided = pricing::decide_held(ctx, by, id, Decide { apply, password });
    let decided = limits.with_password(is_confirmed, decided).await?;
    let decided = decided.map_err(|error| match error {
        PriceError::PasswordNeeded | PriceError::Password(_) => problems::beside(error, "password"),
        other => other.into(),
    });
    let (flash, state) = match apply {
        Applies::Confirm => ("price-confirmed", "applied"),
        Applies::Refuse => ("price-rejected", "rejected"),
    };
    problems::settled(decided.map(|_| flash), &[state])
}
