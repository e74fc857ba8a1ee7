//! The layers, one per file. [`crate::travel`] shows their order.

pub mod authentication;
pub mod cache;
pub mod cors;
pub mod security_headers;
