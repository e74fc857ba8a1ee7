//! People, their places in companies, and their sign-ins.
//!
//! Invariants: an e-mail address is one account, whatever its spelling; a sign-in belongs to one
//! person in one company; ending it takes effect on the next request (on other nodes within
//! `cache.max_staleness_ms`); a refresh token works once; of a browser's cookie only the hash is kept,
//! and it changes when its bearer's rights do; an answer never tells whether an account exists; only a
//! sign-in that has ended is forgotten; an invitation is good only while whoever made it may still give that
//! role; somebody who can act for it is left to the platform and to each company by whatever its people do.

mod client_origin;
mod forgetting;
mod people;
pub(crate) mod reactions;
mod resealing;
mod sessions;
mod sign_in;
mod store;

pub use client_origin::ClientOrigin;
pub use people::{
    AcceptInvitation, ChangeMember, ChangePassword, CreateStaff, InvitationRow, Invite, Invited, JoinOutcome,
    MemberRow, MemberState, Membership, PASSWORD_CHARS, PasswordError, PromotionAsked, Register, RegisterError,
    StaffError, TeamError, UserRow, UserState, UsersError, WeakPassword, accept_invitation, approve_administrator,
    ask_promotion, change_member, change_password, conflicting_users, create_staff, find_person, invitations, invite,
    invited, lock_user, member, members, memberships, register, seed_person, unlock_user, user_names, users,
    withdraw_invitation,
};
pub use resealing::{ResealError, ResealProgress, Unsealed, reseal, unsealed};
pub use sessions::{
    BearerAuth, BrowserAuth, EndSessionsError, Me, RefreshError, SessionEndReason, SessionKind, SessionRow, Tokens,
    authenticate, authenticate_browser, end_other_sessions, end_own_session, end_sessions_of_company,
    end_sessions_of_member, end_sessions_of_own_company, end_sessions_of_user, me, own_sessions, refresh, sign_out,
    try_authenticate_browser,
};
pub use sign_in::{
    BrowserSession, BrowserSignIn, SignIn, SignInError, SwitchError, recent_sessions, sign_in, sign_in_browser, switch,
};
pub use store::ALL as STATEMENTS;
pub(crate) use store::STANDING;

pub(crate) use forgetting::{forget_invitations, forget_sessions};
pub use people::approvers::APPROVER_DAYS;
pub(crate) use people::approvers::{Approver, REMEMBERED_S, answerable, approvers};
pub(crate) use people::{Closeness, closeness, confirm_password, owner_of};
pub(crate) use sessions::current_principal;

// What signs somebody in is never stored.
kernel::never_cacheable!(Tokens, kernel::Secret<String>, crate::authority::Principal);
