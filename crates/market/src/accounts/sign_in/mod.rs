//! Signing in, with tokens or a browser, and going over to another company.

mod begin;
mod browser;
pub(super) mod membership;
mod switch;
mod tokens;

pub use begin::{SignIn, SignInError};
pub use browser::{BrowserSession, BrowserSignIn, recent_sessions, sign_in_browser};
pub use switch::{SwitchError, switch};
pub use tokens::sign_in;
