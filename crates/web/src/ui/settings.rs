//! Language and theme, kept in the browser.

use edge::{Cache, Endpoint, Form, Limit, Local, Method, Problem, Route, Shown, Table};
use market::Ctx;
use market::authority::Anyone;

use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<Choose>()
}

/// Somebody chooses.
struct Choose;

impl Endpoint for Choose {
    const ROUTE: Route = Route {
        id: "doors.choose",
        method: Method::Post,
        path: "/settings",
        summary: "Set the language and theme.",
        limit: Limit::Open,
        cache: Cache::Never,
        audit: &[],
        refuses: &[],
    };
    type By = Anyone;
    type In = (Form,);
    type Out = Shown;
    async fn handle(_: &Ctx, _: Anyone, (form,): Self::In) -> Result<Shown, Problem> {
        let fields = &form.fields;
        let back = Local::new(fields.text("back")).unwrap_or_else(|| links::local("/"));
        let theme = fields.has("theme").then(|| fields.text("theme").parse().ok());
        Ok(Shown::goto(&back).keeping(fields.text("lang").parse().ok(), theme))
    }
}
