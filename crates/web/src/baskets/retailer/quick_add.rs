//! What was chosen in a quick order goes into the basket: each line that can, and whichever cannot is named. What
//! those other lines say stands on the page again, with the lines that nobody understood or decided about, and nothing
//! else, so that adding the rest adds nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use edge::{BodySize, Endpoint, Form, FormFields, Page, PageContext, Problem, Route, Router};
use infra::IdempotentRequest;
use kernel::{OfferId, Quantity};
use market::Ctx;
use market::baskets::quick_order::{self, QuickOrderError, QuickOrderLine};
use market::baskets::{self, AddMode, BasketError};
use market::catalog::SkuMatch;

use super::quick_order::{Buyer, chosen_by_itself, is_in_own_currency, line_text, look_up, page, together};
use crate::catalog::storefront::product_card;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<AddQuickOrder>()
}

/// A line that is to be ordered.
struct Chosen {
    number: String,
    offer: OfferId,
    packs: Quantity,
}

/// A line that is not in the basket, and why.
struct Refused {
    number: String,
    why: String,
}

/// What became of a list.
struct Outcome {
    /// Lines that are in the basket now.
    added: i64,
    refused: Vec<Refused>,
    /// Lines that nothing could be said about: not understood, not found, or of several products. By their numbers.
    open: BTreeSet<usize>,
}

/// What was chosen goes into the basket.
struct AddQuickOrder;

impl Endpoint for AddQuickOrder {
    const ROUTE: Route = Route::post(
        "baskets.retailer.add_quick_order",
        "/quick-order/lines",
        "Add the selected quick order items to your basket. Items that can't be added are listed with the reason.",
        &[],
    )
    .body(BodySize::Large);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, mut page_context): Self::In) -> Result<Page, Problem> {
        let attempt = form.attempt();
        page_context.current = links::local("/quick-order");
        let frame = Frame::open(ctx, page_context).await?;
        if form.fields.error("file").is_some() {
            let refusal = form.fields.to_problem();
            return page(ctx, &auth, &frame, &form.fields.with_problem(refusal), String::new()).await;
        }
        if is_another_list(&form.fields) {
            return page(ctx, &auth, &frame, &together(form.fields), frame.t("quick-list-changed")).await;
        }
        respond(ctx, &auth, &frame, (attempt, form.fields)).await
    }
}

async fn respond(
    ctx: &Ctx,
    by: &Buyer,
    f: &Frame,
    (attempt, mut fields): (Option<IdempotentRequest>, FormFields),
) -> Result<Page, Problem> {
    match take(ctx, by, f, (attempt, &mut fields)).await {
        Ok(done) if done.refused.is_empty() && done.open.is_empty() => {
            Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "quick-added")))
        }
        Ok(done) => {
            let notice = if done.added > 0 { f.t1("quick-added-some", "n", done.added) } else { String::new() };
            page(ctx, by, f, &rest(&fields, &done), notice).await
        }
        Err(problem) => page(ctx, by, f, &fields.with_problem(problem), String::new()).await,
    }
}

/// Whether the list says something else than when its rows were made: those are not what is wanted now.
fn is_another_list(fields: &FormFields) -> bool {
    let lines = |name: &str| fields.raw(name).trim_end().replace('\r', "");
    fields.has("file") || (fields.was_sent("read") && lines("read") != lines("lines"))
}

/// Puts in what can be; tells how many lines that were, and which are not in.
async fn take(
    ctx: &Ctx,
    by: &Buyer,
    f: &Frame,
    (attempt, fields): (Option<IdempotentRequest>, &mut FormFields),
) -> Result<Outcome, Problem> {
    let Some(attempt) = attempt else { return Err(unnamed()) };
    let (chosen, mut refused) = read(f, fields)?;
    let found = look_up(ctx, by, fields.raw("lines")).await?;
    let open = open(f, fields, &found);
    let offers = offers(found);
    let (chosen, others): (Vec<_>, Vec<_>) =
        chosen.into_iter().partition(|line| offers.get(&line.offer).is_none_or(|offer| is_in_own_currency(f, offer)));
    refused.extend(others.into_iter().map(|line| {
        let why = offers.get(&line.offer).map(|offer| f.barrier(offer.price.currency(), &offer.delivers_to));
        Refused { number: line.number, why: why.unwrap_or_default() }
    }));
    let (chosen, odd) = without_odd_lines(f, chosen, &offers);
    refused.extend(odd);
    let wanted: Vec<_> = chosen.iter().map(|line| (line.offer, line.packs)).collect();
    let out = baskets::add_what_fits_once(ctx, by, &attempt, wanted, AddMode::Add).await;
    let before = refused.len();
    for out in out.map_err(|error| problems::in_words_of_pages(f, Problem::from(error)))? {
        let lines: Vec<&Chosen> = chosen.iter().filter(|line| line.offer == out.offer).collect();
        let why = why(f, out.why, &lines);
        refused.extend(lines.iter().map(|line| Refused { number: line.number.clone(), why: why.clone() }));
    }
    let added = i64::try_from(chosen.len() - (refused.len() - before)).unwrap_or(i64::MAX);
    Ok(Outcome { added, refused, open })
}

fn unnamed() -> Problem {
    let detail = "this form is incomplete; reload the page and try again";
    Problem::new(http::StatusCode::BAD_REQUEST, "form.no_key", detail)
}

/// The lines that are chosen, and those whose quantity is none.
fn read(f: &Frame, fields: &mut FormFields) -> Result<(Vec<Chosen>, Vec<Refused>), Problem> {
    let named = fields.with_prefix("offer.").filter(|(_, offer)| !offer.is_empty());
    let named: Vec<String> = named.map(|(number, _)| number.to_owned()).collect();
    if named.is_empty() {
        fields.add_error::<()>("found", &f.t("quick-nothing-chosen"));
        return Err(fields.to_problem());
    }
    let (mut chosen, mut refused) = (Vec::new(), Vec::new());
    for number in named {
        let field = format!("quantity.{number}");
        let offer = fields.read::<OfferId>(&format!("offer.{number}"));
        let packs = fields.read_number::<Quantity>(&field);
        match offer.zip(packs) {
            Some((offer, packs)) => chosen.push(Chosen { number, offer, packs }),
            None => refused.push(Refused { number, why: f.error(fields, &field) }),
        }
    }
    Ok((chosen, refused))
}

/// The lines that nobody has decided about: without an offer that would be chosen by itself, and without one that the
/// buyer chose. Whoever leaves out what was chosen has decided.
fn open(f: &Frame, fields: &FormFields, found: &[(QuickOrderLine, Vec<SkuMatch>)]) -> BTreeSet<usize> {
    let is_chosen = |number: usize| !fields.text(&format!("offer.{number}")).is_empty();
    let open = found.iter().filter(|(_, candidates)| chosen_by_itself(f, candidates).is_none());
    open.map(|(line, _)| line.number).filter(|number| !is_chosen(*number)).collect()
}

/// The offers that the lines may mean.
fn offers(found: Vec<(QuickOrderLine, Vec<SkuMatch>)>) -> BTreeMap<OfferId, SkuMatch> {
    found.into_iter().flat_map(|(_, candidates)| candidates).map(|offer| (offer.offer_id, offer)).collect()
}

/// Where lines of one offer do not come to a quantity that can be ordered, those that are at fault by themselves stay
/// out, and not the others with them.
fn without_odd_lines(
    f: &Frame,
    chosen: Vec<Chosen>,
    offers: &BTreeMap<OfferId, SkuMatch>,
) -> (Vec<Chosen>, Vec<Refused>) {
    let mut sums: BTreeMap<OfferId, i64> = BTreeMap::new();
    for line in &chosen {
        let sum = sums.entry(line.offer).or_default();
        *sum = sum.saturating_add(line.packs.get());
    }
    let is_odd = |line: &Chosen| {
        let sum = sums.get(&line.offer).copied().unwrap_or_default();
        let packs = line.packs.get();
        offers
            .get(&line.offer)
            .is_some_and(|offer| !offer.fits(sum) && (packs % offer.quantity_step != 0 || packs > offer.max_quantity))
    };
    let (odd, good): (Vec<_>, Vec<_>) = chosen.into_iter().partition(is_odd);
    let refuse = |line: Chosen| {
        let bounds = offers.get(&line.offer).map(|offer| bounds_of(f, offer)).unwrap_or_default();
        Refused { number: line.number, why: bounds }
    };
    (good, odd.into_iter().map(refuse).collect())
}

fn bounds_of(f: &Frame, offer: &SkuMatch) -> String {
    let bounds = product_card::bounds(f, offer.min_quantity, offer.quantity_step, offer.max_quantity);
    f.t2("basket-bad-quantity", ("title", &offer.title), ("bounds", &bounds))
}

/// Why the lines of an offer are not in the basket.
fn why(f: &Frame, error: BasketError, lines: &[&Chosen]) -> String {
    match error {
        BasketError::NotSellable { .. } => f.t("basket-not-sellable"),
        BasketError::OtherCurrency { buyer, offer, .. } => {
            f.t2("barrier-currency", ("priced", offer.code()), ("yours", buyer.code()))
        }
        BasketError::BadQuantity { title, wanted, min_quantity, quantity_step, max_quantity, .. } => {
            let bounds = product_card::bounds(f, min_quantity, quantity_step, max_quantity);
            let is_alone = matches!(lines, [line] if line.packs.get() == wanted);
            if is_alone {
                return f.t2("basket-bad-quantity", ("title", &title), ("bounds", &bounds));
            }
            f.t2("quick-in-total", ("title", &title), ("bounds", &bounds))
        }
        other => {
            let problem = problems::in_words_of_pages(f, Problem::from(other));
            f.refusal(&problem)
        }
    }
}

/// A form of the lines alone that are not in the basket, as they were typed, with what is wrong.
fn rest(fields: &FormFields, done: &Outcome) -> FormFields {
    let text = fields.raw("lines");
    let (mut form, mut kept) = (FormFields::default(), Vec::new());
    for line in quick_order::parse(text) {
        let typed = quick_order::lines(text).skip(line.number - 1);
        if done.open.contains(&line.number) {
            // The first line too many stands for all behind it.
            let many = if line.read == Err(QuickOrderError::TooManyLines) { usize::MAX } else { 1 };
            kept.extend(typed.take(many).map(str::to_owned));
            continue;
        }
        let Some(refused) = done.refused.iter().find(|refused| refused.number == line.number.to_string()) else {
            continue;
        };
        let Ok((sku, packs)) = &line.read else { continue };
        kept.push(line_text(sku, *packs));
        let next = kept.len();
        for name in ["offer", "quantity"] {
            form = form.with(&format!("{name}.{next}"), fields.text(&format!("{name}.{}", line.number)));
        }
        form = form.with(&format!("line.{next}"), line_text(sku, *packs));
        form.add_error::<()>(&format!("quantity.{next}"), &refused.why);
    }
    let form = form.with("lines", kept.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect::<String>());
    if done.refused.is_empty() {
        return form;
    }
    let problem = form.to_problem();
    form.with_problem(problem)
}
