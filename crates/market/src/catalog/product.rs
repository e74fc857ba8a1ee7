//! A product, as everybody sees it and as its first vendor may change it.

use cache::{CacheEntry, Loaded, PublicScope};
use kernel::fold::words;
use kernel::text::{Description, Name, Reason, Slug, Title};
use kernel::{CompanyId, ProductId, Version};

use super::view::{Product, ProductView};
use super::{cached, describe, store};
use crate::authority::{Staff, Vendor};
use crate::{Ctx, Event, companies, invalidation, may};

errors! {
    /// Why a product is not shown or stays as it is.
    pub enum ProductError {
        /// Not there, or retired, or another vendor's to change.
        Missing = Missing "products.no_such_product" "no such product",
        /// Changed meanwhile.
        Stale = Stale "products.changed_meanwhile" "this product has changed since you read it",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of a company that offers this product; somebody else must decide",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category, or it has subcategories; choose one of those",
    }
}

/// One product with its offers: kept for an hour, or until something of it changes. To load it takes
/// one trip to the database on SQLite, two at once on servers.
pub async fn product(ctx: &Ctx, id: ProductId) -> Result<CacheEntry<ProductView>, ProductError> {
    let load = || async {
        let found = store::find_view(&ctx.store.db, id).await?;
        // A vendor that is hidden now may be shown later: it counts too.
        let (view, vendors) = found.map_or((None, Vec::new()), |(view, vendors)| (Some(view), vendors));
        // So many that not all were read: then any company's change counts.
        let any = (vendors.len() >= store::OFFERS_READ).then(invalidation::vendors);
        let tags =
            vendors.into_iter().map(invalidation::company).chain([invalidation::product(id)]).chain(any).collect();
        Ok(Loaded::of(view, tags))
    };
    let key = cached::ProductKey(id);
    ctx.cache.read::<cached::Products, _, _, ProductError>(&PublicScope, &key, load).await?.ok_or(ProductError::Missing)
}

/// A product that one's company listed first, and may change; its offers are left out. Nothing where
/// somebody else did.
pub async fn own_product(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    id: ProductId,
) -> Result<Option<ProductView>, ProductError> {
    Ok(store::find_own_view(&ctx.store.db, by.vendor(), id).await?)
}

/// What of a product its first vendor may change.
#[derive(Debug, Clone)]
pub struct EditProduct {
    /// What it is called.
    pub title: Option<Title>,
    /// Who makes it.
    pub brand: Option<Name>,
    /// Its category.
    pub category: Option<Slug>,
    /// What it is.
    pub description: Option<Description>,
    /// As it was read.
    pub version: Version,
}

/// Changes a product one listed. Another vendor's product is not there.
pub async fn edit_product(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    id: ProductId,
    cmd: EditProduct,
) -> Result<ProductView, ProductError> {
    let vendor = by.vendor();
    ctx.store
        .write(&by.origin(), |tx| {
            let cmd = cmd.clone();
            async move {
                let mut row = store::find_own_product(&tx, vendor, id).await?.ok_or(ProductError::Missing)?;
                if let Some(slug) = &cmd.category {
                    (row.category, row.root_category) =
                        store::find_leaf(&tx, slug).await?.ok_or(ProductError::NoCategory)?;
                }
                row.title = cmd.title.map_or(row.title, Title::into_string);
                row.brand = cmd.brand.map_or(row.brand, Name::into_string);
                if let Some(text) = cmd.description {
                    row.description_html = describe::sanitise(text.as_str());
                    row.description = text.into_string();
                }
                if !store::update_product(&tx, &row, cmd.version).await? {
                    return Err(ProductError::Stale);
                }
                index(&tx, &row).await?;
                Ok::<_, ProductError>(tx.commit_with(Event::ProductEdited { product: id }.record(), ()))
            }
        })
        .await?;
    store::find_view(&ctx.store.db, id).await?.map(|(view, _)| view).ok_or(ProductError::Missing)
}

/// Takes a product out of the catalogue.
pub async fn retire_product(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: ProductId,
    reason: Reason,
) -> Result<(), ProductError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let reason = reason.to_string();
            async move {
                if companies::has_interest_in_product(&tx, user, id, now).await? {
                    return Err(ProductError::Interested);
                }
                if !store::retire(&tx, id).await? {
                    return Err(ProductError::Missing);
                }
                Ok(tx.commit_with(Event::ProductRetired { product: id, reason }.record(), ()))
            }
        })
        .await
}

/// The most words one product is found by.
const WORDS: usize = 48;

/// The words a product is found by: its title, brand, category, GTIN and every offer's SKU. Brand and
/// vendor stand there once more as a whole, for filters.
pub(crate) async fn index(tx: &infra::WriteTx, p: &Product) -> infra::db::Result<()> {
    let (category_names, offers) =
        (store::category_names(tx, p.category, p.root_category).await?, store::skus_and_vendors(tx, p.id).await?);
    let (words, filters) = found_by(p, &category_names, &offers);
    store::set_terms(tx, p.id, &words, filters).await
}

/// The words, and the filter terms. Pure.
pub(super) fn found_by(
    p: &Product,
    category_names: &[String],
    offers: &[(String, CompanyId)],
) -> (Vec<String>, Vec<String>) {
    let mut text = vec![p.title.clone(), p.brand.clone(), category_names.join(" "), p.gtin.clone().unwrap_or_default()];
    text.extend(offers.iter().map(|(sku, _)| sku.clone()));
    if let Some(gtin) = &p.gtin {
        text.push(gtin.trim_start_matches('0').to_owned());
    }
    let filters = std::iter::once(store::brand_term(&p.brand))
        .chain(offers.iter().map(|(_, vendor)| store::vendor_term(*vendor)));
    (words(&text.join(" "), WORDS), filters.collect())
}
