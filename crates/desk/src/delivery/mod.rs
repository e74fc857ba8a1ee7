//! The delivery partner's desk: the dispatcher's board, and what a rider carries.

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    table
}
