//! The people of one's own company, and oneself.

mod change_member;
mod profile;
mod team;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = team::mount(table);
    let table = change_member::mount(table);
    profile::mount(table)
}
