//! What strangers tried, for staff.

use std::net::IpAddr;

use edge::{Endpoint, Json, Problem, QueryParams, Route, Router};
use kernel::{Cursor, PageOf};
use market::authority::Staff;
use market::security::{
    self, AccountName, AddressRow, EndpointName, EndpointRow, SampleFilter, SampleRow, SecurityEventKind, TimeSeries,
    TimeWindow,
};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::shapes::ListOut;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowSeries>().mount::<ListEndpoints>().mount::<ListAddresses>().mount::<ListSamples>()
}

/// The time range.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WindowIn {
    /// Time range; the default is one hour.
    #[serde(default)]
    window: Option<TimeWindow>,
}

/// How often, over time.
struct ShowSeries;

impl Endpoint for ShowSeries {
    const ROUTE: Route = Route::get(
        "security.series",
        "/api/admin/security/series",
        "Get counts over time of failed sign-ins, denied permissions, exceeded limits and suspicious requests.",
    );
    type Auth = Staff<may::ReadSecurity>;
    type In = (QueryParams<WindowIn>,);
    type Out = Json<TimeSeries>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(security::series(ctx, &auth, q.window.unwrap_or(TimeWindow::Hour)).await?))
    }
}

/// Time range and filter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndpointsIn {
    /// Time range; the default is one hour.
    #[serde(default)]
    window: Option<TimeWindow>,
    /// Filter by kind.
    #[serde(default)]
    kind: Option<SecurityEventKind>,
}

/// Where.
struct ListEndpoints;

impl Endpoint for ListEndpoints {
    const ROUTE: Route = Route::get(
        "security.endpoints",
        "/api/admin/security/endpoints",
        "List the twenty endpoints with the most blocked requests, of one kind or all.",
    );
    type Auth = Staff<may::ReadSecurity>;
    type In = (QueryParams<EndpointsIn>,);
    type Out = Json<ListOut<EndpointRow>>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        let items = security::by_endpoint(ctx, &auth, q.window.unwrap_or(TimeWindow::Hour), q.kind).await?;
        Ok(Json::new(ListOut { items }))
    }
}

/// From where.
struct ListAddresses;

impl Endpoint for ListAddresses {
    const ROUTE: Route = Route::get(
        "security.addresses",
        "/api/admin/security/addresses",
        "List the twenty most blocked IP addresses in the samples.",
    );
    type Auth = Staff<may::ReadSecurity>;
    type In = (QueryParams<WindowIn>,);
    type Out = Json<ListOut<AddressRow>>;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        let items = security::top_addresses(ctx, &auth, q.window.unwrap_or(TimeWindow::Hour)).await?;
        Ok(Json::new(ListOut { items }))
    }
}

/// Filters for samples.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SamplesIn {
    /// Filter by kind.
    #[serde(default)]
    kind: Option<SecurityEventKind>,
    /// Filter by endpoint.
    #[serde(default)]
    endpoint: Option<EndpointName>,
    /// Filter by IP address.
    #[serde(default)]
    address: Option<IpAddr>,
    /// Filter by account that was tried.
    #[serde(default)]
    account: Option<AccountName>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// What was seen, one by one.
struct ListSamples;

impl Endpoint for ListSamples {
    const ROUTE: Route = Route::get(
        "security.samples",
        "/api/admin/security/samples",
        "List blocked clients, newest first: one row per endpoint and code within a minute. Under heavy load only a sample is kept.",
    );
    type Auth = Staff<may::ReadSecurity>;
    type In = (QueryParams<SamplesIn>,);
    type Out = Json<PageOf<SampleRow>>;
    type Error = security::SecurityError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let filter = SampleFilter { kind: q.kind, endpoint: q.endpoint, address: q.address, account: q.account };
        Ok(Json::new(security::samples(ctx, &auth, &filter, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}
