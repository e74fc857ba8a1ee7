//! What a file of an import changes.

use kernel::string_enum;

string_enum! {
    /// What a file changes.
    pub enum ImportKind {
        /// Prices of offers.
        Prices = "prices",
        /// What was counted.
        Stock = "stock",
        /// New products, each with an offer.
        Products = "products",
    }

    /// Whether rows are done or taken back.
    pub enum Direction {
        /// Done.
        Apply = "apply",
        /// Taken back.
        Undo = "undo",
    }
}
