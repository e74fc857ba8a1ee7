//! Invitations: made by whoever manages a team, good for as long as they do, taken by a code that works once.

use infra::WriteTx;
use infra::crypto::token_hash;
use kernel::text::Name;
use kernel::{Cursor, Email, InvitationId, MembershipId, PageLimit, PageOf, Secret, Timestamp, UserId};
use schemars::JsonSchema;
use serde::Serialize;

use super::approvers::REMEMBERED_S;
use super::password_policy::{self, PasswordContext, WeakPassword};
use super::team::{TeamError, confirm_giving, needs_second_administrator};
use super::view::{Account, InvitationRow, OpenInvitation};
use crate::accounts::client_origin::ClientOrigin;
use crate::accounts::store;
use crate::authority::Member;
use crate::may::{self, Role};
use crate::{Ctx, Event};

/// Seconds an invitation is good for.
pub(super) const INVITATION_S: i64 = 7 * 24 * 3_600;

/// An invitation to create.
#[derive(Debug, Clone)]
pub struct Invite {
    /// Email address.
    pub email: Email,
    /// The role in the company.
    pub role: Role,
    /// Needed where the role has power over the others.
    pub password: Option<Secret<String>>,
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
    /// Whether a second administrator has to approve it before it can be accepted.
    pub awaits_approval: bool,
}

/// Invites somebody. An administrator of the platform joins only once a second administrator has approved it.
pub async fn invite(ctx: &Ctx, by: &Member<may::ManageTeam>, cmd: Invite) -> Result<Invited, TeamError> {
    let (company, user, role) = (by.company(), by.user(), cmd.role);
    if !by.principal().kind.roles().contains(&role) {
        return Err(TeamError::NoSuchRole { role });
    }
    confirm_giving(ctx, by, role, cmd.password).await?;
    let id = ctx.store.id::<InvitationId>();
    let (token, hash) = ctx.vault.token();
    let awaits_approval = needs_second_administrator(by.principal().kind, role);
    // Nobody knows the code that this is the hash of.
    let (hash, held) = if awaits_approval { (ctx.vault.token().1, Some(hash)) } else { (hash, None) };
    let now = ctx.store.now();
    let expires_at = now.plus_seconds(INVITATION_S);
    ctx.store
        .write(&by.origin(), |tx| {
            let (email, hash, held) = (cmd.email.clone(), hash.clone(), held.clone());
            async move {
                // Whoever was stopped a moment ago leaves nothing behind that nobody withdraws.
                let inviter = store::lock_inviter(&tx, user, company).await?;
                inviter.filter(|inviter| inviter.manages()).ok_or(TeamError::NotInCharge)?;
                let membership = None;
                let row = store::NewInvitation {
                    id,
                    company,
                    email,
                    role,
                    hash,
                    by: user,
                    now,
                    expires_at,
                    held,
                    membership,
                };
                store::insert_invitation(&tx, &row).await?;
                Ok::<_, TeamError>(tx.commit_with(Event::MemberInvited { invitation: id, company, role }.record(), ()))
            }
        })
        .await?;
    Ok(Invited { id, token: token.reveal().clone(), expires_at, awaits_approval })
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
                let is_withdrawn = store::is_own_invitation_withdrawn(&tx, company, id).await?;
                return if is_withdrawn { Ok(tx.no_change(())) } else { Err(TeamError::Missing) };
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

/// What became of an invitation that was taken. Only the limits hear of it: whoever took it is told the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinOutcome {
    /// They are a member.
    Joined,
    /// The address has an account, and the password is not its password.
    WrongPassword,
}

impl JoinOutcome {
    /// Whether a try counts as a wrong password. One that no new account may have does, too: whether the address
    /// has an account shows in no count.
    pub const fn is_wrong_try(tried: &Result<Self, TeamError>) -> bool {
        matches!(tried, Ok(Self::WrongPassword) | Err(TeamError::WeakPassword { .. }))
    }
}

/// Whom an open invitation is for.
pub async fn invited(ctx: &Ctx, token: &Secret<String>) -> Result<Email, TeamError> {
    find(ctx, token).await.map(|open| open.email)
}

/// An invitation that is open and whose maker may still give that role.
async fn find(ctx: &Ctx, token: &Secret<String>) -> Result<OpenInvitation, TeamError> {
    let (hash, now) = (token_hash(token.reveal()), ctx.store.now());
    let Some(open) = store::find_invitation(&ctx.store.db, hash.clone(), now).await? else {
        let is_held = store::is_held(&ctx.store.db, hash, now).await?;
        return Err(if is_held { TeamError::AwaitsApproval } else { TeamError::BadInvitation });
    };
    let inviter = store::find_inviter(&ctx.store.db, open.invited_by, open.company).await?;
    if inviter.is_some_and(|inviter| inviter.may_give(open.role)) { Ok(open) } else { Err(TeamError::BadInvitation) }
}

/// Joins a company. The answer is the same, and takes the same time, whether or not the address has an
/// account, and whether or not the password is that account's: the password is judged as a new one in either
/// case, one password is hashed, and something is written down where it is good enough for a new one. Whoever
/// is told that all went well and has not joined sees so when they sign in; the invitation is still open then.
///
/// An account may be older than the policy of today: its own password is good, whatever the policy says. One
/// that the policy refuses and that is nobody's gets one answer, and counts as a wrong one, in either case.
pub async fn accept_invitation(
    ctx: &Ctx,
    cmd: AcceptInvitation,
    caller: &ClientOrigin,
) -> Result<JoinOutcome, TeamError> {
    let open = find(ctx, &cmd.token).await?;
    let names = [cmd.name.as_str(), &open.legal_name, &open.display_name];
    let weak = password_policy::check(&cmd.password, &PasswordContext::new(&open.email, names)).err();
    match (store::find_account(&ctx.store.db, &open.email).await?, weak) {
        (Some(account), weak) => accept_as(ctx, open, account, (cmd.password, weak), caller).await,
        (None, None) => accept_anew(ctx, open, cmd, caller).await,
        (None, Some(why)) => {
            ctx.passwords.verify(cmd.password, None).await.map_err(|_| TeamError::Overloaded)?;
            Err(refused(why))
        }
    }
}

fn refused(why: WeakPassword) -> TeamError {
    TeamError::WeakPassword { why: why.to_string() }
}

/// With the account that the address has.
async fn accept_as(
    ctx: &Ctx,
    open: OpenInvitation,
    account: Account,
    (password, weak): (Secret<String>, Option<WeakPassword>),
    caller: &ClientOrigin,
) -> Result<JoinOutcome, TeamError> {
    let right = ctx.passwords.verify(password, Some(account.password_hash)).await;
    if right.map_err(|_| TeamError::Overloaded)? && account.is_active {
        join(ctx, &open, account.id, None, caller).await?;
        return Ok(JoinOutcome::Joined);
    }
    ctx.record_failed_sign_in(caller, Some(&open.email), Some(account.id));
    if let Some(why) = weak {
        return Err(refused(why));
    }
    let event = Event::InvitationNotAccepted { invitation: open.id, company: open.company };
    ctx.store
        .write(&caller.origin(), |tx| {
            let event = event.clone();
            async move { Ok::<_, TeamError>(tx.commit_with(event.record(), ())) }
        })
        .await?;
    Ok(JoinOutcome::WrongPassword)
}

/// With an account that is made for it.
async fn accept_anew(
    ctx: &Ctx,
    open: OpenInvitation,
    cmd: AcceptInvitation,
    caller: &ClientOrigin,
) -> Result<JoinOutcome, TeamError> {
    let hash = ctx.passwords.hash(cmd.password).await.map_err(|_| TeamError::Overloaded)?;
    join(ctx, &open, ctx.store.id::<UserId>(), Some((cmd.name, hash)), caller).await?;
    Ok(JoinOutcome::Joined)
}

/// Gives somebody their place, which may be the one that was taken from them; first their account, if they have
/// none.
async fn join(
    ctx: &Ctx,
    open: &OpenInvitation,
    user: UserId,
    account: Option<(Name, String)>,
    caller: &ClientOrigin,
) -> Result<(), TeamError> {
    let (membership, now) = (ctx.store.id::<MembershipId>(), ctx.store.now());
    let (company, role) = (open.company, open.role);
    let forgotten = now.plus_seconds(-REMEMBERED_S);
    let origin = caller.origin_of(user, company);
    let joined = ctx.store.write(&origin, |tx| {
        let account = account.clone();
        async move {
            take(&tx, open).await?;
            if let Some((name, hash)) = account {
                store::insert_user(&tx, user, &open.email, &name, &hash, now).await?;
            }
            if store::reopen_membership(&tx, user, company, role, (now, forgotten)).await? {
                // They were removed before: what they were signed in with then ends.
                store::revoke_in_company(&tx, user, company, now).await?;
            } else {
                store::insert_membership(&tx, membership, user, company, role, now).await?;
            }
            Ok(tx.commit_with(Event::MemberJoined { user, company, role }.record(), ()))
        }
    });
    joined.await.map_err(|error| match error {
        // A place in this company is there already (perhaps suspended): the link gives no second one.
        TeamError::Db(error) if error.is_unique() => TeamError::BadInvitation,
        other => other,
    })
}

/// Whoever takes the invitation first has it; the other finds it used. Its row is locked from here on, and
/// whoever stops its maker withdraws it: either they wait for this to end, or this finds it withdrawn.
async fn take(tx: &WriteTx, open: &OpenInvitation) -> Result<(), TeamError> {
    if !store::take_invitation(tx, open.id).await? {
        return Err(TeamError::BadInvitation);
    }
    let inviter = store::find_inviter(tx, open.invited_by, open.company).await?;
    if inviter.is_some_and(|inviter| inviter.may_give(open.role)) { Ok(()) } else { Err(TeamError::BadInvitation) }
}
