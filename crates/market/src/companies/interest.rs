//! Who decides about a company may not be who gains by it.

use std::collections::BTreeSet;

use infra::db::Query;
use kernel::gtin::CompanyPrefix;
use kernel::{CompanyId, ProductId, Timestamp, UserId};

use super::store;
use crate::authority::Staff;
use crate::{Ctx, may};

/// Days for which somebody who left a company decides nothing about it.
pub const COOLING_OFF_DAYS: i64 = 90;

/// Whoever was a member at that time or later has an interest.
pub(crate) const fn interested_since(now: Timestamp) -> Timestamp {
    now.plus_seconds(-COOLING_OFF_DAYS * 24 * 3_600)
}

/// Whether somebody is a member of a company, suspended or not, or was one lately.
pub(crate) async fn has_interest(
    asked: &impl Query,
    user: UserId,
    company: CompanyId,
    now: Timestamp,
) -> infra::db::Result<bool> {
    store::has_interest(asked, user, company, interested_since(now)).await
}

/// The companies that somebody of the staff decides nothing about: those that they are, or were lately, a member of,
/// without the platform itself. What only such a company gains by is not offered to them.
pub async fn conflicting_companies<R: may::Right>(ctx: &Ctx, by: &Staff<R>) -> infra::db::Result<BTreeSet<CompanyId>> {
    let mut own = store::companies_of(&ctx.store.db, by.user(), interested_since(ctx.store.now())).await?;
    own.remove(&by.platform());
    Ok(own)
}

/// Of some products those that somebody of the staff decides nothing about: a company of their own lists, offers or
/// claims them. One round trip, two for somebody of another company.
pub async fn conflicting_products(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    products: impl IntoIterator<Item = ProductId>,
) -> infra::db::Result<BTreeSet<ProductId>> {
    let (own, products) = (conflicting_companies(ctx, by).await?, products.into_iter().collect::<BTreeSet<_>>());
    if own.is_empty() || products.is_empty() {
        return Ok(BTreeSet::new());
    }
    store::products_of_unscoped(&ctx.store.db, &own, &products).await
}

/// Whether a company that lists, offers or claims a product is one that somebody has an interest in.
pub(crate) async fn has_interest_in_product(
    asked: &impl Query,
    user: UserId,
    product: ProductId,
    now: Timestamp,
) -> infra::db::Result<bool> {
    store::has_interest_in_product(asked, user, product, interested_since(now)).await
}

/// Whether a company that lists or offers a product with a GTIN under a company prefix is one that somebody has an
/// interest in.
pub(crate) async fn has_interest_under_prefix(
    asked: &impl Query,
    user: UserId,
    prefix: &CompanyPrefix,
    now: Timestamp,
) -> infra::db::Result<bool> {
    // Kept in 14 digits, of which the first says how many are packed together.
    let pattern = format!("_{}%", prefix.as_str());
    store::has_interest_in_gtins(asked, user, &pattern, interested_since(now)).await
}
