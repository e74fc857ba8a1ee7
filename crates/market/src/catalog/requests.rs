//! What a vendor asks staff to decide about products: its own requests, and claims to GTINs.

use kernel::gtin::Gtin;
use kernel::text::Evidence;
use kernel::{Cursor, PageLimit, PageOf, ProductRequestId};
use schemars::JsonSchema;
use serde::Deserialize;

use super::request_view::{NewRequest, ProductRequest, RequestKind, RequestState};
use super::store;
use crate::authority::Vendor;
use crate::{Ctx, Event, may};

errors! {
    /// Why a request is not made, shown or decided.
    pub enum RequestError {
        /// Not there, or another vendor's.
        Missing = Missing "requests.no_such_request" "no such request",
        /// It was decided, withdrawn or superseded.
        NotPending { state: RequestState } = Conflict "requests.not_pending" "this request is {state} and no longer waiting",
        /// Such a decision is for another kind of request.
        WrongDecision { kind: RequestKind } = Invalid "requests.wrong_decision" "a change is accepted or refused; a GTIN claim is transferred, released or refused",
        /// The product is not as it was when the change was requested.
        Outdated = Conflict "requests.outdated" "the product has changed or was removed since this was requested; refuse the request, so that the vendor can make a new one",
        /// Who decides would gain or lose by it.
        OwnCompany = Forbidden "requests.own_company" "you belong to a company that this request concerns; someone else must decide it",
        /// Who asked was suspended since.
        Stopped = Conflict "requests.company_stopped" "the company that made this request is suspended; refuse the request, or decide it after the company is reinstated",
        /// The GTIN is under a prefix of somebody else.
        PrefixReserved = Conflict "requests.prefix_reserved" "the GTIN begins with a GS1 company prefix that is reserved for another company; refuse the claim, or revoke the prefix first",
        /// Nobody holds the GTIN.
        GtinFree = Conflict "requests.gtin_free" "no product holds this GTIN; list your product with it",
        /// One's own product holds it.
        OwnGtin = Conflict "requests.own_gtin" "a product that your company maintains holds this GTIN already",
        /// One's own claim waits.
        AlreadyClaimed = Conflict "requests.already_claimed" "your company has already claimed the GTIN of this product; wait for the decision, or withdraw the claim",
        /// A cursor of another listing.
        BadCursor = Invalid "page.bad_cursor" "the cursor does not belong to this list; start from the first page",
    }
}

/// A claim to a GTIN that another company's product holds.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GtinClaimIn")]
pub struct ClaimGtin {
    /// The GTIN.
    pub gtin: Gtin,
    /// Why it is yours, such as your GS1 company prefix and where that can be checked.
    pub evidence: Evidence,
}

/// One's own requests, newest first; those in a state, if asked.
pub async fn own_requests(
    ctx: &Ctx,
    by: &Vendor<may::ReadOffers>,
    state: Option<RequestState>,
    after: Option<Cursor>,
    limit: PageLimit,
) -> Result<PageOf<ProductRequest>, RequestError> {
    let after = after.map(|c| c.keys("product_requests")).transpose().map_err(|_| RequestError::BadCursor)?;
    let rows = store::list_own_requests(&ctx.store.db, by.vendor(), state, after, limit).await?;
    Ok(PageOf::cut(rows, limit, |row| Cursor::of("product_requests", &row.id)))
}

/// Takes one of one's own requests back while it waits.
pub async fn withdraw_request(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    id: ProductRequestId,
) -> Result<ProductRequest, RequestError> {
    let (vendor, now) = (by.vendor(), ctx.store.now());
    ctx.store
        .write(&by.origin(), |tx| async move {
            let mut row = store::find_own_request(&tx, vendor, id).await?.ok_or(RequestError::Missing)?;
            if !store::withdraw_own_request(&tx, vendor, id, now).await? {
                return Err(RequestError::NotPending { state: row.state });
            }
            (row.state, row.decided_at) = (RequestState::Withdrawn, Some(now));
            let event = Event::ProductRequestWithdrawn { request: id, product: row.product_id, vendor };
            Ok(tx.commit_with(event.record(), row))
        })
        .await
}

/// Claims the GTIN of a product that another company maintains.
pub async fn claim_gtin(
    ctx: &Ctx,
    by: &Vendor<may::EditOffers>,
    cmd: ClaimGtin,
) -> Result<ProductRequest, RequestError> {
    let (id, vendor, user, now) = (ctx.store.id::<ProductRequestId>(), by.vendor(), by.user(), ctx.store.now());
    let origin = by.origin();
    let claimed = ctx.store.write(&origin, |tx| {
        let cmd = cmd.clone();
        async move {
            let (product, maker) = store::find_by_gtin(&tx, &cmd.gtin).await?.ok_or(RequestError::GtinFree)?;
            if maker == vendor {
                return Err(RequestError::OwnGtin);
            }
            let new = NewRequest {
                id,
                kind: RequestKind::GtinClaim,
                product,
                company: vendor,
                user,
                now,
                changes: Vec::new(),
                gtin: Some(cmd.gtin.as_str().to_owned()),
                note: Some(cmd.evidence.into_string()),
            };
            store::insert_request(&tx, &new).await?;
            let row = store::find_own_request(&tx, vendor, id).await?.ok_or(RequestError::Missing)?;
            Ok(tx.commit_with(Event::GtinClaimed { request: id, product, vendor }.record(), row))
        }
    });
    claimed.await.map_err(|error| match error {
        RequestError::Db(error) if error.is_unique() => RequestError::AlreadyClaimed,
        other => other,
    })
}
