//! The subject's SQL.

mod approvers;
mod forgetting;
mod invitations;
pub(super) mod resealing;
mod sessions;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::text::Name;
use kernel::{CompanyId, Email, MembershipId, PageLimit, Stored, Timestamp, UserId};

use super::people::view::{MemberRow, MemberState, Membership, UserRow, UserState};
use super::sessions::view::Profile;
use super::sign_in::membership::SignInMembership;
use crate::may::Role;

pub(super) use approvers::{approver_places, begin_approver, end_approver, inviters_of_newcomer};
pub(super) use forgetting::{delete_expired_invitations_unscoped, delete_expired_sessions_unscoped};
pub(super) use invitations::{
    NewInvitation, approve_invitation, approve_promotion, find_account, find_invitation, find_inviter,
    insert_invitation, invitations_of, is_held, is_own_invitation_withdrawn, list_invitations, lock_awaited,
    lock_inviter, open_invitations_by, open_invitations_for, open_promotion, take_invitation, withdraw_own_invitation,
};
pub(super) use sessions::{
    NewSecret, NewSession, delete_ended_unscoped, earlier_sessions, end_of_browser, end_of_company, end_of_member,
    end_of_user, find_by_secret, find_principal, find_principal_of, find_refresh, insert_refresh, insert_session,
    lock_account, replace_secret, revoke_in_company, revoke_others, revoke_session, rotate, sessions_beyond,
    sessions_of, touch, use_refresh, why_ended,
};
pub(crate) use standing::STANDING;

infra::statements! {
    INSERT_USER = "insert into users (id, email, name, password_hash, state, created_at, version) values (?, ?, ?, ?, 'active', ?, 1)";
    MUST_CHANGE_PASSWORD = "update users set must_change_password = 1 where id = ?";
    INSERT_MEMBERSHIP = "insert into memberships (id, user_id, company_id, role, state, created_at, version) values (?, ?, ?, ?, 'active', ?, 1)";
    // MySQL assigns from left to right: the right to approve counts from when the place was taken before, if it was lost lately.
    REOPEN_MEMBERSHIP = "update memberships set approver_since = case when approver_until > ? then coalesce(approver_since, created_at) else ? end,
        role = ?, state = 'active', left_at = null, created_at = ?, version = version + 1 where user_id = ? and company_id = ? and state = 'removed'";
    INVITERS_OF_NEWCOMER = "select i.invited_by from memberships m join users u on u.id = m.user_id join invitations i on i.company_id = m.company_id and i.email = u.email
        where m.company_id = ? and m.user_id = ? and m.created_at > ? and i.state = 'accepted' order by i.id limit 20";
    // TENANT: signing in: the address says who, and all their places are asked for.
    FIND_MEMBERSHIPS = "select u.id, m.company_id, m.role, o.state, u.password_hash, case when u.state = 'active' and m.state = 'active' then 1 else 0 end, m.created_at
        from users u join memberships m on m.user_id = u.id join companies o on o.id = m.company_id where u.email = ? order by m.created_at, m.id limit 50";
    LIST_MEMBERSHIPS = "select o.id, o.display_name, o.kind, m.role, o.state from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id
        where m.user_id = ? and m.state = 'active' and u.state = 'active' order by m.created_at, m.id limit 50";
    // TENANT: the id stands in a token that we signed; this is how the company is found.
    FIND_PRINCIPAL = "select s.user_id, s.company_id, o.kind, m.role, o.state, s.id, u.must_change_password, s.expires_at
        from sessions s join users u on u.id = s.user_id join memberships m on m.user_id = s.user_id and m.company_id = s.company_id join companies o on o.id = s.company_id
        where s.id = ? and s.kind = 'token' and s.revoked_at is null and u.state = 'active' and m.state = 'active'";
    FIND_PRINCIPAL_OF = "select o.kind, m.role, o.state from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id
        where m.user_id = ? and m.company_id = ? and u.state = 'active' and m.state = 'active'";
    // TENANT: the secret is the proof; this is how the company is found.
    FIND_BY_SECRET = "select s.user_id, s.company_id, o.kind, m.role, o.state, s.id, u.must_change_password, case when s.revoked_at is null and u.state = 'active' and m.state = 'active' then 1 else 0 end,
        s.expires_at, s.used_at, s.secret_hash, s.previous_until, s.rights_as_of
        from (select id from sessions where secret_hash = ? union all select id from sessions where previous_hash = ?) f join sessions s on s.id = f.id
        join users u on u.id = s.user_id join memberships m on m.user_id = s.user_id and m.company_id = s.company_id join companies o on o.id = s.company_id";
    FIND_ME = "select u.name, u.email, o.display_name, o.state_reason, o.time_zone, o.country, o.currency from users u, companies o where u.id = ? and o.id = ?";
    LOCK_ACCOUNT = {
        "select password_hash from users where id = ? and state = 'active'",
        my: "select password_hash from users where id = ? and state = 'active' for update",
        pg: "select password_hash from users where id = ? and state = 'active' for no key update"
    };
    INSERT_SESSION = "insert into sessions (id, user_id, company_id, created_at, expires_at, address, agent, kind, secret_hash, used_at, rights_as_of) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    // TENANT: the session of a token that we signed, or of a cookie that it was found by.
    WHY_ENDED = "select revoked_why from sessions where id = ? and revoked_at is not null";
    // TENANT: the session that sent the request.
    END_OF_BROWSER = "select expires_at from sessions where id = ? and kind = 'browser' and revoked_at is null";
    SESSIONS_OF = "select id, kind, created_at, expires_at, used_at, address, agent from sessions
        where user_id = ? and revoked_at is null and expires_at > ? and (used_at is null or used_at >= ?) order by id desc limit 100";
    SESSIONS_BEYOND = "select id from sessions where user_id = ? and revoked_at is null and expires_at > ? and (used_at is null or used_at >= ?) order by id desc limit 100 offset ?";
    EARLIER_SESSIONS = "select id, company_id from sessions where user_id = ? order by id desc limit 50";
    // TENANT: the session that sent the request.
    TOUCH_SESSION = "update sessions set used_at = ? where id = ? and used_at < ? and revoked_at is null";
    // TENANT: the session that sent the request, which knew the secret.
    ROTATE_SESSION = "update sessions set previous_hash = secret_hash, previous_until = ?, secret_hash = ?, rights_as_of = ?, used_at = ? where id = ? and secret_hash = ? and revoked_at is null";
    // TENANT: the session that sent the request.
    REPLACE_SECRET = "update sessions set previous_hash = secret_hash, previous_until = null, secret_hash = ? where id = ? and kind = 'browser' and revoked_at is null";
    // TENANT: the session that sent the request, or one of those that the person's own list has.
    REVOKE_SESSION = "update sessions set revoked_at = ?, revoked_why = ? where id = ? and revoked_at is null";
    REVOKE_ALL = "update sessions set revoked_at = ?, revoked_why = 'account_changed' where user_id = ? and revoked_at is null";
    REVOKE_OTHERS = "update sessions set revoked_at = ?, revoked_why = 'account_changed' where user_id = ? and revoked_at is null and id <> ?";
    REVOKE_IN_COMPANY = "update sessions set revoked_at = ?, revoked_why = 'account_changed' where user_id = ? and company_id = ? and revoked_at is null";
    END_OF_USER = "update sessions set revoked_at = ?, revoked_why = ? where user_id = ? and revoked_at is null";
    END_OF_MEMBER = "update sessions set revoked_at = ?, revoked_why = ? where user_id = ? and company_id = ? and revoked_at is null";
    END_OF_COMPANY = "update sessions set revoked_at = ?, revoked_why = ? where company_id = ? and revoked_at is null and id <> ?";
    DELETE_TOKENS_OF_ENDED = "delete from refresh_tokens where session_id = ? and exists (select 1 from sessions where id = ? and revoked_at is not null)";
    DELETE_ENDED = "delete from sessions where id = ? and revoked_at is not null";
    EXPIRED_SESSIONS = "select id from sessions where expires_at < ? order by expires_at limit ?";
    EXPIRED_INVITATIONS = "select id from invitations where expires_at < ? order by expires_at limit ?";
    INSERT_REFRESH = "insert into refresh_tokens (token_hash, session_id, issued_at, expires_at) values (?, ?, ?, ?)";
    // TENANT: the refresh token is the proof.
    FIND_REFRESH = "select t.session_id, t.expires_at, t.used_at, t.sealed_successor, s.expires_at, s.address, s.agent from refresh_tokens t join sessions s on s.id = t.session_id where t.token_hash = ?";
    USE_REFRESH = "update refresh_tokens set used_at = ?, sealed_successor = ? where token_hash = ? and used_at is null and expires_at > ?";
    PASSWORD_HASH = "select password_hash from users where id = ? and state = 'active'";
    NAME_AND_EMAIL = "select name, email from users where id = ?";
    COMPANY_NAMES = "select o.legal_name, o.display_name from memberships m join companies o on o.id = m.company_id where m.user_id = ? and m.state <> 'removed' order by m.id limit 50";
    SET_PASSWORD = "update users set password_hash = ?, must_change_password = 0, version = version + 1 where id = ?";
    RENEW_HASH = "update users set password_hash = ? where id = ?";
    UNSEALED_HASHES = "select id, password_hash from users where id > ? and substr(password_hash, 1, 19) <> ? order by id limit 200";
    COUNT_UNSEALED_HASHES = "select count(*) from users where substr(password_hash, 1, 19) <> ?";
    RESEAL_HASH = "update users set password_hash = ? where id = ? and password_hash = ?";
    UNSEALED_SUCCESSORS = "select token_hash, sealed_successor, used_at from refresh_tokens where token_hash > ? and substr(sealed_successor, 1, 5) <> ? order by token_hash limit 200";
    COUNT_UNSEALED_SUCCESSORS = "select count(*) from refresh_tokens where substr(sealed_successor, 1, 5) <> ?";
    RESEAL_SUCCESSOR = "update refresh_tokens set sealed_successor = ? where token_hash = ? and sealed_successor = ?";
    FIND_BY_EMAIL = "select id, password_hash from users where email = ? and state = 'active'";
    IS_COMPANY = "select id from companies where id = ?";
    ID_OF_ADDRESS = "select id from users where email = ?";
    FIND_ACCOUNT = "select id, password_hash, case when state = 'active' then 1 else 0 end from users where email = ?";
    LOCK_INVITER = {
        "select o.kind, m.role, o.state from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id where m.user_id = ? and m.company_id = ? and u.state = 'active' and m.state = 'active'",
        my: "select o.kind, m.role, o.state from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id where m.user_id = ? and m.company_id = ? and u.state = 'active' and m.state = 'active' lock in share mode",
        pg: "select o.kind, m.role, o.state from memberships m join users u on u.id = m.user_id join companies o on o.id = m.company_id where m.user_id = ? and m.company_id = ? and u.state = 'active' and m.state = 'active' for share"
    };
    INSERT_INVITATION = "insert into invitations (id, company_id, email, role, token_hash, invited_by, expires_at, state, created_at, held_hash, membership_id) values (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)";
    LIST_INVITATIONS = "select id, email, role, expires_at, invited_by, case when held_hash is null then 0 else 1 end, membership_id from invitations where company_id = ? and state = 'open' and expires_at > ? and id > ? order by id limit ?";
    WITHDRAW_INVITATION = "update invitations set state = 'withdrawn' where company_id = ? and id = ? and state = 'open'";
    IS_INVITATION_WITHDRAWN = "select id from invitations where company_id = ? and id = ? and state = 'withdrawn'";
    // TENANT: the invitation's token is the proof; whoever has it has no company yet.
    FIND_INVITATION = "select i.id, i.company_id, i.email, i.role, i.invited_by, o.legal_name, o.display_name from invitations i join companies o on o.id = i.company_id
        where i.token_hash = ? and i.state = 'open' and i.expires_at > ? and o.state = 'approved'";
    // TENANT: the invitation's token is the proof; whoever has it has no company yet.
    FIND_HELD = "select id from invitations where held_hash = ? and state = 'open' and expires_at > ?";
    LOCK_AWAITED = {
        "select email, role, invited_by, membership_id from invitations where company_id = ? and id = ? and state = 'open' and held_hash is not null and expires_at > ?",
        my: "select email, role, invited_by, membership_id from invitations where company_id = ? and id = ? and state = 'open' and held_hash is not null and expires_at > ? for update",
        pg: "select email, role, invited_by, membership_id from invitations where company_id = ? and id = ? and state = 'open' and held_hash is not null and expires_at > ? for update"
    };
    // MySQL assigns from left to right.
    APPROVE_INVITATION = "update invitations set token_hash = held_hash, held_hash = null, approved_by = ? where company_id = ? and id = ? and state = 'open' and held_hash is not null";
    APPROVE_PROMOTION = "update invitations set state = 'accepted', approved_by = ? where company_id = ? and id = ? and state = 'open' and membership_id is not null";
    OPEN_PROMOTION = "select id from invitations where company_id = ? and membership_id = ? and state = 'open' and expires_at > ? limit 1";
    // TENANT: the invitation was found by its token.
    TAKE_INVITATION = "update invitations set state = 'accepted' where id = ? and state = 'open'";
    // TENANT: whatever one person handed out, in whichever company.
    OPEN_INVITATIONS_BY = {
        "select id, company_id from invitations where invited_by = ? and state = 'open' and expires_at > ? order by id",
        my: "select id, company_id from invitations where invited_by = ? and state = 'open' and expires_at > ? order by id for update",
        pg: "select id, company_id from invitations where invited_by = ? and state = 'open' and expires_at > ? order by id for update"
    };
    OPEN_INVITATIONS_FOR = "select i.id from invitations i join users u on u.email = i.email where i.company_id = ? and u.id = ? and i.state = 'open' order by i.id";
    OPEN_INVITATIONS_OF = {
        "select id from invitations where company_id = ? and state = 'open' and expires_at > ? and created_at <= ? order by id",
        my: "select id from invitations where company_id = ? and state = 'open' and expires_at > ? and created_at <= ? order by id for update",
        pg: "select id from invitations where company_id = ? and state = 'open' and expires_at > ? and created_at <= ? order by id for update"
    };
    LIST_MEMBERS = "select m.id, m.user_id, u.name, u.email, m.role, m.state, m.created_at, m.version from memberships m join users u on u.id = m.user_id
        where m.company_id = ? and m.id > ? and m.state <> 'removed' order by m.id limit ?";
    FIND_MEMBER = "select m.id, m.user_id, u.name, u.email, m.role, m.state, m.created_at, m.version from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.id = ?";
    LOCK_MEMBER = {
        "select m.id, m.user_id, u.name, u.email, m.role, m.state, m.created_at, m.version from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.id = ?",
        my: "select m.id, m.user_id, u.name, u.email, m.role, m.state, m.created_at, m.version from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.id = ? for update",
        pg: "select m.id, m.user_id, u.name, u.email, m.role, m.state, m.created_at, m.version from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.id = ? for update of m"
    };
    LOCK_OWNERS = {
        "select id from memberships where company_id = ? and role = ? and state = 'active' order by id",
        my: "select id from memberships where company_id = ? and role = ? and state = 'active' order by id for update",
        pg: "select id from memberships where company_id = ? and role = ? and state = 'active' order by id for update"
    };
    APPROVERS = "select user_id, role, state, coalesce(approver_since, created_at), approver_until from memberships where company_id = ? and (state = 'active' or approver_until > ?) order by id";
    END_APPROVER = "update memberships set approver_until = ? where company_id = ? and id = ?";
    BEGIN_APPROVER = "update memberships set approver_since = ? where company_id = ? and id = ? and (approver_until is null or approver_until <= ?)";
    COUNT_OTHER_OWNERS = "select count(*) from memberships m join users u on u.id = m.user_id where m.company_id = ? and m.user_id <> ? and m.role = ? and m.state = 'active' and u.state = 'active'";
    ADMINISTERED = "select m.company_id from memberships m join companies o on o.id = m.company_id where m.user_id = ? and m.role = 'super_admin' and m.state = 'active' and o.kind = 'platform'";
    COMPANY_IN_COMMON = "select a.company_id from memberships a join memberships b on b.company_id = a.company_id join companies o on o.id = a.company_id
        where a.user_id = ? and b.user_id = ? and o.kind <> 'platform' and b.state <> 'removed' and (a.state <> 'removed' or a.left_at is null or a.left_at > ?) limit 1";
    UPDATE_MEMBER = "update memberships set role = ?, state = ?, left_at = ?, version = version + 1 where company_id = ? and id = ?";
    USERS = "select id, name, email, state, created_at from users where id < ? order by id desc limit ?";
    USER_BY_EMAIL = "select id, name, email, state, created_at from users where email = ?";
    USER_STATE = {
        "select state from users where id = ?",
        my: "select state from users where id = ? for update",
        pg: "select state from users where id = ? for no key update"
    };
    SET_USER_STATE = "update users set state = ?, version = version + 1 where id = ?";
}

const MEMBERS_OF: Stmt = Stmt::same("select user_id from memberships where state <> 'removed' and company_id in (");
const AMONG: Stmt = Stmt::same(") and user_id in (");
const USER_NAMES: Stmt = Stmt::same("select id, name from users where id in (");
const CLOSE: Stmt = Stmt::same(")");

pub(super) async fn insert_user(
    tx: &WriteTx,
    id: UserId,
    email: &Email,
    name: &Name,
    hash: &str,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&INSERT_USER, args![id, *email, *name, hash.to_owned(), now]).await.map(drop)
}

/// Has somebody set a password of their own before anything else.
pub(super) async fn must_change_password(tx: &WriteTx, id: UserId) -> Result<()> {
    tx.exec(&MUST_CHANGE_PASSWORD, args![id]).await.map(drop)
}

pub(super) async fn insert_membership(
    tx: &WriteTx,
    id: MembershipId,
    user: UserId,
    company: CompanyId,
    role: Role,
    now: Timestamp,
) -> Result<()> {
    tx.exec(&INSERT_MEMBERSHIP, args![id, user, company, role, now]).await.map(drop)
}

/// Gives somebody who was removed their place again, in a role. False where they have one, or never had.
pub(super) async fn reopen_membership(
    tx: &WriteTx,
    user: UserId,
    company: CompanyId,
    role: Role,
    (now, forgotten): (Timestamp, Timestamp),
) -> Result<bool> {
    Ok(tx.exec(&REOPEN_MEMBERSHIP, args![forgotten, now, role, now, user, company]).await? == 1)
}

pub(super) async fn find_memberships(db: &Db, email: &Email) -> Result<Vec<SignInMembership>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            SignInMembership {
                user,
                company,
                role,
                company_state,
                password_hash,
                renewed_hash: None,
                may_enter,
                several: false,
                since
            }
        ))
    };
    db.all(&FIND_MEMBERSHIPS, args![*email]).await?.into_iter().map(read).collect()
}

/// Where somebody can work now.
pub(super) async fn list_memberships(db: &Db, user: UserId) -> Result<Vec<Membership>> {
    let read = |mut r: Row| Ok(infra::columns!(r, Membership { company, name, kind, role, state }));
    db.all(&LIST_MEMBERSHIPS, args![user]).await?.into_iter().map(read).collect()
}

pub(super) async fn find_profile(db: &Db, user: UserId, company: CompanyId) -> Result<Option<Profile>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(r, Profile { name, email, company_name, state_reason, time_zone, country, currency }))
    };
    db.one(&FIND_ME, args![user, company]).await?.map(read).transpose()
}

pub(super) async fn password_hash(db: &Db, user: UserId) -> Result<Option<String>> {
    db.one(&PASSWORD_HASH, args![user]).await?.map(|mut r| r.take()).transpose()
}

pub(super) async fn name_and_email(db: &Db, user: UserId) -> Result<Option<(String, Email)>> {
    db.one(&NAME_AND_EMAIL, args![user]).await?.map(|mut r| r.take_tuple()).transpose()
}

/// What the companies are called where somebody has a place.
pub(super) async fn company_names(db: &Db, user: UserId) -> Result<Vec<(String, String)>> {
    db.all(&COMPANY_NAMES, args![user]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// The same password under another hash: the account stays what it was.
pub(super) async fn renew_hash(tx: &WriteTx, user: UserId, hash: &str) -> Result<()> {
    tx.exec(&RENEW_HASH, args![hash.to_owned(), user]).await.map(drop)
}

pub(super) async fn set_password(tx: &WriteTx, user: UserId, hash: &str) -> Result<()> {
    tx.exec(&SET_PASSWORD, args![hash.to_owned(), user]).await.map(drop)
}

pub(super) async fn find_by_email(db: &Db, email: &Email) -> Result<Option<(UserId, String)>> {
    db.one(&FIND_BY_EMAIL, args![*email]).await?.map(|mut r| r.take_tuple()).transpose()
}

pub(super) async fn is_company(tx: &WriteTx, company: CompanyId) -> Result<bool> {
    Ok(tx.one(&IS_COMPANY, args![company]).await?.is_some())
}

/// Whose an address is, blocked or not.
pub(super) async fn id_of_address(tx: &WriteTx, email: &Email) -> Result<Option<UserId>> {
    tx.one(&ID_OF_ADDRESS, args![*email]).await?.map(|mut r| r.take()).transpose()
}

fn member(mut r: Row) -> Result<MemberRow> {
    Ok(infra::columns!(r, MemberRow { id, user_id, name, email, role, state, created_at, version }))
}

pub(super) async fn list_members(
    db: &Db,
    company: CompanyId,
    after: Option<MembershipId>,
    limit: PageLimit,
) -> Result<Vec<MemberRow>> {
    db.all(&LIST_MEMBERS, args![company, after.unwrap_or_else(Id::least), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(member)
        .collect()
}

pub(super) async fn find_member(db: &Db, company: CompanyId, id: MembershipId) -> Result<Option<MemberRow>> {
    db.one(&FIND_MEMBER, args![company, id]).await?.map(member).transpose()
}

pub(super) async fn lock_member(tx: &WriteTx, company: CompanyId, id: MembershipId) -> Result<Option<MemberRow>> {
    tx.one(&LOCK_MEMBER, args![company, id]).await?.map(member).transpose()
}

/// How many others than somebody can act as owners of a company: their places are active, and nobody blocked
/// them. All the owners' places are locked first, whoever asks, so that two cannot put each other out at once;
/// they are counted by another statement, which sees what was committed while the first one waited.
pub(super) async fn count_other_owners(tx: &WriteTx, company: CompanyId, role: Role, user: UserId) -> Result<i64> {
    tx.all(&LOCK_OWNERS, args![company, role]).await?;
    tx.one(&COUNT_OTHER_OWNERS, args![company, user, role]).await?.map_or(Ok(0), |mut r| r.take())
}

/// The platform's company, if somebody is one of its administrators.
pub(super) async fn administered(tx: &WriteTx, user: UserId) -> Result<Option<CompanyId>> {
    tx.one(&ADMINISTERED, args![user]).await?.map(|mut r| r.take()).transpose()
}

/// Whether two people are of one company other than the platform; the first, perhaps until not long ago.
pub(super) async fn have_company_in_common(
    asked: &impl Query,
    one: UserId,
    other: UserId,
    since: Timestamp,
) -> Result<bool> {
    Ok(asked.one(&COMPANY_IN_COMMON, args![one, other, since]).await?.is_some())
}

pub(super) async fn update_member(
    tx: &WriteTx,
    company: CompanyId,
    id: MembershipId,
    (role, state): (Role, MemberState),
    now: Timestamp,
) -> Result<()> {
    let left_at = (state == MemberState::Removed).then_some(now);
    tx.exec(&UPDATE_MEMBER, args![role, state, left_at, company, id]).await.map(drop)
}

fn user(mut r: Row) -> Result<UserRow> {
    Ok(infra::columns!(r, UserRow { id, name, email, state, created_at }))
}

pub(super) async fn users_unscoped(db: &Db, after: Option<UserId>, limit: PageLimit) -> Result<Vec<UserRow>> {
    let rows = db.all(&USERS, args![after.unwrap_or_else(Id::greatest), limit.rows_plus_one()]).await?;
    rows.into_iter().map(user).collect()
}

pub(super) async fn user_by_email_unscoped(db: &Db, email: &Email) -> Result<Vec<UserRow>> {
    db.all(&USER_BY_EMAIL, args![*email]).await?.into_iter().map(user).collect()
}

pub(super) async fn user_names_unscoped(db: &Db, ids: &[UserId]) -> Result<BTreeMap<UserId, String>> {
    let mut sql = SqlBuilder::new(&USER_NAMES, vec![]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// Of some people those who are members of one of some companies, suspended or not. Neither may be empty.
pub(super) async fn members_among_unscoped(
    db: &Db,
    companies: &BTreeSet<CompanyId>,
    people: &[UserId],
) -> Result<BTreeSet<UserId>> {
    let mut sql = SqlBuilder::new(&MEMBERS_OF, vec![]);
    sql.push_list(companies.iter().map(Stored::to_scalar).collect()).push(&AMONG, vec![]);
    sql.push_list(people.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    db.all(&sql, values).await?.into_iter().map(|mut r| r.take()).collect()
}

pub(super) async fn user_state_unscoped(tx: &WriteTx, id: UserId) -> Result<Option<UserState>> {
    tx.one(&USER_STATE, args![id]).await?.map(|mut r| r.take()).transpose()
}

pub(super) async fn set_user_state_unscoped(tx: &WriteTx, id: UserId, state: UserState) -> Result<()> {
    tx.exec(&SET_USER_STATE, args![state, id]).await.map(drop)
}
