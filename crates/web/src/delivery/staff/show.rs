//! One delivery: giving it to a partner, and a new code for it.

use askama::Template;
use edge::{Endpoint, Form, FormFields, LocalPath, Page, PageContext, Path, Problem, Route, Router};
use kernel::{CompanyId, DeliveryId};
use market::authority::Staff;
use market::delivery::{self, DeliveryState, DeliveryView};
use market::{Ctx, EventKind, companies, may};

use super::list::{can_be_offered, to_choose};
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowDelivery>().mount::<Offer>().mount::<RenewCode>()
}

/// A delivery.
#[derive(Template)]
#[template(path = "delivery/staff/show.html")]
struct DeliveryPage<'a> {
    f: &'a Frame,
    delivery: DeliveryView,
    offers: bool,
    /// Whether a company of the reader's own sells, buys or brings it.
    conflicts: bool,
    partner: String,
    partners: Vec<(String, String)>,
    form: &'a FormFields,
}

impl DeliveryPage<'_> {
    /// Whether its code is still of use.
    fn is_open(&self) -> bool {
        !matches!(self.delivery.state, DeliveryState::Delivered | DeliveryState::Cancelled)
    }
    /// The partner to show: who was chosen, or to whom it is offered.
    fn chosen(&self) -> String {
        let partner = self.delivery.partner_id.filter(|_| self.delivery.state == DeliveryState::Offered);
        let has = || partner.map(|partner| partner.to_string()).unwrap_or_default();
        if self.form.was_sent("partner_id") { self.form.text("partner_id").to_owned() } else { has() }
    }
}

/// It is looked at.
struct ShowDelivery;

impl Endpoint for ShowDelivery {
    const ROUTE: Route = Route::get("delivery.staff.show", "/admin/deliveries/{delivery_id}", "Get a delivery.");
    type Auth = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        show(ctx, &auth, page_context, id, &FormFields::default()).await
    }
}

async fn show(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    page_context: PageContext,
    id: DeliveryId,
    form: &FormFields,
) -> Result<Page, Problem> {
    let delivery = delivery::staff_delivery(ctx, by, id).await?;
    let names = companies::names(ctx, by, delivery.partner_id).await?;
    let own = companies::conflicting_companies(ctx, by).await?;
    let conflicts = !delivery::conflicting_deliveries(ctx, by, &own, [id]).await?.is_empty();
    let partners = to_choose(ctx, by, &own).await?;
    let frame = Frame::open(ctx, page_context).await?;
    let partner = names.into_values().next().unwrap_or_default();
    let offers = can_be_offered(&delivery);
    frame.show_form(&DeliveryPage { f: &frame, delivery, offers, conflicts, partner, partners, form }, form)
}

/// Back to where the form was: with what was done, or to the delivery with what was in the way.
async fn after(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    page_context: PageContext,
    id: DeliveryId,
    (done, typed): (Result<&'static str, Problem>, FormFields),
) -> Result<Page, Problem> {
    match done {
        Ok(flash) => {
            let back = LocalPath::new(typed.text("back")).unwrap_or_else(|| links::of("/admin/deliveries", &id));
            Ok(Page::redirect(&links::with_flash(&back, flash)))
        }
        Err(problem) => show(ctx, by, page_context, id, &typed.with_problem(problem)).await,
    }
}

/// A delivery goes to a partner.
struct Offer;

impl Endpoint for Offer {
    const ROUTE: Route = Route::post(
        "delivery.staff.offer",
        "/admin/deliveries/{delivery_id}/partner",
        "Assign a delivery to a delivery partner.",
        &[EventKind::DeliveryStateChanged],
    );
    type Auth = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let mut typed = form.fields;
        let done = match typed.read::<CompanyId>("partner_id") {
            Some(partner) => delivery::offer_to(ctx, &auth, id, partner).await.map_err(Problem::from),
            None => Err(typed.to_problem()),
        };
        after(ctx, &auth, page_context, id, (done.map(|_| "delivery-offered"), typed)).await
    }
}

/// A new proof code.
struct RenewCode;

impl Endpoint for RenewCode {
    const ROUTE: Route = Route::post(
        "delivery.staff.renew_code",
        "/admin/deliveries/{delivery_id}/code-renewal",
        "Generate a new delivery code after too many wrong ones.",
        &[EventKind::ProofCodeRenewed],
    );
    type Auth = Staff<may::Dispatch>;
    type In = (Path<DeliveryId>, Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (Path(id), form, page_context): Self::In) -> Result<Page, Problem> {
        let done = delivery::renew_code(ctx, &auth, id).await;
        let done = done.map(|()| "code-renewed").map_err(Problem::from);
        after(ctx, &auth, page_context, id, (done, form.fields)).await
    }
}
