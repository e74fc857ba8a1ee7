//! Signing in and out, registering a company, joining one, changing between them, and one's own sessions.

mod companies;
mod join;
mod register;
mod resume;
mod sessions;
mod sign_in;

use edge::{FormFields, Router};
use kernel::Secret;

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
    match typed.len() {
        0 => fields.add_error(name, "must not be empty"),
        513.. => fields.add_error(name, "must have at most 128 characters"),
        _ => Some(Secret::new(typed)),
    }
}
