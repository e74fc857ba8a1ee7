//! What an HTTP server wants around a limiter: who is calling, how to tell them, and a layer that
//! does both for servers built on `tower` (axum, hyper, tonic).

pub mod address;
pub mod headers;
pub mod layer;
