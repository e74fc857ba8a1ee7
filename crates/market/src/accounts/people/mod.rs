//! People: their accounts, memberships and invitations.

mod administrators;
pub(super) mod approvers;
mod common_passwords;
mod invitations;
mod memberships;
mod password;
mod password_policy;
mod random_digits;
mod register;
mod staff;
mod team;
pub(super) mod view;
mod withdrawal;

pub use administrators::{PromotionAsked, approve_administrator, ask_promotion};
pub use invitations::{
    AcceptInvitation, Invite, Invited, JoinOutcome, accept_invitation, invitations, invite, invited,
    withdraw_invitation,
};
pub use memberships::memberships;
pub(crate) use password::confirm_password;
pub use password::{ChangePassword, PasswordError, change_password};
pub use password_policy::{PASSWORD_CHARS, WeakPassword};
pub use register::{Register, RegisterError, register};
pub(crate) use staff::{Closeness, closeness, owner_of};
pub use staff::{
    CreateStaff, StaffError, UsersError, conflicting_users, create_staff, find_person, lock_user, seed_person,
    unlock_user, user_names, users,
};
pub use team::{ChangeMember, TeamError, change_member, member, members};
pub use view::{InvitationRow, MemberRow, MemberState, Membership, UserRow, UserState};
pub(super) use withdrawal::withdraw_of_company;
