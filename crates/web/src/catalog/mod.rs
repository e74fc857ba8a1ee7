//! Products and their offers: as everybody finds them (`storefront`), as a vendor keeps its own (`vendor`), and
//! as staff moderates them (`staff`).

mod staff;
pub(crate) mod storefront;
pub(crate) mod vendor;

use edge::Router;
use market::catalog::{PrefixState, RequestState};

use crate::ui::filters::Filters;
use crate::ui::frame::Frame;

pub(crate) fn mount(router: Router) -> Router {
    let router = storefront::mount(router);
    let router = vendor::mount(router);
    staff::mount(router)
}

/// The colour that repeats what a request's state says.
pub(crate) const fn request_tone(state: RequestState) -> &'static str {
    match state {
        RequestState::Pending => "warn",
        RequestState::Accepted | RequestState::Transferred | RequestState::Released => "good",
        RequestState::Refused => "bad",
        RequestState::Withdrawn | RequestState::Superseded => "neutral",
    }
}

/// The same of a company prefix.
pub(crate) const fn prefix_tone(state: PrefixState) -> &'static str {
    match state {
        PrefixState::Pending => "warn",
        PrefixState::Confirmed => "good",
        PrefixState::Refused | PrefixState::Revoked => "bad",
        PrefixState::Withdrawn => "neutral",
    }
}

/// A list of requests by state.
fn request_tabs(f: &Frame, filters: &Filters) -> Vec<(String, String, String)> {
    tabs(f, filters, RequestState::ALL.iter().map(|state| (state.as_str(), f.word("request-state", state))))
}

/// A list of company prefixes by state.
fn prefix_tabs(f: &Frame, filters: &Filters) -> Vec<(String, String, String)> {
    tabs(f, filters, PrefixState::ALL.iter().map(|state| (state.as_str(), f.word("prefix-state", state))))
}

fn tabs<'a>(
    f: &Frame,
    filters: &Filters,
    states: impl Iterator<Item = (&'a str, String)>,
) -> Vec<(String, String, String)> {
    let all = std::iter::once(("", f.t("label-all")));
    all.chain(states).map(|(state, text)| (filters.with("state", state), text, String::new())).collect()
}
