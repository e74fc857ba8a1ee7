//! The audit trail.

mod staff;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    staff::mount(table)
}
