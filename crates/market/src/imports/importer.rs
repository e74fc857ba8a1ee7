//! The columns of each kind of file, and who may upload it.

use infra::Origin;
use infra::spreadsheet::CsvColumn;
use kernel::{CompanyId, UserId};

use super::kind::ImportKind;
use crate::authority::{Access, AccessDenied, Principal, Vendor};
use crate::may;

const fn needed(name: &'static str) -> CsvColumn {
    CsvColumn { name, is_required: true, max_chars: 500 }
}

/// Columns of [`ImportKind::Prices`].
const PRICES: &[CsvColumn] = &[needed("sku"), needed("price")];
/// Columns of [`ImportKind::Stock`].
const STOCK: &[CsvColumn] = &[needed("sku"), needed("location"), needed("quantity")];
/// Columns of [`ImportKind::Products`]. A description is as long as it may be by hand.
const PRODUCTS: &[CsvColumn] = &[
    needed("title"),
    needed("brand"),
    needed("category"),
    CsvColumn { name: "gtin", is_required: false, max_chars: 500 },
    CsvColumn { name: "description", is_required: true, max_chars: 5_000 },
    needed("tax_class"),
    needed("sku"),
    needed("pack_size"),
    needed("min_quantity"),
    needed("quantity_step"),
    needed("max_quantity"),
    needed("price"),
];

impl ImportKind {
    /// The columns of such a file, in the order in which they are shown and exported.
    pub const fn columns(self) -> &'static [CsvColumn] {
        match self {
            Self::Prices => PRICES,
            Self::Stock => STOCK,
            Self::Products => PRODUCTS,
        }
    }
    /// Their names.
    pub fn column_names(self) -> Vec<&'static str> {
        self.columns().iter().map(|c| c.name).collect()
    }
}

/// Proof of the right that a kind of file needs.
#[derive(Debug)]
pub enum Importer {
    /// May change prices.
    Prices(Vendor<may::EditPrices>),
    /// May move stock.
    Stock(Vendor<may::MoveStock>),
    /// May list products.
    Products(Vendor<may::EditOffers>),
}

impl Importer {
    /// The proof for a kind, if the standing gives it.
    pub(crate) fn grant(kind: ImportKind, principal: Option<&Principal>) -> Result<Self, AccessDenied> {
        Ok(match kind {
            ImportKind::Prices => Self::Prices(Vendor::grant(principal)?),
            ImportKind::Stock => Self::Stock(Vendor::grant(principal)?),
            ImportKind::Products => Self::Products(Vendor::grant(principal)?),
        })
    }
    /// For which kind.
    pub const fn kind(&self) -> ImportKind {
        match self {
            Self::Prices(_) => ImportKind::Prices,
            Self::Stock(_) => ImportKind::Stock,
            Self::Products(_) => ImportKind::Products,
        }
    }
    const fn principal(&self) -> &Principal {
        match self {
            Self::Prices(by) => by.principal(),
            Self::Stock(by) => by.principal(),
            Self::Products(by) => by.principal(),
        }
    }
    /// The company.
    pub const fn vendor(&self) -> CompanyId {
        self.principal().company()
    }
    /// The person.
    pub const fn user(&self) -> UserId {
        self.principal().user()
    }
    /// On whose behalf, for the audit trail.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Prices(by) => by.origin(),
            Self::Stock(by) => by.origin(),
            Self::Products(by) => by.origin(),
        }
    }
}

impl From<Vendor<may::EditPrices>> for Importer {
    fn from(by: Vendor<may::EditPrices>) -> Self {
        Self::Prices(by)
    }
}

impl From<Vendor<may::MoveStock>> for Importer {
    fn from(by: Vendor<may::MoveStock>) -> Self {
        Self::Stock(by)
    }
}

impl From<Vendor<may::EditOffers>> for Importer {
    fn from(by: Vendor<may::EditOffers>) -> Self {
        Self::Products(by)
    }
}
