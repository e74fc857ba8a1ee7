//! What pages for people need of the road: who looks at them in which language, forms that come from
//! our own pages only, answers that are documents, and refusals that are pages.
//!
//! - `screen`: the reader's language, theme and place, and who they are;
//! - `form`: fields as they were typed, with what is wrong about each;
//! - `guard`: the token that says that a form is one of ours;
//! - `local`: addresses of this site, for going back to;
//! - `shown`: a page, a way on, or a file;
//! - `report`: what browsers say about pages that tried what their policy forbids;
//! - `face`, `refused`: how a refusal looks.

mod face;
mod fields;
mod form;
mod guard;
mod lang;
mod local;
mod refused;
mod report;
mod screen;
mod shown;

pub use face::{Face, Refusal};
pub use fields::{Fields, western};
pub use form::Form;
pub use guard::TOKEN_FIELD;
pub use lang::{Lang, Theme};
pub use local::Local;
pub use report::{Violation, Violations};
pub use screen::{LANG_COOKIE, Screen, THEME_COOKIE};
pub use shown::{Shown, zip};
