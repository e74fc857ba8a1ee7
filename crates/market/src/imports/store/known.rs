//! What a file is compared with.

use infra::args;
use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use kernel::{CompanyId, Currency, LocationId, OfferId, Price, Scalar, Stored, Version};

use super::OFFER_STATE;
use super::exporting::product;
use crate::catalog::OfferState;

const OFFERS: Stmt = Stmt::same(
    "select o.id, o.sku, o.state, r.amount_minor, r.currency, r.version from offers o join prices r on r.offer_id = o.id where o.vendor_id = ? and o.sku in (",
);
// The columns of an export of products.
const PRODUCTS: Stmt = Stmt::same(
    "select o.id, p.title, p.brand, c.slug, p.gtin, p.description, p.tax_class, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency
    from offers o join products p on p.id = o.product_id join categories c on c.id = p.category_id join prices r on r.offer_id = o.id
    where o.vendor_id = ? and o.state <> 'archived' and o.sku in (",
);
const LOCATIONS: Stmt = Stmt::same("select name, id from locations where vendor_id = ?");
const LEVELS: Stmt = Stmt::same(
    "select offer_id, location_id, on_hand, allocated from stock_levels where vendor_id = ? and offer_id in (",
);
const LEAVES: Stmt = Stmt::same(
    "select c.slug from categories c where not exists (select 1 from categories k where k.parent_id = c.id) and c.slug in (",
);
const GTINS: Stmt = Stmt::same("select gtin from products where gtin in (");
// TENANT: which GTINs others have reserved is asked before anybody lists one.
const RESERVED: Stmt =
    Stmt::same("select prefix from company_prefixes where state = 'confirmed' and company_id <> ? and prefix in (");
const CLOSE: Stmt = Stmt::same(")");

/// Words of one list.
const AT_ONCE: usize = 500;

/// Asks for all rows that have one of some words.
async fn all_of<T: Stored>(db: &Db, head: &Stmt, vendor: Option<CompanyId>, words: &[T]) -> Result<Vec<Row>> {
    let mut found = Vec::new();
    for words in words.chunks(AT_ONCE) {
        let scope: Vec<Scalar> = vendor.iter().map(Stored::to_scalar).collect();
        let mut sql = SqlBuilder::new(head, scope);
        sql.push_list(words.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
        let values = sql.take_args();
        found.extend(db.all(&sql, values).await?);
    }
    Ok(found)
}

/// An offer as a file is compared with it.
pub struct KnownOffer {
    pub id: OfferId,
    pub sku: String,
    pub is_archived: bool,
    pub price: Price,
    pub currency: Currency,
    pub price_version: Version,
}

pub async fn offers_by_sku(db: &Db, vendor: CompanyId, skus: &[String]) -> Result<Vec<KnownOffer>> {
    let offer = |mut r: Row| {
        let (id, sku, state): (_, _, OfferState) = r.take_tuple()?;
        let is_archived = state == OfferState::Archived;
        Ok(KnownOffer { id, sku, is_archived, price: r.take()?, currency: r.take()?, price_version: r.take()? })
    };
    all_of(db, &OFFERS, Some(vendor), skus).await?.into_iter().map(offer).collect()
}

/// What a vendor sells under some SKUs, as an export would have it.
pub async fn products_by_sku(db: &Db, vendor: CompanyId, skus: &[String]) -> Result<Vec<(OfferId, Vec<String>)>> {
    all_of(db, &PRODUCTS, Some(vendor), skus).await?.into_iter().map(product).collect()
}

/// A vendor's places by name; there are few.
pub async fn locations_of(db: &Db, vendor: CompanyId) -> Result<Vec<(String, LocationId)>> {
    db.all(&LOCATIONS, args![vendor]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

/// What is there and promised, by offer and place.
pub async fn levels_of(
    db: &Db,
    vendor: CompanyId,
    offers: &[OfferId],
) -> Result<Vec<((OfferId, LocationId), (i64, i64))>> {
    let rows = all_of(db, &LEVELS, Some(vendor), offers).await?;
    rows.into_iter().map(|mut r| Ok((r.take_tuple()?, r.take_tuple()?))).collect()
}

/// Those of some categories that exist and have none under them.
pub async fn leaf_categories(db: &Db, slugs: &[String]) -> Result<Vec<String>> {
    all_of(db, &LEAVES, None, slugs).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Those of some GTINs that have a product.
pub async fn listed_gtins(db: &Db, gtins: &[String]) -> Result<Vec<String>> {
    all_of(db, &GTINS, None, gtins).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Those of some company prefixes that are reserved for others.
pub async fn reserved_prefixes(db: &Db, vendor: CompanyId, prefixes: &[String]) -> Result<Vec<String>> {
    all_of(db, &RESERVED, Some(vendor), prefixes).await?.into_iter().map(|mut r| r.take()).collect()
}

pub async fn offer_state(db: &Db, vendor: CompanyId, offer: OfferId) -> Result<Option<OfferState>> {
    db.one(&OFFER_STATE, args![vendor, offer]).await?.map(|mut r| r.take()).transpose()
}
