//! The people of a company: their roles, and who is suspended or removed.

use infra::WriteTx;
use kernel::{CompanyId, Cursor, MembershipId, PageLimit, PageOf, Precondition, Secret, UserId, Version};

use super::approvers;
use super::password::confirm_password;
use super::view::{MemberRow, MemberState};
use super::withdrawal::{withdraw_what_they_gave, withdraw_what_they_were_given};
use crate::accounts::store;
use crate::authority::Member;
use crate::may::{self, CompanyKind, Permission, Role, rights};
use crate::{Ctx, Event};

errors! {
    /// Why a team stays as it is.
    pub enum TeamError via { Password(super::PasswordError) } {
        /// Another sort of company has that role.
        NoSuchRole { role: Role } = Invalid "team.role_not_of_this_company" "the role {role} is not available for this type of company",
        /// Not there, or another company's.
        Missing = Missing "team.no_such_member" "no such team member or invitation",
        /// A company must keep an owner.
        LastOwner = Conflict "team.last_owner" "the last owner cannot be removed or given another role",
        /// One's own place is changed by somebody else.
        Oneself = Forbidden "team.not_oneself" "only another owner can change your role",
        /// Stopped or demoted a moment ago.
        NotInCharge = Forbidden "team.not_in_charge" "you can no longer manage this team",
        /// Changed meanwhile.
        Stale = Stale "team.changed_meanwhile" "this team member has changed since you read it",
        /// Unknown, used, withdrawn, run out.
        BadInvitation = Invalid "team.invitation_not_valid" "this invitation is no longer valid; ask for a new one",
        /// See [`super::WeakPassword`].
        WeakPassword { why: String } = Invalid "accounts.weak_password" "the password {why}",
        /// A role with power over the others is given with the password.
        PasswordNeeded = Forbidden "team.password_needed" "this role can manage the whole company; enter your password to give it",
        /// One administrator alone makes no other.
        NeedsApproval = Conflict "team.needs_approval" "a second administrator has to approve an administrator; ask for it with POST /api/members/{{membership_id}}/promotion",
        /// Nobody has yet.
        AwaitsApproval = Conflict "team.awaits_approval" "a second administrator has to approve this first",
        /// Whoever asked, or whoever gains by it.
        SecondAdministrator = Forbidden "team.second_administrator" "you asked for this or would gain by it; another administrator has to approve it",
        /// They are one.
        AlreadyAdministrator = Conflict "team.already_administrator" "this team member is an administrator already",
        /// Too much at once.
        Overloaded = Unavailable "service.busy" "too many passwords are being checked right now; try again in a moment",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
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

/// One of them. Who was removed is not there any more.
pub async fn member(ctx: &Ctx, by: &Member<may::ReadTeam>, id: MembershipId) -> Result<MemberRow, TeamError> {
    let row = store::find_member(&ctx.store.db, by.company(), id).await?;
    row.filter(|row| row.state != MemberState::Removed).ok_or(TeamError::Missing)
}

/// Proves once more who gives a role that has power over the others.
pub(super) async fn confirm_giving(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    role: Role,
    password: Option<Secret<String>>,
) -> Result<(), TeamError> {
    if needs_confirming(by.principal().kind, role) {
        confirm_password(ctx, by.user(), password.ok_or(TeamError::PasswordNeeded)?).await?;
    }
    Ok(())
}

/// What becomes of a place.
#[derive(Debug, Clone)]
pub struct ChangeMember {
    /// Another role.
    pub role: Option<Role>,
    /// Suspend, take back in, remove.
    pub state: Option<MemberState>,
    /// As it was read.
    pub expected: Precondition,
    /// Needed where a role with power over the others is given, or given back.
    pub password: Option<Secret<String>>,
}

/// Changes somebody's place. Takes effect on their next request; what they handed out and may not any more
/// is withdrawn.
pub async fn change_member(
    ctx: &Ctx,
    by: &Member<may::ManageTeam>,
    id: MembershipId,
    cmd: ChangeMember,
) -> Result<MemberRow, TeamError> {
    let (company, kind, user, now) = (by.company(), by.principal().kind, by.user(), ctx.store.now());
    let mut confirmed = None;
    if let Some(row) = place_before(ctx, company, id, &cmd).await? {
        let role = cmd.role.unwrap_or(row.role);
        if makes_administrator(kind, &row, role) {
            return Err(TeamError::NeedsApproval);
        }
        if role != row.role || row.state != MemberState::Active {
            confirm_giving(ctx, by, role, cmd.password.clone()).await?;
            if needs_confirming(kind, role) && !cmd.expected.holds(&row) {
                return Err(TeamError::Stale);
            }
        }
        confirmed = Some(row.version);
    }
    ctx.store
        .write(&by.origin(), |mut tx| {
            let cmd = cmd.clone();
            async move {
                let mut row = store::lock_member(&tx, company, id).await?.ok_or(TeamError::Missing)?;
                // Removed in another tab, or by a press before this one: that is what was wanted.
                if (row.state, cmd.state, cmd.role) == (MemberState::Removed, Some(MemberState::Removed), None) {
                    return Ok(tx.no_change(row));
                }
                // What needs the password was judged by the place as it was then.
                if !cmd.expected.holds(&row) || confirmed.is_some_and(|version| version != row.version) {
                    return Err(TeamError::Stale);
                }
                check_change(&row, &cmd, kind, user)?;
                let (role, state) = (cmd.role.unwrap_or(row.role), cmd.state.unwrap_or(row.state));
                if (role, state) == (row.role, row.state) {
                    return Ok(tx.no_change(row));
                }
                let stays = state == MemberState::Active;
                if !(stays && owns(kind, role)) {
                    keep_an_owner(&tx, company, kind, &row).await?;
                }
                approvers::note_change(&tx, (company, kind), &row, (role, state), now).await?;
                store::update_member(&tx, company, id, (role, state), now).await?;
                if !(stays && rights(kind, role).contains(&Permission::ManageTeam)) {
                    withdraw_what_they_gave(&mut tx, row.user_id, Some(company), now).await?;
                }
                if state == MemberState::Removed {
                    withdraw_what_they_were_given(&mut tx, row.user_id, company).await?;
                }
                (row.role, row.state, row.version) = (role, state, Version(row.version.0 + 1));
                let event = Event::MemberChanged { user: row.user_id, company, role, state: state.to_string() };
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}

/// Somebody's place as it is, if the change may give them a role that they do not have.
async fn place_before(
    ctx: &Ctx,
    company: CompanyId,
    id: MembershipId,
    cmd: &ChangeMember,
) -> Result<Option<MemberRow>, TeamError> {
    if cmd.state.is_some_and(|state| state != MemberState::Active) {
        return Ok(None);
    }
    store::find_member(&ctx.store.db, company, id).await?.ok_or(TeamError::Missing).map(Some)
}

/// Refuses where somebody is the last who can act as an owner.
async fn keep_an_owner(tx: &WriteTx, company: CompanyId, kind: CompanyKind, row: &MemberRow) -> Result<(), TeamError> {
    let is_owner = owns(kind, row.role) && row.state == MemberState::Active;
    if is_owner && store::count_other_owners(tx, company, row.role, row.user_id).await? == 0 {
        return Err(TeamError::LastOwner);
    }
    Ok(())
}

fn check_change(row: &MemberRow, cmd: &ChangeMember, kind: CompanyKind, user: UserId) -> Result<(), TeamError> {
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

/// Whether a change would make somebody an administrator of the platform who is none now.
fn makes_administrator(kind: CompanyKind, row: &MemberRow, role: Role) -> bool {
    let is_one = row.role == Role::SuperAdmin && row.state == MemberState::Active;
    needs_second_administrator(kind, role) && !is_one && row.state != MemberState::Removed
}

/// Whether a role is given by two: one who asks and another who approves.
pub(super) fn needs_second_administrator(kind: CompanyKind, role: Role) -> bool {
    kind == CompanyKind::Platform && role == Role::SuperAdmin
}

/// Whether a role has power over the others: an owner's, and any of the platform's.
fn needs_confirming(kind: CompanyKind, role: Role) -> bool {
    kind == CompanyKind::Platform || owns(kind, role)
}
