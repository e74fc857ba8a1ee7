//! The subject's SQL. Reads may join other subjects' tables; writes touch only this subject's own.

mod brands;
mod finding;
mod listed;
mod own;
mod seeding;
mod sku_lookup;

use infra::db::{Db, Error, Query, Result, Row, SqlBuilder, Stmt};
use infra::{WriteTx, args};
use kernel::fold::fold;
use kernel::gtin::Gtin;
use kernel::ids::Id;
use kernel::text::Slug;
use kernel::{CategoryId, CompanyId, Currency, Money, OfferId, PageLimit, ProductId, Stored, Timestamp, Version};

use super::terms::OfferTerms;
use super::view::{CategoryRow, Offer, OfferRow, OfferState, OfferView, Product, ProductView};
use crate::authority::CompanyState;

pub(super) use brands::{find_brand, list_brands};
pub(super) use finding::{assemble, find_products, set_terms, words_beginning};
pub(crate) use listed::{find_category_filter, listed_of, newest_listed};
pub(super) use own::find_own_offers;
pub use seeding::{SeedProduct, seed_category, seed_products};
pub(super) use sku_lookup::find_by_sku;

infra::statements! {
    CATEGORIES = "select id, parent_id, slug, name from categories order by position, name, id";
    FIND_CATEGORY = "select id, parent_id from categories where slug = ?";
    FIND_LEAF = "select c.id, c.parent_id from categories c where c.slug = ? and not exists (select 1 from categories k where k.parent_id = c.id)";
    CATEGORY_NAMES = "select name from categories where id = ? or id = ?";
    INSERT_CATEGORY = "insert into categories (id, parent_id, slug, name, position) values (?, ?, ?, ?, ?)";
    INSERT_PRODUCT = "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, gtin, description, description_html, tax_class, currency, offer_count, created_by, state, created_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'published', ?, 1)";
    FIND_BY_GTIN = "select id from products where gtin = ?";
    OWN_VIEW = "select p.id, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version
        from products p join categories c on c.id = p.category_id where p.id = ? and p.created_by = ? and p.state = 'published'";
    FIND_OWN_PRODUCT = "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version
        from products where id = ? and created_by = ? and state = 'published'";
    LOCK_PRODUCT = {
        "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published'",
        my: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published' for update",
        pg: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published' for update"
    };
    FIND_VIEW = "select p.id, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version
        from products p join categories c on c.id = p.category_id where p.id = ? and p.state = 'published'";
    // TENANT: active offers are shown to everybody.
    OFFERS_OF = "select o.id, o.vendor_id, v.display_name, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency, v.state
        from offers o join companies v on v.id = o.vendor_id join prices r on r.offer_id = o.id
        where o.product_id = ? and o.state = 'active' order by case v.state when 'approved' then 0 else 1 end, r.amount_minor, o.id limit 200";
    UPDATE_PRODUCT = "update products set title = ?, title_key = ?, brand = ?, brand_key = ?, category_id = ?, root_category_id = ?, description = ?, description_html = ?, version = version + 1 where id = ? and version = ?";
    RETIRE = "update products set state = 'retired', version = version + 1 where id = ? and state = 'published'";
    // TENANT: counts the active offers that everybody sees.
    REFRESH_LISTING = "update products set
        offer_count = (select count(*) from offers o join companies v on v.id = o.vendor_id where o.product_id = products.id and o.state = 'active' and v.state = 'approved'),
        from_price_minor = (select min(r.amount_minor) from offers o join companies v on v.id = o.vendor_id join prices r on r.offer_id = o.id where o.product_id = products.id and o.state = 'active' and v.state = 'approved')
        where id = ?";
    PRODUCTS_OF_VENDOR = "select product_id from offers where vendor_id = ? and product_id > ? order by product_id limit 200";
    // TENANT: what everybody finds a product by.
    SKUS_AND_VENDORS = "select sku, vendor_id from offers where product_id = ? and state <> 'archived' order by id";
    INSERT_OFFER = "insert into offers (id, product_id, vendor_id, sku, pack_size, min_quantity, quantity_step, max_quantity, currency, state, created_at, version) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, 1)";
    OWN_OFFERS = "select o.id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, o.state, r.amount_minor, r.currency, r.version, o.version
        from offers o join products p on p.id = o.product_id join prices r on r.offer_id = o.id where o.vendor_id = ? and o.id > ? order by o.id limit ?";
    OWN_OFFER = "select o.id, o.product_id, p.title, o.sku, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, o.state, r.amount_minor, r.currency, r.version, o.version
        from offers o join products p on p.id = o.product_id join prices r on r.offer_id = o.id where o.vendor_id = ? and o.id = ?";
    LOCK_OWN_OFFER = {
        "select id, product_id, pack_size, min_quantity, quantity_step, max_quantity, state, version from offers where vendor_id = ? and id = ?",
        my: "select id, product_id, pack_size, min_quantity, quantity_step, max_quantity, state, version from offers where vendor_id = ? and id = ? for update",
        pg: "select id, product_id, pack_size, min_quantity, quantity_step, max_quantity, state, version from offers where vendor_id = ? and id = ? for update"
    };
    UPDATE_OWN_OFFER = "update offers set min_quantity = ?, quantity_step = ?, max_quantity = ?, state = ?, version = version + 1 where vendor_id = ? and id = ?";
    DROP_TERMS = "delete from search_terms where product_id = ?";
    ADD_TERM = "insert into search_terms (term, product_id) values (?, ?)";
    ADD_WORD = {
        "insert into search_words (word) values (?) on conflict (word) do nothing",
        my: "insert ignore into search_words (word) values (?)"
    };
    BRANDS = {
        "select brand_key, min(brand), count(*) from products where state = 'published' and brand_key >= ? and brand_key < ? and offer_count > 0
        group by brand_key order by brand_key limit ?",
        pg: "select brand_key, min(brand collate \"C\"), count(*) from products where state = 'published' and brand_key >= ? and brand_key < ? and offer_count > 0
        group by brand_key order by brand_key limit ?"
    };
    BRANDS_AFTER = {
        "select brand_key, min(brand), count(*) from products where state = 'published' and brand_key > ? and brand_key >= ? and brand_key < ? and offer_count > 0
        group by brand_key order by brand_key limit ?",
        pg: "select brand_key, min(brand collate \"C\"), count(*) from products where state = 'published' and brand_key > ? and brand_key >= ? and brand_key < ? and offer_count > 0
        group by brand_key order by brand_key limit ?"
    };
    BRAND = {
        "select b.name, b.products, c.slug from (select category_id, min(brand) as name, count(*) as products from products where state = 'published' and brand_key = ? and offer_count > 0
        group by category_id) b join categories c on c.id = b.category_id order by b.products desc, c.slug",
        pg: "select b.name, b.products, c.slug from (select category_id, min(brand collate \"C\") as name, count(*) as products from products where state = 'published' and brand_key = ? and offer_count > 0
        group by category_id) b join categories c on c.id = b.category_id order by b.products desc, c.slug"
    };
    WORDS_BEGINNING = "select word from search_words where word >= ? and word < ? order by word limit 24";
}

// TENANT: whoever orders may order from every approved vendor.
const ORDERED: Stmt = Stmt::same("select o.id, o.vendor_id, o.product_id, o.sku, p.title, p.tax_class, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity, r.amount_minor, r.currency, r.change_id
    from offers o join products p on p.id = o.product_id join prices r on r.offer_id = o.id join companies v on v.id = o.vendor_id
    where o.state = 'active' and p.state = 'published' and v.state = 'approved' and o.id in (");
const CLOSE: Stmt = Stmt::same(")");

/// How much of a title or brand orders it, in characters; keeps the key and the cursor short.
const KEY_CHARS: usize = 80;

fn title_key(title: &str) -> String {
    fold(title).chars().take(KEY_CHARS).collect()
}

/// What makes two spellings one brand. Cut, because folding can make one character eighteen.
fn brand_key(brand: &str) -> String {
    fold(brand).chars().take(KEY_CHARS).collect()
}

/// A brand as one term; no word holds a colon, so it never meets one.
pub(super) fn brand_term(brand: &str) -> String {
    format!("b:{}", fold(brand).chars().take(36).collect::<String>())
}

/// A vendor as one term.
pub(super) fn vendor_term(vendor: CompanyId) -> String {
    format!("v:{vendor}")
}

pub(super) async fn categories(db: &Db) -> Result<Vec<CategoryRow>> {
    let read = |mut r: Row| Ok(infra::columns!(r, CategoryRow { id, parent_id, slug, name }));
    db.all(&CATEGORIES, vec![]).await?.into_iter().map(read).collect()
}

fn with_root(mut r: Row) -> Result<(CategoryId, CategoryId)> {
    let (id, parent): (CategoryId, Option<CategoryId>) = r.take_tuple()?;
    Ok((id, parent.unwrap_or(id)))
}

/// A category and the one above it (itself, at the top).
pub(super) async fn find_category(asked: &impl Query, slug: &Slug) -> Result<Option<(CategoryId, CategoryId)>> {
    asked.one(&FIND_CATEGORY, args![*slug]).await?.map(with_root).transpose()
}

/// The same, only where nothing stands under it.
pub(crate) async fn find_leaf(asked: &impl Query, slug: &Slug) -> Result<Option<(CategoryId, CategoryId)>> {
    asked.one(&FIND_LEAF, args![*slug]).await?.map(with_root).transpose()
}

pub(super) async fn category_names(tx: &WriteTx, a: CategoryId, b: CategoryId) -> Result<Vec<String>> {
    tx.all(&CATEGORY_NAMES, args![a, b]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// Puts a category in.
pub(super) async fn insert_category(tx: &WriteTx, row: &CategoryRow, position: i64) -> Result<()> {
    tx.exec(&INSERT_CATEGORY, args![row.id, row.parent_id, row.slug, row.name, position]).await.map(drop)
}

/// Puts a product in.
pub(crate) async fn insert_product(tx: &WriteTx, p: &Product) -> Result<()> {
    let values = args![
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
        p.created_by,
        p.created_at
    ];
    tx.exec(&INSERT_PRODUCT, values).await.map(drop)
}

pub(crate) async fn find_by_gtin(tx: &WriteTx, gtin: &Gtin) -> Result<Option<ProductId>> {
    tx.one(&FIND_BY_GTIN, args![*gtin]).await?.map(|mut r| r.take()).transpose()
}

fn product(mut r: Row) -> Result<Product> {
    Ok(infra::columns!(
        r,
        Product {
            id,
            title,
            brand,
            category,
            root_category,
            gtin,
            description,
            description_html,
            tax_class,
            currency,
            created_by,
            created_at,
            version
        }
    ))
}

pub(super) async fn find_own_product(tx: &WriteTx, vendor: CompanyId, id: ProductId) -> Result<Option<Product>> {
    tx.one(&FIND_OWN_PRODUCT, args![id, vendor]).await?.map(product).transpose()
}

pub(crate) async fn lock_product(tx: &WriteTx, id: ProductId) -> Result<Option<Product>> {
    tx.one(&LOCK_PRODUCT, args![id]).await?.map(product).transpose()
}

fn view(mut r: Row) -> Result<ProductView> {
    Ok(infra::columns!(
        r,
        ProductView {
            id,
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

fn offer_row(r: &mut Row) -> Result<OfferRow> {
    Ok(infra::columns!(
        r,
        OfferRow {
            offer_id,
            vendor_id,
            vendor_name,
            sku,
            pack_size,
            min_quantity,
            quantity_step,
            max_quantity,
            price: money(r)?
        }
    ))
}

/// The most offers read of one product, hidden ones included; stands in the statement.
pub(super) const OFFERS_READ: usize = 200;
/// The most offers shown of one product.
const MAX_OFFERS: usize = 100;

/// A product with the offers of approved vendors; and all vendors it depends on, hidden ones too.
pub(super) async fn find_view(db: &Db, id: ProductId) -> Result<Option<(ProductView, Vec<CompanyId>)>> {
    let (product, offers) = db.query_both((&FIND_VIEW, args![id]), (&OFFERS_OF, args![id])).await?;
    let Some(mut found) = product.into_iter().next().map(view).transpose()? else { return Ok(None) };
    let mut vendors = Vec::with_capacity(offers.len());
    for mut row in offers {
        let offer = offer_row(&mut row)?;
        vendors.push(offer.vendor_id);
        if row.take::<CompanyState>()? == CompanyState::Approved && found.offers.len() < MAX_OFFERS {
            found.offers.push(offer);
        }
    }
    Ok(Some((found, vendors)))
}

/// A product that a vendor listed first, without its offers.
pub(super) async fn find_own_view(db: &Db, vendor: CompanyId, id: ProductId) -> Result<Option<ProductView>> {
    db.one(&OWN_VIEW, args![id, vendor]).await?.map(view).transpose()
}

fn money(r: &mut Row) -> Result<Money> {
    let (minor, currency): (i64, Currency) = r.take_tuple()?;
    Money::new(minor, currency).map_err(|e| Error::Decode(e.to_string()))
}

pub(super) async fn update_product(tx: &WriteTx, p: &Product, version: Version) -> Result<bool> {
    let values = args![
        p.title,
        title_key(&p.title),
        p.brand,
        brand_key(&p.brand),
        p.category,
        p.root_category,
        p.description,
        p.description_html,
        p.id,
        version
    ];
    Ok(tx.exec(&UPDATE_PRODUCT, values).await? == 1)
}

pub(super) async fn retire(tx: &WriteTx, id: ProductId) -> Result<bool> {
    Ok(tx.exec(&RETIRE, args![id]).await? == 1)
}

/// Brings a product's lowest price and number of offers up to date.
pub(crate) async fn refresh_listing(tx: &WriteTx, id: ProductId) -> Result<()> {
    tx.exec(&REFRESH_LISTING, args![id]).await.map(drop)
}

/// The same for some of a vendor's products, in order; tells which. None: there are no more.
pub(crate) async fn refresh_vendor_listings(
    tx: &WriteTx,
    vendor: CompanyId,
    after: Option<ProductId>,
) -> Result<Vec<ProductId>> {
    let mut done = Vec::new();
    for mut row in tx.all(&PRODUCTS_OF_VENDOR, args![vendor, after.unwrap_or_else(Id::least)]).await? {
        let id = row.take()?;
        refresh_listing(tx, id).await?;
        done.push(id);
    }
    Ok(done)
}

pub(super) async fn skus_and_vendors(tx: &WriteTx, id: ProductId) -> Result<Vec<(String, CompanyId)>> {
    tx.all(&SKUS_AND_VENDORS, args![id]).await?.into_iter().map(|mut r| r.take_tuple()).collect()
}

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

fn offer_view(mut r: Row) -> Result<OfferView> {
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

pub(super) async fn list_own_offers(
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

pub(super) async fn find_own_offer(asked: &impl Query, vendor: CompanyId, id: OfferId) -> Result<Option<OfferView>> {
    asked.one(&OWN_OFFER, args![vendor, id]).await?.map(offer_view).transpose()
}

pub(super) async fn lock_own_offer(tx: &WriteTx, vendor: CompanyId, id: OfferId) -> Result<Option<Offer>> {
    let read = |mut r: Row| {
        Ok(infra::columns!(
            r,
            Offer { id, product, pack_size, min_quantity, quantity_step, max_quantity, state, version }
        ))
    };
    tx.one(&LOCK_OWN_OFFER, args![vendor, id]).await?.map(read).transpose()
}

pub(super) async fn update_own_offer(tx: &WriteTx, vendor: CompanyId, o: &Offer) -> Result<()> {
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
                price_change
            }
        ))
    };
    tx.all(&sql, values).await?.into_iter().map(read).collect()
}
