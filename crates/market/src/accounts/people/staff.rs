//! The platform's own people: made at the console, watching over everybody's accounts.

use std::collections::{BTreeMap, BTreeSet};

use infra::db::{Db, Query};
use infra::{Origin, WriteTx};
use kernel::text::{Name, Reason};
use kernel::{CompanyId, Cursor, Email, MembershipId, PageLimit, PageOf, Secret, Timestamp, UserId};

use super::password_policy::{self, PasswordContext};
use super::view::{UserRow, UserState};
use super::withdrawal::withdraw_what_they_gave;
use crate::accounts::store;
use crate::authority::{Operator, Staff};
use crate::may::{self, CompanyKind, Role};
use crate::{Ctx, Event, companies};

/// Whom to make staff.
#[derive(Debug, Clone)]
pub struct CreateStaff {
    /// Who.
    pub name: Name,
    /// How they sign in.
    pub email: Email,
    /// With what.
    pub password: Secret<String>,
    /// As what.
    pub role: Role,
    /// Whether somebody else knows the password: then they set their own before anything else.
    pub must_change_password: bool,
}

errors! {
    /// Why no staff was made.
    pub enum StaffError {
        /// Another sort of company has that role.
        NoSuchRole { role: Role } = Invalid "staff.no_such_role" "there is no staff role {role}",
        /// See [`super::WeakPassword`].
        WeakPassword { why: String } = Invalid "accounts.weak_password" "the password {why}",
        /// The address has an account.
        Taken = Conflict "staff.email_taken" "this email address already has an account",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many passwords are being checked right now",
    }
}

/// Makes staff, at the console; the first time also the platform's own company.
pub async fn create_staff(ctx: &Ctx, by: Operator, cmd: CreateStaff) -> Result<UserId, StaffError> {
    if !CompanyKind::Platform.roles().contains(&cmd.role) {
        return Err(StaffError::NoSuchRole { role: cmd.role });
    }
    let platform = companies::platform_names(&ctx.store.db, by).await?;
    let names = platform.iter().map(String::as_str).chain([cmd.name.as_str()]);
    password_policy::check(&cmd.password, &PasswordContext::new(&cmd.email, names))
        .map_err(|why| StaffError::WeakPassword { why: why.to_string() })?;
    let hash = ctx.passwords.hash(cmd.password.clone()).await.map_err(|_| StaffError::Overloaded)?;
    let (user, membership, new_company) =
        (ctx.store.id::<UserId>(), ctx.store.id::<MembershipId>(), ctx.store.id::<CompanyId>());
    let now = ctx.store.now();
    let origin = Origin::default();
    let made = ctx.store.write(&origin, |tx| {
        let (cmd, hash) = (cmd.clone(), hash.clone());
        async move {
            let company = companies::platform_company(by, &tx, new_company, now).await?;
            store::insert_user(&tx, user, &cmd.email, &cmd.name, &hash, now).await?;
            if cmd.must_change_password {
                store::must_change_password(&tx, user).await?;
            }
            store::insert_membership(&tx, membership, user, company, cmd.role, now).await?;
            Ok::<_, StaffError>(tx.commit_with(Event::StaffCreated { user, role: cmd.role }.record(), user))
        }
    });
    made.await.map_err(|error| match error {
        StaffError::Db(error) if error.is_unique() => StaffError::Taken,
        other => other,
    })
}

errors! {
    /// Why an account stays as it is.
    pub enum UsersError {
        /// Nobody.
        Missing = Missing "users.no_such_user" "no such user",
        /// It is so already.
        Already { state: UserState } = Conflict "users.already" "the user is already {state}",
        /// Nobody could let anybody in again.
        LastAdmin = Conflict "users.last_admin" "the last administrator of the platform cannot be blocked; make somebody else an administrator first",
        /// Not a colleague elsewhere.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of the company that this is about; somebody else must decide",
        /// Not oneself.
        Oneself = Forbidden "users.not_oneself" "you cannot block yourself",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// All people, newest first; or the one with an address.
pub async fn users(
    ctx: &Ctx,
    _: &Staff<may::ReadUsers>,
    email: Option<Email>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<UserRow>, UsersError> {
    let after = after.map(|c| c.keys("users")).transpose().map_err(|_| UsersError::BadCursor)?;
    let rows = match email {
        Some(email) => store::user_by_email_unscoped(&ctx.store.db, &email).await?,
        None => store::users_unscoped(&ctx.store.db, after, limit).await?,
    };
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("users", &row.id)))
}

/// Of some people those whom somebody of the staff neither blocks nor unblocks: their colleagues in another company
/// than the platform. One round trip, two for somebody of another company.
pub async fn conflicting_users(
    ctx: &Ctx,
    by: &Staff<may::ReadUsers>,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<BTreeSet<UserId>, UsersError> {
    let (own, ids) = (companies::conflicting_companies(ctx, by).await?, ids.into_iter().collect::<Vec<_>>());
    if own.is_empty() || ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(store::members_among_unscoped(&ctx.store.db, &own, &ids).await?)
}

/// What people are called, for staff that meets their ids in a list: one round trip, none for none.
pub async fn user_names(
    ctx: &Ctx,
    _: &Staff<may::ReadUsers>,
    ids: impl IntoIterator<Item = UserId>,
) -> Result<BTreeMap<UserId, String>, UsersError> {
    let ids: Vec<UserId> = ids.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    Ok(store::user_names_unscoped(&ctx.store.db, &ids).await?)
}

/// Locks somebody out; all their sign-ins end, and what they handed out is withdrawn.
pub async fn lock_user(ctx: &Ctx, by: &Staff<may::LockUsers>, user: UserId, reason: Reason) -> Result<(), UsersError> {
    if user == by.user() {
        return Err(UsersError::Oneself);
    }
    let event = Event::UserLocked { user, reason: reason.into_string() };
    set_state(ctx, by, user, UserState::Locked, event).await
}

/// Lets somebody in again.
pub async fn unlock_user(ctx: &Ctx, by: &Staff<may::LockUsers>, user: UserId) -> Result<(), UsersError> {
    set_state(ctx, by, user, UserState::Active, Event::UserUnlocked { user }).await
}

async fn set_state(
    ctx: &Ctx,
    by: &Staff<may::LockUsers>,
    user: UserId,
    state: UserState,
    event: Event,
) -> Result<(), UsersError> {
    let (now, officer) = (ctx.store.now(), by.user());
    ctx.store
        .write(&by.origin(), |mut tx| {
            let event = event.clone();
            async move {
                if store::have_company_in_common(&tx, officer, user, companies::interested_since(now)).await? {
                    return Err(UsersError::Interested);
                }
                if state == UserState::Locked {
                    keep_an_admin(&tx, user).await?;
                }
                let found = store::user_state_unscoped(&tx, user).await?.ok_or(UsersError::Missing)?;
                if found == state {
                    return Err(UsersError::Already { state });
                }
                store::set_user_state_unscoped(&tx, user, state).await?;
                if state == UserState::Locked {
                    store::revoke_others(&tx, user, None, now).await?;
                    withdraw_what_they_gave(&mut tx, user, None, now).await?;
                }
                Ok(tx.commit_with(event.record(), ()))
            }
        })
        .await
}

/// Refuses where somebody is the platform's last administrator who can act. Of other companies the only owner
/// may be locked out, as the platform can let them in again.
async fn keep_an_admin(tx: &WriteTx, user: UserId) -> Result<(), UsersError> {
    match store::administered(tx, user).await? {
        Some(platform) if store::count_other_owners(tx, platform, Role::SuperAdmin, user).await? == 0 => {
            Err(UsersError::LastAdmin)
        }
        _ => Ok(()),
    }
}

/// Puts a person with a place in, for demo data; the hash was made once for all of them.
pub async fn seed_person(
    tx: &WriteTx,
    _: Operator,
    ids: (UserId, MembershipId),
    company: CompanyId,
    role: Role,
    who: (&Email, &Name, &str),
    now: Timestamp,
) -> infra::db::Result<()> {
    let (email, name, hash) = who;
    store::insert_user(tx, ids.0, email, name, hash, now).await?;
    store::insert_membership(tx, ids.1, ids.0, company, role, now).await
}

/// Whether a person that staff wishes to do a favour is they themselves, or a colleague elsewhere than at the platform.
pub(crate) async fn closeness(
    asked: &impl Query,
    officer: UserId,
    user: UserId,
    now: Timestamp,
) -> infra::db::Result<Closeness> {
    if officer == user {
        return Ok(Closeness::Oneself);
    }
    let colleagues = store::have_company_in_common(asked, officer, user, companies::interested_since(now)).await?;
    Ok(if colleagues { Closeness::Colleague } else { Closeness::None })
}

/// How close two people are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closeness {
    /// One and the same.
    Oneself,
    /// Of one company, now or until not long ago.
    Colleague,
    /// Neither.
    None,
}

/// Whose an address is, blocked or not.
pub(crate) async fn owner_of(db: &Db, email: &Email) -> infra::db::Result<Option<UserId>> {
    Ok(store::find_account(db, email).await?.map(|account| account.id))
}

/// A person by address, for the console.
pub async fn find_person(ctx: &Ctx, _: Operator, email: &Email) -> infra::db::Result<Option<UserId>> {
    Ok(store::find_by_email(&ctx.store.db, email).await?.map(|(id, _)| id))
}
