//! The program: opens the house, and does nothing else.

pub mod cli;
mod commands;
pub mod control;
pub mod open;
pub mod serve;

pub use commands::run;
