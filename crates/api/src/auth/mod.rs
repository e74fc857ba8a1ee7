//! Signing in and out, registering, joining, and one's own sessions.

mod sessions;
mod sign_in;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    sessions::mount(sign_in::mount(table))
}
