//! A vendor lists a product, or offers one that is listed.

mod terms;
mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    vendor::mount(table)
}
