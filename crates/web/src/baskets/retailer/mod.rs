//! What somebody means to buy: the basket (`basket`), changes of it (`lines`), and the quick order for those who
//! know what they want (`quick_order`, `quick_add`).

pub(crate) mod basket;
mod lines;
mod quick_add;
mod quick_order;

use edge::{Problem, Router};
use kernel::FieldError;
use market::baskets::BasketError;

use crate::catalog::storefront::product_card;
use crate::ui::frame::Frame;
use crate::ui::problems;

pub(crate) fn mount(router: Router) -> Router {
    let router = basket::mount(router);
    let router = lines::mount(router);
    let router = quick_order::mount(router);
    quick_add::mount(router)
}

/// A refusal of the basket; what is wrong about a quantity stands beside the field of its offer.
pub(crate) fn refused(f: &Frame, error: BasketError, field: impl Fn(&str) -> String) -> Problem {
    let told = match &error {
        BasketError::BadQuantity { offer_id, title, min_quantity, quantity_step, max_quantity, .. } => {
            let bounds = product_card::bounds(f, *min_quantity, *quantity_step, *max_quantity);
            let why = f.t2("basket-bad-quantity", ("title", title), ("bounds", &bounds));
            vec![(offer_id, why)]
        }
        BasketError::NotSellable { offer_ids } => {
            offer_ids.iter().map(|offer| (offer, f.t("basket-not-sellable"))).collect()
        }
        _ => Vec::new(),
    };
    let at = |(offer, detail): (&kernel::OfferId, String)| FieldError { path: field(&offer.to_string()), detail };
    let errors = told.into_iter().map(at).collect();
    let mut problem = problems::in_words_of_pages(f, Problem::from(error));
    problem.errors = errors;
    problem
}
