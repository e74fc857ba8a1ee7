//! A vendor lists a product, or offers one that is listed: product, offer and first price together.

pub(crate) mod reactions;

use infra::{IdempotentRequest, WriteOutcome, WriteTx};
use kernel::gtin::Gtin;
use kernel::text::{Description, Name, Slug, Title};
use kernel::{CompanyId, Currency, OfferId, PriceChangeId, ProductId, Version};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::authority::Vendor;
use crate::catalog::{self, OfferTerms, Product, TaxClass};
use crate::may::{self, CompanyKind};
use crate::{Ctx, Event, companies, invalidation, pricing};

/// A product to list, with your offer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProductIn")]
pub struct ListProduct {
    /// Product name.
    pub title: Title,
    /// Brand.
    pub brand: Name,
    /// Slug of a category without subcategories.
    pub category: Slug,
    /// GTIN, if any.
    #[serde(default)]
    pub gtin: Option<Gtin>,
    /// Description. Basic formatting tags are kept when shown as HTML; all others are removed.
    pub description: Description,
    /// Tax class.
    pub tax_class: TaxClass,
    /// Your offer of the product.
    #[serde(rename = "offer")]
    pub terms: OfferTerms,
}

/// A listed product to offer.
#[derive(Debug, Clone)]
pub struct OfferProduct {
    /// Which.
    pub product: ProductId,
    /// On which terms.
    pub terms: OfferTerms,
}

/// The new product and offer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// The product.
    pub product_id: ProductId,
    /// ID of the vendor's offer.
    pub offer_id: OfferId,
    /// Version of the offer without its price: one more with each change. `If-Match` takes the `ETag` of the offer.
    pub version: Version,
}

errors! {
    /// Why nothing was listed.
    pub enum ListError {
        /// No such category.
        NoCategory = Invalid "products.no_such_category" "no such category, or it has subcategories; choose one of those",
        /// The GTIN has a product.
        GtinTaken { product_id: ProductId } = Conflict "products.gtin_taken" "this GTIN is already listed; add an offer to that product instead, or claim the GTIN if it is yours",
        /// It is under a company prefix that is reserved for another company.
        GtinReserved = Conflict "products.gtin_reserved" "this GTIN begins with a GS1 company prefix that is reserved for another company; check the digits, offer that company's product once it is listed, or state the prefix with evidence if it is yours",
        /// One article number, two articles.
        SkuTaken = Conflict "offers.sku_taken" "you already use this SKU or offer this product",
        /// Fewest, step and most do not fit together.
        BadTerms = Invalid "offers.quantities_do_not_fit" "the minimum and maximum quantities must be multiples of the order multiple, and the minimum cannot exceed the maximum",
        /// Another money.
        OtherCurrency { currency: Currency } = Invalid "offers.other_currency" "this product is sold in {currency}",
        /// Not there.
        NoProduct = Missing "products.no_such_product" "no such product",
        /// Lost its approval meanwhile.
        NotApproved = Forbidden "access.company_not_approved" "your company is not approved to trade right now",
    }
}

/// Lists a new product with the vendor's own offer of it.
pub async fn list_product(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    key: &IdempotentRequest,
    cmd: ListProduct,
) -> Result<WriteOutcome<Listed>, ListError> {
    check_terms(&cmd.terms)?;
    let (product, offer, change) =
        (ctx.store.id::<ProductId>(), ctx.store.id::<OfferId>(), ctx.store.id::<PriceChangeId>());
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let origin = by.origin();
    let listed = ctx.store.write_idempotent(&origin, key, |tx| {
        let cmd = cmd.clone();
        async move {
            let currency =
                companies::approved_of(&tx, vendor, CompanyKind::Vendor).await?.ok_or(ListError::NotApproved)?;
            let (category, root_category) =
                catalog::find_leaf(&tx, &cmd.category).await?.ok_or(ListError::NoCategory)?;
            if let Some(gtin) = &cmd.gtin
                && let Some((product_id, _)) = catalog::find_by_gtin(&tx, gtin).await?
            {
                return Err(ListError::GtinTaken { product_id });
            }
            if let Some(gtin) = &cmd.gtin
                && catalog::reserved_for(&tx, gtin).await?.is_some_and(|holder| holder != vendor)
            {
                return Err(ListError::GtinReserved);
            }
            let row = Product {
                id: product,
                title: cmd.title.into_string(),
                brand: cmd.brand.into_string(),
                category,
                root_category,
                gtin: cmd.gtin.map(|g| g.as_str().to_owned()),
                description_html: catalog::sanitise(cmd.description.as_str()),
                description: cmd.description.into_string(),
                tax_class: cmd.tax_class.to_string(),
                currency,
                created_by: vendor,
                created_at: now,
                version: Version(1),
            };
            if let Err(error) = catalog::insert_product(&tx, &row).await {
                // Somebody listed the GTIN this very moment: the next try sees theirs.
                let busy = || infra::db::Error::Busy("the GTIN was listed meanwhile".to_owned());
                return Err(if error.is_unique() { busy() } else { error }.into());
            }
            put_offer(&tx, &row, vendor, offer, &cmd.terms, pricing::FirstPrice { change, by: Some(user), now })
                .await?;
            let listed = Listed { product_id: product, offer_id: offer, version: Version(1) };
            Ok(tx.commit_with(Event::ProductListed { product, offer, vendor }.record(), listed))
        }
    });
    Ok(known(ctx, vendor, listed.await.map_err(taken)?).await)
}

/// Offers a product that somebody listed.
pub async fn offer_product(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    key: &IdempotentRequest,
    cmd: OfferProduct,
) -> Result<WriteOutcome<Listed>, ListError> {
    check_terms(&cmd.terms)?;
    let (offer, change) = (ctx.store.id::<OfferId>(), ctx.store.id::<PriceChangeId>());
    let (vendor, user, now) = (by.vendor(), by.user(), ctx.store.now());
    let origin = by.origin();
    let offered = ctx.store.write_idempotent(&origin, key, |tx| {
        let cmd = cmd.clone();
        async move {
            let currency =
                companies::approved_of(&tx, vendor, CompanyKind::Vendor).await?.ok_or(ListError::NotApproved)?;
            let row = catalog::lock_product(&tx, cmd.product).await?.ok_or(ListError::NoProduct)?;
            if row.currency != currency {
                return Err(ListError::OtherCurrency { currency: row.currency });
            }
            put_offer(&tx, &row, vendor, offer, &cmd.terms, pricing::FirstPrice { change, by: Some(user), now })
                .await?;
            let listed = Listed { product_id: row.id, offer_id: offer, version: Version(1) };
            Ok(tx.commit_with(Event::OfferCreated { offer, product: row.id, vendor }.record(), listed))
        }
    });
    Ok(known(ctx, vendor, offered.await.map_err(taken)?).await)
}

/// A reply that is repeated is an acknowledgement, too; and whoever did it may have died, or been given
/// up by their client, after the commit and before anybody heard of it.
async fn known(ctx: &Ctx, vendor: CompanyId, ended: WriteOutcome<Listed>) -> WriteOutcome<Listed> {
    if let WriteOutcome::Replayed(Listed { product_id: product, offer_id: offer, .. }) = ended {
        invalidation::drop_all(&ctx.cache, std::iter::once(Event::OfferCreated { offer, product, vendor })).await;
    }
    ended
}

fn check_terms(terms: &OfferTerms) -> Result<(), ListError> {
    let (least, step, most) = (terms.min_quantity.get(), terms.quantity_step.get(), terms.max_quantity.get());
    if least % step == 0 && most % step == 0 && least <= most { Ok(()) } else { Err(ListError::BadTerms) }
}

async fn put_offer(
    tx: &WriteTx,
    product: &Product,
    vendor: CompanyId,
    offer: OfferId,
    terms: &OfferTerms,
    first: pricing::FirstPrice,
) -> Result<(), ListError> {
    catalog::insert_offer(tx, offer, product.id, vendor, (terms, product.currency), first.now).await?;
    pricing::set_first(tx, offer, vendor, (terms.price, product.currency), first).await?;
    catalog::refresh_listing(tx, product.id).await?;
    catalog::index(tx, product).await?;
    Ok(())
}

fn taken(error: ListError) -> ListError {
    match error {
        ListError::Db(error) if error.is_unique() => ListError::SkuTaken,
        other => other,
    }
}
