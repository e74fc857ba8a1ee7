//! The program: opens the house, and does nothing else.

pub mod cli;
mod commands;
pub mod control;
pub mod open;
pub mod serve;

pub use commands::run;

/// Everything that is reached over HTTP: the JSON room and the room with pages.
pub fn router() -> edge::Router {
    web::mount(api::router())
}
