//! Sessions: what a token or a cookie stands for, how long, and how it ends. Signing in is [`super::sign_in`].

mod browser;
mod cached;
mod end_all;
pub(super) mod lifetime;
mod principal;
pub(super) mod session;
mod token;
pub(super) mod token_pair;
pub(super) mod view;

pub(crate) use browser::new_browser_id;
pub use browser::{BrowserAuth, authenticate_browser, try_authenticate_browser};
pub use end_all::{
    EndSessionsError, end_sessions_of_company, end_sessions_of_member, end_sessions_of_own_company,
    end_sessions_of_user,
};
pub(crate) use principal::current_principal;
pub use principal::{BearerAuth, Me, authenticate, me};
pub use session::{RefreshError, end_other_sessions, end_own_session, own_sessions, refresh, sign_out};
pub use token_pair::Tokens;
pub use view::{SessionEndReason, SessionKind, SessionRow};
