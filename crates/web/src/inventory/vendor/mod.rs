//! What a vendor has on hand, and how it came and went.

mod movements;
pub(crate) mod stock;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    movements::mount(stock::mount(table))
}
