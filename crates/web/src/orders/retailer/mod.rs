//! A retailer's orders: checkout, the list, and one of them with its vendor orders.

mod checkout;
mod list;
mod progress;
mod show;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = checkout::mount(table);
    let table = list::mount(table);
    show::mount(table)
}
