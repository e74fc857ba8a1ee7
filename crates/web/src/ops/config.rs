//! What the node goes by, section by section, secrets masked.

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use infra::config::ConfigEntry as Setting;
use market::authority::Staff;
use market::{Ctx, may, security};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowConfiguration>()
}

/// Every setting, or those that were changed.
#[derive(Template)]
#[template(path = "ops/config.html")]
struct ConfigPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    tabs: Vec<(String, String, String)>,
    sections: Vec<Section>,
}

/// The settings under one name.
struct Section {
    name: String,
    rows: Vec<Setting>,
}

/// It is looked at.
struct ShowConfiguration;

impl Endpoint for ShowConfiguration {
    const ROUTE: Route =
        Route::get("ops.staff.config", "/admin/config", "Get this node's configuration, with secrets masked.");
    type Auth = Staff<may::ReadSecurity>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let filters = Filters::of(&page_context, &["show"]);
        let rows = security::configuration(ctx, &auth);
        let frame = Frame::open(ctx, page_context).await?;
        let changed = rows.iter().filter(|row| !row.is_default).count();
        let tab = |show: &str, key: &str, n: usize| (filters.with("show", show), frame.t(key), n.to_string());
        let tabs = vec![tab("", "label-all", rows.len()), tab("changed", "ops-changed", changed)];
        let sections = sections(rows, filters.fields.text("show") == "changed");
        frame.show(&ConfigPage { f: &frame, filters: &filters, tabs, sections })
    }
}

fn sections(rows: Vec<Setting>, only_changed: bool) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for row in rows.into_iter().filter(|row| !only_changed || !row.is_default) {
        match sections.last_mut().filter(|section| section.name == row.section) {
            Some(section) => section.rows.push(row),
            None => sections.push(Section { name: row.section.clone(), rows: vec![row] }),
        }
    }
    sections
}
