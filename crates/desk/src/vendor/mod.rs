//! The vendor's desk: today's work, orders, products, prices, stock, files and sales.
//!
//! - `today`: what waits now; `orders`, `order`, `order_steps`: orders and what is done with them;
//! - `products`, `listing`, `offer`, `offer_edits`: what is sold, and on which terms;
//! - `price`, `prices`: price changes, one by one, and those that the guard holds;
//! - `stock`, `movements`: what is there, and how it came and went;
//! - `imports`, `import`, `exports`: files in and out; `sales`: what was sold.

mod exports;
mod import;
mod imports;
mod listing;
mod movements;
mod offer;
mod offer_edits;
mod order;
mod order_steps;
mod orders;
mod price;
mod prices;
mod products;
mod sales;
mod stock;
mod terms;
mod today;

use edge::{Problem, Screen, Table};
use kernel::{Cursor, FieldFault};
use market::authority::{Access, Standing, Vendor};
use market::catalog::OfferState;
use market::may::Right;
use market::orders::OrderState;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::frame::Frame;
use crate::links;

pub(crate) fn mount(table: Table) -> Table {
    let table = today::mount(table);
    let table = orders::mount(table);
    let table = order::mount(table);
    let table = order_steps::mount(table);
    let table = products::mount(table);
    let table = listing::mount(table);
    let table = offer::mount(table);
    let table = offer_edits::mount(table);
    let table = price::mount(table);
    let table = prices::mount(table);
    let table = stock::mount(table);
    let table = movements::mount(table);
    let table = imports::mount(table);
    let table = import::mount(table);
    let table = exports::mount(table);
    sales::mount(table)
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct PageIn {
    /// `next_cursor` of the previous page.
    #[serde(default)]
    cursor: Option<Cursor>,
}

/// The proof of one more right of whoever looks at a page.
fn also<R: Right>(screen: &Screen) -> Result<Vendor<R>, Problem> {
    Vendor::<R>::grant(screen.standing.as_ref()).map_err(edge::layers::authentication::refused)
}

/// The same from a standing that is known already.
fn granted<R: Right>(standing: &Standing) -> Result<Vendor<R>, Problem> {
    Vendor::<R>::grant(Some(standing)).map_err(edge::layers::authentication::refused)
}

/// A value that was kept as JSON.
fn kept<V: kernel::Cacheable>(entry: &cache::Entry<V>) -> Result<V, Problem> {
    entry.value().map_err(|error| {
        let says = "something went wrong on our side; if it keeps happening, contact us with the request ID";
        let mut problem = Problem::new(http::StatusCode::INTERNAL_SERVER_ERROR, "service.error", says);
        problem.inside = Some(error.to_string());
        problem
    })
}

/// A refusal, said beside the field it is about.
fn beside(fault: impl kernel::Fault, field: &str) -> Problem {
    let mut problem = Problem::from(fault);
    problem.errors.push(FieldFault { path: field.to_owned(), detail: problem.detail.clone() });
    problem
}

/// The same list from another row on; nothing where there is no more.
fn onward(frame: &Frame, next: Option<&Cursor>) -> String {
    let Some(cursor) = next else { return String::new() };
    let query = frame.screen.here.as_str().split_once('?').map_or("", |(_, query)| query);
    let kept = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !["cursor=", "said=", "number="].iter().any(|k| pair.starts_with(k)));
    let mut pairs: Vec<&str> = kept.collect();
    let cursor = format!("cursor={}", links::escaped(cursor.as_str()));
    pairs.push(&cursor);
    format!("{}?{}", frame.screen.path(), pairs.join("&"))
}

/// Back to the beginning of a list that is not at its beginning.
fn newest(frame: &Frame) -> String {
    if frame.screen.here.as_str().contains("cursor=") { frame.screen.path().to_owned() } else { String::new() }
}

/// The colour that repeats what an order's state says.
const fn order_tone(state: OrderState) -> &'static str {
    match state {
        OrderState::Placed | OrderState::CancelRequested => "warn",
        OrderState::PartiallyAccepted
        | OrderState::Accepted
        | OrderState::Preparing
        | OrderState::Ready
        | OrderState::Shipped => "info",
        OrderState::Delivered | OrderState::Completed => "good",
        OrderState::Rejected | OrderState::Cancelled => "bad",
    }
}

/// The same for an offer.
const fn offer_tone(state: OfferState) -> &'static str {
    match state {
        OfferState::Active => "good",
        OfferState::Paused => "warn",
        OfferState::Archived => "neutral",
    }
}

/// A share in millionths as percent with a sign: `+12.5%`.
fn percent(ppm: i64) -> String {
    let sign = if ppm < 0 { "−" } else { "+" };
    format!("\u{200e}{sign}{}.{}%", ppm.abs() / 10_000, ppm.abs() % 10_000 / 1_000)
}
