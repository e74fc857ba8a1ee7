//! People, their places in companies, and their sign-ins.
//!
//! Invariants: an e-mail address is one account, whatever its spelling; a sign-in belongs to one
//! person in one company; ending it takes effect on the next request (on other nodes within
//! `cache.max_staleness_ms`); a refresh token works once; of a browser's cookie only the hash is kept,
//! and it changes when its bearer's rights do; an answer never tells whether an account exists.

mod browser;
mod cached;
mod lifetime;
mod memberships;
mod password;
mod password_policy;
mod principal;
mod register;
mod session;
mod sign_in;
mod staff;
mod store;
mod team;
mod token;

pub use browser::{
    BrowserAuth, BrowserSession, BrowserSignIn, authenticate_browser, recent_sessions, sign_in_browser,
    try_authenticate_browser,
};
pub use memberships::{Membership, SwitchError, memberships, switch};
pub use password::{ChangePassword, PasswordError, change_password};
pub use password_policy::WeakPassword;
pub use principal::{Me, authenticate, is_ours, me};
pub use register::{Register, RegisterError, register};
pub use session::{
    RefreshError, SessionKind, SessionRow, end_other_sessions, end_own_session, own_sessions, refresh, sign_out,
};
pub use sign_in::{ClientOrigin, SignIn, SignInError, Tokens, sign_in};
pub use staff::{
    CreateStaff, StaffError, UserRow, UserState, UsersError, create_staff, find_person, lock_user, seed_person,
    unlock_user, user_names, users,
};
pub use store::ALL as STATEMENTS;
pub use team::{
    AcceptInvitation, ChangeMember, InvitationRow, Invite, Invited, MemberRow, MemberState, TeamError,
    accept_invitation, change_member, invitations, invite, invited, members, withdraw_invitation,
};

pub(crate) use password::confirm_password;
pub(crate) use principal::current_principal;
pub(crate) use store::active_members;

// What signs somebody in is never stored.
kernel::never_cacheable!(Tokens, kernel::Secret<String>, crate::authority::Principal);
