//! What is kept of the shop's pages: `rendered`, as everybody who is signed out sees them; `decoded`, what is made of
//! cached lists.

mod decoded;
mod rendered;

pub(crate) use decoded::Decoded;
pub(crate) use rendered::PageKey;
