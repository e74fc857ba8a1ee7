//! The fields of an offer's terms, and of the shelves that products stand on.

use edge::{Fields, Problem};
use kernel::{Currency, Quantity};
use market::Ctx;
use market::catalog::{self, Terms};

use crate::frame::Frame;

/// The terms, if all of them are good; what is wrong is noted field by field.
pub(super) fn read(fields: &mut Fields, currency: Currency) -> Option<Terms> {
    let (sku, pack_size) = (fields.read("sku"), fields.number::<Quantity>("pack_size"));
    let (least, step, most) =
        (fields.number("min_quantity"), fields.number("quantity_step"), fields.number("max_quantity"));
    let price = fields.price("price", currency);
    Some(Terms {
        sku: sku?,
        pack_size: pack_size?,
        min_quantity: least?,
        quantity_step: step?,
        max_quantity: most?,
        price: price?,
    })
}

/// The shelves that products may stand on, by slug and name; one below another names both.
pub(super) async fn shelves(ctx: &Ctx, f: &Frame) -> Result<Vec<(String, String)>, Problem> {
    let mut leaves = Vec::new();
    for shelf in super::kept(&catalog::categories(ctx).await?)? {
        if shelf.children.is_empty() {
            let name = f.category(&shelf.slug, &shelf.name);
            leaves.push((shelf.slug, name));
        } else {
            let above = f.category(&shelf.slug, &shelf.name);
            let named = |under: catalog::CategoryRow| {
                let name = format!("{above} › {}", f.category(&under.slug, &under.name));
                (under.slug, name)
            };
            leaves.extend(shelf.children.into_iter().map(named));
        }
    }
    Ok(leaves)
}
