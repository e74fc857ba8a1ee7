//! Orders and vendor orders.

use edge::{
    BodySize, Created, Endpoint, IdempotencyHeader, Json, JsonBody, LimitClass, OptionalJsonBody, Path, PathPair,
    QueryParams, Route, Router,
};
use kernel::{Cursor, OrderId, PageOf, VendorOrderId};
use market::authority::{Either, Retailer, Staff, Vendor};
use market::delivery::{self, TrackingView};
use market::orders::{
    self, Acceptance, OrderRow, OrderView, PlaceOrderCommand, PlacedOrder, VendorOrderRow, VendorOrderState,
    VendorOrderView,
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
        .mount::<WithdrawVendorOrder>()
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
    const ROUTE: Route = Route::post(
        "orders.place",
        "/api/orders",
        "Place an order with one or more vendors: all or nothing, once per idempotency key.",
        &[EventKind::OrderPlaced, EventKind::AvailabilityChanged],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Order);
    type Auth = Retailer<may::PlaceOrders>;
    type In = (IdempotencyHeader, JsonBody<PlaceOrderCommand>);
    type Out = Created<PlacedOrder>;
    type Error = orders::PlaceError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (IdempotencyHeader(key), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        let (placed, replayed) = orders::place(ctx, &auth, &key, b).await?.split();
        Ok(Created::new(format!("/api/orders/{}", placed.id), placed).replayed(replayed))
    }
}

/// Orders.
struct ListOrders;

impl Endpoint for ListOrders {
    const ROUTE: Route =
        Route::get("orders.list", "/api/orders", "List your orders, newest first (staff: all orders).");
    type Auth = OrderReader;
    type In = (QueryParams<PageIn>,);
    type Out = Json<PageOf<OrderRow>>;
    type Error = orders::OrderError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
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
    const ROUTE: Route =
        Route::get("orders.show", "/api/orders/{order_id}", "Get an order with its vendor orders, lines and history.");
    type Auth = OrderReader;
    type In = (Path<OrderId>,);
    type Out = Json<OrderView>;
    type Error = orders::OrderError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(match auth {
            Either::Left(retailer) => orders::own_order(ctx, &retailer, id).await?,
            Either::Right(staff) => orders::any_order(ctx, &staff, id).await?,
        }))
    }
}

/// An order's deliveries.
struct TrackOrder;

impl Endpoint for TrackOrder {
    const ROUTE: Route = Route::get(
        "orders.track",
        "/api/orders/{order_id}/tracking",
        "List the deliveries of one of your orders, with their delivery codes.",
    );
    type Auth = Retailer<may::TrackDeliveries>;
    type In = (Path<OrderId>,);
    type Out = Json<Vec<TrackingView>>;
    type Error = delivery::DeliveryError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(delivery::track(ctx, &auth, id).await?))
    }
}

/// A part is called off.
struct CancelVendorOrder;

impl Endpoint for CancelVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.cancel_vendor_order",
        "/api/orders/{order_id}/vendor-orders/{vendor_order_id}/cancellation",
        "Cancel a vendor order, or request its cancellation once the vendor has accepted.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>, JsonBody<ReasonIn>);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (PathPair(order, part), JsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::cancel_vendor_order(ctx, &auth, order, part, b.reason).await? }))
    }
}

/// Staff cancel a part.
struct WithdrawVendorOrder;

impl Endpoint for WithdrawVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.withdraw_vendor_order",
        "/api/admin/vendor-orders/{vendor_order_id}/cancellation",
        "Cancel a vendor order that was not picked up yet. Its stock becomes available again.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Staff<may::CancelOrders>;
    type In = (Path<VendorOrderId>, JsonBody<ReasonIn>);
    type Out = Json<StateOut>;
    type Error = orders::WithdrawError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::withdraw_vendor_order(ctx, &auth, id, b.reason).await? }))
    }
}

/// A shorter part is taken.
struct ConfirmVendorOrder;

impl Endpoint for ConfirmVendorOrder {
    const ROUTE: Route = Route::post(
        "orders.confirm_vendor_order",
        "/api/orders/{order_id}/vendor-orders/{vendor_order_id}/confirmation",
        "Accept a reduced vendor order.",
        &[EventKind::VendorOrderStateChanged],
    );
    type Auth = Retailer<may::ChangeOrders>;
    type In = (PathPair<OrderId, VendorOrderId>,);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (PathPair(order, part),): Self::In) -> Result<Self::Out, Self::Error> {
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
    const ROUTE: Route =
        Route::get("orders.vendor_list", "/api/vendor-orders", "List your orders as a vendor, newest first.");
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (QueryParams<VendorOrdersIn>,);
    type Out = Json<PageOf<VendorOrderRow>>;
    type Error = orders::OrderError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(orders::own_vendor_orders(ctx, &auth, q.state, q.cursor, q.limit.unwrap_or_default()).await?))
    }
}

/// One of a vendor's own orders.
struct ShowVendorOrder;

impl Endpoint for ShowVendorOrder {
    const ROUTE: Route = Route::get(
        "orders.vendor_show",
        "/api/vendor-orders/{vendor_order_id}",
        "Get one of your orders as a vendor. Other vendors' parts are not shown.",
    );
    type Auth = Vendor<may::ReadVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<VendorOrderView>;
    type Error = orders::OrderError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(orders::own_vendor_order(ctx, &auth, id).await?))
    }
}

/// An order is accepted.
struct AcceptOrder;

impl Endpoint for AcceptOrder {
    const ROUTE: Route = Route::post(
        "orders.accept",
        "/api/vendor-orders/{vendor_order_id}/acceptance",
        "Accept an order in full or in part. The buyer decides whether to accept a reduced order.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    )
    .body(BodySize::Medium);
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>, OptionalJsonBody<Acceptance>);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), OptionalJsonBody(b)): Self::In,
    ) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::accept(ctx, &auth, id, b).await? }))
    }
}

/// An order is rejected.
struct RejectOrder;

impl Endpoint for RejectOrder {
    const ROUTE: Route = Route::post(
        "orders.reject",
        "/api/vendor-orders/{vendor_order_id}/rejection",
        "Reject an order. Its stock becomes available again.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>, JsonBody<ReasonIn>);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::reject(ctx, &auth, id, b.reason).await? }))
    }
}

/// Picking begins.
struct PrepareOrder;

impl Endpoint for PrepareOrder {
    const ROUTE: Route = Route::post(
        "orders.prepare",
        "/api/vendor-orders/{vendor_order_id}/preparation",
        "Start packing an order.",
        &[EventKind::VendorOrderStateChanged],
    );
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::prepare(ctx, &auth, id).await? }))
    }
}

/// An order is packed.
struct PackOrder;

impl Endpoint for PackOrder {
    const ROUTE: Route = Route::post(
        "orders.pack",
        "/api/vendor-orders/{vendor_order_id}/packing",
        "Mark an order ready. A delivery is arranged.",
        &[EventKind::VendorOrderStateChanged],
    );
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::pack(ctx, &auth, id).await? }))
    }
}

/// A cancellation is agreed to.
struct AgreeToCancel;

impl Endpoint for AgreeToCancel {
    const ROUTE: Route = Route::post(
        "orders.agree_to_cancel",
        "/api/vendor-orders/{vendor_order_id}/cancellation",
        "Accept the buyer's cancellation request.",
        &[EventKind::VendorOrderStateChanged, EventKind::AvailabilityChanged],
    );
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::agree_to_cancel(ctx, &auth, id).await? }))
    }
}

/// A cancellation is refused.
struct RefuseToCancel;

impl Endpoint for RefuseToCancel {
    const ROUTE: Route = Route::post(
        "orders.refuse_to_cancel",
        "/api/vendor-orders/{vendor_order_id}/cancellation-refusal",
        "Decline the buyer's cancellation request.",
        &[EventKind::VendorOrderStateChanged],
    );
    type Auth = Vendor<may::HandleVendorOrders>;
    type In = (Path<VendorOrderId>,);
    type Out = Json<StateOut>;
    type Error = orders::TransitionError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(StateOut { state: orders::refuse_to_cancel(ctx, &auth, id).await? }))
    }
}
