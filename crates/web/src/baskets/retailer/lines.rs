//! Changes of the basket: put in, taken out, other quantities, prices taken as they are.

use edge::{Cache, Endpoint, Fields, Form, Limit, Local, Method, Problem, Route, Screen, Shown, Table};
use kernel::{OfferId, ProductId, Quantity};
use market::authority::Retailer;
use market::baskets::{self, BasketFault, Put};
use market::{Ctx, may};

use super::{basket, refused};
use crate::catalog::storefront::product;
use crate::ui::frame::Frame;
use crate::ui::links;

pub(crate) fn mount(table: Table) -> Table {
    table.with::<AddLine>().with::<ChangeBasket>().with::<RemoveLine>().with::<AcceptPrices>()
}

type Buyer = Retailer<may::PlaceOrders>;

/// The page of a change, where its own address is for forms only.
fn at(mut screen: Screen, path: &Local) -> Screen {
    screen.here = path.clone();
    screen
}

/// Something is put in.
struct AddLine;

impl Endpoint for AddLine {
    const ROUTE: Route = Route {
        id: "basket.add",
        method: Method::Post,
        path: "/basket/lines",
        summary: "Add packs of an offer to your basket.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[],
        refuses: &[BasketFault::LIST],
    };
    type By = Buyer;
    type In = (Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (form, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let back = Local::new(fields.text("back")).unwrap_or_else(|| links::local("/basket"));
        let frame = Frame::bare(at(screen.clone(), &back));
        match add(ctx, &by, &frame, &mut fields).await {
            Ok(()) => {
                let is_undo = back.as_str() == "/basket";
                Ok(Shown::goto(&links::with_flash(&back, if is_undo { "basket-undone" } else { "basket-added" })))
            }
            Err(problem) => not_added(ctx, &by, at(screen, &back), fields.refused(problem)).await,
        }
    }
}

async fn add(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut Fields) -> Result<(), Problem> {
    let (offer, packs) = (fields.read::<OfferId>("offer"), fields.number::<Quantity>("quantity"));
    let (Some(offer), Some(packs)) = (offer, packs) else {
        let mut problem = fields.refusal();
        // On the page of a product each vendor has a field of its own.
        for fault in problem.errors.iter_mut().filter(|fault| fault.path == "quantity") {
            fault.path = format!("quantity-{}", fields.text("offer"));
        }
        return Err(problem);
    };
    let put = baskets::put(ctx, by, vec![(offer, packs)], Put::Add).await;
    put.map_err(|fault| refused(f, fault, |offer| format!("quantity-{offer}")))
}

/// The product or the basket again, with what is wrong.
async fn not_added(ctx: &Ctx, by: &Buyer, screen: Screen, fields: Fields) -> Result<Shown, Problem> {
    let frame = Frame::open(ctx, screen).await?;
    match fields.text("product").parse::<ProductId>() {
        Ok(id) => product::show(ctx, &frame, id, &fields).await,
        Err(_) => basket::show(ctx, by, &frame, &fields, Vec::new()).await,
    }
}

/// Quantities are changed; none takes a line out.
struct ChangeBasket;

impl Endpoint for ChangeBasket {
    const ROUTE: Route = Route {
        id: "basket.change",
        method: Method::Post,
        path: "/basket",
        summary: "Update the quantities in your basket; zero removes an item.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[],
        refuses: &[BasketFault::LIST],
    };
    type By = Buyer;
    type In = (Form, Screen);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (form, screen): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        match change(ctx, &by, &Frame::bare(screen.clone()), &mut fields).await {
            Ok(()) => Ok(Shown::goto(&links::with_flash(&links::local("/basket"), "basket-updated"))),
            Err(problem) => {
                let (frame, fields) = (Frame::open(ctx, screen).await?, fields.refused(problem));
                basket::show(ctx, &by, &frame, &fields, Vec::new()).await
            }
        }
    }
}

async fn change(ctx: &Ctx, by: &Buyer, f: &Frame, fields: &mut Fields) -> Result<(), Problem> {
    let held = baskets::show(ctx, by).await?;
    let (mut put, mut out) = (Vec::new(), Vec::new());
    // Lines that stay as they are are not judged: one that cannot be had now is in nobody's way.
    for line in held.lines() {
        let field = format!("quantity.{}", line.offer_id);
        match fields.text(&field).to_owned().as_str() {
            "" => {}
            "0" => out.push(line.offer_id),
            same if *same == line.quantity.get().to_string() => {}
            _ => put.extend(fields.number::<Quantity>(&field).map(|packs| (line.offer_id, packs))),
        }
    }
    if !fields.faults().is_empty() {
        return Err(fields.refusal());
    }
    if !put.is_empty() {
        let put = baskets::put(ctx, by, put, Put::Set).await;
        put.map_err(|fault| refused(f, fault, |offer| format!("quantity.{offer}")))?;
    }
    Ok(baskets::take_out(ctx, by, &out).await?)
}

/// A line is taken out.
struct RemoveLine;

impl Endpoint for RemoveLine {
    const ROUTE: Route = Route {
        id: "basket.remove",
        method: Method::Post,
        path: "/basket/removals",
        summary: "Remove an offer from your basket.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[],
        refuses: &[BasketFault::LIST],
    };
    type By = Buyer;
    type In = (Form,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, (form,): Self::In) -> Result<Shown, Problem> {
        let mut fields = form.fields;
        let Some(offer) = fields.read::<OfferId>("offer") else { return Err(fields.refusal()) };
        let held = baskets::show(ctx, &by).await?;
        baskets::remove(ctx, &by, offer).await?;
        // What was there can be put back, whatever was typed meanwhile.
        let packs = held.lines().find(|line| line.offer_id == offer).map(|line| line.quantity.get());
        let undo = packs.map(|packs| format!("?offer={offer}&quantity={packs}")).unwrap_or_default();
        Ok(Shown::goto(&links::with_flash(&links::local(&format!("/basket{undo}")), "basket-removed")))
    }
}

/// Prices that moved are taken as they are.
struct AcceptPrices;

impl Endpoint for AcceptPrices {
    const ROUTE: Route = Route {
        id: "basket.accept_prices",
        method: Method::Post,
        path: "/basket/prices",
        summary: "Accept the new prices in your basket.",
        limit: Limit::Write,
        cache: Cache::Never,
        audit: &[],
        refuses: &[BasketFault::LIST],
    };
    type By = Buyer;
    type In = (Form,);
    type Out = Shown;
    async fn handle(ctx: &Ctx, by: Self::By, _: Self::In) -> Result<Shown, Problem> {
        baskets::accept_prices(ctx, &by).await?;
        Ok(Shown::goto(&links::with_flash(&links::local("/basket"), "prices-accepted")))
    }
}
