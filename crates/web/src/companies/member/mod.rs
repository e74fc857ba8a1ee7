//! One's own company, and how far its application is.

mod company;
mod welcome;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    welcome::mount(company::mount(table))
}
