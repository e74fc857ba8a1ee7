//! A vendor's prices: one offer's with its history, and the changes that wait to be confirmed.

mod changes;
mod history;
mod price;

use edge::Router;

pub(crate) fn mount(router: Router) -> Router {
    changes::mount(history::mount(price::mount(router)))
}

/// A share in millionths as percent with a sign: `+12.5%`.
pub(crate) fn percent(ppm: i64) -> String {
    let sign = if ppm < 0 { "−" } else { "+" };
    format!("\u{200e}{sign}{}.{}%", ppm.abs() / 10_000, ppm.abs() % 10_000 / 1_000)
}
