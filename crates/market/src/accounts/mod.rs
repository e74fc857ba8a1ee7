//! People, their places in companies, and their sign-ins.
//!
//! Invariants: an e-mail address is one account, whatever its spelling; a sign-in belongs to one
//! person in one company; ending it takes effect on the next request (on other nodes within
//! `cache.stale_millis`); a refresh token works once; of a browser's cookie only the hash is kept,
//! and it changes when its bearer's rights do; an answer never tells whether an account exists.

mod browser;
mod fitness;
mod kept;
mod lifetime;
mod password;
mod places;
mod register;
mod session;
mod sign_in;
mod staff;
mod standing;
mod store;
mod team;
mod token;

pub use browser::{BrowserSession, Entered, Recognised, earlier, enter, glance, recognise};
pub use fitness::Unfit;
pub use password::{ChangePassword, PasswordFault, change_password};
pub use places::{SwitchFault, Workplace, places, switch};
pub use register::{Register, RegisterFault, register};
pub use session::{
    RefreshFault, SessionKind, SessionRow, end_other_sessions, end_own_session, my_sessions, refresh, sign_out,
};
pub use sign_in::{Caller, SignIn, SignInFault, Tokens, sign_in};
pub use staff::{
    MakeStaff, StaffFault, UserRow, UserState, UsersFault, find_person, lock_user, make_staff, seed_person,
    unlock_user, user_names, users,
};
pub use standing::{Me, authenticate, is_ours, me};
pub use store::ALL as STATEMENTS;
pub use team::{
    AcceptInvitation, ChangeMember, InvitationRow, Invite, Invited, MemberRow, MemberState, TeamFault,
    accept_invitation, change_member, invitations, invite, invited, members, withdraw_invitation,
};

pub(crate) use password::confirm_password;
pub(crate) use standing::standing_now;
pub(crate) use store::active_members;

// What opens a door is never laid down.
kernel::never_cacheable!(Tokens, kernel::Secret<String>, crate::authority::Standing);
