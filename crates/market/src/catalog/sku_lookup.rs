//! Offers by their article numbers, for those who know what they want.

use std::collections::BTreeSet;

use kernel::gtin::Gtin;
use kernel::text::Sku;
use kernel::{CompanyId, Money, OfferId, ProductId};

use super::store;
use crate::authority::Retailer;
use crate::companies::DeliveryCountries;
use crate::{Ctx, may};

/// Article numbers that are looked up at once, at most.
const MOST_SKUS: usize = 100;
/// Offers that are told of for one article number, at most.
const MOST_CANDIDATES: usize = 20;

/// An offer that goes by an article number, and can be bought.
#[derive(Debug, Clone)]
pub struct SkuMatch {
    /// The offer.
    pub offer_id: OfferId,
    /// Of which product.
    pub product_id: ProductId,
    /// Whose.
    pub vendor_id: CompanyId,
    /// Whose, by name.
    pub vendor_name: String,
    /// The vendor's article number.
    pub sku: String,
    /// The product's GTIN, in 14 digits.
    pub gtin: Option<String>,
    /// What the product is called.
    pub title: String,
    /// Pieces in a pack.
    pub pack_size: i64,
    /// Fewest packs.
    pub min_quantity: i64,
    /// In multiples of.
    pub quantity_step: i64,
    /// Most packs of one order.
    pub max_quantity: i64,
    /// Of one pack.
    pub price: Money,
    /// Where its vendor delivers.
    pub delivers_to: DeliveryCountries,
    /// Packs that nobody was promised.
    pub free: i64,
}

impl SkuMatch {
    /// Whether so many packs could be ordered of it at once.
    pub const fn fits(&self, packs: i64) -> bool {
        packs >= self.min_quantity && packs <= self.max_quantity && packs % self.quantity_step == 0
    }
}

errors! {
    /// Why nothing is looked up.
    pub enum SkuError {
        /// Too many at once.
        TooMany { most: usize } = Invalid "catalog.too_many_skus" "look up at most {most} SKUs at a time",
    }
}

/// For each article number the offers that go by it, those in stock first, in the company's currency first, cheapest
/// first: a vendor's own number, or the product's GTIN. Where nothing goes by it as it is written, what does in capital
/// or small letters. An empty list where there is none to buy. One round trip.
pub async fn find_skus(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    skus: &[Sku],
) -> Result<Vec<(Sku, Vec<SkuMatch>)>, SkuError> {
    if skus.len() > MOST_SKUS {
        return Err(SkuError::TooMany { most: MOST_SKUS });
    }
    let gtins: Vec<Gtin> = skus.iter().filter_map(|sku| Gtin::new(sku.as_str()).ok()).collect();
    let spellings: Vec<Sku> = skus.iter().flat_map(spellings).collect::<BTreeSet<Sku>>().into_iter().collect();
    let mut found = store::find_by_sku(&ctx.store.db, by.retailer(), &spellings, &gtins).await?;
    // What cannot be ordered now is nobody's first choice, whatever it costs.
    found.sort_by_key(|offer| offer.free < offer.min_quantity);
    let of = |sku: &Sku| {
        let gtin = Gtin::new(sku.as_str()).ok();
        let goes_by = |c: &SkuMatch| {
            c.sku == sku.as_str() || gtin.as_ref().is_some_and(|gtin| c.gtin.as_deref() == Some(gtin.as_str()))
        };
        let is_spelt_otherwise = |c: &SkuMatch| c.sku.eq_ignore_ascii_case(sku.as_str());
        let is_known = found.iter().any(goes_by);
        let those = found.iter().filter(|c| if is_known { goes_by(c) } else { is_spelt_otherwise(c) });
        those.take(MOST_CANDIDATES).cloned().collect()
    };
    Ok(skus.iter().map(|sku| (sku.clone(), of(sku))).collect())
}

/// A number as it is written, in capital and in small letters.
fn spellings(sku: &Sku) -> Vec<Sku> {
    let others = [sku.as_str().to_ascii_uppercase(), sku.as_str().to_ascii_lowercase()];
    [Some(sku.clone())].into_iter().chain(others.iter().map(|other| Sku::new(other).ok())).flatten().collect()
}
