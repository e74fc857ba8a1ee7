//! All deliveries, by where they stand.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use edge::{Endpoint, Page, PageContext, Problem, Route, Router};
use kernel::{CompanyId, DeliveryId, PageOf};
use market::authority::Staff;
use market::delivery::{self, DeliveryState, DeliveryStep, DeliveryView};
use market::{Ctx, companies, may};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ListDeliveries>()
}

/// Deliveries, newest first.
#[derive(Template)]
#[template(path = "delivery/staff/list.html")]
struct DeliveriesPage<'a> {
    f: &'a Frame,
    filters: &'a Filters,
    found: PageOf<DeliveryView>,
    names: BTreeMap<CompanyId, String>,
    /// Deliveries that the reader gives to nobody.
    conflicting: BTreeSet<DeliveryId>,
    partners: Vec<(String, String)>,
    tabs: Vec<(String, String, String)>,
}

impl DeliveriesPage<'_> {
    fn partner(&self, row: &DeliveryView) -> &str {
        row.partner_id.and_then(|id| self.names.get(&id)).map_or("", String::as_str)
    }

    /// Whether it is given away from the list; what somebody has already, on its own page.
    fn offers(&self, row: &DeliveryView) -> bool {
        row.state == DeliveryState::Unassigned && !self.partners.is_empty() && !self.conflicting.contains(&row.id)
    }
}

/// Whether a partner can be given a delivery, as it stands.
pub(super) fn can_be_offered(row: &DeliveryView) -> bool {
    row.state.next(DeliveryStep::Offer).is_some()
}

/// Partners to choose from: all but the reader's own companies.
pub(super) async fn to_choose(
    ctx: &Ctx,
    by: &Staff<may::Dispatch>,
    own: &BTreeSet<CompanyId>,
) -> Result<Vec<(String, String)>, Problem> {
    let partners = delivery::partners(ctx, by).await?.into_iter().filter(|partner| !own.contains(&partner.id));
    Ok(partners.map(|partner| (partner.id.to_string(), partner.name)).collect())
}

/// They are looked at.
struct ListDeliveries;

impl Endpoint for ListDeliveries {
    const ROUTE: Route = Route::get("delivery.staff.list", "/admin/deliveries", "List all deliveries by status.");
    type Auth = Staff<may::Dispatch>;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let mut filters = Filters::of(&page_context, &["state"]);
        let found = fetch(ctx, &auth, &mut filters).await;
        let found = filters.settle(found)?;
        let names = companies::names(ctx, &auth, found.items.iter().filter_map(|row| row.partner_id)).await?;
        let own = companies::conflicting_companies(ctx, &auth).await?;
        let shown = found.items.iter().map(|row| row.id);
        let conflicting = delivery::conflicting_deliveries(ctx, &auth, &own, shown).await?;
        let partners = to_choose(ctx, &auth, &own).await?;
        let frame = Frame::open(ctx, page_context).await?;
        let tabs = tabs(&frame, &filters);
        let page = DeliveriesPage { f: &frame, filters: &filters, found, names, conflicting, partners, tabs };
        frame.show_form(&page, &filters.fields)
    }
}

async fn fetch(ctx: &Ctx, by: &Staff<may::Dispatch>, filters: &mut Filters) -> Result<PageOf<DeliveryView>, Problem> {
    let (state, after) = (filters.fields.read_optional("state"), filters.cursor());
    let (Some(state), Some(after)) = (state, after) else { return Err(filters.fields.to_problem()) };
    Ok(delivery::all_deliveries(ctx, by, state, after, kernel::PageLimit::default()).await?)
}

fn tabs(f: &Frame, filters: &Filters) -> Vec<(String, String, String)> {
    let tab = |state: &str, text: String| (filters.with("state", state), text, String::new());
    let states = DeliveryState::ALL.iter().map(|state| tab(state.as_str(), f.word("delivery-state", state)));
    std::iter::once(tab("", f.t("label-all"))).chain(states).collect()
}
