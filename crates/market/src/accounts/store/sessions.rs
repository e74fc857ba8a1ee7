//! Sign-ins and refresh tokens.

use infra::db::{Db, Query, Result, Row};
use infra::{Store, WriteTx, args};
use kernel::{CompanyId, SessionId, Timestamp, UserId};

use super::{
    DELETE_ENDED, DELETE_TOKENS_OF_ENDED, EARLIER_SESSIONS, END_OF_BROWSER, END_OF_COMPANY, END_OF_MEMBER, END_OF_USER,
    FIND_BY_SECRET, FIND_PRINCIPAL, FIND_PRINCIPAL_OF, FIND_REFRESH, INSERT_REFRESH, INSERT_SESSION, LOCK_ACCOUNT,
    REPLACE_SECRET, REVOKE_ALL, REVOKE_IN_COMPANY, REVOKE_OTHERS, REVOKE_SESSION, ROTATE_SESSION, SESSIONS_BEYOND,
    SESSIONS_OF, TOUCH_SESSION, USE_REFRESH, WHY_ENDED,
};
use crate::accounts::sessions::lifetime::StoredSession;
use crate::accounts::sessions::view::{SessionEndReason, SessionKind, SessionRow};
use crate::authority::Principal;

fn principal(r: &mut Row) -> Result<Principal> {
    Ok(infra::columns!(
        r,
        Principal {
            user,
            company,
            kind,
            role,
            company_state,
            session,
            must_change_password,
            request: None,
            at_console: false
        }
    ))
}

/// Who a sign-in by tokens stands for, and until when; `None` once it was ended, or the person is out.
pub async fn find_principal(db: &Db, session: SessionId) -> Result<Option<(Principal, Timestamp)>> {
    let read = |mut r: Row| Ok((principal(&mut r)?, r.take()?));
    db.one(&FIND_PRINCIPAL, args![session]).await?.map(read).transpose()
}

/// What somebody is in a company now, whatever their sign-ins; `None` once they are out.
pub async fn find_principal_of(asked: &impl Query, user: UserId, company: CompanyId) -> Result<Option<Principal>> {
    let read = |mut r: Row| {
        let (kind, role, company_state) = r.take_tuple()?;
        Ok(Principal {
            user,
            company,
            kind,
            role,
            company_state,
            session: None,
            request: None,
            must_change_password: false,
            at_console: false,
        })
    };
    asked.one(&FIND_PRINCIPAL_OF, args![user, company]).await?.map(read).transpose()
}

/// Until when a browser's sign-in may last; `None` once it was ended.
pub async fn end_of_browser(tx: &WriteTx, session: SessionId) -> Result<Option<Timestamp>> {
    tx.one(&END_OF_BROWSER, args![session]).await?.map(|mut r| r.take()).transpose()
}

/// The browser session that an id opens, or opened until it was replaced: alive or not.
pub async fn find_by_secret(db: &Db, hash: &[u8]) -> Result<Option<StoredSession>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            StoredSession {
                principal: principal(&mut r)?,
                is_open,
                expires_at,
                used_at,
                secret_hash,
                previous_until,
                rights_as_of
            }
        ))
    };
    db.one(&FIND_BY_SECRET, args![hash.to_vec(), hash.to_vec()]).await?.map(read).transpose()
}

/// Why a session was ended; nothing where it was not, or in words of a newer release.
pub async fn why_ended(db: &Db, session: SessionId) -> Result<Option<SessionEndReason>> {
    let why: Option<String> = db.one(&WHY_ENDED, args![session]).await?.map(|mut r| r.take()).transpose()?;
    Ok(why.and_then(|why| why.parse().ok()))
}

pub struct NewSession {
    pub id: SessionId,
    pub user: UserId,
    pub company: CompanyId,
    pub now: Timestamp,
    pub until: Timestamp,
    pub address: String,
    pub agent: String,
    /// Of a browser session: the hash of its id, and the rights that it was issued for.
    pub browser: Option<(Vec<u8>, String)>,
}

pub async fn insert_session(tx: &WriteTx, s: &NewSession) -> Result<()> {
    let kind = if s.browser.is_some() { SessionKind::Browser } else { SessionKind::Token };
    let (secret_hash, rights) = s.browser.clone().unzip();
    let used_at = s.browser.as_ref().map(|_| s.now);
    let args = args![s.id, s.user, s.company, s.now, s.until, s.address, s.agent, kind, secret_hash, used_at, rights];
    tx.exec(&INSERT_SESSION, args).await.map(drop)
}

/// Locks an account for one sign-in at a time; gives its password's hash if it is not locked out.
pub async fn lock_account(tx: &WriteTx, user: UserId) -> Result<Option<String>> {
    tx.one(&LOCK_ACCOUNT, args![user]).await?.map(|mut r| r.take()).transpose()
}

/// Sign-ins that are still good; `idle_since` is when a browser must have been used.
pub async fn sessions_of(db: &Db, user: UserId, now: Timestamp, idle_since: Timestamp) -> Result<Vec<SessionRow>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            SessionRow { id, kind, current: false, created_at, expires_at, last_used_at, address, agent }
        ))
    };
    db.all(&SESSIONS_OF, args![user, now, idle_since]).await?.into_iter().map(read).collect()
}

/// A person's latest sign-ins, those that are over among them, and the companies they were for.
pub async fn earlier_sessions(db: &Db, user: UserId) -> Result<Vec<(SessionId, CompanyId)>> {
    db.all(&EARLIER_SESSIONS, args![user]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// The oldest sign-ins, beyond so many newer ones.
pub async fn sessions_beyond(
    tx: &WriteTx,
    user: UserId,
    now: Timestamp,
    idle_since: Timestamp,
    newest: i64,
) -> Result<Vec<SessionId>> {
    let rows = tx.all(&SESSIONS_BEYOND, args![user, now, idle_since, newest]).await?;
    rows.into_iter().map(|mut r| r.take()).collect()
}

/// Notes that a browser session was used, unless somebody noted it after `before`.
pub async fn touch(store: &Store, session: SessionId, now: Timestamp, before: Timestamp) -> Result<()> {
    store.record_last_use(&TOUCH_SESSION, args![now, session, before]).await.map(drop)
}

/// What a browser session is opened by from now on.
pub struct NewSecret {
    pub session: SessionId,
    pub old: Vec<u8>,
    pub new: Vec<u8>,
    pub rights: String,
    pub now: Timestamp,
    pub old_until: Timestamp,
}

/// True for the one who replaced the old id first.
pub async fn rotate(tx: &WriteTx, s: &NewSecret) -> Result<bool> {
    let args = args![s.old_until, s.new, s.rights, s.now, s.session, s.old];
    Ok(tx.exec(&ROTATE_SESSION, args).await? == 1)
}

/// Replaces a browser session's id, whatever it is, at once; false where the sign-in is of another kind.
pub async fn replace_secret(tx: &WriteTx, session: SessionId, new: Vec<u8>) -> Result<bool> {
    Ok(tx.exec(&REPLACE_SECRET, args![new, session]).await? == 1)
}

pub async fn revoke_session(tx: &WriteTx, session: SessionId, now: Timestamp, why: &str) -> Result<bool> {
    Ok(tx.exec(&REVOKE_SESSION, args![now, why.to_owned(), session]).await? == 1)
}

/// Ends all sign-ins of a person, or all but one.
pub async fn revoke_others(tx: &WriteTx, user: UserId, keep: Option<SessionId>, now: Timestamp) -> Result<()> {
    match keep {
        Some(keep) => tx.exec(&REVOKE_OTHERS, args![now, user, keep]).await.map(drop),
        None => tx.exec(&REVOKE_ALL, args![now, user]).await.map(drop),
    }
}

/// Ends a person's sign-ins to one company.
pub async fn revoke_in_company(tx: &WriteTx, user: UserId, company: CompanyId, now: Timestamp) -> Result<()> {
    tx.exec(&REVOKE_IN_COMPANY, args![now, user, company]).await.map(drop)
}

/// Ends all sign-ins of a person, by whoever may; tells how many.
pub async fn end_of_user(tx: &WriteTx, user: UserId, now: Timestamp, why: SessionEndReason) -> Result<u64> {
    tx.exec(&END_OF_USER, args![now, why, user]).await
}

/// Ends a person's sign-ins to one company, by whoever may; tells how many.
pub async fn end_of_member(
    tx: &WriteTx,
    (user, company): (UserId, CompanyId),
    now: Timestamp,
    why: SessionEndReason,
) -> Result<u64> {
    tx.exec(&END_OF_MEMBER, args![now, why, user, company]).await
}

/// Ends all sign-ins to a company but one, by whoever may; tells how many.
pub async fn end_of_company(
    tx: &WriteTx,
    (company, keep): (CompanyId, SessionId),
    now: Timestamp,
    why: SessionEndReason,
) -> Result<u64> {
    tx.exec(&END_OF_COMPANY, args![now, why, company, keep]).await
}

/// Deletes a sign-in that has ended, its refresh tokens first, which refer to it. False where there is none
/// that has ended.
pub async fn delete_ended_unscoped(tx: &WriteTx, session: SessionId) -> Result<bool> {
    tx.exec(&DELETE_TOKENS_OF_ENDED, args![session, session]).await?;
    Ok(tx.exec(&DELETE_ENDED, args![session]).await? == 1)
}

pub struct HeldRefresh {
    pub session: SessionId,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub sealed_successor: Option<Vec<u8>>,
    pub session_until: Timestamp,
    pub address: String,
    pub agent: String,
}

pub async fn insert_refresh(
    tx: &WriteTx,
    hash: Vec<u8>,
    session: SessionId,
    now: Timestamp,
    until: Timestamp,
) -> Result<()> {
    tx.exec(&INSERT_REFRESH, args![hash, session, now, until]).await.map(drop)
}

pub async fn find_refresh(db: &Db, hash: Vec<u8>) -> Result<Option<HeldRefresh>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            HeldRefresh { session, expires_at, used_at, sealed_successor, session_until, address, agent }
        ))
    };
    db.one(&FIND_REFRESH, args![hash]).await?.map(read).transpose()
}

/// True for the one who used it first.
pub async fn use_refresh(tx: &WriteTx, hash: Vec<u8>, now: Timestamp, successor: Vec<u8>) -> Result<bool> {
    Ok(tx.exec(&USE_REFRESH, args![now, successor, hash, now]).await? == 1)
}
