//! Staff decide what vendors ask about products.

use infra::WriteTx;
use kernel::gtin::Gtin;
use kernel::text::{Name, Reason, Slug, Title};
use kernel::{CompanyId, Cursor, PageLimit, PageOf, ProductRequestId, Timestamp};

use super::product::index;
use super::request_view::{ProductField, ProductRequest, RequestDecision, RequestKind, RequestState};
use super::requests::RequestError;
use super::view::Product;
use super::{describe, store};
use crate::authority::Staff;
use crate::may::CompanyKind;
use crate::{Ctx, Event, companies, may};

/// Every vendor's requests, newest first; those of a kind or in a state, if asked.
pub async fn requests(
    ctx: &Ctx,
    _: &Staff<may::ModerateCatalog>,
    which: (Option<RequestKind>, Option<RequestState>),
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<ProductRequest>, RequestError> {
    let after = after.map(|c| c.keys("all_product_requests")).transpose().map_err(|_| RequestError::BadCursor)?;
    let rows = store::list_requests_unscoped(&ctx.store.db, which, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("all_product_requests", &row.id)))
}

/// Decides a request that waits, and does what follows from it, in one transaction. What a company asked that was
/// suspended since is refused, or waits until it is reinstated.
pub async fn decide_request(
    ctx: &Ctx,
    by: &Staff<may::ModerateCatalog>,
    id: ProductRequestId,
    decision: RequestDecision,
    reason: Reason,
) -> Result<ProductRequest, RequestError> {
    let (user, now) = (by.user(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| {
            let reason = reason.to_string();
            async move {
                let mut row = store::find_request_unscoped(&tx, id).await?.ok_or(RequestError::Missing)?;
                let product = store::lock_product(&tx, row.product_id).await?;
                // Who asked, and whoever lists the product, sells it or claims it, too.
                if companies::has_interest(&tx, user, row.company_id, now).await?
                    || companies::has_interest_in_product(&tx, user, row.product_id, now).await?
                {
                    return Err(RequestError::OwnCompany);
                }
                let state = outcome(row.kind, decision)?;
                if decision != RequestDecision::Refuse {
                    let asks = companies::approved_of(&tx, row.company_id, CompanyKind::Vendor).await?;
                    asks.ok_or(RequestError::Stopped)?;
                }
                if !store::settle_request_unscoped(&tx, id, state, (user, &reason), now).await? {
                    return Err(RequestError::NotPending { state: row.state });
                }
                let mut others = Vec::new();
                let mut tx = tx;
                if decision != RequestDecision::Refuse {
                    let product = product.ok_or(RequestError::Outdated)?;
                    others = concerned(&tx, &product, row.company_id).await?;
                    carry_out(&tx, &row, product, state, now).await?;
                    tx.emit(Event::ProductEdited { product: row.product_id }.record());
                }
                (row.state, row.decided_at, row.reason) = (state, Some(now), Some(reason.clone()));
                let event = Event::ProductRequestDecided {
                    request: id,
                    product: row.product_id,
                    vendor: row.company_id,
                    title: row.title.clone(),
                    state,
                    reason,
                    others,
                };
                Ok(tx.commit_with(event.record(), row))
            }
        })
        .await
}

/// What a decision makes of a request of a kind.
const fn outcome(kind: RequestKind, decision: RequestDecision) -> Result<RequestState, RequestError> {
    match (kind, decision) {
        (_, RequestDecision::Refuse) => Ok(RequestState::Refused),
        (RequestKind::Change, RequestDecision::Accept) => Ok(RequestState::Accepted),
        (RequestKind::GtinClaim, RequestDecision::Transfer) => Ok(RequestState::Transferred),
        (RequestKind::GtinClaim, RequestDecision::Release) => Ok(RequestState::Released),
        _ => Err(RequestError::WrongDecision { kind }),
    }
}

/// Who besides the vendor that asked is told: those who sell the product, and who maintains it.
async fn concerned(tx: &WriteTx, product: &Product, asks: CompanyId) -> Result<Vec<CompanyId>, RequestError> {
    let mut others = store::sellers(tx, product.id).await?;
    others.push(product.created_by);
    others.retain(|company| *company != asks);
    others.sort_unstable();
    others.dedup();
    Ok(others)
}

async fn carry_out(
    tx: &WriteTx,
    request: &ProductRequest,
    mut product: Product,
    state: RequestState,
    now: Timestamp,
) -> Result<(), RequestError> {
    let gtin = request.gtin.as_deref().unwrap_or_default();
    let is_done = match state {
        RequestState::Transferred => {
            if let Ok(gtin) = Gtin::new(gtin)
                && store::reserved_for(tx, &gtin).await?.is_some_and(|holder| holder != request.company_id)
            {
                return Err(RequestError::PrefixReserved);
            }
            let is_done = store::set_maker(tx, product.id, request.company_id, gtin).await?;
            store::supersede_all(tx, product.id, Some(request.id), now).await?;
            is_done
        }
        RequestState::Released => {
            let is_done = store::release_gtin(tx, product.id, gtin).await?;
            store::supersede_claims(tx, product.id, request.id, now).await?;
            product.gtin = None;
            index(tx, &product).await?;
            is_done
        }
        _ => {
            let read = product.version;
            change(tx, request, &mut product).await?;
            let is_done = store::update_product(tx, &product, read).await?;
            index(tx, &product).await?;
            is_done
        }
    };
    if is_done { Ok(()) } else { Err(RequestError::Outdated) }
}

/// Makes the change, if every field is still as it was when it was requested, and what was asked for still can be.
async fn change(tx: &WriteTx, request: &ProductRequest, product: &mut Product) -> Result<(), RequestError> {
    let outdated = |_| RequestError::Outdated;
    for change in &request.changes {
        let (old, new) = (change.old.as_str(), change.new.as_str());
        let is_same = match change.field {
            ProductField::Title => product.title == old,
            ProductField::Brand => product.brand == old,
            ProductField::Category => store::category_slug(tx, product.category).await? == old,
            ProductField::Description => product.description == old,
        };
        if !is_same {
            return Err(RequestError::Outdated);
        }
        match change.field {
            ProductField::Title => product.title = Title::new(new).map_err(outdated)?.into_string(),
            ProductField::Brand => product.brand = Name::new(new).map_err(outdated)?.into_string(),
            ProductField::Category => {
                let slug = Slug::new(new).map_err(outdated)?;
                (product.category, product.root_category) =
                    store::find_leaf(tx, &slug).await?.ok_or(RequestError::Outdated)?;
            }
            ProductField::Description => describe::describe(product, new.to_owned()),
        }
    }
    Ok(())
}
