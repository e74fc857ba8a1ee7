//! Changes of the basket: put in, taken out, other quantities, prices taken as they are. The page of the basket is
//! one form: each of its buttons keeps what was typed, and what is ordered is what was shown.

use std::collections::BTreeSet;

use edge::{BodySize, Endpoint, Form, FormFields, LocalPath, Page, PageContext, Problem, Route, Router};
use infra::IdempotentRequest;
use kernel::{OfferId, ProductId, Quantity};
use market::authority::Retailer;
use market::baskets::{self, AddMode};
use market::{Ctx, may};

use super::{basket, refused};
use crate::catalog::storefront::product;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<AddLine>().mount::<ChangeBasket>().mount::<RemoveLine>().mount::<AcceptPrices>()
}

type Buyer = Retailer<may::PlaceOrders>;

/// The page of a change, where its own address is for forms only.
fn at(mut page_context: PageContext, path: &LocalPath) -> PageContext {
    page_context.current = path.clone();
    page_context
}

/// Something is put in.
struct AddLine;

impl Endpoint for AddLine {
    const ROUTE: Route =
        Route::post("baskets.retailer.add", "/basket/lines", "Add packs of an offer to your basket.", &[])
            .body(BodySize::Medium);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let attempt = form.attempt();
        let mut fields = form.fields;
        let back = LocalPath::new(fields.text("back")).unwrap_or_else(|| links::local("/basket"));
        let frame = Frame::bare(at(page_context.clone(), &back));
        match add(ctx, &auth, &frame, (attempt, &mut fields)).await {
            Ok(()) => {
                let is_undo = back.as_str() == "/basket";
                Ok(Page::redirect(&links::with_flash(&back, if is_undo { "basket-undone" } else { "basket-added" })))
            }
            Err(problem) => not_added(ctx, &auth, at(page_context, &back), fields.with_problem(problem)).await,
        }
    }
}

async fn add(
    ctx: &Ctx,
    by: &Buyer,
    f: &Frame,
    (attempt, fields): (Option<IdempotentRequest>, &mut FormFields),
) -> Result<(), Problem> {
    let (offer, packs) = (fields.read::<OfferId>("offer"), fields.read_number::<Quantity>("quantity"));
    let (Some(offer), Some(packs)) = (offer, packs) else {
        let mut problem = fields.to_problem();
        // On the page of a product each vendor has a field of its own.
        for error in problem.errors.iter_mut().filter(|error| error.path == "quantity") {
            error.path = format!("quantity-{}", fields.text("offer"));
        }
        return Err(problem);
    };
    let put = baskets::add_once(ctx, by, attempt.as_ref(), vec![(offer, packs)], AddMode::Add).await;
    put.map_err(|error| refused(f, error, |offer| format!("quantity-{offer}")))?;
    // Put back on the page of the basket: what was typed there is kept as well.
    save(ctx, by, f, fields, None).await.map(drop)
}

/// The product or the basket again, with what is wrong.
async fn not_added(ctx: &Ctx, by: &Buyer, page_context: PageContext, fields: FormFields) -> Result<Page, Problem> {
    let frame = Frame::open(ctx, page_context).await?;
    match fields.text("product").parse::<ProductId>() {
        Ok(id) => product::show(ctx, &frame, id, &fields).await,
        Err(_) => basket::show(ctx, by, &frame, &fields, Vec::new()).await,
    }
}

/// Quantities are changed; none takes a line out.
struct ChangeBasket;

impl Endpoint for ChangeBasket {
    const ROUTE: Route = Route::post(
        "baskets.retailer.change",
        "/basket",
        "Update the quantities in your basket, and go on to checkout; zero removes an item.",
        &[],
    )
    .body(BodySize::Medium);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        match change(ctx, &auth, &Frame::bare(page_context.clone()), &mut fields).await {
            Ok(next) => Ok(Page::redirect(&next)),
            Err(problem) => again(ctx, &auth, page_context, fields.with_problem(problem)).await,
        }
    }
}

/// The basket again, with what was typed.
async fn again(ctx: &Ctx, by: &Buyer, page_context: PageContext, fields: FormFields) -> Result<Page, Problem> {
    let frame = Frame::open(ctx, at(page_context, &links::local("/basket"))).await?;
    basket::show(ctx, by, &frame, &fields, Vec::new()).await
}

/// Saves what was typed; on to the checkout where that was wanted, and where it would show what this page did.
async fn change(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut FormFields) -> Result<LocalPath, Problem> {
    let basket = links::local("/basket");
    let was_changed_elsewhere = save(ctx, by, f, fields, None).await?;
    if fields.text("then") != "checkout" {
        return Ok(links::with_flash(&basket, "basket-updated"));
    }
    if was_changed_elsewhere {
        return Ok(links::with_flash(&basket, "basket-changed-elsewhere"));
    }
    let can_be_ordered = baskets::show(ctx, by).await?.can_be_ordered();
    Ok(if can_be_ordered { links::local("/checkout") } else { links::with_flash(&basket, "basket-updated") })
}

/// Saves the quantities that the page of the basket shows, but for one line. Tells whether the basket was changed
/// elsewhere meanwhile, as in another tab: what was changed there stays, unless it was typed otherwise here.
async fn save(
    ctx: &Ctx,
    by: &Buyer,
    f: &Frame,
    fields: &mut FormFields,
    besides: Option<OfferId>,
) -> Result<bool, Problem> {
    let mut shown: BTreeSet<String> = fields.with_prefix("quantity.").map(|(offer, _)| offer.to_owned()).collect();
    if shown.is_empty() {
        return Ok(false);
    }
    let held = baskets::show(ctx, by).await?;
    let (mut put, mut out, mut was_changed_elsewhere) = (Vec::new(), Vec::new(), false);
    // Lines that stay as they are are not judged: one that cannot be had now is in nobody's way.
    for line in held.lines() {
        let offer = line.offer_id.to_string();
        let is_shown = shown.remove(&offer);
        if Some(line.offer_id) == besides || !is_shown {
            was_changed_elsewhere |= !is_shown;
            continue;
        }
        let field = format!("quantity.{offer}");
        let read = |name: &str| kernel::number::whole(fields.text(name)).ok();
        let (typed, saved) = (read(&field), read(&format!("saved.{offer}")));
        match typed {
            Some(same) if same == line.quantity.get() => {}
            Some(0) => out.push(line.offer_id),
            Some(untouched) if Some(untouched) == saved => was_changed_elsewhere = true,
            _ => put.extend(fields.read_number::<Quantity>(&field).map(|packs| (line.offer_id, packs))),
        }
    }
    was_changed_elsewhere |= shown.iter().any(|gone| besides.is_none_or(|offer| offer.to_string() != *gone));
    if !fields.errors().is_empty() {
        return Err(fields.to_problem());
    }
    if !put.is_empty() {
        let put = baskets::add(ctx, by, put, AddMode::Set).await;
        put.map_err(|error| refused(f, error, |offer| format!("quantity.{offer}")))?;
    }
    baskets::remove_many(ctx, by, &out).await?;
    Ok(was_changed_elsewhere)
}

/// A line is taken out.
struct RemoveLine;

impl Endpoint for RemoveLine {
    const ROUTE: Route =
        Route::post("baskets.retailer.remove", "/basket/removals", "Remove an offer from your basket.", &[])
            .body(BodySize::Medium);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let Some(offer) = fields.read::<OfferId>("offer") else { return Err(fields.to_problem()) };
        let held = baskets::show(ctx, &auth).await?;
        baskets::remove(ctx, &auth, offer).await?;
        // What was there can be put back, whatever was typed meanwhile.
        let packs = held.lines().find(|line| line.offer_id == offer).map(|line| line.quantity.get());
        let undo = packs.map(|packs| format!("?offer={offer}&quantity={packs}")).unwrap_or_default();
        if let Err(problem) = save(ctx, &auth, &Frame::bare(page_context.clone()), &mut fields, Some(offer)).await {
            return again(ctx, &auth, page_context, fields.with_problem(problem)).await;
        }
        Ok(Page::redirect(&links::with_flash(&links::local(&format!("/basket{undo}")), "basket-removed")))
    }
}

/// Prices that moved are taken as they are.
struct AcceptPrices;

impl Endpoint for AcceptPrices {
    const ROUTE: Route =
        Route::post("baskets.retailer.accept_prices", "/basket/prices", "Accept the new prices in your basket.", &[])
            .body(BodySize::Medium);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        baskets::accept_prices(ctx, &auth).await?;
        if let Err(problem) = save(ctx, &auth, &Frame::bare(page_context.clone()), &mut fields, None).await {
            return again(ctx, &auth, page_context, fields.with_problem(problem)).await;
        }
        Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "prices-accepted")))
    }
}
