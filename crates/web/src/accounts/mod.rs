//! People: a company's own (`member`), and all of them (`staff`).

mod member;
mod staff;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    staff::mount(member::mount(table))
}
