//! The audit trail, for staff.

use edge::{Cache, Endpoint, Json, Limit, Method, Problem, Query, Route, Table};
use kernel::{Cursor, PageOf};
use market::audit::{self, AuditRow};
use market::authority::Staff;
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ListAudit>()
}

/// Filters for audit events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditIn {
    /// Only events about the object with this ID.
    #[serde(default)]
    #[schemars(length(min = 1, max = 64))]
    subject: Option<kernel::text::Reference>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::Limit>,
}

/// The audit trail.
struct ListAudit;

impl Endpoint for ListAudit {
    const ROUTE: Route = Route {
        id: "admin.audit",
        method: Method::Get,
        path: "/api/admin/audit",
        summary: "List audit events, newest first, optionally for one ID.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[audit::AuditFault::LIST],
    };
    type By = Staff<may::ReadAudit>;
    type In = (Query<AuditIn>,);
    type Out = Json<PageOf<AuditRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let subject = q.subject.map(kernel::text::Reference::into_string);
        Ok(Json::of(audit::trail(ctx, &by, subject, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}
