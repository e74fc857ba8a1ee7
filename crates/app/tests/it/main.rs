//! The house's tests, in one binary: clients of the served program, on real databases.

mod journey;
