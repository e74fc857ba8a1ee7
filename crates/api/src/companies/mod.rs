//! Companies: vendors for everybody (`storefront`), one's own (`member`), all of them (`staff`).

mod member;
mod staff;
mod storefront;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = storefront::mount(table);
    let table = member::mount(table);
    staff::mount(table)
}
