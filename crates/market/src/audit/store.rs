//! The subject's SQL.

use infra::args;
use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use kernel::ids::Id;
use kernel::{EventId, OrderId, PageLimit, VendorOrderId};

use super::AuditRow;

infra::statements! {
    LIST = "select id, at, user_id, company_id, request_id, kind, subject, data from audit_log where id < ? order by id desc limit ?";
    VENDOR_ORDERS_OF = "select id from vendor_orders where order_id = ? order by seq";
    OF_SUBJECT = "select id, at, user_id, company_id, request_id, kind, subject, data from audit_log where subject = ? and id < ? order by id desc limit ?";
}

// TENANT: staff reads what happened to anybody. Of each thing as much as one page shows is read along the index.
const OF_EACH: Stmt = Stmt::same(
    "select t.id as id, t.at, t.user_id, t.company_id, t.request_id, t.kind, t.subject, t.data from (select id, at, user_id, company_id, request_id, kind, subject, data from audit_log where subject = ? and id < ? order by id desc limit ?) t",
);
const AND: Stmt = Stmt::same(" union all ");
const NEWEST: Stmt = Stmt::same(" order by id desc limit ?");

/// The vendor orders of an order; at most as many as it has lines.
pub(super) async fn vendor_orders_unscoped(db: &Db, order: OrderId) -> Result<Vec<VendorOrderId>> {
    db.all(&VENDOR_ORDERS_OF, args![order]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// What happened to several things, newest first.
pub(super) fn statement_of_each((first, rest): (&String, &[String]), after: EventId, most: i64) -> SqlBuilder {
    let of = |subject: &String| args![subject.clone(), after, most];
    let mut sql = SqlBuilder::new(&OF_EACH, of(first));
    for subject in rest {
        sql.push(&AND, vec![]).push(&OF_EACH, of(subject));
    }
    sql.push(&NEWEST, args![most]);
    sql
}

/// What happened, newest first: to anything, or to one of these.
pub(super) async fn list_unscoped(
    db: &Db,
    subjects: &[String],
    after: Option<EventId>,
    limit: PageLimit,
) -> Result<Vec<AuditRow>> {
    let (after, most) = (after.unwrap_or_else(Id::greatest), limit.rows_plus_one());
    let rows = match subjects {
        [] => db.all(&LIST, args![after, most]).await?,
        [one] => db.all(&OF_SUBJECT, args![one.clone(), after, most]).await?,
        [first, rest @ ..] => {
            let mut sql = statement_of_each((first, rest), after, most);
            let values = sql.take_args();
            db.all(&sql, values).await?
        }
    };
    let read = |mut r: Row| {
        let (id, at, user_id, company_id, request_id, kind, subject) = r.take_tuple()?;
        let data = serde_json::from_str(&r.take::<String>()?).unwrap_or_default();
        Ok(AuditRow { id, at, user_id, company_id, request_id, kind, subject, data })
    };
    rows.into_iter().map(read).collect()
}
