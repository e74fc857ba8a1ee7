//! What is shown of deliveries: its own to a partner, their own to a rider, the code to the retailer.

use std::collections::BTreeSet;

use infra::db::{DbEngine, SqlText};
use kernel::ids::Id;
use kernel::{CompanyId, Cursor, DeliveryId, OrderId, PageLimit, PageOf, Scalar, UserId};

use super::fulfil::proof_code;
use super::state::DeliveryState;
use super::store::{self, DeliveryScope};
use super::view::{DeliveryView, PartnerRow, TrackingView};
use crate::authority::{Partner, Retailer, Staff};
use crate::{Ctx, may};

errors! {
    /// Why a delivery is not shown.
    pub enum DeliveryError {
        /// Not there, or somebody else's.
        Missing = Missing "deliveries.no_such_delivery" "no such delivery",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

async fn list(
    ctx: &Ctx,
    scope: DeliveryScope,
    state: Option<DeliveryState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<DeliveryView>, DeliveryError> {
    let after = after.map(|c| c.keys("deliveries")).transpose().map_err(|_| DeliveryError::BadCursor)?;
    let rows = store::list(&ctx.store.db, scope, state, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("deliveries", &row.id)))
}

async fn find(ctx: &Ctx, scope: DeliveryScope, id: DeliveryId) -> Result<DeliveryView, DeliveryError> {
    store::find(&ctx.store.db, scope, id).await?.ok_or(DeliveryError::Missing)
}

/// All deliveries, newest first.
pub async fn all_deliveries(
    ctx: &Ctx,
    _: &Staff<may::Dispatch>,
    state: Option<DeliveryState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<DeliveryView>, DeliveryError> {
    list(ctx, DeliveryScope::Everything, state, after, limit).await
}

/// Of some deliveries those that somebody of the staff gives to nobody: a company of their own sells, buys or brings
/// what is delivered. `own` are those companies; where there are none, nothing is asked.
pub async fn conflicting_deliveries(
    ctx: &Ctx,
    _: &Staff<may::Dispatch>,
    own: &BTreeSet<CompanyId>,
    deliveries: impl IntoIterator<Item = DeliveryId>,
) -> Result<BTreeSet<DeliveryId>, DeliveryError> {
    let ids: Vec<DeliveryId> = deliveries.into_iter().collect();
    if own.is_empty() || ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let parties = store::parties_unscoped(&ctx.store.db, &ids).await?;
    let is_own = |companies: [Option<CompanyId>; 3]| companies.into_iter().flatten().any(|one| own.contains(&one));
    Ok(parties.into_iter().filter(|(_, companies)| is_own(*companies)).map(|(id, _)| id).collect())
}

/// Those whom a delivery may be given to, by name: approved delivery partners, 500 at most.
pub async fn partners(ctx: &Ctx, _: &Staff<may::Dispatch>) -> Result<Vec<PartnerRow>, DeliveryError> {
    Ok(store::partners_unscoped(&ctx.store.db).await?)
}

/// A partner's deliveries, newest first.
pub async fn partner_deliveries(
    ctx: &Ctx,
    by: &Partner<may::ReadDeliveries>,
    state: Option<DeliveryState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<DeliveryView>, DeliveryError> {
    list(ctx, DeliveryScope::Partner(by.partner()), state, after, limit).await
}

/// A rider's own deliveries, newest first.
pub async fn rider_deliveries(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    state: Option<DeliveryState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<DeliveryView>, DeliveryError> {
    list(ctx, DeliveryScope::Rider(by.partner(), by.user()), state, after, limit).await
}

/// Any delivery.
pub async fn staff_delivery(
    ctx: &Ctx,
    _: &Staff<may::Dispatch>,
    id: DeliveryId,
) -> Result<DeliveryView, DeliveryError> {
    find(ctx, DeliveryScope::Everything, id).await
}

/// One of a partner's deliveries.
pub async fn partner_delivery(
    ctx: &Ctx,
    by: &Partner<may::ReadDeliveries>,
    id: DeliveryId,
) -> Result<DeliveryView, DeliveryError> {
    find(ctx, DeliveryScope::Partner(by.partner()), id).await
}

/// One of a rider's own deliveries.
pub async fn rider_delivery(
    ctx: &Ctx,
    by: &Partner<may::FulfilDeliveries>,
    id: DeliveryId,
) -> Result<DeliveryView, DeliveryError> {
    find(ctx, DeliveryScope::Rider(by.partner(), by.user()), id).await
}

/// The statements that lists come to on an engine, by whose list it is, and what they bind; for whoever asks
/// the engine how it would go about them. They name nobody.
pub fn statements_of_lists(engine: DbEngine, state: Option<DeliveryState>) -> [(&'static str, String, Vec<Scalar>); 3] {
    let (partner, rider) = (CompanyId::least(), UserId::least());
    let scopes = [
        ("all", DeliveryScope::Everything),
        ("of a partner", DeliveryScope::Partner(partner)),
        ("of a rider", DeliveryScope::Rider(partner, rider)),
    ];
    scopes.map(|(whose, scope)| {
        let mut sql = store::statement_of_list(scope, state, None, PageLimit::default());
        let values = sql.take_args();
        (whose, SqlText::from(&sql).render(engine).into_owned(), values)
    })
}

/// The deliveries of one of one's own orders, with their codes.
pub async fn track(
    ctx: &Ctx,
    by: &Retailer<may::TrackDeliveries>,
    order: OrderId,
) -> Result<Vec<TrackingView>, DeliveryError> {
    if !store::owns_order(&ctx.store.db, by.retailer(), order).await? {
        return Err(DeliveryError::Missing);
    }
    let rows = store::of_order(&ctx.store.db, by.retailer(), order).await?;
    let view = |(id, round, mut view): (DeliveryId, i64, TrackingView)| {
        let is_good = view.state == DeliveryState::PickedUp && !view.code_blocked;
        view.proof_code = is_good.then(|| proof_code(ctx, id, round));
        view
    };
    Ok(rows.into_iter().map(view).collect())
}
