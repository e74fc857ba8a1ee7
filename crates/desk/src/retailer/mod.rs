//! The retailer's desk: basket, checkout, quick order, purchases and their deliveries.
//!
//! - `basket`, `lines`: what somebody means to buy, and changes of it;
//! - `quick`: the pad for those who know what they want;
//! - `checkout`: placing it, with what changed meanwhile;
//! - `orders`, `order`: purchases, and one of them with its parts; `progress`: how far a part is.

mod basket;
mod checkout;
mod lines;
mod order;
mod orders;
mod progress;
mod quick;

use edge::{Problem, Table};
use kernel::FieldFault;
use market::baskets::BasketFault;

use crate::frame::Frame;
use crate::shop::ware;

pub(crate) fn mount(table: Table) -> Table {
    let table = basket::mount(table);
    let table = lines::mount(table);
    let table = quick::mount(table);
    let table = checkout::mount(table);
    let table = orders::mount(table);
    order::mount(table)
}

/// A refusal of the basket; what is wrong about a quantity stands beside the field of its offer.
fn refused(f: &Frame, fault: BasketFault, field: impl Fn(&str) -> String) -> Problem {
    let told = match &fault {
        BasketFault::BadQuantity { offer_id, title, min_quantity, quantity_step, max_quantity, .. } => {
            let bounds = ware::bounds(f, *min_quantity, *quantity_step, *max_quantity);
            let why = f.t2("basket-bad-quantity", ("title", title), ("bounds", &bounds));
            vec![(offer_id, why)]
        }
        BasketFault::NotSellable { offer_ids } => {
            offer_ids.iter().map(|offer| (offer, f.t("basket-not-sellable"))).collect()
        }
        _ => Vec::new(),
    };
    let at = |(offer, detail): (&kernel::OfferId, String)| FieldFault { path: field(&offer.to_string()), detail };
    let errors = told.into_iter().map(at).collect();
    let mut problem = said(f, Problem::from(fault));
    problem.errors = errors;
    problem
}

/// A refusal in the words of these pages, in every language: the trade's own sentence names ids and
/// amounts, which the page shows line by line.
fn said(f: &Frame, mut problem: Problem) -> Problem {
    let key = format!("code-{}", problem.code.replace(['.', '_'], "-"));
    if let Some(text) = f.tongue.maybe(&key) {
        problem.detail = text;
    }
    problem
}
