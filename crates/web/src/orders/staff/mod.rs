//! All orders, for staff that helps and for those who look after the money.

mod list;
mod show;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    show::mount(list::mount(table))
}
