//! The price of an offer: how it went, and a change in two steps. First the form says what the change
//! would be and whether the guard would hold it; then it is made.

use askama::Template;
use edge::{Endpoint, Form, FormFields, LimitClass, Page, PageContext, Path, Problem, RateLimits, Route, Router};
use kernel::{Money, OfferId, Price, Version};
use market::authority::Vendor;
use market::catalog::{self, OfferState, OfferView};
use market::pricing::{self, ChangeRow, ChangeState, GuardDecision, HoldReason, PriceError};
use market::{Ctx, EventKind, may};

use crate::ui::Markup;
use crate::ui::chart::{self, Series};
use crate::ui::frame::Frame;
use crate::ui::problems;
use crate::ui::proofs::vendor_proof;
use crate::ui::{format, links};

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowPrice>().mount::<ChangePrice>()
}

/// What a change would be.
struct Preview {
    new: Money,
    delta_ppm: i64,
    held: Option<HoldReason>,
}

/// A price with its steps.
#[derive(Template)]
#[template(path = "pricing/vendor/price.html")]
struct PricePage<'a> {
    f: &'a Frame,
    form: FormFields,
    offer: OfferView,
    steps: Vec<ChangeRow>,
    preview: Option<Preview>,
}

impl PricePage<'_> {
    fn edits(&self) -> bool {
        self.f.may_do("pricing.edit") && self.offer.state != OfferState::Archived
    }
    fn typed(&self) -> String {
        if self.form.has("price") { self.form.text("price").to_owned() } else { format::decimal(self.offer.price) }
    }
    /// The price before the last step, to which the banner leads back.
    fn before(&self) -> Option<String> {
        let last = self.steps.iter().find(|step| step.state == ChangeState::Applied)?;
        Some(format::decimal(Money::new(last.old_minor?, last.currency).ok()?))
    }
    fn chart(&self) -> Markup {
        let mut applied: Vec<&ChangeRow> =
            self.steps.iter().filter(|step| step.state == ChangeState::Applied).collect();
        applied.reverse();
        let labels: Vec<String> = applied.iter().map(|step| self.f.day(&step.changed_at)).collect();
        let values: Vec<i64> = applied.iter().map(|step| step.new_minor).collect();
        let currency = self.offer.price.currency();
        let frame = chart::Caption {
            title: &self.f.t("pricing-vendor-history"),
            summary: &self.f.t("pricing-vendor-summary"),
            as_table: &self.f.t("table-data"),
            period: &self.f.t("label-day"),
            nothing: &self.f.t("pricing-vendor-nothing"),
            rtl: self.f.page_context.lang.direction() == "rtl",
            format: &|minor| self.f.minor(&minor, &currency),
        };
        chart::line(&frame, &labels, Series { name: &self.f.t("catalog-vendor-price"), values: &values })
    }
}

async fn page(
    ctx: &Ctx,
    page_context: PageContext,
    id: OfferId,
    (form, preview): (FormFields, Option<Preview>),
) -> Result<Page, Problem> {
    let by: Vendor<may::ReadOffers> = vendor_proof(page_context.principal.as_ref())?;
    let offer = catalog::own_offer(ctx, &by, id).await?;
    let many = kernel::PageLimit::new(50).unwrap_or_default();
    let steps = pricing::history(ctx, &by, id, None, many).await?.items;
    let frame = Frame::open(ctx, page_context).await?;
    frame.show_form(&PricePage { f: &frame, form: form.clone(), offer, steps, preview }, &form)
}

/// The price of one of a vendor's own offers.
struct ShowPrice;

impl Endpoint for ShowPrice {
    const ROUTE: Route = Route::get(
        "pricing.vendor.price",
        "/vendor/products/{offer_id}/price",
        "Show an offer's price and price history.",
    );
    type Auth = Vendor<may::ReadOffers>;
    type In = (Path<OfferId>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, _: Self::Auth, (Path(id), page_context): Self::In) -> Result<Page, Problem> {
        page(ctx, page_context, id, (FormFields::default(), None)).await
    }
}

/// What became of the form.
enum Submitted {
    Preview(Preview),
    Changed(&'static str),
}

/// The first step shows, the second changes.
struct ChangePrice;

impl Endpoint for ChangePrice {
    const ROUTE: Route = Route::post(
        "pricing.vendor.change_price",
        "/vendor/products/{offer_id}/price",
        "Preview a price change; sent again with step=confirm, apply it.",
        &[EventKind::PriceChanged, EventKind::PriceHeld],
    )
    .limit(LimitClass::Price);
    type Auth = Vendor<may::EditPrices>;
    type In = (Path<OfferId>, Form, RateLimits, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (Path(id), form, limits, page_context): Self::In,
    ) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match change(ctx, &auth, id, &mut fields).await {
            Ok(Submitted::Preview(preview)) => {
                limits.give_back();
                page(ctx, page_context, id, (fields, Some(preview))).await
            }
            Ok(Submitted::Changed(flash)) => {
                let here = links::local(&format!("/vendor/products/{id}/price"));
                Ok(Page::redirect(&links::with_flash(&here, flash)))
            }
            Err(problem) => page(ctx, page_context, id, (fields.with_problem(problem), None)).await,
        }
    }
}

async fn change(
    ctx: &Ctx,
    by: &Vendor<may::EditPrices>,
    id: OfferId,
    fields: &mut FormFields,
) -> Result<Submitted, Problem> {
    let reader: Vendor<may::ReadOffers> = vendor_proof(Some(by.principal()))?;
    let offer = catalog::own_offer(ctx, &reader, id).await?;
    let (price, version) =
        (fields.read_price("price", offer.price.currency()), fields.read_number("version").map(Version));
    let (Some(price), Some(version)) = (price, version) else { return Err(fields.to_problem()) };
    if fields.text("step") == "confirm" {
        let changed = pricing::change_price(ctx, by, id, price, version).await.map_err(placed)?;
        let flash = if changed.state == ChangeState::Held { "price-held" } else { "price-changed" };
        return Ok(Submitted::Changed(flash));
    }
    preview(ctx, by, &offer, price).await.map(Submitted::Preview)
}

async fn preview(ctx: &Ctx, by: &Vendor<may::EditPrices>, offer: &OfferView, price: Price) -> Result<Preview, Problem> {
    let (old, new) = (offer.price, Money::new(price.minor(), offer.price.currency()).unwrap_or(offer.price));
    if old == new {
        return Err(placed(PriceError::Same));
    }
    let held = match pricing::preview_change(ctx, by, offer.id, (old, price)).await? {
        GuardDecision::Apply => None,
        GuardDecision::Hold(why) => Some(why),
    };
    Ok(Preview { new, delta_ppm: pricing::delta_ppm(old.minor(), new.minor()), held })
}

fn placed(error: PriceError) -> Problem {
    match error {
        PriceError::Same => problems::beside(error, "price"),
        other => other.into(),
    }
}
