//! The subject's SQL.

use infra::args;
use infra::db::{Db, Query, Result, Row};
use kernel::ids::Id;
use kernel::{EventId, PageLimit};

use super::AuditRow;

infra::statements! {
    LIST = "select id, at, user_id, company_id, request_id, kind, subject, data from audit_log where id < ? order by id desc limit ?";
    OF_SUBJECT = "select id, at, user_id, company_id, request_id, kind, subject, data from audit_log where subject = ? and id < ? order by id desc limit ?";
}

pub(super) async fn list_unscoped(
    db: &Db,
    subject: Option<String>,
    after: Option<EventId>,
    limit: PageLimit,
) -> Result<Vec<AuditRow>> {
    let after = after.unwrap_or_else(Id::greatest);
    let rows = match subject {
        Some(subject) => db.all(&OF_SUBJECT, args![subject, after, limit.rows_plus_one()]).await?,
        None => db.all(&LIST, args![after, limit.rows_plus_one()]).await?,
    };
    let read = |mut r: Row| {
        let (id, at, user_id, company_id, request_id, kind, subject) = r.take_tuple()?;
        let data = serde_json::from_str(&r.take::<String>()?).unwrap_or_default();
        Ok(AuditRow { id, at, user_id, company_id, request_id, kind, subject, data })
    };
    rows.into_iter().map(read).collect()
}
