//! What vendors ask staff to decide about products: changes that wait, and claims to GTINs.

use edge::{BodySize, Created, Endpoint, Json, JsonBody, LimitClass, Path, QueryParams, Route, Router};
use kernel::text::Reason;
use kernel::{Cursor, PageLimit, PageOf, ProductRequestId};
use market::authority::{Staff, Vendor};
use market::catalog::{self, ClaimGtin, ProductRequest, RequestDecision, RequestError, RequestKind, RequestState};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListOwnRequests>()
        .mount::<WithdrawRequest>()
        .mount::<FileClaim>()
        .mount::<ListRequests>()
        .mount::<DecideRequest>()
}

/// Filters for one's own requests.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OwnRequestsIn {
    /// Filter by status.
    #[serde(default)]
    state: Option<RequestState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<PageLimit>,
}

/// One's own requests.
struct ListOwnRequests;

impl Endpoint for ListOwnRequests {
    const ROUTE: Route = Route::get(
        "catalog.requests",
        "/api/product-requests",
        "List what your company has asked our staff to decide about products, newest first.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<OwnRequestsIn>,);
    type Out = Json<PageOf<ProductRequest>>;
    type Error = RequestError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::own_requests(ctx, &auth, q.state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// One of them is withdrawn.
struct WithdrawRequest;

impl Endpoint for WithdrawRequest {
    const ROUTE: Route = Route::post(
        "catalog.withdraw_request",
        "/api/product-requests/{product_request_id}/withdrawal",
        "Withdraw one of your requests while it is pending.",
        &[EventKind::ProductRequestWithdrawn],
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<ProductRequestId>,);
    type Out = Json<ProductRequest>;
    type Error = RequestError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::withdraw_request(ctx, &auth, id).await?))
    }
}

/// A GTIN is claimed.
struct FileClaim;

impl Endpoint for FileClaim {
    const ROUTE: Route = Route::post(
        "catalog.claim_gtin",
        "/api/gtin-claims",
        "Claim a GTIN that another company's product holds; our staff decide.",
        &[EventKind::GtinClaimed],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (JsonBody<ClaimGtin>,);
    type Out = Created<ProductRequest>;
    type Error = RequestError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Created::new("/api/product-requests".to_owned(), catalog::claim_gtin(ctx, &auth, b).await?))
    }
}

/// Filters for all requests.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestsIn {
    /// Filter by kind.
    #[serde(default)]
    kind: Option<RequestKind>,
    /// Filter by status.
    #[serde(default)]
    state: Option<RequestState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<PageLimit>,
}

/// Every vendor's requests.
struct ListRequests;

impl Endpoint for ListRequests {
    const ROUTE: Route = Route::get(
        "catalog.all_requests",
        "/api/admin/product-requests",
        "List vendors' requests about products, newest first.",
    );
    type Auth = Staff<may::ModerateCatalog>;
    type In = (QueryParams<RequestsIn>,);
    type Out = Json<PageOf<ProductRequest>>;
    type Error = RequestError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit.unwrap_or_default();
        Ok(Json::new(catalog::requests(ctx, &auth, (q.kind, q.state), q.cursor, limit).await?))
    }
}

/// A decision about a request.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RequestDecisionIn {
    /// A change is accepted or refused; a claim is transferred, released or refused.
    decision: RequestDecision,
    /// The reason, for the vendor.
    reason: Reason,
}

/// A request is decided.
struct DecideRequest;

impl Endpoint for DecideRequest {
    const ROUTE: Route = Route::post(
        "catalog.decide_request",
        "/api/admin/product-requests/{product_request_id}/decision",
        "Decide a vendor's request about a product.",
        &[EventKind::ProductRequestDecided, EventKind::ProductEdited],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<ProductRequestId>, JsonBody<RequestDecisionIn>);
    type Out = Json<ProductRequest>;
    type Error = RequestError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::decide_request(ctx, &auth, id, b.decision, b.reason).await?))
    }
}
