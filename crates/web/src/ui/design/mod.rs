//! The page that shows the design system, for those who write pages.

pub(crate) mod gallery;

use askama::Template;
use edge::{CachePolicy, Endpoint, LimitClass, Method, Page, PageContext, Problem, Route, Router};
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
    const ROUTE: Route = Route {
        id: "ui.page.design",
        method: Method::Get,
        path: "/design",
        summary: "Show the design system.",
        limit: LimitClass::Open,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[],
    };
    type Auth = Anyone;
    type In = (PageContext,);
    type Out = Page;
    async fn handle(_: &Ctx, _: Anyone, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::bare(page_context);
        let charts = gallery::charts(frame.page_context.lang.direction() == "rtl");
        frame.show(&DesignPage { f: &frame, charts })
    }
}
