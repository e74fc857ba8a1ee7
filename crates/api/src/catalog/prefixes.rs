//! GS1 company prefixes: vendors state those they hold, staff confirm them.

use edge::{BodySize, Created, Endpoint, Json, JsonBody, LimitClass, Path, QueryParams, Route, Router};
use kernel::text::Reason;
use kernel::{CompanyPrefixId, Cursor, PageLimit, PageOf};
use market::authority::{Staff, Vendor};
use market::catalog::{self, PrefixDecision, PrefixError, PrefixRow, PrefixState, StatePrefix};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::Deserialize;

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListOwnPrefixes>()
        .mount::<StateOwnPrefix>()
        .mount::<WithdrawPrefix>()
        .mount::<ListPrefixes>()
        .mount::<DecidePrefix>()
}

/// Filters for company prefixes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrefixesIn {
    /// Filter by status.
    #[serde(default)]
    state: Option<PrefixState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<PageLimit>,
}

/// One's own prefixes.
struct ListOwnPrefixes;

impl Endpoint for ListOwnPrefixes {
    const ROUTE: Route = Route::get(
        "catalog.prefixes",
        "/api/company-prefixes",
        "List the GS1 company prefixes that your company has stated, newest first.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (QueryParams<PrefixesIn>,);
    type Out = Json<PageOf<PrefixRow>>;
    type Error = PrefixError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::own_prefixes(ctx, &auth, q.state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A prefix is stated.
struct StateOwnPrefix;

impl Endpoint for StateOwnPrefix {
    const ROUTE: Route = Route::post(
        "catalog.state_prefix",
        "/api/company-prefixes",
        "State a GS1 company prefix that your company holds. Once our staff confirm it, no other company can list a product with a GTIN under it.",
        &[EventKind::PrefixStated],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Listing);
    type Auth = Vendor<may::EditOffers>;
    type In = (JsonBody<StatePrefix>,);
    type Out = Created<PrefixRow>;
    type Error = PrefixError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (JsonBody(b),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Created::new("/api/company-prefixes".to_owned(), catalog::state_prefix(ctx, &auth, b).await?))
    }
}

/// One of them is withdrawn or given up.
struct WithdrawPrefix;

impl Endpoint for WithdrawPrefix {
    const ROUTE: Route = Route::post(
        "catalog.withdraw_prefix",
        "/api/company-prefixes/{company_prefix_id}/withdrawal",
        "Withdraw a pending company prefix, or give up a confirmed one.",
        &[EventKind::PrefixWithdrawn],
    );
    type Auth = Vendor<may::EditOffers>;
    type In = (Path<CompanyPrefixId>,);
    type Out = Json<PrefixRow>;
    type Error = PrefixError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::withdraw_prefix(ctx, &auth, id).await?))
    }
}

/// Every company's prefixes.
struct ListPrefixes;

impl Endpoint for ListPrefixes {
    const ROUTE: Route = Route::get(
        "catalog.all_prefixes",
        "/api/admin/company-prefixes",
        "List the GS1 company prefixes that vendors have stated, newest first.",
    );
    type Auth = Staff<may::ModerateCatalog>;
    type In = (QueryParams<PrefixesIn>,);
    type Out = Json<PageOf<PrefixRow>>;
    type Error = PrefixError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::prefixes(ctx, &auth, q.state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// A decision about a company prefix.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PrefixDecisionIn {
    /// A pending prefix is confirmed or refused, a confirmed one is revoked.
    decision: PrefixDecision,
    /// The reason, for the vendor.
    reason: Reason,
}

/// A prefix is decided.
struct DecidePrefix;

impl Endpoint for DecidePrefix {
    const ROUTE: Route = Route::post(
        "catalog.decide_prefix",
        "/api/admin/company-prefixes/{company_prefix_id}/decision",
        "Confirm, refuse or revoke a vendor's company prefix.",
        &[EventKind::PrefixDecided],
    )
    .limit(LimitClass::Admin);
    type Auth = Staff<may::ModerateCatalog>;
    type In = (Path<CompanyPrefixId>, JsonBody<PrefixDecisionIn>);
    type Out = Json<PrefixRow>;
    type Error = PrefixError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(catalog::decide_prefix(ctx, &auth, id, b.decision, b.reason).await?))
    }
}
