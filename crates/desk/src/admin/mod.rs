//! The marketplace's own desk: companies, people, orders, security, and the house itself.

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    table
}
