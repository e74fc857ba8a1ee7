//! Imagined people, companies and goods for demo shops and load tests.
//!
//! Pure data and arithmetic: no clock, no randomness from outside, no I/O. The same number always
//! gives the same company, person or item. Every brand and company is made up. The GTINs carry a
//! correct check digit but were assigned by nobody, so they must never leave a demo.

/// A list of words that `rustfmt` does not spread over a line each.
macro_rules! word_list {
    ($($word:literal),+ $(,)?) => {
        &[$($word),+]
    };
}

mod brands;
mod categories;
mod cities;
mod companies;
mod dice;
mod firms;
mod goods;
mod gtin;
mod items;
mod people;

pub use categories::{CATEGORIES, GeneratedCategory};
pub use cities::elsewhere;
pub use companies::{GeneratedCompany, delivery_partner, retailer, vendor, vendor_trade};
pub use dice::Dice;
pub use items::{Item, item};
pub use people::person;
