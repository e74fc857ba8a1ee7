//! Prices of one's own offers.

use edge::operation::Operation;
use edge::response::Response;
use edge::{
    Accepted, Endpoint, IfMatch, IntoResponse, Json, JsonBody, LimitClass, OrProblem, Path, QueryParams, RateLimits,
    Route, Router,
};
use http::{HeaderValue, header};
use kernel::{EntityTag, OfferId, PageOf, Price, PriceChangeId};
use market::authority::Vendor;
use market::pricing::{self, Applies, ChangeRow, ChangeState, Changed, Decide};
use market::{Ctx, EventKind, may};
use schemars::{JsonSchema, SchemaGenerator};
use serde::Deserialize;

use crate::shapes::{PageIn, PasswordIn};

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ChangePrice>()
        .mount::<ListPriceHistory>()
        .mount::<ListHeldChanges>()
        .mount::<ShowChange>()
        .mount::<DecideChange>()
}

/// A new price.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceIn {
    /// Price of one pack, in minor units of the offer's currency.
    price_minor: Price,
}

/// 200 with the new price, or 202 with the change that waits for approval and its address. Both with the tag of the
/// offer as it is now.
pub(crate) enum PricedOut {
    /// The price is the new one.
    Now(Json<Changed>),
    /// It waits.
    Held(Accepted<Changed>),
}

/// What became of a price, and the offer's tag.
pub(crate) struct Priced(PricedOut, Option<EntityTag>);

impl IntoResponse for Priced {
    const STATUS: u16 = 200;
    fn describe(operation: &mut Operation, schemas: &mut SchemaGenerator) {
        Json::<Changed>::describe(operation, schemas);
        Accepted::<Changed>::describe(operation, schemas);
        operation.response_has_etag(200);
        operation.response_has_etag(202);
    }
    fn into_response(self) -> Response {
        let mut response = match self.0 {
            PricedOut::Now(changed) => changed.into_response(),
            PricedOut::Held(changed) => changed.into_response(),
        };
        if let Some(tag) = self.1.and_then(|tag| HeaderValue::from_str(&tag.to_string()).ok()) {
            response.headers.insert(header::ETAG, tag);
        }
        response
    }
}

impl From<Changed> for Priced {
    fn from(changed: Changed) -> Self {
        let tag = changed.offer_tag;
        let out = match changed.state {
            ChangeState::Held => {
                PricedOut::Held(Accepted::at(format!("/api/price-changes/{}", changed.change_id), changed))
            }
            _ => PricedOut::Now(Json::new(changed)),
        };
        Self(out, tag)
    }
}

/// A price changes.
struct ChangePrice;

impl Endpoint for ChangePrice {
    const ROUTE: Route = Route::put(
        "pricing.change",
        "/api/offers/{offer_id}/price",
        "Change the price of one of your offers; If-Match takes the ETag of the offer. A change that looks like a mistake is held for approval: 202, and Location says where it is decided.",
        &[EventKind::PriceChanged, EventKind::PriceHeld],
    )
    .limit(LimitClass::Price);
    type Auth = Vendor<may::EditPrices>;
    type In = (Path<OfferId>, IfMatch, JsonBody<PriceIn>);
    type Out = Priced;
    type Error = pricing::PriceError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), IfMatch(expected), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        Ok(pricing::change_price(ctx, &auth, id, b.price_minor, expected).await?.into())
    }
}

/// The steps of a price.
struct ListPriceHistory;

impl Endpoint for ListPriceHistory {
    const ROUTE: Route = Route::get(
        "pricing.history",
        "/api/offers/{offer_id}/price-changes",
        "List the price history of one of your offers, newest first.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>, QueryParams<PageIn>);
    type Out = Json<PageOf<ChangeRow>>;
    type Error = pricing::PriceError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), QueryParams(q)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(pricing::history(ctx, &auth, id, q.cursor, limit).await?))
    }
}

/// Price changes that wait.
struct ListHeldChanges;

impl Endpoint for ListHeldChanges {
    const ROUTE: Route =
        Route::get("pricing.held", "/api/price-changes", "List your price changes that need approval.");
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<ChangeRow>>;
    type Error = pricing::PriceError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit();
        Ok(Json::new(pricing::held_changes(ctx, &auth, q.cursor, limit).await?))
    }
}

/// One price change.
struct ShowChange;

impl Endpoint for ShowChange {
    const ROUTE: Route = Route::get(
        "pricing.show",
        "/api/price-changes/{price_change_id}",
        "Get one of your price changes: what a held one became.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<PriceChangeId>,);
    type Out = Json<ChangeRow>;
    type Error = pricing::PriceError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(pricing::own_change(ctx, &auth, id).await?))
    }
}

/// A decision on a held price change.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionIn {
    /// Approve or reject the change.
    decision: Applies,
    /// Required only if you are the sole approver and approve your own change.
    #[serde(default)]
    password: Option<PasswordIn>,
}

/// A waiting price change is decided.
struct DecideChange;

impl Endpoint for DecideChange {
    const ROUTE: Route = Route::post(
        "pricing.decide",
        "/api/price-changes/{price_change_id}/decision",
        "Approve or reject a held price change. A second person must approve it; a sole approver uses their password.",
        &[EventKind::PriceChanged, EventKind::PriceRejected],
    );
    type Auth = Vendor<may::ApprovePrices>;
    type In = (Path<PriceChangeId>, JsonBody<DecisionIn>, RateLimits);
    type Out = Json<Changed>;
    type Error = OrProblem<pricing::PriceError>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), JsonBody(b), limits): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let is_confirmed = b.password.is_some();
        let cmd = Decide { apply: b.decision, password: b.password.map(PasswordIn::into_secret) };
        Ok(Json::new(limits.with_password(is_confirmed, pricing::decide_held(ctx, &auth, id, cmd)).await??))
    }
}
