//! The page that shows the design system, for those who write pages.

pub(crate) mod gallery;

use askama::Template;
use edge::{Endpoint, LimitClass, Page, PageContext, Problem, Route, Router};
use market::Ctx;
use market::authority::Anyone;

use crate::ui::Markup;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowDesign>()
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
    const ROUTE: Route =
        Route::get("ui.page.design", "/design", "Show the design system.").limit(LimitClass::Open).development_only();
    type Auth = Anyone;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::bare(page_context);
        let charts = gallery::charts(frame.page_context.lang.direction() == "rtl");
        frame.show(&DesignPage { f: &frame, charts })
    }
}
