//! Orders: a retailer's own (`retailer`), the parts of them that are a vendor's (`vendor`), and all of them
//! (`staff`).

mod retailer;
mod staff;
mod vendor;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    let table = retailer::mount(table);
    let table = vendor::mount(table);
    staff::mount(table)
}
