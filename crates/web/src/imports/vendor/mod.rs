//! Files in and out: uploads and their history, one of them row by row, and exports that can be uploaded again.

mod exports;
mod list;
mod show;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = list::mount(table);
    let table = show::mount(table);
    exports::mount(table)
}
