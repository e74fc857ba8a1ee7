//! Prices of one's own offers.

use edge::{Body, Cache, Endpoint, Gate, IfMatch, Json, Limit, Method, Outcome, Path, Problem, Query, Route, Table};
use kernel::{OfferId, PageOf, Price, PriceChangeId};
use market::accounts;
use market::authority::Vendor;
use market::pricing::{self, Applies, ChangeRow, Changed, Decide};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::{PageIn, PasswordIn};

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ChangePrice>().with::<ListPriceHistory>().with::<ListHeldChanges>().with::<DecideChange>()
}

/// A new price.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PriceIn {
    /// Price of one pack, in minor units of the offer's currency.
    price_minor: Price,
}

/// A price changes.
struct ChangePrice;

impl Endpoint for ChangePrice {
    const ROUTE: Route = Route {
        id: "prices.change",
        method: Method::Put,
        path: "/api/offers/{offer_id}/price",
        summary: "Change the price of one of your offers. A change that looks like a mistake is held for approval.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::PriceChanged, EventKind::PriceHeld],
        refuses: &[pricing::PriceFault::LIST],
    };
    type By = Vendor<may::EditPrices>;
    type In = (Path<OfferId>, IfMatch, Body<PriceIn>);
    type Out = Json<Changed>;
    async fn handle(
        ctx: &Ctx,
        by: Self::By,
        (Path(id), IfMatch(version), Body(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let changed = pricing::change_price(ctx, &by, id, b.price_minor, version).await?;
        let version = changed.version;
        Ok(Json::at(changed, version))
    }
}

/// The steps of a price.
struct ListPriceHistory;

impl Endpoint for ListPriceHistory {
    const ROUTE: Route = Route {
        id: "prices.history",
        method: Method::Get,
        path: "/api/offers/{offer_id}/price-changes",
        summary: "List the price history of one of your offers, newest first.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[pricing::PriceFault::LIST],
    };
    type By = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>, Query<PageIn>);
    type Out = Json<PageOf<ChangeRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Query(q)): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(pricing::history(ctx, &by, id, q.cursor, limit).await?))
    }
}

/// Price changes that wait.
struct ListHeldChanges;

impl Endpoint for ListHeldChanges {
    const ROUTE: Route = Route {
        id: "prices.held",
        method: Method::Get,
        path: "/api/price-changes",
        summary: "List your price changes that need approval.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[pricing::PriceFault::LIST],
    };
    type By = Vendor<may::ReadOffers>;
    type In = (Query<PageIn>,);
    type Out = Json<PageOf<ChangeRow>>;
    async fn handle(ctx: &Ctx, by: Self::By, (Query(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        Ok(Json::of(pricing::held_changes(ctx, &by, q.cursor, limit).await?))
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
    const ROUTE: Route = Route {
        id: "prices.decide",
        method: Method::Post,
        path: "/api/price-changes/{price_change_id}/decision",
        summary: "Approve or reject a held price change. A second person must approve it; a sole approver uses their password.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::PriceChanged, EventKind::PriceRefused],
        refuses: &[pricing::PriceFault::LIST, accounts::PasswordFault::LIST],
    };
    type By = Vendor<may::ApprovePrices>;
    type In = (Path<PriceChangeId>, Body<DecisionIn>, Gate);
    type Out = Json<Changed>;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), Body(b), gate): Self::In) -> Result<Self::Out, Problem> {
        let attempt = if b.password.is_some() { Some(gate.confirm().await?) } else { None };
        let cmd = Decide { apply: b.decision, password: b.password.map(PasswordIn::into_secret) };
        let decided = pricing::decide_held(ctx, &by, id, cmd).await;
        if let Some(attempt) = attempt {
            attempt.conclude(confirmation(&decided)).await;
        }
        Ok(Json::of(decided?))
    }
}

const fn confirmation<T>(decided: &Result<T, pricing::PriceFault>) -> Outcome {
    match decided {
        Err(pricing::PriceFault::Password(accounts::PasswordFault::Wrong)) => Outcome::Wrong,
        // It may not have been looked at: nothing is forgiven for it.
        _ => Outcome::Unheard,
    }
}
