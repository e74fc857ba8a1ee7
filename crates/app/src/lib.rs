//! The program: starts everything, and does nothing else.

mod background;
pub mod bootstrap;
pub mod cli;
mod commands;
pub mod control;
mod folder_lock;
mod scrape;
pub mod serve;
pub mod signals;

pub use commands::{run, runtime_for_server};

/// Everything that is reached over HTTP: the JSON API and the pages.
pub fn router() -> edge::Router {
    web::mount(api::router())
}
