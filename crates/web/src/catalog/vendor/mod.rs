//! A vendor's own offers: the list, one of them, and changes of it; and what the vendor asks staff to decide.

pub(crate) mod categories;
mod edit_offer;
mod list;
mod offer;
mod prefixes;
mod requests;

use edge::Router;
use market::catalog::OfferState;

pub(crate) fn mount(router: Router) -> Router {
    let router = list::mount(router);
    let router = offer::mount(router);
    let router = edit_offer::mount(router);
    let router = requests::mount(router);
    prefixes::mount(router)
}

/// The colour that repeats what an offer's state says.
const fn offer_tone(state: OfferState) -> &'static str {
    match state {
        OfferState::Active => "good",
        OfferState::Paused => "warn",
        OfferState::Archived => "neutral",
    }
}
