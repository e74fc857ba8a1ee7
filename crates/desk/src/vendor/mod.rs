//! The vendor's desk: today's work, products, prices, stock, files and sales.

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    table
}
