//! The storefront: what everybody may look at.

use askama::Template;
use edge::{Cache, Endpoint, Limit, Method, Problem, Route, Screen, Shown, Table};
use market::Ctx;
use market::authority::Anyone;

use crate::frame::Frame;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowHome>()
}

/// The front of the shop.
#[derive(Template)]
#[template(path = "shop/home.html")]
struct HomePage<'a> {
    f: &'a Frame,
}

/// It is looked at.
pub struct ShowHome;

impl Endpoint for ShowHome {
    const ROUTE: Route = Route {
        id: "shop.home",
        method: Method::Get,
        path: "/",
        summary: "The storefront.",
        limit: Limit::Catalogue,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Anyone;
    type In = (Screen,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, _: Anyone, (screen,): Self::In) -> Result<Shown, Problem> {
        let frame = Frame::open(ctx, screen).await?;
        frame.show(&HomePage { f: &frame })
    }
}
