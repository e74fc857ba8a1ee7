//! The layers, one per file. [`crate::travel`] shows their order.

pub mod address;
pub mod authentication;
pub mod cache;
pub mod cors;
pub mod limits;
pub mod security_headers;
