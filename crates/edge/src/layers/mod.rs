//! The layers, one per file. [`crate::pipeline`] shows their order.

pub mod authentication;
pub mod cache;
pub(crate) mod caller;
pub mod cookies;
pub mod cors;
pub mod cursor_binding;
pub mod security_headers;
pub mod session;
pub(crate) mod staff_network;
pub mod transport;
