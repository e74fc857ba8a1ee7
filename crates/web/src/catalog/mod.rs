//! Products and their offers: as everybody finds them (`storefront`), as a vendor keeps its own (`vendor`), and
//! as staff moderates them (`staff`).

mod staff;
pub(crate) mod storefront;
pub(crate) mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = storefront::mount(table);
    let table = vendor::mount(table);
    staff::mount(table)
}
