//! Changes of the basket: put in, taken out, other quantities, prices taken as they are.

use edge::{BodySize, Endpoint, Form, FormFields, LocalPath, Page, PageContext, Problem, Route, Router};
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
        Route::post("baskets.retailer.add", "/basket/lines", "Add packs of an offer to your basket.", &[]);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let back = LocalPath::new(fields.text("back")).unwrap_or_else(|| links::local("/basket"));
        let frame = Frame::bare(at(page_context.clone(), &back));
        match add(ctx, &auth, &frame, &mut fields).await {
            Ok(()) => {
                let is_undo = back.as_str() == "/basket";
                Ok(Page::redirect(&links::with_flash(&back, if is_undo { "basket-undone" } else { "basket-added" })))
            }
            Err(problem) => not_added(ctx, &auth, at(page_context, &back), fields.with_problem(problem)).await,
        }
    }
}

async fn add(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut FormFields) -> Result<(), Problem> {
    let (offer, packs) = (fields.read::<OfferId>("offer"), fields.read_number::<Quantity>("quantity"));
    let (Some(offer), Some(packs)) = (offer, packs) else {
        let mut problem = fields.to_problem();
        // On the page of a product each vendor has a field of its own.
        for error in problem.errors.iter_mut().filter(|error| error.path == "quantity") {
            error.path = format!("quantity-{}", fields.text("offer"));
        }
        return Err(problem);
    };
    let put = baskets::add(ctx, by, vec![(offer, packs)], AddMode::Add).await;
    put.map_err(|error| refused(f, error, |offer| format!("quantity-{offer}")))
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
        "Update the quantities in your basket; zero removes an item.",
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
            Ok(()) => Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "basket-updated"))),
            Err(problem) => {
                let (frame, fields) = (Frame::open(ctx, page_context).await?, fields.with_problem(problem));
                basket::show(ctx, &auth, &frame, &fields, Vec::new()).await
            }
        }
    }
}

async fn change(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut FormFields) -> Result<(), Problem> {
    let held = baskets::show(ctx, by).await?;
    let (mut put, mut out) = (Vec::new(), Vec::new());
    // Lines that stay as they are are not judged: one that cannot be had now is in nobody's way.
    for line in held.lines() {
        let field = format!("quantity.{}", line.offer_id);
        match fields.text(&field).to_owned().as_str() {
            "" => {}
            none if kernel::number::whole(none) == Ok(0) => out.push(line.offer_id),
            same if kernel::number::whole(same) == Ok(line.quantity.get()) => {}
            _ => put.extend(fields.read_number::<Quantity>(&field).map(|packs| (line.offer_id, packs))),
        }
    }
    if !fields.errors().is_empty() {
        return Err(fields.to_problem());
    }
    if !put.is_empty() {
        let put = baskets::add(ctx, by, put, AddMode::Set).await;
        put.map_err(|error| refused(f, error, |offer| format!("quantity.{offer}")))?;
    }
    Ok(baskets::remove_many(ctx, by, &out).await?)
}

/// A line is taken out.
struct RemoveLine;

impl Endpoint for RemoveLine {
    const ROUTE: Route =
        Route::post("baskets.retailer.remove", "/basket/removals", "Remove an offer from your basket.", &[]);
    type Auth = Buyer;
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form,): Self::In) -> Result<Page, Problem> {
        let mut fields = form.fields;
        let Some(offer) = fields.read::<OfferId>("offer") else { return Err(fields.to_problem()) };
        let held = baskets::show(ctx, &auth).await?;
        baskets::remove(ctx, &auth, offer).await?;
        // What was there can be put back, whatever was typed meanwhile.
        let packs = held.lines().find(|line| line.offer_id == offer).map(|line| line.quantity.get());
        let undo = packs.map(|packs| format!("?offer={offer}&quantity={packs}")).unwrap_or_default();
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
    type In = (Form,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, _: Self::In) -> Result<Page, Problem> {
        baskets::accept_prices(ctx, &auth).await?;
        Ok(Page::redirect(&links::with_flash(&links::local("/basket"), "prices-accepted")))
    }
}
