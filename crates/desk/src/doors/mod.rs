//! The way in and out: signing in and out, asking to join, taking an invitation, where one's company
//! stands, oneself, and how somebody wants their pages.

mod companies;
mod join;
mod profile;
mod register;
mod resume;
mod sessions;
mod settings;
mod sign_in;
mod violations;
mod welcome;

use edge::{Fields, Problem, Table};
use kernel::{FieldFault, Secret};

pub use sign_in::SignInPage;

pub(crate) fn mount(table: Table) -> Table {
    let table = sign_in::mount(table);
    let table = register::mount(table);
    let table = join::mount(table);
    let table = welcome::mount(table);
    let table = profile::mount(table);
    let table = sessions::mount(table);
    let table = companies::mount(table);
    let table = violations::mount(table);
    settings::mount(table)
}

/// A password as it was typed; judged later.
fn password(fields: &mut Fields, name: &str) -> Option<Secret<String>> {
    let typed = fields.raw(name).to_owned();
    match typed.len() {
        0 => fields.wrong(name, "must not be empty"),
        513.. => fields.wrong(name, "must have at most 128 characters"),
        _ => Some(Secret::new(typed)),
    }
}

/// A refusal that is about one field, said beside it.
fn about(mut problem: Problem, code: &str, field: &str) -> Problem {
    if problem.code == code {
        let detail = problem.detail.strip_prefix("the password ").or(problem.detail.strip_prefix("the new password "));
        let detail = detail.unwrap_or(&problem.detail).to_owned();
        problem.errors.push(FieldFault { path: field.to_owned(), detail });
    }
    problem
}
