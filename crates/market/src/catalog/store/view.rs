//! A product as everybody sees it, with its offers: one statement, and the order of the offers is made here.

use infra::WriteTx;
use infra::args;
use infra::db::{Db, Query, Result, Row};
use kernel::ids::Id;
use kernel::{CompanyId, Currency, OfferId, ProductId};

use super::{FIND_VIEW, OFFERS_OF, OWN_VIEW, amount};
use crate::authority::CompanyState;
use crate::catalog::view::{OfferRow, ProductView};
use crate::companies::DeliveryCountries;

/// The most offers read of one product, hidden ones included; stands in the statements, which try for one more.
pub(in crate::catalog) const OFFERS_READ: usize = 200;
/// The most offers shown of one product.
pub const MAX_OFFERS: usize = 100;

/// An offer, and what it is sorted by.
struct ListedOffer {
    row: OfferRow,
    state: CompanyState,
    can_be_ordered: bool,
}

/// A product with the offers of approved vendors; and all vendors it depends on, hidden ones too. One round trip; a
/// second one where more than [`OFFERS_READ`] offer it.
pub(crate) async fn find_view(asked: &impl Query, id: ProductId) -> Result<Option<(ProductView, Vec<CompanyId>)>> {
    let (mut found, mut offers) = (None, Vec::new());
    for row in asked.all(&FIND_VIEW, args![id, id]).await? {
        match read(row)? {
            Read::Product(view) => found = Some(*view),
            Read::Offer(offer) => offers.push(*offer),
        }
    }
    let Some(mut found) = found else { return Ok(None) };
    if offers.len() > OFFERS_READ {
        offers.clear();
        for row in asked.all(&OFFERS_OF, args![id]).await? {
            if let Read::Offer(offer) = read(row)? {
                offers.push(*offer);
            }
        }
    }
    let vendors = offers.iter().map(|offer| offer.row.vendor_id).collect();
    // Those that can be ordered come before those that cannot, whatever they cost.
    offers.sort_by_key(|offer| (!offer.can_be_ordered, offer.row.price.minor(), offer.row.offer_id));
    let shown = offers.into_iter().filter(|offer| offer.state == CompanyState::Approved).take(MAX_OFFERS);
    found.offers = shown.map(|offer| offer.row).collect();
    Ok(Some((found, vendors)))
}

/// The same as a transaction sees it.
pub(crate) async fn find_view_in(tx: &WriteTx, id: ProductId) -> Result<Option<ProductView>> {
    Ok(find_view(tx, id).await?.map(|(view, _)| view))
}

/// A row of the statement: the product, or one of its offers.
enum Read {
    Product(Box<ProductView>),
    Offer(Box<ListedOffer>),
}

/// The columns of both stand below each other; only an offer has a vendor.
fn read(mut r: Row) -> Result<Read> {
    let (id, vendor): (ProductId, Option<CompanyId>) = r.take_tuple()?;
    match vendor {
        None => product(id, r).map(|view| Read::Product(Box::new(view))),
        Some(vendor) => offer(OfferId::from_uuid(id.uuid()), vendor, r).map(|offer| Read::Offer(Box::new(offer))),
    }
}

fn product(product: ProductId, mut r: Row) -> Result<ProductView> {
    Ok(infra::columns!(
        r,
        ProductView {
            id: product,
            title,
            brand,
            category,
            gtin,
            description,
            description_html,
            tax_class,
            currency,
            offers: Vec::new(),
            created_at,
            version
        }
    ))
}

fn offer(offer_id: OfferId, vendor_id: CompanyId, mut r: Row) -> Result<ListedOffer> {
    let (vendor_name, _brand, sku): (String, Option<String>, String) = r.take_tuple()?;
    let (_gtin, _text, _html): (Option<String>, Option<String>, Option<String>) = r.take_tuple()?;
    let (state, currency, minor): (CompanyState, Currency, i64) = r.take_tuple()?;
    let (pack_size, min_quantity, quantity_step, max_quantity) = r.take_tuple()?;
    let (can_be_ordered, delivers_to): (i64, DeliveryCountries) = r.take_tuple()?;
    let price = amount(minor, currency)?;
    let row = OfferRow {
        offer_id,
        vendor_id,
        vendor_name,
        sku,
        pack_size,
        min_quantity,
        quantity_step,
        max_quantity,
        price,
        delivers_to,
    };
    Ok(ListedOffer { row, state, can_be_ordered: can_be_ordered == 1 })
}

/// A product that a vendor listed first, without its offers.
pub(crate) async fn find_own_view(db: &Db, vendor: CompanyId, id: ProductId) -> Result<Option<ProductView>> {
    let read = |mut r: Row| product(r.take()?, r);
    db.one(&OWN_VIEW, args![id, vendor]).await?.map(read).transpose()
}
