//! A product, as everybody sees it and as its first vendor reads it, and the words it is found by.

use cache::{CacheEntry, Loaded, PublicScope};
use kernel::fold::words;
use kernel::gtin::Gtin;
use kernel::{CompanyId, ProductId};

use super::planning::{bloom, category_term, currency_term};
use super::view::{Product, ProductView};
use super::{cached, store};
use crate::authority::Vendor;
use crate::{Ctx, invalidation, may};

errors! {
    /// Why a product is not shown or stays as it is.
    pub enum ProductError {
        /// Not there, or retired, or another vendor's to change.
        Missing = Missing "products.no_such_product" "no such product",
        /// Changed meanwhile.
        Stale = Stale "products.changed_meanwhile" "this product has changed since you read it",
        /// Who decides may not be who gains.
        Interested = Forbidden "companies.conflict_of_interest" "you are, or were in the last 90 days, a member of a company that lists, offers or claims this product; somebody else must decide",
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category, or it has subcategories; choose one of those",
        /// Another product holds its GTIN now.
        GtinTaken { product_id: ProductId } = Conflict "products.gtin_held" "another product has been listed with this GTIN; remove that product, or release its GTIN, before you restore this one",
        /// Its GTIN is under a prefix of somebody else.
        PrefixReserved = Conflict "products.prefix_reserved" "the GTIN of this product begins with a GS1 company prefix that is reserved for another company; leave the product removed, or revoke the prefix first",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// One product with its offers: kept for an hour, or until something of it changes. To load it takes
/// one round trip to the database, two where more than 200 vendors offer it.
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

/// A product that one's company maintains, and may change; its offers are left out. Nothing where
/// somebody else did.
pub async fn own_product(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    id: ProductId,
) -> Result<Option<ProductView>, ProductError> {
    Ok(store::find_own_view(&ctx.store.db, by.vendor(), id).await?)
}

/// The most words one product is found by.
const WORDS: usize = 48;

/// The words a product is found by: its title, brand and category, and nothing that a single vendor
/// says of its own offer; and its GTIN, which has room of its own, however many words there are. Brand and vendors stand there once more as a whole, for filters.
pub(crate) async fn index(tx: &infra::WriteTx, p: &Product) -> infra::db::Result<()> {
    let (category_names, vendors) =
        (store::category_names(tx, p.category, p.root_category).await?, store::vendors_of(tx, p.id).await?);
    let (words, filters) = found_by(p, &category_names, &vendors);
    store::set_terms(tx, p.id, (&words, &filters), bloom_of(p, &words)).await
}

/// What stands beside each term: which words the product has, on which shelves it is, and in which money it is sold.
/// Neither brand nor vendors: of these a search reads the terms. Pure.
pub(super) fn bloom_of(p: &Product, words: &[String]) -> i64 {
    let others = [category_term(p.category), category_term(p.root_category), currency_term(p.currency)];
    bloom(words.iter().chain(&others).map(String::as_str))
}

/// The words, and the filter terms. Pure.
pub(super) fn found_by(p: &Product, category_names: &[String], vendors: &[CompanyId]) -> (Vec<String>, Vec<String>) {
    let text = [p.title.as_str(), p.brand.as_str(), &category_names.join(" ")].join(" ");
    let mut found = words(&text, WORDS);
    for printed in p.gtin.iter().filter_map(|gtin| Gtin::new(gtin).ok()).flat_map(|gtin| gtin.printed_forms()) {
        if !found.contains(&printed) {
            found.push(printed);
        }
    }
    let filters =
        std::iter::once(store::brand_term(&p.brand)).chain(vendors.iter().map(|vendor| store::vendor_term(*vendor)));
    (found, filters.collect())
}
