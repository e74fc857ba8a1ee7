//! The layers, one per file. [`crate::travel`] shows their order.

pub mod authentication;
pub mod cache;
pub(crate) mod caller;
pub mod cookies;
pub mod cors;
pub mod security_headers;
pub mod session;
