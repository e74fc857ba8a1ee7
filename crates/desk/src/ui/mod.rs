//! The design system, in one place: tokens and components (`style`, `components.html`), icons, charts,
//! the layout around every page, and a page that shows them all.

pub mod nav;

use edge::Table;

/// The stylesheet's files, in their order.
pub const STYLE: [&str; 1] = [""];
/// htmx 2, as it is published.
pub const HTMX: &str = "";
/// Our own script.
pub const SCRIPT: &str = "";
/// The mark in the browser's tab.
pub const MARK: &str = include_str!("mark.svg");

pub(crate) fn mount(table: Table) -> Table {
    table
}
