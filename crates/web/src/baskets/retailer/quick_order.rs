//! Quick order: article numbers and packs, pasted or from a file; looked at line by line before
//! anything is in the basket (`quick_add`).

use std::collections::{BTreeMap, VecDeque};

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, Route, Router};
use kernel::Quantity;
use kernel::text::Sku;
use market::authority::Retailer;
use market::baskets::Availability;
use market::baskets::quick_order::{self, QuickOrderError, QuickOrderLine};
use market::catalog::{self, SkuMatch};
use market::{Ctx, may};

use crate::catalog::storefront::product_card;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowQuickOrder>().mount::<CheckQuickOrder>()
}

pub(super) type Buyer = Retailer<may::PlaceOrders>;

/// One offer that a line may mean.
struct Choice {
    offer: String,
    label: String,
    chosen: bool,
}

/// One line of the pad, looked up.
struct Row {
    number: String,
    /// What it says, by which it is known again when the list was changed.
    line: String,
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
    /// What became of the lines, where that is not about one of them.
    notice: String,
    rows: Vec<Row>,
    found: String,
    can_be_taken: bool,
}

impl QuickPage<'_> {
    /// What the field of a row's packs is called, also where something is wrong about it.
    fn packs_of(&self, row: &Row) -> String {
        self.f.t2("quick-packs-of", ("n", &row.number), ("sku", &row.sku))
    }
}

/// What was chosen and typed in the rows of a page, by what their lines say: a line that moved keeps it.
struct TypedRows(BTreeMap<String, VecDeque<(String, String)>>);

impl TypedRows {
    fn of(form: &FormFields) -> Self {
        let mut rows: BTreeMap<String, VecDeque<(String, String)>> = BTreeMap::new();
        for (number, line) in form.with_prefix("line.") {
            let offer = form.text(&format!("offer.{number}")).to_owned();
            let packs = form.text(&format!("quantity.{number}")).to_owned();
            rows.entry(line.to_owned()).or_default().push_back((offer, packs));
        }
        Self(rows)
    }
    fn take(&mut self, line: &str) -> Option<(String, String)> {
        self.0.get_mut(line)?.pop_front()
    }
}

/// What a line says, as its row names it again.
pub(super) fn line_text(sku: &Sku, packs: Quantity) -> String {
    format!("{sku} {}", packs.get())
}

impl Row {
    fn of(f: &Frame, line: &QuickOrderLine, candidates: &[SkuMatch], typed: &mut Typed<'_>) -> Self {
        let (offer_field, quantity_field) = (format!("offer.{}", line.number), format!("quantity.{}", line.number));
        let mut row = Self {
            number: line.number.to_string(),
            line: String::new(),
            sku: String::new(),
            title: String::new(),
            quantity: String::new(),
            choices: Vec::new(),
            note: String::new(),
            tone: "bad",
            error: f.error(typed.form, &quantity_field),
            offer_field,
            quantity_field,
        };
        let (sku, packs) = match &line.read {
            Ok((sku, packs)) => (sku, *packs),
            Err(error) => return Self { sku: line.named.clone(), note: f.t(why(*error)), ..row },
        };
        sku.as_str().clone_into(&mut row.sku);
        row.line = line_text(sku, packs);
        let was_typed = typed.rows.take(&row.line);
        row.quantity = was_typed.as_ref().map_or_else(|| packs.get().to_string(), |(_, packs)| packs.clone());
        let packs = kernel::number::whole(&row.quantity).unwrap_or(packs.get());
        let Some(first) = candidates.first() else { return Self { note: f.t("quick-unknown"), ..row } };
        let is_one_product = is_one_product(candidates);
        let named = |offer: &str| candidates.iter().find(|c| c.offer_id.to_string() == offer);
        let chosen = was_typed.as_ref().map_or_else(|| chosen_by_itself(f, candidates), |(offer, _)| named(offer));
        row.title = chosen.or(is_one_product.then_some(first)).map(|c| c.title.clone()).unwrap_or_default();
        let choice = |c: &SkuMatch| Choice {
            offer: c.offer_id.to_string(),
            label: label(f, c, is_one_product),
            chosen: chosen.is_some_and(|chosen| c.offer_id == chosen.offer_id),
        };
        row.choices = candidates.iter().map(choice).collect();
        (row.tone, row.note) = match chosen.or(is_one_product.then_some(first)) {
            Some(offer) => note(f, offer, packs),
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

/// What was typed, and what is wrong about it.
struct Typed<'a> {
    form: &'a FormFields,
    rows: TypedRows,
}

fn is_one_product(candidates: &[SkuMatch]) -> bool {
    candidates.windows(2).all(|two| two[0].product_id == two[1].product_id)
}

/// The offer that a line means unless its buyer says otherwise. Anybody may sell anything under a SKU: where it could be
/// different goods, the buyer says which; what is sold in another currency is in nobody's order by itself.
pub(super) fn chosen_by_itself<'c>(f: &Frame, candidates: &'c [SkuMatch]) -> Option<&'c SkuMatch> {
    candidates.iter().find(|c| is_one_product(candidates) && is_in_own_currency(f, c))
}

/// Companies buy in their own currency alone.
pub(super) fn is_in_own_currency(f: &Frame, c: &SkuMatch) -> bool {
    f.buyer().is_none_or(|buyer| buyer.currency == c.price.currency())
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

/// What a text says, line by line, each with the offers that it may mean: one round trip.
pub(super) async fn look_up(
    ctx: &Ctx,
    by: &Buyer,
    text: &str,
) -> Result<Vec<(QuickOrderLine, Vec<SkuMatch>)>, Problem> {
    let lines = quick_order::parse(text);
    let skus: Vec<Sku> = lines.iter().filter_map(|line| Some(line.read.as_ref().ok()?.0.clone())).collect();
    let mut found = catalog::find_skus(ctx, by, &skus).await?.into_iter();
    let mut with_candidates = |line: QuickOrderLine| {
        let candidates = if line.read.is_ok() { found.next().map(|(_, all)| all) } else { None };
        (line, candidates.unwrap_or_default())
    };
    Ok(lines.into_iter().map(&mut with_candidates).collect())
}

/// The pad and what was read in it, with what became of its form.
pub(super) async fn page(ctx: &Ctx, by: &Buyer, f: &Frame, form: &FormFields, notice: String) -> Result<Page, Problem> {
    let mut found = look_up(ctx, by, form.raw("lines")).await?;
    for (_, candidates) in &mut found {
        // What the company cannot buy is nobody's first choice.
        candidates.sort_by_key(|c| !f.barrier(c.price.currency(), &c.delivers_to).is_empty());
    }
    let mut typed = Typed { form, rows: TypedRows::of(form) };
    let rows: Vec<Row> = found.iter().map(|(line, candidates)| Row::of(f, line, candidates, &mut typed)).collect();
    let found = rows.iter().filter(|row| !row.choices.is_empty()).count();
    let page = QuickPage {
        f,
        form,
        notice,
        found: f.t1("quick-found", "n", i64::try_from(found).unwrap_or(i64::MAX)),
        can_be_taken: found > 0,
        rows,
    };
    f.show_form(&page, form)
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
        page(ctx, &auth, &frame, &FormFields::default(), String::new()).await
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
        let is_readable = fields.error("file").is_none();
        if is_readable && quick_order::parse(fields.raw("lines")).is_empty() {
            fields.add_error::<()>("lines", &frame.t("quick-nothing"));
        }
        if !fields.errors().is_empty() {
            let refusal = fields.to_problem();
            fields = fields.with_problem(refusal);
        }
        page(ctx, &auth, &frame, &fields, String::new()).await
    }
}

/// What was typed, and below it what the file holds.
pub(super) fn together(fields: FormFields) -> FormFields {
    let (typed, file) = (fields.raw("lines").trim_end(), fields.raw("file").trim_end());
    let both = if typed.is_empty() { file.to_owned() } else { format!("{typed}\n{file}").trim_end().to_owned() };
    fields.with("lines", both).with("file", "")
}
