//! The audit trail: what happened, by whom, about what.

use std::collections::BTreeMap;

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::text::Reference;
use kernel::{CompanyId, PageOf, UserId};
use market::audit::{self, AuditRow};
use market::authority::{Access, Staff};
use market::{Ctx, accounts, companies, may};
use serde_json::Value;

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

    /// What is told besides the thing itself, which stands beside it already.
    fn particulars(&self, row: &AuditRow) -> Vec<(String, String)> {
        let own = particulars(&row.data).into_iter().filter(|(_, text)| *text != row.subject);
        own.map(|(name, text)| (self.f.event_field(&name), text)).collect()
    }

    fn is_id(&self, text: &str) -> bool {
        is_id(text)
    }
}

/// Whether a text is the id of something, such as `cmp_01k0000000000000000000000`.
fn is_id(text: &str) -> bool {
    let plain = |part: &str| part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split_once('_').is_some_and(|(sort, rest)| sort.len() == 3 && rest.len() == 26 && plain(sort) && plain(rest))
}

/// The fields of an event, each with its value as text; without the version of its payload.
fn particulars(data: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let fields = data.as_object().into_iter().flatten().filter(|(name, _)| *name != "v");
    fields.map(|(name, value)| (name.clone(), text(value))).filter(|(_, text)| !text.is_empty()).collect()
}

/// It is looked at.
struct ShowTrail;

impl Endpoint for ShowTrail {
    const ROUTE: Route =
        Route::get("audit.staff.list", "/admin/audit", "List audit events, newest first, optionally for one ID.");
    type Auth = Staff<may::ReadAudit>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &["subject"]);
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let companies = companies::names(ctx, &auth, found.items.iter().filter_map(|row| row.company_id)).await?;
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

#[cfg(test)]
mod tests {
    use kernel::ids::Id;
    use market::Event;

    use super::*;

    #[test]
    fn an_event_is_read_field_by_field() {
        let event = Event::CompanyRejected { company: CompanyId::least(), reason: "<b>no</b>".to_owned() }.record();

        let read = particulars(&event.data);

        let field = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(read, [field("company_id", &CompanyId::least().to_string()), field("reason", "<b>no</b>")]);
        assert!(particulars(&Value::Null).is_empty());
        assert!(is_id(&CompanyId::least().to_string()) && !is_id("everything") && !is_id("no_id"));
    }
}
