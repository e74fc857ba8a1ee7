//! Bulk work by CSV: a vendor hands a file in, sees row by row what it would do, confirms, watches
//! it being done, and takes it back.
//!
//! Invariants: what is applied is what was shown, row by row, by the same actions as by hand and with
//! the rights that whoever confirmed still has; each row in a transaction and under a key of its own,
//! so that an import that broke off goes on and does nothing twice; a row whose price, stock or
//! article changed since it was shown is a conflict and left alone.
//!
//! The price guard holds every row that goes too far, as it would by hand. Confirming more rows than
//! the guard lets pass in ten minutes takes the password; then they are not held for being many. They
//! count afterwards, for changes by hand as for the next file. Taking back is judged by distance alone; what waits
//! is withdrawn with it.

mod advance;
mod confirm;
mod export;
mod forgetting;
mod importer;
mod kind;
mod plan;
mod preview;
pub(crate) mod reactions;
mod read;
mod row_result;
mod store;
mod undo;
mod view;

pub use confirm::{Begun, Confirm, RowsToCount, apply, rows_to_count, undo};
pub use export::{export_prices, export_products, export_stock};
pub(crate) use forgetting::forget_previews;
pub use importer::Importer;
pub use kind::ImportKind;
pub use plan::{RowCode, RowOutcome, RowState, RowVerdict};
pub use preview::preview;
pub use read::{ImportError, importer, list, progress, show, statement_of_list};
pub use store::ALL as STATEMENTS;
pub use view::{ImportRow, ImportState, ImportView, RowView};

// What is shown of prices and stock is read from the tables, every time.
kernel::never_cacheable!(ImportView, ImportRow);
