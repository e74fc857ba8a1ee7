//! Products and their offers: as everybody finds them (`storefront`), a vendor's own (`vendor`), and as staff
//! moderates them (`staff`).

mod staff;
mod storefront;
mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = storefront::mount(table);
    let table = vendor::mount(table);
    staff::mount(table)
}
