//! One product, its vendors side by side.

use std::collections::BTreeMap;

use askama::Template;
use cache::CacheEntry;
use edge::{Endpoint, FormFields, LimitClass, Page, PageContext, Path, Problem, Route, Router, RowsRead};
use kernel::{OfferId, ProductId};
use market::Ctx;
use market::authority::Anyone;
use market::catalog::{self, Category, OfferRow, ProductView};
use market::inventory::{self, InStock};

use super::product_card;
use crate::ui::Markup;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::page_cache::{Decoded, PageKey};
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowProduct>()
}

/// One vendor's offer, as its row shows it.
struct Row {
    offer: String,
    vendor_path: String,
    vendor: String,
    sku: String,
    pack: String,
    price: String,
    piece: String,
    bounds: String,
    stock: String,
    /// The tone of the stock's word.
    tone: &'static str,
    is_there: bool,
    /// Why the reader's company cannot buy it.
    barrier: String,
    field: String,
    min: String,
    step: String,
    max: String,
    quantity: String,
    error: String,
}

impl Row {
    fn of(f: &Frame, offer: &OfferRow, stock: InStock, form: &FormFields) -> Self {
        let (min, step, max) = (offer.min_quantity.get(), offer.quantity_step.get(), offer.max_quantity.get());
        let is_typed = form.text("offer") == offer.offer_id.to_string();
        Self {
            offer: offer.offer_id.to_string(),
            vendor_path: links::of("/vendors", &offer.vendor_id).to_string(),
            vendor: offer.vendor_name.clone(),
            sku: offer.sku.clone(),
            pack: product_card::pack(f, offer.pack_size.get()),
            price: f.money(&offer.price),
            piece: product_card::piece(f, offer.price, offer.pack_size.get()),
            bounds: product_card::bounds(f, min, step, max),
            stock: f.word("in-stock", stock),
            tone: match stock {
                InStock::Plenty => "good",
                InStock::Few => "warn",
                InStock::Nothing => "bad",
            },
            // Where a vendor delivers depends on the address of the order.
            is_there: stock != InStock::Nothing && f.buyer().is_none_or(|b| b.currency == offer.price.currency()),
            barrier: f.barrier(offer.price.currency(), &offer.delivers_to),
            error: f.error(form, &format!("quantity-{}", offer.offer_id)),
            field: format!("quantity-{}", offer.offer_id),
            // The smallest order that is a multiple.
            quantity: if is_typed { form.text("quantity").to_owned() } else { least(min, step).to_string() },
            min: least(min, step).to_string(),
            step: step.to_string(),
            max: max.to_string(),
        }
    }
}

/// The fewest packs that are a multiple of the step.
fn least(min: i64, step: i64) -> i64 {
    min.div_euclid(step).saturating_add(i64::from(min % step != 0)).saturating_mul(step)
}

/// One product.
#[derive(Template)]
#[template(path = "catalog/storefront/product.html")]
struct ProductPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    product: &'a ProductView,
    path: String,
    description: Markup,
    rows: Vec<Row>,
    buys: bool,
    crumbs: Vec<(String, String)>,
    details: Vec<(String, String)>,
    brand_path: String,
    sign_in: String,
}

/// The page of a product, with what became of a form on it.
pub(crate) async fn show(ctx: &Ctx, frame: &Frame, id: ProductId, form: &FormFields) -> Result<Page, Problem> {
    let (entry, categories) = (catalog::product(ctx, id).await?, catalog::categories(ctx).await?);
    let product = problems::cached_value(&entry)?;
    let wanted: Vec<_> = product.offers.iter().map(|offer| (offer.offer_id, offer.min_quantity)).collect();
    let stock = inventory::in_stock(ctx, &wanted).await?;
    let stock: BTreeMap<OfferId, InStock> = wanted.iter().map(|(offer, _)| *offer).zip(stock).collect();
    let key = page_key(frame, &[entry.digest(), categories.digest()], &stock, form);
    if let Some(page) = key.as_ref().and_then(PageKey::find) {
        return Ok(page);
    }
    let word = |offer: &OfferRow| stock.get(&offer.offer_id).copied().unwrap_or(InStock::Nothing);
    let path = links::of("/products", &id);
    let page = ProductPage {
        f: frame,
        form,
        rows: product.offers.iter().map(|offer| Row::of(frame, offer, word(offer), form)).collect(),
        description: Markup::description(&product),
        buys: frame.may_do("orders.place"),
        crumbs: crumbs(frame, &categories, &product.category)?,
        details: details(frame, &product),
        brand_path: format!("/brands/{}", links::escaped(&product.brand)),
        sign_in: links::sign_in(&path).to_string(),
        path: path.to_string(),
        product: &product,
    };
    let page = frame.show_form(&page, form)?;
    PageKey::keep(key.as_ref(), &page);
    Ok(page)
}

/// The key of a page that is the same for everybody who is signed out.
fn page_key(f: &Frame, digests: &[u64], stock: &BTreeMap<OfferId, InStock>, form: &FormFields) -> Option<PageKey> {
    let words: Vec<&str> = stock.values().map(|stock| stock.as_str()).collect();
    PageKey::of(f, "product", digests, &words).filter(|_| form.is_untouched())
}

fn details(f: &Frame, product: &ProductView) -> Vec<(String, String)> {
    let gtin = product.gtin.clone().map(|gtin| ("GTIN".to_owned(), gtin));
    let tax = (f.t("product-tax"), f.word("tax", &product.tax_class));
    gtin.into_iter().chain([tax]).collect()
}

/// The category of a product, and the one above it.
fn crumbs(f: &Frame, categories: &CacheEntry<Vec<Category>>, slug: &str) -> Result<Vec<(String, String)>, Problem> {
    static CATEGORIES: Decoded<Vec<Category>> = Decoded::new();
    let all = CATEGORIES.of(categories, |all| all)?;
    let mut crumbs = vec![("/".to_owned(), f.t("storefront-title"))];
    for root in all.iter() {
        let child = root.children.iter().find(|child| child.slug == slug);
        if child.is_some() || root.slug == slug {
            let above = (format!("/products?category={}", root.slug), f.category(&root.slug, &root.name));
            let below =
                child.map(|child| (format!("/products?category={}", child.slug), f.category(&child.slug, &child.name)));
            crumbs.extend([above].into_iter().chain(below));
        }
    }
    Ok(crumbs)
}

/// It is looked at.
struct ShowProduct;

impl Endpoint for ShowProduct {
    const ROUTE: Route =
        Route::get("catalog.storefront.product", "/products/{product_id}", "Show a product with all vendors' offers.")
            .limit(LimitClass::Catalogue)
            .rows(RowsRead::UpTo(1));
    type Auth = Anyone;
    type In = (Path<ProductId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Anyone, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        show(ctx, &frame, id, &FormFields::default()).await
    }
}

#[cfg(test)]
mod tests {
    use super::least;

    #[test]
    fn the_first_quantity_offered_can_be_ordered() {
        assert_eq!([least(1, 1), least(5, 6), least(6, 6), least(7, 6)], [1, 6, 6, 12]);
    }
}
