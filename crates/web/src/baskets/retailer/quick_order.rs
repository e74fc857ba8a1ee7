//! Quick order: article numbers and packs, pasted or from a file; looked at line by line before
//! anything is in the basket.

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, Route, Router};
use kernel::text::Sku;
use kernel::{OfferId, Quantity};
use market::authority::Retailer;
use market::baskets::quick_order::{self, QuickOrderError, QuickOrderLine};
use market::baskets::{self, AddMode, Availability};
use market::catalog::{self, SkuMatch};
use market::{Ctx, may};

use super::refused;
use crate::catalog::storefront::product_card;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowQuickOrder>().mount::<CheckQuickOrder>().mount::<AddQuickOrder>()
}

type Buyer = Retailer<may::PlaceOrders>;

/// One offer that a line may mean.
struct Choice {
    offer: String,
    label: String,
    chosen: bool,
}

/// One line of the pad, looked up.
struct Row {
    number: String,
    sku: String,
    title: String,
    quantity: String,
    choices: Vec<Choice>,
    /// What is to be said of it.
    note: String,
    tone: &'static str,
    error: String,
    offer_field: String,
    quantity_field: String,
}

/// The pad, with what was read in it.
#[derive(Template)]
#[template(path = "baskets/retailer/quick_order.html")]
struct QuickPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    /// Refused while it was read, or while it was put into the basket.
    second: FormFields,
    rows: Vec<Row>,
    found: String,
    can_be_taken: bool,
}

impl Row {
    fn of(f: &Frame, line: &QuickOrderLine, candidates: &[SkuMatch], form: &FormFields) -> Self {
        let (offer_field, quantity_field) = (format!("offer.{}", line.number), format!("quantity.{}", line.number));
        let mut row = Self {
            number: line.number.to_string(),
            sku: String::new(),
            title: String::new(),
            quantity: String::new(),
            choices: Vec::new(),
            note: String::new(),
            tone: "bad",
            error: f.error(form, &quantity_field),
            offer_field,
            quantity_field,
        };
        let (sku, packs) = match &line.read {
            Ok((sku, packs)) => (sku, packs.get()),
            Err(error) => return Self { note: f.t(why(*error)), ..row },
        };
        sku.as_str().clone_into(&mut row.sku);
        let typed = form.text(&row.quantity_field);
        row.quantity = if typed.is_empty() { packs.to_string() } else { typed.to_owned() };
        let packs = row.quantity.parse().unwrap_or(packs);
        let named = form.text(&row.offer_field);
        let Some(first) = candidates.first() else { return Self { note: f.t("quick-unknown"), ..row } };
        // Anybody may sell anything under a SKU. Where it could be different goods, the buyer says which.
        let is_one_product = candidates.iter().all(|c| c.product_id == first.product_id);
        let chosen = candidates.iter().find(|c| c.offer_id.to_string() == named);
        let chosen = chosen.or_else(|| is_one_product.then_some(first));
        row.title = chosen.map(|c| c.title.clone()).unwrap_or_default();
        // Left out on purpose, on a page that came back.
        let is_left_out = !typed.is_empty() && named.is_empty();
        let choice = |c: &SkuMatch| Choice {
            offer: c.offer_id.to_string(),
            label: label(f, c, is_one_product),
            chosen: !is_left_out && chosen.is_some_and(|chosen| c.offer_id == chosen.offer_id),
        };
        row.choices = candidates.iter().map(choice).collect();
        (row.tone, row.note) = match chosen {
            Some(chosen) => note(f, chosen, packs),
            None => ("warn", f.t("quick-several")),
        };
        row
    }
}

impl Row {
    fn is_left_out(&self) -> bool {
        self.choices.iter().all(|choice| !choice.chosen)
    }
}

/// Why a line is not understood, as a key of the texts.
const fn why(error: QuickOrderError) -> &'static str {
    match error {
        QuickOrderError::TooLong => "quick-too-long",
        QuickOrderError::TooManyLines => "quick-too-many",
        QuickOrderError::NoSku => "quick-no-sku",
        QuickOrderError::BadSku => "quick-bad-sku",
        QuickOrderError::BadQuantity => "quick-bad-quantity",
        QuickOrderError::TooManyFields => "quick-too-many-fields",
        QuickOrderError::BadQuotes => "quick-bad-quotes",
    }
}

fn label(f: &Frame, c: &SkuMatch, is_one_product: bool) -> String {
    let offer = format!("{} · {} · {}", c.vendor_name, f.money(&c.price), product_card::pack(f, c.pack_size));
    let barrier = f.barrier(c.price.currency(), &c.delivers_to);
    let offer = if barrier.is_empty() { offer } else { format!("{offer} · {barrier}") };
    if is_one_product { offer } else { format!("{} · {offer}", c.title) }
}

/// What is to be said of so many packs of an offer.
fn note(f: &Frame, c: &SkuMatch, packs: i64) -> (&'static str, String) {
    let barrier = f.barrier(c.price.currency(), &c.delivers_to);
    if !barrier.is_empty() {
        return ("bad", barrier);
    }
    if !c.fits(packs) {
        return ("warn", product_card::bounds(f, c.min_quantity, c.quantity_step, c.max_quantity));
    }
    match Availability::of(c.free, packs) {
        Availability::Enough => ("good", f.word("in-stock", "plenty")),
        Availability::Unconfirmed => ("info", f.t("basket-unconfirmed")),
        Availability::Less => ("warn", f.t("basket-less")),
        Availability::Nothing => ("bad", f.word("in-stock", "nothing")),
    }
}

/// What a text says, line by line, and the offers that each may mean: one round trip.
async fn look_up(ctx: &Ctx, by: &Buyer, f: &Frame, form: &FormFields) -> Result<Vec<Row>, Problem> {
    let lines = quick_order::parse(form.raw("lines"));
    let skus: Vec<Sku> = lines.iter().filter_map(|line| Some(line.read.as_ref().ok()?.0.clone())).collect();
    let mut found = catalog::find_skus(ctx, by, &skus).await?.into_iter();
    let mut row = |line: &QuickOrderLine| {
        let candidates = if line.read.is_ok() { found.next().map(|(_, all)| all) } else { None };
        let mut candidates = candidates.unwrap_or_default();
        // What the company cannot buy is nobody's first choice.
        candidates.sort_by_key(|c| !f.barrier(c.price.currency(), &c.delivers_to).is_empty());
        Row::of(f, line, &candidates, form)
    };
    Ok(lines.iter().map(&mut row).collect())
}

/// The pad and what was read in it; `second` is the form of what was found.
async fn page(ctx: &Ctx, by: &Buyer, f: &Frame, form: &FormFields, second: FormFields) -> Result<Page, Problem> {
    let rows = look_up(ctx, by, f, if second.problem().is_some() { &second } else { form }).await?;
    let found = rows.iter().filter(|row| !row.choices.is_empty()).count();
    let page = QuickPage {
        f,
        form,
        found: f.t1("quick-found", "n", i64::try_from(found).unwrap_or(i64::MAX)),
        can_be_taken: found > 0,
        rows,
        second,
    };
    let status = if page.second.problem().is_some() { page.second.status() } else { form.status() };
    f.show_as(status, &page)
}

/// The pad is opened.
struct ShowQuickOrder;

impl Endpoint for ShowQuickOrder {
    const ROUTE: Route = Route::get("baskets.retailer.quick_order", "/quick-order", "Show the quick order form.");
    type Auth = Buyer;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        page(ctx, &auth, &frame, &FormFields::default(), FormFields::default()).await
    }
}

/// The pad is read.
struct CheckQuickOrder;

impl Endpoint for CheckQuickOrder {
    const ROUTE: Route = Route::post(
        "baskets.retailer.check_quick_order",
        "/quick-order",
        "Check quick order lines. Nothing is saved.",
        &[],
    )
    .body(BodySize::Large)
    .limit(LimitClass::Read);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        let mut fields = together(form.fields);
        if quick_order::parse(fields.raw("lines")).is_empty() {
            fields.add_error::<()>("lines", &frame.t("quick-nothing"));
            let refusal = fields.to_problem();
            fields = fields.with_problem(refusal);
        }
        page(ctx, &auth, &frame, &fields, FormFields::default()).await
    }
}

/// What was typed, and below it what the file holds.
fn together(fields: FormFields) -> FormFields {
    let (typed, file) = (fields.raw("lines").trim_end(), fields.raw("file").trim_end());
    let both = if typed.is_empty() { file.to_owned() } else { format!("{typed}\n{file}").trim_end().to_owned() };
    fields.with("lines", both).with("file", "")
}

/// What was chosen goes into the basket.
struct AddQuickOrder;

impl Endpoint for AddQuickOrder {
    const ROUTE: Route = Route::post(
        "baskets.retailer.add_quick_order",
        "/quick-order/lines",
        "Add the selected quick order items to your basket, all or nothing.",
        &[],
    )
    .body(BodySize::Large);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, mut page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        page_context.current = links::local("/quick-order");
        match take(ctx, &auth, &Frame::bare(page_context.clone()), &mut fields).await {
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "quick-added"))),
            Err(problem) => {
                let frame = Frame::open(ctx, page_context).await?;
                let first = FormFields::default().with("lines", fields.raw("lines"));
                page(ctx, &auth, &frame, &first, fields.with_problem(problem)).await
            }
        }
    }
}

async fn take(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut FormFields) -> Result<(), Problem> {
    let named = fields.with_prefix("offer.").filter(|(_, offer)| !offer.is_empty());
    let named: Vec<(String, String)> = named.map(|(number, offer)| (number.to_owned(), offer.to_owned())).collect();
    let mut lines = Vec::new();
    for (number, _) in &named {
        let offer = fields.read::<OfferId>(&format!("offer.{number}"));
        let packs = fields.read_number::<Quantity>(&format!("quantity.{number}"));
        lines.extend(offer.zip(packs));
    }
    if named.is_empty() {
        fields.add_error::<()>("chosen", &f.t("quick-nothing-chosen"));
    }
    if !fields.errors().is_empty() {
        return Err(fields.to_problem());
    }
    let put = baskets::add(ctx, by, lines, AddMode::Add).await;
    put.map_err(|error| {
        let number = |offer: &str| named.iter().find(|(_, named)| named == offer).map_or("", |(number, _)| number);
        refused(f, error, |offer| format!("quantity.{}", number(offer)))
    })
}
