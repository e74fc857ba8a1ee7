//! One's own company, and how far its application is.

mod company;
mod names;
mod welcome;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    welcome::mount(names::mount(company::mount(router)))
}
