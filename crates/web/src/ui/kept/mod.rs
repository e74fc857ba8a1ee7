//! What is kept of the pages of the shop: `made_pages`, as everybody sees them; `decoded`, what is made of cached lists.

mod decoded;
mod made_pages;

pub(crate) use decoded::Decoded;
pub(crate) use made_pages::PageName;
