//! Everything that speaks Redis: where it is, the five scripts, and what their answers mean.

mod link;
pub(crate) mod scripts;

pub use link::{BadTarget, Target, probe};
pub(crate) use link::{Link, Welcome};
pub(crate) use scripts::{Names, Taken};
