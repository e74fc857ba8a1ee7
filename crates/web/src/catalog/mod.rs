//! Products and their offers: as everybody finds them (`storefront`), as a vendor keeps its own (`vendor`), and
//! as staff moderates them (`staff`).

mod staff;
pub(crate) mod storefront;
pub(crate) mod vendor;

use edge::Router;
use market::catalog::RequestState;

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

/// A list of requests by state.
fn request_tabs(f: &Frame, filters: &Filters) -> Vec<(String, String, String)> {
    let tab = |state: &str, text: String| (filters.with("state", state), text, String::new());
    let states = RequestState::ALL.iter().map(|state| tab(state.as_str(), f.word("request-state", state)));
    std::iter::once(tab("", f.t("label-all"))).chain(states).collect()
}
