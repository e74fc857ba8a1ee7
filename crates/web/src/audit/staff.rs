//! The audit trail: what happened, by whom, about what.

use std::collections::BTreeMap;

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::text::Reference;
use kernel::{CompanyId, PageOf, UserId};
use market::audit::{self, AuditRow};
use market::authority::{Access, Staff};
use market::{Ctx, accounts, companies, may};

use super::details::{self, EventDetail};
use crate::ui::filters::Filters;
use crate::ui::frame::Frame;
use crate::ui::tone;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowTrail>()
}

/// The trail, newest first.
#[derive(Template)]
#[template(path = "audit/staff.html")]
struct TrailPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<AuditRow>,
    people: BTreeMap<UserId, String>,
    companies: BTreeMap<CompanyId, String>,
}

impl TrailPage<'_> {
    fn person(&self, id: &UserId) -> String {
        self.people.get(id).cloned().unwrap_or_else(|| tone::short(id))
    }

    fn company(&self, id: &CompanyId) -> String {
        self.companies.get(id).cloned().unwrap_or_else(|| tone::short(id))
    }

    /// The page of a thing, where there is one that the reader may see; else empty.
    fn page_of(&self, id: &str) -> String {
        let (section, right) = match id.split('_').next() {
            Some("cmp") => ("/admin/companies", "companies.read"),
            Some("ord") => ("/admin/orders", "orders.read_all"),
            Some("dlv") => ("/admin/deliveries", "delivery.dispatch"),
            _ => return String::new(),
        };
        if self.f.may_do(right) { format!("{section}/{id}") } else { String::new() }
    }

    /// What about a thing of this id, in the trail.
    fn about(&self, id: &str) -> String {
        self.filters.with("subject", id)
    }

    fn details(&self, row: &AuditRow) -> Vec<EventDetail> {
        details::details(self.f, &self.companies, row)
    }
}

/// It is looked at.
struct ShowTrail;

impl Endpoint for ShowTrail {
    const ROUTE: Route = Route::get(
        "audit.staff.list",
        "/admin/audit",
        "List audit events, newest first, optionally for one ID; for an order also those of its vendor orders.",
    );
    type Auth = Staff<may::ReadAudit>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &["subject"]);
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let companies = companies::names(ctx, &auth, details::companies(&found.items)).await?;
        let people = match Staff::<may::ReadUsers>::grant(page_context.principal.as_ref()) {
            Ok(auth) => accounts::user_names(ctx, &auth, found.items.iter().filter_map(|row| row.user_id)).await?,
            Err(_) => BTreeMap::new(),
        };
        let frame = Frame::open(ctx, page_context).await?;
        let page = TrailPage { f: &frame, filters: &filters, found, people, companies };
        frame.show_form(&page, &filters.fields)
    }
}

async fn fetch(ctx: &Ctx, by: &Staff<may::ReadAudit>, filters: &mut Filters) -> Result<PageOf<AuditRow>, Problem> {
    let (subject, after) = (filters.fields.read_optional::<Reference>("subject"), filters.cursor());
    let (Some(subject), Some(after)) = (subject, after) else { return Err(filters.fields.to_problem()) };
    Ok(audit::trail(ctx, by, subject.map(Reference::into_string), after, kernel::PageLimit::default()).await?)
}
