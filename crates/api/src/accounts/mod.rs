//! People: oneself (`me`), those of one's company (`member`), all of them (`staff`).

mod me;
mod member;
mod staff;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = me::mount(table);
    let table = member::mount(table);
    staff::mount(table)
}
