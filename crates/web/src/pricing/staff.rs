//! Price changes that the guard holds, of all vendors. Staff looks on: whoever sells decides.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Problem, Route, Screen, Shown, Table};
use kernel::PageOf;
use market::authority::{Either, Staff};
use market::pricing::{self, HeldRow};
use market::{Ctx, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListHeld>()
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
        percent(row.change.delta_ppm)
    }
}

/// Millionths as percent with one place.
fn percent(ppm: i64) -> String {
    let (sign, size) = (if ppm < 0 { "−" } else { "+" }, ppm.unsigned_abs());
    format!("{sign}{}.{}%", size / 10_000, size % 10_000 / 1_000)
}

/// They are looked at.
struct ListHeld;

impl Endpoint for ListHeld {
    const ROUTE: Route = Route {
        id: "staff.held_prices",
        method: Method::Get,
        path: "/admin/prices",
        summary: "List held price changes of all vendors.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[pricing::PriceFault::LIST],
    };
    type By = HeldPricesReader;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (screen,): Self::In) -> Result<Shown, Problem> {
        let mut filters = Filters::of(&screen, &[]);
        let found = fetch(ctx, &by, &mut filters).await;
        let found = filters.settle(found)?;
        let frame = Frame::open(ctx, screen).await?;
        frame.show_form(&HeldPage { f: &frame, filters: &filters, found }, &filters.fields)
    }
}

async fn fetch(ctx: &Ctx, by: &HeldPricesReader, filters: &mut Filters) -> Result<PageOf<HeldRow>, Problem> {
    let Some(after) = filters.cursor() else { return Err(filters.fields.refusal()) };
    Ok(pricing::all_held(ctx, by, after, kernel::Limit::default()).await?)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn millionths_are_read_as_percent() {
        assert_eq!(percent(-900_000), "−90.0%");
        assert_eq!(percent(212_345), "+21.2%");
        assert_eq!(percent(0), "+0.0%");
    }
}
