//! What pages for people need of the pipeline: who looks at them in which language, forms that come from
//! our own pages only, answers that are documents, and refusals that are pages.
//!
//! - `context`: the reader's language, theme and place, and who they are;
//! - `form`: fields as they were typed, with what is wrong about each;
//! - `csrf`: the token that says that a form is one of ours;
//! - `local_path`: addresses of this site, for going back to;
//! - `response`: a page, a way on, or a file; `gzip` compresses them;
//! - `csp_report`: what browsers say about pages that tried what their policy forbids;
//! - `error_pages`, `render_error`: how a refusal looks.

mod context;
mod csp_report;
mod csrf;
mod error_pages;
mod fields;
mod form;
mod gzip;
mod lang;
mod local_path;
mod render_error;
mod response;

pub use context::{FORMER_COOKIES, LANG_COOKIE, PageContext, THEME_COOKIE};
pub use csp_report::{CspViolation, CspViolations};
pub use csrf::CSRF_FIELD;
pub use error_pages::{ErrorContext, ErrorPages};
pub use fields::FormFields;
pub use form::Form;
pub use gzip::gzip;
pub use lang::{Lang, Theme};
pub use local_path::LocalPath;
pub use response::{Page, RenderedPage};
