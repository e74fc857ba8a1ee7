//! All deliveries, and giving one to a delivery partner.

mod list;
mod show;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    show::mount(list::mount(table))
}
