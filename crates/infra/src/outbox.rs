//! The audit trail, the outbox and the stored replies: tables of this crate, written in the same
//! transaction as the change they tell of. And the claim of a job, which that transaction must still hold.

use std::collections::BTreeMap;

use kernel::{EventId, Scalar, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::args;
use crate::db::{Db, Error, Query, Result, SqlBuilder, Stmt, Tx};
use crate::inserts::insert_rows;
use crate::record::{BatchClaim, EventRecord, IdempotentRequest, JobClaim, Origin};

crate::statements! {
    CLAIM = {
        "insert into replies (company_id, idem_key, request_hash, at) values (?, ?, ?, cast(round(unixepoch('subsec') * 1000) as integer) * 1000 + ?)",
        my: "insert into replies (company_id, idem_key, request_hash, at) values (?, ?, ?, timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) + ?)",
        pg: "insert into replies (company_id, idem_key, request_hash, at) values (?, ?, ?, (extract(epoch from statement_timestamp()) * 1000000)::bigint + ?)"
    };
    KEEP = "update replies set reply = ? where company_id = ? and idem_key = ?";
    FIND_REPLY = "select request_hash, reply from replies where company_id = ? and idem_key = ?";
    FORGET = "delete from replies where at < ?";
    FAILED = "update outbox set failed_at = ? where id = ? and published_at is null and failed_at is null";
    PUT_BACK = "update outbox set failed_at = null where id = ? and published_at is null";
    WAITING = "select count(*) from outbox where published_at is null and failed_at is null";
    OLDEST_WAITING = "select at from outbox where published_at is null and failed_at is null order by id limit 1";
    PRUNE = "delete from outbox where published_at < ?";
    OLDEST_AUDIT_ROWS = "select id from audit_log where id < ? order by id limit ?";
    HOLDS = {
        "select 1 from jobs where id = ? and claims = ?",
        my: "select 1 from jobs where id = ? and claims = ? for update",
        pg: "select 1 from jobs where id = ? and claims = ? for update"
    };
}

const DELETE_AUDIT_ROWS: Stmt = Stmt::same("delete from audit_log where id in (");
const CLOSE: Stmt = Stmt::same(")");
const UNPUBLISHED: Stmt = Stmt::per_engine(
    "select id, kind, data, cast(round(unixepoch('subsec') * 1000) as integer) * 1000 from outbox where published_at is null and failed_at is null and (",
    "select id, kind, data, timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) from outbox where published_at is null and failed_at is null and (",
    "select id, kind, data, (extract(epoch from statement_timestamp()) * 1000000)::bigint from outbox where published_at is null and failed_at is null and (",
);
const UP_TO_VERSION: Stmt = Stmt::same("version <= ? and kind in (");
const OR: Stmt = Stmt::same(") or ");
const UNPUBLISHED_END: Stmt = Stmt::per_engine(
    ")) order by id limit ?",
    ")) order by id limit ? for update skip locked",
    ")) order by id limit ? for update skip locked",
);

/// A raw id bound as such; this crate does not know the business's id types.
struct Raw(Option<Uuid>);

impl kernel::Stored for Raw {
    fn to_scalar(&self) -> Scalar {
        Scalar::Id(self.0)
    }
    fn from_scalar(scalar: Scalar) -> Option<Self> {
        EventId::from_scalar(scalar).map(|id| Self(Some(kernel::ids::Id::uuid(id))))
    }
    fn absent() -> Scalar {
        Scalar::Id(None)
    }
}

const AUDIT: Stmt =
    Stmt::same("insert into audit_log (id, at, user_id, company_id, request_id, kind, subject, data) values ");
const OUTBOX: Stmt = Stmt::same("insert into outbox (id, kind, version, subject, data, at) values ");
const NO_TAIL: Stmt = Stmt::same("");
const PUBLISHED: Stmt = Stmt::same("update outbox set published_at = ? where id in (");
const END_BATCH: Stmt = Stmt::same("delete from jobs where claims = ? and id in (");

/// The beginning of [`AUDIT`] where the row is written only if its author is still what they were.
const AUDIT_IF: Stmt = Stmt::same(
    "insert into audit_log (id, at, user_id, company_id, request_id, kind, subject, data) select ?, ?, ?, ?, ?, ?, ?, ?",
);

/// Fails where the author of the write is not any more what they were when it was let through.
pub(crate) async fn record(tx: &Tx, origin: &Origin, events: &[(EventId, &EventRecord)], at: Timestamp) -> Result<()> {
    let (mut trail, mut waiting) = (Vec::with_capacity(events.len()), Vec::new());
    for (id, event) in events {
        let (kind, data) = (event.kind.to_owned(), event.data.to_string());
        if event.relayed {
            // The payload itself says of which version it is.
            let version = event.data.get("v").and_then(serde_json::Value::as_i64).unwrap_or(1);
            waiting.push(args![*id, kind, version, event.subject, data, at]);
        }
        let (user, company, request) = (Raw(origin.user), Raw(origin.company), Raw(origin.request));
        trail.push(args![*id, at, user, company, request, kind, event.subject, data]);
    }
    if let Some(standing) = &origin.standing
        && !trail.is_empty()
    {
        // The first row finds out, and locks, for all of them.
        let (user, company) = (Raw(Some(standing.user)), Raw(Some(standing.company)));
        let must = args![user, company, standing.role.to_owned(), standing.company_state.to_owned()];
        let mut sql = SqlBuilder::new(&AUDIT_IF, trail.remove(0));
        let values = sql.push(standing.held, must).take_args();
        if tx.exec(&sql, values).await? == 0 {
            return Err(Error::StandingLost);
        }
    }
    insert_rows(tx, &AUDIT, &NO_TAIL, trail).await?;
    insert_rows(tx, &OUTBOX, &NO_TAIL, waiting).await.map(drop)
}

/// `moved_us` is what a clock was moved by on purpose ([`kernel::Clock::moved_us`]).
pub(crate) async fn claim(tx: &Tx, key: &IdempotentRequest, moved_us: i64) -> Result<()> {
    tx.exec(&CLAIM, args![Raw(Some(key.company)), key.key, key.request_hash, moved_us]).await.map(drop)
}

/// Whether a claim is the latest of its job. If so, nobody can claim the job before this transaction has ended.
pub(crate) async fn holds(tx: &Tx, claim: JobClaim) -> Result<bool> {
    Ok(tx.one(&HOLDS, args![claim.job, claim.number]).await?.is_some())
}

/// Ends the jobs of a batch; false where one of them was claimed by somebody else, or ended. If not, nobody can claim
/// any of them before this transaction has ended.
pub(crate) async fn end_batch(tx: &Tx, batch: &BatchClaim) -> Result<bool> {
    let mut sql = SqlBuilder::new(&END_BATCH, args![BatchClaim::NUMBER]);
    sql.push_list(batch.jobs().iter().map(kernel::Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    Ok(tx.exec(&sql, values).await? == batch.jobs().len() as u64)
}

pub(crate) async fn store_reply<T: Serialize>(tx: &Tx, key: &IdempotentRequest, value: &T) -> Result<()> {
    let reply = serde_json::to_string(value).map_err(|e| Error::Other(e.to_string()))?;
    tx.exec(&KEEP, args![reply, Raw(Some(key.company)), key.key]).await.map(drop)
}

pub(crate) async fn stored_reply<T: DeserializeOwned>(db: &Db, key: &IdempotentRequest) -> Result<Option<T>> {
    let Some(mut row) = db.one(&FIND_REPLY, args![Raw(Some(key.company)), key.key]).await? else {
        return Ok(None);
    };
    let (hash, reply): (Vec<u8>, String) = row.take_tuple()?;
    if hash != key.request_hash {
        return Err(Error::KeyReused);
    }
    serde_json::from_str(&reply).map(Some).map_err(|e| Error::Decode(e.to_string()))
}

/// One event that waits to be turned into jobs.
#[derive(Debug, Clone)]
pub struct PendingEvent {
    /// Its id.
    pub id: EventId,
    /// Which sort of thing happened.
    pub kind: String,
    /// The particulars.
    pub data: String,
}

/// Events that were locked to be relayed, and the database's time.
#[derive(Debug)]
pub(crate) struct Unpublished {
    pub events: Vec<PendingEvent>,
    pub now: Timestamp,
}

/// The next events of known kinds, each up to a version. Those of other kinds stay where they are, however
/// many they be, and are not even read.
pub(crate) async fn unpublished(tx: &Tx, known: &[(&'static str, i64)], most: usize) -> Result<Unpublished> {
    let mut found = Unpublished { events: vec![], now: Timestamp::from_micros(0) };
    let mut by_version: BTreeMap<i64, Vec<Scalar>> = BTreeMap::new();
    for (kind, version) in known {
        by_version.entry(*version).or_default().extend(args![(*kind).to_owned()]);
    }
    if by_version.is_empty() {
        return Ok(found);
    }
    let mut sql = SqlBuilder::new(&UNPUBLISHED, vec![]);
    for (at, (version, kinds)) in by_version.into_iter().enumerate() {
        if at > 0 {
            sql.push(&OR, vec![]);
        }
        sql.push(&UP_TO_VERSION, args![version]).push_list(kinds);
    }
    sql.push(&UNPUBLISHED_END, args![i64::try_from(most).unwrap_or(i64::MAX)]);
    let values = sql.take_args();
    for mut row in tx.all(&sql, values).await? {
        found.events.push(crate::columns!(row, PendingEvent { id, kind, data }));
        found.now = row.take()?;
    }
    Ok(found)
}

pub(crate) async fn published(tx: &Tx, events: &[PendingEvent], at: Timestamp) -> Result<()> {
    let mut sql = SqlBuilder::new(&PUBLISHED, args![at]);
    sql.push_list(events.iter().flat_map(|event| args![event.id]).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    tx.exec(&sql, values).await.map(drop)
}

/// Sets an event aside that could not be relayed: it is not published, and not read again. False where somebody
/// has published it, or set it aside.
pub(crate) async fn failed(tx: &Tx, id: EventId, at: Timestamp) -> Result<bool> {
    Ok(tx.exec(&FAILED, args![at, id]).await? == 1)
}

/// Lets an event that was set aside be read again.
pub(crate) async fn put_back(tx: &Tx, id: EventId) -> Result<()> {
    tx.exec(&PUT_BACK, args![id]).await.map(drop)
}

/// How many events wait to be turned into jobs.
pub async fn pending(db: &Db) -> Result<i64> {
    db.one(&WAITING, vec![]).await?.map_or(Ok(0), |mut row| row.take())
}

/// Since when the event that stands first has waited.
pub(crate) async fn oldest_pending(db: &Db) -> Result<Option<Timestamp>> {
    db.one(&OLDEST_WAITING, vec![]).await?.map_or(Ok(None), |mut row| row.take())
}

/// Forgets replies and published events older than an instant. The audit trail has a time of its own.
pub(crate) async fn prune(tx: &Tx, before: Timestamp) -> Result<()> {
    tx.exec(&FORGET, args![before]).await?;
    tx.exec(&PRUNE, args![before]).await?;
    Ok(())
}

/// Deletes the oldest rows of the audit trail, if they are from before an instant; tells how many.
pub(crate) async fn forget_audit_rows(tx: &Tx, before: Timestamp, most: i64) -> Result<u64> {
    let first_kept: EventId = kernel::ids::Id::first_at(before);
    let rows = tx.all(&OLDEST_AUDIT_ROWS, args![first_kept, most]).await?;
    let ids: Vec<EventId> = rows.into_iter().map(|mut row| row.take()).collect::<Result<_>>()?;
    if ids.is_empty() {
        return Ok(0);
    }
    let mut sql = SqlBuilder::new(&DELETE_AUDIT_ROWS, vec![]);
    sql.push_list(ids.iter().map(kernel::Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    tx.exec(&sql, values).await
}
