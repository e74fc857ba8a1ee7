//! Demo and load-test data in bulk.

use std::collections::BTreeSet;

use infra::db::{Result, Stmt};
use infra::{WriteTx, args};
use kernel::{CompanyId, OfferId, Version};

use super::terms::{ADD_TERMS, add_words, can_be_guessed};
use super::{brand_key, title_key};
use crate::authority::Operator;
use crate::catalog::product::{bloom_of, found_by};
use crate::catalog::terms::OfferTerms;
use crate::catalog::view::{CategoryRow, OfferState, Product};

const SEED_PRODUCTS: Stmt = Stmt::same(
    "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, gtin, description, description_html, tax_class, currency, from_price_minor, offer_count, created_by, state, created_at, version) values ",
);
const SEED_OFFERS: Stmt = Stmt::same(
    "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version) values ",
);

/// A product of demo data with its offers, all of approved vendors.
#[derive(Debug, Clone)]
pub struct SeedProduct {
    /// The product.
    pub product: Product,
    /// The names of its category and of the one above.
    pub categories: Vec<String>,
    /// Who offers it, on which terms; in the product's currency.
    pub offers: Vec<(OfferId, CompanyId, OfferTerms)>,
    /// Those of which there will be enough for an order: they set the lowest price.
    pub stocked: BTreeSet<OfferId>,
}

/// Puts products of demo data in, with their offers, listings and search terms; the prices are the
/// next subject's.
pub async fn seed_products(_: Operator, tx: &WriteTx, batch: &[SeedProduct]) -> Result<()> {
    let (mut products, mut offers, mut terms, mut words) = (Vec::new(), Vec::new(), Vec::new(), BTreeSet::new());
    for SeedProduct { product: p, categories, offers: of, stocked } in batch {
        let there = of.iter().filter(|(id, _, _)| stocked.contains(id));
        let (count, from) = (i64::try_from(of.len()).unwrap_or(i64::MAX), there.map(|(_, _, t)| t.price).min());
        products.push(args![
            p.id,
            p.title,
            title_key(&p.title),
            p.brand,
            brand_key(&p.brand),
            p.category,
            p.root_category,
            p.gtin,
            p.description,
            p.description_html,
            p.tax_class,
            p.currency,
            from,
            count,
            p.created_by,
            "published".to_owned(),
            p.created_at,
            p.version
        ]);
        for (id, vendor, t) in of {
            offers.push(args![
                *id,
                p.id,
                *vendor,
                t.sku,
                t.pack_size,
                t.min_quantity,
                t.quantity_step,
                t.max_quantity,
                p.currency,
                OfferState::Active,
                p.created_at,
                Version(1)
            ]);
        }
        let vendors: Vec<CompanyId> = of.iter().map(|(_, vendor, _)| *vendor).collect();
        let (found_by, filters) = found_by(p, categories, &vendors);
        let bloom = bloom_of(p, &found_by);
        terms.extend(found_by.iter().cloned().chain(filters).map(|term| (term, p.id, bloom)));
        words.extend(found_by.into_iter().filter(|word| can_be_guessed(word)));
    }
    // In the order of the key: neighbours in the table are written together.
    terms.sort_unstable();
    terms.dedup();
    tx.insert_rows(&SEED_PRODUCTS, products).await?;
    tx.insert_rows(&SEED_OFFERS, offers).await?;
    let rows = terms.into_iter().map(|(term, product, bloom)| args![term, product, bloom]).collect();
    tx.insert_rows(&ADD_TERMS, rows).await?;
    add_words(tx, &words.iter().collect::<Vec<_>>()).await
}

/// Puts a category of demo data in.
pub async fn seed_category(_: Operator, tx: &WriteTx, row: &CategoryRow, position: i64) -> Result<()> {
    super::insert_category(tx, row, position).await
}
