//! Signing in and out, registering a company, joining one, changing between them, and one's own sessions.

mod companies;
mod join;
mod register;
mod resume;
mod sessions;
mod sign_in;

use edge::{Fields, Table};
use kernel::Secret;

pub(crate) use sign_in::SignInPage;

pub(crate) fn mount(table: Table) -> Table {
    let table = sign_in::mount(table);
    let table = register::mount(table);
    let table = join::mount(table);
    let table = sessions::mount(table);
    companies::mount(table)
}

/// A password as it was typed; judged later.
pub(crate) fn password(fields: &mut Fields, name: &str) -> Option<Secret<String>> {
    let typed = fields.raw(name).to_owned();
    match typed.len() {
        0 => fields.wrong(name, "must not be empty"),
        513.. => fields.wrong(name, "must have at most 128 characters"),
        _ => Some(Secret::new(typed)),
    }
}
