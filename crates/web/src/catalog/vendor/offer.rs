//! One of a vendor's own offers: price, stock, terms, and the product's text where it is the vendor's.

use askama::Template;
use edge::{Endpoint, FormFields, Page, PageContext, Path, Problem, Route, Router};
use kernel::{LocationId, OfferId};
use market::authority::{Access, Vendor};
use market::catalog::{self, OfferState, OfferView, ProductView};
use market::inventory::{self, LevelRow, LocationRow};
use market::pricing::{self, ChangeRow, ChangeState};
use market::{Ctx, may};

use super::categories;
use crate::inventory::vendor::stock::all_locations;
use crate::ui::Markup;
use crate::ui::chart;
use crate::ui::frame::Frame;
use crate::ui::proofs::vendor_proof;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowOffer>()
}

/// An offer.
#[derive(Template)]
#[template(path = "catalog/vendor/offer.html")]
struct OfferPage<'a> {
    f: &'a Frame,
    form: FormFields,
    offer: OfferView,
    /// Where one's company listed it first.
    product: Option<ProductView>,
    categories: Vec<(String, String)>,
    steps: Vec<ChangeRow>,
    /// What is there, for those who may see it.
    stock: Option<(Vec<LevelRow>, Vec<LocationRow>)>,
}

impl OfferPage<'_> {
    fn is_archived(&self) -> bool {
        self.offer.state == OfferState::Archived
    }
    fn is_paused(&self) -> bool {
        self.offer.state == OfferState::Paused
    }
    /// What a field of a form shows: what was typed into that form, or what is so now.
    fn typed(&self, intent: &str, name: &str, now: &dyn ToString) -> String {
        if self.form.text("intent") == intent { self.form.raw(name).to_owned() } else { now.to_string() }
    }
    /// What is wrong about a field of that form.
    fn wrong(&self, intent: &str, name: &str) -> String {
        if self.form.text("intent") == intent { self.f.error(&self.form, name) } else { String::new() }
    }
    /// Where somebody else was quicker: what the form says, and what is so now.
    fn conflicts(&self) -> Vec<(String, String, String)> {
        let is_stale = self.form.problem().is_some_and(|problem| problem.code.ends_with(".changed_meanwhile"));
        if !is_stale {
            return Vec::new();
        }
        let mut now = vec![
            ("min_quantity", "catalog-vendor-min-quantity", self.offer.min_quantity.to_string()),
            ("quantity_step", "catalog-vendor-quantity-step", self.offer.quantity_step.to_string()),
            ("max_quantity", "catalog-vendor-max-quantity", self.offer.max_quantity.to_string()),
            ("state", "label-state", self.offer.state.to_string()),
        ];
        if let Some(p) = &self.product {
            now.push(("title", "catalog-vendor-title", p.title.clone()));
            now.push(("brand", "catalog-vendor-brand", p.brand.clone()));
            now.push(("category", "catalog-vendor-category", p.category.clone()));
            now.push(("description", "catalog-vendor-description", p.description.clone()));
        }
        let differs = |(name, label, now): (&str, &str, String)| {
            let typed = self.form.text(name).to_owned();
            (!typed.is_empty() && typed != now).then(|| (self.f.t(label), typed, now))
        };
        now.into_iter().filter_map(differs).collect()
    }
    fn place(&self, id: &LocationId) -> String {
        let places = self.stock.as_ref().map_or(&[][..], |(_, places)| places.as_slice());
        places.iter().find(|place| place.id == *id).map(|place| place.name.clone()).unwrap_or_default()
    }
    fn trend(&self) -> Markup {
        let mut prices: Vec<i64> =
            self.steps.iter().filter(|step| step.state == ChangeState::Applied).map(|step| step.new_minor).collect();
        prices.reverse();
        chart::spark(&self.f.t("catalog-vendor-price-trend"), &prices, self.f.page_context.lang.direction() == "rtl")
    }
    /// Why a price waits, in the reader's language.
    fn why_held(&self, step: &ChangeRow) -> String {
        step.why_held.as_ref().map(|why| self.f.hold_reason(why)).unwrap_or_default()
    }
    fn waits(&self) -> Option<&ChangeRow> {
        self.steps.iter().find(|step| step.state == ChangeState::Held)
    }
}

/// The page of an offer, with what became of a form on it.
pub(super) async fn show(ctx: &Ctx, page_context: PageContext, id: OfferId, form: FormFields) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let offer = catalog::own_offer(ctx, &by, id).await?;
    let product = catalog::own_product(ctx, &by, offer.product_id).await?;
    let steps = pricing::history(ctx, &by, id, None, kernel::PageLimit::default()).await?.items;
    let stock = match Vendor::<may::ReadStock>::grant(page_context.principal.as_ref()) {
        Ok(by) => Some(stock(ctx, &by, id).await?),
        Err(_) => None,
    };
    let frame = Frame::open(ctx, page_context).await?;
    let categories = match &product {
        Some(product) => categories::choices(ctx, &frame, &product.category).await?,
        None => Vec::new(),
    };
    let page = OfferPage { f: &frame, form: form.clone(), offer, product, categories, steps, stock };
    frame.show_form(&page, &form)
}

async fn stock(
    ctx: &Ctx,
    by: &Vendor<may::ReadStock>,
    offer: OfferId,
) -> Result<(Vec<LevelRow>, Vec<LocationRow>), Problem> {
    let most = kernel::PageLimit::new(100).unwrap_or_default();
    let levels = inventory::levels(ctx, by, Some(offer), None, most).await?.items;
    Ok((levels, all_locations(ctx, by).await?))
}

/// One of a vendor's own offers.
struct ShowOffer;

impl Endpoint for ShowOffer {
    const ROUTE: Route = Route::get(
        "catalog.vendor.offer",
        "/vendor/products/{offer_id}",
        "Show one of the vendor's offers with its price, stock and terms.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        show(ctx, page_context, id, FormFields::default()).await
    }
}
