//! The program: starts everything, and does nothing else.

pub mod bootstrap;
pub mod cli;
mod commands;
pub mod control;
mod folder_lock;
pub mod serve;
pub mod signals;

pub use commands::run;

/// Everything that is reached over HTTP: the JSON API and the pages.
pub fn router() -> edge::Router {
    web::mount(api::router())
}
