//! Placing what is in the basket. The form names what it showed: lines, prices, the total. If any of it
//! is otherwise by now, nothing is placed; the page comes again and says line by line what changed.

use std::collections::BTreeMap;

use askama::Template;
use edge::{BodySize, Endpoint, Form, FormFields, LimitClass, Page, PageContext, Problem, Route, Router};
use http::StatusCode;
use infra::IdempotentRequest;
use kernel::text::Reference;
use kernel::{Money, OfferId, OrderId, Quantity};
use market::authority::{Access, Retailer, SignedIn};
use market::baskets::{self, BasketLine, BasketView};
use market::companies::{self, Barrier, Company};
use market::orders::{self, CheckoutError, PaymentTerms, PlaceOrderCommand, PlaceOrderLine, ShipTo};
use market::{Ctx, EventKind, may};

use crate::baskets::retailer::basket::{self, VendorSection};
use crate::companies::countries;
use crate::ui::frame::Frame;
use crate::ui::links;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    router.mount::<ShowCheckout>().mount::<PlaceOrder>()
}

type Buyer = Retailer<may::PlaceOrders>;

/// The fields of another address.
const ADDRESS: [&str; 5] = ["ship_name", "ship_line", "ship_city", "ship_postcode", "ship_country"];

/// The goods go to the address of the company.
const OWN: &str = "own";
/// The goods go to the address that is typed.
const OTHER: &str = "other";

/// What of a line is otherwise than the form had shown it.
struct Change {
    title: String,
    /// What it was, where it can be set beside what it is.
    was: String,
    is: String,
}

/// What the form names again: an offer, its packs and the price of one.
struct Named {
    offer: String,
    packs: String,
    minor: String,
}

/// The checkout.
#[derive(Template)]
#[template(path = "orders/retailer/checkout.html")]
struct CheckoutPage<'a> {
    f: &'a Frame,
    form: &'a FormFields,
    sections: Vec<VendorSection>,
    named: Vec<Named>,
    changes: Vec<Change>,
    total: String,
    expected_minor: String,
    currency: String,
    can_be_ordered: bool,
    company: Company,
    terms: Vec<(String, String)>,
    /// Whether another address was begun.
    elsewhere: bool,
    /// Where some of it is not delivered to.
    undelivered: String,
}

impl CheckoutPage<'_> {
    fn addresses(&self) -> [(&'static str, String); 2] {
        [(OWN, self.f.t("checkout-own-address")), (OTHER, self.f.t("checkout-elsewhere"))]
    }
    /// The one that is chosen.
    fn address(&self) -> &str {
        if self.form.has("ship") { self.form.text("ship") } else { OWN }
    }
    /// How it is paid: as was chosen, or as is usual.
    fn terms(&self) -> &str {
        let usual = self.terms.first().map_or("", |(terms, _)| terms.as_str());
        if self.form.has("terms") { self.form.text("terms") } else { usual }
    }
    fn countries(&self) -> Vec<(&'static str, String)> {
        countries::names(self.f)
    }
}

/// The page of the checkout, with what became of its form.
async fn page(ctx: &Ctx, by: &Buyer, f: &Frame, form: &FormFields) -> Result<Page, Problem> {
    let signed_in = SignedIn::grant(f.page_context.principal.as_ref()).map_err(|_| signed_out())?;
    let (view, company) = (baskets::show(ctx, by).await?, companies::own_company(ctx, &signed_in).await?);
    let elsewhere = form.text("ship") == OTHER || ADDRESS.iter().any(|name| form.has(name));
    let country = countries::code_of(form.text("ship_country")).filter(|_| elsewhere);
    let view = if let Some(country) = &country { view.to_country(country) } else { view };
    let undelivered = view.lines().find(|line| line.sellable && line.barrier() == Some(Barrier::Country));
    let named = |line: &BasketLine| Named {
        offer: line.offer_id.to_string(),
        packs: line.quantity.get().to_string(),
        minor: line.price.minor().to_string(),
    };
    let page = CheckoutPage {
        f,
        form,
        sections: basket::sections(f, &view, &FormFields::default()),
        named: view.lines().map(named).collect(),
        changes: if form.problem().is_some() { changes(f, &view, form) } else { Vec::new() },
        total: view.total.map(|total| f.money(&total)).unwrap_or_default(),
        expected_minor: view.total.map(|total| total.minor().to_string()).unwrap_or_default(),
        currency: view.total.map(|total| total.currency().to_string()).unwrap_or_default(),
        can_be_ordered: view.can_be_ordered(),
        company,
        terms: PaymentTerms::ALL.iter().map(|terms| (terms.to_string(), f.word("payment-terms", terms))).collect(),
        elsewhere,
        undelivered: undelivered.map(|line| f.country(line.buyer.country.as_str())).unwrap_or_default(),
    };
    f.show_form(&page, form)
}

fn signed_out() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "auth.required", "sign in first")
}

/// Line by line, what is otherwise than the form had shown it.
fn changes(f: &Frame, view: &BasketView, form: &FormFields) -> Vec<Change> {
    let mut shown: BTreeMap<&str, &str> = form.with_prefix("line.").collect();
    let mut changes = Vec::new();
    for line in view.lines() {
        let offer = line.offer_id.to_string();
        let mut note = |was: String, is: String| changes.push(Change { title: line.title.clone(), was, is });
        let Some(packs) = shown.remove(offer.as_str()) else {
            note(String::new(), f.t("checkout-came-in"));
            continue;
        };
        let seen = form.text(&format!("seen.{offer}")).parse().ok();
        let seen = seen.and_then(|minor| Money::new(minor, line.price.currency()).ok());
        if let Some(seen) = seen.filter(|seen| *seen != line.price) {
            note(f.money(&seen), f.money(&line.price));
        }
        if packs != line.quantity.get().to_string() {
            note(f.t1("checkout-packs", "n", packs), f.t1("checkout-packs", "n", &line.quantity.get().to_string()));
        }
        if !line.can_be_ordered() || line.barrier().is_some() {
            let why = basket::availability(f, line).1;
            note(String::new(), if line.fits { why } else { f.t("basket-does-not-fit") });
        }
    }
    if !shown.is_empty() {
        let n = i64::try_from(shown.len()).unwrap_or(i64::MAX);
        changes.push(Change { title: String::new(), was: String::new(), is: f.t1("checkout-went-out", "n", n) });
    }
    changes
}

/// The checkout is looked at.
struct ShowCheckout;

impl Endpoint for ShowCheckout {
    const ROUTE: Route = Route::get(
        "orders.retailer.checkout",
        "/checkout",
        "Review the order before placing it: lines, total, address, payment terms.",
    );
    type Auth = Buyer;
    type In = (PageContext,);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (page_context,): Self::In) -> Result<Page, Problem> {
        let frame = Frame::open(ctx, page_context).await?;
        page(ctx, &auth, &frame, &FormFields::default()).await
    }
}

/// It is placed.
struct PlaceOrder;

impl Endpoint for PlaceOrder {
    const ROUTE: Route = Route::post(
        "orders.retailer.place",
        "/checkout",
        "Place the order shown in the form, once, however often it is sent.",
        &[EventKind::OrderPlaced, EventKind::AvailabilityChanged],
    )
    .body(BodySize::Medium)
    .limit(LimitClass::Order);
    type Auth = Buyer;
    type In = (Form, PageContext);
    type Out = Page;
    type Error = Problem;
    async fn handle(ctx: &Ctx, auth: Self::Auth, (form, page_context): Self::In) -> Result<Page, Problem> {
        let key = form.idempotency_key()?.clone();
        let mut fields = form.fields;
        match place(ctx, &auth, &key, &mut fields).await {
            Ok(id) => Ok(Page::redirect(&links::with_flash(&links::of("/orders", &id), "order-placed"))),
            Err(problem) => {
                let frame = Frame::open(ctx, page_context).await?;
                page(ctx, &auth, &frame, &again(fields, problems::in_words_of_pages(&frame, problem))).await
            }
        }
    }
}

/// The form as it comes back. A name that another order has already is not used again.
fn again(fields: FormFields, problem: Problem) -> FormFields {
    let is_used = problem.code.starts_with("idempotency.");
    let fields = fields.with_problem(problem);
    if is_used { fields.with("_key", "") } else { fields }
}

async fn place(ctx: &Ctx, by: &Buyer, key: &IdempotentRequest, fields: &mut FormFields) -> Result<OrderId, Problem> {
    let (placed, _) = orders::check_out(ctx, by, key, read(fields)?).await?.split();
    Ok(placed.id)
}

fn read(fields: &mut FormFields) -> Result<PlaceOrderCommand, Problem> {
    let named: Vec<String> = fields.with_prefix("line.").map(|(offer, _)| offer.to_owned()).collect();
    let mut lines = Vec::with_capacity(named.len());
    for offer in named {
        let packs = fields.read_number::<Quantity>(&format!("line.{offer}"));
        let offer = offer.parse::<OfferId>().ok();
        lines.extend(offer.zip(packs).map(|(offer, quantity)| PlaceOrderLine { offer, quantity }));
    }
    let currency = fields.text("expected_currency").parse().ok();
    let minor = fields.text("expected_minor").parse().ok();
    let expected = currency.zip(minor).and_then(|(currency, minor)| Money::new(minor, currency).ok());
    let (terms, reference) = (fields.read::<PaymentTerms>("terms"), fields.read_optional::<Reference>("reference"));
    let is_typed = ADDRESS.iter().any(|name| fields.has(name));
    let is_elsewhere = fields.text("ship") == OTHER || (is_typed && !fields.has("ship"));
    if is_typed && !is_elsewhere {
        fields.add_error::<()>("ship", "choose where to deliver: another address was filled in below");
    }
    let ship_to = if is_elsewhere { address(fields) } else { None };
    // Without lines or a total there was nothing to order when the page was made.
    let expected_total = expected.ok_or(CheckoutError::BasketChanged)?;
    match (terms, reference, fields.errors().is_empty()) {
        (Some(terms), Some(reference), true) => {
            Ok(PlaceOrderCommand { lines, expected_total, terms, reference, ship_to })
        }
        _ => Err(fields.to_problem()),
    }
}

fn address(fields: &mut FormFields) -> Option<ShipTo> {
    let (name, line, city) = (fields.read("ship_name"), fields.read("ship_line"), fields.read("ship_city"));
    let (postcode, country) = (fields.read("ship_postcode"), countries::read(fields, "ship_country"));
    Some(ShipTo { name: name?, line: line?, city: city?, postcode: postcode?, country: country? })
}
