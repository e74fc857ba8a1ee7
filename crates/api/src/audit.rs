//! The audit trail, for staff.

use edge::{Endpoint, Json, QueryParams, Route, Router};
use kernel::{Cursor, PageOf};
use market::audit::{self, AuditRow};
use market::authority::Staff;
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListAudit>()
}

/// Filters for audit events.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AuditIn {
    /// Only events about the object with this ID; for an order also those about its vendor orders.
    #[serde(default)]
    #[schemars(length(min = 1, max = 64))]
    subject: Option<kernel::text::Reference>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// The audit trail.
struct ListAudit;

impl Endpoint for ListAudit {
    const ROUTE: Route = Route::get(
        "audit.list",
        "/api/admin/audit",
        "List audit events, newest first, optionally for one ID; for an order also those of its vendor orders.",
    );
    type Auth = Staff<may::ReadAudit>;
    type In = (QueryParams<AuditIn>,);
    type Out = Json<PageOf<AuditRow>>;
    type Error = audit::AuditError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let subject = q.subject.map(kernel::text::Reference::into_string);
        Ok(Json::new(audit::trail(ctx, &auth, subject, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}
