//! GS1 company prefixes: stated, reserved, and what is under them.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::gtin::Gtin;
use kernel::ids::Id;
use kernel::{CompanyId, CompanyPrefixId, PageLimit, Scalar, Stored, Timestamp, UserId};

use super::{INSERT_PREFIX, LOCK_OPEN_PREFIXES, RESERVED_FOR, SETTLE_PREFIX, WITHDRAW_OWN_PREFIX};
use crate::catalog::prefixes::view::{NewPrefix, OpenPrefix, PrefixRow, PrefixState};

// TENANT: each reader says whose: one's own company's, or any for staff.
const SELECT: Stmt = Stmt::same(
    "select r.id, r.prefix, r.state, r.company_id, c.display_name, r.evidence, r.stated_at, r.decided_at, r.reason
    from company_prefixes r join companies c on c.id = r.company_id where ",
);
const BY_ID: Stmt = Stmt::same("r.id = ?");
const OWN_BY_ID: Stmt = Stmt::same("r.company_id = ? and r.id = ?");
const OWN_BEFORE: Stmt = Stmt::same("r.company_id = ? and r.id < ?");
const BEFORE: Stmt = Stmt::same("r.id < ?");
const IN_STATE: Stmt = Stmt::same(" and r.state = ?");
const NEWEST: Stmt = Stmt::same(" order by r.id desc limit ?");

/// Under which key a prefix is open: each company's once.
pub(crate) async fn insert_prefix(tx: &WriteTx, p: &NewPrefix) -> Result<()> {
    let digits = p.prefix.as_str().to_owned();
    let key = format!("{}:{digits}", p.company);
    let values = args![p.id, p.company, p.user, digits, p.evidence, p.now, key];
    tx.exec(&INSERT_PREFIX, values).await.map(drop)
}

fn row(mut r: Row) -> Result<PrefixRow> {
    Ok(infra::columns!(
        r,
        PrefixRow { id, prefix, state, company_id, company_name, evidence, stated_at, decided_at, reason }
    ))
}

async fn one(asked: &impl Query, mut sql: SqlBuilder) -> Result<Option<PrefixRow>> {
    let values = sql.take_args();
    asked.one(&sql, values).await?.map(row).transpose()
}

pub(crate) async fn find_own_prefix(
    asked: &impl Query,
    vendor: CompanyId,
    id: CompanyPrefixId,
) -> Result<Option<PrefixRow>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&OWN_BY_ID, args![vendor, id]);
    one(asked, sql).await
}

pub(crate) async fn find_prefix_unscoped(asked: &impl Query, id: CompanyPrefixId) -> Result<Option<PrefixRow>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BY_ID, args![id]);
    one(asked, sql).await
}

async fn all(db: &Db, mut sql: SqlBuilder, state: Option<PrefixState>, limit: PageLimit) -> Result<Vec<PrefixRow>> {
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(row).collect()
}

pub(crate) async fn list_own_prefixes(
    db: &Db,
    vendor: CompanyId,
    state: Option<PrefixState>,
    after: Option<CompanyPrefixId>,
    limit: PageLimit,
) -> Result<Vec<PrefixRow>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&OWN_BEFORE, args![vendor, after.unwrap_or_else(Id::greatest)]);
    all(db, sql, state, limit).await
}

pub(crate) async fn list_prefixes_unscoped(
    db: &Db,
    state: Option<PrefixState>,
    after: Option<CompanyPrefixId>,
    limit: PageLimit,
) -> Result<Vec<PrefixRow>> {
    let mut sql = SqlBuilder::new(&SELECT, vec![]);
    sql.push(&BEFORE, args![after.unwrap_or_else(Id::greatest)]);
    all(db, sql, state, limit).await
}

/// False where it is open no more.
pub(crate) async fn withdraw_own_prefix(
    tx: &WriteTx,
    vendor: CompanyId,
    id: CompanyPrefixId,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&WITHDRAW_OWN_PREFIX, args![now, vendor, id]).await? == 1)
}

/// Those that wait or are reserved and begin with these digits; they are locked.
pub(crate) async fn lock_open_prefixes(tx: &WriteTx, root: &str) -> Result<Vec<OpenPrefix>> {
    let read = |mut r: Row| Ok(infra::columns!(r, OpenPrefix { company, prefix, state }));
    // A colon comes behind every digit.
    let rows = tx.all(&LOCK_OPEN_PREFIXES, args![root.to_owned(), format!("{root}:")]).await?;
    rows.into_iter().map(read).collect()
}

/// False where it is not in the state that the decision is about.
pub(crate) async fn settle_prefix_unscoped(
    tx: &WriteTx,
    id: CompanyPrefixId,
    (from, to): (PrefixState, PrefixState),
    (by, reason): (UserId, &str),
    now: Timestamp,
) -> Result<bool> {
    let values = args![to, to, by, now, reason.to_owned(), id, from];
    Ok(tx.exec(&SETTLE_PREFIX, values).await? == 1)
}

/// The company that a GTIN is reserved for.
pub(crate) async fn reserved_for(tx: &WriteTx, gtin: &Gtin) -> Result<Option<CompanyId>> {
    let under: Vec<Scalar> = gtin.company_prefixes().map(|prefix| prefix.to_owned().to_scalar()).collect();
    // A GTIN-8 is under none.
    if under.is_empty() {
        return Ok(None);
    }
    tx.one(&RESERVED_FOR, under).await?.map(|mut r| r.take()).transpose()
}
