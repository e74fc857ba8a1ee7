//! HTTP around a limiter: the address of the client, header fields, and a layer for servers built
//! on `tower` (axum, hyper, tonic).

pub mod address;
pub mod headers;
pub mod layer;
