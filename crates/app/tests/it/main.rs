//! The house's tests, in one binary: clients of the served program, on real databases.

mod authz_walk;
mod background;
mod configuration;
mod deliveries;
mod engine_search;
mod engine_tables;
mod engines;
mod hang_up;
mod hostile_addresses;
mod hostile_input;
mod hostile_texts;
mod hostile_world;
mod house_rules;
mod http_caches;
mod http_edges;
mod journey;
mod limits;
mod order_steps;
mod orders;
mod prices;
mod program;
mod races;
mod scale;
mod schemathesis;
mod sign_in;
mod storm;
