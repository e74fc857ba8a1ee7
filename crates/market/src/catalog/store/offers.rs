//! Offers: a vendor's own, and as orders need them.

use infra::db::{Db, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::ids::Id;
use kernel::{CompanyId, Currency, Money, OfferId, PageLimit, ProductId, Stored, Timestamp, ZoneName};

use super::{INSERT_OFFER, LOCK_OWN_OFFER, OWN_OFFER, OWN_OFFERS, UPDATE_OWN_OFFER, money};
use crate::catalog::terms::OfferTerms;
use crate::catalog::view::{Offer, OfferState, OfferView};
use crate::companies::DeliveryCountries;

// TENANT: whoever orders may order from every approved vendor.
const ORDERED: Stmt = Stmt::same("select o.id, o.vendor_id, o.product_id, o.sku, p.title, p.tax_class, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency, r.change_id, v.display_name, coalesce(v.delivers_to, v.country), v.time_zone
    from offers o join products p on p.id = o.product_id join prices r on r.offer_id = o.id join companies v on v.id = o.vendor_id
    where o.state = 'active' and p.state = 'published' and v.state = 'approved' and o.id in (");
const CLOSE: Stmt = Stmt::same(")");

/// Puts an offer in.
pub(crate) async fn insert_offer(
    tx: &WriteTx,
    id: OfferId,
    product: ProductId,
    vendor: CompanyId,
    terms: (&OfferTerms, Currency),
    now: Timestamp,
) -> Result<()> {
    let (t, currency) = terms;
    let values =
        args![id, product, vendor, t.sku, t.pack_size, t.min_quantity, t.quantity_step, t.max_quantity, currency, now];
    tx.exec(&INSERT_OFFER, values).await.map(drop)
}

pub(super) fn offer_view(mut r: Row) -> Result<OfferView> {
    Ok(infra::columns!(
        r,
        OfferView {
            id,
            product_id,
            title,
            sku,
            pack_size,
            min_quantity,
            quantity_step,
            max_quantity,
            state,
            price: money(&mut r)?,
            price_version,
            version
        }
    ))
}

pub(crate) async fn list_own_offers(
    db: &Db,
    vendor: CompanyId,
    after: Option<OfferId>,
    limit: PageLimit,
) -> Result<Vec<OfferView>> {
    db.all(&OWN_OFFERS, args![vendor, after.unwrap_or_else(Id::least), limit.rows_plus_one()])
        .await?
        .into_iter()
        .map(offer_view)
        .collect()
}

pub(crate) async fn find_own_offer(asked: &impl Query, vendor: CompanyId, id: OfferId) -> Result<Option<OfferView>> {
    asked.one(&OWN_OFFER, args![vendor, id]).await?.map(offer_view).transpose()
}

pub(crate) async fn lock_own_offer(tx: &WriteTx, vendor: CompanyId, id: OfferId) -> Result<Option<Offer>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            Offer { id, product, pack_size, min_quantity, quantity_step, max_quantity, state, version }
        ))
    };
    tx.one(&LOCK_OWN_OFFER, args![vendor, id]).await?.map(read).transpose()
}

pub(crate) async fn update_own_offer(tx: &WriteTx, vendor: CompanyId, o: &Offer) -> Result<()> {
    let state: OfferState = o.state;
    tx.exec(&UPDATE_OWN_OFFER, args![o.min_quantity, o.quantity_step, o.max_quantity, state, vendor, o.id])
        .await
        .map(drop)
}

/// An offer as an order needs it: sellable now, at the price that holds now.
#[derive(Debug, Clone)]
pub(crate) struct OrderedOffer {
    pub id: OfferId,
    pub vendor: CompanyId,
    pub product: ProductId,
    pub sku: String,
    pub title: String,
    pub tax_class: String,
    pub pack_size: i64,
    pub min_quantity: i64,
    pub quantity_step: i64,
    pub max_quantity: i64,
    pub price: Money,
    pub price_change: kernel::PriceChangeId,
    pub vendor_name: String,
    /// Where its vendor delivers.
    pub delivers_to: DeliveryCountries,
    /// Where its vendor's days begin and end.
    pub time_zone: ZoneName,
}

/// The sellable ones among some offers, in one round trip.
pub(crate) async fn offers_for_order(tx: &WriteTx, ids: &[OfferId]) -> Result<Vec<OrderedOffer>> {
    let mut sql = SqlBuilder::new(&ORDERED, vec![]);
    sql.push_list(ids.iter().map(Stored::to_scalar).collect()).push(&CLOSE, vec![]);
    let values = sql.take_args();
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            OrderedOffer {
                id,
                vendor,
                product,
                sku,
                title,
                tax_class,
                pack_size,
                min_quantity,
                quantity_step,
                max_quantity,
                price: money(&mut r)?,
                price_change,
                vendor_name,
                delivers_to,
                time_zone
            }
        ))
    };
    tx.all(&sql, values).await?.into_iter().map(read).collect()
}
