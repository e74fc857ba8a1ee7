//! The way in and out: signing in and out, and how somebody wants their pages.

mod settings;
mod sign_in;

use edge::Table;

pub use sign_in::SignInPage;

pub(crate) fn mount(table: Table) -> Table {
    let table = sign_in::mount(table);
    settings::mount(table)
}
