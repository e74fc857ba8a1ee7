//! What a row would do, what became of it, and the product a row describes.

use kernel::gtin::Gtin;
use kernel::printed::plain;
use kernel::text::{Description, Name, Sku, Slug, TextError, Title};
use kernel::{
    Currency, LocationId, NumberError, OfferId, Price, PriceChangeId, Quantity, Version, number, string_enum,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalog::{OfferTerms, TaxClass};
use crate::listings::ListProduct;
use crate::pricing::HoldReason;

string_enum! {
    /// Why a row cannot be applied.
    pub enum RowCode {
        /// More or fewer cells than the header.
        Width = "width",
        /// Too long.
        TooLong = "too_long",
        /// Nothing there.
        Empty = "empty",
        /// A character that may not be there.
        Characters = "characters",
        /// The article or place stands further up already.
        Twice = "twice",
        /// No offer of this vendor, or an archived one.
        NoSuchSku = "no_such_sku",
        /// No place of this vendor.
        NoSuchLocation = "no_such_location",
        /// No such category, or one with categories under it.
        NoSuchCategory = "no_such_category",
        /// No such tax class.
        NoSuchTaxClass = "no_such_tax_class",
        /// No amount of the currency.
        NotAPrice = "not_a_price",
        /// Could be read as two different numbers.
        UnclearNumber = "unclear_number",
        /// An amount in another currency.
        OtherCurrency = "other_currency",
        /// No whole number within bounds.
        NotAQuantity = "not_a_quantity",
        /// Wrong digits.
        InvalidGtin = "not_a_gtin",
        /// Listed already.
        GtinTaken = "gtin_taken",
        /// Under a company prefix that is reserved for another company.
        GtinReserved = "gtin_reserved",
        /// Used already.
        SkuTaken = "sku_taken",
        /// Fewest, step and most do not fit together.
        QuantitiesDoNotFit = "quantities_do_not_fit",
        /// Fewer than are promised to orders.
        Promised = "promised",
    }

    /// What became of a row.
    pub enum RowState {
        /// It was done.
        Applied = "applied",
        /// The price guard holds it until somebody confirms it.
        Held = "held",
        /// What it changes had changed since it was shown.
        Conflict = "conflict",
        /// Rejected.
        Refused = "refused",
        /// It was taken back.
        Undone = "undone",
    }
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum RowVerdict {
    /// It changes something.
    Change {
        /// What is there now; null for something new.
        from: Option<String>,
        /// What will be.
        to: String,
        /// Why the price guard would hold it, if it would.
        held: Option<HoldReason>,
    },
    /// It is so already.
    Same,
    /// It cannot be applied.
    Error {
        /// In which column; empty when it is the row's shape.
        field: String,
        /// Why.
        code: RowCode,
    },
}

impl RowVerdict {
    pub(super) fn error(field: &str, code: RowCode) -> Self {
        Self::Error { field: field.to_owned(), code }
    }
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RowOutcome {
    /// In a word.
    pub state: RowState,
    /// The code of the refusal.
    pub code: Option<String>,
    /// The refusal in words.
    pub why: Option<String>,
    /// Why the price guard holds it.
    pub held: Option<HoldReason>,
    /// The offer that it made.
    pub offer_id: Option<OfferId>,
    /// Of the price or offer, after it.
    pub version: Option<Version>,
    /// The price change that it made, or withdrew.
    pub change_id: Option<PriceChangeId>,
}

impl RowOutcome {
    pub(super) const fn of(state: RowState) -> Self {
        Self { state, code: None, why: None, held: None, offer_id: None, version: None, change_id: None }
    }
}

/// What applying a row takes, as it stood when the row was shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Plan {
    Price {
        offer: OfferId,
        version: Version,
        old: Price,
        new: Price,
    },
    Count {
        offer: OfferId,
        location: LocationId,
        old: i64,
        new: i64,
    },
    /// The cells say it; the currency is what the price was read in.
    List {
        currency: Currency,
    },
}

type InvalidCell = (&'static str, RowCode);

fn text<T>(field: &'static str, read: Result<T, TextError>) -> Result<T, InvalidCell> {
    let code = |error| match error {
        TextError::Empty => RowCode::Empty,
        TextError::TooLong => RowCode::TooLong,
        TextError::Forbidden | TextError::TooShort => RowCode::Characters,
    };
    read.map_err(|error| (field, code(error)))
}

pub(super) fn sku(cell: &str) -> Result<Sku, InvalidCell> {
    text("sku", Sku::new(cell.trim()))
}

pub(super) fn price(cell: &str, currency: Currency) -> Result<Price, InvalidCell> {
    match cell.trim() {
        "" => Err(("price", RowCode::Empty)),
        cell => number::amount(cell, currency).map_err(|why| ("price", code_of(why, RowCode::NotAPrice))),
    }
}

/// Why a cell is no number; `otherwise` where it is not even one.
const fn code_of(why: NumberError, otherwise: RowCode) -> RowCode {
    match why {
        NumberError::Unclear => RowCode::UnclearNumber,
        NumberError::OtherCurrency { .. } => RowCode::OtherCurrency,
        _ => otherwise,
    }
}

/// A count, grouped or not; a sign or a point is a mistake sooner than a meaning.
pub(super) fn whole(field: &'static str, cell: &str) -> Result<i64, InvalidCell> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Err((field, RowCode::Empty));
    }
    let read = number::whole(cell).map_err(|why| (field, code_of(why, RowCode::NotAQuantity)))?;
    if read <= Quantity::MAX { Ok(read) } else { Err((field, RowCode::NotAQuantity)) }
}

fn quantity(field: &'static str, cell: &str) -> Result<Quantity, InvalidCell> {
    Quantity::new(whole(field, cell)?).ok_or((field, RowCode::NotAQuantity))
}

/// The product that a row describes.
pub(super) fn product(cells: &[String], currency: Currency) -> Result<ListProduct, InvalidCell> {
    let [title, brand, category, gtin, description, tax_class, sku_cell, pack, least, step, most, price_cell] = cells
    else {
        return Err(("", RowCode::Width));
    };
    let gtin = match gtin.trim() {
        "" => None,
        digits => Some(Gtin::new(digits).map_err(|_| ("gtin", RowCode::InvalidGtin))?),
    };
    let tax_class = plain(tax_class).parse::<TaxClass>().map_err(|()| ("tax_class", RowCode::NoSuchTaxClass))?;
    let terms = OfferTerms {
        sku: sku(sku_cell)?,
        pack_size: quantity("pack_size", pack)?,
        min_quantity: quantity("min_quantity", least)?,
        quantity_step: quantity("quantity_step", step)?,
        max_quantity: quantity("max_quantity", most)?,
        price: price(price_cell, currency)?,
    };
    let (least, step, most) = (terms.min_quantity.get(), terms.quantity_step.get(), terms.max_quantity.get());
    if least % step != 0 || most % step != 0 || least > most {
        return Err(("quantity_step", RowCode::QuantitiesDoNotFit));
    }
    Ok(ListProduct {
        title: text("title", Title::new(title))?,
        brand: text("brand", Name::new(brand))?,
        category: text("category", Slug::new(category.trim()))?,
        gtin,
        description: text("description", Description::new(description))?,
        tax_class,
        terms,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_numbers_are_quantities() {
        for (text, number) in [(" 12 ", 12), ("1,000", 1_000), ("1,20,000", 120_000), ("\u{0661}٢", 12)] {
            assert_eq!(whole("quantity", text), Ok(number), "{text}");
        }
        assert_eq!(whole("quantity", "12 50"), Err(("quantity", RowCode::UnclearNumber)));
        assert_eq!(whole("quantity", "0"), Ok(0));
        assert_eq!(whole("quantity", ""), Err(("quantity", RowCode::Empty)));
        for bad in ["-1", "+1", "1.0", "1,5", "1e3", "1000001", "99999999999999999999", "=1"] {
            assert_eq!(whole("quantity", bad), Err(("quantity", RowCode::NotAQuantity)), "{bad}");
        }
    }

    #[test]
    fn a_price_in_a_file_is_read_as_in_the_form() {
        let read = |cell| price(cell, Currency::INR).map(Price::minor);

        for (cell, minor) in [("12,50", 1_250), ("0,99", 99), ("₹1,20,000.50", 12_000_050), ("१२०", 12_000)] {
            assert_eq!(read(cell), Ok(minor), "{cell}");
        }
        assert_eq!(read("12 50"), Err(("price", RowCode::UnclearNumber)));
        assert_eq!(read("AED 12"), Err(("price", RowCode::OtherCurrency)));
        assert_eq!(read("1.234"), Err(("price", RowCode::NotAPrice)));
    }
}
