//! What strangers tried (`staff`), and where browsers report violations of the pages' policy.

mod csp_report;
mod staff;

use edge::Table;

pub(crate) fn mount(table: Table) -> Table {
    staff::mount(csp_report::mount(table))
}
