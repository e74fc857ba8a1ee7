//! One delivery: giving it to a partner, and a new code for it.

use askama::Template;
use edge::{Cache, Endpoint, Fields, Form, Limit, Local, Method, Path, Problem, Route, Screen, Shown, Table};
use kernel::{DeliveryId, OrgId};
use market::authority::Staff;
use market::delivery::{self, DeliveryView};
use market::{Ctx, EventKind, companies, may};

use super::list::{can_be_offered, to_choose};
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<ShowDelivery>().with::<Offer>().with::<RenewCode>()
}

/// A delivery.
#[derive(Template)]
#[template(path = "delivery/staff/show.html")]
struct DeliveryPage<'a> {
    f: &'a Frame,
    delivery: DeliveryView,
    offers: bool,
    partner: String,
    partners: Vec<(String, String)>,
    form: &'a Fields,
}

/// It is looked at.
struct ShowDelivery;

impl Endpoint for ShowDelivery {
    const ROUTE: Route = Route {
        id: "staff.delivery",
        method: Method::Get,
        path: "/admin/deliveries/{delivery_id}",
        summary: "Get a delivery.",
        limit: Limit::Read,
        cache: Cache::Never,
        audit: &[],
        refuses: &[delivery::DeliveryFault::LIST],
    };
    type By = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), screen): Self::In) -> Result<Shown, Problem> {
        show(ctx, &by, screen, id, &Fields::default()).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    screen: Screen,
    id: DeliveryId,
    form: &Fields,
) -> Result<Shown, Problem> {
    let delivery = delivery::staff_delivery(ctx, by, id).await?;
    let names = companies::names(ctx, by, delivery.partner_id).await?;
    let partners = to_choose(ctx, by).await?;
    let frame = Frame::open(ctx, screen).await?;
    let partner = names.into_values().next().unwrap_or_default();
    let offers = can_be_offered(&delivery);
    frame.show_form(&DeliveryPage { f: &frame, delivery, offers, partner, partners, form }, form)
}

/// Back to where the form was: with what was done, or to the delivery with what was in the way.
async fn after(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    screen: Screen,
    id: DeliveryId,
    (done, typed): (Result<&'static str, Problem>, Fields),
) -> Result<Shown, Problem> {
    match done {
        Ok(flash) => {
            let back = Local::new(typed.text("back")).unwrap_or_else(|| links::of("/admin/deliveries", &id));
            Ok(Shown::goto(&links::with_flash(&back, flash)))
        }
        Err(problem) => show(ctx, by, screen, id, &typed.refused(problem)).await,
    }
}

/// A delivery goes to a partner.
struct Offer;

impl Endpoint for Offer {
    const ROUTE: Route = Route {
        id: "staff.offer_delivery",
        method: Method::Post,
        path: "/admin/deliveries/{delivery_id}/partner",
        summary: "Assign a delivery to a delivery partner.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::DeliveryMoved],
        refuses: &[delivery::DispatchFault::LIST],
    };
    type By = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<OrgId>("partner_id") {
            Some(partner) => delivery::offer_to(ctx, &by, id, partner).await.map_err(Problem::from),
            None => Err(typed.refusal()),
        };
        after(ctx, &by, screen, id, (done.map(|_| "delivery-offered"), typed)).await
    }
}

/// A new proof code.
struct RenewCode;

impl Endpoint for RenewCode {
    const ROUTE: Route = Route {
        id: "staff.renew_code",
        method: Method::Post,
        path: "/admin/deliveries/{delivery_id}/code-renewal",
        summary: "Generate a new delivery code after too many wrong ones.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[EventKind::DeliveryMoved],
        refuses: &[delivery::DispatchFault::LIST],
    };
    type By = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (Path(id), form, screen): Self::In) -> Result<Shown, Problem> {
        let done = delivery::renew_code(ctx, &by, id).await;
        let done = done.map(|()| "code-renewed").map_err(Problem::from);
        after(ctx, &by, screen, id, (done, form.fields)).await
    }
}
