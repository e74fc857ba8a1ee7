//! The basket as it is shown: by vendor, with what moved and what cannot be had.

use askama::Template;
use edge::{Endpoint, FormFields, Page, PageContext, Problem, QueryParams, Route, Router};
use market::authority::Retailer;
use market::baskets::{self, Availability, BasketLine, BasketView};
use market::{Ctx, may};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::catalog::storefront::product_card;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowBasket>()
}

/// What was taken out just now, so that it can be put back.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub(crate) struct Removed {
    /// ID of the offer.
    offer: String,
    /// Number of packs.
    quantity: String,
}

/// One line, as it is shown.
pub(crate) struct Line {
    pub offer: String,
    pub path: String,
    pub title: String,
    pub sku: String,
    pub pack: String,
    /// Of one pack, now.
    pub price: String,
    /// Of one pack, when it was put in; empty where that is the same.
    pub seen: String,
    pub field: String,
    /// Packs in the basket when the page was made.
    pub saved: String,
    pub quantity: String,
    pub step: String,
    pub max: String,
    /// Whether it can be had, in a word.
    pub stock: String,
    /// The tone of that word.
    pub tone: &'static str,
    pub total: String,
    pub error: String,
}

impl Line {
    pub fn of(f: &Frame, line: &BasketLine, form: &FormFields) -> Self {
        let field = format!("quantity.{}", line.offer_id);
        let (tone, stock) = availability(f, line);
        let typed = form.text(&field);
        let error = f.error(form, &field);
        let bounds = product_card::bounds(f, line.min_quantity, line.quantity_step, line.max_quantity);
        Self {
            offer: line.offer_id.to_string(),
            path: format!("/products/{}", line.product_id),
            title: line.title.clone(),
            sku: line.sku.clone(),
            pack: product_card::pack(f, line.pack_size),
            price: f.money(&line.price),
            seen: if line.moved() { f.money(&line.seen) } else { String::new() },
            saved: line.quantity.get().to_string(),
            quantity: if form.was_sent(&field) { typed.to_owned() } else { line.quantity.get().to_string() },
            step: line.quantity_step.to_string(),
            max: line.max_quantity.to_string(),
            total: line.total.map(|total| f.money(&total)).unwrap_or_default(),
            error: if error.is_empty() && !line.fits {
                format!("{} ({bounds})", f.t("basket-does-not-fit"))
            } else {
                error
            },
            stock,
            tone,
            field,
        }
    }
}

/// Whether a line can be had, as a tone and in words.
pub(crate) fn availability(f: &Frame, line: &BasketLine) -> (&'static str, String) {
    if let Some(barrier) = line.barrier().filter(|_| line.sellable) {
        return ("bad", f.barrier_in_words(barrier, line.price.currency(), &line.buyer));
    }
    match line.availability {
        _ if !line.sellable => ("bad", f.t("basket-not-sellable")),
        Availability::Enough => ("good", f.word("in-stock", "plenty")),
        Availability::Unconfirmed => ("info", f.t("basket-unconfirmed")),
        Availability::Less => ("warn", f.t("basket-less")),
        Availability::Nothing => ("bad", f.word("in-stock", "nothing")),
    }
}

/// What of the basket is one vendor's.
pub(crate) struct VendorSection {
    pub path: String,
    pub vendor: String,
    pub total: String,
    pub lines: Vec<Line>,
}

pub(crate) fn sections(f: &Frame, view: &BasketView, form: &FormFields) -> Vec<VendorSection> {
    let section = |section: &baskets::BasketVendor| VendorSection {
        path: format!("/vendors/{}", section.vendor_id),
        vendor: section.vendor_name.clone(),
        total: section.total.map(|total| f.money(&total)).unwrap_or_default(),
        lines: section.lines.iter().map(|line| Line::of(f, line, form)).collect(),
    };
    view.vendors.iter().map(section).collect()
}

/// A line of an earlier order that is not in the basket, and why.
pub(crate) struct Missing {
    pub title: String,
    pub why: String,
}

/// The basket.
#[derive(Template)]
#[template(path = "baskets/retailer/basket.html")]
struct BasketPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    sections: Vec<VendorSection>,
    total: String,
    count: i64,
    moved: bool,
    can_be_ordered: bool,
    removed: Removed,
    missing: Vec<Missing>,
}

/// The page of the basket, with what became of a form on it.
pub(crate) async fn show(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    frame: &Frame,
    form: &FormFields,
    missing: Vec<Missing>,
) -> Result<Page, Problem> {
    page(ctx, by, frame, (form, missing, Removed::default())).await
}

async fn page(
    ctx: &Ctx,
    by: &Retailer<may::PlaceOrders>,
    frame: &Frame,
    (form, missing, removed): (&FormFields, Vec<Missing>, Removed),
) -> Result<Page, Problem> {
    let view = baskets::show(ctx, by).await?;
    let page = BasketPage {
        f: frame,
        form,
        sections: sections(frame, &view, form),
        total: view.total.map(|total| frame.money(&total)).unwrap_or_default(),
        count: i64::try_from(view.lines().count()).unwrap_or(i64::MAX),
        moved: view.moved(),
        can_be_ordered: view.can_be_ordered(),
        removed,
        missing,
    };
    frame.show_form(&page, form)
}

/// It is looked at.
struct ShowBasket;

impl Endpoint for ShowBasket {
    const ROUTE: Route =
        Route::get("baskets.retailer.show", "/basket", "Show your basket by vendor, at today's prices.");
    type Auth = Retailer<may::PlaceOrders>;
    type In = (QueryParams<Removed>, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(
        ctx: &Ctx,
        auth: Self::Auth,
        (QueryParams(removed), page_context): Self::In,
    ) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        page(ctx, &auth, &frame, (&FormFields::default(), Vec::new(), removed)).await
    }
}
