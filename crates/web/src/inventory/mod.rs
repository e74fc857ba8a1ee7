//! A vendor's own stock.

pub(crate) mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    vendor::mount(table)
}
