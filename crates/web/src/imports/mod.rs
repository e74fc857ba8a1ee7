//! A vendor's files.

mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    vendor::mount(table)
}
