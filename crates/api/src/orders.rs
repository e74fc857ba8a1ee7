//! Orders and vendor orders.

use edge::{
    CachePolicy, Created, Endpoint, IdempotencyHeader, Json, JsonBody, LimitClass, Method, Path, PathPair, Problem,
    QueryParams, Route, Router,
};
use kernel::{Cursor, OrderId, OrderLineId, PageOf, Quantity, VendorOrderId};
use market::authority::{Either, Retailer, Staff, Vendor};
use market::delivery::{self, TrackingView};
use market::inventory;
use market::orders::{
    self, Acceptance, AcceptedLine, OrderRow, OrderView, PlaceOrderCommand, PlacedOrder, VendorOrderRow,
    VendorOrderState, VendorOrderView,
};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::shapes::{PageIn, ReasonIn};

/// Retailers read their own orders, staff all of them.
type OrderReader = Either<Retailer<may::ReadOrders>, Staff<may::ReadAllOrders>>;

/// An order's new status.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StateOut {
    /// The new state.
    state: VendorOrderState,
}

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<PlaceOrder>()
        .mount::<ListOrders>()
        .mount::<ShowOrder>()
        .mount::<TrackOrder>()
        .mount::<CancelVendorOrder>()
        .mount::<ConfirmVendorOrder>()
        .mount::<ListVendorOrders>()
        .mount::<ShowVendorOrder>()
        .mount::<AcceptOrder>()
        .mount::<RejectOrder>()
        .mount::<PrepareOrder>()
        .mount::<PackOrder>()
        .mount::<AgreeToCancel>()
        .mount::<RefuseToCancel>()
}

/// An order is placed.
struct PlaceOrder;

impl Endpoint for PlaceOrder {
    const ROUTE: Route = Route {
        id: "orders.place",
        method: Method::Post,
        path: "/api/orders",
        summary: "Place an order with one or more vendors: all or nothing, once per idempotency key.",
        limit: LimitClass::Order,
        cache: CachePolicy::Never,
        audit: &[EventKind::OrderPlaced],
        refuses: &[orders::PlaceError::LIST, inventory::AllocateError::LIST],
    };
    type Auth = Retailer<may::PlaceOrders>;
    type In = (IdempotencyHeader, JsonBody<PlaceOrderCommand>);
    type Out = Created<PlacedOrder>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        let (placed, replayed) = orders::place(ctx, &auth, &key, b).await?.split();
        Ok(Created::new(format!("/api/orders/{}", placed.id), placed).replayed(replayed))
    }
}

/// Orders.
struct ListOrders;

impl Endpoint for ListOrders {
    const ROUTE: Route = Route {
        id: "orders.list",
        method: Method::Get,
        path: "/api/orders",
        summary: "List your orders, newest first (staff: all orders).",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[orders::OrderError::LIST],
    };
    type Auth = OrderReader;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<OrderRow>>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        let limit = q.limit();
        let page = match auth {
            Either::Left(retailer) => orders::own_orders(ctx, &retailer, q.cursor, limit).await?,
            Either::Right(staff) => orders::all_orders(ctx, &staff, q.cursor, limit).await?,
        };
        Ok(Json::new(page))
    }
}

/// One order.
struct ShowOrder;

impl Endpoint for ShowOrder {
    const ROUTE: Route = Route {
        id: "orders.show",
        method: Method::Get,
        path: "/api/orders/{order_id}",
        summary: "Get an order with its vendor orders, lines and history.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[orders::OrderError::LIST],
    };
    type Auth = OrderReader;
    type In = (Path<OrderId>,);
    type Out = Json<OrderView>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(match auth {
            Either::Left(retailer) => orders::own_order(ctx, &retailer, id).await?,
            Either::Right(staff) => orders::any_order(ctx, &staff, id).await?,
        }))
    }
}

/// An order's deliveries.
struct TrackOrder;

impl Endpoint for TrackOrder {
    const ROUTE: Route = Route {
        id: "orders.track",
        method: Method::Get,
        path: "/api/orders/{order_id}/tracking",
        summary: "List the deliveries of one of your orders, with their delivery codes.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[delivery::DeliveryError::LIST],
    };
    type Auth = Retailer<may::TrackDeliveries>;
    type In = (Path<OrderId>,);
    type Out = Json<Vec<TrackingView>>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(delivery::track(ctx, &auth, id).await?))
    }
}

/// A part is called off.
struct CancelVendorOrder;

impl Endpoint for CancelVendorOrder {
    const ROUTE: Route = Route {
        id: "orders.cancel_vendor_order",
        method: Method::Post,
        path: "/api/orders/{order_id}/vendor-orders/{vendor_order_id}/cancellation",
        summary: "Cancel a vendor order, or request its cancellation once the vendor has accepted.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>, JsonBody<ReasonIn>);
    type Out = Json<StateOut>;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (PathPair(order, part), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::cancel_vendor_order(ctx, &auth, order, part, b.reason).await? }))
    }
}

/// A shorter part is taken.
struct ConfirmVendorOrder;

impl Endpoint for ConfirmVendorOrder {
    const ROUTE: Route = Route {
        id: "orders.confirm_vendor_order",
        method: Method::Post,
        path: "/api/orders/{order_id}/vendor-orders/{vendor_order_id}/confirmation",
        summary: "Accept a reduced vendor order.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>,);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (PathPair(order, part),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::confirm_vendor_order(ctx, &auth, order, part).await? }))
    }
}

/// Filters for orders.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VendorOrdersIn {
    /// Filter by status.
    #[serde(default)]
    state: Option<VendorOrderState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// A vendor's own orders.
struct ListVendorOrders;

impl Endpoint for ListVendorOrders {
    const ROUTE: Route = Route {
        id: "orders.vendor_list",
        method: Method::Get,
        path: "/api/vendor-orders",
        summary: "List your orders as a vendor, newest first.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[orders::OrderError::LIST],
    };
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (QueryParams<VendorOrdersIn>,);
    type Out = Json<PageOf<VendorOrderRow>>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(orders::own_vendor_orders(ctx, &auth, q.state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// One of a vendor's own orders.
struct ShowVendorOrder;

impl Endpoint for ShowVendorOrder {
    const ROUTE: Route = Route {
        id: "orders.vendor_show",
        method: Method::Get,
        path: "/api/vendor-orders/{vendor_order_id}",
        summary: "Get one of your orders as a vendor. Other vendors' parts are not shown.",
        limit: LimitClass::Read,
        cache: CachePolicy::Never,
        audit: &[],
        refuses: &[orders::OrderError::LIST],
    };
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<VendorOrderView>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(orders::own_vendor_order(ctx, &auth, id).await?))
    }
}

/// Accepted quantity of a line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptedLineIn {
    /// ID of the order line.
    line_id: OrderLineId,
    /// Number of packs; zero is allowed.
    #[schemars(range(min = 0, max = 1_000_000))]
    #[serde(deserialize_with = "packs")]
    quantity: i64,
}

fn packs<'de, D: serde::Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
    let packs = i64::deserialize(d)?;
    if (0..=Quantity::MAX).contains(&packs) {
        Ok(packs)
    } else {
        Err(serde::de::Error::custom("must be a whole number between 0 and 1000000"))
    }
}

fn accepted_lines<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<AcceptedLineIn>, D::Error> {
    let lines = Vec::deserialize(d)?;
    if lines.len() <= 100 { Ok(lines) } else { Err(serde::de::Error::custom("must have at most 100 lines")) }
}

/// Acceptance of an order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptanceIn {
    /// Lines accepted in part or not at all. All other lines are accepted in full.
    #[serde(default, deserialize_with = "accepted_lines")]
    #[schemars(length(max = 100))]
    lines: Vec<AcceptedLineIn>,
}

/// An order is accepted.
struct AcceptOrder;

impl Endpoint for AcceptOrder {
    const ROUTE: Route = Route {
        id: "orders.accept",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/acceptance",
        summary: "Accept an order in full or in part. The buyer decides whether to accept a reduced order.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>, JsonBody<AcceptanceIn>);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Problem> {
        let lines = b.lines.into_iter().map(|l| AcceptedLine { line: l.line_id, quantity: l.quantity }).collect();
        Ok(Json::new(StateOut { state: orders::accept(ctx, &auth, id, Acceptance { lines }).await? }))
    }
}

/// An order is rejected.
struct RejectOrder;

impl Endpoint for RejectOrder {
    const ROUTE: Route = Route {
        id: "orders.reject",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/rejection",
        summary: "Reject an order. Its stock becomes available again.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>, JsonBody<ReasonIn>);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::reject(ctx, &auth, id, b.reason).await? }))
    }
}

/// Picking begins.
struct PrepareOrder;

impl Endpoint for PrepareOrder {
    const ROUTE: Route = Route {
        id: "orders.prepare",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/preparation",
        summary: "Start packing an order.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::prepare(ctx, &auth, id).await? }))
    }
}

/// An order is packed.
struct PackOrder;

impl Endpoint for PackOrder {
    const ROUTE: Route = Route {
        id: "orders.pack",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/packing",
        summary: "Mark an order ready. A delivery is arranged.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::pack(ctx, &auth, id).await? }))
    }
}

/// A cancellation is agreed to.
struct AgreeToCancel;

impl Endpoint for AgreeToCancel {
    const ROUTE: Route = Route {
        id: "orders.agree_to_cancel",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/cancellation",
        summary: "Accept the buyer's cancellation request.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::agree_to_cancel(ctx, &auth, id).await? }))
    }
}

/// A cancellation is refused.
struct RefuseToCancel;

impl Endpoint for RefuseToCancel {
    const ROUTE: Route = Route {
        id: "orders.refuse_to_cancel",
        method: Method::Post,
        path: "/api/vendor-orders/{vendor_order_id}/cancellation-refusal",
        summary: "Decline the buyer's cancellation request.",
        limit: LimitClass::Write,
        cache: CachePolicy::Never,
        audit: &[EventKind::VendorOrderStateChanged],
        refuses: &[orders::TransitionError::LIST],
    };
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Problem> {
        Ok(Json::new(StateOut { state: orders::refuse_to_cancel(ctx, &auth, id).await? }))
    }
}
