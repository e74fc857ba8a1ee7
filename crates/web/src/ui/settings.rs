//! Language and theme, kept in the browser.

use edge::{Endpoint, Form, LimitClass, LocalPath, Page, Problem, Route, Router};
use market::Ctx;
use market::authority::Anyone;

use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<Choose>()
}

/// Somebody chooses.
struct Choose;

impl Endpoint for Choose {
    const ROUTE: Route =
        Route::post("ui.page.settings", "/settings", "Set the language and theme.", &[]).limit(LimitClass::Open);
    type Auth = Anyone;
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(_: &Ctx, _: Anyone, (form,): Self::In) -> Result<Page, Problem> {
        let fields = &form.fields;
        let back = LocalPath::new(fields.text("back")).unwrap_or_else(|| links::local("/"));
        let theme = fields.has("theme").then(|| fields.text("theme").parse().ok());
        Ok(Page::redirect(&back).preferences(fields.text("lang").parse().ok(), theme))
    }
}
