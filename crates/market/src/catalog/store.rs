//! The subject's SQL. Reads may join other subjects' tables; writes touch only this subject's own.

mod along;
mod brands;
mod finding;
mod listed;
mod offers;
mod own;
mod prefixes;
mod refreshing;
mod requests;
mod seeding;
mod sku_lookup;
mod terms;
mod view;

use infra::crypto::fingerprint;
use infra::db::{Db, Error, Query, Result, Row};
use infra::{WriteTx, args};
use kernel::fold::fold;
use kernel::gtin::Gtin;
use kernel::ids::Id;
use kernel::text::Slug;
use kernel::{CategoryId, CompanyId, Currency, Money, PageLimit, ProductId, Version};

use super::view::{CategoryRow, Product, RetiredProduct};

pub(super) use brands::{find_brand, list_brands, rekey_brands};
pub(super) use finding::{assemble, beginning_and_known, find_products, known_as};
pub(crate) use listed::{find_category_filter, listed_of, newest_listed};
pub(crate) use offers::{OrderedOffer, insert_offer, offers_for_order};
pub(super) use offers::{find_own_offer, list_own_offers, lock_own_offer, update_own_offer};
pub(super) use own::find_own_offers;
pub(crate) use prefixes::reserved_for;
pub(super) use prefixes::{
    find_own_prefix, find_prefix_unscoped, insert_prefix, list_own_prefixes, list_prefixes_unscoped,
    lock_open_prefixes, settle_prefix_unscoped, withdraw_own_prefix,
};
pub(super) use refreshing::refresh_listings;
pub(crate) use refreshing::{refresh_listing, refresh_vendor_listings};
pub(super) use requests::{
    find_own_request, find_request_unscoped, insert_request, list_own_requests, list_requests_unscoped, release_gtin,
    sellers, set_maker, settle_request_unscoped, supersede_all, supersede_change, supersede_claims,
    withdraw_own_request,
};
pub use seeding::{SeedProduct, seed_category, seed_products};
pub(super) use sku_lookup::find_by_sku;
pub(super) use terms::{count_products, count_terms, set_term_counts, set_terms, term_counts};
pub use view::MAX_OFFERS;
pub(super) use view::{OFFERS_READ, find_own_view, find_view, find_view_in};

infra::statements! {
    CATEGORIES = "select id, parent_id, slug, name from categories order by position, name, id";
    FIND_CATEGORY = "select id, parent_id from categories where slug = ?";
    FIND_LEAF = "select c.id, c.parent_id from categories c where c.slug = ? and not exists (select 1 from categories k where k.parent_id = c.id)";
    LOCK_CATEGORY = {
        "select id from categories where id = ?",
        my: "select id from categories where id = ? for update",
        pg: "select id from categories where id = ? for update"
    };
    // Also those that were removed: they may be put back.
    PRODUCT_IN_CATEGORY = "select id from products where category_id = ? limit 1";
    ROOTS_WITH_PRODUCTS = "select c.slug from categories c where c.parent_id is null and exists (select 1 from products p where p.category_id = c.id) order by c.slug";
    CATEGORY_NAMES = "select name from categories where id = ? or id = ?";
    INSERT_CATEGORY = "insert into categories (id, parent_id, slug, name, position) values (?, ?, ?, ?, ?)";
    INSERT_PRODUCT = "insert into products (id, title, title_key, brand, brand_key, category_id, root_category_id, gtin, description, description_html, tax_class, currency, offer_count, created_by, state, created_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'published', ?, 1)";
    FIND_BY_GTIN = "select id, state, created_by from products where gtin = ?";
    FREE_RETIRED_GTIN = "update products set retired_gtin = gtin, gtin = null where id = ? and state = 'retired' and gtin is not null";
    OWN_VIEW = "select p.id, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version
        from products p join categories c on c.id = p.category_id where p.id = ? and p.created_by = ? and p.state = 'published'";
    LOCK_OWN_PRODUCT = {
        "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and created_by = ? and state = 'published'",
        my: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and created_by = ? and state = 'published' for update",
        pg: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and created_by = ? and state = 'published' for update"
    };
    LOCK_RETIRED = {
        "select id, title, brand, category_id, root_category_id, retired_gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'retired'",
        my: "select id, title, brand, category_id, root_category_id, retired_gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'retired' for update",
        pg: "select id, title, brand, category_id, root_category_id, retired_gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'retired' for update"
    };
    // TENANT: whether anybody else depends on what the product is.
    OFFERED_BY_OTHERS = "select 1 from offers where product_id = ? and vendor_id <> ? and state <> 'archived' limit 1";
    WAS_ORDERED = "select 1 from order_lines where product_id = ? limit 1";
    CATEGORY_SLUG = "select slug from categories where id = ?";
    // TENANT: those who are told that a product of theirs changed.
    SELLERS = "select vendor_id from offers where product_id = ? and state <> 'archived' order by vendor_id";
    LOCK_PRODUCT = {
        "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published'",
        my: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published' for update",
        pg: "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id = ? and state = 'published' for update"
    };
    // A product, and its offers in any order. A page of offers that were all read is sorted in the program.
    // TENANT: active offers are shown to everybody.
    FIND_VIEW = {
        "select p.id, null, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version, 0, 0, 0, 0, null
        from products p join categories c on c.id = p.category_id where p.id = ? and p.state = 'published' union all select * from (select o.id, o.vendor_id, v.display_name, null, o.sku, null, null, null, v.state, r.currency, r.amount_minor, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity,
        case when o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id) then 1 else 0 end, coalesce(v.delivers_to, v.country)
        from offers o cross join companies v on v.id = o.vendor_id cross join prices r on r.offer_id = o.id where o.product_id = ? and o.state = 'active' limit 201) o",
        my: "select p.id, null, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version, 0, 0, 0, 0, null
        from products p join categories c on c.id = p.category_id where p.id = ? and p.state = 'published' union all (select o.id, o.vendor_id, v.display_name, null, o.sku, null, null, null, v.state, r.currency, r.amount_minor, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity,
        case when o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id) then 1 else 0 end, coalesce(v.delivers_to, v.country)
        from offers o straight_join companies v on v.id = o.vendor_id straight_join prices r on r.offer_id = o.id where o.product_id = ? and o.state = 'active' limit 201)",
        pg: "select p.id, null, p.title, p.brand, c.slug, p.gtin, p.description, p.description_html, p.tax_class, p.currency, p.created_at, p.version, 0, 0, 0, 0, null
        from products p join categories c on c.id = p.category_id where p.id = ? and p.state = 'published' union all (select o.id, o.vendor_id, v.display_name, null, o.sku, null, null, null, v.state, r.currency, r.amount_minor, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity,
        case when o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id) then 1 else 0 end, coalesce(v.delivers_to, v.country)
        from offers o join companies v on v.id = o.vendor_id join prices r on r.offer_id = o.id where o.product_id = ? and o.state = 'active' limit 201)"
    };
    // The first of very many offers: those that can be ordered come before those that cannot, whatever they cost.
    // TENANT: active offers are shown to everybody.
    OFFERS_OF = "select o.id, o.vendor_id, v.display_name, null, o.sku, null, null, null, v.state, r.currency, r.amount_minor, o.pack_size, o.min_quantity, o.quantity_step, o.max_quantity,
        case when o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id) then 1 else 0 end, coalesce(v.delivers_to, v.country)
        from offers o join companies v on v.id = o.vendor_id join prices r on r.offer_id = o.id
        where o.product_id = ? and o.state = 'active' order by case v.state when 'approved' then 0 else 1 end,
        case when o.min_quantity <= (select coalesce(sum(s.on_hand - s.allocated), 0) from stock_levels s where s.offer_id = o.id) then 0 else 1 end, r.amount_minor, o.id limit 200";
    UPDATE_PRODUCT = "update products set title = ?, title_key = ?, brand = ?, brand_key = ?, category_id = ?, root_category_id = ?, description = ?, description_html = ?, version = version + 1 where id = ? and version = ?";
    // MySQL assigns from left to right.
    RETIRE = "update products set state = 'retired', retired_gtin = gtin, gtin = null, version = version + 1 where id = ? and state = 'published'";
    RESTORE = "update products set state = 'published', gtin = retired_gtin, retired_gtin = null, version = version + 1 where id = ? and state = 'retired'";
    RETIRED = "select id, title, brand, retired_gtin from products where state = 'retired' and id < ? order by id desc limit ?";
    SET_MAKER = "update products set created_by = ?, version = version + 1 where id = ? and gtin = ?";
    RELEASE_GTIN = "update products set gtin = null, version = version + 1 where id = ? and gtin = ?";
    PRODUCTS_OF_VENDOR = "select product_id from offers where vendor_id = ? and product_id > ? order by product_id limit 200";
    // TENANT: by whose shops everybody finds a product.
    VENDORS_OF = "select vendor_id from offers where product_id = ? and state <> 'archived' order by id";
    // A key of so many characters may be one that an earlier program cut.
    NEXT_LONG_BRANDS = "select id, brand, brand_key from products where id > ? and length(brand_key) >= 80 order by id limit 100";
    REKEY_BRAND = "update products set brand_key = ? where id = ? and brand = ?";
    NEXT_TO_INDEX = "select id, title, brand, category_id, root_category_id, gtin, description, description_html, tax_class, currency, created_by, created_at, version from products where id > ? order by id limit 100";
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
    BRANDS = {
        "select brand_key, min(brand), count(*) from products where state = 'published' and brand_key >= ? and brand_key < ?
        group by brand_key having max(offer_count) > 0 order by brand_key limit ?",
        pg: "select brand_key, min(brand collate \"C\"), count(*) from products where state = 'published' and brand_key >= ? and brand_key < ?
        group by brand_key having max(offer_count) > 0 order by brand_key limit ?"
    };
    BRANDS_AFTER = {
        "select brand_key, min(brand), count(*) from products where state = 'published' and brand_key > ? and brand_key >= ? and brand_key < ?
        group by brand_key having max(offer_count) > 0 order by brand_key limit ?",
        pg: "select brand_key, min(brand collate \"C\"), count(*) from products where state = 'published' and brand_key > ? and brand_key >= ? and brand_key < ?
        group by brand_key having max(offer_count) > 0 order by brand_key limit ?"
    };
    BRAND = {
        "select b.name, b.products, c.slug from (select category_id, min(brand) as name, count(*) as products from products where state = 'published' and brand_key = ?
        group by category_id) b join categories c on c.id = b.category_id order by b.products desc, c.slug",
        pg: "select b.name, b.products, c.slug from (select category_id, min(brand collate \"C\") as name, count(*) as products from products where state = 'published' and brand_key = ?
        group by category_id) b join categories c on c.id = b.category_id order by b.products desc, c.slug"
    };
    // TENANT: whoever buys may buy from every approved vendor.
    KNOWN_AS = "select 'sku' from offers f join companies v on v.id = f.vendor_id where f.state = 'active' and v.state = 'approved' and f.sku in (?, ?, ?)
        union select 'gtin' from products p where p.gtin = ? and p.state = 'published'";
    SET_KEYS = "update products set title_key = ?, brand_key = ? where id = ? and version = ?";
    // Known words that begin like one, and whether the whole is a SKU or a GTIN.
    // TENANT: whoever buys may buy from every approved vendor.
    WORDS_AND_NUMBERS = {
        "select 'word', w.word from (select word from search_words where word >= ? and word < ? order by word limit 24) w
            union all select 'sku', '' where exists (select 1 from offers f join companies v on v.id = f.vendor_id where f.state = 'active' and v.state = 'approved' and f.sku in (?, ?, ?))
            union all select 'gtin', '' where exists (select 1 from products p where p.gtin = ? and p.state = 'published')",
        my: "(select 'word', word from search_words where word >= ? and word < ? order by word limit 24)
            union all select 'sku', '' from dual where exists (select 1 from offers f join companies v on v.id = f.vendor_id where f.state = 'active' and v.state = 'approved' and f.sku in (?, ?, ?))
            union all select 'gtin', '' from dual where exists (select 1 from products p where p.gtin = ? and p.state = 'published')"
    };
    COUNTS = "select term, products from search_counts";
    COUNT_TERMS = "select term, count(*) from search_terms group by term having count(*) >= ? order by count(*) desc, term limit 20000";
    COUNT_CURRENCIES = "select currency, count(*) from products where state = 'published' group by currency";
    COUNT_PRODUCTS = "select count(*) from products where state = 'published'";
    DROP_COUNTS = "delete from search_counts";
    INSERT_REQUEST = "insert into product_requests (id, kind, product_id, company_id, requested_by, requested_at, changes, gtin, note, state, open_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)";
    // TENANT: the one request that waits under a key, which names its product.
    SUPERSEDE_CHANGE = "update product_requests set state = 'superseded', open_key = null, decided_at = ? where open_key = ? and state = 'pending'";
    // TENANT: a decision about a product settles what others asked of it.
    SUPERSEDE_CLAIMS = "update product_requests set state = 'superseded', open_key = null, decided_at = ? where product_id = ? and state = 'pending' and kind = 'gtin_claim' and id <> ?";
    // TENANT: a product that is retired, or another's, has nothing left to be decided.
    SUPERSEDE_ALL = "update product_requests set state = 'superseded', open_key = null, decided_at = ? where product_id = ? and state = 'pending' and id <> ?";
    WITHDRAW_OWN_REQUEST = "update product_requests set state = 'withdrawn', open_key = null, decided_at = ? where company_id = ? and id = ? and state = 'pending'";
    SETTLE_REQUEST = "update product_requests set state = ?, open_key = null, decided_by = ?, decided_at = ?, reason = ? where id = ? and state = 'pending'";
    INSERT_PREFIX = "insert into company_prefixes (id, company_id, stated_by, prefix, evidence, stated_at, state, open_key) values (?, ?, ?, ?, ?, ?, 'pending', ?)";
    WITHDRAW_OWN_PREFIX = "update company_prefixes set state = 'withdrawn', open_key = null, decided_at = ? where company_id = ? and id = ? and state in ('pending', 'confirmed')";
    // TENANT: whichever company's, so that two that overlap are not confirmed at once.
    LOCK_OPEN_PREFIXES = {
        "select company_id, prefix, state from company_prefixes where prefix >= ? and prefix < ? and state in ('pending', 'confirmed') order by id",
        my: "select company_id, prefix, state from company_prefixes where prefix >= ? and prefix < ? and state in ('pending', 'confirmed') order by id for update",
        pg: "select company_id, prefix, state from company_prefixes where prefix >= ? and prefix < ? and state in ('pending', 'confirmed') order by id for update"
    };
    SETTLE_PREFIX = "update company_prefixes set open_key = case when ? = 'confirmed' then open_key else null end, state = ?, decided_by = ?, decided_at = ?, reason = ? where id = ? and state = ?";
    // TENANT: for whom a GTIN is reserved is asked before anybody lists it.
    RESERVED_FOR = "select company_id from company_prefixes where prefix in (?, ?, ?, ?, ?, ?, ?) and state = 'confirmed' order by prefix limit 1";
}

/// How much of a title or brand orders it, in characters; keeps the key and the cursor short.
const KEY_CHARS: usize = 80;

fn title_key(title: &str) -> String {
    fold(title).chars().take(KEY_CHARS).collect()
}

/// What makes two spellings one brand. As folding can make one character eighteen, the end of a long one is told by its
/// fingerprint: brands that begin alike are not one.
pub(super) fn brand_key(brand: &str) -> String {
    const MARK: usize = 17;
    let whole = fold(brand);
    if whole.chars().count() <= KEY_CHARS {
        return whole;
    }
    let begins: String = whole.chars().take(KEY_CHARS - MARK).collect();
    let print = fingerprint(&[whole.as_bytes()]);
    print.iter().take(MARK / 2).fold(begins + "~", |key, byte| key + &format!("{byte:02x}"))
}

/// The beginning of a brand as one term, by which its products are looked for before their whole brand is compared; no
/// word holds a colon, so it never meets one.
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

/// Holds a category: products are put into it before, or after.
pub(super) async fn lock_category(tx: &WriteTx, id: CategoryId) -> Result<()> {
    tx.all(&LOCK_CATEGORY, args![id]).await.map(drop)
}

pub(super) async fn has_products(tx: &WriteTx, id: CategoryId) -> Result<bool> {
    Ok(tx.one(&PRODUCT_IN_CATEGORY, args![id]).await?.is_some())
}

pub(super) async fn roots_with_products(db: &Db) -> Result<Vec<String>> {
    db.all(&ROOTS_WITH_PRODUCTS, vec![]).await?.into_iter().map(|mut r| r.take()).collect()
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

/// The product that holds a GTIN, and who maintains it. One that was retired before GTINs were given up
/// gives its up now.
pub(crate) async fn find_by_gtin(tx: &WriteTx, gtin: &Gtin) -> Result<Option<(ProductId, CompanyId)>> {
    let Some(mut row) = tx.one(&FIND_BY_GTIN, args![*gtin]).await? else { return Ok(None) };
    let (id, state, maker): (ProductId, String, CompanyId) = row.take_tuple()?;
    if state == "published" {
        return Ok(Some((id, maker)));
    }
    tx.exec(&FREE_RETIRED_GTIN, args![id]).await?;
    Ok(None)
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

pub(super) async fn lock_own_product(tx: &WriteTx, vendor: CompanyId, id: ProductId) -> Result<Option<Product>> {
    tx.one(&LOCK_OWN_PRODUCT, args![id, vendor]).await?.map(product).transpose()
}

/// A retired product, with the GTIN it had.
pub(super) async fn lock_retired(tx: &WriteTx, id: ProductId) -> Result<Option<Product>> {
    tx.one(&LOCK_RETIRED, args![id]).await?.map(product).transpose()
}

/// Whether somebody else offers a product, or could again. Asked once the product is locked: whoever offers
/// it locks it first.
pub(super) async fn is_offered_by_others(tx: &WriteTx, vendor: CompanyId, id: ProductId) -> Result<bool> {
    Ok(tx.one(&OFFERED_BY_OTHERS, args![id, vendor]).await?.is_some())
}

pub(super) async fn was_ordered(tx: &WriteTx, id: ProductId) -> Result<bool> {
    Ok(tx.one(&WAS_ORDERED, args![id]).await?.is_some())
}

pub(super) async fn category_slug(tx: &WriteTx, id: CategoryId) -> Result<String> {
    tx.one(&CATEGORY_SLUG, args![id]).await?.map_or_else(|| Ok(String::new()), |mut r| r.take())
}

pub(crate) async fn lock_product(tx: &WriteTx, id: ProductId) -> Result<Option<Product>> {
    tx.one(&LOCK_PRODUCT, args![id]).await?.map(product).transpose()
}

fn money(r: &mut Row) -> Result<Money> {
    let (minor, currency) = r.take_tuple()?;
    amount(minor, currency)
}

fn amount(minor: i64, currency: Currency) -> Result<Money> {
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

/// Makes the keys of a product anew, by which it is sorted and its brand is known, unless it was changed meanwhile.
pub(super) async fn set_keys(tx: &WriteTx, p: &Product) -> Result<bool> {
    let values = args![title_key(&p.title), brand_key(&p.brand), p.id, p.version];
    Ok(tx.exec(&SET_KEYS, values).await? == 1)
}

pub(super) async fn retire(tx: &WriteTx, id: ProductId) -> Result<bool> {
    Ok(tx.exec(&RETIRE, args![id]).await? == 1)
}

pub(super) async fn restore(tx: &WriteTx, id: ProductId) -> Result<bool> {
    Ok(tx.exec(&RESTORE, args![id]).await? == 1)
}

pub(super) async fn list_retired(db: &Db, after: Option<ProductId>, limit: PageLimit) -> Result<Vec<RetiredProduct>> {
    let read = |mut r: Row| Ok(infra::columns!(r, RetiredProduct { id, title, brand, gtin }));
    let rows = db.all(&RETIRED, args![after.unwrap_or_else(Id::greatest), limit.rows_plus_one()]).await?;
    rows.into_iter().map(read).collect()
}

pub(super) async fn vendors_of(tx: &WriteTx, id: ProductId) -> Result<Vec<CompanyId>> {
    tx.all(&VENDORS_OF, args![id]).await?.into_iter().map(|mut r| r.take()).collect()
}

/// The next products, retired ones too, in the order of their ids.
pub(super) async fn next_to_index(tx: &WriteTx, after: Option<ProductId>) -> Result<Vec<Product>> {
    let rows = tx.all(&NEXT_TO_INDEX, args![after.unwrap_or_else(Id::least)]).await?;
    rows.into_iter().map(product).collect()
}

#[cfg(test)]
mod tests {
    use super::brand_key;

    #[test]
    fn brands_that_begin_alike_are_told_apart_and_spellings_are_not() {
        let long = "Shree Lakshmi Narayan Agro Food Products and Cold Pressed Oils Private Limited of Kozhikode";
        let (north, south) = (format!("{long} North"), format!("{long} South"));

        assert_ne!(brand_key(&north), brand_key(&south));
        assert_eq!(brand_key(&north), brand_key(&north.to_uppercase()));
        assert_eq!(brand_key(&"\u{fdfa}".repeat(120)).chars().count(), 80);
        assert_eq!(brand_key("Café Malabar"), "cafe malabar");
    }
}
