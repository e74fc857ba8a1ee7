//! All companies, and what is decided about one.

mod list;
mod show;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    show::mount(list::mount(table))
}
