//! Signing in and out, registering a company, joining one, changing between them, and one's own sessions.

mod companies;
mod confirmed;
mod join;
mod register;
mod resume;
mod sessions;
mod sign_in;

use edge::{FormFields, Router};
use kernel::Secret;
use market::accounts::PASSWORD_CHARS;

pub(crate) use confirmed::with_password;
pub(crate) use sign_in::SignInPage;

pub(crate) fn mount(router: Router) -> Router {
    let router = sign_in::mount(router);
    let router = register::mount(router);
    let router = join::mount(router);
    let router = sessions::mount(router);
    companies::mount(router)
}

/// A password as it was typed; judged later.
pub(crate) fn password(fields: &mut FormFields, name: &str) -> Option<Secret<String>> {
    let typed = fields.raw(name).to_owned();
    let most = PASSWORD_CHARS.end();
    match typed.len() {
        0 => fields.add_error(name, "must not be empty"),
        // Four bytes are the most that a character has.
        bytes if bytes > 4 * most => fields.add_error(name, &format!("must have at most {most} characters")),
        _ => Some(Secret::new(typed)),
    }
}
