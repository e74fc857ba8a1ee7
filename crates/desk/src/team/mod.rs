//! What every company has: its people, its particulars, its notices.

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    table
}
