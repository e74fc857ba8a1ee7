//! The house's tests, in one binary: clients of the served program, on real databases.

mod background;
mod configuration;
mod journey;
mod program;
