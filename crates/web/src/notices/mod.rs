//! What a company is told.

mod member;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    member::mount(table)
}
