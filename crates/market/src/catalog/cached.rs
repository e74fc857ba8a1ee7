//! What of the catalogue is kept, for how long, and what names it. What drops it is said in
//! [`crate::invalidation`]; these lifetimes are the last net only.

use std::time::Duration;

use cache::{CacheFamily, CacheKey, CacheKeyWriter, CacheTier, PublicScope, Tag};
use kernel::fold::fold;
use kernel::ids::Id;
use kernel::text::Name;
use kernel::{Cursor, PageLimit, PageOf, ProductId, cacheable};

use super::filter::{BrandFilter, Search, Sort};
use super::view::{Brand, BrandRow, Category, CategoryRow, OfferRow, ProductSummary, ProductView};
use crate::invalidation;

cacheable!(ProductView {
    id,
    title,
    brand,
    category,
    gtin,
    description,
    description_html,
    tax_class,
    currency,
    offers,
    created_at,
    version
});
cacheable!(OfferRow {
    offer_id,
    vendor_id,
    vendor_name,
    sku,
    pack_size,
    min_quantity,
    quantity_step,
    max_quantity,
    price,
    delivers_to
});
cacheable!(ProductSummary { id, title, brand, category, from_price, offer_count, delivers_to, title_key });
cacheable!(Category { id, slug, name, children });
cacheable!(CategoryRow { id, parent_id, slug, name });
cacheable!(Brand { name, product_count, categories });
cacheable!(BrandRow { name, product_count, key });

/// A product with its offers.
pub(super) struct Products;

/// Which product.
pub(super) struct ProductKey(pub ProductId);

/// Whether and where a product is kept.
pub(crate) async fn inspect_product(cache: &cache::Cache, id: ProductId) -> Option<cache::ValueReport> {
    cache.inspect::<Products>(&PublicScope, &ProductKey(id)).await
}

impl CacheKey for ProductKey {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.id(*self.0.uuid().as_bytes());
    }
}

impl CacheFamily for Products {
    const ID: u8 = 0;
    const NAME: &'static str = "product";
    const SCHEMA_VERSION: u16 = 2;
    type Scope = PublicScope;
    type Key = ProductKey;
    type Value = ProductView;
    fn version(product: &ProductView) -> Option<i64> {
        Some(product.version.0)
    }
}

/// A page of what a search finds.
pub(super) struct Searches;

impl CacheKey for Search {
    fn write(&self, to: &mut CacheKeyWriter) {
        // As the index knows words, so that spellings which find the same are one.
        let words = self.q.as_ref().map(|q| super::filter::words_of(q).join(" "));
        // As a SKU it is more than its words.
        let whole = self.q.as_ref().filter(|q| super::filter::Identifier::of(q).is_some());
        let whole = whole.map(|q| kernel::printed::plain(q.as_str()));
        let brand = self.brand.as_ref().map(|b| fold(b.as_str()));
        to.optional(words.as_deref().map(str::as_bytes))
            .optional(whole.as_deref().map(str::as_bytes))
            .optional(self.category.as_ref().map(|c| c.as_str().as_bytes()))
            .optional(brand.as_deref().map(str::as_bytes))
            .optional(self.vendor.map(Id::uuid).as_ref().map(|v| v.as_bytes().as_slice()))
            .optional(self.currency.as_ref().map(|c| c.code().as_bytes()))
            .optional(self.first.as_ref().map(|c| c.code().as_bytes()))
            .bytes(self.sort.unwrap_or(Sort::Newest).as_str().as_bytes());
        page(to, self.after.as_ref(), self.limit);
    }
}

impl CacheFamily for Searches {
    const ID: u8 = 1;
    const NAME: &'static str = "search";
    const SCHEMA_VERSION: u16 = 3;
    const TTL: Duration = Duration::from_mins(10);
    type Scope = PublicScope;
    type Key = Search;
    type Value = PageOf<ProductSummary>;
}

/// What a page of products depends on: each of them, which there are, and their prices where these decide the order.
/// Of one vendor also what it can deliver: its own stock moves no other price, so that no listing is refreshed with it.
pub(super) fn tags_of_page(rows: &[ProductSummary], query: &Search) -> Vec<Tag> {
    let by_price = matches!(query.sort, Some(Sort::PriceAsc | Sort::PriceDesc));
    let order = by_price.then(invalidation::prices);
    let own = (by_price && query.vendor.is_some()).then(invalidation::orderable);
    let rows = rows.iter().map(|row| invalidation::product(row.id));
    rows.chain([invalidation::found()]).chain(order).chain(own).collect()
}

/// All categories.
pub(super) struct Categories;

impl CacheFamily for Categories {
    const ID: u8 = 2;
    const NAME: &'static str = "categories";
    const TIER: CacheTier = CacheTier::SharedSingleLoad;
    type Scope = PublicScope;
    type Key = ();
    type Value = Vec<Category>;
}

impl CacheKey for BrandFilter {
    fn write(&self, to: &mut CacheKeyWriter) {
        let q = self.q.as_ref().map(|q| fold(q.as_str()));
        to.optional(q.as_deref().map(str::as_bytes));
        page(to, self.after.as_ref(), self.limit);
    }
}

/// A page of brands.
pub(super) struct Brands;

impl CacheFamily for Brands {
    const ID: u8 = 3;
    const NAME: &'static str = "brands";
    type Scope = PublicScope;
    type Key = BrandFilter;
    type Value = PageOf<BrandRow>;
}

/// One brand.
pub(super) struct OneBrand;

/// A brand's name as a key.
pub(super) struct BrandKey(pub String);

impl BrandKey {
    pub fn of(name: &Name) -> Self {
        Self(fold(name.as_str()))
    }
}

impl CacheKey for BrandKey {
    fn write(&self, to: &mut CacheKeyWriter) {
        to.bytes(self.0.as_bytes());
    }
}

impl CacheFamily for OneBrand {
    const ID: u8 = 4;
    const NAME: &'static str = "brand";
    type Scope = PublicScope;
    type Key = BrandKey;
    type Value = Brand;
}

fn page(to: &mut CacheKeyWriter, after: Option<&Cursor>, limit: PageLimit) {
    to.optional(after.map(|c| c.as_str().as_bytes())).bytes(&limit.rows().to_le_bytes());
}
