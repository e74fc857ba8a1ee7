//! The people of a company: invited by its owner, joined by a link that works once.

use infra::crypto::token_hash;
use kernel::text::Name;
use kernel::{Cursor, Email, InvitationId, MembershipId, PageLimit, PageOf, Secret, Timestamp, UserId, Version};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::view::{InvitationRow, MemberRow, MemberState};
use super::{approvers, password_policy};
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::store;
use crate::authority::Member;
use crate::may::{self, CompanyKind, Role};
use crate::{Ctx, Event};

/// Seconds an invitation is good for.
const INVITATION_S: i64 = 7 * 24 * 3_600;

errors! {
    /// Why a team stays as it is.
    pub enum TeamError {
        /// Another sort of company has that role.
        NoSuchRole { role: Role } = Invalid "team.role_not_of_this_company" "the role {role} is not available for this type of company",
        /// Not there, or another company's.
        Missing = Missing "team.no_such_member" "no such team member or invitation",
        /// A company must keep an owner.
        LastOwner = Conflict "team.last_owner" "the last owner cannot be removed or given another role",
        /// One's own place is changed by somebody else.
        Oneself = Forbidden "team.not_oneself" "only another owner can change your role",
        /// Changed meanwhile.
        Stale = Stale "team.changed_meanwhile" "this team member has changed since you read it",
        /// Unknown, used, withdrawn, run out.
        BadInvitation = Invalid "team.invitation_not_valid" "this invitation is no longer valid; ask for a new one",
        /// See [`super::WeakPassword`].
        WeakPassword { why: String } = Invalid "accounts.weak_password" "the password {why}",
        /// The address has an account, and the password is not its password.
        WrongPassword = Forbidden "accounts.wrong_password" "this email address already has an account; enter its password",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many passwords are being checked right now; try again in a moment",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// An invitation to create.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "InviteIn")]
pub struct Invite {
    /// Email address.
    pub email: Email,
    /// The role in the company.
    pub role: Role,
}

/// An invitation with its token, which is returned only once.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Invited {
    /// The invitation.
    pub id: InvitationId,
    /// The invitation token. Share it with the person; it can be used once.
    pub token: String,
    /// When it expires.
    pub expires_at: Timestamp,
}

/// Invites somebody.
pub async fn invite(ctx: &Ctx, by: &Member<may::ManageTeam>, cmd: Invite) -> Result<Invited, TeamError> {
    if !by.principal().kind.roles().contains(&cmd.role) {
        return Err(TeamError::NoSuchRole { role: cmd.role });
    }
    let id = ctx.store.id::<InvitationId>();
    let (token, hash) = ctx.vault.token();
    let now = ctx.store.now();
    let expires_at = now.plus_seconds(INVITATION_S);
    let (company, user) = (by.company(), by.user());
    ctx.store
        .write(&by.origin(), |tx| {
            let (cmd, hash) = (cmd.clone(), hash.clone());
            async move {
                let row = store::NewInvitation {
                    id,
                    company,
                    email: cmd.email,
                    role: cmd.role,
                    hash,
                    by: user,
                    now,
                    expires_at,
                };
                store::insert_invitation(&tx, &row).await?;
                Ok::<_, TeamError>(
                    tx.commit_with(Event::MemberInvited { invitation: id, company, role: cmd.role }.record(), ()),
                )
            }
        })
        .await?;
    Ok(Invited { id, token: token.reveal().clone(), expires_at })
}

/// The company's open invitations.
pub async fn invitations(
    ctx: &Ctx,
    by: &Member<may::ReadTeam>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<InvitationRow>, TeamError> {
    let after = after.map(|c| c.keys("invitations")).transpose().map_err(|_| TeamError::BadCursor)?;
    let rows = store::list_invitations(&ctx.store.db, by.company(), after, limit, ctx.store.now()).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("invitations", &row.id)))
}

/// Takes an invitation back.
pub async fn withdraw_invitation(ctx: &Ctx, by: &Member<may::ManageTeam>, id: InvitationId) -> Result<(), TeamError> {
    let company = by.company();
    ctx.store
        .write(&by.origin(), |tx| async move {
            if !store::withdraw_own_invitation(&tx, company, id).await? {
                return Err(TeamError::Missing);
            }
            Ok(tx.commit_with(Event::InvitationWithdrawn { invitation: id }.record(), ()))
        })
        .await
}

/// What is needed to join by invitation.
#[derive(Debug, Clone)]
pub struct AcceptInvitation {
    /// As it was handed over.
    pub token: Secret<String>,
    /// Used where the address has no account yet.
    pub name: Name,
    /// The new account's password, or the existing one's.
    pub password: Secret<String>,
}

/// Whom an open invitation is for.
pub async fn invited(ctx: &Ctx, token: &Secret<String>) -> Result<Email, TeamError> {
    let open = store::find_invitation(&ctx.store.db, token_hash(token.reveal()), ctx.store.now()).await?;
    open.map(|invitation| invitation.email).ok_or(TeamError::BadInvitation)
}

/// Joins a company.
pub async fn accept_invitation(ctx: &Ctx, cmd: AcceptInvitation, caller: &ClientOrigin) -> Result<(), TeamError> {
    let now = ctx.store.now();
    let hash = token_hash(cmd.token.reveal());
    let open = store::find_invitation(&ctx.store.db, hash, now).await?.ok_or(TeamError::BadInvitation)?;
    let known = store::find_by_email(&ctx.store.db, &open.email).await?;
    let password_hash = if let Some((_, kept)) = &known {
        let right = ctx.passwords.verify(cmd.password, Some(kept.clone())).await.map_err(|_| TeamError::Overloaded)?;
        if !right {
            return Err(TeamError::WrongPassword);
        }
        None
    } else {
        password_policy::check(&cmd.password, &open.email, &[cmd.name.as_str()])
            .map_err(|why| TeamError::WeakPassword { why: why.to_string() })?;
        Some(ctx.passwords.hash(cmd.password).await.map_err(|_| TeamError::Overloaded)?)
    };
    let user = known.map_or_else(|| ctx.store.id::<UserId>(), |(id, _)| id);
    let membership = ctx.store.id::<MembershipId>();
    let (company, role) = (open.company, open.role);
    ctx.store
        .write(&caller.origin_of(user, company), |tx| {
            let (password_hash, name, email) = (password_hash.clone(), cmd.name.clone(), open.email.clone());
            async move {
                // Whoever takes the invitation first has it; the other finds it used.
                if !store::take_invitation(&tx, open.id).await? {
                    return Err(TeamError::BadInvitation);
                }
                if let Some(hash) = password_hash {
                    store::insert_user(&tx, user, &email, &name, &hash, now).await?;
                }
                store::insert_membership(&tx, membership, user, company, role, now).await?;
                Ok(tx.commit_with(Event::MemberJoined { user, company, role }.record(), ()))
            }
        })
        .await
        .map_err(|error| match error {
            // A place in this company is there already (perhaps suspended): the link gives no second one.
            TeamError::Db(error) if error.is_unique() => TeamError::BadInvitation,
            other => other,
        })
}

/// The people of the company.
pub async fn members(
    ctx: &Ctx,
    by: &Member<may::ReadTeam>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<MemberRow>, TeamError> {
    let after = after.map(|c| c.keys("members")).transpose().map_err(|_| TeamError::BadCursor)?;
    let rows = store::list_members(&ctx.store.db, by.company(), after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("members", &row.id)))
}

/// What becomes of a place.
#[derive(Debug, Clone)]
pub struct ChangeMember {
    /// Another role.
    pub role: Option<Role>,
    /// Suspend, take back in, remove.
    pub state: Option<MemberState>,
    /// As it was read.
    pub version: Version,
}

/// Changes somebody's place. Takes effect on their next request.
pub async fn change_member(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    cmd: ChangeMember,
) -> Result<MemberRow, TeamError> {
    let (company, kind, user, now) = (by.company(), by.principal().kind, by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                let mut row = store::lock_member(&tx, company, id).await?.ok_or(TeamError::Missing)?;
                check_change(&row, &cmd, kind, user)?;
                let (role, state) = (cmd.role.unwrap_or(row.role), cmd.state.unwrap_or(row.state));
                let loses_owner = owns(kind, row.role)
                    && row.state == MemberState::Active
                    && !(owns(kind, role) && state == MemberState::Active);
                if loses_owner && store::count_owners(&tx, company, row.role).await? < 2 {
                    return Err(TeamError::LastOwner);
                }
                approvers::note_change(&tx, (company, kind), &row, (role, state), now).await?;
                store::update_member(&tx, company, id, role, state).await?;
                (row.role, row.state, row.version) = (role, state, Version(row.version.0 + 1));
                let event = Event::MemberChanged { user: row.user_id, company, role, state: state.to_string() };
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}

fn check_change(row: &MemberRow, cmd: &ChangeMember, kind: CompanyKind, user: UserId) -> Result<(), TeamError> {
    if row.version != cmd.version {
        return Err(TeamError::Stale);
    }
    if row.user_id == user {
        return Err(TeamError::Oneself);
    }
    if row.state == MemberState::Removed {
        return Err(TeamError::Missing);
    }
    match cmd.role {
        Some(role) if !kind.roles().contains(&role) => Err(TeamError::NoSuchRole { role }),
        _ => Ok(()),
    }
}

/// Whether a role is the one a company must not lose.
fn owns(kind: CompanyKind, role: Role) -> bool {
    role == if kind == CompanyKind::Platform { Role::SuperAdmin } else { Role::Owner }
}
