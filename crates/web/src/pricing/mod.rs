//! Price changes: a vendor's own (`vendor`), and those that the guard holds (`staff`).

pub(crate) mod staff;
pub(crate) mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    staff::mount(vendor::mount(table))
}
