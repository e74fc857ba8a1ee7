//! A retailer's basket.

pub(crate) mod retailer;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    retailer::mount(table)
}
