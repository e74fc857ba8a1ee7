//! The page that shows the design system, for those who write pages.

pub(crate) mod gallery;

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Problem, Route, Screen, Shown, Table};
use market::Ctx;
use market::authority::Anyone;

use crate::ui::Markup;
use crate::ui::frame::Frame;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowDesign>()
}

/// Tokens and components.
#[derive(Template)]
#[template(path = "ui/design/design.html")]
struct DesignPage<'a> {
    f: &'a Frame,
    charts: Vec<Markup>,
}

/// It is looked at.
struct ShowDesign;

impl Endpoint for ShowDesign {
    const ROUTE: Route = Route {
        id: "ui.design",
        method: Method::Get,
        path: "/design",
        summary: "Show the design system.",
        limit: Limit::Open,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Anyone;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(_: &Ctx, _: Anyone, (screen,): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::bare(screen);
        let charts = gallery::charts(frame.screen.lang.direction() == "rtl");
        frame.show(&DesignPage { f: &frame, charts })
    }
}
