//! The subject's SQL.

use std::collections::BTreeSet;

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, NoticeId, PageLimit, Scalar, Stored, Timestamp};

use super::NoticeRow;
use super::message::NewNotice;

/// Characters that the JSON of a message may take; one with more is told in words only.
const MAX_MESSAGE_CHARS: usize = 1_000;

infra::statements! {
    LIST_OWN = "select id, at, kind, subject, text, message, read_at from notices where company_id = ? and id < ? order by id desc limit ?";
    UNREAD_OWN = "select count(*) from (select read_at from notices where company_id = ? and read_at is null limit ?) p";
    OLDEST = "select id from notices where id < ? order by id limit ?";
    MARK_READ = "update notices set read_at = ? where company_id = ? and read_at is null and at <= ?";
}

const INSERT: Stmt = Stmt::per_engine(
    "insert into notices (id, company_id, at, kind, subject, text, message, dedupe) values ",
    "insert ignore into notices (id, company_id, at, kind, subject, text, message, dedupe) values ",
    "insert into notices (id, company_id, at, kind, subject, text, message, dedupe) values ",
);
const INSERT_END: Stmt = Stmt::per_engine(" on conflict (dedupe) do nothing", "", " on conflict (dedupe) do nothing");
// TENANT: rows of this very transaction, by the ids that it gave them.
const INSERTED: Stmt = Stmt::same("select id from notices where id in (");
const CLOSE: Stmt = Stmt::same(")");
const DELETE: Stmt = Stmt::same("delete from notices where id in (");

/// Tells which were not told before.
pub(super) async fn insert(
    tx: &WriteTx,
    notices: &[(NoticeId, NewNotice)],
    now: Timestamp,
) -> Result<Vec<(NoticeId, CompanyId)>> {
    let row = |(id, notice): &(NoticeId, NewNotice)| {
        let NewNotice { company, kind, subject, message, once } = notice;
        let text: String = message.text().chars().take(500).collect();
        let json = serde_json::to_string(message).ok().filter(|json| json.chars().count() <= MAX_MESSAGE_CHARS);
        args![*id, *company, now, kind.clone(), subject.clone(), text, json, once.clone()]
    };
    let inserted = tx.insert_new_rows(&INSERT, &INSERT_END, notices.iter().map(row).collect()).await?;
    let sent = notices.iter().map(|(id, notice)| (*id, notice.company));
    if inserted == notices.len() as u64 {
        return Ok(sent.collect());
    }
    let mut sql = SqlBuilder::new(&INSERTED, vec![]);
    sql.push_list(notices.iter().map(|(id, _)| id.to_scalar()).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let rows = tx.all(&sql, values).await?.into_iter().map(|mut row| row.take());
    let found: BTreeSet<NoticeId> = rows.collect::<Result<_>>()?;
    Ok(sent.filter(|(id, _)| found.contains(id)).collect())
}

pub(super) async fn list_own(
    db: &Db,
    company: CompanyId,
    after: Option<NoticeId>,
    limit: PageLimit,
) -> Result<Vec<NoticeRow>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            NoticeRow {
                id,
                at,
                kind,
                subject,
                text,
                message: r.take::<Option<String>>()?.and_then(|json| serde_json::from_str(&json).ok()),
                read_at
            }
        ))
    };
    db.all(&LIST_OWN, args![company, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(read)
        .collect()
}

pub(super) async fn unread_own(db: &Db, company: CompanyId, most: i64) -> Result<i64> {
    db.one(&UNREAD_OWN, args![company, most]).await?.map_or(Ok(0), |mut r| r.take())
}

pub(super) async fn mark_own_read(tx: &WriteTx, company: CompanyId, now: Timestamp) -> Result<u64> {
    tx.exec(&MARK_READ, args![now, company, now]).await
}

/// Deletes the oldest notices, if they are from before an instant; tells how many.
pub(super) async fn delete_oldest_unscoped(tx: &WriteTx, before: Timestamp, most: i64) -> Result<u64> {
    let rows = tx.all(&OLDEST, args![NoticeId::first_at(before), most]).await?;
    let ids = rows.into_iter().map(|mut row| row.take::<NoticeId>().map(|id| id.to_scalar()));
    let ids: Vec<Scalar> = ids.collect::<Result<_>>()?;
    tx.exec_list(&DELETE, vec![], ids).await
}
