//! Deliveries: a delivery partner's own (`partner`), and all of them (`staff`).

mod partner;
mod staff;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    staff::mount(partner::mount(table))
}
