//! A vendor's own offers: the list, one of them, and changes of it.

pub(crate) mod categories;
mod edit_offer;
mod list;
mod offer;

use edge::Table;
use market::catalog::OfferState;

pub(crate) fn mount(table: Table) -> Table {
    let table = list::mount(table);
    let table = offer::mount(table);
    edit_offer::mount(table)
}

/// The colour that repeats what an offer's state says.
const fn offer_tone(state: OfferState) -> &'static str {
    match state {
        OfferState::Active => "good",
        OfferState::Paused => "warn",
        OfferState::Archived => "neutral",
    }
}
