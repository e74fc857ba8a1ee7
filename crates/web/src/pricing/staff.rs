//! Price changes that the guard holds, of all vendors. Staff looks on: whoever sells decides.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::PageOf;
use market::authority::{Either, Staff};
use market::pricing::{self, HeldRow};
use market::{Ctx, may};

use crate::ui::filters::Filters;
use crate::ui::format::percent_change;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListHeld>()
}

/// Those who keep the catalogue, and those who look after what happened.
pub(crate) type HeldPricesReader = Either<Staff<may::ModerateCatalog>, Staff<may::ReadAudit>>;

/// Held changes, newest first.
#[derive(Template)]
#[template(path = "pricing/staff.html")]
struct HeldPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<HeldRow>,
}

impl HeldPage<'_> {
    fn by(&self, row: &HeldRow) -> String {
        percent_change(row.change.delta_ppm)
    }
}

/// They are looked at.
struct ListHeld;

impl Endpoint for ListHeld {
    const ROUTE: Route = Route::get("pricing.staff.held", "/admin/prices", "List held price changes of all vendors.");
    type Auth = HeldPricesReader;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &[]);
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let frame = Frame::open(ctx, page_context).await?;
        frame.show_form(&HeldPage { f: &frame, filters: &filters, found }, &filters.fields)
    }
}

async fn fetch(ctx: &Ctx, by: &HeldPricesReader, filters: &mut Filters) -> Result<PageOf<HeldRow>, Problem> {
    let Some(after) = filters.cursor() else { return Err(filters.fields.to_problem()) };
    Ok(pricing::all_held(ctx, by, after, kernel::PageLimit::default()).await?)
}
