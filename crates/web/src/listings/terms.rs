//! The fields of an offer's terms.

use edge::FormFields;
use kernel::{Currency, Quantity};
use market::catalog::OfferTerms;

/// The terms, if all of them are good; what is wrong is noted field by field.
pub(super) fn read(fields: &mut FormFields, currency: Currency) -> Option<OfferTerms> {
    let (sku, pack_size) = (fields.read("sku"), fields.read_number::<Quantity>("pack_size"));
    let (least, step, most) =
        (fields.read_number("min_quantity"), fields.read_number("quantity_step"), fields.read_number("max_quantity"));
    let price = fields.read_price("price", currency);
    Some(OfferTerms {
        sku: sku?,
        pack_size: pack_size?,
        min_quantity: least?,
        quantity_step: step?,
        max_quantity: most?,
        price: price?,
    })
}
