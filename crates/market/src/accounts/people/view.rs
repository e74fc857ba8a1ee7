//! People, their memberships and invitations as they are read. Imports neither store nor actions.

use kernel::{CompanyId, Email, InvitationId, MembershipId, Representation, Timestamp, UserId, Version, string_enum};
use schemars::JsonSchema;
use serde::Serialize;

use crate::authority::CompanyState;
use crate::may::{CompanyKind, Permission, Role, rights};

/// A company where somebody has a place, and what they are there.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The company.
    pub company: CompanyId,
    /// Its name.
    pub name: String,
    /// Its sort.
    pub kind: CompanyKind,
    /// Their role there.
    pub role: Role,
    /// Whether it may trade.
    pub state: CompanyState,
}

string_enum! {
    /// The status of a user.
    pub enum UserState {
        /// Active.
        Active = "active",
        /// Blocked.
        Locked = "locked",
    }
}

/// A user, as staff see them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UserRow {
    /// ID of the user.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// Email address.
    pub email: Email,
    /// Status of the user.
    pub state: UserState,
    /// When it was created.
    pub created_at: Timestamp,
}

string_enum! {
    /// The status of a team member.
    pub enum MemberState {
        /// Active.
        Active = "active",
        /// Suspended.
        Suspended = "suspended",
        /// Removed.
        Removed = "removed",
    }
}

/// A pending invitation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InvitationRow {
    /// The invitation.
    pub id: InvitationId,
    /// Email address.
    pub email: Email,
    /// The role in the company.
    pub role: Role,
    /// When it expires.
    pub expires_at: Timestamp,
    /// ID of the user who made it.
    pub invited_by: UserId,
    /// Whether a second administrator has to approve it before it takes effect.
    pub awaits_approval: bool,
    /// ID of the membership that is to get the role, if it is a promotion of a team member.
    pub membership_id: Option<MembershipId>,
}

/// A team member.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MemberRow {
    /// ID of the membership.
    pub id: MembershipId,
    /// ID of the user.
    pub user_id: UserId,
    /// Full name.
    pub name: String,
    /// Email address.
    pub email: Email,
    /// Role in the company.
    pub role: Role,
    /// Status in the company.
    pub state: MemberState,
    /// When it was created.
    pub created_at: Timestamp,
    /// One more with each change. `If-Match` takes the `ETag`.
    pub version: Version,
}

impl Representation for MemberRow {
    fn version(&self) -> Version {
        self.version
    }
}

/// For stores: an open invitation.
#[derive(Debug, Clone)]
pub(crate) struct OpenInvitation {
    pub id: InvitationId,
    pub company: CompanyId,
    pub email: Email,
    pub role: Role,
    pub invited_by: UserId,
    /// What the company is called.
    pub legal_name: String,
    pub display_name: String,
}

/// For stores: an invitation or a promotion that a second administrator has to approve.
pub(crate) struct AwaitedApproval {
    pub email: Email,
    pub role: Role,
    pub invited_by: UserId,
    pub membership: Option<MembershipId>,
}

/// For stores: the account of an address.
pub(crate) struct Account {
    pub id: UserId,
    pub password_hash: String,
    pub is_active: bool,
}

/// For stores: what somebody is who hands roles out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inviter {
    pub kind: CompanyKind,
    pub role: Role,
    pub company_state: CompanyState,
}

impl Inviter {
    /// Whether somebody in this place may bring people in.
    pub fn manages(self) -> bool {
        self.company_state == CompanyState::Approved && rights(self.kind, self.role).contains(&Permission::ManageTeam)
    }
    /// Whether somebody in this place may give a role.
    pub fn may_give(self, role: Role) -> bool {
        self.manages() && self.kind.roles().contains(&role)
    }
}

/// For stores: a place as it is kept: who, in which role and state, and since and until when they could approve.
pub(crate) struct ApproverPlace {
    pub user: UserId,
    pub role: Role,
    pub state: MemberState,
    pub since: Timestamp,
    pub until: Option<Timestamp>,
}
