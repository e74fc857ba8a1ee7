//! What companies are called, and wish to be called.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::fold::fold;
use kernel::ids::Id;
use kernel::skeleton::{SKELETON_KEYS, skeleton_key};
use kernel::text::Reason;
use kernel::{CompanyId, NameChangeId, PageLimit, Stored, Timestamp, UserId};

use super::{
    INSERT_NAME_CHANGE, LOCK_NAME_CHANGE, OWN_NAME_CHANGES, RENAME, SET_SKELETONS, SETTLE_NAME_CHANGE,
    WITHDRAW_NAME_CHANGE, WITHOUT_SKELETON,
};
use crate::companies::view::{CompanyNames, NameChange, NameChangeState, SimilarCompany};

const NAME_CHANGES: Stmt = Stmt::same(
    "select id, company_id, old_display_name, new_display_name, old_legal_name, new_legal_name, state, asked_by, asked_at, decided_at, reason from company_name_changes where id < ?",
);
const IN_STATE: Stmt = Stmt::same(" and state = ?");
const NEWEST: Stmt = Stmt::same(" order by id desc limit ?");
const SIMILAR: Stmt = Stmt::same(
    "select id, kind, display_name, legal_name, state, display_skeleton, legal_skeleton from companies where state <> 'rejected' and (display_skeleton in (",
);
const OR_LEGAL: Stmt = Stmt::same(") or legal_skeleton in (");
// Those that trade come first, however many ask to join under such a name.
const SOME: Stmt = Stmt::same(")) order by case state when 'approved' then 0 else 1 end, id limit 500");

/// A wish about to be written down.
pub struct NewNameChange {
    pub id: NameChangeId,
    pub company: CompanyId,
    pub old: CompanyNames,
    pub new: CompanyNames,
    pub by: UserId,
    pub now: Timestamp,
}

fn change(mut r: Row) -> Result<NameChange> {
    Ok(infra::columns!(
        r,
        NameChange {
            id,
            company_id,
            old_display_name,
            new_display_name,
            old_legal_name,
            new_legal_name,
            state,
            asked_by,
            asked_at,
            decided_at,
            reason
        }
    ))
}

/// Fails on a unique key where another one is open.
pub async fn insert_name_change(tx: &WriteTx, c: NewNameChange) -> Result<()> {
    let (old, new) = (c.old, c.new);
    let values = args![c.id, c.company, c.company, old.display, new.display, old.legal, new.legal, c.by, c.now];
    tx.exec(&INSERT_NAME_CHANGE, values).await.map(drop)
}

pub async fn list_own_name_changes(
    db: &Db,
    company: CompanyId,
    after: Option<NameChangeId>,
    limit: PageLimit,
) -> Result<Vec<NameChange>> {
    let values = args![company, after.unwrap_or_else(Id::greatest), limit.rows_plus_one()];
    db.all(&OWN_NAME_CHANGES, values).await?.into_iter().map(change).collect()
}

pub async fn name_changes_unscoped(
    db: &Db,
    state: Option<NameChangeState>,
    after: Option<NameChangeId>,
    limit: PageLimit,
) -> Result<Vec<NameChange>> {
    let mut sql = SqlBuilder::new(&NAME_CHANGES, args![after.unwrap_or_else(Id::greatest)]);
    if let Some(state) = state {
        sql.push(&IN_STATE, args![state]);
    }
    sql.push(&NEWEST, args![limit.rows_plus_one()]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(change).collect()
}

pub async fn lock_name_change_unscoped(tx: &WriteTx, id: NameChangeId) -> Result<Option<NameChange>> {
    tx.one(&LOCK_NAME_CHANGE, args![id]).await?.map(change).transpose()
}

/// How a wish ended.
pub struct Settled {
    pub state: NameChangeState,
    pub by: UserId,
    pub now: Timestamp,
    pub reason: Option<Reason>,
}

pub async fn settle_name_change_unscoped(tx: &WriteTx, id: NameChangeId, s: Settled) -> Result<bool> {
    Ok(tx.exec(&SETTLE_NAME_CHANGE, args![s.state, s.by, s.now, s.reason, id]).await? == 1)
}

pub async fn withdraw_own_name_change(
    tx: &WriteTx,
    company: CompanyId,
    id: NameChangeId,
    by: UserId,
    now: Timestamp,
) -> Result<bool> {
    Ok(tx.exec(&WITHDRAW_NAME_CHANGE, args![by, now, company, id]).await? == 1)
}

/// Calls a company otherwise, if it is still called as it was.
pub async fn rename_unscoped(tx: &WriteTx, company: CompanyId, old: &CompanyNames, new: &CompanyNames) -> Result<bool> {
    let (display, legal) = (skeleton_key(&new.display), skeleton_key(&new.legal));
    let values = args![new.display, fold(&new.display), display, new.legal, legal, company, old.display, old.legal];
    Ok(tx.exec(&RENAME, values).await? == 1)
}

/// Companies that are called like one of these keys; with both of their own.
pub async fn similar_unscoped(
    asked: &impl Query,
    skeletons: &[String],
) -> Result<Vec<(SimilarCompany, [Option<String>; 2])>> {
    let list = || skeletons.iter().map(Stored::to_scalar).collect();
    let mut sql = SqlBuilder::new(&SIMILAR, vec![]);
    sql.push_list(list()).push(&OR_LEGAL, vec![]).push_list(list()).push(&SOME, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| {
        let company = infra::columns!(r, SimilarCompany { id, kind, display_name, legal_name, state });
        Ok((company, [r.take()?, r.take()?]))
    };
    asked.all(&sql, values).await?.into_iter().map(read).collect()
}

/// Companies of an earlier release, which have no skeletons yet, or those of another table of look-alikes.
pub async fn without_skeleton_unscoped(db: &Db) -> Result<Vec<(CompanyId, String, String)>> {
    let (from, to) = SKELETON_KEYS;
    db.all(&WITHOUT_SKELETON, args![from.to_owned(), to.to_owned()])
        .await?
        .into_iter()
        .map(|mut r| r.take_tuple())
        .collect()
}

/// What both names look like, and by what the company is found and sorted: all of it is made of the same folding.
pub async fn set_skeletons_unscoped(tx: &WriteTx, id: CompanyId, display: &str, legal: &str) -> Result<()> {
    let (from, to) = SKELETON_KEYS;
    let values = args![fold(display), skeleton_key(display), skeleton_key(legal), id, from.to_owned(), to.to_owned()];
    tx.exec(&SET_SKELETONS, values).await.map(drop)
}
