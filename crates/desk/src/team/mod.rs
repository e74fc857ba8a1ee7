//! What every company has: its people, its particulars, its notices.

mod company;
mod notices;
mod people;
mod places;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = people::mount(table);
    let table = places::mount(table);
    let table = company::mount(table);
    notices::mount(table)
}
