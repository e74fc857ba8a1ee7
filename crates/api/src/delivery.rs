//! Deliveries: staff gives them to partners, partners to riders, riders bring them.

use edge::{Endpoint, Json, JsonBody, NoContent, Path, QueryParams, Route, Router};
use kernel::text::{ProofCode, Reason};
use kernel::{CompanyId, Cursor, DeliveryId, PageOf, UserId};
use market::authority::{Either, Partner, Staff};
use market::delivery::{self, DeliveryState, DeliveryView, Failure, FailureCode};
use market::{Ctx, EventKind, may};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Staff sees all deliveries, a partner its own, a rider those given to them.
type DeliveryReader =
    Either<Staff<may::Dispatch>, Either<Partner<may::ReadDeliveries>, Partner<may::FulfilDeliveries>>>;

/// A delivery's new status.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DeliveryStateOut {
    /// The new state.
    state: DeliveryState,
}

pub(crate) fn mount(router: Router) -> Router {
    router
        .mount::<ListDeliveries>()
        .mount::<ShowDelivery>()
        .mount::<OfferToPartner>()
        .mount::<RenewCode>()
        .mount::<AssignRider>()
        .mount::<PickUp>()
        .mount::<CompleteDelivery>()
        .mount::<FailDelivery>()
}

/// Filters for deliveries.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeliveriesIn {
    /// Filter by status.
    #[serde(default)]
    state: Option<DeliveryState>,
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
    /// Number of items per page; the default is 20.
    #[serde(default)]
    limit: Option<kernel::PageLimit>,
}

/// Deliveries.
struct ListDeliveries;

impl Endpoint for ListDeliveries {
    const ROUTE: Route = Route::get(
        "delivery.list",
        "/api/deliveries",
        "List deliveries, newest first: your own as a rider or partner, all of them as a dispatcher.",
    );
    type Auth = DeliveryReader;
    type In = (QueryParams<DeliveriesIn>,);
    type Out = Json<PageOf<DeliveryView>>;
    type Error = delivery::DeliveryError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (QueryParams(q),): Self::In) -> Result<Self::Out, Self::Error> {
        let limit = q.limit.unwrap_or_default();
        Ok(Json::new(match auth {
            Either::Left(staff) => delivery::all_deliveries(ctx, &staff, q.state, q.cursor, limit).await?,
            Either::Right(Either::Left(partner)) => {
                delivery::partner_deliveries(ctx, &partner, q.state, q.cursor, limit).await?
            }
            Either::Right(Either::Right(rider)) => {
                delivery::rider_deliveries(ctx, &rider, q.state, q.cursor, limit).await?
            }
        }))
    }
}

/// One delivery.
struct ShowDelivery;

impl Endpoint for ShowDelivery {
    const ROUTE: Route = Route::get("delivery.show", "/api/deliveries/{delivery_id}", "Get a delivery.");
    type Auth = DeliveryReader;
    type In = (Path<DeliveryId>,);
    type Out = Json<DeliveryView>;
    type Error = delivery::DeliveryError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(match auth {
            Either::Left(staff) => delivery::staff_delivery(ctx, &staff, id).await?,
            Either::Right(Either::Left(partner)) => delivery::partner_delivery(ctx, &partner, id).await?,
            Either::Right(Either::Right(rider)) => delivery::rider_delivery(ctx, &rider, id).await?,
        }))
    }
}

/// The delivery partner.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartnerIn {
    /// ID of an approved delivery partner.
    partner_id: CompanyId,
}

/// A delivery goes to a partner.
struct OfferToPartner;

impl Endpoint for OfferToPartner {
    const ROUTE: Route = Route::post(
        "delivery.offer",
        "/api/deliveries/{delivery_id}/partner",
        "Assign a delivery to a delivery partner.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, JsonBody<PartnerIn>);
    type Out = Json<DeliveryStateOut>;
    type Error = delivery::DispatchError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(DeliveryStateOut { state: delivery::offer_to(ctx, &auth, id, b.partner_id).await? }))
    }
}

/// A new proof code.
struct RenewCode;

impl Endpoint for RenewCode {
    const ROUTE: Route = Route::post(
        "delivery.renew_code",
        "/api/deliveries/{delivery_id}/code-renewal",
        "Generate a new delivery code after too many wrong ones; the retailer and the delivery partner are notified.",
        &[EventKind::ProofCodeRenewed],
    );
    type Auth = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>,);
    type Out = NoContent;
    type Error = delivery::DispatchError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        delivery::renew_code(ctx, &auth, id).await?;
        Ok(NoContent)
    }
}

/// The rider.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RiderIn {
    /// ID of one of your riders.
    rider_id: UserId,
}

/// A delivery goes to a rider.
struct AssignRider;

impl Endpoint for AssignRider {
    const ROUTE: Route = Route::post(
        "delivery.assign",
        "/api/deliveries/{delivery_id}/rider",
        "Assign one of your deliveries to one of your riders.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Partner<may::AssignRiders>;
    type In = (Path<DeliveryId>, JsonBody<RiderIn>);
    type Out = Json<DeliveryStateOut>;
    type Error = delivery::DispatchError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(DeliveryStateOut { state: delivery::assign_rider(ctx, &auth, id, b.rider_id).await? }))
    }
}

/// The goods are fetched.
struct PickUp;

impl Endpoint for PickUp {
    const ROUTE: Route = Route::post(
        "delivery.pick_up",
        "/api/deliveries/{delivery_id}/pickup",
        "Confirm pickup of the goods.",
        &[EventKind::DeliveryStateChanged, EventKind::VendorOrderStateChanged],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>,);
    type Out = Json<DeliveryStateOut>;
    type Error = delivery::PickUpError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id),): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(DeliveryStateOut { state: delivery::pick_up(ctx, &auth, id).await? }))
    }
}

/// The delivery code.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProofIn {
    /// The six-digit delivery code, by the name that tracking gives it; `code` is taken, too.
    #[serde(alias = "code")]
    proof_code: ProofCode,
}

/// The goods are handed over.
struct CompleteDelivery;

impl Endpoint for CompleteDelivery {
    const ROUTE: Route = Route::post(
        "delivery.complete",
        "/api/deliveries/{delivery_id}/completion",
        "Confirm delivery with the code that only the retailer can see.",
        &[
            EventKind::DeliveryStateChanged,
            EventKind::VendorOrderStateChanged,
            EventKind::ProofCodeRejected,
            EventKind::ProofCodeBlocked,
        ],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, JsonBody<ProofIn>);
    type Out = Json<DeliveryStateOut>;
    type Error = delivery::CompleteError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        Ok(Json::new(DeliveryStateOut { state: delivery::complete(ctx, &auth, id, b.proof_code).await? }))
    }
}

/// Why the goods could not be handed over.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FailureIn {
    /// In a word; `other` unless told.
    #[serde(default = "other")]
    code: FailureCode,
    /// In your words.
    reason: Reason,
}

const fn other() -> FailureCode {
    FailureCode::Other
}

/// The goods could not be handed over.
struct FailDelivery;

impl Endpoint for FailDelivery {
    const ROUTE: Route = Route::post(
        "delivery.fail",
        "/api/deliveries/{delivery_id}/failure",
        "Report a failed delivery attempt.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Partner<may::FulfilDeliveries>;
    type In = (Path<DeliveryId>, JsonBody<FailureIn>);
    type Out = Json<DeliveryStateOut>;
    type Error = delivery::DispatchError;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), JsonBody(b)): Self::In) -> Result<Self::Out, Self::Error> {
        let why = Failure { code: b.code, note: Some(b.reason) };
        Ok(Json::new(DeliveryStateOut { state: delivery::fail(ctx, &auth, id, why).await? }))
    }
}
